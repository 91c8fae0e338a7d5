"""By number: state and dates; the words only with the password; nothing is learnt by trying."""

import pytest
from django.db import connections
from django.test import Client

from doorstep.issues.models import Issue
from doorstep.issues.queries import pin_of
from doorstep.issues.services import merge_issues
from doorstep.kernel.refs import new_tracking_number, show_tracking_number, uuid7
from doorstep.people.models import PartyOrg
from doorstep.projects.models import ProjectField
from doorstep.projects.rules import ORIENTATIONS, Plan
from doorstep.projects.services import Proposal, propose_project
from doorstep.publishing.models import Snapshot
from tests.issues.town import AT, Town, make_town
from tests.web.issues.hands import posted, statements_of

pytestmark = pytest.mark.django_db(databases=list(connections))
TRACK = "/track/"
WRONG = "编号或查询密码不对"


def opened(issue: object) -> Client:
    """A device on which the matter was opened with its password."""
    client = Client()
    client.post(f"{TRACK}{issue.tracking}/", posted(pin=pin_of(issue)))
    return client


def test_track_leads_from_the_number_to_the_matter(town: Town) -> None:
    issue = town.capture()

    answer = Client().post(TRACK, posted(number=show_tracking_number(issue.tracking), pin=""))

    assert (answer.status_code, answer["Location"]) == (303, f"/track/{issue.tracking}/")


def test_track_stays_in_english(town: Town) -> None:
    issue = town.capture()

    answer = Client().post("/en/track/", posted(number=issue.tracking, pin=""))

    assert answer["Location"] == f"/en/track/{issue.tracking}/"


def test_track_with_the_password_opens_at_once(town: Town) -> None:
    issue = town.capture()
    client = Client()

    page = client.post(TRACK, posted(number=issue.tracking, pin=pin_of(issue)), follow=True)

    assert issue.text in page.content.decode()


def test_track_of_a_mistyped_number_says_so(town: Town) -> None:
    answer = Client().post(TRACK, posted(number="123", pin=""))

    assert (answer.status_code, "这个编号不对" in answer.content.decode()) == (422, True)


def test_matter_without_the_password_shows_state_and_dates_only(town: Town) -> None:
    issue = town.delivered()

    text = Client().get(f"{TRACK}{issue.tracking}/").content.decode()

    assert ("已办结待回访" in text, "下一步" in text) == (True, True)
    assert not any(word in text for word in (issue.text, "新村", "楼道照明", "换了新灯", "王秀兰", "〈"))


def test_matter_with_the_password_shows_words_and_public_life(town: Town) -> None:
    issue = town.delivered()

    text = opened(issue).get(f"{TRACK}{issue.tracking}/").content.decode()

    assert all(word in text for word in (issue.text, "新村3号楼", "换了新灯。", "办理轨迹"))
    assert not any(word in text for word in ("王秀兰", "138", "handler", "〈"))


def test_matter_opened_for_one_number_opens_no_other(town: Town) -> None:
    first, second = town.capture(), town.capture(text="井盖翘起来了")

    text = opened(first).get(f"{TRACK}{second.tracking}/").content.decode()

    assert second.text not in text


def test_matter_password_never_stands_in_the_address(town: Town) -> None:
    issue = town.capture()

    answer = Client().post(f"{TRACK}{issue.tracking}/", posted(pin=pin_of(issue)))

    assert (answer.status_code, answer["Location"]) == (303, f"/track/{issue.tracking}/")
    cookie = answer.cookies["doorstep_opened"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 1800)
    assert pin_of(issue) not in cookie.value


def test_matter_answers_a_wrong_password_as_an_unknown_number(town: Town) -> None:
    issue, nobody = town.capture(), new_tracking_number()
    wrong = "000000" if pin_of(issue) != "000000" else "111111"

    known = Client().post(f"{TRACK}{issue.tracking}/", posted(pin=wrong))
    unknown = Client().post(f"{TRACK}{nobody}/", posted(pin=wrong))

    assert (known.status_code, unknown.status_code) == (400, 400)
    first, second = known.content.decode(), unknown.content.decode()
    assert WRONG in first
    assert len(first) == len(second)


def test_matter_of_an_unknown_number_is_the_same_answer(town: Town) -> None:
    answer = Client().get(f"{TRACK}{new_tracking_number()}/")

    assert (answer.status_code, WRONG in answer.content.decode()) == (400, True)


def test_matter_of_another_street_is_unknown(town: Town) -> None:
    issue = town.capture()
    type(issue).objects.filter(pk=issue.pk).update(street=elsewhere())

    assert WRONG in Client().get(f"{TRACK}{issue.tracking}/").content.decode()


def elsewhere() -> object:
    street = make_town("004", "另一街道").street
    street.host = "other.example"
    street.save()
    return street


def test_forget_closes_the_matter_on_this_device(town: Town) -> None:
    issue = town.capture()
    client = opened(issue)

    answer = client.post(f"{TRACK}{issue.tracking}/close/")

    assert answer["Location"] == f"/track/{issue.tracking}/"
    assert issue.text not in client.get(answer["Location"]).content.decode()


def test_trying_numbers_is_stopped_by_the_rulebook(town: Town) -> None:
    client = Client()

    answers = [client.get(f"{TRACK}{new_tracking_number()}/").status_code for _ in range(32)]

    assert (answers[:30], answers[-1]) == ([400] * 30, 429)


def test_matter_that_was_merged_shows_how_the_survivor_stands(town: Town) -> None:
    survivor, voice = town.accepted(), town.triaged(text="楼道里一直是黑的")
    merge_issues(survivor_id=survivor.pk, merged_ids=[voice.pk], by=town.clerk, at=AT)

    text = opened(voice).get(f"{TRACK}{voice.tracking}/").content.decode()

    assert ("已接单" in text, voice.text in text, survivor.text in text) == (True, True, False)


def test_matter_in_a_project_shows_its_released_state_and_no_more(town: Town) -> None:
    issue = town.triaged("long_term")
    number = project_for(town, issue)
    hidden = opened(issue).get(f"{TRACK}{issue.tracking}/").content.decode()

    body = {"name": "点亮楼道", "state": "in_progress", "state_since": "2026-03-01", "ends_on": "2026-06-30"}
    release(town, number, body)
    shown = opened(issue).get(f"{TRACK}{issue.tracking}/").content.decode()

    assert ("点亮楼道" in hidden.partition("已成为项目")[2], "已成为项目" in hidden) == (False, False)
    assert all(word in shown for word in ("点亮楼道", "实施中", f"/projects/{number}/", "2026-06-30"))


def release(town: Town, number: str, body: dict[str, str]) -> None:
    """A reviewed version of the project's public page."""
    Snapshot.objects.create(
        id=uuid7(AT),
        street=town.street,
        kind="project",
        key=number,
        version=1,
        body=body,
        made_by="system:test",
        made_at=AT,
        posted_at=AT,
        current=True,
    )


def project_for(town: Town, issue: Issue) -> str:
    """A project that this issue asked for; nothing about it is released yet."""
    org = PartyOrg.objects.create(
        street=town.street, code="east", name="东河党支部", kind="branch", path=town.door.path[:15]
    )
    field = ProjectField.objects.create(street=town.street, code="life", name="生活服务", order=1)
    proposal = Proposal(
        name="楼道照明改造",
        org_id=org.pk,
        orientation=next(iter(ORIENTATIONS)),
        field_code=field.code,
        lead_id=town.secretary.account_id,
        place_id=town.places[f"{town.street.path}01/"].pk,
    )
    return propose_project(
        proposal=proposal, plan=Plan(), issue_ids=[issue.pk], by=town.secretary, at=AT
    ).number


def test_matter_takes_as_many_statements_for_a_long_life_as_for_a_short_one(town: Town) -> None:
    short, long = town.capture(), town.delivered()

    counts = {statements_of(opened(each), f"{TRACK}{each.tracking}/") for each in (short, long)}

    assert len(counts) == 1
    assert counts.pop() <= 6
