"""G5: what has served its purpose goes by itself, once; the journal stays whole, and a hold keeps it back."""

from collections.abc import Callable
from datetime import timedelta

from doorstep.issues.models import Issue, IssueContact, IssueStep
from doorstep.journal.models import Entry
from doorstep.journal.services import seal_journal
from doorstep.journal.verification import verify
from doorstep.privacy.models import LegalHold, RetentionRun
from doorstep.privacy.services import Outcome, lift_hold, place_hold, run_retention
from doorstep.records.holders import Subject, held_about
from doorstep.records.models import SearchRow
from doorstep.records.retention import ERASED_TEXT
from doorstep.records.tallies import verify as verify_tallies
from doorstep.visits.models import Visit
from tests.issues.town import AT, DAY, Town
from tests.privacy.desk import PHONE, visit

VISITS_OVER = AT + timedelta(days=1097)
ISSUES_OVER = AT + timedelta(days=1900)


def gone(outcomes: list[Outcome]) -> dict[str, int]:
    return {each.rule: each.count for each in outcomes if each.count}


def close(town: Town) -> Issue:
    issue = town.called_back()
    Issue.objects.filter(pk=issue.pk).update(state="closed", is_open=False, closed_at=AT + DAY)
    return issue


def test_a_visit_loses_its_words_after_three_years_and_not_before(town: Town) -> None:
    found = visit(town)

    before = gone(run_retention(at=AT + timedelta(days=1094)))
    after = gone(run_retention(at=VISITS_OVER))

    row = Visit.objects.get(pk=found.pk)
    assert (before, after) == ({}, {"visit.text": 1})
    assert (row.topics, row.talked_with, row.salt, row.outcome) == (ERASED_TEXT, "", "", "met")


def test_a_closed_issue_loses_words_contact_and_search_terms(town: Town) -> None:
    issue = close(town)

    assert gone(run_retention(at=ISSUES_OVER)) == {"issue.text": 1}

    row = Issue.objects.get(pk=issue.pk)
    notes = set(IssueStep.objects.filter(issue=issue).values_list("note", "public_note", "salt"))
    assert (row.text, row.place_text, row.tracking) == (ERASED_TEXT, "", issue.tracking)
    assert IssueContact.objects.filter(issue=issue).count() == 0
    assert SearchRow.objects.filter(kind="issue", ref=str(issue.pk)).count() == 0
    assert notes <= {(note, told, "") for note in ("", ERASED_TEXT) for told in ("", ERASED_TEXT)}


def test_an_open_issue_is_never_erased(town: Town) -> None:
    town.delivered()

    assert gone(run_retention(at=AT + timedelta(days=9000))) == {}


def test_erasing_leaves_the_journal_and_the_counters_whole(town: Town) -> None:
    close(town)
    visit(town)
    seal_journal(at=AT + DAY)
    before = verify_tallies(street_id=town.street.pk)

    run_retention(at=ISSUES_OVER)
    seal_journal(at=ISSUES_OVER)

    assert verify().ok
    assert verify_tallies(street_id=town.street.pk) == before


def test_a_dry_run_says_what_would_go_and_writes_nothing(town: Town) -> None:
    visit(town)
    entries = Entry.objects.count()

    assert gone(run_retention(at=VISITS_OVER, dry=True)) == {"visit.text": 1}

    assert Visit.objects.exclude(topics=ERASED_TEXT).count() == 1
    assert (Entry.objects.count(), RetentionRun.objects.count()) == (entries, 0)


def test_running_twice_and_in_small_batches_takes_each_row_once(town: Town) -> None:
    for day in range(5):
        visit(town, on=(AT - day * DAY).date())

    first = gone(run_retention(at=VISITS_OVER, batch=2))
    second = gone(run_retention(at=VISITS_OVER, batch=2))

    assert (first, second) == ({"visit.text": 5}, {})
    counts = RetentionRun.objects.order_by("id").values_list("count", flat=True)
    assert sorted(counts) == [1, 2, 2]
    assert Entry.objects.filter(act="retention.run").count() == 3


def test_a_hold_on_one_row_keeps_it_and_lets_the_others_go(town: Town) -> None:
    kept, _ = visit(town), visit(town, on=(AT - DAY).date())
    hold = place_hold(rule_code="visit.text", ref=str(kept.pk), reason="诉讼中", by=town.reviewer, at=AT)

    held = [(each.count, each.held) for each in run_retention(at=VISITS_OVER) if each.rule == "visit.text"]
    lift_hold(hold_id=hold.pk, by=town.reviewer, at=VISITS_OVER)

    assert held == [(1, 1)]
    assert gone(run_retention(at=VISITS_OVER)) == {"visit.text": 1}


def test_a_hold_on_everything_keeps_everything(town: Town) -> None:
    visit(town)
    place_hold(rule_code="", ref="", reason="监察", by=town.reviewer, at=AT)

    assert gone(run_retention(at=VISITS_OVER)) == {}


def test_a_hold_is_placed_by_the_second_person_on_a_rule_that_exists(
    town: Town, refused: Callable[..., None]
) -> None:
    def place(by: object, **changes: str) -> Callable[[], LegalHold]:
        values = {"rule_code": "", "ref": "", "reason": "诉讼中"} | changes
        return lambda: place_hold(**values, by=by, at=AT)

    refused("not_allowed", place(town.clerk))
    refused("hold.rule", place(town.reviewer, rule_code="no.such"))
    refused("hold.rule", place(town.reviewer, ref="1"))
    refused("reason.needed", place(town.reviewer, reason=" "))
    hold = place(town.reviewer)()
    lift_hold(hold_id=hold.pk, by=town.reviewer, at=AT)
    refused("hold.lifted", lambda: lift_hold(hold_id=hold.pk, by=town.reviewer, at=AT))


def test_after_the_erasing_nothing_is_held_about_the_person_but_that_it_was(town: Town) -> None:
    close(town)

    run_retention(at=ISSUES_OVER)

    assert held_about(Subject(street_id=town.street.pk, phone=PHONE)) == []
