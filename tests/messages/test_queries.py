"""The outbox shows what waits for a person, inside one street."""

import pytest

from doorstep.messages import queries
from doorstep.messages.models import Message
from tests.messages.factories import actor, make_message, make_street

pytestmark = pytest.mark.django_db


@pytest.fixture
def street():
    return make_street()


@pytest.fixture
def four(street):
    """A waiting slip, a queued, a sent and a given-up e-mail; and a stranger's."""
    make_message(make_street("030"), about="issue:9")
    rows = {
        "slip": make_message(street, channel="slip"),
        "queued": make_message(street, about="issue:2"),
        "sent": make_message(street, about="issue:3"),
        "dead": make_message(street, about="issue:4:2"),
    }
    for state in ("sent", "dead"):
        Message.objects.filter(pk=rows[state].pk).update(state=state)
    return {name: row.pk for name, row in rows.items()}


def ids(rows):
    return [row.pk for row in rows]


def test_outbox_shows_the_street_newest_first_in_one_statement(street, four, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = ids(queries.outbox(actor(street, "clerk")))

    assert found == sorted(four.values(), reverse=True)


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"state": "dead"}, ["dead"]),
        ({"channel": "slip"}, ["slip"]),
        ({"attention": True}, ["dead", "slip"]),
        ({"event": "closed"}, []),
    ],
)
def test_outbox_filters(street, four, filters, names):
    found = ids(queries.outbox(actor(street, "clerk"), **filters))

    assert found == sorted((four[name] for name in names), reverse=True)


def test_outbox_of_a_grid_worker_is_empty(street, four):
    assert ids(queries.outbox(actor(street, "grid_worker"))) == []


def test_attention_counts_leave_out_what_runs_by_itself(street, four):
    counts = queries.attention_counts(actor(street, "clerk"))

    assert counts == {"to_print": 1, "failed": 0, "dead": 1}
    assert [queries.dead_count(), queries.dead_count(street.pk + 999)] == [1, 0]


def test_waiting_slips_are_those_nobody_printed(street, four):
    assert ids(queries.waiting_slips(actor(street, "clerk"))) == [four["slip"]]


def test_messages_about_a_matter_include_each_occurrence_and_no_other_number(street, four):
    make_message(street, about="issue:41")

    assert ids(queries.messages_about(actor(street, "clerk"), "issue:4")) == [four["dead"]]


def test_open_channels_offer_email_only_with_a_mail_server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = ""
    without = queries.open_channels()
    settings.EMAIL_HOST = "mail.example.org"

    assert without == [("slip", "纸质回执")]
    assert queries.open_channels() == [("email", "电子邮件"), ("slip", "纸质回执")]
