"""One message a household and occurrence; sent at least once, given up in sight of a person."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import transaction

from doorstep.journal.models import Entry
from doorstep.messages import senders, services
from doorstep.messages.models import Message
from doorstep.messages.services import (
    Sent,
    Slip,
    forget_addresses,
    mark_printed,
    open_slips,
    retry_message,
    send_due,
    tell,
)
from tests.messages.factories import ADDRESS, AT, actor, make_message, make_street, refused

pytestmark = pytest.mark.django_db
KEY = {"event": "received", "about": "issue:1", "household": "a" * 32}
LETTER = {"channel": "email", "address": ADDRESS, "subject": "已收到", "body": "您好!", "at": AT}


@pytest.fixture
def street():
    return make_street()


@pytest.fixture
def broken_mail(monkeypatch):
    """A mail server that answers nothing; its error text holds an address, as real ones do."""

    def refuse(message):
        raise ConnectionError(f"no route for {ADDRESS}")

    monkeypatch.setitem(senders.SENDERS, "email", refuse)


def columns(message, *names):
    return Message.objects.values(*names).get(pk=message.pk)


def test_tell_writes_one_row_with_a_sealed_address_in_one_statement(street, django_assert_num_queries):
    with django_assert_num_queries(1):
        message = tell(street_id=street.pk, **KEY, **LETTER)

    row = Message.objects.get()
    assert row.pk == message.pk
    assert ADDRESS not in row.address_sealed
    assert senders.address_of(row) == ADDRESS
    assert (row.state, row.attempt_count, row.next_try_at, row.sent_at) == ("queued", 0, AT, None)


def test_tell_the_same_household_of_the_same_event_again_is_none_and_the_act_goes_on(street):
    make_message(street, **KEY)

    with transaction.atomic():
        again = tell(street_id=street.pk, **KEY, **LETTER)
        other = tell(street_id=street.pk, **(KEY | {"event": "closed"}), **LETTER)

    assert again is None
    assert other is not None
    assert Message.objects.count() == 2


def test_tell_goes_when_its_act_is_rolled_back(street):
    with transaction.atomic():
        make_message(street)
        transaction.set_rollback(True)

    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "code"), [({"channel": "pigeon"}, "message.channel"), ({"event": "praised"}, "message.event")]
)
def test_tell_of_an_unknown_event_or_channel_is_refused(street, wrong, code):
    with refused(code):
        tell(street_id=street.pk, **(KEY | LETTER | wrong))

    assert Message.objects.count() == 0


def test_send_due_sends_an_email_under_the_message_id(street):
    message = make_message(street)

    assert send_due(at=AT) == Sent(sent=1)

    (letter,) = mail.outbox
    assert (letter.to, letter.subject, letter.body) == ([ADDRESS], "已收到", "您好!")
    assert letter.extra_headers["Message-ID"].startswith(f"<{message.pk}@")
    assert columns(message, "state", "sent_at", "attempt_count") == {
        "state": "sent",
        "sent_at": AT,
        "attempt_count": 1,
    }


def test_send_due_twice_sends_once(street):
    make_message(street)

    assert [send_due(at=AT), send_due(at=AT + timedelta(days=9))] == [Sent(sent=1), Sent()]
    assert len(mail.outbox) == 1


def test_send_due_leaves_slips_and_later_messages(street):
    make_message(street, channel="slip", address="1号楼")
    make_message(street, about="issue:2", at=AT + timedelta(minutes=1))

    assert send_due(at=AT) == Sent()


def test_send_due_after_a_failure_waits_and_keeps_no_address_in_the_error(street, broken_mail):
    message = make_message(street)

    assert send_due(at=AT) == Sent(failed=1)

    assert columns(message, "state", "next_try_at", "last_error") == {
        "state": "failed",
        "next_try_at": AT + timedelta(minutes=1),
        "last_error": "ConnectionError",
    }
    assert send_due(at=AT + timedelta(seconds=59)) == Sent()


def test_send_due_gives_up_after_the_rulebook_attempts(street, broken_mail):
    message = make_message(street)

    ends = [send_due(at=AT + timedelta(days=day)) for day in range(8)]

    assert ends == [Sent(failed=1)] * 5 + [Sent(dead=1)] + [Sent()] * 2
    assert columns(message, "state", "attempt_count") == {"state": "dead", "attempt_count": 6}


def test_send_due_ends_its_turn_before_a_lease_is_over(street, monkeypatch):
    for about in ("issue:1", "issue:2", "issue:3"):
        make_message(street, about=about)
    clock = iter([0.0, 1.0, 299.0, 301.0])
    monkeypatch.setattr(services, "monotonic", lambda: next(clock))

    assert send_due(at=AT) == Sent(sent=2)


def test_claim_is_won_by_one_of_two_senders(street):
    message = make_message(street)
    first, second = Message.objects.get(pk=message.pk), Message.objects.get(pk=message.pk)

    assert [services.claim(first, at=AT), services.claim(second, at=AT)] == [True, False]


def test_message_of_a_killed_sender_is_sent_after_the_lease(street):
    message = make_message(street)
    services.claim(message, at=AT)  # and then the process is gone

    assert send_due(at=AT + timedelta(minutes=9)) == Sent()
    assert send_due(at=AT + timedelta(minutes=10)) == Sent(sent=1)


def test_message_whose_every_sender_was_killed_is_given_up(street):
    message = make_message(street)
    Message.objects.filter(pk=message.pk).update(attempt_count=6)

    assert send_due(at=AT) == Sent(dead=1)

    assert columns(message, "state", "last_error") == {"state": "dead", "last_error": "interrupted"}


def test_slow_sender_that_outlived_its_lease_does_not_undo_the_second_one(street):
    message = make_message(street)
    services.claim(message, at=AT)
    send_due(at=AT + timedelta(hours=1))

    services.note_end(message, "failed", at=AT + timedelta(hours=2), error="TimeoutError")

    assert columns(message, "state") == {"state": "sent"}


def test_write_file_twice_leaves_one_complete_file_without_clear_address(street, settings):
    message = make_message(street, channel="file")
    send_due(at=AT)
    senders.write_file(message)

    (file,) = settings.MESSAGE_DIR.iterdir()
    text = file.read_text(encoding="utf-8")
    assert file.name == f"{message.pk}.json"
    assert '"body": "您好!"' in text
    assert ADDRESS not in text


def test_retry_message_gives_all_tries_anew_and_is_journalled(street):
    message = make_message(street)
    Message.objects.filter(pk=message.pk).update(state="dead", attempt_count=6, last_error="x")

    retry_message(message_id=message.pk, by=actor(street, "clerk"), at=AT)

    assert columns(message, "state", "attempt_count", "last_error") == {
        "state": "queued",
        "attempt_count": 0,
        "last_error": "",
    }
    assert Entry.objects.values_list("act", "about").get() == ("message.retry", f"message:{message.pk}")


def test_retry_message_that_was_sent_is_refused(street):
    message = make_message(street)
    send_due(at=AT)

    with refused("move.unknown"):
        retry_message(message_id=message.pk, by=actor(street, "clerk"), at=AT)

    assert Entry.objects.count() == 0


@pytest.mark.parametrize("role", ["grid_worker", "handler", "caller", "reviewer", "supervisor"])
def test_retry_message_by_another_role_is_not_found(street, role):
    message = make_message(street)

    with pytest.raises(Message.DoesNotExist):
        retry_message(message_id=message.pk, by=actor(street, role), at=AT)


def test_retry_message_of_another_street_is_not_found(street):
    message = make_message(make_street("030"))

    with pytest.raises(Message.DoesNotExist):
        retry_message(message_id=message.pk, by=actor(street, "clerk"), at=AT)


def test_open_slips_shows_the_address_and_journals_the_reading(street):
    slip = make_message(street, channel="slip", address="红砖里 1号楼")

    shown = open_slips(message_ids=[slip.pk], by=actor(street, "clerk"), at=AT)

    assert shown == [Slip(slip.pk, "红砖里 1号楼", "已收到", "您好!")]
    assert Entry.objects.values_list("act", "about").get() == ("message.open_slips", f"street:{street.pk}")


def test_mark_printed_twice_counts_once(street):
    slip = make_message(street, channel="slip")
    clerk = actor(street, "clerk")

    counts = [mark_printed(message_ids=[slip.pk, uuid4()], by=clerk, at=AT) for _ in range(2)]

    assert counts == [1, 0]
    assert columns(slip, "state", "sent_at") == {"state": "sent", "sent_at": AT}
    assert Entry.objects.filter(act="message.print").count() == 1


def test_mark_printed_by_the_administrator_is_not_allowed(street):
    slip = make_message(street, channel="slip")

    with refused("not_allowed"):
        mark_printed(message_ids=[slip.pk], by=actor(street, "administrator"), at=AT)


def test_mark_printed_costs_the_same_for_one_and_many(street, django_assert_num_queries):
    slips = [make_message(street, channel="slip", about=f"issue:{each}") for each in range(20)]

    with django_assert_num_queries(3):
        mark_printed(message_ids=[each.pk for each in slips], by=actor(street, "clerk"), at=AT)


def test_mark_printed_more_than_a_hundred_is_refused(street):
    with refused("message.too_many"):
        mark_printed(message_ids=[uuid4() for _ in range(101)], by=actor(street, "clerk"), at=AT)


def test_forget_addresses_thirty_days_after_sending(street):
    old, young = make_message(street), make_message(street, about="issue:2")
    Message.objects.filter(pk=old.pk).update(state="sent", sent_at=AT - timedelta(days=31))
    Message.objects.filter(pk=young.pk).update(state="sent", sent_at=AT - timedelta(days=29))

    assert forget_addresses(at=AT) == 1

    assert columns(old, "address_sealed") == {"address_sealed": ""}
    assert senders.address_of(Message.objects.get(pk=young.pk)) == ADDRESS
