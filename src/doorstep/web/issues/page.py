"""One issue: what was said, where it stands, its whole life, and everything that may be done next."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from doorstep.issues import access, rules
from doorstep.issues.queries import issue_page_by_tracking, life_of
from doorstep.kernel.actor import Actor
from doorstep.kernel.refs import show_tracking_number
from doorstep.projects.queries import projects_of_issue
from doorstep.projects.rules import STATES as PROJECT_STATES
from doorstep.ui.parts import render_page
from doorstep.ui.templatetags.ui import moment
from doorstep.web.doors import Asked, desk
from doorstep.web.issues.due import is_late, limit_of
from doorstep.web.issues.forms import LookForm
from doorstep.web.issues.lives import in_words
from doorstep.web.issues.steps import STEPS, can_call, can_make_project, can_step
from doorstep.web.tones import ISSUE_TONES, PROJECT_TONES

ISSUE_READERS = ("issue.read",)


@desk(*ISSUE_READERS)
@require_safe
def page(request: Asked, number: str) -> HttpResponse:
    """Everything about one issue that this reader may see."""
    found = issue_page_by_tracking(request.actor, number)
    return render_page(request, "web/issues/page.html", page_context(request.actor, found))


def page_context(actor: Actor, issue: Any) -> dict[str, Any]:
    now = timezone.now()
    acts, more = acts_for(actor, issue)
    return {
        "issue": issue,
        "crumbs": [(_("问题收件箱"), resolve_url("issues:inbox")), (issue.tracking, "")],
        "shown": show_tracking_number(issue.tracking),
        "state_label": translate(rules.STATES[issue.state]),
        "tone": ISSUE_TONES[issue.state],
        "limit": limit_of(issue, now=now),
        "late": is_late(issue, now=now),
        "place": issue.place_text or (issue.place.full_name if issue.place else ""),
        "facts": facts_of(issue),
        "acts": acts,
        "more_acts": more,
        "look": look_for(actor, issue),
        "life": in_words(life_of(issue, public=False, reader=actor)),
        "projects": [project_line(each.project) for each in projects_of_issue(issue.pk)],
        "voices": list(issue.voices.all()),
        "exclusions": [exclusion_line(actor, issue, each) for each in issue.exclusions.all()],
    }


def facts_of(issue: Any) -> list[tuple[Any, Any]]:
    """Only what is known; in the order in which it is asked on the phone."""
    found = [
        (_("收到"), moment(issue.received_at)),
        (_("来源"), translate(rules.SOURCES[issue.source])),
        (_("性质"), translate(rules.KINDS[issue.kind])),
        (_("类别"), _(issue.category.name)),
        (_("缓急"), translate(rules.URGENCIES[issue.urgency])),
        (_("办理方式"), translate(rules.ROUTES[issue.route])),
        (_("首接人"), issue.owner.display_name if issue.owner else translate("网上反映，还没有人接")),
        (_("承办单位"), issue.unit.name if issue.unit else ""),
        (_("经办人"), issue.handler.display_name if issue.handler else ""),
        (_("办结期限"), moment(issue.solve_due_at) if issue.solve_due_at else ""),
        (_("首次联系"), contact_fact(issue)),
        (_("重办次数"), issue.reopen_count or ""),
        (_("退单次数"), issue.return_count or ""),
        (_("外部编号"), issue.outside_ref),
        (_("销号理由"), translate(rules.CLOSE_REASONS[issue.close_reason]) if issue.close_reason else ""),
    ]
    return [(label, value) for label, value in found if value not in ("", None)]


def contact_fact(issue: Any) -> Any:
    if issue.contacted_at:
        return moment(issue.contacted_at)
    if issue.response_missed:
        return translate("超时未联系")
    return translate("还没有联系") if issue.is_open else ""


def acts_for(actor: Actor, issue: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The next steps first, then what is needed now and then; every one leads to a page of its own."""
    main, more = [], []
    if can_call(actor, issue):
        main.append({"label": _("回访"), "url": resolve_url("issues:call-back", issue.tracking)})
    for name, step in STEPS.items():
        if not can_step(step, actor=actor, issue=issue):
            continue
        url = resolve_url(f"issues:{name}" if name == "merge" else "issues:act", *address_of(name, issue))
        (more if step.aside else main).append({"label": step.label, "url": url})
    if can_make_project(actor, issue):
        url = f"{resolve_url('projects:new')}?issue={issue.tracking}"
        main.append({"label": _("转为项目"), "url": url})
    return main, more


def address_of(name: str, issue: Any) -> tuple[str, ...]:
    return (issue.tracking,) if name == "merge" else (issue.tracking, name)


def look_for(actor: Actor, issue: Any) -> LookForm | None:
    """The small form that opens the contact, for whom it may be opened at all."""
    may = access.can_read_contact(
        actor,
        path=issue.path,
        unit_id=issue.unit_id,
        delivered_by=issue.delivered_by_id,
        is_open=issue.is_open,
    )
    return LookForm() if may and not issue.anonymous else None


def project_line(project: Any) -> dict[str, Any]:
    return {
        "name": project.name,
        "url": resolve_url("projects:page", project.number),
        "label": translate(PROJECT_STATES[project.state]),
        "tone": PROJECT_TONES[project.state],
    }


def exclusion_line(actor: Actor, issue: Any, exclusion: Any) -> dict[str, Any]:
    open_one = exclusion.approved is None
    may = open_one and access.can_decide_exclusion(
        actor, path=issue.path, proposed_by=exclusion.proposed_by_id
    )
    labels = {None: (_("等决定"), "wait"), True: (_("不计入"), "off"), False: (_("照常计入"), "done")}
    label, tone = labels[exclusion.approved]
    return {
        "code": translate(rules.EXCLUSION_CODES[exclusion.code]),
        "reason": exclusion.reason,
        "at": exclusion.proposed_at,
        "label": label,
        "tone": tone,
        "url": resolve_url("issues:decide", issue.tracking) if may else "",
    }
