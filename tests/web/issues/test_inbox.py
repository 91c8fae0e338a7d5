"""The inbox shows what is in sight, page by page, and offers only the acts of one's role."""

import pytest
from django.db import connections
from django.utils import timezone

from tests.issues.town import AT, HOUR, Town
from tests.web.issues.hands import PART, at_desk, statements_of

pytestmark = pytest.mark.django_db(databases=list(connections))
INBOX = "/desk/issues/"


def numbers_on(page: object) -> list[str]:
    return [row.key for row in page.context["table"].rows]


def test_inbox_shows_newest_first(town: Town) -> None:
    first, second = town.capture(), town.capture(received_at=AT + HOUR, at=AT + HOUR)

    page = at_desk(town, "clerk").get(INBOX)

    assert numbers_on(page) == [second.tracking, first.tracking]
    assert "〈" not in page.content.decode()


def test_inbox_narrows_by_state_route_and_unit(town: Town) -> None:
    town.capture()
    sent = town.dispatched()

    query = f"?state=assigned&route=time_limited&unit_id={town.works.pk}"
    page = at_desk(town, "clerk").get(INBOX + query)

    assert numbers_on(page) == [sent.tracking]


def test_inbox_finds_words_of_the_text(town: Town) -> None:
    found = town.capture(text="西门路灯不亮")
    town.capture(text="垃圾没人收")

    page = at_desk(town, "clerk").get(INBOX, {"text": "路灯"})

    assert numbers_on(page) == [found.tracking]


def test_inbox_finds_overdue_rows_and_says_so(town: Town) -> None:
    late = town.capture()
    now = timezone.now()
    town.capture(received_at=now, at=now)

    page = at_desk(town, "clerk").get(INBOX, {"due": "overdue"})

    assert [(row.key, row.late) for row in page.context["table"].rows] == [(late.tracking, True)]


def test_inbox_search_of_one_character_is_refused_in_words(town: Town) -> None:
    answer = at_desk(town, "clerk").get(INBOX, {"text": "灯"})

    assert (answer.status_code, answer.context["refused"]) == (400, "请至少输入两个字。")
    assert answer.context["form"]["text"].value() == "灯"


def test_inbox_turns_to_older_rows_and_back(town: Town) -> None:
    for _ in range(27):
        town.capture()
    clerk = at_desk(town, "clerk")

    first = clerk.get(INBOX)
    second = clerk.get(INBOX + first.context["older"])
    back = clerk.get(INBOX + second.context["newer"])

    assert (len(numbers_on(first)), len(numbers_on(second))) == (25, 2)
    assert numbers_on(back) == numbers_on(first)


def test_inbox_part_stands_in_the_whole_page(town: Town) -> None:
    town.capture()
    caller = at_desk(town, "caller")  # offers no acts on rows, so that both answers are free of receipts

    whole, part = caller.get(INBOX), caller.get(INBOX, headers=PART)

    assert part.content.decode().strip() in whole.content.decode()


def test_inbox_of_a_handler_holds_only_the_units_own(town: Town) -> None:
    town.capture()
    sent = town.dispatched()

    page = at_desk(town, "handler").get(INBOX)

    assert (numbers_on(page), page.context["table"].bulk) == ([sent.tracking], None)


def test_inbox_is_refused_to_whoever_manages_accounts(town: Town) -> None:
    town.capture()

    assert at_desk(town, "administrator").get(INBOX).status_code == 403


def test_inbox_takes_as_many_statements_for_three_rows_as_for_one(town: Town) -> None:
    clerk = at_desk(town, "clerk")
    town.dispatched()
    alone = statements_of(clerk, INBOX)
    town.dispatched()
    town.dispatched()

    assert statements_of(clerk, INBOX) == alone <= 12
