"""Eight who write down choices while expenses are approved: the plan never takes what is not there."""

from collections import Counter as Tally
from collections.abc import Callable

import pytest

from doorstep.funds.models import Choice
from doorstep.funds.queries import quota_with_room
from doorstep.kernel.errors import Refusal
from tests.funds.counter import Counter, make_counter
from tests.funds.rounds import Rounds
from tests.funds.rush import faults, rush
from tests.issues.town import make_town
from tests.projects.site import make_site

CANDIDATES = 12
SOUND = {"overdrawn": 0, "lost_fen": 0, "broken": 0, "unlike_expenses": 0}


@pytest.fixture
def desk(transactional_db) -> Counter:
    return make_counter(make_site(make_town()))


def trying(act: Callable[[], object]) -> Callable[[], Tally]:
    def run() -> Tally:
        try:
            act()
        except Refusal as refusal:
            return Tally({refusal.code: 1})
        return Tally(done=1)

    return run


def test_choices_written_at_once_never_plan_the_same_money_twice(desk: Counter) -> None:
    rounds = Rounds(desk)
    selection, item = rounds.opened(), rounds.item()
    candidates = [
        rounds.graded(rounds.added(selection, name=f"第{number}个")) for number in range(CANDIDATES)
    ]
    left = quota_with_room(selection)[1].left
    each = left // 5
    expense = desk.street_reviewed()
    acts = [trying(lambda one=one: rounds.choose(one, item=item, reserved_fen=each)) for one in candidates]

    found = rush([*acts[:6], trying(lambda: desk.approve(expense)), *acts[6:]])

    room = quota_with_room(selection)[1]
    planned = sum(Choice.objects.values_list("reserved_fen", flat=True))
    assert set(found) == {"done", "selection.exceeds"}
    assert room.planned == planned
    assert planned <= left
    assert planned >= 4 * each
    assert faults(desk.site.street_id) == SOUND
