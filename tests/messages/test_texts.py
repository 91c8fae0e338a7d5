"""What a resident is told: the number in groups, a telephone, short sentences, nobody's name."""

import re
from datetime import date

import pytest

from doorstep.messages import texts
from doorstep.messages.rules import EVENTS
from doorstep.messages.texts import Matter

MATTER = Matter("38164720915306", "示范街道", "0000-1234567", "https://street.example/track/")
DAY = date(2026, 3, 9)
LETTERS = {
    "received": texts.received(MATTER, answer_by=DAY, pin="123456"),
    "extended": texts.extended(MATTER, due_on=DAY),
    "delivered": texts.delivered(MATTER),
    "project_news": texts.project_news(MATTER, name="双塔新村供热", news="管道已经接到楼下", news_by=DAY),
    "linked_to_project": texts.linked_to_project(MATTER, number="2026-014", name="双塔新村供热", news_by=DAY),
    "reopened": texts.reopened(MATTER, due_on=DAY),
    "closed": texts.closed(MATTER),
    "merged": texts.merged(MATTER, survivor_tracking="12345678901235"),
}


def test_every_event_has_a_text():
    assert {*LETTERS, "agreement_ending"} == set(EVENTS)


def test_the_keeper_of_an_agreement_is_told_its_number_partner_and_last_day():
    letter = texts.agreement_ending(
        number="G2026-001", partner="区实验小学", ends_on=DAY, days=30, street="示范街道"
    )

    assert letter.subject == "示范街道：协议 G2026-001 快到期"
    assert letter.body.splitlines() == [
        "您负责的共驻共建协议快到期了。",
        "协议编号：G2026-001",
        "联建单位：区实验小学",
        "到期日：2026年3月9日，提前30天提醒。",
        "请与联建单位商量续签，或者到期终止。",
        "示范街道",
    ]


@pytest.mark.parametrize("event", LETTERS)
def test_text_names_number_street_and_telephone(event):
    letter = LETTERS[event]

    assert "3816 4720 9153 06" in letter.body
    assert "0000-1234567" in letter.body
    assert letter.subject.startswith("示范街道：")
    assert len(letter.subject) <= 120


@pytest.mark.parametrize("event", LETTERS)
def test_text_has_no_sentence_over_sixty_characters(event):
    sentences = re.split(r"[。\n]", LETTERS[event].body)

    assert max(len(each) for each in sentences) <= 60


def test_text_without_telephone_and_address_leaves_the_lines_out():
    body = texts.closed(Matter("38164720915306", "示范街道", "")).body

    assert body.splitlines() == [
        "您好！",
        "您的编号：3816 4720 9153 06",
        "您的事项已经办理完毕并销号。",
        "如果问题又出现，请随时再告诉我们。",
        "示范街道",
    ]


def test_project_text_without_number_yet_says_the_name_only():
    body = texts.linked_to_project(MATTER, number="", name="双塔新村供热").body

    assert "项目：双塔新村供热" in body
    assert "项目编号" not in body
