"""Sentences for projects, notices and what is published."""

from django.utils.translation import gettext_lazy as _

PROJECTS = {
    "project.field": _("没有这个领域，请从现有的领域里选。"),
    "plan.done_milestone": _("已经完成的节点不能改动或删去：%(names)s。"),
    "notice.changed": _("审核以后内容有改动，请退回草稿重新审核。"),
    "feedback.answered": _("这条意见建议已经答复。"),
    "project.orientation": _("导向只能是补短板、应急需、破难点之一。"),
    "project.incomplete": _("还缺：%(fields)s。"),
    "project.not_editable": _("项目已经申报，只能通过新的计划版本修改。"),
    "project.ended": _("项目已经结束。"),
    "project.own": _("项目负责人不能审查、立项或验收自己的项目。"),
    "project.difficulty_fixed": _("项目已经启动，难度不能再改。"),
    "project.difficulty_range": _("难度是 1 到 5。"),
    "project.difficulty_open": _("启动前要由两个人评定难度，并且意见相近。"),
    "project.not_running": _("项目不在实施中。"),
    "project.milestones_open": _("还有节点没有完成，不能申请验收。"),
    "project.not_claimed": _("项目还没有申请验收。"),
    "project.notice_running": _("公示期还没有结束。"),
    "milestone.done": _("这个节点已经完成。"),
    "milestone.late_reason": _("晚于计划日，请写明原因。"),
    "plan.unchanged": _("计划没有变化。"),
    "acceptance.capacity": _("请选择签字人的身份。"),
    "acceptance.signed": _("这位已经签过字。"),
    "acceptance.incomplete": _("验收至少要两人签字，其中要有受益居民或监督委员会成员。"),
    "acceptance.dissent": _("有人不同意通过，请先整改。"),
    "acceptance.none": _("还没有人签字。"),
    "notice.project_not_reviewed": _("项目审查通过后才能起草公示。"),
    "notice.exists": _("这件事已有一份公示在办。"),
    "notice.place": _("请写明张贴的地方。"),
    "notice.not_posted": _("公示已经结束。"),
    "notice.not_ended": _("公示到 %(ends_on)s 才结束。"),
    "objection.answered": _("这条异议已经答复。"),
    "objection.open": _("还有异议没有答复。"),
    "snapshot.findings": _("页面里还有 %(count)s 处可能是个人信息。请到原处改正，或者选明为什么可以公开。"),
    "words.findings": _(
        "这段话大家都看得到，里面有 %(count)s 处可能是个人信息。请换个说法，不写姓名、门牌和电话。"
    ),
    "snapshot.own": _("生成的人不能自己审核发布。"),
    "snapshot.posted": _("这个版本已经发布。"),
    "project.fields": _("领域要有代码和名称，而且不能重复，请检查后再存。"),
}
