"""Sentences for requests, consents, exports, incidents and household files."""

from django.utils.translation import gettext_lazy as _

PRIVACY = {
    "rights.kind": _("请从现有的种类里选。"),
    "rights.whom": _("请写电话，或者选住处；两样都没有，就找不到您的资料。"),
    "rights.how": _("请从现有的方式里选。"),
    "rights.no_phone": _("申请里没有电话，请换一种核对身份的方式。"),
    "rights.not_identified": _("先核对身份，再查看资料。"),
    "rights.over": _("这件申请已经办结。"),
    "rights.extended": _("期限只能延长一次。"),
    "rights.no_correction": _("这一项是工作人员的记录，不能直接改。可以在答复里写明更正内容。"),
    "rights.other_kind": _("这件申请的种类不能这样办，请按本人的意思另登记一件。"),
    "rights.not_held": _("这一项不在查到的资料里，请重新查看。"),
    "rights.ground": _("请选法律规定的理由。"),
    "rights.still_open": _("这件事还没有办结，删了就办不下去。可以先请本人撤回这件事。"),
    "rights.own_work": _("您参与过这件事的办理，不能看也不能改居民的评价，请另一位工作人员办理。"),
    "rights.consent_stands": _("这项同意还有效，请先撤回再删除。"),
    "household.not_a_dwelling": _("请选到一户，不能选一整栋或一整个小区。"),
    "consent.scope": _("请从现有的种类里选。"),
    "consent.stands": _("同样的同意已经登记过，仍然有效。"),
    "consent.withdrawn": _("这项同意已经撤回。"),
    "export.ledger": _("没有这份台账。"),
    "export.not_open": _("现在不能下载：还没有获准、已经到期，或次数用完了。"),
    "breach.kind": _("请从现有的种类里选。"),
    "breach.risk": _("请选评估结果。"),
    "breach.future": _("发现时间不能晚于现在。"),
    "breach.incomplete": _("请写明名称和涉及的信息种类。"),
    "hold.rule": _("请选一条保存规则；要留某一条记录，先选规则。"),
    "hold.lifted": _("已经恢复。"),
}
