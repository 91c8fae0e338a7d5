"""One submission is done once and gets one answer, however often and however fast it comes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.http import QueryDict

from doorstep.kernel.errors import NotPossible
from doorstep.records import receipts
from doorstep.records.models import Receipt, Recurring
from doorstep.records.receipts import Answer, body_of, once

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
KEY = UUID("0190f5a0-0000-4000-8000-000000000001")


def write_a_row() -> Answer:
    """Stands for any act: one row more each time it runs."""
    row = Recurring.objects.create(name=str(uuid4()), next_at=AT)
    return Answer(to=f"/r/{row.pk}/", note="已收到", values={"number": row.pk})


def post(key=KEY, body=b"a", door="report", do=write_a_row):
    return once(key=key, door=door, body=body, at=AT, do=do)


@pytest.mark.django_db
def test_once_repeated_gives_the_same_answer_and_one_row():
    first, second = post(), post()

    assert (first[1], second[1]) == (False, True)
    assert first[0] == second[0]
    assert Recurring.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("other", [{"body": b"b"}, {"door": "visit"}])
def test_once_with_another_body_or_door_is_a_conflict(other):
    post()

    with pytest.raises(NotPossible) as refusal:
        post(**other)

    assert (refusal.value.code, Recurring.objects.count()) == ("receipt.other_body", 1)


@pytest.mark.django_db
def test_once_refused_leaves_the_key_free():
    def refuse():
        write_a_row()
        raise NotPossible("issue.closed")

    with pytest.raises(NotPossible):
        post(do=refuse)

    assert (Receipt.objects.count(), Recurring.objects.count()) == (0, 0)
    assert post()[1] is False


@pytest.mark.django_db
def test_once_keeps_a_hash_that_cannot_be_guessed_from_the_body(settings):
    post(key=UUID(int=1))
    settings.FIELD_KEYS = {"k1": bytes(32)}
    post(key=UUID(int=2))

    assert len(set(Receipt.objects.values_list("body_sha256", flat=True))) == 2


def test_body_of_leaves_out_the_token_and_keeps_the_rest_in_any_order():
    one = QueryDict("csrfmiddlewaretoken=x&text=灯坏了&who=1&who=2")
    two = QueryDict("who=1&who=2&text=灯坏了&csrfmiddlewaretoken=y")
    other = QueryDict("who=2&who=1&text=灯坏了")

    assert body_of(one) == body_of(two) != body_of(other)


def test_body_of_a_request_counts_the_content_of_its_files(rf):
    def request(content):
        upload = SimpleUploadedFile("灯.jpg", content)
        return rf.post("/report/", {"text": "灯坏了", "photo": upload})

    same, again, other = request(b"1"), request(b"1"), request(b"2")

    assert body_of(same) == body_of(again) != body_of(other)
    assert same.FILES["photo"].read() == b"1"


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_once_of_300_keys_posted_8_times_at_once_makes_300_rows():
    assert storm(keys=300, times=8) == (300, 300, 2100, 300)


@pytest.mark.django_db(transaction=True)
def test_without_receipts_the_same_storm_doubles(monkeypatch):
    monkeypatch.setattr(receipts, "insert_unless_there", lambda row: True)

    rows, *_ = storm(keys=10, times=8)

    assert rows == 80


def storm(*, keys: int, times: int) -> tuple[int, int, int, int]:
    """Rows made, keys answered, replays, distinct answers after every key came ``times`` times at once."""
    numbers = [uuid4() for _ in range(keys)]
    with ThreadPoolExecutor(max_workers=8) as pool:
        results = list(pool.map(post_and_hang_up, [key for key in numbers for _ in range(times)]))
    answers = {(key, answer.to) for key, answer, _ in results}
    replayed = sum(replay for _, _, replay in results)
    return Recurring.objects.count(), len({key for key, _ in answers}), replayed, len(answers)


def post_and_hang_up(key: UUID) -> tuple[UUID, Answer, bool]:
    try:
        return (key, *post(key=key))
    finally:
        connections["default"].close()
