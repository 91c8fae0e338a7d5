"""What pages, figures and papers read about members; nothing here sorts people by points or hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import start_of
from doorstep.rulebook.queries import rule
from doorstep.volunteers import rules
from doorstep.volunteers.models import (
    Appeal,
    FeedbackLetter,
    MemberStep,
    Pledge,
    PointEntry,
    PointRuleSet,
    Redemption,
    ReportIn,
    Reward,
    Service,
    ServicePost,
    StarAward,
    StarBar,
)
from doorstep.volunteers.names import name_of


def in_year(column: str, year: int) -> Q:
    first, after = start_of(date(year, 1, 1)), start_of(date(year + 1, 1, 1))
    return Q(**{f"{column}__gte": first, f"{column}__lt": after})


def reported_in(street_id: int, year: int) -> QuerySet[ReportIn]:
    """Who reported in during this year, whatever became of it since."""
    return ReportIn.objects.filter(in_year("reported_at", year), street_id=street_id)


def kept_in(street_id: int, year: int) -> QuerySet[Pledge]:
    """Pledges of the year's promises that were kept whole."""
    return Pledge.objects.filter(in_year("made_at", year), street_id=street_id, outcome="fulfilled")


def awarded_in(street_id: int, year: int) -> QuerySet[StarAward]:
    return StarAward.objects.filter(in_year("awarded_at", year), street_id=street_id, state="awarded")


def points_on(street_id: int | None, *, on: date) -> bool:
    """Whether the street has switched points on."""
    return bool(rule(street_id, "points.enabled", on=on))


def members(actor: Actor, *, state: str = "", place: str = "", year: str = "") -> QuerySet[ReportIn]:
    """The register, newest first; only for those who keep it."""
    rows = ReportIn.objects.kept_by(actor).select_related("place")
    rows = rows.filter(state=state) if state in rules.STATES else rows
    rows = rows.filter(place__path=place) if place else rows
    if year.isdecimal() and 0 < int(year) < 9999:
        rows = rows.filter(in_year("reported_at", int(year)))
    return rows.order_by("-id")


def member_page(actor: Actor, number: str) -> ReportIn:
    """One member's file for its keeper; DoesNotExist out of sight."""
    return ReportIn.objects.kept_by(actor).select_related("place", "street").get(number=number)


def own_member(actor: Actor) -> ReportIn | None:
    """The reader's own file, if their account is linked to one."""
    return ReportIn.objects.own_of(actor).select_related("place", "street").first()


def member_to_serve(actor: Actor, number: str) -> ReportIn:
    """A member for whom the reader may write a service down."""
    return ReportIn.objects.visible_to(actor).select_related("place").get(number=number)


def services_of(member: ReportIn, *, confirmed: bool = False) -> QuerySet[Service]:
    rows = member.services.select_related("post", "confirmed_by")
    return (rows.filter(verdict="confirmed") if confirmed else rows).order_by("-served_on", "-id")


def has_services(member_id: UUID, year: int, quarter: int) -> bool:
    """Whether there is something to thank for in this quarter."""
    months = range(quarter * 3 - 2, quarter * 3 + 1)
    rows = Service.objects.filter(report_in_id=member_id, verdict="confirmed")
    return rows.filter(served_on__year=year, served_on__month__in=months).exists()


def services_of_quarter(letter: FeedbackLetter) -> QuerySet[Service]:
    months = range(letter.quarter * 3 - 2, letter.quarter * 3 + 1)
    rows = letter.report_in.services.filter(served_on__year=letter.year, served_on__month__in=months)
    return rows.filter(verdict="confirmed").order_by("served_on", "id")


def letter_of(member: ReportIn, letter_id: int) -> FeedbackLetter:
    return member.letters.select_related("report_in__place", "street").get(pk=letter_id)


def letters_of(member: ReportIn) -> QuerySet[FeedbackLetter]:
    return member.letters.order_by("-year", "-quarter")


def minutes_of(member: ReportIn) -> int:
    """This one member's confirmed minutes."""
    return int(member.services.filter(verdict="confirmed").aggregate(total=Sum("minutes"))["total"] or 0)


def pledges_of(member: ReportIn) -> QuerySet[Pledge]:
    return member.pledges.order_by("-id")


def stars_of(member: ReportIn) -> QuerySet[StarAward]:
    return member.stars.order_by("-id")


def bars_of(member: ReportIn) -> QuerySet[StarBar]:
    """The years in which the member is not proposed for a star, latest first."""
    return member.bars.order_by("-pk")


def life_of(member: ReportIn) -> QuerySet[MemberStep]:
    """What was done on the file itself; points stand on their own page."""
    return (
        member.steps.exclude(act__startswith="points.").exclude(act__startswith="redemption.").order_by("id")
    )


def entries_of(member: ReportIn) -> QuerySet[PointEntry]:
    """This member's own entries, newest first."""
    return member.entries.select_related("service", "rule_set", "reversal").order_by("-id")


def waiting_services(actor: Actor) -> QuerySet[Service]:
    """Services that wait for somebody else's word, oldest first; the reader's own are left out."""
    rows = Service.objects.filter(report_in__in=ReportIn.objects.visible_to(actor), verdict="open")
    mine = Q(entered_by_id=actor.account_id) | Q(report_in__account_id=actor.account_id or 0)
    return rows.exclude(mine).select_related("report_in__place", "post").order_by("id")


def service_to_confirm(actor: Actor, service_id: UUID) -> Service:
    seen = ReportIn.objects.visible_to(actor)
    return (
        Service.objects.filter(report_in__in=seen)
        .select_related("report_in__place", "post")
        .get(pk=service_id)
    )


def own_reversal(member: ReportIn, entry_id: UUID) -> PointEntry:
    """An entry that took this member's points back."""
    return member.entries.get(pk=entry_id, reverses__isnull=False, value__lt=0)


def service_kept_by(actor: Actor, service_id: UUID) -> Service:
    """One service of a member in the keeper's register."""
    rows = Service.objects.filter(report_in__in=ReportIn.objects.kept_by(actor))
    return rows.select_related("report_in__place").get(pk=service_id)


def entry_that_counts(service: Service) -> PointEntry | None:
    """The points of a service while nobody has taken them back."""
    rows = PointEntry.objects.filter(service=service, reverses__isnull=True, reversal__isnull=True)
    return rows.first()


def services_that_count(member: ReportIn) -> set[UUID]:
    """Which services have points that can still be taken back; never how many points."""
    rows = member.entries.filter(service__isnull=False, reverses__isnull=True, reversal__isnull=True)
    return {pk for pk in rows.values_list("service_id", flat=True) if pk}


def own_service(member: ReportIn, service_id: UUID) -> Service:
    return member.services.get(pk=service_id)


@dataclass(frozen=True)
class PostLine:
    post: ServicePost
    taken: int

    @property
    def is_full(self) -> bool:
        return self.taken >= self.post.wanted_count


def posts(actor: Actor, *, place: str = "") -> QuerySet[ServicePost]:
    rows = ServicePost.objects.visible_to(actor).filter(active=True).select_related("place")
    rows = rows.filter(place__path=place) if place else rows
    return rows.annotate(taken=Count("claims")).order_by("-id")


def open_posts_for(member: ReportIn) -> list[PostLine]:
    """Posts of the member's community that they have not taken and that are not full."""
    rows = ServicePost.objects.filter(place_id=member.place_id, active=True)
    rows = rows.exclude(claims__report_in=member).prefetch_related("claims").order_by("id")
    lines = [PostLine(each, len(each.claims.all())) for each in rows]
    return [line for line in lines if not line.is_full]


def claimed_posts(member: ReportIn) -> list[tuple[int, str]]:
    return list(member.claims.order_by("id").values_list("post_id", "post__title"))


def pledges(actor: Actor, *, state: str = "", kept: bool = False) -> QuerySet[Pledge]:
    rows = Pledge.objects.filter(report_in__in=ReportIn.objects.kept_by(actor))
    rows = rows.filter(state=state) if state in rules.PLEDGE_STATES else rows
    rows = rows.filter(outcome="fulfilled") if kept else rows
    return rows.select_related("report_in__place").order_by("-id")


def pledge_page(actor: Actor, pledge_id: UUID) -> Pledge:
    rows = Pledge.objects.filter(report_in__in=ReportIn.objects.kept_by(actor))
    return rows.select_related("report_in__place").get(pk=pledge_id)


def stars(actor: Actor, *, state: str = "") -> QuerySet[StarAward]:
    """Awards by when they were proposed; never by level or hours."""
    rows = StarAward.objects.filter(report_in__in=ReportIn.objects.kept_by(actor))
    rows = rows.filter(state=state) if state in rules.STAR_STATES else rows
    return rows.select_related("report_in__place").order_by("-id")


def star_page(actor: Actor, award_id: UUID) -> StarAward:
    rows = StarAward.objects.filter(report_in__in=ReportIn.objects.kept_by(actor))
    return rows.select_related("report_in__place").get(pk=award_id)


def appeals(actor: Actor) -> QuerySet[Appeal]:
    rows = Appeal.objects.filter(report_in__in=ReportIn.objects.kept_by(actor))
    return rows.select_related("report_in__place", "service", "entry").order_by("-id")


def appeal_page(actor: Actor, appeal_id: UUID) -> Appeal:
    return appeals(actor).get(pk=appeal_id)


@dataclass(frozen=True)
class Balance:
    """One member's points of one year in the two ledgers, which are never added up (Q8)."""

    party: int
    grid: int


def own_balance(member: ReportIn, year: int) -> Balance:
    """What this member has in each ledger this year; a new year begins at nothing (Q3)."""
    found = dict.fromkeys(rules.LEDGERS, 0)
    for ledger, value in member.entries.filter(on__year=year).values_list("ledger", "value"):
        found[ledger] += value
    return Balance(**found)


def announced(actor: Actor, *, on: date) -> QuerySet[StarAward]:
    """What hangs today as 星级公示, in the order of proposing."""
    rows = StarAward.objects.filter(report_in__in=ReportIn.objects.kept_by(actor))
    rows = rows.filter(state__in=("announced", "objected", "answered"), ends_on__gte=on)
    return rows.select_related("report_in__place").order_by("id")


def rewards(actor: Actor, *, on: date | None = None) -> QuerySet[Reward]:
    """What may be taken, as it was put up; with ``on`` only what is still there that day."""
    rows = Reward.objects.filter(street_id=actor.street_id or 0)
    rows = rows.filter(ends_on__gte=on, taken__lt=F("stock")) if on else rows
    return rows.order_by("-id")


def redemptions_of(member: ReportIn) -> QuerySet[Redemption]:
    """What this member took, newest first; for the member alone."""
    return member.redemptions.select_related("reward").order_by("-id")


def point_rule_sets(actor: Actor) -> QuerySet[PointRuleSet]:
    """Every version of both ledgers' rule sets, newest first."""
    return PointRuleSet.objects.filter(street_id=actor.street_id or 0).order_by("-from_on", "-id")


def proposed_stars(actor: Actor) -> QuerySet[StarAward]:
    """What waits for its notice, in the order of proposing."""
    return stars(actor, state="proposed").order_by("id")


def stars_to_notice(actor: Actor, award_ids: Sequence[UUID]) -> list[StarAward]:
    """These awards in the order of proposing; whoever is not in the keeper's sight is not among them."""
    return list(proposed_stars(actor).filter(pk__in=award_ids))


def public_star(award: StarAward) -> dict[str, Any]:
    """N2: surname and stars alone, the community, and the confirmed hours that the stars stand for."""
    return {
        "name": rules.masked(name_of(award.report_in)),
        "community": award.report_in.place.name,
        "stars": award.level,
        "hours": award.minutes // 60,
    }
