"""A street with people who call meetings, and meetings at every stage."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from doorstep.consultations import services
from doorstep.consultations.models import AgendaItem, Meeting
from doorstep.consultations.services import Call, ItemPlan, Ruling
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of, moment
from tests.issues.town import AT, DAY, Town

STARTS = moment(day_of(AT) + timedelta(days=10), time(15))
MINUTES = "逐项议定，见各议题。"


@dataclass
class Hall:
    town: Town

    @property
    def path(self) -> str:
        return f"{self.town.street.path}01/"

    @property
    def secretary(self) -> Actor:
        return self.town.people["secretary"]

    def call(self, **changes: Any) -> Call:
        values: dict[str, Any] = {
            "kind": "committee",
            "title": "东河社区两委会",
            "path": self.path,
            "room": "社区会议室",
            "starts_at": STARTS,
            "agenda": (ItemPlan("先修哪条路"),),
            "entitled": 9,
        }
        return Call(**(values | changes))

    def called(self, *, by: Actor | None = None, at: datetime = AT, **changes: Any) -> Meeting:
        return services.call_meeting(call=self.call(**changes), by=by or self.secretary, at=at)

    def held(self, *, entitled: int = 9, attended: int = 7, **changes: Any) -> Meeting:
        return self.hold(self.called(**changes), entitled=entitled, attended=attended)

    def hold(self, meeting: Meeting, *, entitled: int = 9, attended: int = 7) -> Meeting:
        return services.hold_meeting(
            meeting_id=meeting.pk,
            chair="主持人",
            entitled=entitled,
            attended=attended,
            by=self.secretary,
            at=meeting.starts_at,
        )

    def minuted(self, **changes: Any) -> Meeting:
        return services.write_minutes(
            meeting_id=self.held(**changes).pk, minutes=MINUTES, by=self.secretary, at=STARTS + DAY
        )

    def item(self, meeting: Meeting) -> AgendaItem:
        return AgendaItem.objects.filter(meeting=meeting).order_by("order")[0]

    def decide(self, item: AgendaItem, **changes: Any) -> AgendaItem:
        values: dict[str, Any] = {"decision": "先修东门小路。", "owner": "城建科"}
        return services.decide_item(
            item_id=item.pk, ruling=Ruling(**(values | changes)), by=self.secretary, at=STARTS
        )
