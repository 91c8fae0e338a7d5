"""One invented member with one of everything, as a community's register holds them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from doorstep.kernel.actor import Actor
from doorstep.kernel.refs import uuid7
from doorstep.people.models import Account
from doorstep.rulebook.services import set_rule
from doorstep.volunteers import services
from doorstep.volunteers.models import (
    Appeal,
    FeedbackLetter,
    Pledge,
    ReportIn,
    Service,
    ServicePost,
    StarAward,
)
from doorstep.volunteers.rules import Measure
from tests.issues.town import AT, DAY, Town

TODAY = date(2026, 3, 2)


@dataclass
class Member:
    report_in: ReportIn
    post: ServicePost
    service: Service
    pledge: Pledge
    award: StarAward
    appeal: Appeal
    letter: FeedbackLetter


def switch_on(town: Town) -> None:
    """Points on from today, two for an hour in the party's ledger."""
    by = Actor.system("test", town.street.pk)
    set_rule(
        street_id=town.street.pk,
        code="points.enabled",
        value=1,
        effective_on=TODAY,
        reason="办法已通过。",
        by=by,
        at=AT,
    )
    services.set_point_rules(
        ledger="party",
        measure=Measure("hour", 2, 240, 120),
        evidence="他人核实",
        from_on=TODAY,
        by=town.clerk,
        at=AT,
    )


def reported(town: Town, path: str = "", **changes: Any) -> ReportIn:
    """Reported in and received."""
    place = town.places[path or f"{town.street.path}01/"]
    values: dict[str, Any] = {
        "place_id": place.pk,
        "name": "荀葭宁",
        "phone": "",
        "unit_name": "区实验小学",
        "consents": True,
    }
    registration = services.Registration(**(values | changes))
    made = services.report_in(registration=registration, by=town.clerk, at=AT)
    return services.receive_member(member_id=made.pk, by=town.clerk, at=AT)


def posted(town: Town, path: str = "", wanted_count: int = 5) -> ServicePost:
    place = town.places[path or f"{town.street.path}01/"]
    return services.publish_post(
        place_id=place.pk,
        title="助老送餐",
        need="给独居老人送午餐",
        wanted_count=wanted_count,
        by=town.clerk,
        at=AT,
    )


def claimed(town: Town, path: str = "", **changes: Any) -> ReportIn:
    member, post = reported(town, path, **changes), posted(town, path)
    return services.claim_post(member_id=member.pk, post_id=post.pk, by=town.clerk, at=AT)


def card(**changes: Any) -> services.Card:
    values: dict[str, Any] = {
        "served_on": TODAY,
        "what": "送午餐并查看煤气",
        "for_whom": "两位独居老人",
        "minutes": 90,
    }
    return services.Card(**(values | changes))


def served(town: Town, member: ReportIn, *, by: Actor | None = None, **changes: Any) -> Service:
    return services.enter_service(member_id=member.pk, card=card(**changes), by=by or town.clerk, at=AT)


def confirmed(town: Town, member: ReportIn, confirmer: str = "organiser", **changes: Any) -> Service:
    service = served(town, member, **changes)
    return services.confirm_service(service_id=service.pk, confirmer=confirmer, by=town.grid_worker, at=AT)


def linked(town: Town, member: ReportIn, actor: Actor) -> ReportIn:
    username = Account.objects.get(pk=actor.account_id).username
    return services.link_account(member_id=member.pk, username=username, by=town.clerk, at=AT)


def make_member(town: Town, path: str) -> Member:
    """One of everything in one community, for the doors; rows as the services leave them."""
    if not ReportIn.objects.filter(street=town.street).exists():
        switch_on(town)
    made = claimed(town, path)
    community = path.rstrip("/").rpartition("/")[2]
    made.number = f"BD{town.street.code}-{community}"  # never the number of another street's
    made.save(update_fields=["number"])
    service = served(town, made)
    refused = served(town, made)
    Service.objects.filter(pk=refused.pk).update(verdict="refused", confirmed_at=AT)
    pledge = services.make_pledge(
        member_id=made.pk, text="看望老人", due_on=TODAY + timedelta(days=30), by=town.clerk, at=AT
    )
    return Member(made, posted(town, path), service, pledge, *judged(town, made, refused))


def judged(town: Town, member: ReportIn, refused: Service) -> tuple[StarAward, Appeal, FeedbackLetter]:
    award = StarAward.objects.create(
        id=uuid7(AT),
        street=town.street,
        report_in=member,
        path=member.path,
        table="C",
        level=1,
        minutes=3_000,
        state="proposed",
        state_since=AT,
        proposed_by_id=town.clerk.account_id,
    )
    appeal = services.lodge_appeal(service_id=refused.pk, text="可以问老人。", by=town.clerk, at=AT + DAY)
    letter = FeedbackLetter.objects.create(
        report_in=member, street=town.street, year=2026, quarter=1, thanks="谢谢。", at=AT
    )
    return award, appeal, letter
