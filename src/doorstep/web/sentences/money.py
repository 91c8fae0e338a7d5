"""Sentences for quotas, sources and expenses."""

from django.utils.translation import gettext_lazy as _

MONEY = {
    "fund.no_quota": _("%(year)s 年的额度还没有下达，请财务经办先下达。"),
    "fund.exceeds": _("%(name)s只剩 %(available)s 元可用，不够 %(amount)s 元。"),
    "fund.granted": _("%(year)s 年的额度都已经下达。"),
    "fund.year_running": _("%(year)s 年还没有过完，年后才能结转。"),
    "fund.open_money": _("%(year)s 年还有已批准未支付的支出，不能结转。"),
    "fund.closed": _("%(year)s 年已经结转过。"),
    "fund.pool_self": _("额度不能调剂给自己。"),
    "fund.pool_year": _("只能在本街道同一年的额度之间调剂。"),
    "fund.amount": _("金额要大于零。"),
    "fund.source_kind": _("请选择资金来源的类别。"),
    "fund.source_taken": _("今年已有叫“%(name)s”的资金来源。"),
    "selection.open_already": _("%(name)s还有一轮没有结束，先把那一轮定完。"),
    "selection.closed": _("这一轮已经结束。"),
    "selection.not_asking": _(
        "“%(name)s”现在不能列为候选：要是本组织申报、审查或立项中的项目，或者长期推进的问题。"
    ),
    "selection.twice": _("这一轮里已经有它了。"),
    "selection.carried_already": _("今年已经列入过，不用再列为候选。"),
    "selection.chosen": _("会议已经定了，条件不再改。"),
    "selection.gate_open": _("还有没回答的条件：%(questions)s。"),
    "selection.gate_reason": _("答“否”的要写明原因：%(questions)s。"),
    "selection.gate_first": _("先核对列支条件。"),
    "selection.gate_failed": _("列支条件没有全部通过，不能列入。"),
    "selection.grades": _("每一项都要评：%(criteria)s。"),
    "selection.graded": _("您已经评过分，评分不再改。"),
    "selection.two_gradings": _("已经有两个人评过分。"),
    "selection.gradings_first": _("要两个人各自评完分，会议才能定。"),
    "selection.talk_first": _("两人的评分相差大，先商量并写下结果。"),
    "selection.agree": _("两人的评分相差不大，不用商量。"),
    "selection.outcome": _("请选择列入或暂未列入。"),
    "selection.no_threshold": _("这项决定没有按会议规定的人数和票数表决，不能作为依据。"),
    "selection.meeting_before": _("会议要在这一轮开始之后开。"),
    "selection.same_meeting": _("更正要有新的会议决定。"),
    "selection.exceeds": _("超出额度 %(over)s 元：扣掉已批的和已列入的，还能列入 %(left)s 元。"),
    "selection.look_on": _("请写明什么时候再议：会议之后，%(days)s 天以内。"),
    "selection.undecided": _("还有 %(count)s 个候选没有定。"),
    "expense.forbidden": _("%(use)s不能从专项经费列支：%(because)s。"),
    "expense.use": _("请选择用途。"),
    "expense.category": _("请选择支出类别。"),
    "expense.help_use": _("类别选“帮扶慰问”的，用途要选“困难群众帮扶”；反过来也一样。"),
    "expense.help_buys": _(
        "帮扶慰问是发给群众的，不向供应商买，也不询价。要买东西的，请按买的是什么选类别和用途。"
    ),
    "expense.incomplete": _("还缺：%(fields)s。"),
    "expense.case_not_works": _("只有工程走一事一议。"),
    "expense.outside": _("额度以外的资金只能用于一事一议的工程。"),
    "expense.source": _("请从今年登记过的资金来源里选，每个来源只写一行。"),
    "expense.mix": _("各来源合计超过了 %(amount)s 元。"),
    "expense.project": _("项目“%(name)s”没有立项或已经取消，不能列支。"),
    "expense.split_quotes": _(
        "不能拆开买：%(days)s 天内向同一供应商或为同一用途还有 %(count)s 笔（%(others)s），"
        "合计 %(total)s 元，达到 %(limit)s 元，要有三家书面报价。请合并办理，或者改为询价采购。"
    ),
    "expense.split_case": _(
        "不能拆开做：%(days)s 天内同一施工方或同一用途的工程还有 %(count)s 笔（%(others)s），"
        "合计 %(total)s 元，达到 %(limit)s 元，要一事一议。请合并办理。"
    ),
    "expense.quotes_owed": _("%(total)s 元达到 %(limit)s 元，要有三家书面报价，请改为询价采购。"),
    "expense.case_owed": _("工程 %(total)s 元达到 %(limit)s 元，要一事一议。"),
    "expense.decision_ref": _("请写明会议记录或决定的编号。"),
    "expense.decision_day": _("日期不能晚于今天。"),
    "expense.not_draft": _("只有草拟或退回的申请可以修改，组织不能换。"),
    "expense.not_carried": _("赞成的没有超过反对的，不能往下办。"),
    "expense.not_case": _("这笔支出不用一事一议。"),
    "expense.hearing": _("听证会要提前 %(days)s 天公告，至少 %(people)s 人到会，同意的至少占 %(share)s。"),
    "expense.dossier_first": _("请先备齐一事一议的材料，再开会。"),
    "expense.meeting_first": _("一事一议要先开会议定，再由街道审查。"),
    "expense.no_quotes_now": _("现在不能登记报价。"),
    "expense.quoted": _("%(name)s已经报过价，报价不能更改。"),
    "expense.quotes_few": _("要有 %(count)s 家书面报价，其中至少一家满足需要。"),
    "expense.too_dear": _("最低报价高于批准的 %(amount)s 元，请退回重新申请。"),
    "expense.signs": _("验收至少要两人签字，其中一人不是经办人。"),
    "expense.invoice_known": _("票据 %(invoice)s 已在支出 %(number)s 上用过。"),
    "expense.invoice_amount": _("票据金额要等于 %(amount)s 元。"),
    "bank.columns": _("清单里要有这些列：%(headings)s。"),
    "measure.blank": _("办法至少要有一条，每条都要有文字。"),
    "measure.twice": _("同一项设置不能写在两条里。"),
    "measure.foreign": _("经费办法只能规定经费的设置。"),
}
