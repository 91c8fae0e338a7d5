"""The forms of meetings and procedures."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doorstep.consultations import rules
from doorstep.consultations.rules.thresholds import ELECTORATES, THRESHOLDS, Votes
from doorstep.consultations.services import Call, ItemPlan, Ruling, SeriesPlan, Taken
from doorstep.kernel.calendar import moment
from doorstep.ui.forms import CountedTextarea, DateInput, PlainForm, labels

LATE_HELP = _("贴出好几天以后才登记的，要写理由，并由别人核看。")
ONLY_TALK = "talk"
RULES = [("", _("按会议种类")), (ONLY_TALK, _("只讨论，不计票"))]


def rule_choices() -> list[tuple[str, Any]]:
    return [*RULES, *labels({code: row.label for code, row in THRESHOLDS.items()})]


def rule_for(kind: str, chosen: str) -> str:
    """The rule that was chosen; where nobody chose, the one by which this kind of meeting decides."""
    return "" if chosen == ONLY_TALK else chosen or rules.RULE_OF.get(kind, "")


def electorate_choices() -> list[tuple[str, Any]]:
    return [("", _("按办法默认")), *labels(ELECTORATES)]


class MeetingForm(PlainForm):
    """A notice; the agenda is one item a line."""

    kind = forms.ChoiceField(label=_("种类"), choices=labels(rules.KINDS))
    title = forms.CharField(label=_("名称"), max_length=80)
    path = forms.ChoiceField(label=_("哪个地方的会"))
    room = forms.CharField(label=_("在哪里开"), max_length=80)
    on = forms.DateField(label=_("哪一天"), widget=DateInput)
    clock = forms.TimeField(
        label=_("几点"), initial=time(15), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    agenda = forms.CharField(
        label=_("议题"),
        help_text=_("每行一个。"),
        required=False,
        widget=CountedTextarea(attrs={"rows": 5}),
        max_length=2000,
    )
    rule = forms.ChoiceField(label=_("怎样表决"), required=False)
    entitled = forms.IntegerField(label=_("应到人数"), required=False, min_value=0, max_value=100_000)
    posted_on = forms.DateField(
        label=_("通知贴出的日子"),
        help_text=_("补登已经贴出的纸质通知时填写。"),
        required=False,
        widget=DateInput,
    )
    late_because = forms.CharField(
        label=_("为什么现在才登记"), help_text=LATE_HELP, required=False, max_length=300
    )
    is_public = forms.BooleanField(
        label=_("提问和答复公开"), help_text=_("疑问解答会总是公开。"), required=False
    )
    rhythm = forms.ChoiceField(label=_("以后还开"), required=False)
    until_on = forms.DateField(label=_("开到哪一天"), required=False, widget=DateInput)
    about = forms.ChoiceField(
        label=_("关于哪个项目"), help_text=_("公开的提问和答复会出现在项目的公开页上。"), required=False
    )

    def __init__(
        self, *args: Any, places: list[tuple[str, str]], abouts: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["path"].choices = places  # type: ignore[attr-defined]
        self.fields["about"].choices = [("", _("不针对项目")), *abouts]  # type: ignore[attr-defined]
        self.fields["rule"].choices = rule_choices()  # type: ignore[attr-defined]
        self.fields["rhythm"].choices = [("", _("只开这一次")), *labels(rules.RHYTHMS)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("rhythm") and not values.get("until_on"):
            self.add_error("until_on", _("例会要写开到哪一天。"))
        return values

    def call(self) -> Call:
        values = self.cleaned_data
        lines = [line.strip() for line in values["agenda"].splitlines() if line.strip()]
        return Call(
            kind=values["kind"],
            title=values["title"],
            path=values["path"],
            room=values["room"],
            starts_at=starts_at(values),
            agenda=[ItemPlan(line[:120], rule=rule_for(values["kind"], values["rule"])) for line in lines],
            about=values["about"],
            posted_on=values["posted_on"],
            late_because=values["late_because"],
            entitled=values["entitled"] or 0,
            is_public=values["is_public"],
        )

    def series(self) -> SeriesPlan | None:
        values = self.cleaned_data
        return SeriesPlan(values["rhythm"], values["until_on"]) if values["rhythm"] else None


def starts_at(values: dict[str, Any]) -> datetime:
    return moment(values["on"], values["clock"])


class HoldForm(PlainForm):
    chair = forms.CharField(label=_("主持人"), max_length=40)
    entitled = forms.IntegerField(label=_("应到"), min_value=0, max_value=100_000)
    attended = forms.IntegerField(label=_("实到"), min_value=0, max_value=100_000)


class ItemForm(PlainForm):
    title = forms.CharField(label=_("议题"), max_length=120)
    place_text = forms.CharField(label=_("地点"), required=False, max_length=80)
    owner = forms.CharField(label=_("责任人或单位"), required=False, max_length=60)
    due_on = forms.DateField(label=_("期限"), required=False, widget=DateInput)
    rule = forms.ChoiceField(label=_("怎样表决"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = rule_choices()[1:]  # type: ignore[attr-defined]

    def item(self) -> ItemPlan:
        names = ("title", "place_text", "owner", "due_on")
        values = {name: self.cleaned_data[name] for name in names}
        return ItemPlan(**values, rule=rule_for("", self.cleaned_data["rule"]))


class VotesFields(PlainForm):
    """Three numbers a measure; ``area`` only where the rule counts it."""

    yes = forms.IntegerField(label=_("同意"), required=False, min_value=0, max_value=100_000)
    no = forms.IntegerField(label=_("反对"), required=False, min_value=0, max_value=100_000)
    abstain = forms.IntegerField(label=_("弃权"), required=False, min_value=0, max_value=100_000)
    electorate = forms.ChoiceField(label=_("参加的是"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["electorate"].choices = electorate_choices()  # type: ignore[attr-defined]

    def heads(self, *, entitled: int, attended: int) -> Votes:
        yes, no, abstain = (self.cleaned_data[name] or 0 for name in ("yes", "no", "abstain"))
        return Votes(entitled, attended, yes, no, abstain)


class DecideForm(VotesFields):
    """What was decided; votes only where the item has a rule, areas only where the rule counts them."""

    decision = forms.CharField(label=_("决定"), widget=CountedTextarea, max_length=1000)
    owner = forms.CharField(label=_("责任人或单位"), required=False, max_length=60)
    due_on = forms.DateField(label=_("期限"), required=False, widget=DateInput)
    deferred = forms.BooleanField(label=_("这次没有议定，下次再议"), required=False)
    area_entitled = forms.DecimalField(label=_("专有部分总面积（㎡）"), required=False, decimal_places=2)
    area_attended = forms.DecimalField(label=_("参与的面积（㎡）"), required=False, decimal_places=2)
    area_yes = forms.DecimalField(label=_("同意的面积（㎡）"), required=False, decimal_places=2)
    field_order = ("decision", "owner", "due_on")

    def __init__(self, *args: Any, rule: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = THRESHOLDS.get(rule)
        hidden: tuple[str, ...] = () if self.rule else ("yes", "no", "abstain", "electorate")
        if self.rule is None or "area" not in self.rule.measures:
            hidden += ("area_entitled", "area_attended", "area_yes")
        if self.rule and len(self.rule.attend) < 2:
            hidden += ("electorate",)
        for name in hidden:
            del self.fields[name]

    def ruling(self, *, entitled: int, attended: int) -> Ruling:
        values = self.cleaned_data
        votes = None
        if self.rule:
            votes = {"heads": self.heads(entitled=entitled, attended=attended)}
            if "area" in self.rule.measures:
                votes["area"] = self.areas()
        return Ruling(
            decision=values["decision"],
            owner=values["owner"],
            due_on=values["due_on"],
            votes=votes,
            electorate=values.get("electorate") or "",
            deferred=values["deferred"],
        )

    def areas(self) -> Votes:
        """Whole hundredths of a square metre."""
        names = ("area_entitled", "area_attended", "area_yes")
        entitled, attended, yes = (int((self.cleaned_data[name] or 0) * 100) for name in names)
        return Votes(entitled, attended, yes)


class OwnerListForm(PlainForm):
    """The owners' list of one vote; only counted, never kept."""

    file = forms.FileField(
        label=_("业主名单"),
        help_text=_(
            "xlsx 或 CSV。表头：房号、业主代号、面积（或登记面积、测绘面积、合同面积）、种类（已售、空置、未售）、"
            "表决（同意、反对、弃权，没参加的留空）。不要写姓名；名单只用来计算，不保存。"
        ),
    )


class OwnersDecisionForm(PlainForm):
    """What the counted owners decided."""

    decision = forms.CharField(label=_("决定"), widget=CountedTextarea, max_length=1000)
    owner = forms.CharField(label=_("责任人或单位"), required=False, max_length=60)
    due_on = forms.DateField(label=_("期限"), required=False, widget=DateInput)
    content = forms.CharField(widget=forms.HiddenInput, max_length=30_000_000)
    name = forms.CharField(widget=forms.HiddenInput, max_length=120, required=False)


class WordsForm(PlainForm):
    note = forms.CharField(label=_("内容"), widget=CountedTextarea(attrs={"rows": 8}), max_length=5000)


class CancelForm(WordsForm):
    """Why it does not take place; and whether a series ends with it."""

    ends_series = forms.BooleanField(
        label=_("以后的也不再开"),
        help_text=_("例会取消一次，会自动通知下一次；不再开的请勾选。"),
        required=False,
    )


class ResultsForm(PlainForm):
    """When the result was put up."""

    posted_on = forms.DateField(label=_("结果贴出的日子"), widget=DateInput)
    late_because = forms.CharField(
        label=_("为什么现在才登记"), help_text=LATE_HELP, required=False, max_length=300
    )


class AnswerForm(PlainForm):
    answer = forms.CharField(label=_("答复"), widget=CountedTextarea, max_length=1000)
    answered_by = forms.CharField(
        label=_("由谁答复"), help_text=_("写单位，不写姓名；公开的会议会原样公开。"), max_length=60
    )


class ProcedureForm(PlainForm):
    kind = forms.ChoiceField(label=_("哪一种"), choices=labels(rules.PROCEDURES), widget=forms.RadioSelect)
    title = forms.CharField(label=_("议的什么事"), max_length=80)
    path = forms.ChoiceField(label=_("哪个地方的事"))
    about = forms.ChoiceField(label=_("为了哪个项目或支出"), required=False)

    def __init__(
        self, *args: Any, places: list[tuple[str, str]], abouts: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["path"].choices = places  # type: ignore[attr-defined]
        self.fields["about"].choices = [("", _("都不是")), *abouts]  # type: ignore[attr-defined]


class LinkForm(PlainForm):
    """What a procedure serves."""

    about = forms.ChoiceField(label=_("为了哪个项目或支出"), required=False)

    def __init__(self, *args: Any, abouts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", _("都不是")), *abouts]  # type: ignore[attr-defined]


class StepForm(VotesFields):
    """One step as it went."""

    done_on = forms.DateField(label=_("日期"), widget=DateInput)
    chair = forms.CharField(label=_("主持人"), required=False, max_length=40)
    entitled = forms.IntegerField(label=_("应到"), required=False, min_value=0, max_value=100_000)
    attended = forms.IntegerField(label=_("实到"), required=False, min_value=0, max_value=100_000)
    objections = forms.IntegerField(label=_("收到几件异议"), min_value=0, max_value=10_000, initial=0)
    answered = forms.IntegerField(
        label=_("已经答复几件"),
        help_text=_("全部答复，才算处理完。异议成立、决议要改的，请终止程序，重新议。"),
        min_value=0,
        max_value=10_000,
        initial=0,
    )
    late_because = forms.CharField(
        label=_("为什么现在才登记"), help_text=LATE_HELP, required=False, max_length=300
    )
    minutes = forms.CharField(label=_("记录"), widget=CountedTextarea(attrs={"rows": 6}), max_length=3000)
    field_order = (
        "done_on",
        "chair",
        "entitled",
        "attended",
        "yes",
        "no",
        "abstain",
        "electorate",
        "objections",
        "answered",
        "late_because",
        "minutes",
    )

    def __init__(self, *args: Any, plan: rules.StepPlan | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hidden: tuple[str, ...] = () if plan and plan.hears_objections else ("objections", "answered")
        hidden += () if plan and plan.posted else ("late_because",)
        for name in hidden:
            del self.fields[name]

    def taken(self, code: str) -> Taken:
        values = self.cleaned_data
        entitled, attended = values["entitled"] or 0, values["attended"] or 0
        return Taken(
            code=code,
            done_on=values["done_on"],
            minutes=values["minutes"],
            chair=values["chair"],
            votes=self.heads(entitled=entitled, attended=attended) if entitled else None,
            electorate=values["electorate"] or "",
            objections=values.get("objections", 0),
            answered=values.get("answered", 0),
            late_because=values.get("late_because", ""),
        )
