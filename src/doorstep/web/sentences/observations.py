"""Sentences for quarterly observations."""

from django.utils.translation import gettext_lazy as _

OBSERVATIONS = {
    "observation.quarter": _("季度是 1 到 4。"),
    "observation.seed_needed": _("抽样要先写明种子。"),
    "observation.comment_incomplete": _("亮点、不足和建议都要写。"),
    "observation.grade": _("请从现有的等次里选。"),
    "observation.not_planned": _("只有待观摩的项目可以排日程。"),
    "observation.photo": _("登记观摩以后、办结以前才能添加照片。"),
    "observation.not_commented": _("点评以后、整改报完以前才能提出整改事项。"),
    "observation.todo_empty": _("请写明要整改什么。"),
    "observation.todo_past": _("整改期限不能早于今天。"),
    "observation.todo_done": _("这件整改已经报告完成。"),
    "observation.todo_open": _("整改还没有报告完成。"),
    "observation.todo_verified": _("这件整改已经复核。"),
    "observation.todos_open": _("有整改事项，复核以后自动办结。"),
    "observation.own_todo": _("整改要由责任人以外的人复核。"),
}
