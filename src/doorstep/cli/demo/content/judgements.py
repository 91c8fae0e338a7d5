"""What residents say of a finished project, and what is put right where they are not satisfied. All invented."""

from random import Random
from typing import Final

from doorstep.cli.demo.content.shapes import ProjectPlan

GOOD: Final = (
    "跟贴出来的方案一样",
    "工期没拖",
    "干活的人客气，不扬灰",
    "有事打牌子上的电话真有人接",
    "家里老人说方便多了",
    "孩子放学有地方去了",
    "钱花在哪都贴着",
    "收尾收得干净",
    "问过我家意见，也照着改了",
    "夜里静了，睡得踏实",
    "比以前强，不用自己跑",
    "楼上楼下都说行",
)
MISSING: Final = (
    "边角没抹平，下雨存水",
    "开放时间对上班的人不合适",
    "标识太小，老人看不清",
    "完了以后谁管还不清楚",
    "我家这头排在最后，等得久",
    "通知贴得晚，赶不上",
    "声音还是有点大",
    "用了两回就坏过一次",
    "坡道窄，轮椅转不开",
    "收费那一栏没写明白",
)
WANTS: Final = (
    "派个人常来看看",
    "周末也开一会儿",
    "字写大些",
    "把管护人的电话贴到单元门口",
    "把没弄平的地方补一补",
    "下回早一周贴通知",
    "换个结实的",
    "跟我们当面说一声就行",
)
WHO: Final = ("我", "我家", "老伴", "孩子", "我们这单元", "对门", "楼下邻居", "几个街坊")
WHEN: Final = ("这个月", "前几天", "上周", "完工那天", "天冷以后", "用了半个月", "最近", "头一回去")
HEATING: Final = {
    "good": (
        "屋里二十度往上",
        "电暖气收起来了",
        "夜里不用穿棉袄",
        "孩子洗澡不用开三个电暖了",
        "墙上不挂霜了",
    ),
    "missing": ("顶楼这间还是十七八度", "换热站夜里嗡嗡响", "阀门有点渗", "楼道那截管没包上"),
}
MEETING: Final = {
    "good": (
        "承诺一条条对，谁也绕不开",
        "没到位的当场说了原因",
        "会短，说完就定人定日子",
        "居民的话记进去了",
    ),
    "missing": ("材料到会上才发", "有一家每回都派人来听", "下午三点开，上班的来不了"),
}
RENEWAL: Final = {
    "good": (
        "下水不返了",
        "屋顶不漏了",
        "廊子里能坐着说话",
        "凉亭下棋不用抢座",
        "坡道推得了轮椅",
        "方案改了两回，真听了",
    ),
    "missing": ("车位还是不够", "小院拆了，煤没处放", "廊子靠马路那头吵", "井盖走过去响"),
}
OWN_WORDS: Final = (
    "住了三十四年，头一回觉得这院子是大伙儿商量着修的。老伴三个月没下楼，今天我推她在廊子里坐了一下午。"
)
CAUSES: Final = {
    "收尾有几处没有抹平，雨后存水": "逐处补平，雨后由楼长复看",
    "开放时间与上班时间冲突": "每周两晚和周六上午开放，门口写明",
    "完工后没有写明管护人": "定一名管护人，电话贴到每个单元",
    "通知只贴在一处，多数住户没看见": "改为单元门口和群里同发，提前七天",
    "设施选得不结实，用坏后没人修": "更换并约定三日内报修",
}
DONE: Final = (
    "已补好，楼长签字。",
    "已照做一周，有登记。",
    "已更换，试用三天没问题。",
    "已贴到各单元，抽看十处都在。",
)
REPLIES: Final = (
    "打过电话，说明了办法和时间，本人认可。",
    "上门看过，当天处理，本人在场。",
    "解释了做不到的原因，登记为下一年的需求。",
    "已转给管护人，约好三天内去，本人同意。",
)


def good_words(rng: Random, story: str) -> str:
    pieces = words_of(story)["good"]
    return f"{rng.choice(WHEN)}{rng.choice(WHO)}说{rng.choice(pieces)}" if rng.random() < 0.7 else ""


def missing_words(rng: Random, story: str) -> str:
    return f"{rng.choice(WHO)}{rng.choice(('觉得', '说', '碰上过', '不满的是'))}{rng.choice(words_of(story)['missing'])}"


def words_of(story: str) -> dict[str, tuple[str, ...]]:
    """The story's own words for a thread and for a joint meeting, everyday ones for every other project."""
    own = {"heating": HEATING, "renewal": RENEWAL, "meeting": MEETING}
    return own.get(story, {"good": GOOD, "missing": MISSING})


def checklist_of(plan: ProjectPlan) -> str:
    """Which list is walked on site."""
    if plan.key:
        return plan.key
    return "works" if plan.field in WORKS_FIELDS else "service"


WORKS_FIELDS: Final = frozenset(
    {"老旧小区改造", "供暖供水保障", "环境整治", "平安消防", "民生实事", "阵地建设"}
)


# What somebody says against a posted result, and the public answer.
OBJECTIONS: Final = (
    (
        "没有人给我家打过电话，凭什么说满意率这么高？",
        "评价按抽签顺序询问，没有抽到不等于不听。抽签文件已公开，谁都可以重抽核对；您的意见已单独登记并答复。",
    ),
    (
        "我家说了不满意，怎么没写上？",
        "逐档人数少的不公开，免得被认出来；但您的意见已经单独答复，并列入整改清单。",
    ),
    (
        "评价问了几回，老人记不清，算数吗？",
        "每户最多联系三次，只记一份有效评价；另有复核回访，结果一致才算。",
    ),
    (
        "满意率和我们院里听到的不一样。",
        "公告里写了询问人数、回答人数和误差范围。样本有误差，真实值很可能在范围之内。",
    ),
)
