"""Anybody draws again from the public file and reads the verdict in words."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from tests.evaluation.conftest import ground as the_ground
from tests.evaluation.ground import Ground
from tests.web.world import form_of

CHECK = "/evaluations/check/"
drawn_ground = the_ground


@pytest.fixture
def ground(request: pytest.FixtureRequest) -> Ground:
    request.applymarker(pytest.mark.django_db(databases=list(connections)))
    return request.getfixturevalue("drawn_ground")


def checked(**values: object) -> str:
    response = Client().post(CHECK, form_of(**values))
    assert response.status_code == 200
    return response.content.decode()


def test_file_is_there_once_it_was_drawn_and_not_before(ground: Ground) -> None:
    found = ground.locked()
    url = f"/evaluations/{found.number}/draw-1.json"
    assert Client().get(url).status_code == 404

    ground.reveal(found)
    ground.draw(found)

    made = json.loads(Client().get(url).content)
    assert (made["number"], len(made["frame"])) == (found.number, 40)
    assert "对得上" in checked(text=json.dumps(made))


def test_what_was_sealed_stands_there_before_the_draw_and_is_the_same_after_it(ground: Ground) -> None:
    found = ground.locked()
    page = Client().get(CHECK).content.decode()
    (before,) = Client().get("/evaluations/sealed.json").json()
    ground.reveal(found)
    ground.draw(found)
    (after,) = Client().get("/evaluations/sealed.json").json()
    made = Client().get(f"/evaluations/{found.number}/draw-1.json").json()

    told = ("frame_sha256", "commitment_a", "commitment_b")
    assert [before[name] in page for name in told] == [True, True, True]
    assert before == after
    assert {name: made[name] for name in before} == before
    assert not {"secret_a", "seed", "frame"} & set(before)


def test_list_that_is_not_locked_is_not_named(ground: Ground) -> None:
    ground.committed()

    assert Client().get("/evaluations/sealed.json").json() == []


def test_uploaded_file_that_was_tampered_with_is_told_in_words(ground: Ground) -> None:
    found = ground.collecting()
    made = json.loads(Client().get(f"/evaluations/{found.number}/draw-1.json").content)
    made["frame"].append("CP2026-001-0041|一号楼")

    body = checked(file=SimpleUploadedFile("draw.json", json.dumps(made).encode()))
    assert ("对不上" in body, "有人动过名单" in body) == (True, True)


@pytest.mark.parametrize("text", ["x", "[]", "null", '{"format": 1}', "[" * 100_000])
def test_garbage_is_no_crash(ground: Ground, text: str) -> None:
    assert "对不上" in checked(text=text)


def test_nothing_handed_in_is_said(ground: Ground) -> None:
    response = Client().post(CHECK, form_of())

    assert (response.status_code, "请选择文件" in response.content.decode()) == (422, True)
