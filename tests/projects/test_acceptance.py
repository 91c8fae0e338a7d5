"""Acceptance (P5): two people at least, one of them a resident it was for or a supervisor, none the lead."""

from typing import Any

import pytest

from doorstep.kernel.actor import Actor
from doorstep.people.models import Account
from doorstep.projects import services
from doorstep.projects.models import AcceptanceSign, Project
from tests.issues.town import DAY, make_town
from tests.projects.site import CLAIMED, Site, acts_of, again, as_lead, make_site, other_secretary, statements

LATER = CLAIMED + 2 * DAY


def conclude(site: Site, project: Project, *, by: Actor | None = None) -> Project:
    return services.conclude_acceptance(
        project_id=project.pk, note="与目标相符", by=by or site.supervisor, at=LATER
    )


def rework(site: Site, project: Project, *, note: str = "五楼补测", by: Actor | None = None) -> Project:
    return services.demand_rework(project_id=project.pk, note=note, by=by or site.supervisor, at=LATER)


def test_claim_waits_for_every_milestone(site: Site, refused) -> None:
    project = site.in_progress()
    site.complete(project, project.milestones.get(order=1))

    refused(
        "project.milestones_open",
        lambda: services.claim_completion(project_id=project.pk, note="好了", by=site.secretary, at=CLAIMED),
    )


def test_claim_shows_its_evidence(site: Site, refused) -> None:
    project = site.in_progress()
    for each in project.milestones.all():
        site.complete(project, each)

    refused(
        "note.needed",
        lambda: services.claim_completion(project_id=project.pk, note=" ", by=site.secretary, at=CLAIMED),
    )


def test_two_signatures_accept_it(site: Site) -> None:
    project = site.completion_claimed()
    site.sign(project, "赵代表", "beneficiary")
    site.sign(project, "褚委员", "supervision")

    now = conclude(site, project)

    assert (now.state, now.accepted_at, now.ended_at) == ("accepted", LATER, LATER)
    assert acts_of(project)["project.sign"] == 2
    assert project.steps.get(act="project.accept").public_note == "与目标相符"


def test_signing_takes_at_most_ten_statements_and_concluding_too(site: Site) -> None:
    project = site.completion_claimed()
    signing = statements(
        lambda: site.sign(project, "赵代表", "beneficiary", account_id=site.clerk.account_id)
    )
    site.sign(project, "褚委员", "supervision")

    assert (signing <= 10, statements(lambda: conclude(site, project)) <= 10) == (True, True)


@pytest.mark.parametrize(
    "signs",
    [
        [],
        [("赵代表", "beneficiary")],
        [("钱工", "expert"), ("孙主任", "street")],
    ],
)
def test_too_few_or_the_wrong_signatures_do_not_accept(site: Site, refused, signs: list) -> None:
    project = site.completion_claimed()
    for person, capacity in signs:
        site.sign(project, person, capacity)

    refused("acceptance.incomplete", lambda: conclude(site, project))


def test_one_dissent_stops_it_whatever_the_others_say(site: Site, refused) -> None:
    project = site.completion_claimed()
    site.sign(project, "赵代表", "beneficiary")
    site.sign(project, "褚委员", "supervision")
    site.sign(project, "卫阿姨", "beneficiary", accepts=False, remark="五楼还是凉")

    refused("acceptance.dissent", lambda: conclude(site, project))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"capacity": "friend"}, "acceptance.capacity"),
        ({"accepts": False}, "note.needed"),
        ({"person_name": " "}, "project.incomplete"),
        ({"person_name": "secretary"}, "project.own"),
        ({"person_name": " secretary "}, "project.own"),
    ],
)
def test_signature_that_counts_for_nothing_is_refused(
    site: Site, refused, changes: dict[str, Any], code: str
) -> None:
    project = site.completion_claimed()
    values = {"person_name": "赵代表", "capacity": "beneficiary", "accepts": True} | changes

    refused(
        code,
        lambda: services.sign_acceptance(project_id=project.pk, by=site.supervisor, at=LATER, **values),
    )


def test_the_lead_neither_signs_nor_keys_in_nor_concludes(site: Site, refused) -> None:
    project = site.completion_claimed()
    lead = as_lead(project, "supervisor")

    refused("project.own", lambda: site.sign(project, "某人", "street", account_id=project.lead_id))
    refused("not_allowed", lambda: site.sign(project, "赵代表", "beneficiary", by=lead))
    refused("not_allowed", lambda: conclude(site, project, by=lead))
    refused("not_allowed", lambda: rework(site, project, by=lead))


def test_a_namesake_of_the_lead_signs_with_an_account(site: Site) -> None:
    project = site.completion_claimed()
    namesake = site.town.hire("clerk", name="secretary")

    sign = site.sign(project, "secretary", "street", account_id=namesake.account_id)

    assert (sign.person_name, sign.account_id) == ("secretary", namesake.account_id)


def test_one_person_signs_once_a_round(site: Site, refused) -> None:
    project = site.completion_claimed()
    site.sign(project, "赵代表", "beneficiary")
    site.sign(project, "张三", "street", account_id=site.clerk.account_id)

    refused("acceptance.signed", lambda: site.sign(project, " 赵代表", "supervision"))
    refused(
        "acceptance.signed", lambda: site.sign(project, "李四", "expert", account_id=site.clerk.account_id)
    )


def test_somebody_of_another_street_does_not_sign(site: Site, not_found) -> None:
    project = site.completion_claimed()
    away = make_site(make_town("004", "别处街道"))

    not_found(lambda: site.sign(project, "张三", "street", account_id=away.clerk.account_id))


def test_nobody_signs_before_it_is_claimed(site: Site, refused) -> None:
    project = site.in_progress()

    refused("project.not_claimed", lambda: site.sign(project, "赵代表", "beneficiary"))


def test_rework_begins_a_new_round(site: Site, refused) -> None:
    project = site.rework()
    services.claim_completion(project_id=project.pk, note="补测完", by=site.secretary, at=LATER)

    refused("acceptance.incomplete", lambda: conclude(site, project))
    refused("acceptance.none", lambda: rework(site, project))
    site.sign(project, "赵代表", "beneficiary")
    site.sign(project, "褚委员", "supervision")

    assert conclude(site, project).state == "accepted"
    assert list(AcceptanceSign.objects.order_by("id").values_list("round", "accepts")) == [
        (1, False),
        (2, True),
        (2, True),
    ]


def test_rework_says_what_is_wrong(site: Site, refused) -> None:
    project = site.completion_claimed()
    site.sign(project, "赵代表", "beneficiary", accepts=False, remark="五楼还是凉")

    refused("note.needed", lambda: rework(site, project, note=" "))
    assert rework(site, project).state == "rework"


def test_signatures_of_who_became_the_lead_no_longer_count(site: Site, refused) -> None:
    project = site.completion_claimed()
    successor = site.town.hire("secretary", site.path)
    site.sign(project, "赵代表", "beneficiary")
    site.sign(project, "接任人", "street", account_id=successor.account_id)
    Project.objects.update(lead=Account.objects.get(pk=successor.account_id))

    refused("acceptance.incomplete", lambda: conclude(site, again(project)))


@pytest.mark.parametrize("role", ["secretary", "clerk", "handler", "grid_head"])
def test_acceptance_is_the_reviewers_and_supervisors(site: Site, refused, role: str) -> None:
    project = site.completion_claimed()
    by = site.town.people[role]

    refused("not_allowed", lambda: site.sign(project, "赵代表", "beneficiary", by=by))
    refused("not_allowed", lambda: conclude(site, project, by=by))


def test_acceptance_by_a_stranger_is_not_found(site: Site, not_found) -> None:
    project = site.completion_claimed()

    for by in (other_secretary(site), site.caller, Actor.resident(site.street_id)):
        not_found(lambda by=by: site.sign(project, "赵代表", "beneficiary", by=by))
        not_found(lambda by=by: conclude(site, project, by=by))
        not_found(lambda by=by: rework(site, project, by=by))


def test_claim_by_an_onlooker_is_refused(site: Site, refused) -> None:
    project = site.in_progress()

    refused(
        "not_allowed",
        lambda: services.claim_completion(project_id=project.pk, note="好", by=site.reviewer, at=CLAIMED),
    )
