"""The list on the page, the invitation on paper, one's own meetings, and one's own calendar."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from doorstep.consultations.models import BackdatedPosting, Invitation, Meeting, Procedure
from doorstep.consultations.services import Call, Guests, Outsider, call_meeting, renew_feed
from doorstep.funds.models import Expense
from doorstep.people.models import Account
from tests.web.world import GUEST_NAME, GUEST_PHONE, World, form_of

HANDLER = "handler"


def called(world: World, **changes: object) -> Meeting:
    """Tomorrow, with the handler and an outsider on its list."""
    at = timezone.now()
    handler = world.town.people[HANDLER].account_id or 0
    values = {
        "kind": "committee",
        "title": "两委会，扩大",
        "path": f"{world.town.street.path}01/",
        "room": "会议室;二楼",
        "starts_at": at + timedelta(days=1),
        "guests": Guests(accounts=[handler], outsiders=[Outsider(GUEST_NAME, GUEST_PHONE)]),
    }
    return call_meeting(call=Call(**(values | changes)), by=world.town.people["secretary"], at=at)


def page(world: World, role: str, path: str) -> str:
    return world.browser(role).get(path).content.decode()


def test_outsider_is_named_to_those_who_run_the_meeting_alone(world: World) -> None:
    path = f"/desk/meetings/{called(world).pk}/"

    assert GUEST_NAME in page(world, "secretary", path)
    seen = page(world, "grid_head", path)
    assert (GUEST_NAME in seen, "外请人员" in seen) == (False, True)


def test_list_is_filled_in_and_what_was_typed_stays_when_it_is_refused(world: World) -> None:
    meeting = called(world, guests=Guests())
    browser, path = world.browser("secretary"), f"/desk/meetings/{meeting.pk}/invite/"
    handler = str(world.town.people[HANDLER].account_id)
    assert "data-draft" not in browser.get(path).content.decode()

    assert browser.post(path, form_of(outsiders=" ")).status_code == 400
    long = browser.post(path, form_of(outsiders="王工" * 1100))
    assert (long.status_code, "王工王工" in long.content.decode()) == (422, True)
    browser.post(path, form_of(accounts=handler, outsiders=f"{GUEST_NAME} {GUEST_PHONE}\n\n王工"))

    assert sorted(meeting.invitations.values_list("kind", flat=True)) == ["account", "outsider", "outsider"]


def test_whoever_was_asked_finds_it_among_their_own_and_replies(world: World) -> None:
    meeting = called(world)
    invitation = meeting.invitations.get(kind="account")
    own, browser = f"/desk/meetings/invitations/{invitation.pk}/", world.browser(HANDLER)
    assert own in browser.get("/desk/meetings/mine/").content.decode()
    shown = browser.get(own).content.decode()
    assert ("会议室;二楼" in shown, GUEST_NAME in shown, "查看电话" in shown) == (True, False, False)

    browser.post(f"{own}coming/", form_of())

    invitation.refresh_from_db()
    assert invitation.state == "coming"
    assert browser.post(f"{own}maybe/", form_of()).status_code == 404
    assert world.browser("finance").get(own).status_code == 404


def test_phone_is_shown_on_request_alone(world: World) -> None:
    invitation = called(world).invitations.get(kind="outsider")
    path, browser = f"/desk/meetings/invitations/{invitation.pk}/", world.browser("secretary")

    assert GUEST_PHONE not in browser.get(path).content.decode()
    assert GUEST_PHONE in browser.post(f"{path}phone/", form_of()).content.decode()
    browser.post(f"{path}withdraw/", form_of())
    assert not Invitation.objects.filter(pk=invitation.pk).exists()


def test_list_is_gone_through_on_the_page(world: World) -> None:
    meeting = world.corners["own"].meeting
    guest = meeting.invitations.get()

    world.browser("secretary").post(f"/desk/meetings/{meeting.pk}/attendance/", form_of(came=str(guest.pk)))

    guest.refresh_from_db()
    assert guest.came is True


def test_nobody_asked_says_so(world: World) -> None:
    assert "没有会议" in page(world, "finance", "/desk/meetings/mine/")


def test_stock_reader_finds_ones_own_meetings_and_nobody_elses_data(world: World) -> None:
    meeting = called(world)
    called(world, title="别的会", guests=Guests())
    handler = world.town.people[HANDLER]
    token = renew_feed(by=handler, at=timezone.now())

    content = Client().get(f"/desk/meetings/calendar/{token}.ics").content

    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("两委会，扩大", "会议室;二楼")
    assert event["DTSTART"].dt == meeting.starts_at.replace(microsecond=0)
    assert str(event["UID"]).startswith(str(meeting.pk))
    assert not {"ATTENDEE", "ORGANIZER", "DESCRIPTION"} & set(event)
    names = [*Account.objects.values_list("display_name", flat=True), GUEST_NAME, GUEST_PHONE]
    assert [each for each in names if each in content.decode()] == []
    assert str(event["URL"]).endswith("/desk/meetings/mine/")  # the meeting's page is not theirs to open


def test_posting_typed_late_waits_on_a_list_for_somebody_else(world: World) -> None:
    posting = world.corners["own"].posting
    path = f"/desk/meetings/postings/{posting.pk}/"
    assert path not in page(world, "secretary", "/desk/meetings/postings/")
    assert path in page(world, "clerk", "/desk/meetings/postings/")
    assert posting.reason in page(world, "clerk", f"/desk/meetings/{posting.meeting_id}/")

    assert world.browser("secretary").post(path, form_of(note="一致")).status_code == 400
    world.browser("clerk").post(path, form_of(note="与原件一致。"))

    assert BackdatedPosting.objects.get(pk=posting.pk).looked_note == "与原件一致。"
    assert path not in page(world, "clerk", "/desk/meetings/postings/")


def test_procedure_leads_to_the_case_by_case_work_it_serves(world: World) -> None:
    corner = world.corners["own"]
    Expense.objects.filter(pk=corner.expense.pk).update(case_by_case=True, category="works")
    path = f"/desk/meetings/procedures/{corner.procedure.pk}/"

    world.browser("secretary").post(f"{path}link/", form_of(about=f"expense:{corner.expense.pk}"))

    assert Procedure.objects.get(pk=corner.procedure.pk).about == f"expense:{corner.expense.pk}"
    link = f"/desk/money/expenses/{corner.expense.number}/"
    assert link in page(world, "secretary", path)
    assert corner.expense.number not in page(world, "grid_head", path)


def test_expense_elsewhere_or_decided_plainly_is_no_choice(world: World) -> None:
    corner = world.corners["own"]
    path = f"/desk/meetings/procedures/{corner.procedure.pk}/link/"
    Expense.objects.filter(pk=world.corners["other"].expense.pk).update(case_by_case=True, category="works")

    for where in ("own", "other"):
        about = f"expense:{world.corners[where].expense.pk}"
        assert world.browser("secretary").post(path, form_of(about=about)).status_code == 422


def test_procedure_shows_its_days_their_kind_and_their_ground(world: World) -> None:
    shown = page(world, "secretary", f"/desk/meetings/procedures/{world.corners['own'].procedure.pk}/")

    for words in ("公开满 7 个自然日", "会议提前 3 个自然日通知", "5 个工作日内答复", "四议两公开工作法"):
        assert words in shown
