"""Public money through the desk: what each page says, and what is refused in words."""

from datetime import date, time
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from python_calamine import CalamineWorkbook

from doorstep.funds.models import Expense, FundMeasure, FundQuota, FundSource
from doorstep.funds.services import grant_quotas, receive_money
from doorstep.kernel.calendar import day_of, moment
from doorstep.projects.models import Project
from doorstep.publishing import services as publishing
from doorstep.rulebook.queries import rule
from tests.web.world import World, form_of

NEW = "/desk/money/expenses/new/"


@pytest.fixture
def money(world: World) -> World:
    """The quotas of the present year stand."""
    now = timezone.now()
    if not FundQuota.objects.filter(street=world.town.street, year=now.year).exists():
        grant_quotas(year=now.year, by=world.town.finance, at=now)
    return world


def request(world: World, **changes: Any) -> dict[str, Any]:
    org = world.corners["own"].project.org_id
    values = {
        "org_id": org,
        "category": "goods",
        "use": "repair",
        "purpose": "楼道灯",
        "amount_fen": "3,000",
        "supplier": "明亮灯具店",
        "reason": "坏了十二盏。",
    }
    return form_of(**(values | changes))


def asked(world: World, **changes: Any) -> Expense:
    response = world.browser("secretary").post(NEW, request(world, **changes))
    assert response.status_code == 303, response.content.decode()
    return Expense.objects.order_by("-id")[0]


def step(world: World, role: str, expense: Expense, act: str, **values: Any) -> str:
    response = world.browser(role).post(f"/desk/money/expenses/{expense.number}/{act}/", form_of(**values))
    assert response.status_code == 303, response.content.decode()
    expense.refresh_from_db()
    return expense.state


def posted(world: World, expense: Expense) -> str:
    """The notice of the expense is drafted, reviewed and put up."""
    clerk, at = {"by": world.town.clerk}, {"at": timezone.now()}
    notice = publishing.draft_expense_notice(expense_id=expense.pk, **clerk, **at)
    publishing.review_notice(notice_id=notice.pk, by=world.town.reviewer, **at)
    publishing.post_notice(notice_id=notice.pk, place_posted="小区公示栏", **clerk, **at)
    expense.refresh_from_db()
    assert expense.notice_number == notice.number
    return expense.state


def quota_of(world: World, year: int) -> FundQuota:
    """The corner's own quota of the year, granted by now."""
    org, now = world.corners["own"].project.org, timezone.now()
    if not FundQuota.objects.filter(org=org, year=year).exists():
        grant_quotas(year=year, by=world.town.finance, at=now)
    return FundQuota.objects.get(org=org, year=year)


def today() -> str:
    return day_of(timezone.now()).isoformat()


def decision() -> dict[str, Any]:
    return {"ref": "支委会3号", "on": today(), "yes": 5, "no": 0, "abstain": 0}


def test_an_expense_goes_through_the_desk_to_the_banks_list(money: World) -> None:
    expense = asked(money)

    states = [
        step(money, "secretary", expense, "decide", **decision()),
        step(money, "reviewer", expense, "review"),
        step(money, "reviewer", expense, "approve"),
        step(money, "secretary", expense, "procure", contract="收据7"),
        step(
            money,
            "secretary",
            expense,
            "accept",
            on=today(),
            name_1="赵代表",
            capacity_1="resident",
            name_2="钱经办",
            capacity_2="buyer",
        ),
        step(money, "finance", expense, "invoice", invoice_number="NO.88", amount_fen="3000", on=today()),
        step(money, "finance", expense, "pay"),
        posted(money, expense),
        step(money, "finance", expense, "reconcile", bank_ref="B-9"),
    ]

    assert states[-1] == "reconciled"
    page = money.browser("supervisor").get(f"/desk/money/expenses/{expense.number}/").content.decode()
    words = ("支委会3号", "明亮灯具店", "赵代表", "NO88", expense.notice_number, "B-9", "已对账", "3,000.00")
    assert [word for word in words if word not in page] == []


def test_no_page_lets_a_notice_be_typed_that_nobody_posted(money: World) -> None:
    expense = asked(money)
    Expense.objects.filter(pk=expense.pk).update(state="paid")
    client, url = money.browser("finance"), f"/desk/money/expenses/{expense.number}/"

    typed = client.post(f"{url}publish/", form_of(notice_number="公示7", on=today()))

    expense.refresh_from_db()
    assert (typed.status_code, expense.state, expense.notice_number) == (404, "paid", "")
    page = client.get(url).content.decode()
    assert (f"{url}publish/" in page, "这里自动记为已公示" in page) == (False, True)


def test_a_split_purchase_is_refused_naming_the_other_and_keeps_what_was_typed(money: World) -> None:
    first = asked(money)

    response = money.browser("secretary").post(NEW, request(money, purpose="换灯", amount_fen="2,500"))

    page = response.content.decode()
    assert response.status_code == 400
    words = ("不能拆开买", first.number, "3,000.00", "5,500.00", "5,000.00", 'value="换灯"')
    assert [word for word in words if word not in page] == []


def test_a_forbidden_use_says_why(money: World) -> None:
    response = money.browser("secretary").post(NEW, request(money, use="entertainment"))

    assert "招待费不能从专项经费列支：不得用于吃请和礼品。" in response.content.decode()


def test_before_the_quotas_stand_the_form_says_so(world: World) -> None:
    FundQuota.objects.filter(year=timezone.now().year).update(year=1999)

    page = world.browser("secretary").get(NEW).content.decode()

    assert "额度还没有下达，现在不能申请。" in page


def test_a_case_is_weighed_decided_and_paid_from_named_sources(money: World) -> None:
    now = timezone.now()
    source = FundSource.objects.filter(street=money.town.street).order_by("id")[0]
    FundSource.objects.filter(pk=source.pk).update(year=now.year)
    receive_money(source_id=source.pk, amount_fen=2_000_000, reason="拨入", by=money.town.finance, at=now)
    expense = asked(
        money,
        category="works",
        amount_fen="1.8万",
        supplier="",
        by_quotes="on",
        case_by_case="on",
        outside=f"{source.name} 15,000",
    )
    step(money, "secretary", expense, "decide", **decision())
    dossier = {
        "need": "楼道进水",
        "do_it": "重做防水",
        "do_less": "只补漏点",
        "do_nothing": "年年返修",
        "comparable": "邻院 1.6 万",
        "objections": "没有",
        "hearing_notice_days": "8",
        "hearing_people": "22",
        "hearing_agreed": "20",
    }
    step(money, "secretary", expense, "case", **dossier)
    step(money, "secretary", expense, "deliberate", **decision())
    url = f"/desk/money/expenses/{expense.number}/"
    waiting = money.browser("reviewer").get(url).content.decode()
    early = money.browser("reviewer").post(f"{url}review/", form_of())
    compared = money.browser("reviewer").get(f"{url}paper/").content.decode()
    assert ("要由另一个人核对原件" in waiting, f"{url}review/" in waiting, f"{url}paper/" in waiting) == (
        True,
        False,
        True,
    )
    assert (early.status_code, "先由另一个人核对原件" in early.content.decode()) == (400, True)
    assert ("支委会3号" in compared, "赞成 5，反对 0，弃权 0" in compared) == (True, True)
    step(money, "reviewer", expense, "paper", note="")
    step(money, "reviewer", expense, "review")
    step(money, "reviewer", expense, "approve", **decision())
    for name, price in (("甲队", "18000"), ("乙队", "17500"), ("丙队", "17900")):
        step(money, "secretary", expense, "quote", supplier=name, price_fen=price, satisfies="yes", remark="")

    assert step(money, "secretary", expense, "procure", contract="合同") == "procured"
    page = money.browser("reviewer").get(f"/desk/money/expenses/{expense.number}/").content.decode()
    words = (
        "年年返修",
        "到会 22 人",
        "乙队",
        "成交",
        source.name,
        "不排先后",
        "纸质记录",
        "会议议定（纸质记录）",
        "核对纸质会议记录",
    )
    assert [word for word in words if word not in page] == []


@pytest.mark.parametrize(
    ("outside", "words"), [("没有的来源 100", "没有这个资金来源"), ("{name} 很多", "看不懂")]
)
def test_an_outside_line_that_cannot_be_read_is_said_at_its_field(
    money: World, outside: str, words: str
) -> None:
    source = FundSource.objects.filter(street=money.town.street).order_by("id")[0]
    FundSource.objects.filter(pk=source.pk).update(year=timezone.now().year)

    response = money.browser("secretary").post(NEW, request(money, outside=outside.format(name=source.name)))

    assert response.status_code == 422
    assert words in response.content.decode()


def test_numbers_of_the_overview_open_their_moves(money: World) -> None:
    expense = asked(money)
    step(money, "secretary", expense, "decide", **decision())
    step(money, "reviewer", expense, "review")
    step(money, "reviewer", expense, "approve")
    quota = FundQuota.objects.get(org=expense.org, year=expense.year)
    client = money.browser("secretary")

    overview = client.get("/desk/money/").content.decode()
    moves = client.get(f"/desk/money/quotas/{quota.pk}/?kind=commit").content.decode()

    assert f"/desk/money/quotas/{quota.pk}/?kind=commit" in overview
    assert [word in moves for word in (expense.number, "3,000.00", "27,000.00")] == [True] * 3


def test_pages_ask_as_much_for_many_rows_as_for_one(money: World, django_assert_max_num_queries) -> None:
    expense = asked(money)
    for number in range(4):
        asked(money, purpose=f"物品{number}", supplier=f"商店{number}")
    quota = FundQuota.objects.get(org=expense.org, year=expense.year)
    client = money.browser("secretary")

    for url in (
        "/desk/money/",
        "/desk/money/expenses/",
        "/desk/money/budget/",
        NEW,
        f"/desk/money/quotas/{quota.pk}/",
        f"/desk/money/expenses/{expense.number}/",
    ):
        with django_assert_max_num_queries(12):
            assert client.get(url).status_code == 200


def test_the_budget_lists_a_project_that_has_not_spent_yet(money: World) -> None:
    project, now = money.corners["own"].project, timezone.now()
    Project.objects.filter(pk=project.pk).update(
        approved_at=now, starts_on=day_of(now), quota_fen=1_234_500, other_fen=678_900
    )

    page = money.browser("finance").get("/desk/money/budget/").content.decode()

    words = (project.name, "额度以外", "12,345.00", "6,789.00", "4 季度", "年后付出")
    assert [word for word in words if word not in page] == []


def test_the_ledger_is_a_file_of_two_sheets(money: World) -> None:
    expense = asked(money)
    step(money, "secretary", expense, "decide", **decision())
    step(money, "reviewer", expense, "review")
    step(money, "reviewer", expense, "approve")

    response = money.browser("finance").post("/desk/money/ledger/", form_of())

    book = CalamineWorkbook.from_filelike(BytesIO(response.content))
    assert book.sheet_names == ["专项经费台账", "专项经费明细"]
    quotas, lines = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    assert quotas[2] == ["组织", "额度", "结转", "已批", "已付", "可用"]
    assert ["30,000.00", "0.00", "3,000.00", "0.00", "27,000.00"] in [row[1:] for row in quotas]
    assert [row[2] for row in lines if "支委会3号" in row] == ["楼道灯"]


def test_a_new_measure_sets_what_its_articles_say(money: World) -> None:
    values = {
        "title": "专项经费办法",
        "effective_on": today(),
        "reason": "区里新规",
        "articles": "满三千元要有三家报价 [funds.quotes_yuan=3000， funds.split_days=45]\n验收要两人签字",
    }

    response = money.browser("reviewer").post("/desk/money/measures/new/", form_of(**values))

    street_id, day = money.town.street.pk, date.fromisoformat(today())
    assert response.status_code == 303
    assert [rule(street_id, f"funds.{code}", on=day) for code in ("quotes_yuan", "split_days")] == [3000, 45]
    made = FundMeasure.objects.filter(street=money.town.street).order_by("-version")[0]
    page = money.browser("finance").get(f"/desk/money/measures/{made.version}/").content.decode()
    assert [word in page for word in ("满三千元要有三家报价", "3000", "45", "区里新规")] == [True] * 4
    again = money.browser("reviewer").get("/desk/money/measures/new/").content.decode()
    assert "[funds.quotes_yuan=3000, funds.split_days=45]" in again


@pytest.mark.parametrize(
    ("articles", "words"),
    [
        ("甲 [funds.quotes_yuan=1]\n乙 [funds.quotes_yuan=2]", "同一项设置不能写在两条里"),
        ("甲 [visit.late_hours=1]", "经费办法只能规定经费的设置"),
        ("甲 [boat=1]", "经费办法只能规定经费的设置"),
        ("[funds.quotes_yuan=1]", "每条都要有文字"),
    ],
)
def test_a_measure_that_is_not_sound_sets_nothing(money: World, articles: str, words: str) -> None:
    values = {"title": "办法", "effective_on": today(), "reason": "试", "articles": articles}

    response = money.browser("reviewer").post("/desk/money/measures/new/", form_of(**values))

    assert words in response.content.decode()
    assert rule(money.town.street.pk, "funds.quotes_yuan", on=date.fromisoformat(today())) == 5000


def test_a_version_cannot_stay_silent_about_what_an_earlier_one_set(money: World) -> None:
    values = {"title": "办法", "effective_on": today(), "reason": "试"}
    client, url = money.browser("reviewer"), "/desk/money/measures/new/"
    client.post(url, form_of(articles="满三千元要有三家报价 [funds.quotes_yuan=3000]", **values))

    response = client.post(url, form_of(articles="验收要两人签字", **values))

    assert (response.status_code, "三家书面报价起点" in response.content.decode()) == (400, True)


def test_what_the_measure_carries_is_not_changed_in_the_rulebook(money: World) -> None:
    client, url = money.browser("reviewer"), "/desk/rulebook/funds.quotes_yuan/"

    page = client.get(url).content.decode()
    response = client.post(url, form_of(value="1", effective_on=today(), reason="试"))

    words = "这个数写在公开的经费办法里，只能发布新版办法来改。"
    assert (words in page, "/desk/money/measures/new/" in page, 'name="value"' in page) == (True, True, False)
    assert (response.status_code, words in response.content.decode()) == (400, True)
    assert rule(money.town.street.pk, "funds.quotes_yuan", on=date.fromisoformat(today())) == 5000


def test_quotas_and_sources_through_the_desk(money: World) -> None:
    finance = money.browser("finance")

    granted = finance.post("/desk/money/grant/?year=2031", form_of())
    made = finance.post(
        "/desk/money/sources/new/", form_of(name="上级补助", kind="upper_budget", basis="区财政1号")
    )
    source = FundSource.objects.get(name="上级补助")
    finance.post(f"/desk/money/sources/{source.pk}/receive/", form_of(amount_fen="5000", reason="首笔"))
    page = finance.get(f"/desk/money/sources/{source.pk}/").content.decode()

    assert (granted.status_code, made.status_code) == (303, 303)
    assert [word in page for word in ("5,000.00", "首笔", "上级预算")] == [True] * 3


def test_part_of_a_quota_is_lent_to_an_organisation_out_of_the_lenders_sight(money: World) -> None:
    giver, year = quota_of(money, timezone.now().year), timezone.now().year
    taker = FundQuota.objects.get(org=money.corners["beyond"].project.org, year=year)
    client, page = money.browser("secretary"), f"/desk/money/quotas/{giver.pk}/"
    before = taker.balance.available

    form = client.get(f"{page}lend/").content.decode()
    done = client.post(
        f"{page}lend/", form_of(taker_id=taker.pk, amount_fen="4,000", reason="先修西岭"), follow=True
    )

    assert client.get(f"/desk/money/quotas/{taker.pk}/").status_code == 404
    assert (
        "30,000.00" in form,
        f'value="{taker.pk}"' in form,
        f"{page}lend/" in client.get(page).content.decode(),
    ) == (True,) * 3
    assert "已同意调剂，双方明细里都有记录。" in done.content.decode()
    giver.refresh_from_db()
    taker.refresh_from_db()
    assert (giver.balance.available, taker.balance.available - before) == (2_600_000, 400_000)


def test_figures_of_the_list_are_filtered_as_they_are_counted(money: World) -> None:
    expense = asked(money)
    client = money.browser("clerk")

    def shown(query: str) -> bool:
        return expense.number in client.get(f"/desk/money/expenses/?{query}").content.decode()

    assert [
        shown(query) for query in ("", "state=draft", "category=goods", "text=灯", f"year={expense.year}")
    ] == [True] * 5
    assert [
        shown(query) for query in ("state=paid", "text=船", "year=1999", "case_by_case=1", "paid=1", "org=x")
    ] == [False] * 6


def test_a_bank_list_shows_what_it_could_not_match(money: World) -> None:
    file = SimpleUploadedFile("三月.csv", "流水号,日期,金额,摘要\nB4,2026-03-09,12,电费\n".encode())
    client = money.browser("finance")

    expense = asked(money)
    Expense.objects.filter(pk=expense.pk).update(
        state="paid", paid_at=moment(date(2026, 3, 9), time(10)), invoice_number="NO5"
    )

    response = client.post("/desk/money/bank/", {**form_of(paid_as_minus="plain"), "file": file}, follow=True)

    page = response.content.decode()
    words = ("三月.csv", "对上 0 笔", "12.00", "没有登记过这张票据", "2026-03-09", expense.number)
    assert [word for word in words if word not in page] == []
    assert "清单上没有 1 笔" in client.get("/desk/money/bank/").content.decode()
    assert "没有对上 1 笔" in client.get("/desk/money/bank/").content.decode()


def test_a_returned_draft_is_mended_on_the_form_it_was_asked_on(money: World) -> None:
    expense = asked(money)
    step(money, "secretary", expense, "decide", **decision())
    step(money, "reviewer", expense, "return", note="写清数量")
    client, url = money.browser("secretary"), f"/desk/money/expenses/{expense.number}/edit/"

    assert 'value="楼道灯"' in client.get(url).content.decode()
    response = client.post(url, request(money, purpose="楼道灯十二盏"), follow=True)

    page = response.content.decode()
    words = ("已修改，下一步是支部议决。", "用途：楼道灯 → 楼道灯十二盏", "登记支部议决")
    assert [word for word in words if word not in page] == []


def test_a_year_is_carried_over_once_and_says_what_goes_where(money: World) -> None:
    quota = quota_of(money, timezone.now().year - 1)
    client, page = money.browser("finance"), f"/desk/money/quotas/{quota.pk}/"
    url = f"{page}carry-over/"

    offered = client.get(page).content.decode()
    shown = client.get(url).content.decode()
    done = client.post(url, form_of(), follow=True).content.decode()
    again = client.post(url, form_of())

    assert url in offered
    assert [word for word in ("结转下年", "收回", "30,000.00") if word not in shown] == []
    assert "这一年已结转，两年的明细里都有。" in done
    assert (again.status_code, "已经结转过" in again.content.decode()) == (400, True)
    quota.refresh_from_db()
    assert quota.balance.available == 0
    undo = f"{page}reopen/"
    assert (undo in client.get(page).content.decode(), url in client.get(page).content.decode()) == (
        True,
        False,
    )
    assert client.post(undo, form_of(reason="")).status_code == 422
    back = client.post(undo, form_of(reason="比例填错"), follow=True).content.decode()
    assert ("结转已冲销，这一年可以重新结转。" in back, "冲销收回" in back, "比例填错" in back) == (True,) * 3


def test_a_running_year_is_not_offered_for_carrying_over_and_says_why(money: World) -> None:
    quota = quota_of(money, timezone.now().year)
    client, page = money.browser("finance"), f"/desk/money/quotas/{quota.pk}/"

    shown = client.get(page).content.decode()
    early = client.post(f"{page}carry-over/", form_of())

    assert (f"{page}carry-over/" in shown, "过完以后才能结转额度" in shown) == (False, True)
    assert (early.status_code, "还没有过完，年后才能结转。" in early.content.decode()) == (400, True)
    quota.refresh_from_db()
    assert quota.balance.available == 3_000_000
    assert "过完以后才能结转额度" not in money.browser("secretary").get(page).content.decode()
