"""How an expense moves, and the words for what it is (plain Python; DOMAIN §5)."""

from typing import Final

from doorstep.kernel.workflow import Move, Workflow

STATES: Final = {
    "draft": "草拟",
    "branch_decided": "支部已议决",
    "case_by_case": "一事一议中",
    "deliberated": "会议已议定",
    "street_reviewed": "街道已审查",
    "approved": "已批准",
    "procured": "已采购",
    "accepted": "已验收",
    "invoiced": "票据已登记",
    "paid": "已支付",
    "published": "已公示",
    "reconciled": "已对账",
    "rejected": "不予支出",
    "reversed": "已冲销",
}
BEFORE_APPROVAL: Final = ("draft", "branch_decided", "case_by_case", "deliberated", "street_reviewed")
UNPAID: Final = ("approved", "procured", "accepted", "invoiced")
PAID: Final = ("paid", "published", "reconciled")
WORKFLOW: Final = Workflow(
    "expense",
    initial="draft",
    moves=(
        Move("decide", "draft", "branch_decided", note_needed=True),
        Move("open_case", "branch_decided", "case_by_case"),
        Move("deliberate", "branch_decided", "deliberated", note_needed=True),
        Move("deliberate", "case_by_case", "deliberated", note_needed=True),
        Move("review", "branch_decided", "street_reviewed"),
        Move("review", "deliberated", "street_reviewed"),
        Move("approve", "street_reviewed", "approved"),
        Move("procure", "approved", "procured"),
        Move("accept", "procured", "accepted"),
        Move("register_invoice", "accepted", "invoiced"),
        Move("pay", "invoiced", "paid"),
        Move("publish", "paid", "published"),
        Move("reconcile", "published", "reconciled"),
        *(Move("return_expense", state, "draft", note_needed=True) for state in BEFORE_APPROVAL[1:]),
        *(Move("reject", state, "rejected", note_needed=True) for state in BEFORE_APPROVAL),
        *(Move("reverse", state, "reversed", note_needed=True) for state in (*UNPAID, *PAID)),
    ),
    final=frozenset({"reconciled", "rejected", "reversed"}),
    limits={
        "draft": "funds.decide_days",
        "branch_decided": "funds.review_days",
        "case_by_case": "funds.deliberate_days",
        "deliberated": "funds.review_days",
        "street_reviewed": "funds.review_days",
        "approved": "funds.procure_days",
        "procured": "funds.accept_days",
        "accepted": "funds.invoice_days",
        "invoiced": "funds.pay_days",
        "paid": "funds.publish_days",
        "published": "funds.reconcile_days",
    },
)
ENDED: Final = WORKFLOW.final
CATEGORIES: Final = {
    "goods": "物品",
    "service": "服务",
    "works": "工程",
    "help": "帮扶慰问",
}
USES: Final = {
    "repair": "公共设施维修",
    "safety": "消防与安全",
    "green": "环境与绿化",
    "elder": "为老为小服务",
    "culture": "文化活动",
    "training": "居民培训",
    "publicity": "意见征集与公开",
    "help": "困难群众帮扶",
    "branch": "党组织服务群众活动",
}
# F5: each with the reason a secretary reads when the form refuses it
FORBIDDEN_USES: Final = {
    "office": ("办公经费", "办公开支有自己的预算"),
    "wages": ("工资、奖金、津贴补贴", "不得用于发放个人报酬"),
    "entertainment": ("招待费", "不得用于吃请和礼品"),
    "debts": ("偿还债务", "不得用于还欠款"),
    "borne_by_others": ("应由居民或物业公司承担的费用", "谁的责任谁出钱"),
    "other_budget": ("已有其他预算的事项", "同一件事不能列支两次"),
    "fit_out": ("办公用房装修", "装修自己的办公场所不是服务群众"),
}
SIGN_CAPACITIES: Final = {
    "buyer": "经办人",
    "user": "使用方",
    "resident": "居民代表",
    "supervision": "监督委员会成员",
    "expert": "专业人员",
}
QUOTA_KINDS: Final = {"community": "funds.quota_community_yuan", "committee": "funds.quota_community_yuan"}
QUOTA_FOR_OTHERS: Final = "funds.quota_branch_yuan"
SOURCE_KINDS: Final = {
    "engineering_pool": "街道工程专款",
    "upper_budget": "上级预算",
    "partner": "联建单位出资",
    "residents": "居民分摊",
}
BANK_UNMATCHED: Final = {
    "amount_unread": "金额看不懂",
    "no_invoice": "没有登记过这张票据",
    "amount": "金额与支出不符",
    "state": "支出还没有公示，或者已经对过账",
    "reversed": "支出已冲销，这一行却是付款",
    "no_refund": "是一笔退款，支出却没有冲销，或者已经对过",
}
ACTS: Final = {
    "fund.grant": "下达额度",
    "fund.carry_over": "结转额度",
    "fund.pool": "同意调剂额度",
    "fund.charge": "登记未经批准的扣款",
    "fund.correct": "更正资金明细",
    "fund.correct_pool": "退回调剂额度",
    "fund.reopen_year": "冲销结转",
    "fund.open_source": "登记资金来源",
    "fund.receive": "来源资金到账",
    "fund.measure": "发布经费办法",
    "fund.bank_list": "核对银行清单",
    "selection.open": "开始遴选",
    "selection.add": "列为候选",
    "selection.gate": "核对列支条件",
    "selection.grade": "评分",
    "selection.talk": "评分商量",
    "selection.decide": "会议决定是否列入",
    "selection.close": "结束遴选",
    "expense.request": "提出支出申请",
    "expense.edit": "修改草稿",
    "expense.decide": "支部议决",
    "expense.open_case": "转入一事一议",
    "expense.deliberate": "会议议定",
    "expense.deliberate_on_paper": "会议议定（纸质记录）",
    "expense.see_paper": "核对纸质会议记录",
    "expense.review": "街道审查",
    "expense.return": "退回修改",
    "expense.reject": "不予支出",
    "expense.approve": "批准支出",
    "expense.quote": "登记报价",
    "expense.procure": "确定供应商",
    "expense.accept": "验收",
    "expense.register_invoice": "登记票据",
    "expense.pay": "支付",
    "expense.publish": "公示支出",
    "expense.reconcile": "与银行对账",
    "expense.find_refund": "退款与银行对上",
    "expense.reverse": "冲销",
}


def quota_rule_of(org_kind: str) -> str:
    """Which setting says how much an organisation of this kind gets a year."""
    return QUOTA_KINDS.get(org_kind, QUOTA_FOR_OTHERS)
