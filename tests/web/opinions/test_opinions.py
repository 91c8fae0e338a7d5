"""Opinions at the desk and on the public page: taken down, answered, the next version posted because of them."""

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from openpyxl import load_workbook

from doorstep.journal.models import Entry
from doorstep.kernel.actor import Actor
from doorstep.kernel.refs import show_tracking_number
from doorstep.projects.models import Opinion, OpinionReply, Project
from doorstep.projects.opinions import street_classes
from doorstep.projects.rules import OpinionAnswer, OpinionSaid
from doorstep.projects.services import change_plan, plan_of, record_opinion, release_opinion, reply_opinions
from doorstep.publishing.models import Snapshot
from doorstep.publishing.services import make_project_snapshot, release_snapshot
from doorstep.visits.rules import Knock
from doorstep.visits.services import record_visit
from tests.issues.town import DAY, make_town
from tests.projects.site import STARTED, Site, make_site
from tests.web.issues.hands import at_desk, posted, statements_of

pytestmark = pytest.mark.django_db(databases=list(connections))
ANSWER = {"adoption": "adopt", "reason": "先修下水。", "part": "measures"}
WORDS = "先修下水，再刷墙。"


@pytest.fixture
def site(request: pytest.FixtureRequest) -> Site:
    request.getfixturevalue("db")
    return make_site(make_town())


@pytest.fixture
def project(site: Site) -> Project:
    return site.in_progress()


def said(site: Site, project: Project, text: str = WORDS, **changes: Any) -> Opinion:
    return record_opinion(
        project_id=project.pk,
        said=OpinionSaid(text=text, source="door", **changes),
        by=site.grid_worker,
        at=STARTED + DAY,
    )


def answered(site: Site, *opinions: Opinion) -> None:
    ids = [each.pk for each in opinions]
    reply_opinions(opinion_ids=ids, answer=OpinionAnswer(**ANSWER), by=site.clerk, at=STARTED + 2 * DAY)


def desk(project: Project, page: str = "") -> str:
    return f"/desk/opinions/{project.number}/{page}"


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def published(site: Site, project: Project) -> None:
    """Drawn by the clock, read and let out by the reviewer."""
    system = Actor.system("timer", site.street_id)
    snapshot = make_project_snapshot(project_id=project.pk, by=system, at=STARTED + 5 * DAY)
    assert snapshot is not None
    release_snapshot(snapshot_id=snapshot.pk, by=site.reviewer, at=STARTED + 5 * DAY)


def test_saving_leads_back_to_the_form_with_the_same_source_for_the_next(
    site: Site, project: Project
) -> None:
    worker = at_desk(site.town, "grid_worker")
    form = posted(text=WORDS, class_code="other", source="phone", place_text="", said_on="")

    answer = worker.post(desk(project, "new/"), form)
    again = worker.get(answer["Location"])

    opinion = Opinion.objects.get()
    assert answer["Location"] == f"{desk(project, 'new/')}?source=phone&class_code=other"
    assert (opinion.text, opinion.source, opinion.entered_by_id) == (
        WORDS,
        "phone",
        site.grid_worker.account_id,
    )
    assert again.context["form"].initial == {"source": "phone", "class_code": "other"}
    assert "第 1 条已登记" in text_of(again)


def test_form_without_words_keeps_the_rest(site: Site, project: Project) -> None:
    form = posted(text="", class_code="other", source="paper", place_text="东河苑")

    answer = at_desk(site.town, "grid_worker").post(desk(project, "new/"), form)

    assert (answer.status_code, answer.context["form"]["place_text"].value()) == (422, "东河苑")


def test_place_that_the_words_name_is_recognised(site: Site, project: Project) -> None:
    place = site.town.places[site.path]
    form = posted(text=WORDS, class_code="other", source="door", place_text=place.full_name)

    at_desk(site.town, "grid_worker").post(desk(project, "new/"), form)

    assert Opinion.objects.get().place == place


def test_a_visit_leads_to_the_plans_of_its_place_and_is_kept_as_their_origin(
    site: Site, project: Project
) -> None:
    door = next(
        each
        for each in site.town.places.values()
        if each.kind == "dwelling" and each.path.startswith(site.path)
    )
    knock = Knock(door.pk, STARTED.date(), "met", [site.grid_worker.account_id or 0], "owner", "说起方案。")
    visit = record_visit(knock=knock, by=site.grid_worker, at=STARTED)
    worker = at_desk(site.town, "grid_worker")

    page = text_of(worker.get(f"/desk/visits/{visit.pk}/"))
    form = posted(text=WORDS, class_code="other", source="door", visit=str(visit.pk))
    worker.post(desk(project, "new/"), form)

    assert f"{desk(project, 'new/')}?visit={visit.pk}" in page
    assert Opinion.objects.get().visit == visit


def test_an_issue_is_named_by_its_number(site: Site, project: Project) -> None:
    issue = site.town.capture()
    form = posted(
        text=WORDS, class_code="other", source="phone", issue_number=show_tracking_number(issue.tracking)
    )

    at_desk(site.town, "grid_worker").post(desk(project, "new/"), form)

    assert Opinion.objects.get().issue == issue


def test_the_streets_own_list_is_kept_by_those_who_answer_for_all_of_it(site: Site) -> None:
    address = "/desk/opinions/classes/"

    saved = at_desk(site.town, "clerk").post(address, posted(classes="time 时间安排\nmoney 费用"))

    assert (saved.status_code, street_classes(site.street_id)) == (
        303,
        [("time", "时间安排"), ("money", "费用")],
    )
    assert at_desk(site.town, "secretary").get(address).status_code == 403


def test_list_counts_by_class_and_says_what_is_open(site: Site, project: Project) -> None:
    answered(site, said(site, project))
    said(site, project, "路灯太暗。")
    clerk = at_desk(site.town, "clerk")

    page = clerk.get(desk(project))
    [(line, adoptions)] = page.context["lines"]

    assert (line.count, line.unanswered, adoptions) == (2, 1, [1, 0, 0, 0])
    assert "还有 1 条没有答复" in text_of(page)
    assert [
        "路灯太暗" in text_of(clerk.get(desk(project), {"adoption": each})) for each in ("open", "adopt")
    ] == [
        True,
        False,
    ]


def test_all_open_ones_of_a_class_are_answered_with_one_reason(site: Site, project: Project) -> None:
    first, second = said(site, project), said(site, project)
    clerk = at_desk(site.town, "clerk")

    choice = clerk.get(desk(project, "reply/"), {"cls": "other"})
    sure = posted(chosen=[str(first.pk), str(second.pk)], sure="1", **ANSWER)
    answer = clerk.post(desk(project, "reply/"), sure)

    assert list(choice.context["chosen"]) == [first, second]
    assert (answer["Location"], OpinionReply.objects.count()) == (desk(project), 2)
    assert clerk.get(desk(project, "reply/"), {"cls": "other"}).status_code == 303


def test_choice_from_the_list_is_asked_once_more(site: Site, project: Project) -> None:
    opinion = said(site, project)
    clerk = at_desk(site.town, "clerk")

    page = clerk.post(desk(project, "reply/"), posted(chosen=[str(opinion.pk), "no-key"], act="reply"))

    assert (page.status_code, list(page.context["chosen"]), OpinionReply.objects.count()) == (
        200,
        [opinion],
        0,
    )


def test_answer_without_a_reason_keeps_the_choice(site: Site, project: Project) -> None:
    opinion = said(site, project)
    form = posted(chosen=[str(opinion.pk)], sure="1", adoption="adopt", reason="", part="")

    answer = at_desk(site.town, "clerk").post(desk(project, "reply/"), form)

    assert (answer.status_code, list(answer.context["chosen"])) == (422, [opinion])


def test_one_is_answered_and_then_corrected(site: Site, project: Project) -> None:
    opinion = said(site, project)
    clerk, page = at_desk(site.town, "clerk"), f"/desk/opinions/one/{opinion.pk}/"

    clerk.post(f"{page}answer/", posted(**ANSWER))
    clerk.post(f"{page}answer/", posted(adoption="reject", reason="已另有安排。", part=""))

    shown = text_of(clerk.get(page))
    assert [each in shown for each in ("先修下水。", "已另有安排。", "更正")] == [True, True, True]
    assert OpinionReply.objects.filter(corrects__isnull=False).count() == 1


def test_words_are_let_out_by_the_reviewer_and_taken_back(site: Site, project: Project) -> None:
    opinion = said(site, project, may_show=True)
    reviewer, page = at_desk(site.town, "reviewer"), f"/desk/opinions/one/{opinion.pk}/"

    reviewer.post(f"{page}release/", posted())
    opinion.refresh_from_db()
    released = opinion.released_by_id
    at_desk(site.town, "clerk").post(f"{page}withhold/", posted(reason="提到了邻居。"))
    opinion.refresh_from_db()

    assert (released, opinion.released_at) == (site.reviewer.account_id, None)


def test_classes_of_the_project_are_typed_line_by_line(site: Site, project: Project) -> None:
    clerk = at_desk(site.town, "clerk")
    opinion = said(site, project)

    wrong = clerk.post(desk(project, "classes/"), posted(classes="drain"))
    clerk.post(desk(project, "classes/"), posted(classes="drain 地下排水\nroof 屋面防水"))
    clerk.post(f"/desk/opinions/one/{opinion.pk}/class/", posted(class_code="roof"))

    opinion.refresh_from_db()
    assert (wrong.status_code, opinion.opinion_class.name) == (422, "屋面防水")
    assert list(project.opinion_classes.order_by("order").values_list("code", flat=True)) == ["drain", "roof"]


def test_summary_is_a_sheet_with_the_columns_of_the_paper_and_a_journal_entry(
    site: Site, project: Project
) -> None:
    answered(site, said(site, project))

    answer = at_desk(site.town, "clerk").post(desk(project, "export/"), posted())

    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    heads = ("编号", "类别", "内容", "采纳", "理由", "版次", "答复日")
    place = next(place for place, row in enumerate(rows) if row[: len(heads)] == heads)
    assert [str(each) for each in rows[place + 1][:6]] == ["1", "其他", WORDS, "采纳", "先修下水。", "1"]
    assert Entry.objects.filter(act__contains="export").count() == 1


def test_next_version_is_refused_with_the_number_that_is_open(site: Site, project: Project) -> None:
    said(site, project)
    reviewer = at_desk(site.town, "reviewer")
    form = reviewer.get(f"/desk/projects/{project.number}/plan/").context["form"]
    values = {name: form[name].value() or "" for name in form.fields} | {
        "measures": "先修下水",
        "reason": "改次序",
    }

    answer = reviewer.post(
        f"/desk/projects/{project.number}/plan/",
        posted(**{k: v for k, v in values.items() if k != "receipt"}),
    )

    assert "还有 1 条意见没有答复" in text_of(answer)


def replanned(site: Site, project: Project) -> None:
    plan = replace(plan_of(project), measures="先修下水、换管、保温")
    change_plan(project_id=project.pk, plan=plan, reason="听了意见", by=site.reviewer, at=STARTED + 3 * DAY)


def test_public_plan_shows_the_change_with_the_opinions_behind_it_and_no_words(
    site: Site, project: Project
) -> None:
    answered(site, said(site, project, "这句话只给办事的人看"), said(site, project, "这句也是"))
    replanned(site, project)
    published(site, project)

    page = text_of(Client().get(f"/projects/{project.number}/plan/"))
    words = re.sub(r"<[^>]*>", "", page)

    assert [each in words for each in ("第 2 版", "先修下水、换管、保温", "2 条", "先修下水。")] == [True] * 4
    assert [each in page for each in ("这句话只给", "这句也是")] == [False, False]


def test_public_plan_shows_words_that_were_let_out(site: Site, project: Project) -> None:
    opinion = said(site, project, may_show=True)
    release_opinion(opinion_id=opinion.pk, by=site.reviewer, at=STARTED + 2 * DAY)
    published(site, project)

    assert WORDS in text_of(Client().get(f"/projects/{project.number}/plan/"))


def test_a_page_that_was_released_before_there_were_opinions_still_opens(
    site: Site, project: Project
) -> None:
    published(site, project)
    snapshot = Snapshot.objects.get(key=project.number, current=True)
    body = {name: value for name, value in snapshot.body.items() if name not in {"opinions", "measures"}}
    body["versions"] = [
        {
            "number": 2,
            "on": "2026-03-20",
            "reason": "改",
            "changes": [{"label": "目标", "before": "甲", "after": "乙"}],
        }
    ]
    Snapshot.objects.filter(pk=snapshot.pk).update(body=body)

    pages = [Client().get(f"/projects/{project.number}/{each}") for each in ("", "plan/")]

    assert [each.status_code for each in pages] == [200, 200]


def test_a_resident_says_something_without_a_name(site: Site, project: Project) -> None:
    published(site, project)
    address = f"/projects/{project.number}/opinion/"

    answer = Client().post(address, posted(text=WORDS, class_code="", place_text="", website=""))
    english = Client().get(f"/en{address}")

    opinion = Opinion.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/projects/{project.number}/plan/")
    assert (opinion.source, opinion.entered_by_id, opinion.may_show, english.status_code) == (
        "web",
        None,
        False,
        200,
    )


def test_a_robot_and_a_flood_are_refused(site: Site, project: Project) -> None:
    published(site, project)
    address = f"/projects/{project.number}/opinion/"

    robot = Client().post(address, posted(text=WORDS, website="http://spam.test"))
    codes = [Client().post(address, posted(text=WORDS, website="")).status_code for _ in range(11)]

    assert (robot.status_code, codes[:10], codes[10] >= 400, Opinion.objects.count()) == (
        422,
        [303] * 10,
        True,
        10,
    )


def test_a_plan_that_is_not_out_has_no_page(site: Site) -> None:
    project = site.at_state("reviewed")

    assert [
        Client().get(f"/projects/{project.number}/{each}/").status_code for each in ("plan", "opinion")
    ] == [404, 404]


@pytest.mark.parametrize("page", ["", "{project}/", "all/?year=2026", "{project}/new/"])
def test_pages_cost_the_same_for_one_opinion_and_for_four(site: Site, project: Project, page: str) -> None:
    said(site, project)
    clerk, address = at_desk(site.town, "clerk"), "/desk/opinions/" + page.format(project=project.number)
    one = statements_of(clerk, address)
    answered(site, said(site, project), said(site, project))
    said(site, project)
    assert (statements_of(clerk, address), one <= 12) == (one, True)
