"""A step and its journal entry are written together, and the entry tells nothing without the step's salt."""

from datetime import UTC, datetime

import pytest

from doorstep.journal.models import Entry
from doorstep.journal.services import UnknownAct, digest_of, write_down
from doorstep.kernel.actor import Actor
from doorstep.people.models import Account
from doorstep.publishing.models import Notice, NoticeStep
from tests.issues.town import make_town

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def notice(db) -> Notice:
    town = make_town()
    return Notice.objects.create(
        id="019cab0c-0000-7000-8000-000000000001",
        street=town.street,
        number="2026-0001",
        kind="list",
        title="清单",
        about="list:1",
        path=town.street.path,
        body={},
        state="draft",
        drafted_by=Account.objects.first(),
        drafted_at=AT,
    )


def written(notice: Notice, **changes: str) -> NoticeStep:
    values = {"act": "notice.edit", "note": "改了标题"} | changes
    return write_down(
        NoticeStep,
        about=f"notice:{notice.pk}",
        by=Actor.system("timer", notice.street_id),
        at=AT,
        street_id=notice.street_id,
        notice=notice,
        to_state="draft",
        **values,
    )


def test_step_and_entry_are_written_together(notice: Notice) -> None:
    step, entry = written(notice), Entry.objects.get()

    assert NoticeStep.objects.values_list("act", "note", "by", "by_name", "to_state").get() == (
        "notice.edit",
        "改了标题",
        "system:timer",
        "timer",
        "draft",
    )
    assert (entry.act, entry.about, entry.digest) == (
        "notice.edit",
        f"notice:{notice.pk}",
        digest_of("改了标题", step.salt),
    )


def test_what_was_said_besides_the_note_is_what_the_entry_vouches_for(notice: Notice) -> None:
    step = written(notice, said="全文")

    assert Entry.objects.get().digest == digest_of("全文", step.salt)


def test_act_that_nobody_registered_is_a_defect(notice: Notice) -> None:
    with pytest.raises(UnknownAct):
        written(notice, act="notice.invented")
