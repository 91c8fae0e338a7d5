"""Every refusal as a sentence that says what is wrong and what to do."""

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from doorstep.kernel.errors import Refusal

SENTENCES = {
    "not_allowed": _("您的岗位不能办这一步。"),
    "csrf": _("页面停留太久,请返回刷新后再提交,填写的内容还在。"),
    "move.unknown": _("现在的状态不能办这一步,请刷新页面看最新进展。"),
    "note.needed": _("请写明情况或理由。"),
    "text.too_long": _("文字太长,最多 %(limit)s 个字。"),
    "receipt.other_body": _("这份表单已经提交过,内容与这次不同。请打开新的表单再填。"),
    "receipt.missing": _("表单缺少编号,请返回刷新后再提交。"),
    "rate.limit": _("操作太频繁,请过一会儿再试,或者直接打电话。"),
    "search.too_short": _("请至少输入两个字。"),
    "tracking.bad": _("这个编号不对:应为 14 位数字,请对照回执再输一次。"),
    "tracking.pin": _("编号或查询密码不对。"),
    "day.future": _("日期不能晚于今天。"),
    "money.bad": _("金额看不懂,请写成 1234.50 这样的数。"),
    "money.negative": _("金额不能是负数。"),
    "calendar.unknown": _("%(day)s 不在已导入的节假日表内,请先导入。"),
    "project.orientation": _("导向只能是补短板、应急需、破难点之一。"),
    "project.incomplete": _("还缺:%(fields)s。"),
    "project.not_editable": _("项目已经申报,只能通过新的计划版本修改。"),
    "project.ended": _("项目已经结束。"),
    "project.own": _("项目负责人不能审查、立项或验收自己的项目。"),
    "project.difficulty_fixed": _("项目已经启动,难度不能再改。"),
    "project.difficulty_range": _("难度是 1 到 5。"),
    "project.difficulty_open": _("启动前要由两个人评定难度,并且意见相近。"),
    "project.not_running": _("项目不在实施中。"),
    "project.milestones_open": _("还有节点没有完成,不能申请验收。"),
    "project.not_claimed": _("项目还没有申请验收。"),
    "project.notice_running": _("公示期还没有结束。"),
    "milestone.done": _("这个节点已经完成。"),
    "milestone.late_reason": _("晚于计划日,请写明原因。"),
    "plan.unchanged": _("计划没有变化。"),
    "acceptance.capacity": _("请选择签字人的身份。"),
    "acceptance.signed": _("这位已经签过字。"),
    "acceptance.incomplete": _("验收至少要两人签字,其中要有受益居民或监督委员会成员。"),
    "acceptance.dissent": _("有人不同意通过,请先整改。"),
    "acceptance.none": _("还没有人签字。"),
    "notice.project_not_reviewed": _("项目审查通过后才能起草公示。"),
    "notice.exists": _("这个项目已有一份公示。"),
    "notice.place": _("请写明张贴的地方。"),
    "notice.not_posted": _("公示已经结束。"),
    "notice.not_ended": _("公示到 %(ends_on)s 才结束。"),
    "objection.answered": _("这条异议已经答复。"),
    "objection.open": _("还有异议没有答复。"),
    "snapshot.own": _("生成的人不能自己审核发布。"),
    "snapshot.posted": _("这个版本已经发布。"),
    "backup.exists": _("文件 %(name)s 已经存在,请换一个名字。"),
    "backup.missing": _("找不到备份文件 %(name)s。"),
    "backup.damaged": _("备份文件已损坏,没有恢复。"),
    "restore.not_empty": _("数据目录里已有数据。请换一个空目录。"),
    "restore.other_database": _("备份来自另一种数据库,请用相同的数据库恢复。"),
}
FIELD_NAMES = {
    "name": _("名称"),
    "goal": _("目标"),
    "baseline": _("现状"),
    "evidence": _("完成的证明"),
    "starts_on": _("开始日期"),
    "ends_on": _("完成日期"),
    "public_summary": _("公开简介"),
    "beneficiaries": _("受益对象及数量"),
    "source": _("问题来源或自查理由"),
    "money": _("经费或实物"),
    "milestones": _("每个季度至少一个节点"),
}


def sentence(refusal: Refusal) -> str:
    """The refusal in the reader's language; a code without a sentence is a defect that a test finds."""
    values = {name: readable(value) for name, value in refusal.values.items()}
    return str(SENTENCES[refusal.code]) % values


def readable(value: object) -> str:
    if isinstance(value, list | tuple):
        return translate("、").join(str(FIELD_NAMES.get(str(each), each)) for each in value)
    return str(value)
