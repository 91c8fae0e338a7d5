"""Sentences for accounts, roles and units."""

from django.utils.translation import gettext_lazy as _

PEOPLE = {
    "sign_in.failed": _(
        "用户名或口令不对，或者试得太多暂时停用。请核对后再试，忘了口令请找街道的系统管理员。"
    ),
    "password.weak": _("新口令不合要求：%(reasons)s。请换一个。"),
    "password.wrong": _("现在的口令不对，请重新输入。"),
    "account.closed": _("这个账号已经停用，不能再办这一步。"),
    "account.has_history": _("这个账号已有办理记录，不能删除，请改为办理离岗。"),
    "account.name": _("请写姓名。"),
    "account.open": _("这个账号还在用，请先办理离岗。"),
    "account.taken": _("用户名 %(username)s 已经有人用了，请换一个。"),
    "account.username": _("用户名用 2 到 40 个字母、数字、点或短横，请重新写。"),
    "assignment.dates": _("结束日期不能早于开始日期。"),
    "assignment.ended": _("这个岗位已经结束。"),
    "assignment.place": _("这个地方不在本街道，或者不能分配给这个岗位，请重新选。"),
    "role.clash": _("%(role)s与已有的%(other)s不能由同一人担任，请另选人或另选岗位。"),
    "role.held": _("这位已经在这里担任%(role)s。"),
    "role.last_administrator": _("这是本街道最后一位系统管理员，请先指定接任的人。"),
    "role.unit_needed": _("承办人员要选所在的单位。"),
    "role.unknown": _("没有这个岗位，请从名单里选。"),
    "hand_over.same": _("请选同一街道的另一位同事接手。"),
    "hand_over.taker_lacks": _("接手的人没有%(role)s岗位，或者管的地方不够，请先分配岗位。"),
    "leave.open_work": _("还有没办完的工作：%(counts)s。请先选择交给谁。"),
    "unit.closed": _("这个单位已经停用，请另选。"),
    "unit.kind": _("单位类型不在名单里，请重新选。"),
    "unit.name": _("请写单位的名称和代码。"),
    "unit.taken": _("单位代码 %(code)s 已经有了，请换一个。"),
    "party_org.kind": _("党组织类型不在名单里，请重新选。"),
    "party_org.name": _("请写党组织的名称和代码。"),
    "party_org.taken": _("党组织代码 %(code)s 已经有了，请换一个。"),
}
