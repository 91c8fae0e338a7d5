"""The privacy desk through its doors: what is opened is written down, and what leaves is let out by two."""

import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from doorstep.journal.models import Entry
from doorstep.privacy.models import Breach, Consent, ExportGrant, HouseholdRead, RightsRequest
from tests.privacy.corner import make_kept
from tests.web.issues.hands import statements_of
from tests.web.world import World, form_of

DESK = "/desk/privacy/"


def granted(world: World, ledger: str, query: str = "") -> ExportGrant:
    """Asked by the clerk, approved by the reviewer, through the pages."""
    before = set(ExportGrant.objects.values_list("pk", flat=True))
    answer = world.browser("clerk").post(f"{DESK}exports/ask/{ledger}/{query}", form_of(reason="年终核对"))
    assert answer.status_code == 303, answer.content.decode()
    grant = ExportGrant.objects.exclude(pk__in=before).get()
    approved = world.browser("reviewer").post(f"{DESK}exports/{grant.pk}/approve/", form_of())
    assert approved.status_code == 303, approved.content.decode()
    return grant


def test_an_approved_ledger_is_marked_on_every_page_and_in_a_cell(world: World) -> None:
    year = timezone.now().year
    grant = granted(world, "issue", f"?year={year}")

    answer = world.browser("clerk").post(f"{DESK}exports/{grant.pk}/take/", form_of())

    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    name = world.town.clerk.name
    assert name in sheet.oddFooter.center.text
    assert f"{name} {timezone.localdate():%Y-%m-%d}" in sheet.cell(2, 1).value
    assert Entry.objects.filter(act="export.download", about=f"export:{grant.pk}").count() == 1


def test_every_personal_ledger_can_be_taken_out_once_it_is_approved(world: World) -> None:
    for ledger, query in (("visit", "?year=2026"), ("member", ""), ("issue", "?year=2026&route=on_spot")):
        grant = granted(world, ledger, query)

        answer = world.browser("clerk").post(f"{DESK}exports/{grant.pk}/take/", form_of())

        assert (answer.status_code, answer.content[:2]) == (200, b"PK")


def test_the_file_is_not_given_before_the_second_person(world: World) -> None:
    grant = world.corners["own"].kept.grant

    answer = world.browser("clerk").post(f"{DESK}exports/{grant.pk}/take/", form_of())

    assert (answer.status_code, answer.content[:2] == b"PK") == (400, False)


def test_a_household_opens_with_a_reason_and_lists_who_looked(world: World) -> None:
    corner = world.corners["own"]
    page = f"{DESK}households/{corner.kept.door.pk}/"
    clerk = world.browser("clerk")

    closed = clerk.get(page).content.decode()
    refused = clerk.post(f"{page}open/", form_of(reason=""))
    opened = clerk.post(f"{page}open/", form_of(reason="核对上门时间")).content.decode()

    assert (corner.visit.topics in closed, refused.status_code) == (False, 422)
    assert (corner.visit.topics in opened, "核对上门时间" in clerk.get(page).content.decode()) == (True, True)
    assert HouseholdRead.objects.filter(reason="核对上门时间").count() == 1
    assert "核对上门时间" in clerk.post(f"{page}letter/").content.decode()


def test_a_request_from_the_counter_to_the_paper(world: World) -> None:
    corner, clerk = world.corners["own"], world.browser("clerk")
    values = {"kind": "copy", "source": "counter", "phone": "13900004321", "door": "", "name": "", "text": ""}
    made = clerk.post(f"{DESK}new/", form_of(**values))
    request = RightsRequest.objects.get(kind="copy")
    page = f"{DESK}requests/{request.pk}/"
    assert (made.status_code, made["Location"]) == (303, page)

    assert clerk.get(f"{page}answer/").status_code == 404  # nothing is listed before identity
    clerk.post(f"{page}identify/", form_of(how="seen"))
    seen = clerk.post(f"{page}look/").content.decode()
    item = f"issue:{corner.issue.pk}"
    clerk.post(f"{page}answer/", form_of(answer="见所附。", chosen=[item]))

    assert corner.issue.text in seen
    paper = clerk.get(f"{page}paper/").content.decode()
    assert (corner.issue.text in paper, "第五十条" in paper) == (True, True)
    assert clerk.get(f"{page}copy/").json()["held"][0]["words"]["编号"] == corner.issue.tracking
    clerk.post(f"{page}deliver/", form_of(how="hand"))
    request.refresh_from_db()
    assert request.state == "delivered"


def test_correcting_and_erasing_are_chosen_from_what_is_held(world: World) -> None:
    kept, clerk = world.corners["own"].kept, world.browser("clerk")
    page = f"{DESK}requests/{kept.request.pk}/"
    item = f"visit:{world.corners['own'].visit.pk}"

    wrong = clerk.post(f"{page}erase/", form_of(item="visit:1"))
    open_matter = clerk.post(f"{page}erase/", form_of(item=f"issue:{world.corners['own'].issue.pk}"))
    done = clerk.post(f"{page}erase/", form_of(item=item))

    assert (wrong.status_code, open_matter.status_code, done.status_code) == (422, 400, 303)
    assert "还没有办结" in open_matter.content.decode()


def test_what_is_left_is_said_before_erasing_and_in_the_answer(world: World) -> None:
    kept, clerk = world.corners["own"].kept, world.browser("clerk")
    page = f"{DESK}requests/{kept.request.pk}/"
    left = "哪天走访过这一户，留下来计数。"

    before = clerk.get(f"{page}erase/").content.decode()
    untouched = clerk.get(page).content.decode()
    clerk.post(f"{page}erase/", form_of(item=f"visit:{world.corners['own'].visit.pk}"))
    clerk.post(f"{page}answer/", form_of(answer="已删除。", chosen=[]))

    assert (left in before, left in untouched) == (True, False)
    assert left in clerk.get(page).content.decode()
    assert left in clerk.get(f"{page}paper/").content.decode()
    assert clerk.get(f"{page}copy/").json()["erased"] == [{"kind": "走访", "stays": left}]


def test_a_consent_is_written_down_and_taken_back(world: World) -> None:
    clerk, door = world.browser("clerk"), world.corners["own"].kept.door
    values = {"scope": "sensitive", "name": "王秀兰", "words": "同意多走访。", "given_by": "paper"}

    clerk.post(f"{DESK}consents/new/", form_of(door=door.full_name, **values))
    consent = Consent.objects.get(scope="sensitive")
    clerk.post(f"{DESK}consents/{consent.pk}/withdraw/", form_of())

    consent.refresh_from_db()
    assert consent.withdrawn_at is not None
    assert "已撤回" in clerk.get(f"{DESK}consents/").content.decode()


def test_an_incident_gives_the_texts_that_the_law_asks_for(world: World) -> None:
    breach, clerk = world.corners["own"].kept.breach, world.browser("clerk")
    page = f"{DESK}breaches/{breach.pk}/"
    assert clerk.get(f"{page}text/persons/").status_code == 404

    clerk.post(f"{page}contain/", form_of(note="已撤回。"))
    found = {
        "cause": "发错群",
        "harm": "陌生来电",
        "advice": "不接生号",
        "risk": "possible",
        "people_count": 12,
    }
    clerk.post(f"{page}assess/", form_of(**found))
    persons, authority = (
        clerk.get(f"{page}text/{whom}/").content.decode() for whom in ("persons", "authority")
    )
    clerk.post(f"{page}notify/", form_of(note="已报告。"))
    clerk.post(f"{page}close/", form_of(note="只走审批。"))

    assert all(word in persons for word in ("发错群", "陌生来电", "不接生号", "第五十七条"))
    assert "可能造成危害" in authority
    assert Breach.objects.get(pk=breach.pk).state == "closed"


def test_an_incident_is_registered_at_the_desk(world: World) -> None:
    values = {"title": "本子丢了", "kind": "loss", "detected_on": "2026-03-02", "detected_time": "09:00"}
    more = {"happened": "走访本落在公交车上。", "categories": "姓名、门牌", "people_count": ""}

    answer = world.browser("clerk").post(f"{DESK}breaches/new/", form_of(**values, **more))

    assert (answer.status_code, Breach.objects.filter(title="本子丢了").count()) == (303, 1)


def test_the_register_names_purpose_and_retention_and_its_public_face_no_columns(world: World) -> None:
    desk = world.browser("clerk").get(f"{DESK}register/").content.decode()
    public = world.browser("anonymous").get("/privacy/").content.decode()

    assert all(word in desk for word in ("visits.Visit.topics", "走访三年后删去文字", "诉讼中"))
    assert ("走访三年后删去文字" in public, "visits.Visit" in public) == (True, False)


def test_the_check_of_our_own_burden_names_the_tests(world: World) -> None:
    page = world.browser("supervisor").get(f"{DESK}burden/").content.decode()

    assert all(word in page for word in ("tests/house/test_mobile_rule.py", "登记走访"))


def test_number_is_shown_once_by_a_journalled_look_and_covered_on_the_page(world: World) -> None:
    found, clerk = world.corners["own"].kept.request, world.browser("clerk")
    covered = clerk.get(f"{DESK}requests/{found.pk}/").content.decode()
    shown = clerk.post(f"{DESK}requests/{found.pk}/phone/", form_of()).content.decode()

    assert ("139****4321" in covered, "13900004321" in covered) == (True, False)
    assert "13900004321" in shown
    assert Entry.objects.filter(act="rights.read_phone", about=f"rights:{found.pk}").count() == 1


def test_my_day_shows_open_requests_and_exports_that_wait(world: World) -> None:
    kept = world.corners["own"].kept

    assert kept.request.tracking in world.browser("clerk").get("/desk/").content.decode()
    assert "等审批的导出" in world.browser("reviewer").get("/desk/").content.decode()


@pytest.mark.parametrize("page", ["", "consents/", "exports/", "breaches/", "register/"])
def test_a_list_costs_few_statements_however_many_rows_there_are(world: World, page: str) -> None:
    clerk = world.browser("clerk")
    few = statements_of(clerk, f"{DESK}{page}")
    make_kept(world.town, world.corners["beyond"].kept.door.parent.children.create(**another_door(world)))
    many = statements_of(clerk, f"{DESK}{page}")

    assert (many, many <= 12) == (few, True)


def another_door(world: World) -> dict[str, object]:
    door = world.corners["beyond"].kept.door
    path = door.path.replace("/501/", "/502/")
    return {"street": door.street, "kind": "dwelling", "code": "502", "name": "502室", "path": path}
