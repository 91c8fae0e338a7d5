"""What each figure counts, in words that anybody can check (plain Python; DOMAIN R8)."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Explanation:
    """What is counted, what is left out or counted elsewhere, and what it rests on.

    ``formula``: how it is worked out, where it is more than counting. ``is_public``: it may stand on a public page.
    """

    counts: str
    leaves_out: str = ""
    basis: str = ""
    is_public: bool = True
    formula: str = ""


ROUTE: Final = "每件事只算在现在所在的一路里；各路加起来等于反映的事的总数。"
FEW_JUDGED: Final = "不足 10 份答卷、没有公布满意率的项目不算；公布了满意率的项目不到 12 个时不算这个数。"
EXPLANATIONS: Final[dict[str, Explanation]] = {
    "visits.households": Explanation(
        "这一年里至少有一次开门见面的住户，一户只算一次。",
        "没有见面的走访、商铺和单位不算；同一户再走一次不重复算。",
        "按走访登记的地址去重",
    ),
    "visits.total": Explanation(
        "这一年登记的每一次走访，不论见没见到人。", "更正过的登记只算更正后的那一次。"
    ),
    "visits.met": Explanation("结果为见面的走访次数。", "未遇、拒访和空置不算。"),
    "visits.not_home": Explanation("敲了门、家里没有人的走访次数。"),
    "issues.total": Explanation(
        "这一年收到的每一件事：入户、电话、网上、信件和窗口来的都算。", "撤销的误登记不算。"
    ),
    "issues.on_spot": Explanation("三个工作日内当场或就近办好的事。", ROUTE, "时限见规则 issue.on_spot_days"),
    "issues.time_limited": Explanation("限期整改的事。", ROUTE),
    "issues.long_term": Explanation("列入长期推进、还没有转成项目的事。", ROUTE),
    "issues.explained": Explanation("依法依规办不了、已经向本人解释清楚的事。", ROUTE),
    "issues.redirected": Explanation("应由别的渠道办理、已经转请并告知本人的事。", ROUTE),
    "issues.merged": Explanation("与另一件说的是同一回事、并在一起办的事。", ROUTE),
    "issues.in_project": Explanation("已经转成项目来办的事。", ROUTE),
    "issues.in_hand": Explanation("收到了、还没有定办法的事。", ROUTE),
    "issues.on_spot_share": Explanation("立行立改的件数除以反映的事的总数。"),
    "issues.unbalanced": Explanation(
        "分不进任何一路的事。应当是零；不是零说明登记有错，要逐件查。", is_public=False
    ),
    "projects.approved": Explanation(
        "这一年公示期满、没有成立的异议、正式立项的项目，不论后来办得怎样。",
        "还在申报或公示的不算。",
        "立项公示不少于七天",
    ),
    "projects.fields": Explanation("这一年立项的项目分布在多少个领域。"),
    "opinions.collected": Explanation("居民对方案提出的意见条数，入户、电话、会上、纸上和网上都算。"),
    "opinions.answered_share": Explanation(
        "已经逐条答复的意见除以收到的意见。全部答复以后才能公布新一版方案。"
    ),
    "meetings.held": Explanation("这一年开过并有记录的会议。", "通知了没有开的不算。"),
    "funds.quota_fen": Explanation(
        "这一年各党组织的专项经费额度合计，单位是分。", basis="每个社区党组织和其他党组织的标准见经费办法"
    ),
    "funds.used_fen": Explanation(
        "这一年从额度里已经付出的钱，单位是分。", "批准了还没有付的、额度以外的资金不算。"
    ),
    "funds.overdrawn": Explanation("付出超过额度的党组织和付出超过到账的资金来源个数。应当是零。"),
    "funds.unreconciled_fen": Explanation(
        "账上与逐笔相加对不上的金额，单位是分。应当是零。", is_public=False
    ),
    "funds.case_by_case": Explanation("走完一事一议程序并批准的工程。", "没有批准或撤销的不算。"),
    "members.reported_in": Explanation("到社区报到的在职党员人数。", "本人撤回的不算。"),
    "pledges.kept": Explanation("到期核定为已践行的承诺。"),
    "stars.awarded": Explanation("公示期满后授予的星级。只数个数，不排先后。"),
    "partners.signed": Explanation("与街道或社区签了共驻共建协议的单位，一个单位只算一次。"),
    "agreements.delivered_share": Explanation(
        "协议里到期的资源，实际到位的份额：各类资源先各算各的到位率，再取平均。"
    ),
    "needs.unmet": Explanation("发布以后还没有单位认领或落实的需求。"),
    "observations.due": Explanation(
        "每个在建项目每个季度应当观摩一次，合计次数。", basis="季度内有一天在建就算"
    ),
    "observations.made": Explanation("已经到现场观摩的次数。"),
    "observations.commented_in_time": Explanation("观摩以后在规定工作日内写出点评的次数。"),
    "evaluations.published": Explanation(
        "这一年验收的项目里，居民评价结果已经公布的个数。", basis="名单在申请验收以前锁定，抽签任何人可以重做"
    ),
    "evaluations.rectified": Explanation("居民不够满意、再次征求意见并整改、再评结果也已公布的项目个数。"),
    "evaluations.response_share": Explanation(
        "这一年验收的项目，首轮有效评价份数除以询问的人数。", "经核实不属于受益对象的不算在询问人数里。"
    ),
    "evaluations.per_resident": Explanation(
        "把这一年公布了评价的项目合起来看，受益的人多的项目算得重：随便找一位受益居民，有多大可能满意。"
        "± 后面是 95% 的范围。",
        FEW_JUDGED,
        "每个项目先向同样难度、同样多受益对象的预期靠拢一点，答卷越少靠得越多；只用已经公布的公示来算",
        formula="每个项目估计的满意率 × 名册人数，相加，再除以名册总人数",
    ),
    "evaluations.per_project": Explanation(
        "把这一年公布了评价的项目合起来看，大项目小项目一样重：随便找一个项目，平均有多少人满意。",
        FEW_JUDGED,
        "与按受益人数算的一起看；两个数都不代替没有满意的那几件事",
        formula="每个项目估计的满意率相加，再除以项目个数",
    ),
    "evaluations.satisfied_people": Explanation(
        "照公布的评价估计，名册上有多少受益对象满意。± 后面是 95% 的范围。",
        FEW_JUDGED,
        "同一户在几个项目里受益的，每个项目各算一次",
        formula="每个项目估计的满意率 × 名册人数，相加",
    ),
    "notices.posted": Explanation("这一年张贴过的公示，撤回的也算，因为曾经公开。"),
    "notices.leaks": Explanation(
        "对这一年张贴的全部公示再扫描一遍，发现的、没有人签字说明的个人信息处数。应当是零。", is_public=False
    ),
}
