"""How each number on the notice of a result comes about, in words that anybody can check (plain Python; DOMAIN §8)."""

from dataclasses import dataclass
from typing import Final

from doorstep.publishing.rules.explanations import Explanation


@dataclass(frozen=True)
class Method:
    """What one number on the notice of a result is called, and how it comes about."""

    label: str
    said: Explanation


METHODS: Final[dict[str, Method]] = {
    "rate": Method(
        "满意率",
        Explanation(
            "有效评价里，选“非常满意”“满意”“基本满意”的份数除以全部有效评价份数。",
            "没有回答的人不算满意，也不算不满意；经核实不属于受益对象的不算。不足 10 份不公布比率。",
            "五档评价，不加分，不打折；是否整改只看这个数",
        ),
    ),
    "interval": Method(
        "真实值很可能在的范围",
        Explanation(
            "如果问遍全部受益对象，满意率很可能落在这个范围里。一百次这样的调查，大约九十五次的范围包含真实值。",
            "不包括不愿回答的人可能想法不同带来的偏差。",
            "威尔逊区间，95%；范围的一半大于 12.5 个百分点时注明样本不足",
        ),
    ),
    "weighted": Method(
        "加权后的满意率",
        Explanation(
            "有的人群答得多、有的答得少时，按各人群在名册里的比重重新折算的满意率。",
            "各人群的比重相差不到 5 个百分点时不折算，这一栏不出现。",
            "事后分层，每份的权重在 0.3 到 3 之间",
        ),
    ),
    "adjusted": Method(
        "按难度比较后的满意率",
        Explanation(
            "难办的事本来就难让人满意。先按难度和受益人数算出预期，再看居民的评价比预期好多少或差多少。",
            "它只用来比较，不改变满意率；是否整改不看它。可比的项目不到 12 个时不算。",
            "难度在开工前由两个人按清单评定；原来的数和比较后的数一起公布",
        ),
    ),
    "band": Method(
        "与预期相比",
        Explanation(
            "居民的评价是高于、符合还是低于同类难度的预期。",
            "把握不到 97.5% 的，一律写“与同类难度的预期相符”；项目之间不排名次。",
            "按难度比较后的满意率和它的范围",
        ),
    ),
    "response_rate": Method(
        "回答率",
        Explanation(
            "有效评价份数除以询问的人数。",
            "经核实不属于受益对象的，不算在询问人数里。",
            "评价自愿；回答率低时，结果要小心看",
        ),
    ),
    "n": Method(
        "答卷份数",
        Explanation(
            "收到的有效评价份数，和名册里受益对象的总数一起写。",
            "改过的评价只算最后一次；不在名册里的不算。",
            "名册在申请验收以前锁定",
        ),
    ),
    "grades": Method(
        "各档份数",
        Explanation(
            "五档评价每一档的份数和占比。",
            "少于 10 份的档写成“—”，能倒算出它的档也写成“—”，免得认出个人。",
            "小数字保护，与总数一起检验过",
        ),
    ),
    "by_group": Method(
        "分组的满意率",
        Explanation(
            "抽样时分的每一组里，答了多少份、满意率多少。",
            "满意或不满意少于 10 份的组写成“—”，能倒算出它的组也写成“—”。",
            "分组在抽样以前定好，不在看到结果以后再分",
        ),
    ),
    "called_again": Method(
        "复核回访",
        Explanation(
            "随机抽一些评价，由没有参加实施、也没有记这份评价的人再打一次电话，问是不是这么说的。写明问到多少份、多少份与记录不一致。",
            "没联系上的不算问到。问到不足 10 份，或者一致、不一致的有一边不足 10 份（没有不一致的除外），份数写成“—”。",
            "抽哪几份由记下的随机数种子决定；满 30 份全部非常满意的，每月再抽一次",
        ),
    ),
    "draw": Method(
        "抽样文件",
        Explanation(
            "抽签用的随机数种子、名册的校验值和抽中的编号。任何人都可以用它重做一次抽签，核对抽中的是不是同样的编号。",
            "文件里只有编号，没有姓名、电话和门牌。",
            "名册的校验值在抽签以前公布",
        ),
    ),
}


def method_of(name: str) -> Method | None:
    """``result.rate`` and its like; None for another name."""
    group, _, rest = name.partition(".")
    return METHODS.get(rest) if group == "result" else None
