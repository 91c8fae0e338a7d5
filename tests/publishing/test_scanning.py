"""The gate before anything goes out: put right, or signed for by a reviewer, or it stays in."""

from typing import Any

from django.core.files.base import ContentFile

from doorstep.issues.rules import Reporter
from doorstep.issues.services import capture_issue
from doorstep.kernel.actor import Actor
from doorstep.projects.models import Project
from doorstep.publishing import services
from doorstep.publishing.leaks import candidates_in
from doorstep.publishing.models import LeakSignOff, Notice
from doorstep.publishing.services.scanning import findings_in
from doorstep.records.models import Attachment
from tests.issues.town import AT
from tests.projects.site import statements
from tests.publishing.desk import Desk, again
from tests.publishing.test_kinds import PAID, result_notice
from tests.records.hostile import picture

MOBILE = "13800001234"


def draft(desk: Desk, words: str = f"联系李师傅 {MOBILE}") -> Notice:
    return result_notice(desk, goal=words)


def review(desk: Desk, notice: Notice) -> Notice:
    return services.review_notice(notice_id=notice.pk, by=desk.reviewer, at=PAID)


def edit(desk: Desk, notice: Notice, by: Actor | None = None, **changes: Any) -> Notice:
    values = {"title": notice.title, "texts": {"goal": "都修好了。"}} | changes
    return services.edit_notice(notice_id=notice.pk, by=by or desk.clerk, at=PAID, **values)


def sign(desk: Desk, notice: Notice, by: Actor | None = None, **changes: Any) -> LeakSignOff:
    digest = findings_in(notice)[0].digest if "digest" not in changes else ""
    values = {"digest": digest, "reason_code": "duty", "note": "公布的值班电话"} | changes
    return services.sign_off(notice_id=notice.pk, by=by or desk.reviewer, at=PAID, **values)


def test_finding_names_kind_and_place_and_never_shows_the_value(desk: Desk) -> None:
    found = findings_in(draft(desk))

    assert [(each.kind, each.place, each.signed) for each in found] == [("mobile", "goal", "")]
    assert MOBILE not in str(found)


def test_phone_of_the_street_is_nobodys(desk: Desk) -> None:
    assert findings_in(result_notice(desk)) == []


def test_review_is_refused_until_the_words_are_put_better(desk: Desk, refused) -> None:
    notice = draft(desk)

    refused("notice.findings", lambda: review(desk, notice))
    edit(desk, notice)

    assert review(desk, notice).state == "reviewed"
    assert again(notice).body["goal"] == "都修好了。"


def test_posting_is_refused_for_what_came_to_light_after_the_review(desk: Desk, refused) -> None:
    notice = review(desk, result_notice(desk))
    Notice.objects.filter(pk=notice.pk).update(title=f"公示 {MOBILE}")

    refused("notice.findings", lambda: desk.post(notice))


def test_reviewer_signs_for_one_finding_and_it_may_go_out(desk: Desk) -> None:
    notice = draft(desk)

    row = sign(desk, notice)

    assert (row.kind, row.place, row.reason_code, row.by_id) == (
        "mobile",
        "goal",
        "duty",
        desk.reviewer.account_id,
    )
    assert [each.signed for each in findings_in(notice)] == ["duty"]
    assert review(desk, notice).state == "reviewed"
    assert MOBILE not in str(list(LeakSignOff.objects.values()))


def test_other_words_at_the_place_are_open_again(desk: Desk, refused) -> None:
    notice = draft(desk)
    sign(desk, notice)

    edit(desk, notice, texts={"goal": "联系李师傅 13800001235"})

    refused("notice.findings", lambda: review(desk, notice))


def test_signing_is_the_reviewers_once_for_what_is_there_and_with_a_known_reason(desk: Desk, refused) -> None:
    notice = draft(desk)
    digest = findings_in(notice)[0].digest

    refused("not_allowed", lambda: sign(desk, notice, by=desk.clerk))
    refused("notice.reason_code", lambda: sign(desk, notice, reason_code="because"))
    refused("notice.no_such_finding", lambda: sign(desk, notice, digest="0" * 64))
    sign(desk, notice)
    refused("notice.no_such_finding", lambda: sign(desk, notice, digest=digest))
    review(desk, notice)
    refused("notice.not_draft", lambda: sign(desk, notice, digest=digest))


def test_signing_by_the_projects_lead_is_refused(desk: Desk, refused) -> None:
    notice = draft(desk)
    Project.objects.update(lead_id=desk.reviewer.account_id)

    refused("project.own", lambda: sign(desk, notice))


def reported_by_name(desk: Desk) -> None:
    """欧阳若澜 told the street that a lamp is broken."""
    capture_issue(
        street_id=desk.site.street_id,
        text="灯坏了。",
        category_code="lamp",
        place_id=None,
        reporter=Reporter(name="欧阳若澜", phone=MOBILE),
        source="web",
        received_at=AT,
        by=desk.resident,
        at=AT,
    )


def test_name_that_somebody_reported_under_is_found_without_opening_a_contact(desk: Desk) -> None:
    reported_by_name(desk)

    found = findings_in(draft(desk, "感谢欧阳若澜帮忙。"))

    assert [(each.kind, each.place) for each in found] == [("known_name", "goal")]
    assert findings_in(draft_again(desk, "感谢大家帮忙。")) == []


def test_name_the_street_knows_is_found_in_a_file(desk: Desk) -> None:
    reported_by_name(desk)
    notice = result_notice(desk)

    attach(desk, notice, "感谢欧阳若澜.jpg")

    assert [(each.kind, each.place) for each in findings_in(notice)] == [
        ("known_name", "感谢欧阳若澜.jpg file name")
    ]


def draft_again(desk: Desk, words: str) -> Notice:
    Notice.objects.update(state="withdrawn")
    return draft(desk, words)


def test_only_what_could_be_a_name_is_looked_up() -> None:
    assert "王秀兰" in candidates_in(["请王秀兰来"])
    assert candidates_in(["三十六户都修好了"]) == set()


def test_looking_names_up_costs_one_statement_however_long_the_notice(desk: Desk) -> None:
    short, long = draft(desk, "感谢王秀兰。"), draft_again(desk, "感谢王秀兰、李建国、张小红。" * 20)

    assert statements(lambda: findings_in(short)) == statements(lambda: findings_in(long))


def test_texts_of_a_draft_are_put_better_where_they_may_be(desk: Desk, refused) -> None:
    notice = draft(desk)

    refused("not_allowed", lambda: edit(desk, notice, by=desk.reviewer))
    refused("note.needed", lambda: edit(desk, notice, title=" "))
    refused("text.too_long", lambda: edit(desk, notice, title="长" * 121))
    refused("text.too_long", lambda: edit(desk, notice, texts={"goal": "长" * 2001}))
    refused("notice.fixed_text", lambda: edit(desk, notice, texts={"rate": "100%"}))
    changed = edit(desk, notice, title="新标题", texts={"goal": "好。", "words[0].text": ""})
    review(desk, notice)
    refused("notice.not_draft", lambda: edit(desk, notice))

    assert (changed.title, changed.body["words"]) == ("新标题", [])
    assert notice.steps.get(act="notice.edit").note == "goal words[0].text"


def attach(desk: Desk, notice: Notice, name: str = "现场.jpg", **changes: Any) -> Attachment:
    values = {"upload": ContentFile(picture(), name=name), "by": desk.clerk, "at": PAID} | changes
    return services.attach_to_notice(notice_id=notice.pk, **values)


def test_file_is_scanned_with_the_notice_and_taken_out_again(desk: Desk, refused, not_found) -> None:
    notice = result_notice(desk)
    attach(desk, notice)
    named = attach(desk, notice, f"{MOBILE}.jpg")

    assert [(each.kind, each.place) for each in findings_in(notice)] == [
        ("mobile", f"{MOBILE}.jpg file name")
    ]
    refused("notice.findings", lambda: review(desk, notice))

    def detach(by: Actor = desk.clerk, file: Any = named.pk) -> Notice:
        return services.detach_from_notice(notice_id=notice.pk, attachment_id=file, by=by, at=PAID)

    refused("not_allowed", lambda: detach(by=desk.reviewer))
    not_found(lambda: detach(file=notice.pk))
    detach()
    review(desk, notice)
    refused("notice.not_draft", detach)
    refused("notice.not_draft", lambda: attach(desk, notice))
    refused("not_allowed", lambda: attach(desk, notice, by=desk.reviewer))


def test_file_that_is_no_picture_and_no_pdf_does_not_come_in(desk: Desk, refused) -> None:
    notice = result_notice(desk)

    refused(
        "attachment.type",
        lambda: attach(desk, notice, upload=ContentFile("姓名,电话".encode(), name="表.csv")),
    )


def test_page_that_goes_up_with_an_approval_is_scanned_too(desk: Desk, refused) -> None:
    project = desk.site.reviewed()
    Project.objects.filter(pk=project.pk).update(goal=f"请联系 {MOBILE}")

    notice = desk.draft(project)

    assert [each.place for each in findings_in(notice)] == ["page.goal"]
    refused("notice.findings", lambda: review(desk, notice))
