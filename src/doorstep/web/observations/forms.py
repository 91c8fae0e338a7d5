"""The forms of an observation."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from doorstep.delivery.rules.observations import GRADES
from doorstep.ui.forms import CountedTextarea, DateInput, PlainForm, labels


class PlanForm(PlainForm):
    everybody = forms.BooleanField(label=_("全部实施中的项目"), required=False, initial=True)
    seed = forms.CharField(
        label=_("抽签种子"),
        help_text=_("只在抽样时用；同一种子和同一组项目编号，谁来抽结果都一样。"),
        required=False,
        max_length=60,
    )


class ScheduleForm(PlainForm):
    observation_ids = forms.TypedMultipleChoiceField(
        label=_("去看哪些项目"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("同一天的地点由系统按相邻顺序排好。"),
    )
    planned_on = forms.DateField(label=_("观摩日"), widget=DateInput)

    def __init__(self, *args: Any, stops: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["observation_ids"].choices = stops  # type: ignore[attr-defined]


class CommentForm(PlainForm):
    strengths = forms.CharField(label=_("亮点"), widget=CountedTextarea, max_length=1000)
    shortcomings = forms.CharField(label=_("不足"), widget=CountedTextarea, max_length=1000)
    suggestion = forms.CharField(label=_("建议"), widget=CountedTextarea, max_length=1000)
    grade = forms.ChoiceField(label=_("等次"), choices=labels(GRADES), widget=forms.RadioSelect)


class PhotoForm(PlainForm):
    upload = forms.FileField(
        label=_("照片"), help_text=_("可以不传。只收图片和 PDF；图片会去掉拍摄位置等信息。")
    )


class TodoForm(PlainForm):
    text = forms.CharField(label=_("整改事项"), widget=CountedTextarea, max_length=300)
    due_on = forms.DateField(label=_("整改期限"), widget=DateInput)


class NoteForm(PlainForm):
    note = forms.CharField(label=_("情况或理由"), widget=CountedTextarea, max_length=300)
