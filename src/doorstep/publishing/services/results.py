"""The notice of a round's result: both rates, the interval, what is said of it in words, and no small cell."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from doorstep.evaluation.models import Rectification, SiteAssessment
from doorstep.evaluation.queries.public import ResultToPublish, result_to_publish
from doorstep.evaluation.rules.checklists import ANSWERS
from doorstep.evaluation.rules.checks import CalledAgain
from doorstep.evaluation.rules.expectation import BANDS
from doorstep.evaluation.rules.states import GRADES, SATISFIED_FROM
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if
from doorstep.projects.rules import BENEFICIARY_UNITS
from doorstep.publishing.models import Notice
from doorstep.publishing.rules.cells import safe_table
from doorstep.publishing.services.drafting import About, draft_notice_of
from doorstep.records.acts import act

FEWEST_PUBLISHED: Final = 10
NOT_SHOWN: Final = "—"
TOO_FEW: Final = "人数少于 10，不公布比率"
METHODS: Final = {True: "全部受益对象逐一询问", False: "分层随机抽样，抽签可由任何人重做"}
SIDES: Final = {"yes": "yes", "no": "no"}  # both totals are public with the rate
CLASSES: Final = {str(g): "yes" if g >= SATISFIED_FROM else "no" for g in GRADES}


@act
def draft_result_notice(*, evaluation_id: UUID, by: Actor, at: datetime) -> Notice:
    """What the round showed, as the public may read it; after something was put right both results side by side.

    Refuses what has a notice on its way, and a result with a flag that nobody has looked at; a result that nobody
    reviewed does not exist here.
    """
    found = result_to_publish(by, evaluation_id)
    refuse_if(found.evaluation.flags.filter(looked_at__isnull=True).exists(), "evaluation.flags_open")
    project = found.evaluation.project
    again = found.round > 1
    return draft_notice_of(
        kind="rectification" if again else "result",
        about=About(f"{found.evaluation.about}:{found.round}", project.path, project),
        title=f"《{found.evaluation.part_title or project.name}》{'整改后再次评价' if again else '满意度评价'}结果公示",
        values=again_values(found) if again else first_values(found),
        by=by,
        at=at,
    )


def figures_of(
    body: Mapping[str, Any],
    called_again: CalledAgain,
    *,
    draw_file: str,
    most: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """n, rate with interval, and the grades as far as nobody is singled out by them; with the draw behind them.

    ``most`` as in safe_groups.
    """
    enough = body["answered"] >= FEWEST_PUBLISHED
    weighted = safe_weighted(body, most) if enough else ""
    return {
        "method": METHODS[body["census"]],
        "n": body["answered"],
        "frame": body["frame"],
        "asked": body["selected"],
        "response_rate": percent(body["response_rate"]),
        "rate": percent(body["raw"]) if enough else TOO_FEW,
        "interval": span(body["raw_interval"]) if enough else "",
        "weighted": weighted,
        "n_eff": f"{body['n_eff']:.1f}" if weighted and body["n_eff"] is not None else "",
        "draw_file": draw_file,
        "grades": safe_grades(body["grades"]) if enough else [],
        "called_again": called_again.checked,
        "not_confirmed": safe_not_confirmed(called_again),
    }


def safe_not_confirmed(found: CalledAgain) -> int | str:
    """How many were not as written down; a dash where it, or how many were, is a small count."""
    checked, differs = found.checked, found.not_confirmed
    is_safe = differs == 0 or min(differs, checked - differs) >= FEWEST_PUBLISHED
    return differs if checked >= FEWEST_PUBLISHED and is_safe else NOT_SHOWN


def safe_weighted(body: Mapping[str, Any], most: Mapping[str, int] | None = None) -> str:
    """The rate by weights, where every group's rate is public: it is one equation more about the groups, and
    together with the plain rate it gives back two that were kept."""
    shown = all(NOT_SHOWN not in (each["n"], each["rate"]) for each in safe_groups(body["strata"], most))
    if not (body["needs_weights"] and shown):
        return ""
    return f"{percent(body['weighted'])} {span(body['weighted_interval'])}"


def percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"


def span(interval: Sequence[float]) -> str:
    return f"{interval[0]:.1%} – {interval[1]:.1%}"


def safe_grades(grades: Mapping[str, int]) -> list[dict[str, Any]]:
    """Each grade with its count, or a dash where a small count could be read or worked out."""
    table = safe_table({"all": {str(g): grades[str(g)] for g in GRADES}}, classes=CLASSES)
    return [
        {
            "grade": label,
            "count": NOT_SHOWN if (count := table.cells["all"][str(grade)]) is None else count,
            "share": NOT_SHOWN if count is None else percent(count / table.total),
        }
        for grade, label in GRADES.items()
    ]


def safe_groups(
    strata: Sequence[Mapping[str, Any]], most: Mapping[str, int] | None = None
) -> list[dict[str, Any]]:
    """Each group's rate where enough answered on both sides of it; nothing for a single group.

    How many are satisfied in all is known from the rate, so that is a total which cannot be kept back with them.
    ``most``: how many each group was drawn, which the draw's file tells; its size when it is not given.
    """
    if len(strata) < 2:
        return []
    counts = {
        each["name"]: {"yes": each["satisfied"], "no": each["answered"] - each["satisfied"]}
        for each in strata
    }
    known = {each["name"]: (most or {}).get(each["name"], each["size"]) for each in strata}
    table = safe_table(counts, classes=SIDES, row_most=known)
    return [
        {
            "group": each["name"],
            "n": NOT_SHOWN if table.rows[each["name"]] is None else each["answered"],
            "frame": each["size"],
            "rate": group_rate(table.cells[each["name"]]),
        }
        for each in strata
    ]


def group_rate(cells: Mapping[str, int | None]) -> str:
    yes, no = cells["yes"], cells["no"]
    return NOT_SHOWN if yes is None or no is None else percent(yes / (yes + no)) if yes + no else ""


def draw_of(found: ResultToPublish, number: int) -> str:
    """Where everybody finds the file of a round's draw."""
    return f"/evaluations/{found.evaluation.number}/draw-{number}.json"


def head_of(found: ResultToPublish) -> dict[str, Any]:
    project = found.evaluation.project
    return {
        "number": project.number,
        "name": project.name,
        "part": found.evaluation.part_title,
        "org": project.org.name,
        "contact": "",
    }


def first_values(found: ResultToPublish) -> dict[str, Any]:
    body, project = found.body, found.evaluation.project
    enough = body["answered"] >= FEWEST_PUBLISHED
    shown = enough and body["adjusted"] is not None
    return {
        **head_of(found),
        **figures_of(
            body,
            found.called_again[found.round],
            draw_file=draw_of(found, found.round),
            most=found.drawn_by_stratum,
        ),
        "goal": project.goal,
        "result": in_words(body),
        "adjusted": percent(body["adjusted"]) if shown else "",
        "adjusted_interval": span(body["adjusted_interval"]) if shown else "",
        "expected": percent(body["expected"]) if shown else "",
        "band": BANDS[body["band"]] if shown and body["band"] else "",
        "difficulty": found.evaluation.difficulty,
        "beneficiaries": [
            {"group": each.group, "count": each.count, "unit": BENEFICIARY_UNITS[each.unit]}
            for each in ([] if found.evaluation.part_kind else project.beneficiaries.order_by("id"))
        ],
        "by_group": safe_groups(body["strata"], found.drawn_by_stratum) if enough else [],
        "themes": [{"theme": each, "count": ""} for each in body["themes"]],
        "site": [site_line(each) for each in found.assessments],
        "rectification": "正在再次征求意见，随后整改并再次评价。" if body["must_ask_again"] else "",
        "frame_hash": found.evaluation.frame_hash,
        "words": [{"text": each} for each in found.words],
        "taken_back": "",
        "asked_to_change": body["pressed"]
        if body["pressed"] == 0 or body["pressed"] >= FEWEST_PUBLISHED
        else NOT_SHOWN,
    }


def in_words(body: Mapping[str, Any]) -> str:
    """One sentence that says no more than the answers allow."""
    if body["answered"] < FEWEST_PUBLISHED:
        return f"答复 {body['answered']} 份，{TOO_FEW}。"
    doubt = "" if body["enough"] else "样本不足，只供参考。"
    return (
        f"{body['answered']} 份评价中，满意率 {percent(body['raw'])}（{span(body['raw_interval'])}）。{doubt}"
    )


def site_line(seen: SiteAssessment) -> dict[str, Any]:
    said = {code: ANSWERS[answer] for code, answer in seen.answers.items()}
    words = "；".join([*seen.remarks.values(), seen.remark]).strip("；")
    return {
        "on": seen.seen_on.isoformat(),
        "works": said["works"],
        "kept": said["kept"],
        "used": said["used"],
        "words": words,
    }


def again_values(found: ResultToPublish) -> dict[str, Any]:
    mended = found.rectifications
    return {
        **head_of(found),
        "cause": "；".join(each.cause for each in mended),
        "action": "；".join(each.action for each in mended),
        "owner": found.evaluation.project.org.name,
        "due_on": max((each.due_on.isoformat() for each in mended), default=""),
        "done_on": max((done_day(each) for each in mended), default=""),
        "first": figures_of(found.results[1].body, found.called_again[1], draw_file=draw_of(found, 1)),
        "second": figures_of(found.results[2].body, found.called_again[2], draw_file=draw_of(found, 2)),
    }


def done_day(mended: Rectification) -> str:
    return day_of(mended.done_at).isoformat() if mended.done_at else ""
