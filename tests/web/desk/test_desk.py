"""The desk's own pages: my day, numbers, rules, journal, addresses, outbox."""

from django.core.files.uploadedfile import SimpleUploadedFile

from doorstep.journal.models import Entry
from doorstep.messages.models import Message
from doorstep.places.models import Place, PlaceImport
from doorstep.rulebook.models import CalendarDay, Rule
from tests.web.world import REPORTER_NAME, REPORTER_PHONE, World, form_of

LIST = "社区,小区,楼栋,单元,房号\n东河社区,新村,3号楼,2单元,503室\n".encode()


def test_my_day_lists_what_waits_for_this_person(world: World) -> None:
    page = world.browser("grid_worker").get("/desk/").content.decode()

    assert world.corners["own"].agreed.place.full_name in page


def test_statistics_lead_to_the_newest_year_and_every_number_to_its_rows(world: World) -> None:
    clerk = world.browser("clerk")

    response = clerk.get("/desk/statistics/")
    page = clerk.get(response["Location"]).content.decode()

    assert response["Location"] == "/desk/statistics/2026/"
    assert "/desk/issues/?year=2026&amp;route=time_limited" in page


def test_export_of_the_year_is_a_file_and_stands_in_the_journal(world: World) -> None:
    response = world.browser("clerk").post("/desk/statistics/2026/export/", form_of())

    assert (response.status_code, response.content[:2]) == (200, b"PK")
    assert Entry.objects.order_by("-id").values_list("by", flat=True)[0] == world.town.clerk.ref


def test_rule_is_set_from_a_day_on(world: World) -> None:
    form = form_of(value="48", effective_on="2099-01-01", reason="人手不够。")

    response = world.browser("reviewer").post("/desk/rulebook/issue.triage_hours/", form)

    assert response.status_code == 303
    assert Rule.objects.get(code="issue.triage_hours").value == 48


def test_rule_is_read_but_not_set_by_whoever_only_reads_numbers(world: World) -> None:
    clerk, url = world.browser("clerk"), "/desk/rulebook/issue.triage_hours/"
    form = form_of(value="48", effective_on="2099-01-01", reason="人手不够。")

    assert (clerk.get(url).status_code, clerk.post(url, form).status_code) == (200, 403)
    assert not Rule.objects.filter(code="issue.triage_hours").exists()


def test_holiday_list_is_taken_in(world: World) -> None:
    sheet = SimpleUploadedFile("2027.csv", "日期,类型,名称\n2027-01-01,休,元旦\n".encode())
    form = form_of(file=sheet, first_on="2027-01-01", last_on="2027-12-31", source="通知。")

    response = world.browser("reviewer").post("/desk/rulebook/holidays/", form)

    assert response.status_code == 303
    assert CalendarDay.objects.filter(street_id=world.town.street.pk, day="2027-01-01").exists()


def test_journal_shows_acts_and_never_who_said_it(world: World) -> None:
    page = world.browser("reviewer").get("/desk/journal/").content.decode()

    assert "分办问题" in page
    assert (REPORTER_NAME in page, REPORTER_PHONE in page) == (False, False)


def test_address_list_is_previewed_taken_in_and_taken_back(world: World) -> None:
    clerk, url = world.browser("clerk"), "/desk/places/import/"

    preview = clerk.post(url, form_of(file=SimpleUploadedFile("新村.csv", LIST)))
    before = Place.objects.filter(name="503室").count()
    form = preview.context["form"]
    confirmed = clerk.post(url, form_of(content=form["content"].value(), name=form["name"].value()))
    taken = PlaceImport.objects.order_by("-pk")[0]
    undone = clerk.post(f"/desk/places/imports/{taken.pk}/undo/", form_of())

    assert (preview.status_code, before) == (200, 0)
    assert (confirmed.status_code, taken.created_count) == (303, 1)
    assert undone.status_code == 303
    assert not Place.objects.filter(name="503室").exists()


def test_damaged_confirmation_of_a_list_is_refused(world: World) -> None:
    response = world.browser("clerk").post("/desk/places/import/", form_of(content="%%%", name="x.csv"))

    assert response.status_code in {400, 422}


def test_failed_message_is_queued_again_as_often_as_it_fails(world: World) -> None:
    clerk, message = world.browser("clerk"), world.corners["own"].message
    states = []
    for _ in range(2):
        Message.objects.filter(pk=message.pk).update(state="dead")
        clerk.post(f"/desk/messages/{message.pk}/retry/", form_of())
        states.append(Message.objects.get(pk=message.pk).state)

    assert states == ["queued", "queued"]


def test_outbox_shows_no_address(world: World) -> None:
    page = world.browser("clerk").get("/desk/messages/").content.decode()

    assert "办结" in page
    assert "bianka@example.test" not in page
