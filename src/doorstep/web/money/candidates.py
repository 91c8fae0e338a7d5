"""One candidate: the gate, two gradings side by side by criterion, and what the meeting decided."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.funds import rules, services
from doorstep.funds.access import can_choose
from doorstep.funds.queries import CandidateLine, candidate_page, may_grade, quota_with_room
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.money import yuan
from doorstep.records.receipts import Answer
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.money.choosing import effect_of, room_bars, round_name
from doorstep.web.money.choosing_forms import GateForm, GradeForm, TalkForm, VerdictForm
from doorstep.web.money.figures import shown_yuan
from doorstep.web.tones import CHOICE_TONES

Act = tuple[Any, Callable[..., Any], Callable[[Any], dict[str, Any]]]
ACTS: dict[str, Act] = {
    "gate": (_("核对列支条件"), services.check_gate, lambda form: {"answers": form.answers()}),
    "grade": (
        _("评分"),
        services.grade_candidate,
        lambda form: {"grades": form.grades(), "evidence": form.cleaned_data["evidence"]},
    ),
    "talk": (_("写下商量的结果"), services.talk_over, lambda form: {"note": form.cleaned_data["note"]}),
    "decide": (_("记录会议的决定"), services.choose, lambda form: {"verdict": form.verdict()}),
}
QUESTIONS = {
    "grade": _("各评各的：另一位评完以前，谁都看不到对方的评分。评了不改。"),
    "decide": _("列入就给它留出额度；钱要等支出批准才动。更正要有新的会议决定。"),
    "gate": _("每项答是或否。有一项是“否”，这一轮就不能列入。"),
}


@desk("fund.read")
@require_safe
def candidate(request: Asked, candidate_id: int) -> HttpResponse:
    """Everything that is known of it; gradings stand beside each other, never added up."""
    line = candidate_page(request.actor, candidate_id, at=timezone.now())
    found = line.candidate
    quota, room = quota_with_room(found.selection)
    carried = line.choice is not None and line.choice.outcome == "carried"
    context = {
        "line": line,
        "candidate": found,
        "round_name": round_name(found.selection),
        "facts": facts_of(line),
        "bars": room_bars(quota, room),
        "effect": "" if carried else effect_of(found.asked_fen, room),
        "exceeds": room.excess(found.asked_fen) > 0,
        "gate": [(rules.GATE[each["code"]], each) for each in line.gate.answers] if line.gate else [],
        "profile": profile_of(line),
        "missing": rules.GRADERS - line.grading_count,
        "choices": [
            (each, rules.OUTCOMES[each.outcome], CHOICE_TONES[each.outcome]) for each in chosen(line)
        ],
        "acts": acts_of(request.actor, line),
    }
    return render_page(request, "web/money/candidate.html", context)


def facts_of(line: CandidateLine) -> list[tuple[Any, Any]]:
    project = line.candidate.project
    facts = [(_("地点"), line.place_name), (_("需要额度"), shown_yuan(line.candidate.asked_fen))]
    if project is None:
        return facts
    groups = project.beneficiaries.all()
    people = translate("、").join(f"{each.group} {each.count}" for each in groups)
    return [
        *facts,
        (_("受益对象"), people),
        (_("其他经费"), shown_yuan(project.other_fen)),
        (_("实物或人力"), project.in_kind),
    ]


def chosen(line: CandidateLine) -> list[Any]:
    """Newest first; a corrected one stays readable."""
    return list(line.candidate.choices.all())[::-1]


def profile_of(line: CandidateLine) -> list[dict[str, Any]]:
    """Criterion by criterion what each person gave, in the words that the grade stands for."""
    rubric = rules.RUBRICS[line.candidate.selection.rubric]
    return [
        {
            "label": each.label,
            "grades": [
                (grading.by.display_name, grading.grades[each.code], each.anchor(grading.grades[each.code]))
                for grading in line.gradings
            ],
            "apart": each.code in line.apart,
        }
        for each in rubric
    ]


def acts_of(actor: Actor, line: CandidateLine) -> list[dict[str, Any]]:
    """What this reader may do next."""
    found = line.candidate
    is_open = found.selection.state == "open"
    owns = can_choose(actor, path=found.selection.path)
    failed = line.gate is not None and not line.gate.passes
    open_to = {
        "gate": owns and is_open and line.choice is None,
        "grade": is_open and may_grade(actor, line),
        "talk": is_open and line.has_graded and bool(line.apart),
        "decide": owns
        and (failed or line.grading_count >= rules.GRADERS)
        and (is_open or line.choice is not None),
    }
    return [
        {"label": ACTS[name][0], "url": resolve_url("money:candidate-act", found.pk, name)}
        for name, may in open_to.items()
        if may
    ]


@desk("fund.request", "project.propose", "project.review")
@require_http_methods(["GET", "POST"])
def act(request: Asked, candidate_id: int, name: str) -> HttpResponse:
    """One step of a candidate, on a page of its own."""
    if name not in ACTS:
        raise Http404
    line = candidate_page(request.actor, candidate_id, at=timezone.now())
    label, service, values = ACTS[name]
    form = form_of(request, name, line)
    back = resolve_url("money:candidate", candidate_id)

    def do() -> Answer:
        service(candidate_id=candidate_id, by=request.actor, at=timezone.now(), **values(form))
        return Answer(to=back, note=str(_("已记下。")))

    room = quota_with_room(line.candidate.selection)[1]
    context = {
        "label": label,
        "question": QUESTIONS.get(name, ""),
        "about": line.candidate.name,
        "facts": [*facts_of(line), (_("还能列入"), shown_yuan(room.left))],
        "back": back,
    }
    return form_door(
        request, form, door=f"selection.{name}", do=do, template="web/money/form.html", context=context
    )


def form_of(request: Asked, name: str, line: CandidateLine) -> Any:
    data, found = request.POST or None, line.candidate
    if name == "gate":
        return GateForm(data, initial=gate_initial(line))
    if name == "grade":
        return GradeForm(data, rubric=found.selection.rubric)
    if name == "talk":
        return TalkForm(data)
    initial = {"reserved_fen": yuan(found.asked_fen), "on": day_of(timezone.now())}
    return VerdictForm(data, by=request.actor, initial=initial)


def gate_initial(line: CandidateLine) -> dict[str, str]:
    """The answers given last, to be mended rather than given again."""
    found: dict[str, str] = {}
    for each in line.gate.answers if line.gate else []:
        found[each["code"]] = "yes" if each["holds"] else "no"
        found[f"{each['code']}_reason"] = each["reason"]
    return found
