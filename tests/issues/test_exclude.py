"""剔除: one proposes, another decides, both are listed."""

import pytest

from doorstep.issues.models import Issue
from doorstep.issues.queries import exclusions, rates
from doorstep.issues.services import decide_exclusion, propose_exclusion
from tests.issues.town import AT, DAY, HOUR, Town


def propose(town: Town, issue: Issue, **changes):
    values = {"code": "malicious", "reason": "一天打了四十个电话", "by": town.clerk, "at": AT + DAY}
    return propose_exclusion(**({"issue_id": issue.pk} | values | changes))


def test_proposal_alone_leaves_nothing_out(town: Town) -> None:
    issue = town.called_back()

    made = propose(town, issue)

    assert rates(town.street.pk, 2026).solved.n == 1
    assert [each.pk for each in exclusions(town.street.pk, 2026, undecided=True)] == [made.pk]


def test_approved_by_a_second_person_it_counts_in_no_rate(town: Town) -> None:
    issue = town.called_back()
    made = propose(town, issue)

    decide_exclusion(exclusion_id=made.pk, approved=True, by=town.reviewer, at=AT + DAY + HOUR)

    found = rates(town.street.pk, 2026)
    assert (found.response.n, found.solved.n, found.excluded) == (0, 0, 1)
    listed = exclusions(town.street.pk, 2026).get()
    assert (listed.approved, listed.proposed_by_id, listed.decided_by_id) == (
        True,
        town.clerk.account_id,
        town.reviewer.account_id,
    )


def test_rejected_it_may_be_proposed_again(town: Town) -> None:
    issue = town.called_back()
    made = propose(town, issue)
    decide_exclusion(exclusion_id=made.pk, approved=False, by=town.reviewer, at=AT + DAY)

    propose(town, issue, code="duplicate")

    assert (Issue.objects.get(pk=issue.pk).excluded, exclusions(town.street.pk, 2026).count()) == (False, 2)


def test_nobody_decides_their_own_proposal(town: Town, refused) -> None:
    made = propose(town, town.called_back())
    type(made).objects.filter(pk=made.pk).update(proposed_by=town.reviewer.account_id)

    refused(
        "not_allowed",
        lambda: decide_exclusion(exclusion_id=made.pk, approved=True, by=town.reviewer, at=AT + DAY),
    )


def test_decided_once_is_decided(town: Town, refused) -> None:
    made = propose(town, town.called_back())
    decide_exclusion(exclusion_id=made.pk, approved=False, by=town.reviewer, at=AT + DAY)

    refused(
        "exclusion.decided",
        lambda: decide_exclusion(exclusion_id=made.pk, approved=True, by=town.reviewer, at=AT + DAY),
    )


@pytest.mark.parametrize(
    ("changes", "code"), [({"code": "tired"}, "exclusion.code"), ({"reason": " "}, "reason.needed")]
)
def test_proposal_needs_a_code_and_a_reason(town: Town, refused, changes, code: str) -> None:
    issue = town.called_back()

    refused(code, lambda: propose(town, issue, **changes))


def test_second_proposal_while_one_is_open_is_refused(town: Town, refused) -> None:
    issue = town.called_back()
    propose(town, issue)

    refused("exclusion.exists", lambda: propose(town, issue))
