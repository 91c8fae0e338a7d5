"""Who is asked to a meeting, what they reply, who came, and who may know it."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from doorstep.consultations import services
from doorstep.consultations.held import erase_guests, guests_over, invitations_held
from doorstep.consultations.models import Invitation, Meeting, MeetingStep
from doorstep.consultations.queries import feed_meetings
from doorstep.consultations.queries.inviting import guest_list, invitation_page, own_lines
from doorstep.consultations.services import Guests, Outsider, SeriesPlan
from doorstep.journal.models import Entry
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import NotAllowed
from doorstep.people.models import PartyOrg
from doorstep.people.services import create_partner
from doorstep.records.holders import Subject
from doorstep.records.rotation import unregistered_fields
from tests.consultations.hall import STARTS, Hall
from tests.issues.town import AT, DAY, WEST

NAME, PHONE = "郗工", "13900005432"
TODAY = day_of(AT)
STRANGER_ID = 10**9


def asked(hall: Hall, meeting: Meeting, **guests: object) -> Meeting:
    return services.invite(meeting_id=meeting.pk, guests=Guests(**guests), by=hall.secretary, at=AT)


def handler_id(hall: Hall) -> int:
    return hall.town.handler.account_id or 0


def outsider(hall: Hall) -> Invitation:
    meeting = asked(hall, hall.called(), outsiders=[Outsider(NAME, PHONE)])
    return Invitation.objects.get(meeting=meeting)


def reply(invitation: Invitation, said: str, by: object) -> Invitation:
    return services.reply_to_invitation(invitation_id=invitation.pk, reply=said, by=by, at=AT)


def test_everybody_asked_stands_on_the_list_once_with_one_journal_entry(hall: Hall) -> None:
    org = PartyOrg.objects.create(street=hall.town.street, code="b1", name="东河支部", path=hall.path)
    partner = create_partner(name="市一小学", kind="school", by=hall.town.clerk, at=AT)
    meeting = hall.called()

    asked(
        hall,
        meeting,
        accounts=[handler_id(hall), handler_id(hall)],
        units=[hall.town.works.pk],
        orgs=[org.pk],
        partners=[partner.pk],
        outsiders=[Outsider(NAME)],
    )

    assert {each.name for each in guest_list(hall.secretary, meeting)} == {
        hall.town.handler.name,
        hall.town.works.name,
        "东河支部",
        "市一小学",
        NAME,
    }
    assert set(meeting.invitations.values_list("state", flat=True)) == {"invited"}
    assert Entry.objects.filter(act="meeting.invite", about=f"meeting:{meeting.pk}").count() == 1


def test_notice_may_ask_in_the_same_act(hall: Hall) -> None:
    meeting = hall.called(guests=Guests(accounts=[handler_id(hall)]))

    assert meeting.invitations.count() == 1
    assert Entry.objects.filter(about=f"meeting:{meeting.pk}").count() == 1


@pytest.mark.parametrize(
    ("guests", "code"),
    [
        ({}, "invitation.nobody"),
        ({"outsiders": [Outsider(" ")]}, "invitation.name"),
        ({"accounts": [STRANGER_ID]}, "invitation.stranger"),
        ({"units": [STRANGER_ID]}, "invitation.stranger"),
    ],
)
def test_list_that_is_not_sound_is_refused(hall: Hall, refused, guests: dict, code: str) -> None:
    with refused(code):
        asked(hall, hall.called(), **guests)
    assert not Invitation.objects.exists()


def test_who_is_on_the_list_is_not_asked_twice(hall: Hall, refused) -> None:
    meeting = asked(hall, hall.called(), accounts=[handler_id(hall)])

    with refused("invitation.nobody"):
        asked(hall, meeting, accounts=[handler_id(hall)])


def test_nobody_is_asked_to_a_meeting_that_was_held(hall: Hall, refused) -> None:
    with refused("invitation.over"):
        asked(hall, hall.held(), outsiders=[Outsider(NAME)])


def test_list_is_made_by_those_who_run_the_meeting(hall: Hall) -> None:
    values = {"meeting_id": hall.called().pk, "guests": Guests(outsiders=[Outsider(NAME)]), "at": AT}

    with pytest.raises(NotAllowed), transaction.atomic():
        services.invite(by=hall.town.people["grid_head"], **values)
    with pytest.raises(Meeting.DoesNotExist), transaction.atomic():
        services.invite(by=hall.town.hire("secretary", WEST), **values)


def test_reply_is_ones_own_and_may_be_changed_until_the_meeting(hall: Hall, refused) -> None:
    meeting = asked(hall, hall.called(), accounts=[handler_id(hall)])
    invitation = meeting.invitations.get()

    assert reply(invitation, "coming", hall.town.handler).state == "coming"
    assert reply(invitation, "cannot", hall.town.handler).state == "cannot"
    assert reply(invitation, "coming", hall.secretary).state == "coming"  # told on the telephone
    with refused("invitation.reply"):
        reply(invitation, "no_answer", hall.town.handler)
    with pytest.raises(Invitation.DoesNotExist), transaction.atomic():
        reply(invitation, "cannot", hall.town.hire("handler"))
    hall.hold(meeting)
    with refused("invitation.over"):
        reply(invitation, "cannot", hall.town.handler)


def test_unit_is_answered_for_by_its_people(hall: Hall) -> None:
    meeting = asked(hall, hall.called(), units=[hall.town.works.pk])

    assert reply(meeting.invitations.get(), "coming", hall.town.handler).state == "coming"


def test_who_said_nothing_has_not_answered_when_the_meeting_begins(hall: Hall) -> None:
    meeting = asked(hall, hall.called(), accounts=[handler_id(hall)], outsiders=[Outsider(NAME)])
    reply(meeting.invitations.get(kind="account"), "coming", hall.town.handler)

    hall.hold(meeting)

    assert dict(meeting.invitations.values_list("kind", "state")) == {
        "account": "coming",
        "outsider": "no_answer",
    }


def test_attendance_is_taken_against_the_list_and_may_be_put_right(hall: Hall, refused) -> None:
    meeting = asked(hall, hall.called(), accounts=[handler_id(hall)], outsiders=[Outsider(NAME)])
    first, second = meeting.invitations.order_by("pk")
    take = {"meeting_id": meeting.pk, "by": hall.secretary, "at": STARTS}
    with refused("meeting.not_held"):
        services.take_attendance(came=[first.pk], **take)
    hall.hold(meeting)

    services.take_attendance(came=[first.pk], **take)
    services.take_attendance(came=[second.pk], **take)

    assert dict(meeting.invitations.values_list("pk", "came")) == {first.pk: False, second.pk: True}
    with refused("invitation.stranger"):
        services.take_attendance(came=[meeting.pk], **take)
    with refused("invitation.no_list"):
        services.take_attendance(came=[], **(take | {"meeting_id": hall.held().pk}))


def test_outsider_is_sealed_and_known_to_those_who_run_the_meeting(hall: Hall) -> None:
    invitation = outsider(hall)

    assert NAME not in invitation.name_sealed
    assert PHONE not in invitation.phone_sealed
    (known,) = guest_list(hall.secretary, invitation.meeting)
    (unknown,) = guest_list(hall.town.people["grid_head"], invitation.meeting)
    assert (known.name, unknown.name) == (NAME, "")
    assert unregistered_fields() == []
    assert not MeetingStep.objects.filter(note__contains=NAME).exists()


def test_reading_a_phone_is_written_down(hall: Hall) -> None:
    invitation = outsider(hall)

    assert services.read_phone(invitation_id=invitation.pk, by=hall.secretary, at=AT) == PHONE
    assert Entry.objects.filter(act="meeting.phone", about=f"meeting:{invitation.meeting_id}").count() == 1
    with pytest.raises(NotAllowed), transaction.atomic():
        services.read_phone(invitation_id=invitation.pk, by=hall.town.people["grid_head"], at=AT)


def test_invitation_made_by_mistake_goes_with_the_name_in_it(hall: Hall) -> None:
    invitation = outsider(hall)

    services.withdraw_invitation(invitation_id=invitation.pk, by=hall.secretary, at=AT)

    assert not Invitation.objects.exists()
    assert Entry.objects.filter(act="meeting.uninvite").count() == 1


def test_outsider_is_forgotten_when_their_time_is_over_and_found_by_phone_before(hall: Hall) -> None:
    invitation = outsider(hall)
    street_id = hall.town.street.pk
    (held,) = invitations_held(Subject(street_id=street_id, phone=PHONE))
    assert (held.ref, ("姓名", NAME) in held.words) == (str(invitation.pk), True)

    assert not guests_over(street_id, STARTS).exists()
    due = guests_over(street_id, STARTS + DAY)
    erase_guests([each.pk for each in due])

    invitation.refresh_from_db()
    assert (invitation.name_sealed, invitation.phone_sealed, invitation.phone_blind) == ("", "", "")
    assert not guests_over(street_id, STARTS + DAY).exists()


def test_series_asks_the_same_people_again_and_nobody_has_replied(hall: Hall) -> None:
    first = services.start_series(
        call=hall.call(
            kind="daily",
            guests=Guests(accounts=[handler_id(hall)], outsiders=[Outsider(NAME, PHONE)]),
        ),
        plan=SeriesPlan("daily", day_of(STARTS) + timedelta(days=3)),
        by=hall.secretary,
        at=AT,
    )
    reply(first.invitations.get(kind="account"), "coming", hall.town.handler)

    hall.hold(first)

    second = Meeting.objects.get(number=2)
    assert [each.name for each in guest_list(hall.secretary, second)] == [hall.town.handler.name, NAME]
    assert set(second.invitations.values_list("state", "came")) == {("invited", None)}
    copied = second.invitations.get(kind="outsider")
    assert services.read_phone(invitation_id=copied.pk, by=hall.secretary, at=AT) == PHONE


@pytest.mark.parametrize("lost", ["v1:gone:AAAA", ""])
def test_series_does_not_ask_again_whose_name_can_no_longer_be_read(hall: Hall, lost: str) -> None:
    """The key was lost, or the name was erased: what would be sealed anew is not a name."""
    first = services.start_series(
        call=hall.call(kind="daily", guests=Guests(outsiders=[Outsider(NAME, PHONE)])),
        plan=SeriesPlan("daily", day_of(STARTS) + timedelta(days=3)),
        by=hall.secretary,
        at=AT,
    )
    first.invitations.update(name_sealed=lost)

    hall.hold(first)

    assert not Meeting.objects.get(number=2).invitations.exists()


def test_own_meetings_are_those_that_one_calls_or_is_asked_to(hall: Hall) -> None:
    meeting = asked(hall, hall.called(), accounts=[handler_id(hall)])
    hall.called(title="别的会")
    ahead = {"today": TODAY, "past": False}

    (own,) = own_lines(hall.town.handler, **ahead)

    assert (own.meeting, own.invitation) == (meeting, meeting.invitations.get())
    assert len(own_lines(hall.secretary, **ahead)) == 2
    assert own_lines(hall.town.people["finance"], **ahead) == []
    assert own_lines(hall.town.handler, today=TODAY + timedelta(days=11), past=True)[0].meeting == meeting
    assert own_lines(hall.town.handler, today=TODAY + timedelta(days=300), past=True) == []


def test_calendar_holds_ones_own_meetings_and_one_projects_when_asked(hall: Hall) -> None:
    own = asked(hall, hall.called(), accounts=[handler_id(hall)])
    served = hall.called(title="项目例会", about="project:1")
    clerk = hall.town.clerk

    assert feed_meetings(hall.town.handler, today=TODAY) == [own]
    assert feed_meetings(clerk, today=TODAY) == []
    assert feed_meetings(clerk, about="project:1", today=TODAY) == [served]
    assert feed_meetings(hall.town.handler, about="project:1", today=TODAY) == []


def test_invitation_is_read_by_whom_it_reaches_and_by_those_who_run_the_meeting(hall: Hall) -> None:
    invitation = asked(hall, hall.called(), accounts=[handler_id(hall)]).invitations.get()

    assert invitation_page(hall.town.handler, invitation.pk) == invitation
    assert invitation_page(hall.secretary, invitation.pk) == invitation
    for stranger in (hall.town.people["grid_head"], hall.town.hire("secretary", WEST)):
        with pytest.raises(Invitation.DoesNotExist):
            invitation_page(stranger, invitation.pk)


OWNERS = {"kind": "owners", "starts_at": STARTS + 20 * DAY}


def owners_held(hall: Hall) -> Meeting:
    return hall.held(agenda=(), **OWNERS)


def results(hall: Hall, meeting: Meeting, *, days: int = 1, typed: int = 1, why: str = "") -> Meeting:
    return services.post_results(
        meeting_id=meeting.pk,
        posted_on=day_of(meeting.starts_at) + timedelta(days=days),
        late_because=why,
        by=hall.secretary,
        at=meeting.starts_at + typed * DAY,
    )


def test_what_owners_decided_hangs_out_before_the_meeting_is_filed(hall: Hall, refused) -> None:
    meeting = owners_held(hall)
    write = {"meeting_id": meeting.pk, "by": hall.secretary, "at": meeting.starts_at + DAY}
    services.write_minutes(minutes="记录。", **write)

    with refused("meeting.results_first"):
        services.close_meeting(**write)
    assert results(hall, meeting).results_posted_on == day_of(meeting.starts_at) + timedelta(days=1)
    with refused("meeting.results_posted"):
        results(hall, meeting)
    assert services.close_meeting(**write).state == "closed"


@pytest.mark.parametrize(
    ("days", "typed", "code"),
    [(-1, 0, "meeting.results_day"), (1, 0, "day.future"), (1, 5, "posting.reason")],
)
def test_result_posted_on_a_day_that_cannot_be_is_refused(
    hall: Hall, refused, days: int, typed: int, code: str
) -> None:
    with refused(code):
        results(hall, owners_held(hall), days=days, typed=typed)


def test_result_is_not_posted_while_a_vote_has_none_nor_for_other_kinds(hall: Hall, refused) -> None:
    item = services.ItemPlan("修路", rule="owners_general")

    with refused("meeting.results_open"):
        results(hall, hall.held(agenda=(item,), **OWNERS))
    with refused("meeting.results_kind"):
        results(hall, hall.held())


def test_notice_typed_long_after_it_was_put_up_needs_a_reason_and_is_flagged(hall: Hall, refused) -> None:
    long_ago: dict[str, date] = {"posted_on": TODAY - timedelta(days=4)}

    with refused("posting.reason"):
        hall.called(**long_ago)
    meeting = hall.called(late_because="纸质通知早已贴出。", **long_ago)

    assert [each.code for each in meeting.backdated.all()] == ["notice"]
    assert not hall.called(posted_on=TODAY - timedelta(days=3)).backdated.exists()
