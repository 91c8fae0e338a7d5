"""What may be said about a plan and how it is answered, without a database."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.kernel.errors import NotPossible
from doorstep.projects import rules
from doorstep.projects.rules import (
    AnsweredOpinion,
    Because,
    Difference,
    OpinionAnswer,
    OpinionSaid,
    clauses,
    difference,
    grouped,
    takes_opinions,
)

AT = datetime(2026, 4, 1, 2, tzinfo=UTC)
CODES = st.sampled_from(list(rules.ADOPTIONS))


def code_of(act: Any) -> str:
    with pytest.raises(NotPossible) as caught:
        act()
    return caught.value.code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": "  "}, "opinion.empty"),
        ({"text": "好" * 2001}, "text.too_long"),
        ({"text": "好\0"}, "text.unreadable"),
        ({"place_text": "长" * 161}, "text.too_long"),
        ({"source": "rumour"}, "opinion.source"),
        ({"said_on": AT.date() + timedelta(days=1)}, "day.future"),
    ],
)
def test_words_that_cannot_be_kept_are_refused(changes: dict[str, Any], code: str) -> None:
    said = OpinionSaid(**({"text": "先修下水。", "source": "door"} | changes))

    assert code_of(lambda: said.check(at=AT)) == code


@pytest.mark.parametrize("source", rules.OPINION_SOURCES)
def test_words_up_to_the_limit_are_kept_from_every_source(source: str) -> None:
    OpinionSaid(text="好" * 2000, source=source, said_on=AT.date()).check(at=AT)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (OpinionAnswer("maybe", "再看。"), "opinion.adoption"),
        (OpinionAnswer("adopt", " "), "reason.needed"),
        (OpinionAnswer("adopt", "改" * 501), "text.too_long"),
        (OpinionAnswer("adopt", "改\0"), "text.unreadable"),
        (OpinionAnswer("adopt", "改。", "colour"), "opinion.part"),
        (OpinionAnswer("reject", "不改。", "measures"), "opinion.part_unchanged"),
        (OpinionAnswer("already", "已有。", "measures"), "opinion.part_unchanged"),
    ],
)
def test_answer_that_says_too_little_is_refused(answer: OpinionAnswer, code: str) -> None:
    assert code_of(answer.check) == code


@pytest.mark.parametrize("adoption", rules.ADOPTIONS)
def test_every_adoption_with_a_reason_is_an_answer(adoption: str) -> None:
    OpinionAnswer(adoption, "理由" * 250).check()


@pytest.mark.parametrize("part", rules.PLAN_LABELS)
@pytest.mark.parametrize("adoption", sorted(rules.CHANGES_PLAN))
def test_an_adopting_answer_may_name_any_part_of_the_plan(adoption: str, part: str) -> None:
    OpinionAnswer(adoption, "照办。", part).check()


@pytest.mark.parametrize("state", rules.STATES)
def test_a_plan_takes_opinions_while_it_is_out_and_may_change(state: str) -> None:
    open_to_all = state in {"approved", "in_progress", "paused", "rework"}

    assert (takes_opinions(state, 1), takes_opinions(state, 0)) == (open_to_all, False)


def test_alike_answers_are_counted_together_in_the_order_of_the_first() -> None:
    drains, parking = (
        AnsweredOpinion("下水", "adopt", "先修。", "measures"),
        AnsweredOpinion("停车", "reject", "不够。"),
    )

    assert grouped([drains, parking, drains]) == [Because(drains, 2), Because(parking, 1)]


@given(
    st.lists(st.builds(AnsweredOpinion, st.sampled_from(["下水", "停车"]), CODES, st.sampled_from("甲乙")))
)
def test_grouping_loses_no_opinion_and_names_each_answer_once(answers: list[AnsweredOpinion]) -> None:
    found = grouped(answers)

    assert sum(each.count for each in found) == len(answers)
    assert [each.answer for each in found] == list(dict.fromkeys(answers))


def test_clauses_are_what_stands_between_the_marks() -> None:
    assert (clauses("先摸底；再换管。"), clauses("")) == (["先摸底", "再换管"], [])


def test_long_part_shows_only_the_clauses_that_differ() -> None:
    found = difference("先摸底；再换管；试压。", "先摸底；先修下水；试压；送热。")

    assert found == Difference("再换管", "先修下水；送热", True)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("36 户", "38 户", Difference("36 户", "38 户", False)),
        ("", "先修下水。", Difference("", "先修下水", False)),
        ("先修下水；保温", "先修下水", Difference("保温", "", True)),
        ("甲；乙", "乙；甲", Difference("", "", True)),
    ],
)
def test_short_part_shows_what_was_and_what_is(before: str, after: str, found: Difference) -> None:
    assert difference(before, after) == found
