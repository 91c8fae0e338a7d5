"""PIPL 15, 47: who takes their words back finds them nowhere in public, and nobody learns whose they were."""

from dataclasses import replace

import pytest
from django.test import Client

from doorstep.evaluation.held import erase_respondent
from doorstep.evaluation.models import Evaluation, FrameMember, Response
from doorstep.evaluation.services import Registered, close_collection, register_members
from doorstep.journal.models import Entry
from doorstep.kernel.refs import uuid7
from doorstep.privacy.services import give_consent, withdraw_consent
from doorstep.publishing import rules
from doorstep.publishing.models import Notice, NoticeStep, Snapshot
from doorstep.publishing.open_rows import open_rows
from doorstep.publishing.opendata.notice_sets import SETS
from doorstep.publishing.printouts import notice_paper
from doorstep.publishing.services import draft_result_notice
from doorstep.records.quoting import take_down_quotes
from tests.evaluation.ground import DRAWN, PLANNED, SAID, Ground, tasks_of
from tests.issues.town import DAY
from tests.publishing.test_results import ground, posted

__all__ = ["ground"]
MINE, OTHERS = "头一回觉得院子是大伙儿的", "楼道亮堂了"
TAKEN = "起，一位居民不再同意公开自己的话，已撤下。"
LATER = DRAWN + 6 * DAY


@pytest.fixture
def judged(ground: Ground) -> Evaluation:
    """Reviewed; the household at the door of 501 and somebody else may be quoted."""
    planned = ground.planned()
    door = Registered("一号楼", place_id=ground.site.town.door.pk, label="荀阿姨", phone="13811118888")
    register_members(evaluation_id=planned.pk, members=[door], by=ground.clerk, at=PLANNED)
    found = ground.collecting(planned=planned, count=11)
    mine = FrameMember.objects.get(place__isnull=False)
    others = tasks_of(found)
    for place, task in enumerate(sorted(others, key=lambda each: each.member_id != mine.pk)):
        words = {0: MINE, 1: OTHERS}.get(place, SAID.good)
        ground.answer(task, replace(SAID, good=words, may_show=place < 2))
    return reviewed(ground, found)


def reviewed(ground: Ground, found: Evaluation) -> Evaluation:
    close_collection(evaluation_id=found.pk, by=ground.clerk, at=DRAWN + 2 * DAY)
    ground.look_at_flags(found)
    return ground.review(found)


def take_back(ground: Ground) -> None:
    consent = give_consent(
        place_id=ground.site.town.door.pk,
        scope="publish",
        name="荀阿姨",
        words="同意公开我说的话。",
        given_by="paper",
        by=ground.clerk,
        at=PLANNED,
    )
    withdraw_consent(consent_id=consent.pk, by=ground.clerk, at=LATER)


def quotes(notice: Notice) -> set[str]:
    return {each["text"] for each in notice.body["words"]}


def test_a_draft_loses_the_quote_without_a_word_about_it(ground: Ground, judged: Evaluation) -> None:
    notice = draft_result_notice(evaluation_id=judged.pk, by=ground.clerk, at=DRAWN + 4 * DAY)
    before = quotes(notice)

    take_back(ground)

    notice.refresh_from_db()
    assert (before, quotes(notice), notice.body["taken_back"]) == ({MINE, OTHERS}, {OTHERS}, "")


def test_a_later_draft_never_has_it(ground: Ground, judged: Evaluation) -> None:
    take_back(ground)

    notice = draft_result_notice(evaluation_id=judged.pk, by=ground.clerk, at=LATER)

    assert quotes(notice) == {OTHERS}
    assert list(Response.objects.filter(may_show=True).values_list("good", flat=True)) == [OTHERS]


def test_a_standing_notice_loses_it_and_says_since_when(ground: Ground, judged: Evaluation) -> None:
    notice = posted(ground, judged)

    take_back(ground)

    notice.refresh_from_db()
    assert (quotes(notice), notice.body["taken_back"]) == ({OTHERS}, LATER.date().isoformat())
    assert notice.state == "posted"
    step = NoticeStep.objects.get(act="notice.take_back")
    assert (step.note, Entry.objects.filter(act="notice.take_back", about=f"notice:{notice.pk}").count()) == (
        "",
        1,
    )


def test_page_paper_and_open_data_are_equally_without_it(ground: Ground, judged: Evaluation) -> None:
    notice = posted(ground, judged)
    addresses = [f"/notices/{notice.number}/", f"/notices/{notice.number}/print/", "/open/notices.atom"]
    before = [Client().get(each).content.decode() for each in addresses]

    take_back(ground)

    notice.refresh_from_db()
    after = [Client().get(each).content.decode() for each in addresses]
    paper = str(notice_paper(notice, unit="东河街道", today=LATER.date()))
    rows = str([list(open_rows(notice.street_id, each)) for each in SETS])
    assert [MINE in each for each in before[:2]] == [True, True]
    assert [place for place, each in zip(addresses, after, strict=True) if MINE in each] == []
    assert (MINE in paper, MINE in rows, TAKEN in paper) == (False, False, True)
    assert [TAKEN in each for each in after[:2]] == [True, True]
    assert "荀阿姨" not in after[0] + paper


@pytest.mark.parametrize("state", ["ended", "archived", "withdrawn"])
def test_an_old_notice_loses_it_too(ground: Ground, judged: Evaluation, state: str) -> None:
    notice = posted(ground, judged)
    Notice.objects.update(state=state)

    take_back(ground)

    notice.refresh_from_db()
    assert quotes(notice) == {OTHERS}


def test_erasing_a_respondent_takes_the_quote_down_as_well(ground: Ground, judged: Evaluation) -> None:
    notice = posted(ground, judged)
    member = FrameMember.objects.get(place__isnull=False)

    erase_respondent(ref=str(member.pk), by=ground.clerk, at=LATER)

    notice.refresh_from_db()
    assert quotes(notice) == {OTHERS}


def test_a_consent_to_something_else_touches_no_quote(ground: Ground, judged: Evaluation) -> None:
    notice = posted(ground, judged)
    consent = give_consent(
        place_id=ground.site.town.door.pk,
        scope="give",
        name="荀阿姨",
        words="同意把地址给供水公司。",
        given_by="paper",
        by=ground.clerk,
        at=PLANNED,
    )

    withdraw_consent(consent_id=consent.pk, by=ground.clerk, at=LATER)

    notice.refresh_from_db()
    assert (quotes(notice), notice.body["taken_back"]) == ({MINE, OTHERS}, "")


def test_of_two_who_said_the_same_one_stays() -> None:
    body = {"words": [{"text": "好"}, {"text": "好"}, {"text": "亮"}]}

    assert rules.without_quotes(body, ["好", "没说过"])["words"] == [{"text": "好"}, {"text": "亮"}]
    assert rules.without_quotes({"goal": "亮"}, ["亮"]) == {"goal": "亮"}


def test_a_released_opinion_leaves_every_version_of_the_projects_page(ground: Ground) -> None:
    project = ground.site.approved()
    voices = [{"class": "居民", "text": each, "adoption": ""} for each in (MINE, OTHERS)]
    for version, current in ((91, False), (92, True)):
        Snapshot.objects.create(
            id=uuid7(PLANNED),
            street_id=project.street_id,
            kind="project",
            key=project.number,
            version=version,
            body={"goal": MINE, "opinions": {"voices": voices}},
            made_by="account:1",
            made_at=PLANNED,
            reviewed_by="account:2",
            current=current,
        )

    take_down_quotes(about=f"project:{project.pk}", words=[MINE], by=ground.clerk, at=LATER)

    pages = Snapshot.objects.filter(version__gt=90).values_list("body", flat=True)
    assert [[each["text"] for each in body["opinions"]["voices"]] for body in pages] == [[OTHERS], [OTHERS]]
    assert [body["goal"] for body in pages] == [MINE, MINE]
    assert Entry.objects.filter(act="snapshot.take_back").count() == 2
