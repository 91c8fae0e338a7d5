"""Pictures of an observation: only after somebody was there, never asked for, seen by who sees the project."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from doorstep.delivery.models import Observation
from doorstep.delivery.services import observations as services
from doorstep.delivery.services.photos import add_photo, open_photo, photos_of
from doorstep.people.models import Account
from doorstep.records.models import Attachment
from tests.delivery.test_observations import LATER, commented, planned, visited
from tests.issues.town import make_town
from tests.projects.site import Site
from tests.web.world import employ, form_of


def picture() -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", (40, 30), "white").save(data, "PNG")
    return SimpleUploadedFile("坡道.png", data.getvalue())


def added(site: Site, found: Observation) -> Attachment:
    return add_photo(observation_id=found.pk, upload=picture(), by=site.reviewer, at=LATER)


def test_a_picture_is_kept_and_is_a_step_of_the_observation(site: Site) -> None:
    found = visited(site)
    made = added(site, found)

    assert photos_of(found.pk, by=site.reviewer) == [made]
    assert "observation.photo" in found.steps.values_list("act", flat=True)
    opened = open_photo(observation_id=found.pk, attachment_id=made.pk, by=site.secretary)
    assert (opened.attachment, opened.path.exists()) == (made, True)


def test_no_picture_before_the_visit_nor_after_the_end(site: Site, refuses) -> None:
    found = planned(site)
    refuses("observation.photo", lambda: added(site, found))

    services.drop_observation(observation_id=found.pk, reason="雨天封路", by=site.reviewer, at=LATER)
    refuses("observation.photo", lambda: added(site, found))


def test_who_leads_the_project_adds_no_picture_of_its_observation(site: Site, refuses) -> None:
    found = visited(site)
    refuses(
        "not_allowed",
        lambda: add_photo(observation_id=found.pk, upload=picture(), by=site.secretary, at=LATER),
    )


def test_a_picture_is_nothing_to_another_street(site: Site, not_found) -> None:
    found = visited(site)
    made = added(site, found)
    stranger = make_town("030", "别处").clerk

    assert photos_of(found.pk, by=stranger) == []
    not_found(lambda: open_photo(observation_id=found.pk, attachment_id=made.pk, by=stranger))


def test_the_comment_needs_no_picture(site: Site) -> None:
    assert photos_of(commented(site).pk, by=site.reviewer) == []


def test_a_picture_comes_in_from_the_page_and_is_shown_there(site: Site) -> None:
    employ(site.town)
    observer = Client()
    observer.force_login(Account.objects.get(pk=site.reviewer.account_id))
    found = visited(site)
    page = f"/desk/observations/{found.pk}/"

    assert observer.post(f"{page}photo/", form_of(upload=picture())).status_code == 303
    (made,) = photos_of(found.pk, by=site.reviewer)
    door = f"{page}photos/{made.pk}/"
    assert door in observer.get(page).content.decode()
    response = observer.get(door)
    assert (response.status_code, response["Content-Type"]) == (200, made.media_type)
