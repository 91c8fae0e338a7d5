from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.core.exceptions import ObjectDoesNotExist

from doorstep.delivery import services
from doorstep.delivery.models import Match
from doorstep.delivery.queries.meetings import carried_over, joint_meeting, open_promises
from doorstep.delivery.queries.needs import need_page, ratings_seen, suggested, unmet_by_age, unmet_of
from doorstep.people.models import Partner, PartnerLiaison
from tests.delivery.yard import AT, DAY, Yard, make_partner, rows_written

Refused = Callable[..., object]


def state_of(match: Match) -> str:
    return str(Match.objects.values_list("state", flat=True).get(pk=match.pk))


def test_a_need_goes_from_draft_to_closed(yard: Yard) -> None:
    match = yard.delivered()
    yard.rate(match, "need")
    assert state_of(match) == "delivering"
    yard.rate(match, "partner", grade=4)
    assert state_of(match) == "rated"

    assert yard.moved(match, "close").state == "closed"


def test_a_need_that_was_graded_is_not_given_to_the_next_partner(yard: Yard, refused: Refused) -> None:
    match = yard.delivered()
    yard.rate(match, "need", grade=1)

    with refused("match.graded"):
        yard.moved(match, "give_back", "换一家")
    assert state_of(match) == "delivering"


def test_a_need_that_nobody_graded_goes_back_to_the_list(yard: Yard) -> None:
    match = yard.moved(yard.delivered(), "give_back", "换一家")

    assert (match.state, match.partner, match.delivered_at) == ("published", None, None)


def test_neither_side_sees_the_others_rating_before_its_own(yard: Yard) -> None:
    match = yard.delivered()
    yard.rate(match, "need")

    def seen(own: str) -> list[str]:
        return [each.side for each in ratings_seen(need_page(yard.keeper, match.need_id), own=own)]

    assert (seen("need"), seen("partner")) == (["need"], [])
    yard.rate(match, "partner")
    assert (seen("need"), seen("partner")) == (["need", "partner"], ["need", "partner"])


def test_whoever_delivered_never_rates_themselves(yard: Yard, refused: Refused) -> None:
    match = yard.delivered()

    with refused("not_allowed"):
        yard.rate(match, "need", by=yard.liaison)
    with refused("not_allowed"):
        yard.rate(match, "partner", by=yard.keeper)


@pytest.mark.parametrize(
    ("change", "code"),
    [({"grade": 6}, "match.grade"), ({"words": ""}, "note.needed"), ({"side": "x"}, "match.side")],
)
def test_a_faulty_rating_is_refused(
    yard: Yard, refused: Refused, change: dict[str, object], code: str
) -> None:
    match = yard.delivered()
    values = {
        "need_id": match.need_id,
        "side": "need",
        "grade": 5,
        "words": "好",
        "by": yard.keeper,
        "at": AT,
    }

    with refused(code):
        services.rate_match(**(values | change))


def test_a_rating_before_delivery_or_twice_is_refused(yard: Yard, refused: Refused) -> None:
    early = yard.claimed()
    with refused("match.not_delivered"):
        yard.rate(early, "need")
    late = yard.delivered()
    yard.rate(late, "need")

    with refused("match.rated"):
        yard.rate(late, "need")


def test_a_need_is_claimed_once_and_given_back_with_a_word(yard: Yard, refused: Refused) -> None:
    match = yard.claimed()
    with refused("move.unknown"):
        services.claim_need(need_id=match.need_id, by=yard.liaison, at=AT)
    with refused("note.needed"):
        yard.moved(match, "decline")

    given_back = yard.moved(match, "decline", note="时间不合适。")

    assert (given_back.state, given_back.partner_id) == ("published", None)


def test_delivery_is_said_once_by_the_partner_at_work(yard: Yard, refused: Refused) -> None:
    match = yard.delivered()
    with refused("match.delivered"):
        services.deliver_need(need_id=match.need_id, note="又来了。", by=yard.liaison, at=AT)
    with refused("move.unknown"):
        yard.moved(match, "deliver", note="代记。")


def test_an_account_without_a_partner_claims_nothing(yard: Yard, refused: Refused) -> None:
    match = yard.moved(yard.written(), "publish")
    PartnerLiaison.objects.all().delete()

    with refused("liaison.none"):
        services.claim_need(need_id=match.need_id, by=yard.liaison, at=AT)


def test_a_partner_finds_published_needs_and_its_own(yard: Yard) -> None:
    draft, taken = yard.written(), yard.claimed()
    other = make_partner(yard.site, "另一家")
    PartnerLiaison.objects.update(partner=other)

    for match in (draft, taken):
        with pytest.raises(ObjectDoesNotExist):
            need_page(yard.liaison, match.need_id)
    assert not Match.objects.visible_to(yard.site.member).exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": " "}, "note.needed"),
        ({"content": "找 13800001234"}, "need.personal"),
        ({"needed_until": date(2026, 3, 1)}, "need.span"),
        ({"kind": "love"}, "resource.kind"),
    ],
)
def test_a_faulty_need_leaves_nothing(
    yard: Yard, refused: Refused, change: dict[str, object], code: str
) -> None:
    before = rows_written()

    with refused(code):
        yard.written(**change)

    assert rows_written() == before


def test_a_need_lies_in_a_community_never_at_a_door(yard: Yard, refused: Refused) -> None:
    with refused("need.place"):
        yard.written(place_id=yard.site.town.door.pk)


def offered(yard: Yard, **changes: object) -> services.Offered:
    values = {
        "partner_id": yard.school.pk,
        "kind": "people",
        "title": "英语教师",
        "amount": 10,
        "path": yard.site.town.street.path,
        "available_from": date(2026, 3, 1),
        "available_until": date(2026, 12, 31),
    }
    return services.Offered(**(values | changes))


def test_offers_are_suggested_with_reasons(yard: Yard) -> None:
    resource = services.offer_resource(offered=offered(yard), by=yard.liaison, at=AT)
    services.offer_resource(offered=offered(yard, kind="venue"), by=yard.site.clerk, at=AT)
    match = yard.moved(yard.written(project_id=yard.project.pk), "publish")

    found = suggested(yard.site.clerk, match)

    assert [each.resource for each in found] == [resource]
    assert [each.code for each in found[0].reasons] == [
        "kind",
        "enough",
        "whole_time",
        "whole_street",
        "no_conditions",
    ]


def test_a_claim_may_name_a_resource_of_the_same_kind(yard: Yard, refused: Refused) -> None:
    venue = services.offer_resource(offered=offered(yard, kind="venue"), by=yard.liaison, at=AT)
    people = services.offer_resource(offered=offered(yard), by=yard.liaison, at=AT)
    match = yard.moved(yard.written(), "publish")
    with refused("match.other_kind"):
        services.claim_need(need_id=match.need_id, resource_id=venue.pk, by=yard.liaison, at=AT)

    claimed = services.claim_need(need_id=match.need_id, resource_id=people.pk, by=yard.liaison, at=AT)

    assert claimed.resource == people


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": ""}, "resource.content"),
        ({"path": "990000/003/77/"}, "assignment.place"),
        ({"amount": 0}, "resource.amount"),
    ],
)
def test_a_faulty_offer_is_refused(
    yard: Yard, refused: Refused, change: dict[str, object], code: str
) -> None:
    with refused(code):
        services.offer_resource(offered=offered(yard, **change), by=yard.site.clerk, at=AT)


def test_a_partner_offers_only_its_own(yard: Yard) -> None:
    other: Partner = make_partner(yard.site, "另一家")

    with pytest.raises(ObjectDoesNotExist):
        services.offer_resource(offered=offered(yard, partner_id=other.pk), by=yard.liaison, at=AT)


def test_unmet_needs_are_counted_by_age(yard: Yard) -> None:
    for _ in range(2):
        yard.moved(yard.written(), "publish")
    yard.delivered()

    ages = [unmet_by_age(yard.keeper, at=AT + timedelta(days=days)) for days in (7, 8, 31)]

    assert ages == [
        {"week": 2, "month": 0, "older": 0},
        {"week": 0, "month": 2, "older": 0},
        {"week": 0, "month": 0, "older": 2},
    ]
    assert unmet_of(yard.site.street_id, 2026).count() == 2


def held(yard: Yard, day: date, promises: list[services.Promised]) -> UUID:
    return services.hold_joint_meeting(
        org_id=yard.site.org.pk,
        held_on=day,
        topic="推进项目",
        decisions="本月开工。",
        partner_ids=[yard.school.pk],
        promises=promises,
        by=yard.keeper,
        at=AT + 60 * DAY,
    ).pk


def promised(yard: Yard, **changes: object) -> services.Promised:
    values = {"project_id": yard.project.pk, "text": "出十名老师", "due_on": date(2026, 4, 1)}
    return services.Promised(**(values | {"partner_id": yard.school.pk} | changes))


def test_an_open_promise_comes_up_again_until_it_is_settled(yard: Yard, refused: Refused) -> None:
    both = [promised(yard), promised(yard, partner_id=None, unit_id=yard.site.town.works.pk)]
    held(yard, date(2026, 3, 3), both)
    second = held(yard, date(2026, 4, 10), [])
    meeting = joint_meeting(yard.keeper, second)
    first, other = carried_over(meeting)
    with refused("note.needed"):
        services.settle_promise(promise_id=first.pk, kept=True, word=" ", by=yard.keeper, at=AT)

    values = {"promise_id": first.pk, "kept": False, "word": "老师调走了。", "by": yard.keeper}
    services.settle_promise(at=AT + 2 * DAY, **values)
    with refused("promise.settled"):
        services.settle_promise(at=AT + 2 * DAY, **values)

    assert carried_over(meeting) == [other] == list(open_promises(yard.keeper))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"unit_id": 1}, "promise.owner"),
        ({"partner_id": None}, "promise.owner"),
        ({"text": ""}, "note.needed"),
    ],
)
def test_a_promise_without_one_owner_or_words_is_refused(
    yard: Yard, refused: Refused, change: dict[str, object], code: str
) -> None:
    before = rows_written()

    with refused(code):
        held(yard, date(2026, 3, 3), [promised(yard, **change)])

    assert rows_written() == before


def test_a_meeting_to_come_or_without_decisions_is_not_written_down(yard: Yard, refused: Refused) -> None:
    values = {"org_id": yard.site.org.pk, "topic": "推进", "partner_ids": [], "by": yard.keeper, "at": AT}

    with refused("day.future"):
        services.hold_joint_meeting(held_on=date(2027, 1, 1), decisions="开工", **values)
    with refused("note.needed"):
        services.hold_joint_meeting(held_on=date(2026, 3, 1), decisions=" ", **values)
