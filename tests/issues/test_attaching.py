"""Files of an issue: added by those who handle it, opened with a reason."""

from io import BytesIO

import pytest
from PIL import Image

from doorstep.issues.models import IssueStep
from doorstep.issues.services import attach_to_issue, open_file
from tests.issues.town import AT, WEST, Town, make_town


def picture() -> BytesIO:
    data = BytesIO()
    Image.new("RGB", (40, 30), "white").save(data, "PNG")
    data.seek(0)
    data.name = "三单元.png"
    return data


def test_file_is_kept_and_opened_with_a_reason(town: Town) -> None:
    issue = town.accepted()

    made = attach_to_issue(issue_id=issue.pk, upload=picture(), note="修好以后", by=town.handler, at=AT)
    opened = open_file(issue_id=issue.pk, attachment_id=made.pk, reason="核对现场", by=town.clerk, at=AT)

    assert (opened.attachment, opened.path.exists()) == (made, True)
    steps = IssueStep.objects.filter(issue=issue).order_by("number").values_list("act", "note")
    assert list(steps)[-2:] == [("issue.attach", "修好以后"), ("issue.open_file", "核对现场")]


def test_file_without_a_reason_stays_shut(town: Town, refused) -> None:
    issue = town.capture()
    made = attach_to_issue(issue_id=issue.pk, upload=picture(), by=town.grid_worker, at=AT)

    refused(
        "reason.needed",
        lambda: open_file(issue_id=issue.pk, attachment_id=made.pk, reason=" ", by=town.clerk, at=AT),
    )


def test_file_of_another_issue_or_out_of_sight_does_not_exist(town: Town, not_found) -> None:
    issue, other = town.capture(), town.capture()
    made = attach_to_issue(issue_id=issue.pk, upload=picture(), by=town.grid_worker, at=AT)

    def look(issue_id, by):
        return open_file(issue_id=issue_id, attachment_id=made.pk, reason="核对", by=by, at=AT)

    not_found(lambda: look(other.pk, town.clerk))
    for stranger in (town.hire("secretary", WEST), town.administrator, make_town("030", "别处").clerk):
        not_found(lambda by=stranger: look(issue.pk, by))


@pytest.mark.parametrize("role", ["caller", "supervisor", "reviewer"])
def test_file_is_not_added_by_who_only_reads(town: Town, refused, role: str) -> None:
    issue = town.capture()

    refused(
        "not_allowed",
        lambda: attach_to_issue(issue_id=issue.pk, upload=picture(), by=town.people[role], at=AT),
    )
