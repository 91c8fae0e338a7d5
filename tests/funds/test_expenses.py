"""An expense through every state: who may, what moves, what is refused and leaves nothing behind."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from doorstep.funds import rules, services
from doorstep.funds.models import Expense, FundMove
from doorstep.funds.rules import Sign
from doorstep.funds.services import Decision
from doorstep.journal.models import Entry
from tests.funds.counter import DECISION, DOSSIER, MEETING, SIGNS, STREET, Counter, again
from tests.issues.town import AT, DAY


@pytest.mark.parametrize(
    "state", [each for each in rules.STATES if each not in {"case_by_case", "deliberated"}]
)
def test_every_state_is_reached_through_the_acts(counter: Counter, state):
    expense = getattr(counter, state)()

    assert again(expense).state == state
    steps = list(expense.steps.order_by("id").values_list("act", flat=True))
    entries = Entry.objects.filter(about=f"expense:{expense.pk}").order_by("id")
    assert sorted(entries.values_list("act", flat=True)) == sorted(steps)


def test_the_purse_follows_an_expense_to_its_payment(counter: Counter):
    seen = []
    expense = counter.street_reviewed()
    seen.append(counter.now().balance.available)
    counter.approve(expense)
    seen.append((counter.now().committed_fen, counter.now().paid_fen))
    counter.pay(counter.invoice(counter.accept(counter.procure(expense))))

    found = counter.now()
    assert seen == [3_000_000, (300_000, 0)]
    assert (found.committed_fen, found.paid_fen, found.balance.available) == (0, 300_000, 2_700_000)
    assert list(
        FundMove.objects.filter(quota=found).order_by("number").values_list("kind", "available_fen")
    ) == [
        ("grant", 3_000_000),
        ("commit", 2_700_000),
        ("pay", 2_700_000),
    ]


def test_approval_beyond_what_is_available_is_refused_with_both_amounts(counter: Counter, refused):
    counter.approved(amount_fen=2_900_000, by_quotes=True)
    other = counter.street_reviewed(purpose="另一件", supplier="另一家", amount_fen=100_001)

    values = refused("fund.exceeds", lambda: counter.approve(other))

    assert (values["amount"], values["available"]) == ("1,000.01", "1,000.00")
    assert (
        counter.approve(
            counter.street_reviewed(purpose="又一件", supplier="又一家", amount_fen=100_000)
        ).state
        == "approved"
    )


def test_a_split_purchase_is_refused_naming_the_others_and_the_sum(counter: Counter, refused):
    first = counter.draft()

    values = refused("expense.split_quotes", lambda: counter.draft(purpose="换灯", amount_fen=250_000))

    assert values == {
        "total": "5,500.00",
        "limit": "5,000.00",
        "others": [f"{first.number} ¥3,000.00"],
        "days": 30,
        "count": 1,
    }


def test_split_works_are_refused_for_their_own_threshold(counter: Counter, refused):
    counter.draft(category="works", amount_fen=600_000, by_quotes=True)

    refused(
        "expense.split_case",
        lambda: counter.draft(category="works", amount_fen=400_000, by_quotes=True),
    )


def test_a_split_that_came_up_since_is_refused_at_approval(counter: Counter, refused):
    expense = counter.street_reviewed()
    Expense.objects.create(
        **{
            each.attname: getattr(expense, each.attname)
            for each in Expense._meta.concrete_fields
            if each.attname not in {"id", "number"}
        },
        id=uuid4(),
        number="x",
    )

    refused("expense.split_quotes", lambda: counter.approve(expense))


@pytest.mark.parametrize(("state", "free"), [("rejected", True), ("reversed", True), ("paid", False)])
def test_what_was_refused_or_undone_is_not_summed(counter: Counter, refused, state, free):
    getattr(counter, state)()

    if free:
        assert counter.draft().state == "draft"
    else:
        refused("expense.split_quotes", counter.draft)


def test_after_the_window_the_same_purchase_is_another(counter: Counter):
    counter.draft()

    assert counter.draft(at=AT + timedelta(days=31)).number == "2026-east-002"


@pytest.mark.parametrize("use", list(rules.FORBIDDEN_USES))
def test_a_forbidden_use_is_refused(counter: Counter, refused, use):
    assert refused("expense.forbidden", lambda: counter.draft(use=use)) == {"use": use, "because": use}


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("expense.use", {"use": "boat"}),
        ("expense.category", {"category": "boat"}),
        ("fund.amount", {"amount_fen": 0}),
        ("expense.incomplete", {"purpose": " 。"}),
        ("expense.incomplete", {"supplier": ""}),
        ("expense.incomplete", {"category": "help", "use": "help", "supplier": ""}),
        ("text.too_long", {"purpose": "长" * 121}),
        ("text.too_long", {"supplier": "长" * 81}),
        ("expense.case_not_works", {"case_by_case": True}),
        ("expense.outside", {"outside": ((1, 5),)}),
        ("expense.quotes_owed", {"amount_fen": 500_000}),
        ("expense.case_owed", {"category": "works", "amount_fen": 1_000_000, "by_quotes": True}),
    ],
)
def test_a_request_that_is_not_sound_is_refused(counter: Counter, refused, code, changes):
    refused(code, lambda: counter.draft(**changes))


def test_help_needs_people_and_no_supplier(counter: Counter):
    expense = counter.draft(category="help", use="help", supplier="", amount_fen=900_000, helped_count=18)

    assert (expense.supplier, expense.helped_count) == ("", 18)


@pytest.mark.parametrize("changes", [{"category": "help"}, {"use": "help"}])
def test_what_is_bought_for_another_use_is_not_called_help(counter: Counter, refused, changes):
    values = {"supplier": "", "by_quotes": False, "helped_count": 18}

    refused("expense.help_use", lambda: counter.draft(**values, **changes))


@pytest.mark.parametrize("changes", [{"supplier": "粮油店"}, {"by_quotes": True}])
def test_help_buys_from_no_supplier_and_so_escapes_no_quotes(counter: Counter, refused, changes):
    help_ = {"category": "help", "use": "help", "supplier": "", "amount_fen": 900_000, "helped_count": 18}

    refused("expense.help_buys", lambda: counter.draft(**(help_ | changes)))


def test_a_draft_is_not_mended_into_help_that_buys(counter: Counter, refused):
    draft = counter.draft()
    mended = counter.request(category="help", use="help", helped_count=18, amount_fen=900_000)

    refused(
        "expense.help_buys",
        lambda: services.edit_expense(expense_id=draft.pk, request=mended, by=counter.secretary, at=AT),
    )


def test_without_a_quota_of_the_year_nothing_can_be_asked_for(counter: Counter, refused):
    refused("fund.no_quota", lambda: counter.draft(at=AT + timedelta(days=365)))


@pytest.mark.parametrize("role", ["clerk", "reviewer", "finance", "supervisor", "grid_head"])
def test_only_a_secretary_asks(counter: Counter, refused, role):
    refused("not_allowed", lambda: counter.draft(by=getattr(counter, role)))


def test_an_expense_hangs_on_an_approved_project_alone(counter: Counter, refused):
    idea, cancelled = counter.site.proposed(), counter.site.cancelled()
    running = counter.site.in_progress()

    refused("expense.project", lambda: counter.draft(project_id=idea.pk))
    refused("expense.project", lambda: counter.draft(project_id=cancelled.pk))
    assert counter.draft(project_id=running.pk).project_id == running.pk


def test_a_decision_that_was_not_carried_or_not_recorded_is_refused(counter: Counter, refused):
    expense = counter.draft()

    def decide(**changes):
        values = {"ref": "会议", "on": AT.date(), "yes": 3, "no": 1} | changes
        return lambda: services.decide_expense(
            expense_id=expense.pk, decision=Decision(**values), by=counter.secretary, at=AT
        )

    refused("expense.not_carried", decide(yes=2, no=2))
    refused("note.needed", decide(ref=" "))
    refused("expense.decision_day", decide(on=AT.date() + timedelta(days=1)))


def test_whoever_asked_neither_reviews_nor_pays(counter: Counter, refused):
    expense = counter.branch_decided()
    both = counter.site.town.hire("reviewer")
    Expense.objects.filter(pk=expense.pk).update(asked_by=both.account_id)

    refused("not_allowed", lambda: services.review_expense(expense_id=expense.pk, by=both, at=AT))


def test_review_approval_and_payment_are_other_peoples_work(counter: Counter, refused):
    decided, invoiced = counter.branch_decided(), counter.invoiced(purpose="另一件", supplier="另一家")

    for by in (counter.secretary, counter.finance):
        refused("not_allowed", lambda by=by: services.review_expense(expense_id=decided.pk, by=by, at=AT))
        refused(
            "not_allowed",
            lambda by=by: services.return_expense(expense_id=decided.pk, note="改", by=by, at=AT),
        )
        refused(
            "not_allowed",
            lambda by=by: services.reject_expense(expense_id=decided.pk, note="不", by=by, at=AT),
        )
        refused("not_allowed", lambda by=by: counter.approve(decided, by=by))
        refused("not_allowed", lambda by=by: counter.reverse(invoiced, by=by))
    for by in (counter.secretary, counter.reviewer):
        refused("not_allowed", lambda by=by: counter.pay(invoiced, by=by))


def test_returned_goes_back_to_a_draft_and_can_be_decided_again(counter: Counter):
    expense = counter.branch_decided()

    services.return_expense(expense_id=expense.pk, note="写清数量", by=counter.reviewer, at=AT)
    found = services.decide_expense(expense_id=expense.pk, decision=DECISION, by=counter.secretary, at=AT)

    assert (found.state, expense.decisions.count()) == ("branch_decided", 2)


def test_a_secretary_withdraws_a_draft_but_nothing_later(counter: Counter, refused):
    draft, decided = counter.draft(), counter.branch_decided(purpose="另一件", supplier="另一家")

    found = services.reject_expense(expense_id=draft.pk, note="不买了", by=counter.secretary, at=AT)

    assert found.state == "rejected"
    refused(
        "not_allowed",
        lambda: services.reject_expense(expense_id=decided.pk, note="不", by=counter.secretary, at=AT),
    )


def test_another_communitys_expense_is_not_found(counter: Counter, not_found):
    expense = counter.draft()
    stranger = counter.site.town.hire("secretary", f"{counter.site.town.street.path}02/")

    not_found(lambda: services.decide_expense(expense_id=expense.pk, decision=DECISION, by=stranger, at=AT))


def test_quotes_choose_the_supplier_and_the_difference_goes_back(counter: Counter):
    expense = counter.approved(amount_fen=600_000, by_quotes=True, supplier="")
    counter.three_quotes(expense)

    found = counter.procure(expense)

    assert (found.supplier, found.price_fen, counter.now().committed_fen) == ("丙店", 480_000, 480_000)
    assert list(found.quotes.order_by("id").values_list("supplier", "told_at")) == [
        ("甲店", AT + 3 * DAY),
        ("乙店", AT + 3 * DAY),
        ("丙店", None),
    ]


def test_a_quote_cannot_be_changed_and_comes_only_where_quotes_are_asked_for(counter: Counter, refused):
    plain, asked = counter.draft(), counter.draft(purpose="买椅子", supplier="", by_quotes=True)
    counter.quote(asked, "甲店", 100)

    refused("expense.no_quotes_now", lambda: counter.quote(plain, "甲店", 100))
    refused("expense.quoted", lambda: counter.quote(asked, " 甲 店", 90))
    refused("fund.amount", lambda: counter.quote(asked, "乙店", 0))
    refused("expense.incomplete", lambda: counter.quote(asked, "。", 90))
    refused("text.too_long", lambda: counter.quote(asked, "店" * 81, 90))
    refused("note.needed", lambda: counter.quote(asked, "乙店", 90, satisfies=False))
    refused("not_allowed", lambda: counter.quote(asked, "乙店", 90, by=counter.finance))


def test_fewer_than_three_quotes_or_too_dear_a_price_buys_nothing(counter: Counter, refused):
    expense = counter.approved(amount_fen=600_000, by_quotes=True, supplier="")
    counter.quote(expense, "甲店", 700_000)
    counter.quote(expense, "乙店", 650_000)

    refused("expense.quotes_few", lambda: counter.procure(expense))
    counter.quote(expense, "丙店", 600_001)
    refused("expense.too_dear", lambda: counter.procure(expense))
    refused("not_allowed", lambda: counter.procure(expense, by=counter.finance))


def test_acceptance_needs_two_signatures_of_which_one_is_not_the_buyers(counter: Counter, refused):
    expense = counter.procured()

    refused("expense.signs", lambda: counter.accept(expense, signs=SIGNS[:1]))
    refused(
        "expense.signs",
        lambda: counter.accept(expense, signs=(Sign("secretary", "user"), Sign("甲", "buyer"))),
    )
    refused("acceptance.capacity", lambda: counter.accept(expense, signs=(*SIGNS, Sign("周", "king"))))
    refused("expense.decision_day", lambda: counter.accept(expense, on=AT.date() + timedelta(days=9)))
    refused("not_allowed", lambda: counter.accept(expense, by=counter.finance))
    assert list(counter.accept(expense).signs.order_by("id").values_list("person_name", flat=True)) == [
        "赵代表",
        "钱经办",
    ]


def test_an_invoice_number_is_used_once_however_it_is_typed(counter: Counter, refused):
    first = counter.invoiced()
    other = counter.accepted(purpose="另一件", supplier="另一家", amount_fen=100_000)

    values = refused(
        "expense.invoice_known", lambda: counter.invoice(other, invoice_number=f" no {first.number}")
    )

    assert values["number"] == first.number
    refused("expense.invoice_amount", lambda: counter.invoice(other, amount_fen=99_999))
    refused("expense.incomplete", lambda: counter.invoice(other, invoice_number=" "))
    refused("text.too_long", lambda: counter.invoice(other, invoice_number="9" * 41))
    refused("not_allowed", lambda: counter.invoice(other, by=counter.secretary))


def test_nothing_is_paid_before_its_invoice(counter: Counter, refused):
    refused("move.unknown", lambda: counter.pay(counter.accepted()))


def test_publishing_and_reconciling_need_their_numbers(counter: Counter, refused):
    paid = counter.paid()

    def publish(**changes):
        values = {"notice_number": "公示", "by": counter.finance, "on": AT.date(), "at": AT} | changes
        return lambda: services.publish_expense(expense_id=paid.pk, **values)

    refused("expense.incomplete", publish(notice_number=" "))
    refused("not_allowed", publish(by=counter.reviewer))
    publish()()
    values = {"expense_id": paid.pk, "at": AT}
    refused(
        "expense.incomplete", lambda: services.reconcile_expense(bank_ref=" ", by=counter.finance, **values)
    )
    refused("not_allowed", lambda: services.reconcile_expense(bank_ref="1", by=counter.reviewer, **values))


@pytest.mark.parametrize(
    "state", ["approved", "procured", "accepted", "invoiced", "paid", "published", "reconciled"]
)
def test_reversal_gives_everything_back_and_links_what_it_undoes(counter: Counter, state):
    expense = getattr(counter, state)()

    found = counter.reverse(expense)

    last = FundMove.objects.order_by("-number").first()
    kinds = ("refund", "pay") if state in rules.PAID else ("release", "commit")
    assert found.state == "reversed"
    assert (counter.now().balance.available, last.kind, last.reverses.kind, last.reason) == (
        3_000_000,
        *kinds,
        "供应商退货",
    )


def test_reversal_without_a_reason_or_before_approval_is_refused(counter: Counter, refused):
    refused("note.needed", lambda: counter.reverse(counter.approved(), note=" "))
    refused("move.unknown", lambda: counter.reverse(counter.draft(purpose="另一件", supplier="另一家")))


# case by case


def test_a_case_goes_through_dossier_meeting_and_street_to_the_money(counter: Counter):
    source = counter.source()
    expense = counter.reviewed_case(outside=((source.pk, 1_300_000),))
    counter.three_quotes(expense, 1_800_000, 1_700_000, 1_650_000)

    counter.approve(expense, decision=STREET)
    found = counter.pay(counter.invoice(counter.accept(counter.procure(expense))))

    source.refresh_from_db()
    assert (found.state, found.price_fen) == ("paid", 1_650_000)
    assert (counter.now().paid_fen, source.paid_fen, source.committed_fen) == (350_000, 1_300_000, 0)
    assert list(found.decisions.order_by("id").values_list("level", "yes", "no", "abstain")) == [
        ("branch", 5, 0, 0),
        ("meeting", 21, 2, 1),
        ("street", 7, 0, 0),
    ]


def test_a_case_paid_by_others_alone_leaves_the_quota_alone(counter: Counter):
    source = counter.source()
    expense = counter.reviewed_case(outside=((source.pk, 1_800_000),))

    counter.approve(expense, decision=STREET)

    assert counter.now().committed_fen == 0


def test_a_price_below_the_quotas_share_takes_the_quota_out(counter: Counter):
    source = counter.source()
    expense = counter.reviewed_case(outside=((source.pk, 1_300_000),))
    counter.three_quotes(expense, 1_300_000, 1_200_000, 1_100_000)
    counter.approve(expense, decision=STREET)

    found = counter.procure(expense)

    assert list(found.parts.values_list("quota", "source", "amount_fen")) == [(None, source.pk, 1_100_000)]


def test_no_step_of_a_case_can_be_left_out(counter: Counter, refused):
    works, small = counter.works(), counter.branch_decided()

    def deliberate(expense, decision=MEETING):
        return lambda: services.deliberate_expense(
            expense_id=expense.pk, decision=decision, by=counter.secretary, at=AT
        )

    def case(expense, dossier=DOSSIER):
        return lambda: services.open_case(expense_id=expense.pk, dossier=dossier, by=counter.secretary, at=AT)

    refused("expense.dossier_first", deliberate(works))
    refused(
        "expense.meeting_first",
        lambda: services.review_expense(expense_id=works.pk, by=counter.reviewer, at=AT),
    )
    refused("expense.not_case", case(small))
    assert deliberate(small)().state == "deliberated"
    case(works)()
    refused("expense.not_carried", deliberate(works, Decision("会", AT.date(), 1, 1)))
    deliberate(works)()
    services.see_paper(expense_id=works.pk, by=counter.reviewer, at=AT)
    services.review_expense(expense_id=works.pk, by=counter.reviewer, at=AT)
    refused("expense.decision_ref", lambda: counter.approve(works))
    refused("expense.decision_ref", lambda: counter.approve(works, decision=Decision(" ", AT.date(), 7)))


@pytest.mark.parametrize("votes", [{"yes": 0, "no": 9}, {"yes": 4, "no": 4}, {}])
def test_what_the_street_voted_down_commits_no_money(counter: Counter, refused, votes):
    works = counter.reviewed_case()
    decision = Decision(STREET.ref, STREET.on, **votes)

    refused("expense.not_carried", lambda: counter.approve(works, decision=decision))
    assert counter.now().committed_fen == 0


@pytest.mark.parametrize("name", ["need", "do_it", "do_less", "do_nothing", "comparable", "objections"])
def test_a_dossier_weighs_doing_less_and_nothing_too(counter: Counter, refused, name):
    works = counter.works()

    values = refused(
        "expense.incomplete",
        lambda: services.open_case(
            expense_id=works.pk, dossier=replace(DOSSIER, **{name: " "}), by=counter.secretary, at=AT
        ),
    )

    assert values == {"fields": [name]}


def test_a_hearing_that_was_held_must_hold(counter: Counter, refused):
    works = counter.works()

    def case(hearing):
        dossier = replace(DOSSIER, hearing=hearing)
        return lambda: services.open_case(expense_id=works.pk, dossier=dossier, by=counter.secretary, at=AT)

    refused("expense.hearing", case(rules.Hearing(7, 19, 19)))
    case(rules.Hearing(7, 20, 12))()
    assert again(works).dossier.hearing_people == 20


def test_the_mix_names_known_sources_of_the_year_and_never_exceeds_the_amount(counter: Counter, refused):
    source, old = counter.source(), counter.source(name="去年的", year=2025)

    refused("expense.mix", lambda: counter.works(outside=((source.pk, 1_800_001),)))
    refused("fund.amount", lambda: counter.works(outside=((source.pk, 0),)))
    for outside in (((old.pk, 5),), ((source.pk, 5), (source.pk, 6)), ((0, 5),)):
        refused("expense.source", lambda outside=outside: counter.works(outside=outside))


def test_returned_draft_is_mended_and_says_what_changed(counter: Counter):
    expense = counter.branch_decided()
    services.return_expense(expense_id=expense.pk, note="写清数量", by=counter.reviewer, at=AT)

    found = services.edit_expense(
        expense_id=expense.pk,
        request=counter.request(purpose="更换楼道灯具十二盏", amount_fen=280_000),
        by=counter.secretary,
        at=AT,
    )

    assert (found.number, found.state, found.amount_fen) == (expense.number, "draft", 280_000)
    assert list(found.parts.values_list("amount_fen", flat=True)) == [280_000]
    last = found.steps.get(act="expense.edit")
    assert last.note == "用途：更换楼道灯具 → 更换楼道灯具十二盏；金额：3,000.00 → 2,800.00"


def test_only_a_draft_is_mended_and_by_its_own_branch(counter: Counter, refused):
    draft, decided = counter.draft(purpose="甲事", supplier="甲店"), counter.branch_decided()
    other = {"at": AT, "by": counter.secretary}

    refused(
        "expense.not_draft",
        lambda: services.edit_expense(expense_id=decided.pk, request=counter.request(), **other),
    )
    refused(
        "expense.forbidden",
        lambda: services.edit_expense(expense_id=draft.pk, request=counter.request(use="debts"), **other),
    )
    refused(
        "not_allowed",
        lambda: services.edit_expense(
            expense_id=draft.pk, request=counter.request(), by=counter.reviewer, at=AT
        ),
    )
