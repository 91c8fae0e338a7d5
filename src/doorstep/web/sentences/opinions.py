"""Sentences for opinions on a plan, and for what meetings asked of a project."""

from django.utils.translation import gettext_lazy as _

OPINIONS = {
    "task.done": _("这件事已经办结。"),
    "opinion.empty": _("请写下对方案的意见。"),
    "opinion.source": _("请选择意见是怎么来的。"),
    "opinion.class": _("没有这个类别，请从列出的类别里选。"),
    "opinion.closed": _("这个方案现在不收意见：还没有公布，或者项目已经不再调整。"),
    "opinion.open": _("还有 %(count)s 条意见没有答复，全部答复以后才能发布新一版方案。"),
    "opinion.answered": _("已经答复过：第 %(numbers)s 条。要改答复，请到那一条的页面更正。"),
    "opinion.unanswered": _("这条意见还没有答复，不能更正。"),
    "opinion.reply_same": _("和现在的答复一样，不用更正。"),
    "opinion.none_chosen": _("请先选择要答复的意见。"),
    "opinion.adoption": _("请选择采纳、部分采纳、不采纳或方案已有。"),
    "opinion.part": _("方案里没有这一项。"),
    "opinion.part_unchanged": _("只有采纳或部分采纳的意见才会改动方案。"),
    "opinion.own": _("登记意见的人不能自己同意公开，请换一位审核人。"),
    "opinion.not_agreed": _("写意见的人没有同意公开原文。"),
    "opinion.released": _("这条意见已经同意公开。"),
    "opinion.not_released": _("这条意见的原文没有公开。"),
    "opinion.classes": _("类别要有代码和名称，而且不能重复，请检查后再存。"),
}
