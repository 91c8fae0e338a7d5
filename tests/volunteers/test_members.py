"""Reporting in with consent, posts, services confirmed by somebody else, and leaving again."""

from datetime import timedelta

import pytest

from doorstep.volunteers import services
from doorstep.volunteers.models import PointEntry, ReportIn, Service
from doorstep.volunteers.names import name_of
from tests.issues.town import AT, DAY, Town
from tests.volunteers.office import TODAY, claimed, confirmed, linked, posted, reported, served, switch_on


def test_without_consent_nothing_is_stored(town: Town, refused) -> None:
    refused("member.consent", lambda: reported(town, consents=False))
    assert ReportIn.objects.count() == 0


def test_second_report_in_with_the_same_phone_is_refused(town: Town, refused) -> None:
    reported(town, phone="138 0000 1234")

    refused("member.known", lambda: reported(town, phone="13800001234"))


def test_withdrawn_consent_erases_name_phone_and_account(town: Town) -> None:
    member = linked(town, claimed(town, phone="13800001234"), town.member)
    assert name_of(member) == "荀葭宁"

    now = services.withdraw_consent(member_id=member.pk, by=town.member, at=AT + DAY)

    assert (now.state, now.name_sealed, now.phone_sealed, now.phone_blind, now.account) == (
        "withdrawn",
        "",
        "",
        "",
        None,
    )


def test_full_post_is_refused(town: Town, refused) -> None:
    post = posted(town, wanted_count=1)
    services.claim_post(member_id=reported(town).pk, post_id=post.pk, by=town.clerk, at=AT)
    second = reported(town)

    refused(
        "post.full", lambda: services.claim_post(member_id=second.pk, post_id=post.pk, by=town.clerk, at=AT)
    )


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("service.presence", {"what": "签到"}),
        ("service.presence", {"for_whom": " "}),
        ("day.future", {"served_on": TODAY + timedelta(days=1)}),
        ("service.before", {"served_on": TODAY - timedelta(days=1)}),
        ("service.minutes", {"minutes": 0}),
        ("service.minutes", {"minutes": 721}),
        ("service.post", {"post_id": 0}),
    ],
)
def test_service_that_is_none_is_refused(town: Town, refused, code: str, changes: dict) -> None:
    member = claimed(town)

    refused(code, lambda: served(town, member, **changes))


def test_neither_the_writer_nor_the_member_confirms(town: Town, refused) -> None:
    service = served(town, claimed(town))

    refused(
        "service.own",
        lambda: services.confirm_service(service_id=service.pk, confirmer="organiser", by=town.clerk, at=AT),
    )


def test_no_points_while_they_are_off(town: Town) -> None:
    confirmed(town, claimed(town))

    assert PointEntry.objects.count() == 0


def test_confirmed_service_gives_points_once_they_are_on(town: Town) -> None:
    switch_on(town)

    confirmed(town, claimed(town))

    assert list(PointEntry.objects.values_list("ledger", "value", "on")) == [("party", 3, TODAY)]


def test_the_day_of_two_services_is_capped(town: Town) -> None:
    switch_on(town)
    member = claimed(town)

    for minutes in (120, 180, 60):
        confirmed(town, member, minutes=minutes)

    assert list(PointEntry.objects.order_by("id").values_list("value", flat=True)) == [4, 4]


def test_reversal_leaves_the_entry_and_is_made_once(town: Town, refused) -> None:
    switch_on(town)
    confirmed(town, claimed(town))
    entry = PointEntry.objects.get()
    again = {"entry_id": entry.pk, "reason": "记错了人", "by": town.clerk, "at": AT}

    made = services.reverse_points(**again)

    assert (made.value, made.reverses_id, PointEntry.objects.get(pk=entry.pk).value) == (-3, entry.pk, 3)
    refused("points.reversed", lambda: services.reverse_points(**again))


def test_letter_needs_a_confirmed_service_and_is_written_once(town: Town, refused) -> None:
    member = claimed(town)
    letter = {
        "member_id": member.pk,
        "year": 2026,
        "quarter": 1,
        "thanks": "谢谢。",
        "by": town.clerk,
        "at": AT,
    }
    refused("letter.nothing", lambda: services.feed_back(**letter))
    confirmed(town, member)

    services.feed_back(**letter)

    assert ReportIn.objects.get().state == "fed_back"
    refused("letter.written", lambda: services.feed_back(**letter))


def test_pledge_is_settled_and_commented_by_two_people(town: Town, refused) -> None:
    pledge = services.make_pledge(
        member_id=claimed(town).pk, text="看望老人", due_on=TODAY + timedelta(days=9), by=town.clerk, at=AT
    )
    later = AT + 10 * DAY
    early = {"pledge_id": pledge.pk, "outcome": "partly", "note": "两次里去了一次", "by": town.secretary}
    refused("pledge.not_due", lambda: services.settle_pledge(**early, at=AT))
    services.settle_pledge(**early, at=later)
    comment = {"pledge_id": pledge.pk, "note": "另约时间", "at": later}
    refused("not_allowed", lambda: services.comment_pledge(**comment, by=town.secretary))

    now = services.comment_pledge(**comment, by=town.clerk)

    assert (now.state, now.outcome) == ("commented", "partly")


def refused_service(town: Town) -> Service:
    service = served(town, claimed(town))
    return services.refuse_service(service_id=service.pk, reason="没找到人", by=town.grid_worker, at=AT)


def test_appeal_upheld_by_another_confirms_after_all(town: Town) -> None:
    switch_on(town)
    member = claimed(town)
    service = served(town, member, by=town.grid_head)
    services.refuse_service(service_id=service.pk, reason="没找到人", by=town.secretary, at=AT)
    appeal = services.lodge_appeal(service_id=service.pk, text="可以打电话问", by=town.clerk, at=AT)

    services.answer_appeal(appeal_id=appeal.pk, upheld=True, answer="问过了", by=town.clerk, at=AT + DAY)

    assert (Service.objects.get().verdict, PointEntry.objects.get().value) == ("confirmed", 3)


def test_appeal_after_fifteen_working_days_is_refused(town: Town, refused) -> None:
    service = refused_service(town)

    refused(
        "appeal.late",
        lambda: services.lodge_appeal(service_id=service.pk, text="晚了", by=town.clerk, at=AT + 40 * DAY),
    )


def announced_star(town: Town):
    switch_on(town)
    member = claimed(town)
    confirmed(town, member, minutes=720)
    Service.objects.update(minutes=50 * 60)
    award = services.propose_star(member_id=member.pk, table="C", by=town.secretary, at=AT)
    return services.announce_star(award_id=award.pk, by=town.secretary, at=AT)


def test_star_holds_only_after_five_working_days(town: Town, refused) -> None:
    award = announced_star(town)
    assert award.ends_on == TODAY + timedelta(days=7)
    asked = {"award_id": award.pk, "by": town.clerk}
    refused("star.notice_running", lambda: services.award_star(**asked, at=AT + 7 * DAY))

    assert services.award_star(**asked, at=AT + 8 * DAY).state == "awarded"


def test_upheld_objection_ends_the_star(town: Town) -> None:
    award = announced_star(town)
    services.object_to_star(award_id=award.pk, text="不属实", by=town.grid_worker, at=AT + DAY)

    now = services.answer_star(award_id=award.pk, upheld=True, answer="查实", by=town.clerk, at=AT + DAY)

    assert now.state == "refused"


def test_barred_member_gets_no_star(town: Town, refused) -> None:
    switch_on(town)
    member = claimed(town)
    bar = services.bar_from_stars(member_id=member.pk, years=1, reason="虚报", by=town.clerk, at=AT)

    assert bar.to_on.isoformat() == "2027-03-01"
    refused(
        "star.barred",
        lambda: services.propose_star(member_id=member.pk, table="A", by=town.clerk, at=AT),
    )


def test_star_acts_are_refused_while_points_are_off(town: Town, refused) -> None:
    member = claimed(town)

    refused("points.off", lambda: services.propose_star(member_id=member.pk, table="A", by=town.clerk, at=AT))


def test_register_is_closed_to_everybody_else(town: Town) -> None:
    reported(town)

    seen = {role: ReportIn.objects.kept_by(actor).count() for role, actor in town.people.items()}

    assert {role for role, count in seen.items() if count} == {"clerk", "secretary"}
