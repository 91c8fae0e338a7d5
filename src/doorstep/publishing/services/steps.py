"""What every act on a notice does alike: load it locked, ask who may, write its step and the journal."""

from datetime import date, datetime, timedelta
from uuid import UUID

from doorstep.journal.services import record, write_down
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import Due, add_calendar_days, day_of
from doorstep.kernel.errors import require
from doorstep.publishing import access, rules
from doorstep.publishing.apart import apart
from doorstep.publishing.models import Notice, NoticeStep
from doorstep.rulebook.queries import calendar_of, rule
from doorstep.rulebook.rules import DEFAULTS


def write_step(notice: Notice, act_name: str, *, by: Actor, at: datetime, note: str = "") -> None:
    """The act's own row with its note, and the journal entry with the note's salted digest."""
    write_down(
        NoticeStep,
        about=f"notice:{notice.pk}",
        act=act_name,
        by=by,
        at=at,
        street_id=notice.street_id,
        note=note,
        notice=notice,
        to_state=notice.state,
    )


def journalled(notice: Notice, act_name: str, *, by: Actor, at: datetime, digest: str) -> None:
    about = f"notice:{notice.pk}"
    record(by=by, act=act_name, about=about, at=at, street_id=notice.street_id, digest=digest)


def notice_for(notice_id: UUID, *, by: Actor) -> Notice:
    """The notice, locked; another street's is not found, nor that of a judgement on one's own work (R5)."""
    rows = apart(Notice.objects.select_related("street", "project"), by).select_for_update(of=("self",))
    return rows.get(pk=notice_id, street_id=by.street_id or 0)


def project_of(notice: Notice) -> UUID:
    """The project that a notice of its approval is about."""
    return UUID(notice.about.partition(":")[2])


def check_reviewer(notice: Notice, *, by: Actor) -> None:
    """Neither whoever drafted the notice nor whoever leads the project it speaks of judges it."""
    drafted_by = f"account:{notice.drafted_by_id}"
    require(access.can_review(by, path=notice.path, drafted_by=drafted_by))
    require(notice.project is None or by.account_id != notice.project.lead_id, "project.own")


def last_day(notice: Notice, *, at: datetime) -> Due:
    """The last day it stands when it goes up now: the day after is its first (N1, R10)."""
    code = rules.KINDS[notice.kind].days
    days = int(rule(notice.street_id, code, on=day_of(at) + timedelta(days=1)))
    if DEFAULTS[code].unit == "working_days":
        return calendar_of(notice.street_id, on=day_of(at)).add_working_days(at, days)
    return add_calendar_days(at, days)


def is_over(last: date | None, at: datetime) -> bool:
    return last is not None and last < day_of(at)
