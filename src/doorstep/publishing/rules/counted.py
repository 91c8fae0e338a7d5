"""What the numbers on notices and projects' pages count, by the kind of page (plain Python; DOMAIN R8, §10)."""

from collections.abc import Mapping
from typing import Final

from doorstep.publishing.rules.explanations import Explanation
from doorstep.publishing.rules.methods import ASKED, COMPARED, Method

BENEFICIARIES: Final = Method(
    "受益对象",
    Explanation(
        "这件事办好以后，谁会受益，有多少户、多少人。立项时逐组登记。",
        "少于 10 的组写“少于 10”，不写准确的数，免得认出个人。",
        "立项申请必须写明受益对象；评价的名册从这些人里来",
    ),
)
MONEY: Final = Method(
    "经费来源",
    Explanation(
        "这个项目打算从哪里出钱：党组织的专项额度出多少，其他经费出多少。",
        "这是计划的数，不是已经花的；花了多少看它的经费支出公示。单位出工出料不折成钱。",
        "党组织的专项额度由经费办法规定，一年一个数",
    ),
)
OPINIONS: Final = Method(
    "收到的意见",
    Explanation(
        "居民对方案提出的意见条数，入户、电话、会上、纸上和网上都算；已经逐条答复的有多少。",
        "意见只按类别计数，不写是谁说的；原话经本人同意才公开。",
        "全部答复以后才能公布新一版方案",
    ),
)
BECAUSE: Final = Method(
    "因为哪些意见",
    Explanation(
        "方案的每一处改动，因为哪一类意见、有多少条；没有采纳的也写明理由。",
        "同一条意见说了几件事的，每件都算。",
        "逐条答复",
    ),
)
VOTES: Final = Method(
    "谁决定的",
    Explanation(
        "每一级开会表决时，同意、反对、弃权各有多少人；要多少才算通过，达到了没有。",
        "只写人数，不写谁投了什么票。",
        "支部、会议、街道各按自己的议事规则",
    ),
)
METHODS: Final[Mapping[str, Mapping[str, Method]]] = {
    "approval": {"beneficiaries": BENEFICIARIES, "money": MONEY},
    "list": {"beneficiaries": BENEFICIARIES, "money": MONEY},
    "plan": {"beneficiaries": BENEFICIARIES, "money": MONEY, "opinions": OPINIONS, "because": BECAUSE},
    "expense": {
        "amount": Method(
            "支出金额",
            Explanation(
                "这一笔一共花了多少元，分别从哪里出。有合同价的写合同价。",
                "退回的钱另有一笔冲正，不改这一笔。",
                "验收以后付款，付款以后张贴五个工作日",
                formula="各个来源相加等于支出金额",
            ),
        ),
        "quotes": Method(
            "书面报价",
            Explanation("买以前收到几家供应商的书面报价。", basis="达到询价标准的，至少三家"),
        ),
        "helped": Method(
            "帮助人数",
            Explanation(
                "这一笔帮扶慰问了多少人。",
                "少于 10 人不单独公布，免得认出个人。不写姓名，也不写为什么帮助。",
            ),
        ),
        "signs": Method(
            "验收签字",
            Explanation(
                "每一种身份有几个人在验收单上签字。", basis="验收至少两个人签字，其中至少一个不是经办人"
            ),
        ),
        "votes": VOTES,
    },
    "decision": {
        "amount": Method(
            "批准金额",
            Explanation(
                "这件事批准花多少元，分别从哪里出。",
                "这是批准的数，不是已经花的；花了以后另有经费支出公示。",
                "大额的事一事一议",
                formula="各个来源相加等于批准金额",
            ),
        ),
        "hearing": Method(
            "听证会",
            Explanation(
                "提前几天公告，多少人参加，多少人同意，同意的占多少，需要占多少。",
                "只写人数，不写谁说了什么。",
                "规则 funds.hearing_consent",
                formula="同意的比例 ＝ 同意的人数 ÷ 参加的人数",
            ),
        ),
        "votes": VOTES,
    },
    "stars": {
        "hours": Method(
            "星级和核实服务时长",
            Explanation(
                "志愿服务经服务对象或组织者核实的小时数，达到哪一级的标准就授予哪一级。",
                "没有核实的不算。按提名的先后列出，不排名次；公示期满不再显示名单。",
                "星级标准见公示里写明的那一套",
            ),
        ),
    },
    "result": {**ASKED, **COMPARED, "beneficiaries": BENEFICIARIES},
    "rectification": {
        f"{part}.{name}": method for part in ("first", "second") for name, method in ASKED.items()
    },
    "project": {
        "beneficiaries": BENEFICIARIES,
        "money": MONEY,
        "sources": Method(
            "从哪里来",
            Explanation(
                "这个项目回应了居民反映的多少件事，按类别数。",
                "每件事后面都有反映的人，所以逐件的记录不公开；反映人凭编号可以查自己的事。",
                formula="各类相加等于总数",
            ),
        ),
        "milestones": Method(
            "节点",
            Explanation(
                "计划里写的每一步，登记了完成日的算完成。",
                "还没有到的、没有办完的不算。",
                "立项时定下，改了要公布",
            ),
        ),
        "opinions": OPINIONS,
        "because": BECAUSE,
    },
}


def method_of(name: str) -> Method | None:
    """``result.rate``, ``expense.amount`` and their like; None for another name."""
    kind, _, rest = name.partition(".")
    return METHODS.get(kind, {}).get(rest)
