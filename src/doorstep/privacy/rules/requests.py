"""How a request about one's own personal data moves (PIPL 44-50; DOMAIN G6)."""

from typing import Final

from doorstep.kernel.workflow import Move, Workflow

KINDS: Final = {
    "view": "查阅",
    "copy": "复制",
    "correct": "更正、补充",
    "delete": "删除",
    "explain": "说明处理规则",
    "withdraw": "撤回同意",
}
SOURCES: Final = {"counter": "柜台", "paper": "纸质申请表", "phone": "电话", "web": "网页"}
STATES: Final = {
    "received": "已收到",
    "identified": "已核对身份",
    "answered": "已答复",
    "refused": "不予办理",
    "delivered": "已交付",
    "dropped": "已撤回申请",
}
# How a person made sure who asks; no number and no copy of a document is kept.
IDENTIFIED_BY: Final = {
    "seen": "本人到场，看过证件（不登记号码）",
    "called": "拨打登记过的电话核对",
    "known": "社区工作人员当面认得",
    "proxy": "看过委托书和代办人证件（不登记号码）",
}
DELIVERED_BY: Final = {"hand": "当面交付", "post": "送到或寄到住处", "number": "凭编号和密码查看"}
GROUNDS: Final = {
    "not_identified": "无法确认申请人就是本人",
    "law_keeps": "法律、行政法规规定的保存期限未满（个人信息保护法第四十七条）",
    "secret": "法律、行政法规规定应当保密（个人信息保护法第十八条、第三十五条、第四十五条）",
    "others": "会泄露他人的个人信息",
    "not_held": "没有保存申请人的个人信息",
}
WORKFLOW: Final = Workflow(
    "rights_request",
    initial="received",
    moves=(
        Move("identify", "received", "identified"),
        Move("refuse", "received", "refused", note_needed=True),
        Move("drop", "received", "dropped"),
        Move("extend", "identified", "identified", note_needed=True),
        Move("change", "identified", "identified"),
        Move("answer", "identified", "answered", note_needed=True),
        Move("refuse", "identified", "refused", note_needed=True),
        Move("drop", "identified", "dropped"),
        Move("deliver", "answered", "delivered"),
    ),
    final=frozenset({"refused", "delivered", "dropped"}),
    limits={
        "received": "privacy.identify_days",
        "identified": "privacy.answer_days",
        "answered": "privacy.deliver_days",
    },
)
OPEN: Final = ("received", "identified", "answered")
WORDS_LIMIT: Final = 2000
SHORT_LIMIT: Final = 300
# What a request of this kind lets the desk change.
CHANGES: Final = {"correct": ("correct",), "delete": ("erase",), "withdraw": ("erase",)}
