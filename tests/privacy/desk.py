"""Things the privacy desk has to do with, in the plainest valid form."""

from datetime import date
from typing import Any

from doorstep.journal.models import Entry
from doorstep.privacy import models
from doorstep.privacy.models import RightsRequest
from doorstep.privacy.services import Asking, ask_about_self, identify
from doorstep.visits.models import Visit
from doorstep.visits.rules import Knock
from doorstep.visits.services import record_visit
from tests.issues.town import AT, Town

PHONE = "13800001234"  # the reporter of the town's issues
DAY_OF_VISIT = AT.date()
TABLES = (Entry, *(getattr(models, name) for name in models.__all__))


def rows_written() -> dict[str, int]:
    return {table.__name__: table.objects.count() for table in TABLES}


def ask(town: Town, kind: str = "copy", **changes: Any) -> RightsRequest:
    values = {"kind": kind, "name": "王秀兰", "phone": PHONE, "place_id": town.door.pk} | changes
    return ask_about_self(street_id=town.street.pk, asking=Asking(**values), by=town.clerk, at=AT)


def identified(town: Town, kind: str = "copy", **changes: Any) -> RightsRequest:
    request = ask(town, kind, **changes)
    return identify(request_id=request.pk, how="seen", by=town.clerk, at=AT)


def visit(town: Town, *, on: date = DAY_OF_VISIT, topics: str = "楼上漏水,夜里睡不好。") -> Visit:
    knock = Knock(
        place_id=town.door.pk,
        outcome="met",
        visited_on=on,
        visitors=(town.grid_worker.account_id or 0,),
        talked_with="owner",
        topics=topics,
        late_reason="" if on == DAY_OF_VISIT else "本子丢了又找到",
    )
    return record_visit(knock=knock, by=town.grid_worker, at=AT)
