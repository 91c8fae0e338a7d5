"""Sentences for visits and campaigns."""

from django.utils.translation import gettext_lazy as _

VISITS = {
    "visit.intervals": _("每类住户的走访间隔要在 1 到 366 天之间，请重新填。"),
    "visit.late_reason": _("超过 %(hours)s 小时才登记，请写明补录原因。"),
    "visit.next_day": _("约定的下次要晚于走访日期。"),
    "visit.no_such_door": _("找不到“%(text)s”，请按门牌写，或者写得短一些再选。"),
    "visit.nobody_met": _("没有见到人，请不要填谈话对象、内容和住户确认。"),
    "visit.nothing_repeated": _("这次走访不在待核对之列，或者已经核对过。"),
    "visit.other_door": _("这次约定的是另一户，请核对门牌。"),
    "visit.plan": _("这一户不在这次大走访的范围内。"),
    "visit.plan_closed": _("这次大走访已经结束。"),
    "visit.plan_days": _("结束日期不能早于开始日期。"),
    "visit.plan_name": _("请写大走访的名称。"),
    "visit.plan_place": _("没有这个地方，请从名单里选走访范围。"),
    "visit.planned_in_past": _("约定的日期不能早于今天。"),
    "visit.talked_with": _("请选和谁谈的。"),
    "visit.times": _("起止时间要在走访当天，而且先后不能颠倒。"),
    "visit.topics_or_nothing": _("请写谈了什么，或者勾选“没有要反映的”。"),
    "visit.unchanged": _("没有改动，不用更正。"),
    "visit.unknown_word": _("“%(value)s”不在选项里，请重新选。"),
    "visit.visitors": _("请选走访的人。"),
    "visit.which_door": _("有几处相近：%(choices)s。请写全门牌。"),
}
