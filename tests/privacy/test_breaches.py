"""G8, PIPL 57: from the moment somebody notices to what is done differently, step by step with a time limit."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from doorstep.privacy.models import Breach, BreachStep
from doorstep.privacy.services import (
    Assessment,
    Noticed,
    assess_breach,
    close_breach,
    contain_breach,
    detect_breach,
    note_notification,
)
from tests.issues.town import AT, Town

FOUND = Assessment(
    cause="发错了群", harm="陌生人知道门牌", advice="留意陌生来电", risk="possible", people_count=12
)


def detect(town: Town, **changes: Any) -> Breach:
    values = {
        "title": "走访台账发错",
        "kind": "leak",
        "happened": "台账发到了外部群。",
        "categories": "姓名、门牌",
        "detected_at": AT,
    } | changes
    return detect_breach(noticed=Noticed(**values), by=town.clerk, at=AT)


def test_the_whole_way_leaves_a_step_each_and_no_deadline_at_the_end(town: Town) -> None:
    breach = detect(town)
    limit = breach.due_at
    values = {"breach_id": breach.pk, "by": town.clerk, "at": AT}

    contain_breach(**values, measures="已撤回并请群主删除。")
    assess_breach(**values, assessment=FOUND)
    note_notification(**values, note="已电话报告区网信部门。")
    done = close_breach(**values, lessons="台账只走审批导出。")

    assert (breach.number, limit, done.state, done.due_at) == (
        "SJ2026-001",
        AT + timedelta(days=1),
        "closed",
        None,
    )
    assert set(BreachStep.objects.values_list("to_state", flat=True)) == {
        "detected", "contained", "assessed", "notified", "closed"
    }  # fmt: skip


def test_steps_are_not_skipped(town: Town, refused: Callable[..., None]) -> None:
    breach = detect(town)

    refused(
        "move.unknown",
        lambda: assess_breach(breach_id=breach.pk, assessment=FOUND, by=town.clerk, at=AT),
    )
    refused("move.unknown", lambda: close_breach(breach_id=breach.pk, lessons="无", by=town.clerk, at=AT))


def test_a_line_that_says_nothing_or_lies_ahead_is_refused(town: Town, refused: Callable[..., None]) -> None:
    refused("breach.kind", lambda: detect(town, kind="fire"))
    refused("breach.future", lambda: detect(town, detected_at=AT + timedelta(hours=1)))
    refused("breach.incomplete", lambda: detect(town, categories=" "))
    refused("reason.needed", lambda: detect(town, happened=" "))
    breach = detect(town)
    contain_breach(breach_id=breach.pk, measures="已撤回。", by=town.clerk, at=AT)
    strange = Assessment(cause="甲", harm="乙", advice="丙", risk="huge", people_count=1)
    refused(
        "breach.risk", lambda: assess_breach(breach_id=breach.pk, assessment=strange, by=town.clerk, at=AT)
    )
    refused(
        "not_allowed",
        lambda: contain_breach(breach_id=breach.pk, measures="删", by=town.administrator, at=AT),
    )
