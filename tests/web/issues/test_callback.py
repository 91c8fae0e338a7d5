"""Calling back: script and form on one page; not solved starts again in the same submission."""

from typing import Any

import pytest
from django.db import connections

from doorstep.issues.models import CallBack, Issue
from tests.issues.town import Town
from tests.web.issues.hands import at_desk, posted

pytestmark = pytest.mark.django_db(databases=list(connections))
REACHED = {"mode": "phone", "outcome": "reached", "remark": "灯亮了", "answer": "resolved", "grade": "5"}
CALLS = [
    (REACHED, ("called_back", 0)),
    (REACHED | {"answer": "unresolved", "grade": "1", "remark": "三楼还黑着"}, ("working", 1)),
    (REACHED | {"outcome": "unreachable", "remark": "", "answer": "", "grade": ""}, ("delivered", 0)),
]
FAULTS = [
    {"answer": ""},
    {"grade": ""},
    {"answer": "unresolved", "remark": ""},
    {"outcome": "refused"},
]


def url_of(issue: Issue) -> str:
    return f"/desk/issues/{issue.tracking}/call-back/"


@pytest.mark.parametrize(("values", "after"), CALLS)
def test_call_back_leads_where_the_answer_leads(town: Town, values: dict[str, Any], after: Any) -> None:
    issue = town.delivered()

    answer = at_desk(town, "caller").post(url_of(issue), posted(**values))

    issue.refresh_from_db()
    assert (answer.status_code, (issue.state, issue.reopen_count)) == (303, after)


@pytest.mark.parametrize("change", FAULTS)
def test_call_back_that_does_not_fit_keeps_what_was_typed(town: Town, change: dict[str, Any]) -> None:
    issue = town.delivered()

    answer = at_desk(town, "caller").post(url_of(issue), posted(**(REACHED | change)))

    assert (answer.status_code, CallBack.objects.count()) == (422, 0)
    assert answer.context["form"].data["mode"] == "phone"


def test_call_back_asks_for_words_before_the_grade(town: Town) -> None:
    issue = town.delivered()

    text = at_desk(town, "caller").get(url_of(issue)).content.decode()

    assert text.index('name="remark"') < text.index('name="answer"') < text.index('name="grade"')
    assert "〈" not in text


def test_call_back_is_refused_to_whoever_sorts(town: Town) -> None:
    assert at_desk(town, "clerk").get(url_of(town.delivered())).status_code == 403
