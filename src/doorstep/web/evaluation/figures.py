"""A result in words and whole per cents: as much as it says, and never more (STATISTICS §1 step 5)."""

from math import floor
from typing import Any

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from doorstep.evaluation.rules import checklists
from doorstep.evaluation.rules.checks import CalledAgain, most_bad
from doorstep.evaluation.rules.expectation import BANDS, FEWEST_PROJECTS
from doorstep.evaluation.rules.states import GRADES, MODES

SURE = 0.05
NOT_COMPARED = _("单项不与项目的预期相比。")
VERDICTS = {
    "higher": _("放到同样的难度和受益面上看，前一个项目的满意率更高。"),
    "lower": _("放到同样的难度和受益面上看，后一个项目的满意率更高。"),
    "no_difference": _("看不出差别。"),
}
LIES = {
    "inside": _("在偶然的范围以内"),
    "look": _("请看一看"),
    "alarm": _("请认真看"),
}
LIES_TONES = {"inside": "wait", "look": "soon", "alarm": "now"}


def per_cent(share: float | None) -> str:
    """Whole per cents, half upwards as people round."""
    return "–" if share is None else f"{floor(share * 100 + 0.5)}%"


def with_interval(share: float | None, interval: list[float] | None) -> str:
    """87%（75%–94%）: the share and between what it lies."""
    if share is None or interval is None:
        return "–"
    words = {"share": per_cent(share), "low": per_cent(interval[0]), "high": per_cent(interval[1])}
    return translate("%(share)s（%(low)s–%(high)s）") % words


def band_words(body: dict[str, Any]) -> str:
    """What the result says beside its expectation; too few projects or answers are said as such."""
    if body["band"] is None:
        return translate("本街道测评过的项目还不到 %(n)s 个，不与预期相比。") % {"n": FEWEST_PROJECTS}
    return translate(BANDS[body["band"]])


def figures_of(body: dict[str, Any]) -> list[tuple[Any, Any]]:
    """The rows of the report, in the order in which they are read."""
    found: list[tuple[Any, Any]] = [
        (_("受益对象"), translate("%(n)s 位") % {"n": body["frame"]}),
        (_("抽到并联系的"), asked_words(body)),
        (_("有效评价"), translate("%(n)s 份，回答率 %(share)s") % answered_words(body)),
        (_("满意率"), raw_words(body)),
    ]
    if not body["enough"]:
        found.append((_("够不够准"), translate("样本不足，只作参考。")))
    if body["needs_weights"]:
        found.append((_("按各组人数加权以后"), weighted_words(body)))
    if body["adjusted"] is not None:
        found.append((_("放到中等难度看"), with_interval(body["adjusted"], body["adjusted_interval"])))
    if body["answered"] < body["selected"]:
        found.append((_("没答的人都不满意或都满意"), between(body["bounds"])))
    return [
        *found,
        (_("有人要求改评价或给好评"), translate("%(n)s 位这样说") % {"n": body["pressed"]}),
        (_("怎么问的"), modes_words(body["modes"])),
    ]


def called_again_line(body: dict[str, Any], found: CalledAgain) -> tuple[Any, str]:
    """How many second calls did not confirm what was taken down, and what that allows to say of all answers."""
    if not found.checked:
        return _("复核回访"), translate("还没有问到")
    words = {
        "n": found.checked,
        "c": found.not_confirmed,
        "most": most_bad(found.checked, found.not_confirmed, max(found.checked, body["answered"])),
        "all": body["answered"],
    }
    told = translate(
        "再问到 %(n)s 份，其中与记录不一致 %(c)s 份；九成五的把握，%(all)s 份里不一致的不超过 %(most)s 份"
    )
    return _("复核回访"), told % words


def raw_words(body: dict[str, Any]) -> str:
    """A whole frame that answered leaves nothing to chance."""
    if body["answered"] == body["frame"]:
        return translate("%(share)s，全部都答了，没有抽样误差") % {"share": per_cent(body["raw"])}
    return with_interval(body["raw"], body["raw_interval"])


def asked_words(body: dict[str, Any]) -> str:
    if body["census"]:
        return translate("%(n)s 位，全部都问") % {"n": body["selected"]}
    return translate("%(n)s 位，分组随机抽取") % {"n": body["selected"]}


def answered_words(body: dict[str, Any]) -> dict[str, Any]:
    return {"n": body["answered"], "share": per_cent(body["response_rate"])}


def weighted_words(body: dict[str, Any]) -> str:
    share = with_interval(body["weighted"], body["weighted_interval"])
    if body["n_eff"] is None:
        return share
    return translate("%(share)s，相当于 %(n)s 份评价") % {"share": share, "n": round(body["n_eff"])}


def between(bounds: list[float]) -> str:
    return translate("在 %(low)s 和 %(high)s 之间") % {
        "low": per_cent(bounds[0]),
        "high": per_cent(bounds[1]),
    }


def modes_words(modes: dict[str, int]) -> str:
    parts = [
        translate("%(mode)s %(n)s 份") % {"mode": translate(label), "n": modes[code]}
        for code, label in MODES.items()
        if modes.get(code)
    ]
    return translate("、").join(parts) or "–"


def grade_lines(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The five grades as bars; dissatisfied ones stand out."""
    return [
        {"label": translate(label), "value": body["grades"][str(grade)], "tone": "" if grade >= 3 else "now"}
        for grade, label in GRADES.items()
    ]


def strata_lines(body: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "name": each["name"] or translate("全部"),
            "size": each["size"],
            "answered": each["answered"],
            "grades": [(translate(label), each["grades"][str(grade)]) for grade, label in GRADES.items()],
        }
        for each in body["strata"]
    ]


def second_words(body: dict[str, Any]) -> list[str]:
    """What the second round shows beside the first: the same people, and what would have come of itself."""
    same, alone = body["same"], body["without_action"]
    changed = translate(
        "两次都答的 %(answered)s 位里，%(better)s 位由不满意变为满意，%(worse)s 位由满意变为不满意。"
    )
    sure = same["p"] < SURE
    chance = translate("这样的变化不像是偶然。") if sure else translate("这样的变化也可能只是偶然。")
    by_itself = translate(
        "什么都不做，第二次的满意率预计也有 %(expected)s；出现这次这么多满意的可能性是 %(chance)s。"
    )
    values = {"expected": per_cent(alone["expected"]), "chance": per_cent(alone["as_good"])}
    return [changed % same, chance, by_itself % values]


def site_lines(assessments: Any) -> list[dict[str, Any]]:
    """What was seen on site, question by question, beside the answers."""
    return [site_line(each) for each in assessments]


def site_line(each: Any) -> dict[str, Any]:
    asked = checklists.checklist(each.kind)
    return {
        "row": each,
        "kind": translate(checklists.KINDS[each.kind]),
        "answers": [
            (translate(words), translate(checklists.ANSWERS[each.answers[code]]), each.remarks.get(code, ""))
            for code, words in asked.items()
            if code in each.answers
        ],
    }
