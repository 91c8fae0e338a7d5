"""A notice of each kind as the paper for the board."""

from datetime import date
from typing import Any

import pytest

from doorstep.papers.pdf import Paper, texts_in
from doorstep.publishing import rules, services
from doorstep.publishing.models import Notice
from doorstep.publishing.printouts import notice_paper
from tests.funds.counter import make_counter
from tests.publishing.desk import Desk
from tests.publishing.test_kinds import PAID, carried, decided, expense_notice, result_notice
from tests.volunteers.office import make_member

TODAY = date(2026, 3, 9)


def paper_of(notice: Notice) -> Paper:
    return notice_paper(notice, unit="槐荫路街道", address="http://x/", today=TODAY)


def drafted(desk: Desk, kind: str) -> Notice:
    """A draft of this kind."""
    by: Any = {"by": desk.clerk, "at": PAID}
    town = desk.site.town
    if kind == "approval":
        return desk.draft()
    if kind == "list":
        desk.archived()
        return services.draft_list_notice(year=2026, chosen="第一批", **by)
    if kind == "plan":
        return services.draft_plan_notice(project_id=desk.site.approved().pk, **by)
    if kind == "stars":
        award = make_member(town, f"{town.street.path}01/").award
        return services.draft_star_notice(award_ids=[award.pk], **by)
    if kind == "expense":
        return expense_notice(desk, make_counter(desk.site).paid())
    if kind == "decision":
        expense = decided(make_counter(desk.site))
        return services.draft_decision_notice(expense_id=expense.pk, **by)
    return result_notice(desk, kind)


WORDS = {
    "approval": ["监督电话", "0000-6000321", "东河苑住户 36 户", "专项额度 30,000.00 元；热力公司出工"],
    "list": ["序号", "监督电话", "东河苑供热改造", "第一批"],
    "plan": ["第几版", "36 户室温不低于 18 度", "0 条，已答复 0 条"],
    "expense": ["3,000.00 元", "明亮灯具店", "直接采购", "支委会〔2026〕3号", "5/0/0"],
    "decision": ["18,000.00 元", "墙体继续受潮，年年返修。", "居民代表会议第2次", "21/2/1"],
    "stars": ["荀**", "1 星", "50 小时"],
    "result": [
        "93.33%（真实值很可能在 78.68%–98.15%）",
        "名单 36 户（人），问了 36，收到 30 份答卷，回答率 83.33%",
        "0 人",
    ],
    "rectification": ["整改前", "整改后", "补漏不及时"],
}


@pytest.mark.parametrize("kind", rules.NOTICE_KINDS)
def test_paper_says_what_the_notice_says_and_is_a_draft_until_it_stands(desk: Desk, kind: str) -> None:
    notice = drafted(desk, kind)

    paper = paper_of(notice)

    texts = list(texts_in(paper))
    assert [word for word in WORDS[kind] if word not in texts] == []
    assert (paper.title, paper.number, paper.unit) == (notice.title, notice.number, "槐荫路街道")
    assert (paper.watermark, paper.landscape) == ("草稿", kind == "list")


def test_paper_of_a_standing_notice_has_its_days_its_phone_and_no_watermark(desk: Desk) -> None:
    paper = paper_of(carried(desk, result_notice(desk)))

    assert (paper.watermark, paper.day) == ("", "2026-03-10")
    assert paper.foot == (
        "公示期：2026-03-10 至 2026-03-16",
        "有不同意见，请在公示期内打电话 0000-6000321，或扫码在网页上提出，不用留姓名；答复会公开。",
        "每个数怎么来的：扫码，点那个数。",
    )


def test_paper_whose_last_day_is_not_certain_says_so(desk: Desk) -> None:
    notice = carried(desk, result_notice(desk))
    notice.period_certain = False

    assert "（节假日安排未公布，截止日可能变动）" in paper_of(notice).foot


def test_paper_of_a_withdrawn_notice_says_the_reason_alone(desk: Desk) -> None:
    paper = paper_of(desk.withdraw(carried(desk, result_notice(desk))))

    assert [block.text for block in paper.blocks] == ["这份公示已撤回。户数写错了"]
    assert paper.watermark == "已撤回"


def test_paper_of_stars_whose_days_are_over_names_nobody(desk: Desk) -> None:
    notice = carried(desk, drafted(desk, "stars"))
    notice.state = "ended"

    assert [block.text for block in paper_of(notice).blocks] == ["公示期已满，名单不再显示。"]
