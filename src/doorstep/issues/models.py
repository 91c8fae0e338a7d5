"""What residents said, and everything that was done about it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models

from doorstep.issues import rules
from doorstep.issues.personal import REPORTER
from doorstep.kernel.actor import Actor, Grant
from doorstep.kernel.refs import path_range
from doorstep.people.access import grants_with
from doorstep.people.models import Account, Unit
from doorstep.people.rules import HANDLER
from doorstep.places.models import Place, Street
from doorstep.records.fields import BlindField, PathField, SealedField
from doorstep.visits.models import Visit

if TYPE_CHECKING:
    from typing import Self


STREET_DEPTH = 2  # 990000/003/


class IssueCategory(models.Model):
    """What an issue is about; a two-level tree that each street edits."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT, db_index=False)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=30)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT)
    order = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["street", "code"], name="issue_category_code"),)


def below(path: str) -> models.Q:
    """Everything at or below a place: one community by its own index, a part of one by the index of paths."""
    if path.count("/") == STREET_DEPTH + 1:
        return models.Q(community_path=path)
    low, high = path_range(path)
    return models.Q(path__gte=low, path__lt=high)


def reach(grant: Grant) -> models.Q:
    """What one grant lets see: a unit's own issues for a handler, else everything below its place."""
    return models.Q(unit_id=grant.unit_id) if grant.role == HANDLER else below(grant.path)


def scope_of(grants: Iterable[Grant]) -> models.Q:
    scope = models.Q()
    for grant in grants:
        scope |= reach(grant)
    return scope


def is_wide(grant: Grant) -> bool:
    """A street or a community: the index by key or by community gives its rows in order."""
    return grant.role != HANDLER and grant.path.count("/") <= STREET_DEPTH + 1


class IssueQuerySet(models.QuerySet["Issue"]):
    def visible_to(self, actor: Actor) -> "Self":
        """By place for staff, by unit for a handler; never for a resident or whoever manages accounts.

        The system sees its street, and every street when it has none.
        """
        if actor.kind == "system":
            return self.filter(street_id=actor.street_id) if actor.street_id else self.all()
        grants = grants_with(actor, "issue.read")
        mine = self.filter(street_id=actor.street_id)
        if any(grant.role != HANDLER and grant.path.count("/") <= STREET_DEPTH for grant in grants):
            return mine  # the whole street: no range over paths beside the tenant's key
        return mine.filter(scope_of(grants)) if grants else self.none()

    def listed_for(self, actor: Actor) -> "Self":
        """The rows of ``visible_to``, said so that a list finds the few of a narrow scope before it sorts.

        A database that sees an order by key and a small scope walks the key of the whole street otherwise.
        """
        grants = () if actor.kind == "system" else grants_with(actor, "issue.read")
        if not grants or any(is_wide(grant) for grant in grants):
            return self.visible_to(actor)
        mine = Issue.objects.filter(scope_of(grants), street_id=actor.street_id or 0)
        return self.filter(pk__in=mine.values("pk"))


class Issue(models.Model):
    """One voice: a problem, a suggestion or a demand, with its present state and route.

    ``id`` is a UUIDv7 of the moment it was received, so a span of days is a span of ids and newest first is
    the order of the key. ``due_at`` is by when the next step is due; ``solve_due_at`` by when it is to be
    put right, and stays after closing. ``owner`` is the first receiver and never changes by a return.
    """

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT, db_index=False)
    tracking = models.CharField(max_length=14, unique=True)
    kind = models.CharField(max_length=10, choices=rules.labelled(rules.KINDS))
    source = models.CharField(max_length=10, choices=rules.labelled(rules.SOURCES))
    text = models.TextField()
    category = models.ForeignKey(IssueCategory, on_delete=models.PROTECT, db_index=False)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, db_index=False)
    place_text = models.CharField(max_length=rules.PLACE_LIMIT, blank=True, default="")
    path = PathField()
    community_path = PathField()
    anonymous = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    by_proxy = models.BooleanField(default=False)
    visit = models.ForeignKey(
        Visit, null=True, on_delete=models.PROTECT, related_name="issues", db_index=False
    )
    outside_ref = models.CharField(max_length=80, blank=True, default="")

    state = models.CharField(max_length=12, choices=rules.labelled(rules.STATES))
    state_since = models.DateTimeField()
    is_open = models.BooleanField(default=True)
    route = models.CharField(max_length=12, choices=rules.labelled(rules.ROUTES), default="in_hand")
    urgency = models.CharField(max_length=8, choices=rules.labelled(rules.URGENCIES), default="ordinary")
    owner = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="owned_issues", db_index=False
    )
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, db_index=False)
    handler = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="handled_issues", db_index=False
    )
    delivered_by = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    response_due_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    due_certain = models.BooleanField(default=True)
    solve_due_at = models.DateTimeField(null=True)
    rule_version = models.CharField(max_length=20, blank=True, default="")
    contacted_at = models.DateTimeField(null=True)
    response_missed = models.BooleanField(default=False)
    delivered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=20, blank=True, default="")
    redirect_reason = models.CharField(max_length=20, blank=True, default="")
    answer = models.CharField(max_length=10, blank=True, default="")  # of the last valid call-back
    grade = models.PositiveSmallIntegerField(null=True)
    excluded = models.BooleanField(default=False)
    to_coordinator = models.BooleanField(default=False)  # returned twice: the district's coordinator decides
    reopen_count = models.PositiveSmallIntegerField(default=0)
    return_count = models.PositiveSmallIntegerField(default=0)
    extension_count = models.PositiveSmallIntegerField(default=0)
    step_count = models.PositiveSmallIntegerField(default=0)
    voice_count = models.PositiveSmallIntegerField(default=0)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="voices", db_index=False
    )

    objects = IssueQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.STATES)), name="issue_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(route__in=list(rules.ROUTES)), name="issue_route_known"
            ),
        )
        indexes = (
            models.Index(fields=["street", "id"], name="issue_street"),
            models.Index(fields=["street", "id"], name="issue_open", condition=models.Q(is_open=True)),
            models.Index(
                fields=["street", "community_path", "id"],
                name="issue_open_community",
                condition=models.Q(is_open=True),
            ),
            models.Index(fields=["street", "state", "id"], name="issue_state"),
            models.Index(fields=["street", "category", "id"], name="issue_category"),
            models.Index(fields=["street", "route", "id"], name="issue_route"),
            models.Index(fields=["street", "community_path", "id"], name="issue_community"),
            models.Index(fields=["street", "path", "id"], name="issue_path"),
            models.Index(fields=["unit", "is_open", "id"], name="issue_unit"),
            models.Index(
                fields=["street", "due_at", "id"], name="issue_due", condition=models.Q(is_open=True)
            ),
            models.Index(
                fields=["response_due_at"],
                name="issue_response_due",
                condition=models.Q(contacted_at__isnull=True, response_missed=False),
            ),
            models.Index(fields=["place", "id"], name="issue_place"),
            models.Index(fields=["owner", "id"], name="issue_owner", condition=models.Q(is_open=True)),
            models.Index(fields=["handler", "id"], name="issue_handler", condition=models.Q(is_open=True)),
            models.Index(fields=["visit"], name="issue_visit", condition=models.Q(visit__isnull=False)),
            models.Index(
                fields=["merged_into"], name="issue_voices", condition=models.Q(merged_into__isnull=False)
            ),
        )


class IssueContact(models.Model):
    """How the reporter of one issue can be told and called back; everything personal is sealed."""

    issue = models.OneToOneField(Issue, on_delete=models.CASCADE, related_name="contact")
    street = models.ForeignKey(Street, on_delete=models.PROTECT, db_index=False)
    name_sealed = SealedField(personal=REPORTER)
    name_blind = BlindField()
    phone_sealed = SealedField(personal=REPORTER)
    phone_blind = BlindField()
    email_sealed = SealedField(personal=REPORTER)
    told_by = models.CharField(max_length=6, blank=True, default="")  # Channel, or nothing


class IssueStep(models.Model):
    """One act on an issue with its note: what the life of a matter is drawn from. Append-only."""

    id = models.UUIDField(primary_key=True)
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="steps", db_index=False)
    number = models.PositiveSmallIntegerField()  # 1, 2, 3 … within the issue, also at one moment
    street = models.ForeignKey(Street, on_delete=models.PROTECT, db_index=False)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=60)
    act = models.CharField(max_length=24)
    from_state = models.CharField(max_length=12, blank=True, default="")
    to_state = models.CharField(max_length=12)
    note = models.TextField(blank=True, default="")
    public_note = models.TextField(blank=True, default="")
    until = models.DateTimeField(null=True)
    salt = models.CharField(max_length=32)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["issue", "number"], name="issue_step_number"),)


class Dispatch(models.Model):
    """One sending of an issue to a unit, and how it ended."""

    id = models.UUIDField(primary_key=True)
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="dispatches")
    street = models.ForeignKey(Street, on_delete=models.PROTECT, db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, db_index=False)
    state = models.CharField(max_length=10, choices=rules.labelled(rules.DISPATCH_STATES))
    sent_at = models.DateTimeField()
    accept_due_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    reason_code = models.CharField(max_length=20, blank=True, default="")
    note = models.CharField(max_length=rules.SHORT_LIMIT, blank=True, default="")

    class Meta:
        indexes = (models.Index(fields=["unit", "state", "id"], name="dispatch_unit_state"),)


class Extension(models.Model):
    """More time, asked before the due moment, with a reason that the reporter was told."""

    id = models.UUIDField(primary_key=True)
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="extensions")
    street = models.ForeignKey(Street, on_delete=models.PROTECT, db_index=False)
    due_before_at = models.DateTimeField()
    due_after_at = models.DateTimeField()
    reason = models.CharField(max_length=rules.SHORT_LIMIT)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()


class CallBack(models.Model):
    """One attempt to reach the reporter. Append-only."""

    id = models.UUIDField(primary_key=True)
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="callbacks")
    street = models.ForeignKey(Street, on_delete=models.PROTECT, db_index=False)
    attempt = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    day_part = models.CharField(max_length=10)
    mode = models.CharField(max_length=6, choices=rules.labelled(rules.CALLBACK_MODES))
    by = models.ForeignKey(Account, on_delete=models.PROTECT, db_index=False)
    outcome = models.CharField(max_length=12, choices=rules.labelled(rules.CALLBACK_OUTCOMES))
    answer = models.CharField(max_length=10, blank=True, default="")
    grade = models.PositiveSmallIntegerField(null=True)
    remark = models.TextField(blank=True, default="")


class Merge(models.Model):
    """Two voices about one matter became one piece of work; can be undone, and each voice is answered."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT, db_index=False)
    survivor = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="merged_by")
    state_before = models.CharField(max_length=12)
    route_before = models.CharField(max_length=12)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)


class RateExclusion(models.Model):
    """An issue left out of the rates: code and reason by one person, approved by another."""

    id = models.UUIDField(primary_key=True)
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="exclusions")
    street = models.ForeignKey(Street, on_delete=models.PROTECT, db_index=False)
    code = models.CharField(max_length=24)
    reason = models.CharField(max_length=rules.SHORT_LIMIT)
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)
    approved = models.BooleanField(null=True)


class PersonSearch(models.Model):
    """One look-up of a person by name or phone: who looked and why, never what was typed. Append-only."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    reason = models.CharField(max_length=rules.SHORT_LIMIT)
    found_count = models.PositiveSmallIntegerField()
    salt = models.CharField(max_length=32)


class IntakeRow(models.Model):
    """One row of an imported file of old messages, so that the same file twice changes nothing."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT, db_index=False)
    outside_id = models.CharField(max_length=80)
    body_sha256 = models.CharField(max_length=64)
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, db_index=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["street", "outside_id"], name="intake_row_once"),)
