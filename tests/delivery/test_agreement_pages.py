"""What an agreement's page says about its life."""

from datetime import UTC, datetime
from types import SimpleNamespace

from doorstep.delivery.rules.agreements import ACTS
from doorstep.web.partners.shown import AGREEMENT_TONES, life_of

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def step(act: str, by: str, name: str) -> SimpleNamespace:
    return SimpleNamespace(at=AT, act=act, by=by, by_name=name, note="", to_state="drafting")


def test_a_draft_comes_before_what_was_written_into_it_at_the_same_moment() -> None:
    steps = [step("agreement.pledge", "account:1", "骆玉梅"), step("agreement.draft", "account:1", "骆玉梅")]

    life = life_of(steps, ACTS, AGREEMENT_TONES)

    assert [each["what"] for each in life] == ["起草联建协议", "登记承诺资源"]


def test_what_the_clock_did_names_no_person() -> None:
    (entry,) = life_of([step("agreement.remind", "system:timer", "timer")], ACTS, AGREEMENT_TONES)

    assert entry["who"] == "系统自动"
