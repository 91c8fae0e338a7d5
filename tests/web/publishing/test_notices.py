"""The publishing desk: what waits, what was found in a draft, what a reviewer signs, where it hangs."""

from datetime import date
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from doorstep.publishing.models import LeakSignOff, Notice, NoticePosting
from doorstep.publishing.rules import editable_texts, is_quoted
from tests.projects.site import make_site, statements
from tests.publishing.desk import Desk
from tests.publishing.test_kinds import carried, result_notice
from tests.web.world import World, form_of

pytestmark = pytest.mark.django_db(databases=list(connections))
MOBILE = "13800001234"


def desk_of(world: World) -> Desk:
    return Desk(make_site(world.town))


def page(world: World, role: str, path: str) -> str:
    response = world.browser(role).get(f"/desk/publishing/{path}")
    assert response.status_code == 200
    return response.content.decode()


def press(world: World, role: str, path: str, **values: Any) -> Any:
    return world.browser(role).post(f"/desk/publishing/{path}", form_of(**values), follow=True)


def test_what_waits_is_drafted_with_one_press(world: World) -> None:
    award = world.corners["own"].member.award
    text = page(world, "clerk", "to-draft/")

    answer = press(world, "clerk", "draft-of/stars/", key=str(award.pk)).content.decode()

    assert ("人已提名星级" in text, str(award.pk) in text) == (True, True)
    assert "草稿已生成" in answer
    assert Notice.objects.get(kind="stars").state == "draft"


@pytest.mark.parametrize("kind", ["expense", "decision", "stars", "unknown"])
def test_key_that_is_none_is_not_found(world: World, kind: str) -> None:
    assert press(world, "clerk", f"draft-of/{kind}/", key="x").status_code == 404


def test_finding_stands_with_its_place_and_what_to_do_until_it_is_signed(world: World) -> None:
    notice = result_notice(desk_of(world), result=f"联系 {MOBILE}")
    address = f"notices/{notice.pk}/"

    drafter, reviewer = page(world, "clerk", address), page(world, "reviewer", address)
    refused = press(world, "reviewer", f"{address}review/").content.decode()
    digest = reviewer.partition("?finding=")[2].partition('"')[0]
    press(world, "reviewer", f"{address}sign/", digest=digest, reason_code="duty", note="值班电话")
    press(world, "reviewer", f"{address}review/")

    assert ("修改文字" in drafter, "?finding=" in drafter, MOBILE in drafter.partition("findings")[0]) == (
        True,
        False,
        False,
    )
    assert "还有 1 处可能是个人信息" in refused
    assert LeakSignOff.objects.get().reason_code == "duty"
    assert Notice.objects.get(pk=notice.pk).state == "reviewed"


def test_texts_are_put_better_and_what_is_too_long_keeps_what_was_typed(world: World) -> None:
    notice = result_notice(desk_of(world))
    path = f"notices/{notice.pk}/edit/"
    stored = Notice.objects.get(pk=notice.pk)  # in the order in which the database gives its fields
    places = enumerate(editable_texts(stored.kind, stored.body))

    long = press(world, "clerk", path, title="新标题", text0="长" * 2001)
    texts = {f"text{n}": "" if is_quoted(place) else "好。" for n, place in places}
    press(world, "clerk", path, title="新标题", **texts)

    assert (long.status_code, "新标题" in long.content.decode()) == (422, True)
    changed = Notice.objects.get(pk=notice.pk)
    assert (changed.title, changed.body["goal"], changed.body["rate"]) == ("新标题", "好。", "93.33%")


def test_second_board_is_recorded(world: World) -> None:
    desk = desk_of(world)
    notice = carried(desk, result_notice(desk))
    today = timezone.localdate().isoformat()

    press(world, "clerk", f"notices/{notice.pk}/posting/", place="西门", on=today)

    assert list(NoticePosting.objects.filter(place="西门").values_list("posted_on", flat=True)) == [
        date.fromisoformat(today)
    ]


def test_list_is_by_kind_state_year_and_words_and_costs_the_same(world: World) -> None:
    desk = desk_of(world)
    notice = result_notice(desk)
    page(world, "clerk", "")
    few = statements(lambda: page(world, "clerk", ""))
    carried(desk, notice)

    def listed(query: str) -> bool:
        return notice.title in page(world, "clerk", query)

    found = [
        listed(query)
        for query in (
            "?kind=result",
            "?kind=plan",
            "?state=posted",
            "?year=2026",
            "?text=供热改造评价",
            "?posted=1&year=2025",
        )
    ]
    assert found == [True, False, True, True, True, False]
    result_notice(desk, "rectification")
    assert statements(lambda: page(world, "clerk", "")) <= few


def test_paper_of_a_draft_is_for_the_desk(world: World) -> None:
    notice = result_notice(desk_of(world))

    response = world.browser("reviewer").get(f"/desk/publishing/notices/{notice.pk}/pdf/")

    assert response.content.startswith(b"%PDF-")
    assert "草稿" in page(world, "reviewer", f"notices/{notice.pk}/print/")
