"""An evaluation in plain words: where it stands, what to do now, and whose turn it is."""

from typing import Any

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from doorstep.evaluation.rules.states import ACTS, CENSUS_UP_TO
from doorstep.web.tones import EVALUATION_TONES

# The road that everybody can follow; a state stands at one of its steps.
ROAD = (
    ("planned", _("列名单"), ("planned",)),
    ("frame_locked", _("锁定名单，抽签"), ("frame_locked",)),
    ("collecting", _("去问居民"), ("collecting",)),
    ("closed", _("审核结果"), ("closed",)),
    ("reviewed", _("公布结果"), ("reviewed",)),
)
MENDING = (
    ("soliciting", _("再次征求意见"), ("soliciting",)),
    ("rectifying", _("整改，再问一次"), ("rectifying",)),
    ("re_collected", _("公布再评结果"), ("re_collected",)),
)
END = (("archived", _("归档"), ("published", "re_published", "archived")),)


def road_of(found: Any, *, asks_again: bool) -> list[dict[str, str]]:
    """The steps with the current one marked; putting right is on the road only where it is needed."""
    road = [*ROAD, *(MENDING if asks_again else ()), *END]
    here = next((place for place, (_code, _label, states) in enumerate(road) if found.state in states), None)
    if found.state == "cancelled":
        return []
    if found.state == "published" and asks_again:
        here = len(ROAD)
    place = len(road) if found.state == "archived" else here or 0
    return [
        {
            "label": str(label),
            "state": "done" if at < place else "current" if at == place else "todo",
            "url": "",
        }
        for at, (_code, label, _states) in enumerate(road)
    ]


def to_do(found: Any, draw: Any, *, members: int, waiting: int, asks_again: bool, open_count: int) -> str:
    """What somebody has to do next, in one sentence."""
    state = found.state
    if state == "planned":
        return first_words(draw, members)
    if state == "frame_locked":
        return draw_words(found, draw)
    if state == "collecting":
        return asked_words(found, waiting)
    if state == "published" and asks_again:
        return translate("满意率低于规定，或有人说到安全问题：先再问一问居民希望怎么办，再整改。")
    if state == "rectifying":
        return again_words(found, draw, waiting=waiting, open_count=open_count)
    return str(LATER.get(state, ""))


LATER = {
    "closed": _("由第二个人看过提示和结果，再审核通过。"),
    "reviewed": _("起草公示，把结果公布出去。"),
    "published": _("给每一位不满意的居民答复，然后归档。"),
    "soliciting": _("意见问清楚以后，写明原因、措施、负责人和期限，安排整改。"),
    "re_collected": _("再次评价已经结束，把两次的结果一起公布。"),
    "re_published": _("给每一位不满意的居民答复，然后归档。"),
}


def first_words(draw: Any, members: int) -> str:
    if not members:
        return translate("把这个项目是为谁做的，一户一户登记进名单。")
    if members > CENSUS_UP_TO and not (draw.commit_a and draw.commit_b):
        return translate("名单超过 30 户，要抽签。请街道和居民监督两方各提交一个封存码，然后锁定名单。")
    return translate("名单登记全了就锁定。锁定以后不能再改，要在申请验收以前。")


def draw_words(found: Any, draw: Any) -> str:
    if found.frame_size > CENSUS_UP_TO and not (draw.secret_a and draw.secret_b):
        return translate("请街道和居民监督两方各公开当时封存的那串文字，然后抽签。")
    return translate("可以抽签了：选好由谁去问。")


def asked_words(found: Any, waiting: int) -> str:
    if waiting:
        words = {"n": waiting, "day": f"{found.closes_on:%Y-%m-%d}"}
        return translate("还有 %(n)s 位居民等着联系，到 %(day)s 为止。") % words
    return translate("居民都联系过了，可以结束收集、算出结果。")


def again_words(found: Any, draw: Any, *, waiting: int, open_count: int) -> str:
    if found.round == 1 and open_count:
        return translate("整改正在进行。全部复核以后，再问一次居民。")
    if found.round == 1:
        return translate("整改都复核了，可以开始再次评价：原来的人和新抽的人一起问。")
    if draw.drawn_at is None:
        return (
            draw_words(found, draw)
            if draw.commit_b and draw.commit_a
            else first_words(draw, found.frame_size)
        )
    return asked_words(found, waiting)


def life_entry(step: Any) -> dict[str, Any]:
    return {
        "when": step.at,
        "who": step.by_name,
        "what": translate(ACTS[step.act]),
        "note": step.note if step.act in SAID else "",
        "tone": EVALUATION_TONES[step.to_state],
    }


# Acts whose note is somebody's own words and not a code, a hash, or what a resident said.
SAID = frozenset(
    {
        "evaluation.unregister",
        "evaluation.review",
        "evaluation.archive",
        "evaluation.cancel",
        "evaluation.report_rectified",
        "evaluation.send_back",
        "evaluation.look",
        "evaluation.assess",
    }
)
