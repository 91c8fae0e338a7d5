"""The acts of the privacy desk."""

from typing import Final

ACTS: Final = {
    "household.read": "查看一户的情况",
    "household.letter": "打印谁看过这一户",
    "rights.ask": "登记个人信息请求",
    "rights.identify": "核对身份",
    "rights.look": "查看本人资料",
    "rights.extend": "延长答复期限",
    "rights.correct": "更正个人信息",
    "rights.erase": "删除个人信息",
    "rights.answer": "答复个人信息请求",
    "rights.refuse": "不予办理个人信息请求",
    "rights.deliver": "交付答复",
    "rights.drop": "撤回申请",
    "consent.give": "登记单独同意",
    "consent.withdraw": "撤回单独同意",
    "export.ask": "申请导出个人台账",
    "export.approve": "批准导出",
    "export.refuse": "不批准导出",
    "export.revoke": "收回导出",
    "export.download": "下载获准的导出",
    "export.end": "导出到期",
    "breach.detect": "登记个人信息事件",
    "breach.contain": "控制事件",
    "breach.assess": "评估事件",
    "breach.notify": "通知主管部门和个人",
    "breach.close": "总结事件",
    "hold.place": "暂停到期删除",
    "hold.lift": "恢复到期删除",
    "retention.run": "到期删除",
}
