"""意见建议 about the tool: kept without a name, answered once."""

from uuid import UUID

import pytest

from doorstep.journal.models import Entry
from doorstep.journal.services import digest_of
from doorstep.publishing import services
from doorstep.publishing.models import Feedback
from doorstep.publishing.queries import feedback_list
from tests.issues.town import AT, DAY, make_town
from tests.projects.site import make_site, statements
from tests.publishing.desk import Desk


def give(desk: Desk, text: str = "字太小") -> Feedback:
    return services.give_feedback(
        street_id=desk.site.street_id, page="/track/" + "x" * 300, text=text, by=desk.resident, at=AT
    )


def answer(feedback_id: UUID, by, text: str = "加了大字版") -> Feedback:
    return services.answer_feedback(feedback_id=feedback_id, answer=text, by=by, at=AT + DAY)


def test_given_feedback_is_kept_with_its_page(desk: Desk) -> None:
    feedback = give(desk)

    assert (feedback.text, len(feedback.page), feedback.answered_at) == ("字太小", 200, None)
    entry = Entry.objects.get(act="feedback.give")
    assert (entry.by, entry.digest) == ("resident", digest_of("字太小", feedback.salt))


@pytest.mark.parametrize(("text", "code"), [(" ", "note.needed"), ("字" * 2001, "text.too_long")])
def test_feedback_that_says_nothing_or_too_much_is_refused(desk: Desk, refused, text: str, code: str) -> None:
    refused(code, lambda: give(desk, text))


def test_answer_is_written_once(desk: Desk, refused) -> None:
    feedback = give(desk)

    refused("note.needed", lambda: answer(feedback.pk, desk.clerk, " "))
    answered = answer(feedback.pk, desk.clerk)
    refused("feedback.answered", lambda: answer(feedback.pk, desk.clerk, "改了"))

    assert (answered.answer, answered.answered_at) == ("加了大字版", AT + DAY)
    assert Entry.objects.get(act="feedback.answer").digest == digest_of("加了大字版", feedback.salt)


def test_answer_is_the_clerks_of_the_street(desk: Desk, refused, not_found) -> None:
    feedback = give(desk)
    away = make_site(make_town("004", "别处街道"))

    refused("not_allowed", lambda: answer(feedback.pk, desk.site.secretary))
    refused("not_allowed", lambda: answer(feedback.pk, desk.resident))
    not_found(lambda: answer(feedback.pk, away.clerk))


def test_list_is_the_desks_alone(desk: Desk) -> None:
    feedback = give(desk)

    assert list(feedback_list(desk.clerk)) == [feedback]
    assert list(feedback_list(desk.site.caller)) == list(feedback_list(desk.resident)) == []


def test_acts_take_at_most_ten_statements(desk: Desk) -> None:
    giving = statements(lambda: give(desk))
    feedback = Feedback.objects.get()

    assert (giving <= 10, statements(lambda: answer(feedback.pk, desk.clerk)) <= 10) == (True, True)
