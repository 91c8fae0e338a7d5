"""A notice of each kind: drawn from its stage, cut to its list, up for its own days, and what moves with it."""

from datetime import date
from typing import Any

import pytest

from doorstep.funds.models import Expense
from doorstep.kernel.actor import Actor
from doorstep.projects.models import Project
from doorstep.publishing import rules, services
from doorstep.publishing.models import Notice
from doorstep.publishing.queries import as_public, public_notice, waiting_for_notice
from doorstep.rulebook.holidays import Holiday, HolidaySheet
from doorstep.rulebook.services import import_holidays
from doorstep.volunteers.models import StarAward
from tests.funds.counter import STREET, Counter, make_counter
from tests.issues.town import AT, DAY
from tests.publishing.desk import BOARD, Desk, again
from tests.volunteers.office import make_member

PAID = AT + 7 * DAY
FIGURES = {
    "method": "全部受益户",
    "n": 30,
    "frame": 36,
    "asked": 36,
    "response_rate": "83.33%",
    "rate": "93.33%",
    "interval": "78.68%–98.15%",
    "weighted": "",
    "n_eff": "",
    "draw_file": "",
    "grades": [{"grade": "满意", "count": 28, "share": "93.33%"}],
    "called_again": 10,
    "not_confirmed": 0,
}
RESULT = {
    "number": "2026-001",
    "name": "东河苑供热改造",
    "part": "",
    "org": "东河第一支部",
    "goal": "36 户室温不低于 18 度",
    "result": "36 户室温都在 19 度以上",
    **FIGURES,
    "adjusted": "",
    "adjusted_interval": "",
    "expected": "",
    "band": "",
    "difficulty": 3,
    "beneficiaries": [{"group": "东河苑住户", "count": 36, "unit": "户"}],
    "by_group": [{"group": "一单元", "n": 12, "frame": 14, "rate": "91.67%"}],
    "themes": [{"theme": "施工时间", "count": 4}],
    "site": [{"on": "2026-06-01", "works": "是", "kept": "是", "used": "是", "words": "管道没有渗漏"}],
    "rectification": "",
    "contact": "0000-6000321",
    "frame_hash": "0" * 64,
    "words": [{"text": "今年冬天家里暖和了。"}],
    "taken_back": "",
    "asked_to_change": 0,
}


@pytest.fixture
def counter(desk: Desk) -> Counter:
    return make_counter(desk.site)


def decided(counter: Counter) -> Expense:
    """A case-by-case work that the street has decided for."""
    return counter.approve(counter.reviewed_case(), decision=STREET)


def carried(desk: Desk, notice: Notice, at: Any = PAID) -> Notice:
    """Reviewed and posted."""
    services.review_notice(notice_id=notice.pk, by=desk.reviewer, at=at)
    return services.post_notice(notice_id=notice.pk, place_posted=BOARD, by=desk.clerk, at=at)


def expense_notice(desk: Desk, expense: Expense) -> Notice:
    return services.draft_expense_notice(expense_id=expense.pk, by=desk.clerk, at=PAID)


def result_notice(desk: Desk, kind: str = "result", **changes: Any) -> Notice:
    project = Project.objects.filter(street_id=desk.site.street_id).first() or desk.site.approved()
    values = RESULT | changes
    if kind == "rectification":
        values |= {
            "cause": "补漏不及时",
            "action": "更换阀门",
            "owner": "城建科",
            "due_on": "2026-07-01",
            "done_on": "2026-06-20",
            "first": FIGURES,
            "second": FIGURES,
        }
    return services.draft_notice_of(
        kind=kind,
        about=services.About(f"measured:{project.pk}", project.path, project),
        title="供热改造评价结果公示",
        values=values,
        by=desk.clerk,
        at=PAID,
    )


def test_expense_notice_says_what_it_cost_how_it_was_chosen_who_decided_and_who_accepted(
    desk: Desk, counter: Counter
) -> None:
    expense = counter.paid()

    notice = expense_notice(desk, expense)

    assert notice.body == {
        "number": expense.number,
        "org": "东河第一支部",
        "project": "",
        "project_number": "",
        "category": "物品",
        "use": "公共设施维修",
        "purpose": "更换楼道灯具",
        "amount": "3,000.00",
        "how": "直接采购",
        "quotes": 0,
        "supplier": "明亮灯具店",
        "helped": None,
        "sources": [{"name": "东河第一支部专项额度", "amount": "3,000.00"}],
        "decisions": [
            {
                "level": "支部",
                "ref": "支委会〔2026〕3号",
                "on": "2026-03-02",
                "yes": 5,
                "no": 0,
                "abstain": 0,
                "checks": [],
                "basis": "",
            }
        ],
        "accepted_on": "2026-03-02",
        "signs": [{"capacity": "居民代表", "count": 1}, {"capacity": "经办人", "count": 1}],
        "phone": "0000-6000321",
        "note": "",
    }
    assert (notice.kind, notice.number, notice.about) == ("expense", "2026-0001", f"expense:{expense.pk}")


@pytest.mark.parametrize(("people", "shown"), [(9, None), (10, 10)])
def test_help_is_a_count_and_a_sum_and_few_people_are_not_counted(
    desk: Desk, counter: Counter, people: int, shown: int | None
) -> None:
    expense = counter.paid()
    Expense.objects.update(
        category="help", use="help", purpose="慰问王秀兰", supplier="王秀兰", helped_count=people
    )

    notice = expense_notice(desk, expense)

    assert (notice.body["purpose"], notice.body["supplier"], notice.body["helped"]) == (
        "困难群众帮扶",
        "",
        shown,
    )
    assert "王秀兰" not in f"{notice.title} {notice.body}"


def test_posting_publishes_the_expense_under_the_notices_number_for_five_working_days(
    desk: Desk, counter: Counter
) -> None:
    expense = counter.paid()

    notice = carried(desk, expense_notice(desk, expense))

    now = Expense.objects.get()
    assert (now.state, now.notice_number, now.published_on) == ("published", notice.number, date(2026, 3, 9))
    assert (notice.starts_on, notice.ends_on) == (date(2026, 3, 10), date(2026, 3, 16))  # Tuesday to Monday
    assert notice.period_certain


def test_working_days_jump_the_holidays_that_the_list_knows(desk: Desk, counter: Counter) -> None:
    import_holidays(
        street_id=desk.site.street_id,
        sheet=HolidaySheet((Holiday(date(2026, 3, 11), False, "停电"),), (), None, None),
        first_on=date(2026, 1, 1),
        last_on=date(2026, 12, 31),
        source="通知",
        by=desk.reviewer,
        at=AT,
    )

    notice = carried(desk, expense_notice(desk, counter.paid()))

    assert (notice.ends_on, notice.period_certain) == (date(2026, 3, 17), True)


def test_days_past_the_holiday_list_are_not_certain(desk: Desk, counter: Counter) -> None:
    notice = expense_notice(desk, counter.paid())
    services.review_notice(notice_id=notice.pk, by=desk.reviewer, at=PAID)

    posted = desk.post(notice, at=AT + 305 * DAY)

    assert (posted.ends_on, posted.period_certain) == (date(2027, 1, 8), False)


def test_expense_that_is_not_accepted_has_no_notice_and_one_not_paid_is_not_posted(
    desk: Desk, counter: Counter, refused
) -> None:
    early = counter.procured()
    refused("notice.expense_not_accepted", lambda: expense_notice(desk, early))

    notice = expense_notice(desk, counter.accept(early))
    services.review_notice(notice_id=notice.pk, by=desk.reviewer, at=PAID)

    refused("notice.expense_not_paid", lambda: desk.post(notice))


def test_second_notice_while_one_is_on_its_way_is_refused_and_after_a_withdrawal_it_is_not(
    desk: Desk, counter: Counter, refused
) -> None:
    expense = counter.paid()
    first = carried(desk, expense_notice(desk, expense))

    refused("notice.exists", lambda: expense_notice(desk, expense))
    desk.withdraw(first)
    second = carried(desk, expense_notice(desk, expense))

    assert (
        Expense.objects.get().notice_number == first.number
    )  # published once; the ledger keeps its first number
    assert (second.number, second.state) == ("2026-0002", "posted")


def test_decision_notice_says_what_was_weighed_and_by_which_figures(
    desk: Desk, counter: Counter, refused
) -> None:
    refused(
        "notice.case_not_decided",
        lambda: services.draft_decision_notice(expense_id=counter.draft().pk, by=desk.clerk, at=PAID),
    )
    expense = decided(counter)

    notice = services.draft_decision_notice(expense_id=expense.pk, by=desk.clerk, at=PAID)

    assert {
        name: notice.body[name] for name in ("purpose", "amount", "need", "do_nothing", "decided_on")
    } == {
        "purpose": "楼道防水",
        "amount": "18,000.00",
        "need": "雨天楼道进水，三十六户出入不便。",
        "do_nothing": "墙体继续受潮，年年返修。",
        "decided_on": "2026-03-04",
    }
    assert [(each["level"], each["yes"], each["no"]) for each in notice.body["decisions"]] == [
        ("支部", 5, 0),
        ("会议", 21, 2),
        ("街道", 7, 0),
    ]
    assert carried(desk, notice).ends_on == date(2026, 3, 16)  # seven calendar days


def test_star_notice_is_masked_and_posting_announces_every_award_for_the_same_days(desk: Desk) -> None:
    town = desk.site.town
    award = make_member(town, f"{town.street.path}01/").award

    notice = services.draft_star_notice(award_ids=[award.pk], by=desk.clerk, at=AT)

    assert notice.body["rows"] == [{"name": "荀**", "community": "东河社区", "stars": 1, "hours": 50}]
    assert "荀葭宁" not in f"{notice.title} {notice.body}"
    posted = carried(desk, notice, AT)
    now = StarAward.objects.get(pk=award.pk)
    assert (now.state, now.announced_on, now.ends_on) == ("announced", date(2026, 3, 2), posted.ends_on)


def test_star_that_is_not_proposed_has_no_notice(desk: Desk, refused) -> None:
    town = desk.site.town
    award = make_member(town, f"{town.street.path}01/").award

    def draft(*awards: StarAward) -> Notice:
        ids = [each.pk for each in awards]
        return services.draft_star_notice(award_ids=ids, by=desk.clerk, at=AT)

    refused("notice.stars_not_proposed", lambda: draft())
    draft(award)
    refused("notice.exists", lambda: draft(award))
    StarAward.objects.update(state="awarded")
    refused("notice.stars_not_proposed", lambda: draft(award))


def test_list_of_stars_is_public_for_its_days_alone(desk: Desk) -> None:
    town = desk.site.town
    award = make_member(town, f"{town.street.path}01/").award
    notice = carried(desk, services.draft_star_notice(award_ids=[award.pk], by=desk.clerk, at=AT), AT)
    during = public_notice(desk.site.street_id, notice.number)

    services.end_notices(at=AT + 20 * DAY)

    after = public_notice(desk.site.street_id, notice.number)
    assert during is not None
    assert after is not None
    assert ([len(during.body["rows"]), during.is_personal], after.body) == ([1, True], {})


def test_list_notice_has_the_columns_of_the_paper_for_every_approved_project(desk: Desk, refused) -> None:
    def draft(**changes: Any) -> Notice:
        return services.draft_list_notice(year=2026, by=desk.clerk, at=PAID, **changes)

    refused("notice.nothing_listed", draft)
    desk.archived()

    notice = draft(chosen="全部")

    assert notice.body["rows"] == [
        {
            "number": "2026-001",
            "name": "东河苑供热改造",
            "org": "东河第一支部",
            "orientation": "应急需",
            "field": "民生实事",
            "beneficiaries": [{"group": "东河苑住户", "count": 36, "unit": "户"}],
            "ends_on": "2026-05-29",
            "money": {"quota": "30,000.00", "other": "0.00", "in_kind": "热力公司出工"},
        }
    ]
    refused("notice.exists", draft)
    refused("notice.nothing_listed", lambda: draft(orientation="weakness"))
    refused("notice.nothing_listed", lambda: draft(field="life"))


def test_plan_notice_is_of_the_version_that_holds_when_it_goes_up(desk: Desk, refused) -> None:
    def draft(project: Project) -> Notice:
        return services.draft_plan_notice(project_id=project.pk, by=desk.clerk, at=PAID)

    refused("notice.plan_not_public", lambda: draft(desk.site.reviewed()))
    project = desk.site.approved()
    notice = draft(project)
    services.review_notice(notice_id=notice.pk, by=desk.reviewer, at=PAID)
    assert (notice.body["version"], notice.body["goal"]) == (1, "36 户室温不低于 18 度")

    Project.objects.filter(pk=project.pk).update(plan_version=2)

    refused("notice.changed", lambda: desk.post(notice))
    Project.objects.filter(pk=project.pk).update(plan_version=1)
    assert desk.post(notice).state == "posted"


def test_result_notice_takes_the_fields_of_its_list_alone(desk: Desk) -> None:
    notice = result_notice(desk, rated_by="王秀兰", words=[{"text": "暖和了。", "who": "王秀兰"}])

    assert set(notice.body) == set(rules.BODIES["result"])
    assert notice.body["words"] == [{"text": "暖和了。"}]
    assert carried(desk, notice).state == "posted"


def test_rectification_notice_has_both_results_side_by_side(desk: Desk) -> None:
    notice = carried(desk, result_notice(desk, "rectification"))

    assert (notice.body["first"], notice.body["second"], notice.state) == (FIGURES, FIGURES, "posted")


@pytest.mark.parametrize("kind", ["list", "plan", "expense", "decision", "stars", "result", "rectification"])
def test_draft_of_another_kind_is_the_clerks_and_of_the_own_street(desk: Desk, refused, kind: str) -> None:
    def draft(by: Actor, path: str = desk.site.town.street.path) -> Notice:
        return services.draft_notice_of(
            kind=kind, about=services.About("x:1", path), title="公示", values={}, by=by, at=PAID
        )

    refused("not_allowed", lambda: draft(desk.reviewer))
    refused("not_allowed", lambda: draft(desk.site.secretary))
    refused("not_allowed", lambda: draft(desk.clerk, "990000/004/"))


def test_notice_of_another_kind_is_filed_after_its_days_and_nothing_else_happens(desk: Desk, refused) -> None:
    notice = carried(desk, result_notice(desk))
    project = Project.objects.get()
    refused("notice.not_ended", lambda: archive(desk, notice))
    services.end_notices(at=PAID + 9 * DAY)

    refused("notice.nothing_to_conclude", lambda: desk.conclude(notice))
    refused("not_allowed", lambda: archive(desk, notice, by=desk.site.secretary))
    assert archive(desk, notice).state == "archived"
    assert Project.objects.get() == project


def archive(desk: Desk, notice: Notice, *, by: Actor | None = None) -> Notice:
    return services.archive_notice(notice_id=notice.pk, by=by or desk.clerk, at=PAID + 9 * DAY)


def test_approval_is_concluded_and_never_filed_by_hand_or_by_the_clock(desk: Desk, refused) -> None:
    notice = desk.ended()

    refused("notice.to_conclude", lambda: archive(desk, notice))
    assert services.archive_notices(at=PAID + 400 * DAY) == 0


def test_clock_files_a_month_after_the_end_once_every_objection_is_answered(desk: Desk) -> None:
    notice = carried(desk, result_notice(desk))
    objection = services.object_to_notice(notice_id=notice.pk, text="没有问过我。", by=desk.resident, at=PAID)
    services.end_notices(at=PAID + 9 * DAY)

    waits = services.archive_notices(at=PAID + 90 * DAY)
    desk.answer(objection)
    filed = [services.archive_notices(at=PAID + days * DAY) for days in (37, 38, 39)]

    assert (waits, filed, again(notice).state) == (0, [0, 1, 0], "archived")


def test_objection_and_answer_show_in_the_state_while_it_stands(desk: Desk) -> None:
    notice = carried(desk, result_notice(desk))
    states = []
    for _ in range(2):
        services.object_to_notice(notice_id=notice.pk, text="太吵。", by=desk.resident, at=PAID)
        states.append(again(notice).state)
    for objection in notice.objections.order_by("pk"):
        desk.answer(objection)
        states.append(again(notice).state)
    services.object_to_notice(notice_id=notice.pk, text="还是吵。", by=desk.resident, at=PAID)
    states.append(again(notice).state)

    services.end_notices(at=PAID + 9 * DAY)

    assert states == ["objected", "objected", "objected", "answered", "objected"]
    assert again(notice).state == "ended"


def test_withdrawn_notice_says_its_name_its_days_and_the_reason_alone(desk: Desk) -> None:
    notice = desk.withdraw(carried(desk, result_notice(desk)))

    found = public_notice(desk.site.street_id, notice.number)

    assert found == as_public(notice)
    assert (found.title, found.starts_on, found.withdrawn_reason, found.body) == (
        "供热改造评价结果公示",
        date(2026, 3, 10),
        "户数写错了",
        {},
    )


def test_draft_that_never_went_up_is_nowhere_in_public(desk: Desk) -> None:
    notice = desk.withdraw(result_notice(desk))

    assert public_notice(desk.site.street_id, notice.number) is None


def test_what_waits_for_a_notice_leaves_the_list_when_it_has_one(desk: Desk, counter: Counter) -> None:
    expense, case = counter.paid(), decided(counter)
    town = desk.site.town
    make_member(town, f"{town.street.path}01/")

    def kinds() -> list[tuple[str, str]]:
        return [(each.kind, each.key) for each in waiting_for_notice(desk.clerk, today=PAID.date())]

    awards = ",".join(str(each.pk) for each in StarAward.objects.all())
    assert kinds() == [("decision", str(case.pk)), ("expense", str(expense.pk)), ("stars", awards)]
    expense_notice(desk, expense)
    services.draft_decision_notice(expense_id=case.pk, by=desk.clerk, at=PAID)
    services.draft_star_notice(award_ids=[StarAward.objects.get().pk], by=desk.clerk, at=PAID)

    assert kinds() == []
    assert waiting_for_notice(desk.reviewer, today=PAID.date()) == []
