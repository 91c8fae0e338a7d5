"""One partner with a liaison, one project, and what a test needs of an agreement and a need."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from doorstep.delivery import services
from doorstep.delivery.models import (
    Agreement,
    AgreementProject,
    AgreementStep,
    Delivered,
    JointMeeting,
    Match,
    MatchRating,
    MatchStep,
    Pledged,
    Promise,
    ResourceItem,
)
from doorstep.journal.models import Entry
from doorstep.kernel.actor import Actor
from doorstep.people.models import Assignment, Partner, PartnerLiaison
from doorstep.people.services import create_partner, name_liaison
from doorstep.projects.models import Project
from tests.issues.town import AT, DAY
from tests.projects.site import Site

TABLES = (
    Agreement,
    AgreementProject,
    AgreementStep,
    Delivered,
    JointMeeting,
    Match,
    MatchRating,
    MatchStep,
    Pledged,
    Promise,
    ResourceItem,
    Partner,
    PartnerLiaison,
    Entry,
)
STARTS, ENDS = date(2026, 3, 2), date(2026, 12, 31)


@dataclass
class Yard:
    """The site of a project with a school beside it."""

    site: Site
    school: Partner
    liaison: Actor
    project: Project

    @property
    def keeper(self) -> Actor:
        return self.site.secretary

    def terms(self, **changes: Any) -> services.Terms:
        values = {
            "org_id": self.site.org.pk,
            "partner_id": self.school.pk,
            "starts_on": STARTS,
            "ends_on": ENDS,
        }
        return services.Terms(**(values | changes))

    def drafted(self, **changes: Any) -> Agreement:
        return services.draft_agreement(
            terms=self.terms(**changes), project_ids=[self.project.pk], by=self.keeper, at=AT
        )

    def pledge(self, agreement: Agreement, **changes: Any) -> Pledged:
        values = {"kind": "people", "content": "志愿教师", "amount": 40, "due_on": date(2026, 6, 30)}
        return services.pledge_resource(
            agreement_id=agreement.pk, by=self.keeper, at=AT, **(values | changes)
        )

    def signed(self, **changes: Any) -> Agreement:
        agreement = self.drafted(**changes)
        self.pledge(agreement)
        return services.sign_agreement(agreement_id=agreement.pk, by=self.keeper, at=AT)

    def active(self, **changes: Any) -> Agreement:
        agreement = self.signed(**changes)
        return services.begin_agreement(agreement_id=agreement.pk, by=self.keeper, at=AT)

    def need(self, **changes: Any) -> services.Need:
        values = {
            "place_id": self.site.town.places[self.site.path].pk,
            "kind": "people",
            "title": "周末英语角",
            "content": "每周六上午，带孩子练口语。",
            "amount": 8,
            "needed_from": date(2026, 3, 7),
            "needed_until": date(2026, 5, 30),
        }
        return services.Need(**(values | changes))

    def written(self, **changes: Any) -> Match:
        return services.write_need(need=self.need(**changes), by=self.keeper, at=AT)

    def moved(self, match: Match, name: str, note: str = "") -> Match:
        return services.move_need(need_id=match.need_id, name=name, note=note, by=self.keeper, at=AT)

    def claimed(self) -> Match:
        match = self.moved(self.written(), "publish")
        return services.claim_need(need_id=match.need_id, by=self.liaison, at=AT)

    def delivered(self) -> Match:
        match = self.claimed()
        for name in ("confirm", "start"):
            self.moved(match, name)
        return services.deliver_need(need_id=match.need_id, note="来了八次。", by=self.liaison, at=AT)

    def rate(self, match: Match, side: str, **changes: Any) -> MatchRating:
        by = self.liaison if side == "partner" else self.keeper
        values = {"grade": 5, "words": "很顺利", "by": by, "at": AT} | changes
        return services.rate_match(need_id=match.need_id, side=side, **values)


def make_yard(site: Site) -> Yard:
    """A partner made by a clerk; its liaison is named by whoever manages accounts."""
    school = make_partner(site)
    liaison = site.partner
    Assignment.objects.create(
        account_id=liaison.account_id,
        street=site.town.street,
        role="partner",
        path=site.town.street.path,
        from_on=date(2020, 1, 1),
        given_by="system:test",
    )
    whole = Actor(
        liaison.account_id,
        liaison.street_id,
        liaison.name,
        (type(liaison.grants[0])("partner", site.town.street.path),),
    )
    name_liaison(partner_id=school.pk, account_id=liaison.account_id or 0, by=site.administrator, at=AT)
    return Yard(site, school, whole, site.proposed())


def make_partner(site: Site, name: str = "槐荫路小学") -> Partner:
    return create_partner(name=name, kind="school", contact="卞老师 13900001111", by=site.clerk, at=AT)


def rows_written() -> tuple[int, ...]:
    return tuple(table.objects.count() for table in TABLES)


__all__ = ["AT", "DAY", "ENDS", "STARTS", "Yard", "make_partner", "make_yard", "rows_written"]
