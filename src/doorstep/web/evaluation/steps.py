"""Every act on one evaluation as the desk offers it: its words, its form, when, who, and its one service."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from doorstep.evaluation import access, services
from doorstep.evaluation.queries.desk import callers_of
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.people.queries import colleagues
from doorstep.ui.forms import PlainForm
from doorstep.web.doors import Asked
from doorstep.web.evaluation import forms as asked
from doorstep.web.evaluation.lists import member_of, place_named

Values = dict[str, Any]
May = Callable[[Actor, Any], bool]


@dataclass(frozen=True)
class Step:
    """One button of the page; ``make`` builds its form, ``values`` what of it the service takes."""

    label: Any
    done: Any
    may: May
    open_when: Callable[[Any], bool]
    run: Callable[..., Any]
    make: Callable[[Asked, Any], PlainForm]
    values: Callable[[Asked, Any], Values]
    question: Any = ""
    aside: bool = False
    now: bool = False


def runs(actor: Actor, found: Any) -> bool:
    return access.can_run(actor, path=found.path)


def reviews(actor: Actor, found: Any) -> bool:
    return access.can_review(actor, path=found.path, planned_by=found.planned_by_id)


def looks(actor: Actor, found: Any) -> bool:
    return access.can_look(actor, path=found.path)


def plain(form: type[PlainForm]) -> Callable[[Asked, Any], PlainForm]:
    return lambda request, found: form(request.POST or None)


def cleaned(*names: str) -> Callable[[Asked, Any], Values]:
    return lambda request, form: {name: form.cleaned_data[name] for name in names}


def nothing(request: Asked, form: Any) -> Values:
    return {}


def in_state(*states: str) -> Callable[[Any], bool]:
    return lambda found: found.state in states


def draw_of(found: Any) -> Any:
    return next(each for each in found.draws.all() if each.round == found.round)


def to_be_drawn(found: Any) -> bool:
    state = "frame_locked" if found.round == 1 else "rectifying"
    return found.state == state and draw_of(found).drawn_at is None


def being_asked(found: Any) -> bool:
    state = "collecting" if found.round == 1 else "rectifying"
    return found.state == state and draw_of(found).drawn_at is not None


def put_right(found: Any) -> bool:
    """Everything is verified and nobody was asked again yet."""
    return (
        found.state == "rectifying"
        and found.round == 1
        and all(each.state == "verified" for each in found.rectifications.all())
    )


def can_be_mended(found: Any) -> bool:
    return found.state in {"soliciting", "rectifying"} and found.round == 1


def place_values(request: Asked, form: Any) -> Values:
    place = place_named(request.actor, form.cleaned_data["place"])
    return {"path": place.path, "group": form.cleaned_data["group"]}


def member_values(request: Asked, form: Any) -> Values:
    return {"members": [member_of(request.actor, **form.fields_of_member())]}


def lock_form(request: Asked, found: Any) -> PlainForm:
    return asked.LockForm(request.POST or None, late=found.is_claimed(day_of(timezone.now())))


def lock_values(request: Asked, form: Any) -> Values:
    return {"late_reason": form.cleaned_data.get("late_reason", "")}


def possible(found: Any) -> list[tuple[int, str]]:
    actors = services.possible_callers(found, at=timezone.now())
    return [(actor.account_id or 0, actor.name) for actor in actors]


def draw_form(request: Asked, found: Any) -> PlainForm:
    return asked.CallersForm(request.POST or None, callers=possible(found))


def allot_form(request: Asked, found: Any) -> PlainForm:
    holders = [
        (
            each["caller_id"],
            _("%(name)s（还有 %(n)s 位）") % {"name": each["caller__display_name"], "n": each["waiting"]},
        )
        for each in callers_of(found)
        if each["waiting"]
    ]
    return asked.AllotForm(request.POST or None, callers=possible(found), holders=holders)


def allot_values(request: Asked, form: Any) -> Values:
    values = form.cleaned_data
    return {"from_caller_id": values["from_caller_id"], "to_caller_ids": values["caller_ids"]}


def theme_values(request: Asked, form: Any) -> Values:
    return {"themes": [line.strip() for line in form.cleaned_data["themes"].splitlines() if line.strip()]}


def rectify_form(request: Asked, found: Any) -> PlainForm:
    owners = colleagues(request.actor, path=found.path, on=day_of(timezone.now()))
    lead = [(found.project.lead_id, found.project.lead.display_name)]
    return asked.RectifyForm(
        request.POST or None,
        owners=list(dict([*lead, *owners]).items()),
        initial={"owner_id": found.project.lead_id},
    )


STEPS: Final[dict[str, Step]] = {
    "places": Step(
        _("登记一处的全部住户"),
        _("已登记。"),
        runs,
        in_state("planned"),
        services.register_places,
        plain(asked.PlacesForm),
        place_values,
    ),
    "member": Step(
        _("登记一位"),
        _("已登记。"),
        runs,
        in_state("planned"),
        services.register_members,
        plain(asked.MemberForm),
        member_values,
    ),
    "lock": Step(
        _("锁定名单"),
        _("名单已锁定，校验码已公布。"),
        runs,
        in_state("planned"),
        services.lock_frame,
        lock_form,
        lock_values,
        _("锁定以后，名单不能再加、不能再减。名单的校验码会印在报告上，谁都可以核对。"),
    ),
    "draw": Step(
        _("抽签"),
        _("样本已抽出，名单已分给回访员。"),
        runs,
        to_be_drawn,
        services.draw_sample,
        draw_form,
        cleaned("caller_ids"),
        _("顺序由两方的随机数算出，谁也不能挑。抽出以后，任何人都可以用公开文件重算一遍。"),
    ),
    "allot": Step(
        _("重新分派"),
        _("已重新分派。"),
        runs,
        being_asked,
        services.allot_anew,
        allot_form,
        allot_values,
        _("比如有人生病：没有问完的，随机分给别的回访员。"),
        aside=True,
    ),
    "close": Step(
        _("结束收集"),
        _("收集已结束，结果已算出。"),
        runs,
        being_asked,
        services.close_collection,
        plain(asked.CloseForm),
        theme_values,
        _("结束以后不能再加评价，结果只算一次。"),
    ),
    "review": Step(
        _("审核通过"),
        _("结果已审核，可以公布。"),
        reviews,
        in_state("closed"),
        services.review_result,
        plain(asked.OptionalNoteForm),
        cleaned("note"),
        _("您是第二个人：看过名单、抽签、提示和结果，再让它出去。"),
    ),
    "recalls": Step(
        _("抽一些再打一次"),
        _("复核名单已抽出。"),
        looks,
        in_state("collecting", "closed", "reviewed", "rectifying", "re_collected"),
        services.draw_recalls,
        plain(PlainForm),
        nothing,
        _("随机抽一些评价，由没有记这份评价的人再打一次电话，问是不是这么说的。"),
        aside=True,
    ),
    "solicit": Step(
        _("登记再次征求的意见"),
        _("已登记。"),
        runs,
        in_state("published", "soliciting"),
        services.solicit,
        plain(asked.SolicitForm),
        cleaned("how", "said", "wants"),
    ),
    "rectify": Step(
        _("安排整改"),
        _("整改已安排，负责人会在自己的待办里看到。"),
        runs,
        can_be_mended,
        services.plan_rectification,
        rectify_form,
        cleaned("cause", "action", "owner_id", "kind", "due_on"),
    ),
    "again": Step(
        _("开始再次评价"),
        _("可以再次评价了。"),
        runs,
        put_right,
        services.begin_second_round,
        plain(PlainForm),
        nothing,
        _("原来答过的人再问一次，另外新抽一批。超过 30 户的，两方先各交一个新的封存码。"),
    ),
    "archive": Step(
        _("归档"),
        _("已归档。"),
        runs,
        in_state("published", "re_published"),
        services.archive_evaluation,
        plain(asked.OptionalNoteForm),
        cleaned("note"),
        _("归档以后，受访居民的称呼、电话和门牌到期清除，说过的话和数留下。"),
    ),
    "cancel": Step(
        _("不再评价"),
        _("已取消。"),
        runs,
        in_state("planned", "frame_locked"),
        services.cancel_evaluation,
        plain(asked.ReasonForm),
        cleaned("reason"),
        _("只在项目不做了的时候用。"),
        aside=True,
        now=True,
    ),
}
