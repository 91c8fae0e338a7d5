"""G6, PIPL 44-50: asked anywhere, identity checked by a person, answered in time, changed where it is held."""

from collections.abc import Callable

import pytest
from django.db import transaction

from doorstep.issues.models import Issue, IssueContact
from doorstep.journal.models import Entry
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotAllowed
from doorstep.privacy.models import HouseholdRead, RightsRequest, RightsStep
from doorstep.privacy.services import (
    Asking,
    answer_request,
    ask_about_self,
    correct_held,
    deliver_answer,
    drop_request,
    erase_held,
    extend_request,
    identify,
    look_up,
    refuse_request,
)
from doorstep.records.retention import ERASED_TEXT
from tests.issues.town import AT, TEXT, Town
from tests.privacy.desk import PHONE, ask, identified, visit


def test_a_request_is_due_in_fifteen_working_days(town: Town) -> None:
    request = ask(town)

    assert (request.state, request.due_at.date().isoformat()) == ("received", "2026-03-23")
    assert Entry.objects.get(act="rights.ask").about == f"rights:{request.pk}"


def test_a_resident_asks_at_the_public_page_without_an_account(town: Town) -> None:
    asking = Asking(kind="copy", phone=PHONE, source="web")
    request = ask_about_self(
        street_id=town.street.pk, asking=asking, by=Actor.resident(town.street.pk), at=AT
    )

    assert (request.entered_by_id, request.path, request.source) == (None, town.street.path, "web")
    assert PHONE not in request.phone_sealed


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "sell"}, "rights.kind"),
        ({"source": "dream"}, "rights.kind"),
        ({"phone": " ", "place_id": None}, "rights.whom"),
        ({"text": "长" * 2001}, "text.too_long"),
        ({"place_id": 999_999}, "household.not_a_dwelling"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    town: Town, refused: Callable[..., None], changes: dict, code: str
) -> None:
    refused(code, lambda: ask(town, **changes))


@pytest.mark.parametrize("role", ["grid_worker", "caller", "reviewer", "administrator", "finance"])
def test_nobody_but_the_desk_works_on_requests(town: Town, role: str) -> None:
    request = ask(town)

    with pytest.raises((RightsRequest.DoesNotExist, NotAllowed)), transaction.atomic():
        identify(request_id=request.pk, how="seen", by=town.people[role], at=AT)
    assert RightsRequest.objects.get().state == "received"


def test_nothing_is_shown_before_a_person_made_sure_who_asks(
    town: Town, refused: Callable[..., None]
) -> None:
    request = ask(town)

    refused("rights.not_identified", lambda: look_up(request_id=request.pk, by=town.clerk, at=AT))
    refused("rights.how", lambda: identify(request_id=request.pk, how="face", by=town.clerk, at=AT))
    nameless = ask(town, phone="")
    refused("rights.no_phone", lambda: identify(request_id=nameless.pk, how="called", by=town.clerk, at=AT))


def test_looking_finds_what_every_stage_holds_and_is_written_into_the_household_file(town: Town) -> None:
    issue, knock = town.capture(), visit(town)
    request = identified(town)

    found = look_up(request_id=request.pk, by=town.clerk, at=AT)

    assert [(each.holder, each.ref, each.by_phone) for each in found] == [
        ("visit", str(knock.pk), False),
        ("issue", str(issue.pk), True),
    ]
    assert HouseholdRead.objects.get().reason == f"个人信息请求 {request.tracking}"


def test_the_answer_names_only_what_a_person_chose(town: Town, refused: Callable[..., None]) -> None:
    issue = town.capture()
    visit(town)
    request = identified(town)
    mine, alien = f"issue:{issue.pk}", "issue:00000000-0000-7000-8000-000000000000"

    def answer(*chosen: str, words: str = "见所附。") -> RightsRequest:
        return answer_request(request_id=request.pk, answer=words, chosen=chosen, by=town.clerk, at=AT)

    refused("rights.not_held", lambda: answer(alien))
    refused("reason.needed", lambda: answer(mine, words=" "))
    assert (answer(mine).chosen, RightsRequest.objects.get().state) == ([mine], "answered")


def test_a_wrong_word_is_corrected_where_it_stands(town: Town, refused: Callable[..., None]) -> None:
    issue = town.capture()
    request = identified(town, "correct")
    item = f"issue:{issue.pk}"

    correct_held(request_id=request.pk, item=item, text="三楼的灯坏了。", by=town.clerk, at=AT)

    assert Issue.objects.get().text == "三楼的灯坏了。"
    assert RightsStep.objects.get(act="rights.correct").note == item
    refused("rights.other_kind", lambda: erase_held(request_id=request.pk, item=item, by=town.clerk, at=AT))


def test_a_visit_has_no_words_of_the_resident_to_put_right(town: Town, refused: Callable[..., None]) -> None:
    knock = visit(town)
    request = identified(town, "correct")

    def correct() -> None:
        correct_held(request_id=request.pk, item=f"visit:{knock.pk}", text="没漏水。", by=town.clerk, at=AT)

    refused("rights.no_correction", correct)


def test_an_open_matter_is_not_erased_and_a_closed_one_is(town: Town, refused: Callable[..., None]) -> None:
    issue = town.capture()
    request = identified(town, "delete")

    def erase() -> None:
        erase_held(request_id=request.pk, item=f"issue:{issue.pk}", by=town.clerk, at=AT)

    refused("rights.still_open", erase)
    assert (Issue.objects.get().text, IssueContact.objects.count()) == (TEXT, 1)
    Issue.objects.update(is_open=False, state="closed")
    erase()
    assert (Issue.objects.get().text, IssueContact.objects.count()) == (ERASED_TEXT, 0)


def test_what_belongs_to_somebody_else_is_not_erased(town: Town, refused: Callable[..., None]) -> None:
    issue = town.capture(place_id=None, place_text="别处", reporter=None)
    request = identified(town, "delete")

    refused(
        "rights.not_held",
        lambda: erase_held(request_id=request.pk, item=f"issue:{issue.pk}", by=town.clerk, at=AT),
    )


def test_more_time_is_taken_once_with_a_reason(town: Town, refused: Callable[..., None]) -> None:
    request = identified(town)

    def extend(note: str = "材料多") -> RightsRequest:
        return extend_request(request_id=request.pk, note=note, by=town.clerk, at=AT)

    refused("note.needed", lambda: extend(" "))
    assert extend().due_at.date().isoformat() == "2026-04-14"
    refused("rights.extended", extend)


def test_a_refusal_has_a_ground_of_the_law(town: Town, refused: Callable[..., None]) -> None:
    request = ask(town)

    def refuse(ground: str = "not_identified", note: str = "两次电话都不是本人。") -> RightsRequest:
        return refuse_request(request_id=request.pk, ground=ground, note=note, by=town.clerk, at=AT)

    refused("rights.ground", lambda: refuse(ground="busy"))
    refused("reason.needed", lambda: refuse(note=" "))
    assert (refuse().state, RightsRequest.objects.get().ground) == ("refused", "not_identified")
    refused("move.unknown", lambda: identify(request_id=request.pk, how="seen", by=town.clerk, at=AT))


def test_an_answer_is_delivered_and_then_the_request_is_over(
    town: Town, refused: Callable[..., None]
) -> None:
    request = identified(town)
    answer_request(request_id=request.pk, answer="没有保存。", chosen=[], by=town.clerk, at=AT)

    refused("rights.how", lambda: deliver_answer(request_id=request.pk, how="air", by=town.clerk, at=AT))
    done = deliver_answer(request_id=request.pk, how="hand", by=town.clerk, at=AT)

    assert (done.state, done.delivered_by) == ("delivered", "hand")
    refused("rights.over", lambda: look_up(request_id=request.pk, by=town.clerk, at=AT))
    refused("move.unknown", lambda: drop_request(request_id=request.pk, by=town.clerk, at=AT))


def test_who_asked_may_leave_it(town: Town) -> None:
    request = ask(town)

    assert drop_request(request_id=request.pk, by=town.clerk, at=AT).state == "dropped"
