"""Where a notice hangs, who may see its photo and who its files."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from doorstep.kernel.actor import Actor
from doorstep.publishing import services
from doorstep.publishing.models import Notice, NoticePosting
from doorstep.publishing.queries import files_of, public_notice
from doorstep.records.attachments import attachments_of
from tests.issues.town import DAY
from tests.publishing.desk import BOARD, Desk
from tests.publishing.test_kinds import PAID, carried, result_notice
from tests.records.hostile import picture


def hang(desk: Desk, notice: Notice, **changes: Any) -> NoticePosting:
    values = {"place": "西门公告栏", "on": PAID.date(), "by": desk.clerk, "at": PAID + DAY} | changes
    return services.record_posting(notice_id=notice.pk, **values)


def test_first_board_is_recorded_as_it_is_posted_and_others_after(desk: Desk) -> None:
    notice = carried(desk, result_notice(desk))

    hang(desk, notice)

    rows = notice.postings.order_by("id").values_list("place", "posted_on", "by_name")
    assert list(rows) == [
        (BOARD, date(2026, 3, 9), desk.clerk.name),
        ("西门公告栏", date(2026, 3, 9), desk.clerk.name),
    ]
    found = public_notice(desk.site.street_id, notice.number)
    assert found is not None
    assert found.places == (BOARD, "西门公告栏")


def test_posting_that_cannot_be_is_refused(desk: Desk, refused) -> None:
    notice = result_notice(desk)

    refused("notice.not_posted", lambda: hang(desk, notice))
    carried(desk, notice)
    refused("notice.place", lambda: hang(desk, notice, place=" "))
    refused("notice.posted_later", lambda: hang(desk, notice, on=date(2026, 3, 11)))
    refused("not_allowed", lambda: hang(desk, notice, by=desk.reviewer))


def test_photo_is_the_desks_own_and_never_needed(desk: Desk) -> None:
    notice = carried(desk, result_notice(desk))

    posting = hang(desk, notice, photo=ContentFile(picture(), name="栏.jpg"))

    def seen(by: Actor) -> int:
        return len(attachments_of(owner_kind="notice_posting", owner_ref=str(posting.pk), by=by))

    assert [seen(by) for by in (desk.clerk, desk.resident, desk.site.secretary)] == [1, 0, 0]


def test_files_are_public_once_it_is_up_and_until_it_is_taken_down(desk: Desk) -> None:
    notice = result_notice(desk)
    upload = ContentFile(picture(), name="现场.jpg")
    services.attach_to_notice(notice_id=notice.pk, upload=upload, by=desk.clerk, at=PAID)

    def seen(by: Actor) -> int:
        return len(files_of(notice.pk, by=by))

    counts = [[seen(desk.clerk), seen(desk.resident), seen(desk.site.secretary)]]
    carried(desk, notice)
    counts.append([seen(desk.clerk), seen(desk.resident), seen(Actor.resident(0))])
    desk.withdraw(notice)
    counts.append([seen(desk.clerk), seen(desk.resident)])

    assert counts == [[1, 0, 0], [1, 1, 0], [1, 0]]
