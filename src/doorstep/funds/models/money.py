"""Quotas and named sources with their moves, expenses with their whole trail; whole fen throughout."""

from typing import TYPE_CHECKING

from django.db import models

from doorstep.consultations.models import AgendaItem
from doorstep.funds import rules
from doorstep.kernel.actor import Actor
from doorstep.people.access import has_ability
from doorstep.people.models import Account, PartyOrg
from doorstep.people.sight import NOTHING, by_place
from doorstep.places.models import Street
from doorstep.projects.models import Project
from doorstep.projects.rules import labelled
from doorstep.records.fields import PathField

if TYPE_CHECKING:
    from typing import Self


def in_street(actor: Actor) -> models.Q:
    """To everybody of the street who may read about money anywhere in it."""
    if actor.account_id is None or not has_ability(actor, "fund.read"):
        return NOTHING
    return models.Q(street_id=actor.street_id or 0)


class FundQuotaQuerySet(models.QuerySet["FundQuota"]):
    def visible_to(self, actor: Actor) -> "Self":
        return self.filter(by_place(actor, "fund.read"))


class ExpenseQuerySet(models.QuerySet["Expense"]):
    def visible_to(self, actor: Actor) -> "Self":
        return self.filter(by_place(actor, "fund.read"))


class FundSourceQuerySet(models.QuerySet["FundSource"]):
    def visible_to(self, actor: Actor) -> "Self":
        return self.filter(in_street(actor))


class FundMeasureQuerySet(models.QuerySet["FundMeasure"]):
    def visible_to(self, actor: Actor) -> "Self":
        return self.filter(in_street(actor))


class FundMoveQuerySet(models.QuerySet["FundMove"]):
    def visible_to(self, actor: Actor) -> "Self":
        """A move is seen by whoever sees its purse."""
        quotas = FundQuota.objects.visible_to(actor).values("pk")
        sources = FundSource.objects.visible_to(actor).values("pk")
        return self.filter(models.Q(quota__in=quotas) | models.Q(source__in=sources))


class Purse(models.Model):
    """The running counters of what there is; every change of them is a move, written with it."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    granted_fen = models.BigIntegerField(default=0)
    carried_fen = models.BigIntegerField(default=0)
    pooled_fen = models.BigIntegerField(default=0)
    committed_fen = models.BigIntegerField(default=0)
    paid_fen = models.BigIntegerField(default=0)
    charged_fen = models.BigIntegerField(default=0)
    move_count = models.PositiveBigIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def balance(self) -> rules.Balance:
        return rules.Balance(**{part: getattr(self, f"{part}_fen") for part in rules.PARTS})

    def put(self, balance: rules.Balance) -> None:
        for part in rules.PARTS:
            setattr(self, f"{part}_fen", getattr(balance, part))


SOUND = models.Q(committed_fen__gte=0, paid_fen__gte=0, charged_fen__gte=0) & models.Q(
    granted_fen__gte=models.F("committed_fen")
    + models.F("paid_fen")
    + models.F("charged_fen")
    - models.F("carried_fen")
    - models.F("pooled_fen")
)


class FundQuota(Purse):
    """What one party organisation has to spend in one year."""

    org = models.ForeignKey(PartyOrg, on_delete=models.PROTECT, related_name="quotas")
    path = PathField()
    year = models.PositiveSmallIntegerField()
    expense_count = models.PositiveIntegerField(default=0)
    rule_version = models.CharField(max_length=40)

    objects = FundQuotaQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["org", "year"], name="fund_quota_once_a_year"),
            models.CheckConstraint(condition=SOUND, name="fund_quota_not_overdrawn"),
        )
        indexes = (models.Index(fields=["street", "year", "id"], name="fund_quota_year"),)

    @property
    def speakers(self) -> tuple[int, ...]:
        """The organisations whose secretary may give part of it away: its own and the one above."""
        return (self.org_id, self.org.parent_id) if self.org.parent_id else (self.org_id,)


class FundSource(Purse):
    """Money from outside the quotas for works, under the name of who gives it; with moves of its own."""

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=labelled(rules.SOURCE_KINDS))
    year = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=200)

    objects = FundSourceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["street", "year", "name"], name="fund_source_name"),
            models.CheckConstraint(condition=SOUND, name="fund_source_not_overdrawn"),
        )


class Expense(models.Model):
    """One thing that public money is spent on, from the wish to the bank's own list."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    number = models.CharField(max_length=40)
    org = models.ForeignKey(PartyOrg, on_delete=models.PROTECT)
    path = PathField()
    year = models.PositiveSmallIntegerField()
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="expenses")
    category = models.CharField(max_length=10, choices=labelled(rules.CATEGORIES))
    use = models.CharField(max_length=20, choices=labelled(rules.USES))
    purpose = models.CharField(max_length=120)
    purpose_key = models.CharField(max_length=120)
    supplier = models.CharField(max_length=80, blank=True, default="")
    supplier_key = models.CharField(max_length=80, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    amount_fen = models.BigIntegerField()
    price_fen = models.BigIntegerField(null=True)
    by_quotes = models.BooleanField(default=False)
    case_by_case = models.BooleanField(default=False)
    helped_count = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=20, choices=labelled(rules.STATES))
    state_since = models.DateTimeField()
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    buyer = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    contract = models.CharField(max_length=80, blank=True, default="")
    approved_at = models.DateTimeField(null=True)
    accepted_on = models.DateField(null=True)
    invoice_number = models.CharField(max_length=40, blank=True, default="")
    invoiced_on = models.DateField(null=True)
    paid_at = models.DateTimeField(null=True)
    notice_number = models.CharField(max_length=80, blank=True, default="")
    published_on = models.DateField(null=True)
    bank_ref = models.CharField(max_length=80, blank=True, default="")
    rule_version = models.CharField(max_length=40)

    objects = ExpenseQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["street", "number"], name="expense_number"),
            models.UniqueConstraint(
                fields=["street", "invoice_number"],
                condition=~models.Q(invoice_number=""),
                name="expense_invoice_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.STATES)), name="expense_state_known"
            ),
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="expense_amount_positive"),
        )
        indexes = (
            models.Index(fields=["street", "state", "id"], name="expense_state"),
            models.Index(fields=["street", "year", "id"], name="expense_year"),
            models.Index(fields=["org", "supplier_key", "asked_on"], name="expense_supplier"),
            models.Index(fields=["org", "purpose_key", "asked_on"], name="expense_purpose"),
        )


class ExpensePart(models.Model):
    """How much of an expense which purse carries."""

    expense = models.ForeignKey(Expense, on_delete=models.PROTECT, related_name="parts")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    quota = models.ForeignKey(FundQuota, null=True, on_delete=models.PROTECT, related_name="parts")
    source = models.ForeignKey(FundSource, null=True, on_delete=models.PROTECT, related_name="parts")
    amount_fen = models.BigIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(quota__isnull=True) ^ models.Q(source__isnull=True),
                name="expense_part_one_purse",
            ),
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="expense_part_positive"),
        )


class FundMove(models.Model):
    """One movement in one purse, with what was available after it. Append-only."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, db_index=False, on_delete=models.PROTECT)
    quota = models.ForeignKey(
        FundQuota, null=True, db_index=False, on_delete=models.PROTECT, related_name="moves"
    )
    source = models.ForeignKey(
        FundSource, null=True, db_index=False, on_delete=models.PROTECT, related_name="moves"
    )
    number = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=16, choices=labelled(rules.MOVE_KINDS))
    amount_fen = models.BigIntegerField()
    available_fen = models.BigIntegerField()
    expense = models.ForeignKey(Expense, null=True, on_delete=models.PROTECT, related_name="moves")
    reverses = models.ForeignKey(
        "self", null=True, db_index=False, on_delete=models.PROTECT, related_name="reversed_by"
    )
    reason = models.CharField(max_length=300, blank=True, default="")
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    objects = FundMoveQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["quota", "number"], name="fund_move_number_in_quota"),
            models.UniqueConstraint(fields=["source", "number"], name="fund_move_number_in_source"),
            models.UniqueConstraint(fields=["reverses"], name="fund_move_reversed_once"),
            models.CheckConstraint(
                condition=models.Q(quota__isnull=True) ^ models.Q(source__isnull=True),
                name="fund_move_one_purse",
            ),
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="fund_move_positive"),
        )


class PoolConsent(models.Model):
    """An organisation agreed to lend part of its quota to another; the giver's own word.

    One that ``corrects`` another says how much of it stays, and is the word of whoever gives back.
    """

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    giver = models.ForeignKey(FundQuota, on_delete=models.PROTECT, related_name="given")
    taker = models.ForeignKey(FundQuota, on_delete=models.PROTECT, related_name="taken")
    amount_fen = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    consented_by = models.ForeignKey(Account, on_delete=models.PROTECT)
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    at = models.DateTimeField()


class FundDecision(models.Model):
    """Who decided what, in which meeting, on which day, with how many votes. Append-only.

    Without an ``item`` it was typed from paper; ``seen_by`` is who compared it with the paper afterwards.
    """

    expense = models.ForeignKey(Expense, on_delete=models.PROTECT, related_name="decisions")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    level = models.CharField(
        max_length=10, choices=[("branch", "支部"), ("meeting", "会议"), ("street", "街道")]
    )
    decision_ref = models.CharField(max_length=120)
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    yes = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)
    abstain = models.PositiveIntegerField(default=0)
    typed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    seen_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True)
    at = models.DateTimeField()


class CaseDossier(models.Model):
    """What a case-by-case work is weighed on; nothing in it is ranked and nothing says yes or no."""

    expense = models.OneToOneField(Expense, on_delete=models.PROTECT, related_name="dossier")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    need = models.TextField()
    do_it = models.TextField()
    do_less = models.TextField()
    do_nothing = models.TextField()
    comparable = models.TextField()
    objections = models.TextField()
    hearing_notice_days = models.PositiveSmallIntegerField(null=True)
    hearing_people = models.PositiveIntegerField(null=True)
    hearing_agreed = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()


class ExpenseQuote(models.Model):
    """One supplier's one written price; it cannot be changed. Append-only."""

    expense = models.ForeignKey(Expense, on_delete=models.PROTECT, related_name="quotes")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    supplier = models.CharField(max_length=80)
    supplier_key = models.CharField(max_length=80)
    price_fen = models.BigIntegerField()
    satisfies = models.BooleanField()
    remark = models.CharField(max_length=200, blank=True, default="")
    told_at = models.DateTimeField(null=True)  # when a supplier who was not chosen was told
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["expense", "supplier_key"], name="expense_quote_one_price"),
        )


class ExpenseSign(models.Model):
    """One signature that what was bought is there and in order; at least two, one not the buyer's."""

    expense = models.ForeignKey(Expense, on_delete=models.PROTECT, related_name="signs")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    person_name = models.CharField(max_length=40)
    capacity = models.CharField(max_length=16, choices=labelled(rules.SIGN_CAPACITIES))
    at = models.DateTimeField()


class ExpenseStep(models.Model):
    """One act on an expense with its note. Append-only."""

    id = models.UUIDField(primary_key=True)
    expense = models.ForeignKey(Expense, on_delete=models.PROTECT, related_name="steps")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=60)
    act = models.CharField(max_length=28)
    from_state = models.CharField(max_length=20, blank=True, default="")
    to_state = models.CharField(max_length=20)
    note = models.TextField(blank=True, default="")
    salt = models.CharField(max_length=32)


class FundMeasure(models.Model):
    """One version of the fund's written measure; its articles carry the settings that hold from its day."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    articles = models.JSONField()  # [{"text": …, "settings": {code: stored value}}]
    effective_on = models.DateField()
    reason = models.CharField(max_length=300)
    published_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT)
    at = models.DateTimeField()

    objects = FundMeasureQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["street", "version"], name="fund_measure_version"),)


class BankListQuerySet(models.QuerySet["BankList"]):
    def visible_to(self, actor: Actor) -> "Self":
        return self.filter(in_street(actor))


class BankList(models.Model):
    """One list of the bank as it was matched: how many agreed, each line that did not, and what is not on it."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    file_name = models.CharField(max_length=120)
    matched_count = models.PositiveIntegerField()
    unmatched = models.JSONField()  # [{"line", "ref", "on", "amount", "reason"}]
    first_on = models.DateField(null=True)  # the days that the list speaks for
    last_on = models.DateField(null=True)
    missing = models.JSONField(default=list)  # paid in those days, not on it: [{"number", "on", "amount"}]
    taken_by = models.ForeignKey(Account, on_delete=models.PROTECT)
    at = models.DateTimeField()

    objects = BankListQuerySet.as_manager()
