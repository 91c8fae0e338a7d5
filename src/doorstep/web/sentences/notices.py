"""Sentences for notices of every kind."""

from django.utils.translation import gettext_lazy as _

NOTICES = {
    "notice.not_draft": _("只有草稿可以修改。请审核人先退回草稿。"),
    "notice.quoted": _("居民的原话只能整句删去，不能改写。"),
    "notice.fixed_text": _("这一项来自原始记录，不能在公示里改。请到原处更正后重新起草。"),
    "notice.findings": _("还有 %(count)s 处可能是个人信息，请改掉，或由审核人签署公开理由。"),
    "notice.reason_code": _("请选择公开理由。"),
    "notice.no_such_finding": _("这一处已经改掉或已经签署。"),
    "notice.expense_not_accepted": _("验收以后才能起草经费公示。"),
    "notice.expense_not_paid": _("这笔支出还没有支付，支付以后再张贴。"),
    "notice.case_not_decided": _("街道批准以后才能起草一事一议决定公示。"),
    "notice.stars_not_proposed": _("请选择已提名、还没有公示的星级。"),
    "notice.plan_not_public": _("项目立项以后才能公示方案。"),
    "notice.nothing_listed": _("没有符合条件的已立项项目。"),
    "notice.posted_later": _("张贴日期不能晚于今天。"),
    "paper.no_pdf": _("这台服务器没有装 PDF 排版组件，请用“打印”。"),
    "notice.to_conclude": _("立项公示请用“办理立项”结束。"),
    "notice.nothing_to_conclude": _("只有立项公示需要办理立项。"),
}
