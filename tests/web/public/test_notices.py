"""The board: every notice that went up, each kind with its table, its paper, and objections to it."""

from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.db import connections
from django.test import Client

from doorstep.publishing import rules, services
from doorstep.publishing.models import Notice, Objection
from doorstep.records.models import Attachment
from tests.issues.town import make_town
from tests.projects.site import make_site, statements
from tests.publishing.desk import Desk
from tests.publishing.test_kinds import PAID, carried, result_notice
from tests.publishing.test_printouts import WORDS, drafted
from tests.records.hostile import picture
from tests.web.issues.hands import posted

pytestmark = pytest.mark.django_db(databases=list(connections))
NOINDEX = '<meta name="robots" content="noindex">'
SHOWN = {**WORDS, "approval": ["东河苑供热改造", "热力公司出工"], "list": ["东河苑供热改造", "第一批"]}
SHOWN["plan"], SHOWN["stars"] = ["36 户室温不低于 18 度"], ["荀**", "1 星"]
SHOWN["expense"] = ["3,000.00", "明亮灯具店", "支委会〔2026〕3号"]
SHOWN["decision"] = ["18,000.00", "墙体继续受潮，年年返修。", "居民代表会议第2次"]
SHOWN["result"] = ["93.33%", "78.68%–98.15%", "今年冬天家里暖和了。", "管道没有渗漏"]


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    request.getfixturevalue("db")
    return Desk(make_site(make_town()))


def read(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("kind", rules.NOTICE_KINDS)
def test_notice_of_each_kind_and_its_sheet_say_what_is_in_it(desk: Desk, kind: str) -> None:
    notice = carried(desk, drafted(desk, kind))

    page, sheet = read(f"/notices/{notice.number}/"), read(f"/notices/{notice.number}/print/")

    assert [word for word in SHOWN[kind] if word not in page] == []
    assert [word for word in SHOWN[kind] if word not in sheet] == []
    assert (NOINDEX in page) == (kind == "stars")
    assert "〈" not in page + sheet


def test_board_shows_what_went_up_alone_and_by_what_is_asked_for(desk: Desk) -> None:
    up = carried(desk, result_notice(desk))
    down = desk.withdraw(carried(desk, drafted(desk, "stars")))
    draft = drafted(desk, "expense")

    def on_board(query: str) -> list[str]:
        text = read(f"/notices/{query}")
        return [each.number for each in (up, down, draft) if f"/notices/{each.number}/" in text]

    assert [
        on_board(query)
        for query in (
            "",
            "?kind=stars",
            "?state=standing",
            "?state=over",
            "?text=供热",
            "?kind=x",
            "?year=2025",
        )
    ] == [
        [up.number, down.number],
        [down.number],
        [up.number],
        [down.number],
        [up.number],
        [up.number, down.number],
        [],
    ]


def test_notice_that_was_taken_down_leaves_its_name_and_the_reason(desk: Desk) -> None:
    notice = desk.withdraw(carried(desk, result_notice(desk)))

    page = read(f"/notices/{notice.number}/")

    assert ("户数写错了" in page, NOINDEX in page, notice.title in page) == (True, True, True)
    assert "93.33%" not in page + read(f"/notices/{notice.number}/print/")


@pytest.mark.parametrize(
    "tail", ["", "object/", "print/", "pdf/", f"files/{'0' * 8}-0000-0000-0000-{'0' * 12}/"]
)
def test_draft_is_not_found_in_public(desk: Desk, tail: str) -> None:
    notice = result_notice(desk)

    assert Client().get(f"/notices/{notice.number}/{tail}").status_code == 404


def test_resident_objects_without_a_name_and_reads_the_answer_and_not_the_words(desk: Desk) -> None:
    notice = carried(desk, result_notice(desk))
    Notice.objects.update(ends_on="2999-01-01")
    address = f"/notices/{notice.number}/"

    page = Client().post(f"{address}object/", posted(text="没有问过三单元。"), follow=True).content.decode()
    waiting = read(address)
    desk.answer(Objection.objects.get())

    assert "异议已收到" in page
    assert "还有 1 条异议正在研究" in waiting
    after = read(address)
    assert ("只在白天施工。" in after, "没有问过三单元" in after + waiting) == (True, False)


def test_objections_from_one_address_are_bounded(desk: Desk) -> None:
    notice = carried(desk, result_notice(desk))
    Notice.objects.update(ends_on="2999-01-01")

    answers = [
        Client().post(f"/notices/{notice.number}/object/", posted(text=f"太吵{n}")).status_code
        for n in range(12)
    ]

    assert (answers[:10], Objection.objects.count()) == ([303] * 10, 10)
    assert set(answers[10:]) == {429}


def test_objection_after_its_days_keeps_what_was_typed(desk: Desk) -> None:
    notice = carried(desk, result_notice(desk))

    page = Client().post(f"/notices/{notice.number}/object/", posted(text="太晚了吗？"))

    assert ("公示已经结束" in page.content.decode(), "太晚了吗？" in page.content.decode()) == (True, True)


def test_paper_is_a_pdf_and_names_what_the_font_lacks(desk: Desk) -> None:
    notice = carried(desk, result_notice(desk))
    Notice.objects.update(title="䶮村评价结果公示")

    response = Client().get(f"/notices/{notice.number}/pdf/")

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    assert response["X-Missing-Characters"] == "U+4DAE"


def test_file_goes_out_with_the_notice(desk: Desk) -> None:
    notice = result_notice(desk)
    upload = ContentFile(picture(), name="现场.jpg")
    services.attach_to_notice(notice_id=notice.pk, upload=upload, by=desk.clerk, at=PAID)
    carried(desk, notice)

    response = Client().get(f"/notices/{notice.number}/files/{Attachment.objects.get().pk}/")

    assert (response["Content-Type"], "现场.jpg" in read(f"/notices/{notice.number}/")) == (
        "image/jpeg",
        True,
    )


def test_board_costs_two_statements_however_much_hangs_on_it(desk: Desk) -> None:
    costs = []
    for kind in ("result", "stars", "rectification"):
        carried(desk, drafted(desk, kind))
        costs.append(statements(lambda: read("/notices/")))

    assert max(costs) <= 2  # the street, which may be known already, and the rows
