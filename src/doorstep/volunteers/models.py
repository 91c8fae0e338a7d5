"""Working members who report to their community: posts, services, pledges, points and stars."""

from typing import TYPE_CHECKING

from django.db import models

from doorstep.kernel.actor import Actor
from doorstep.kernel.refs import path_range
from doorstep.people.access import paths_with
from doorstep.people.models import Account
from doorstep.places.models import Place, Street
from doorstep.records.fields import BlindField, PathField, SealedField
from doorstep.volunteers import rules
from doorstep.volunteers.personal import MEMBER

if TYPE_CHECKING:
    from typing import Self


def within(paths: tuple[str, ...]) -> models.Q:
    scope = models.Q(pk__in=())
    for path in paths:
        low, high = path_range(path)
        scope |= models.Q(path__gte=low, path__lt=high)
    return scope


class MemberQuerySet(models.QuerySet["ReportIn"]):
    def visible_to(self, actor: Actor) -> "Self":
        """To the community's keepers and confirmers by place, and to the member themself."""
        paths = paths_with(actor, "member.keep") + paths_with(actor, "service.confirm")
        own = (
            models.Q(account_id=actor.account_id) if paths_with(actor, "service.own") else models.Q(pk__in=())
        )
        return self.filter(own | within(paths), street_id=actor.street_id or 0)

    def kept_by(self, actor: Actor) -> "Self":
        """The register is the keepers' alone."""
        return self.filter(within(paths_with(actor, "member.keep")), street_id=actor.street_id or 0)

    def own_of(self, actor: Actor) -> "Self":
        return self.filter(account_id=actor.account_id or 0, street_id=actor.street_id or 0)


class ReportIn(models.Model):
    """A working member who reported in, with their own consent; nobody else's membership is stored (G2)."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    number = models.CharField(max_length=20)
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    path = PathField()
    account = models.OneToOneField(Account, null=True, on_delete=models.PROTECT, related_name="report_in")
    name_sealed = SealedField(personal=MEMBER)
    phone_sealed = SealedField(personal=MEMBER)
    phone_blind = BlindField()
    unit_name = models.CharField(max_length=80)
    skills = models.CharField(max_length=200, blank=True, default="")
    consent_text = models.TextField()
    consented_at = models.DateTimeField()
    consent_withdrawn_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=14, choices=rules.labelled(rules.STATES))
    state_since = models.DateTimeField()
    reported_at = models.DateTimeField()

    objects = MemberQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["street", "number"], name="report_in_number"),
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.STATES)), name="report_in_state_known"
            ),
        )
        indexes = (models.Index(fields=["street", "path", "id"], name="report_in_path"),)


class PostQuerySet(models.QuerySet["ServicePost"]):
    def visible_to(self, actor: Actor) -> "Self":
        """To keepers by place; to members, those of the community they reported to."""
        own = ReportIn.objects.own_of(actor).values("place_id")
        mine = models.Q(place_id__in=own) if paths_with(actor, "service.own") else models.Q(pk__in=())
        return self.filter(mine | within(paths_with(actor, "member.keep")), street_id=actor.street_id or 0)


class ServicePost(models.Model):
    """A need of the community that members can claim."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    path = PathField()
    title = models.CharField(max_length=60)
    need = models.CharField(max_length=300)
    wanted_count = models.PositiveSmallIntegerField()
    active = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    objects = PostQuerySet.as_manager()


class PostClaim(models.Model):
    """This member took that post."""

    post = models.ForeignKey(ServicePost, on_delete=models.PROTECT, related_name="claims")
    report_in = models.ForeignKey(ReportIn, on_delete=models.PROTECT, related_name="claims")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["post", "report_in"], name="post_claim_once"),)


class Service(models.Model):
    """One line of the service card: what was done for whom, and who else says so."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    report_in = models.ForeignKey(ReportIn, on_delete=models.PROTECT, related_name="services")
    path = PathField()
    post = models.ForeignKey(ServicePost, null=True, on_delete=models.PROTECT)
    ledger = models.CharField(max_length=6, choices=rules.labelled(rules.LEDGERS))
    served_on = models.DateField()
    what = models.CharField(max_length=200)
    for_whom = models.CharField(max_length=120)
    minutes = models.PositiveSmallIntegerField()
    entered_by = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="entered_services"
    )
    entered_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, choices=rules.labelled(rules.VERDICTS), default="open")
    confirmer = models.CharField(max_length=12, blank=True, default="")
    confirmed_by = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="confirmed_services"
    )
    confirmed_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(minutes__gt=0), name="service_takes_time"),
            models.CheckConstraint(
                condition=models.Q(verdict__in=list(rules.VERDICTS)), name="service_verdict_known"
            ),
        )
        indexes = (models.Index(fields=["report_in", "served_on"], name="service_member_day"),)


class FeedbackLetter(models.Model):
    """季度反馈函: services and thanks of one quarter, for the member's own unit."""

    report_in = models.ForeignKey(ReportIn, on_delete=models.PROTECT, related_name="letters")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    thanks = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["report_in", "year", "quarter"], name="feedback_letter_once"),
        )


class Pledge(models.Model):
    """What a member promised, by when, and whether it was kept."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    report_in = models.ForeignKey(ReportIn, on_delete=models.PROTECT, related_name="pledges")
    path = PathField()
    text = models.CharField(max_length=200)
    due_on = models.DateField()
    state = models.CharField(max_length=12, choices=rules.labelled(rules.PLEDGE_STATES))
    state_since = models.DateTimeField()
    outcome = models.CharField(max_length=12, blank=True, default="")
    outcome_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.PLEDGE_STATES)), name="pledge_state_known"
            ),
        )


class PointRuleSet(models.Model):
    """One version of what a confirmed act is worth in one ledger."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    ledger = models.CharField(max_length=6, choices=rules.labelled(rules.LEDGERS))
    version = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=4, choices=rules.labelled(rules.UNITS))
    value = models.PositiveSmallIntegerField()
    cap_day_minutes = models.PositiveSmallIntegerField(default=240)
    cap_act_minutes = models.PositiveSmallIntegerField(default=120)
    beneficiary_percent = models.PositiveSmallIntegerField(default=120)
    evidence = models.CharField(max_length=200)
    from_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["street", "ledger", "version"], name="point_rule_set_version"),
        )


class PointEntry(models.Model):
    """Points for one confirmed act, or the reversal of such an entry. Append-only (R7)."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    report_in = models.ForeignKey(ReportIn, on_delete=models.PROTECT, related_name="entries")
    ledger = models.CharField(max_length=6, choices=rules.labelled(rules.LEDGERS))
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT)
    rule_set = models.ForeignKey(PointRuleSet, null=True, on_delete=models.PROTECT)
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversal")
    on = models.DateField()
    value = models.IntegerField()
    reason = models.CharField(max_length=200)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["service"], condition=models.Q(reverses__isnull=True), name="point_entry_once"
            ),
        )
        indexes = (models.Index(fields=["report_in", "ledger", "on"], name="point_entry_member"),)


class Reward(models.Model):
    """What a member may take for points: how many there are, and until when, said well ahead (Q7)."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    title = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=rules.labelled(rules.REWARD_KINDS))
    ledger = models.CharField(max_length=6, choices=rules.labelled(rules.LEDGERS))
    price = models.PositiveSmallIntegerField()
    stock = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    announced_on = models.DateField()
    ends_on = models.DateField()
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(price__gt=0), name="reward_price"),
            models.CheckConstraint(condition=models.Q(taken__lte=models.F("stock")), name="reward_in_stock"),
        )


class Redemption(models.Model):
    """One reward taken by one member; its code works once. The member's own sight only."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    report_in = models.ForeignKey(ReportIn, on_delete=models.PROTECT, related_name="redemptions")
    reward = models.ForeignKey(Reward, on_delete=models.PROTECT, related_name="redemptions")
    entry = models.OneToOneField(PointEntry, on_delete=models.PROTECT, related_name="redemption")
    code_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=rules.labelled(rules.REDEMPTION_STATES))
    state_since = models.DateTimeField()
    handed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.REDEMPTION_STATES)), name="redemption_state_known"
            ),
        )


class StarAward(models.Model):
    """Stars for confirmed hours: announced with a masked name before they hold."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    report_in = models.ForeignKey(ReportIn, on_delete=models.PROTECT, related_name="stars")
    path = PathField()
    table = models.CharField(max_length=1)
    level = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=rules.labelled(rules.STAR_STATES))
    state_since = models.DateTimeField()
    proposed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    announced_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    awarded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["report_in", "table", "level"],
                condition=~models.Q(state="refused"),
                name="star_award_once",
            ),
            models.CheckConstraint(condition=models.Q(level__range=(1, 5)), name="star_level_known"),
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.STAR_STATES)), name="star_state_known"
            ),
        )


class StarBar(models.Model):
    """False hours: no stars for one to three years, as a person decided."""

    report_in = models.ForeignKey(ReportIn, on_delete=models.PROTECT, related_name="bars")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    from_on = models.DateField()
    to_on = models.DateField()
    reason = models.CharField(max_length=300)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT)
    at = models.DateTimeField()


class Appeal(models.Model):
    """A member does not agree that points were taken back, or that a service was refused."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    report_in = models.ForeignKey(ReportIn, on_delete=models.PROTECT, related_name="appeals")
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT)
    entry = models.OneToOneField(PointEntry, null=True, on_delete=models.PROTECT, related_name="appeal")
    path = PathField()
    text = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=rules.labelled(rules.APPEAL_STATES))
    state_since = models.DateTimeField()
    lodged_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["service"], name="appeal_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.APPEAL_STATES)), name="appeal_state_known"
            ),
        )


class MemberStep(models.Model):
    """One act on a member's file, pledge or star with its note. Append-only."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    report_in = models.ForeignKey(ReportIn, on_delete=models.PROTECT, related_name="steps")
    pledge = models.ForeignKey(Pledge, null=True, on_delete=models.PROTECT, related_name="steps")
    award = models.ForeignKey(StarAward, null=True, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=60)
    act = models.CharField(max_length=24)
    to_state = models.CharField(max_length=14)
    note = models.CharField(max_length=500, blank=True, default="")
    salt = models.CharField(max_length=32)

    class Meta:
        indexes = (models.Index(fields=["report_in", "id"], name="member_step"),)
