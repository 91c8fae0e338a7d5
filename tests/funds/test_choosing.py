"""Which projects the quota carries: gate, two gradings that do not know of each other, a named meeting."""

from datetime import date

import pytest

from doorstep.funds import services
from doorstep.funds.models import Choice, FundMove, Selection
from doorstep.funds.queries import (
    asking_projects,
    candidate_lines,
    candidate_page,
    due_looks,
    may_grade,
    quota_with_room,
    waits_of_project,
)
from doorstep.funds.rules import GateAnswer, Room
from doorstep.issues.models import Issue
from doorstep.journal.models import Entry
from tests.funds.counter import Counter
from tests.funds.rounds import AT, DAY, LOOK_ON, STARTS, YES, Rounds
from tests.projects.site import as_lead, other_secretary


@pytest.fixture
def rounds(counter: Counter) -> Rounds:
    return Rounds(counter)


def acts(about: str) -> list[str]:
    return list(Entry.objects.filter(about=about).order_by("id").values_list("act", flat=True))


def test_round_opens_under_the_rubric_of_today(rounds: Rounds) -> None:
    selection = rounds.opened()

    assert (selection.year, selection.number, selection.rubric, selection.state) == (
        2026,
        1,
        "2026-1",
        "open",
    )
    assert acts(f"selection:{selection.pk}") == ["selection.open"]


def test_second_round_waits_for_the_first(rounds: Rounds, refused) -> None:
    rounds.opened()

    refused("selection.open_already", rounds.opened)


def test_round_needs_a_quota_of_the_year(rounds: Rounds, refused) -> None:
    refused("fund.no_quota", lambda: rounds.opened(at=AT.replace(year=2027)))


def test_only_the_organisation_opens_its_round(rounds: Rounds, refused) -> None:
    refused("not_allowed", lambda: rounds.opened(by=rounds.counter.clerk))


def test_rounds_are_not_there_for_the_next_community(rounds: Rounds, not_found) -> None:
    candidate = rounds.added()
    stranger = other_secretary(rounds.counter.site)

    not_found(lambda: services.check_gate(candidate_id=candidate.pk, answers=YES, by=stranger, at=AT))


def test_candidate_asks_for_so_much(rounds: Rounds) -> None:
    candidate = rounds.added()

    assert (candidate.name, candidate.asked_fen) == ("东河苑供热改造", 1_000_000)
    assert acts(f"candidate:{candidate.pk}") == ["selection.add"]


def test_projects_that_do_not_ask_are_refused(rounds: Rounds, refused) -> None:
    selection, idea = rounds.opened(), rounds.project(state="idea")

    refused("selection.not_asking", lambda: rounds.added(selection, project=idea))
    assert asking_projects(rounds.counter.secretary, selection) == []


def test_candidate_comes_once_and_asks_for_something(rounds: Rounds, refused) -> None:
    candidate = rounds.added()
    again = {"selection": candidate.selection, "project": candidate.project}

    refused("selection.twice", lambda: rounds.added(**again))
    refused("fund.amount", lambda: rounds.added(candidate.selection, name="另一个", asked_fen=0))


def test_long_term_matter_may_ask_by_itself(rounds: Rounds, refused) -> None:
    issue = Issue.objects.get(pk=rounds.counter.site.town.triaged().pk)
    selection = rounds.opened()
    values = {"selection_id": selection.pk, "issue_id": issue.pk, "asked_fen": 5, "at": AT}

    refused("selection.not_asking", lambda: services.add_issue(by=rounds.counter.secretary, **values))

    Issue.objects.filter(pk=issue.pk).update(route="long_term")
    assert services.add_issue(by=rounds.counter.secretary, **values).name.endswith(issue.tracking)


def test_gate_answers_everything_and_explains_each_no(rounds: Rounds, refused) -> None:
    candidate = rounds.added()
    check = {"candidate_id": candidate.pk, "by": rounds.counter.secretary, "at": AT}

    found = refused("selection.gate_open", lambda: services.check_gate(answers=YES[1:], **check))
    assert found == {"questions": ["use"]}
    without = (GateAnswer("use", False, " "), *YES[1:])
    assert refused("selection.gate_reason", lambda: services.check_gate(answers=without, **check)) == {
        "questions": ["use"]
    }
    gate = services.check_gate(answers=(GateAnswer("use", False, "是办公用的"), *YES[1:]), **check)
    assert (gate.passes, gate.answers[0]) == (False, {"code": "use", "holds": False, "reason": "是办公用的"})


def test_failed_gate_is_a_reason_to_wait_and_never_carries(rounds: Rounds, refused) -> None:
    candidate = rounds.gated(
        answers=(GateAnswer("duty", False, "物业该修"), *(a for a in YES if a.code != "duty"))
    )
    item = rounds.item()

    refused("selection.gate_first", lambda: rounds.grade(candidate, by=rounds.counter.clerk))
    refused("selection.gate_failed", lambda: rounds.choose(candidate, item=item))
    assert rounds.choose(candidate, item=item, outcome="waits").outcome == "waits"


def test_scores_are_blind_until_both_are_given(rounds: Rounds) -> None:
    candidate = rounds.gated()
    clerk, reviewer, secretary = (
        getattr(rounds.counter, name) for name in ("clerk", "reviewer", "secretary")
    )
    rounds.grade(candidate, by=clerk, need=5)

    def seen(actor) -> list[dict[str, int]]:
        return [each.grades for each in candidate_page(actor, candidate.pk, at=AT).gradings]

    assert [len(seen(each)) for each in (clerk, reviewer, secretary)] == [1, 0, 0]
    assert candidate_page(reviewer, candidate.pk, at=AT).grading_count == 1
    rounds.grade(candidate, by=reviewer)
    assert [len(seen(each)) for each in (clerk, reviewer, secretary)] == [2, 2, 2]


def test_two_people_score_once_each_with_evidence(rounds: Rounds, refused) -> None:
    candidate = rounds.gated()
    clerk, reviewer = rounds.counter.clerk, rounds.counter.reviewer
    values = {"candidate_id": candidate.pk, "by": clerk, "at": AT}
    whole = {"need": 1, "people": 1, "urgency": 1, "ready": 1, "cost": 1}

    found = refused(
        "selection.grades",
        lambda: services.grade_candidate(grades={"need": 6}, evidence="台账", **values),
    )
    assert found["criteria"] == ["need", "people", "urgency", "ready", "cost"]
    refused("reason.needed", lambda: services.grade_candidate(grades=whole, evidence=" ", **values))
    rounds.grade(candidate, by=clerk)
    refused("selection.graded", lambda: rounds.grade(candidate, by=clerk))
    rounds.grade(candidate, by=reviewer)
    third = rounds.counter.site.town.hire("secretary", rounds.counter.site.path)
    refused("selection.two_gradings", lambda: rounds.grade(candidate, by=third))


def test_whoever_leads_the_project_does_not_score_it(rounds: Rounds, refused) -> None:
    candidate = rounds.gated()
    lead = as_lead(candidate.project)

    refused("not_allowed", lambda: rounds.grade(candidate, by=lead))
    assert not may_grade(lead, candidate_page(lead, candidate.pk, at=AT))


def test_large_differences_are_talked_over_first(rounds: Rounds, refused) -> None:
    candidate = rounds.graded(need=5)
    item = rounds.item()

    assert candidate_page(rounds.counter.clerk, candidate.pk, at=AT).apart == ["need"]
    refused("selection.talk_first", lambda: rounds.choose(candidate, item=item))
    talk = {"candidate_id": candidate.pk, "at": AT}
    refused("not_allowed", lambda: services.talk_over(note="商量过", by=rounds.counter.secretary, **talk))
    refused("note.needed", lambda: services.talk_over(note=" ", by=rounds.counter.clerk, **talk))
    services.talk_over(note="第二人看了走访台账，需要确实大。", by=rounds.counter.clerk, **talk)
    assert rounds.choose(candidate, item=item).reserved_fen == 1_000_000


def test_people_who_agree_need_not_talk(rounds: Rounds, refused) -> None:
    candidate = rounds.graded(need=4)
    talk = {"candidate_id": candidate.pk, "note": "商量过", "at": AT}

    refused("selection.agree", lambda: services.talk_over(by=rounds.counter.clerk, **talk))


def test_meeting_decides_only_after_gate_and_scores(rounds: Rounds, refused) -> None:
    candidate, item = rounds.added(), rounds.item()

    refused("selection.gate_first", lambda: rounds.choose(candidate, item=item))
    rounds.gated(candidate)
    refused("selection.gradings_first", lambda: rounds.choose(candidate, item=item))


def test_decision_rests_on_a_meeting_that_carried_it_by_its_threshold(rounds: Rounds, refused) -> None:
    candidate = rounds.graded()
    lost, loose = rounds.item(yes=3), rounds.item(rule="")

    refused("expense.not_carried", lambda: rounds.choose(candidate, item=lost))
    refused("selection.no_threshold", lambda: rounds.choose(candidate, item=loose))


def test_meeting_before_the_round_decides_nothing(rounds: Rounds, refused) -> None:
    candidate, item = rounds.graded(), rounds.item()
    Selection.objects.update(opened_at=STARTS + DAY)

    refused("selection.meeting_before", lambda: rounds.choose(candidate, item=item))


def test_carried_plans_the_money_and_moves_none(rounds: Rounds) -> None:
    candidate = rounds.graded()
    before = FundMove.objects.count()

    choice = rounds.choose(candidate)

    quota, room = quota_with_room(candidate.selection)
    assert quota is not None
    assert (choice.outcome, choice.reserved_fen) == ("carried", 1_000_000)
    assert (room, room.left) == (
        Room(quota.balance.available, 1_000_000),
        quota.balance.available - 1_000_000,
    )
    assert FundMove.objects.count() == before


def test_nothing_is_carried_beyond_what_is_left(rounds: Rounds, refused) -> None:
    first, item = rounds.graded(), rounds.item()
    left = quota_with_room(first.selection)[1].left
    rounds.choose(first, item=item, reserved_fen=left - 100)
    second = rounds.graded(rounds.added(first.selection, name="第二个"))

    found = refused("selection.exceeds", lambda: rounds.choose(second, item=item, reserved_fen=200))

    assert found == {"over": "1.00", "left": "1.00"}
    assert rounds.choose(second, item=item, reserved_fen=100).reserved_fen == 100


def test_amount_approved_for_the_project_is_no_longer_planned(rounds: Rounds) -> None:
    project = rounds.project(state="approved")
    candidate = rounds.graded(rounds.added(project=project))
    rounds.choose(candidate)
    quota, before = quota_with_room(candidate.selection)

    rounds.counter.approved(project_id=project.pk)

    after = quota_with_room(candidate.selection)[1]
    assert quota is not None
    assert (before.planned, after.planned) == (1_000_000, 700_000)
    assert after.left == before.left


def test_wait_has_a_reason_and_a_day(rounds: Rounds, refused) -> None:
    candidate, item = rounds.graded(), rounds.item()
    wait = {"item": item, "outcome": "waits"}

    refused("reason.needed", lambda: rounds.choose(candidate, reason=" ", **wait))
    refused("selection.look_on", lambda: rounds.choose(candidate, look_on=STARTS.date(), **wait))
    refused("selection.look_on", lambda: rounds.choose(candidate, look_on=date(2027, 3, 1), **wait))
    refused("text.too_long", lambda: rounds.choose(candidate, reason="长" * 301, **wait))
    choice = rounds.choose(candidate, **wait)
    assert (choice.reason, choice.look_on, choice.reserved_fen) == ("今年的钱先修路。", LOOK_ON, 0)


def test_outcome_is_one_of_two(rounds: Rounds, refused) -> None:
    candidate, item = rounds.graded(), rounds.item()

    refused("selection.outcome", lambda: rounds.choose(candidate, item=item, outcome="maybe"))
    refused("fund.amount", lambda: rounds.choose(candidate, item=item, reserved_fen=0))


def test_correction_is_a_new_decision_of_a_later_meeting(rounds: Rounds, refused) -> None:
    candidate, item = rounds.graded(), rounds.item()
    first = rounds.choose(candidate, item=item)

    refused("selection.same_meeting", lambda: rounds.choose(candidate, item=item, outcome="waits"))
    second = rounds.choose(candidate, item=rounds.later(), outcome="waits")

    assert (second.corrects, list(Choice.objects.order_by("id"))) == (first, [first, second])
    assert quota_with_room(candidate.selection)[1].planned == 0


def test_gate_is_shut_once_decided(rounds: Rounds, refused) -> None:
    candidate = rounds.graded()
    rounds.choose(candidate)

    refused("selection.chosen", lambda: rounds.gated(candidate))


def test_round_ends_when_every_candidate_is_decided(rounds: Rounds, refused) -> None:
    candidate = rounds.graded()
    end = {"selection_id": candidate.selection_id, "by": rounds.counter.secretary, "at": STARTS}

    assert refused("selection.undecided", lambda: services.close_selection(**end)) == {"count": 1}
    rounds.choose(candidate, outcome="waits")
    assert services.close_selection(**end).state == "closed"
    refused("selection.closed", lambda: rounds.added(candidate.selection, name="晚来的"))


def test_closed_round_takes_corrections_alone(rounds: Rounds) -> None:
    candidate = rounds.graded()
    rounds.choose(candidate, outcome="waits")
    services.close_selection(selection_id=candidate.selection_id, by=rounds.counter.secretary, at=STARTS)

    assert rounds.choose(candidate, item=rounds.later()).outcome == "carried"


def test_carried_this_year_does_not_ask_again(rounds: Rounds, refused) -> None:
    candidate = rounds.graded()
    rounds.choose(candidate)
    services.close_selection(selection_id=candidate.selection_id, by=rounds.counter.secretary, at=STARTS)
    second = rounds.opened(at=STARTS)

    refused("selection.carried_already", lambda: rounds.added(second, project=candidate.project))


def test_what_waits_comes_back_on_its_day_until_a_later_round_has_it(rounds: Rounds) -> None:
    candidate = rounds.graded()
    choice = rounds.choose(candidate, outcome="waits")
    secretary = rounds.counter.secretary

    assert due_looks(secretary, today=date(2026, 6, 29)) == []
    assert due_looks(secretary, today=LOOK_ON) == [choice]
    assert due_looks(other_secretary(rounds.counter.site), today=LOOK_ON) == []
    services.close_selection(selection_id=candidate.selection_id, by=secretary, at=STARTS)
    rounds.added(rounds.opened(at=STARTS), project=candidate.project)
    assert due_looks(secretary, today=LOOK_ON) == []


def test_public_reads_why_until_it_is_carried(rounds: Rounds) -> None:
    candidate = rounds.graded()
    project_id = candidate.project_id
    assert waits_of_project(project_id) == []
    rounds.choose(candidate, outcome="waits")

    assert waits_of_project(project_id) == [
        {"reason": "今年的钱先修路。", "on": "2026-06-30", "meeting": "2026-03-12 东河社区两委会"}
    ]
    rounds.choose(candidate, item=rounds.later())
    assert waits_of_project(project_id) == []


def test_lines_stand_by_place_and_arrival_whatever_their_scores(rounds: Rounds) -> None:
    first = rounds.gated()
    second = rounds.graded(rounds.added(first.selection, name="第二个"), need=4)
    rounds.grade(first, by=rounds.counter.clerk, need=1, people=1)

    lines = candidate_lines(rounds.counter.secretary, first.selection, at=AT)

    assert [each.candidate.pk for each in lines] == [first.pk, second.pk]
