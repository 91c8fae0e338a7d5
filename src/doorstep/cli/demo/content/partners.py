"""The year's fifty-three partner organisations, invented, and what organisations of their kind bring."""

from dataclasses import dataclass
from typing import Final

HEAT: Final = "槐源热力有限公司"
NAMES: Final = {
    "company": (
        HEAT,
        "东槐物业服务有限公司",
        "望溪大药房连锁",
        "禾禾生鲜超市",
        "安居家政服务社",
        "顺达电梯维保公司",
        "亮城照明工程公司",
        "清渠管道疏通公司",
        "井东餐饮管理公司",
        "云帆网络科技公司",
        "永固轴承厂留守处",
        "绿荫园林养护公司",
        "快手到家维修行",
        "宏图印务公司",
        "百味早点合作社",
    ),
    "school": (
        "槐荫路小学",
        "东河实验小学",
        "望溪中学",
        "井东职业学校",
        "红砖里幼儿园",
        "小桔灯幼儿园",
        "城郊师范学院青年志愿者协会",
        "技工学校电工系",
        "老年大学东河分校",
    ),
    "clinic": (
        "井东路社区卫生服务站",
        "望溪社区卫生服务中心",
        "东河口腔门诊部",
        "康宁中医馆",
        "明目眼科门诊部",
        "仁和医院西院区",
        "安心护理站",
    ),
    "bank": (
        "惠民银行槐荫支行",
        "农商行井东支行",
        "邮政储蓄望溪支行",
        "城郊信用社东河分社",
        "安泰保险服务部",
    ),
    "office": (
        "区市政养护所",
        "区供水服务站",
        "区供电所槐荫班组",
        "区消防救援站",
        "区图书馆",
        "区法律援助中心",
        "公交三场",
        "区环卫所东片",
        "区文化馆",
    ),
    "social": (
        "春晖社会工作服务中心",
        "手拉手助残服务站",
        "乐龄助老协会",
        "蒲公英儿童服务中心",
        "邻里调解工作室",
        "街舞青年社",
        "红砖里书画社",
        "爱心理发队",
    ),
}


@dataclass(frozen=True)
class Brings:
    """One line of what is pledged: kind of resource, words, from so much to so much, conditions."""

    kind: str
    content: str
    least: int
    most: int
    conditions: str = ""


PLEDGES: Final = {
    "company": (
        Brings("people", "上门检修和帮工", 20, 60, "提前三天约"),
        Brings("money", "项目配套资金", 300_000, 2_000_000, "专款专用"),
        Brings("equipment", "工具和材料", 5, 40, "用完归还"),
        Brings("technology", "免费技术勘查", 3, 12),
    ),
    "school": (
        Brings("people", "教师和学生志愿服务", 30, 90, "周末、寒暑假"),
        Brings("venue", "操场和教室开放", 6, 24, "周末"),
        Brings("technology", "公益课", 6, 20, "周末"),
    ),
    "clinic": (
        Brings("people", "义诊医护", 12, 48, "上午"),
        Brings("technology", "健康讲座和入户指导", 4, 16),
        Brings("equipment", "血压计和血糖仪", 4, 20),
    ),
    "bank": (
        Brings("money", "公益金", 500_000, 3_000_000, "专款专用"),
        Brings("people", "防诈骗宣讲员", 8, 24, "工作日"),
        Brings("venue", "网点休息区", 6, 20, "工作日"),
    ),
    "office": (
        Brings("technology", "现场勘查和方案把关", 3, 12),
        Brings("people", "党员突击队", 15, 50, "提前三天约"),
        Brings("equipment", "维修车辆和器材", 2, 12, "用完归还"),
    ),
    "social": (
        Brings("people", "志愿者服务", 40, 120, "周末"),
        Brings("venue", "活动室", 8, 30, "周末"),
        Brings("technology", "专业社工辅导", 4, 18),
    ),
}
PURPOSES: Final = (
    "同学习、同服务、同治理，帮项目补上人手和技术。",
    "围绕项目需要出人出力，每季度碰头一次，看进展、清欠账。",
    "资源向居民开放，项目缺什么先问一声，能办的当场定。",
    "结对共建，把单位所长用到居民所盼的事上。",
)
POSTS: Final = (
    "社区党委书记、校党支部书记",
    "社区党委书记、单位党支部书记",
    "党支部书记、公司负责人",
    "社区党委书记、站长",
)


@dataclass(frozen=True)
class Asks:
    """One need as a community writes it."""

    kind: str
    title: str
    content: str
    amount: int
    conditions: str = ""


NEEDS: Final = (
    Asks("people", "周末英语角志愿者", "每周六上午带小学生练口语，需要会说会教的人。", 8, "周末"),
    Asks("people", "老人义诊", "为行动不便的老人量血压、看用药，上午两小时。", 12, "上午"),
    Asks("people", "防诈骗宣讲", "在居民活动室讲两场，用老人听得懂的话。", 4, "工作日"),
    Asks("people", "院内大扫除帮工", "清理楼道杂物和花坛，自带手套。", 20, "周末"),
    Asks("technology", "老楼线路检查", "请懂电的师傅看公共线路，写出要换的地方。", 3),
    Asks("technology", "垃圾分类讲座", "给楼栋长讲一次，带图样。", 2),
    Asks("technology", "法律咨询", "邻里漏水、停车怎么说理，坐班一个下午。", 4),
    Asks("money", "棋牌桌椅更新", "活动室桌椅坏了八套，按实际价格支持。", 320_000, "专款专用"),
    Asks("money", "图书角添书", "给孩子们添一批书，清单由居民提。", 200_000, "专款专用"),
    Asks("venue", "合唱队排练场地", "二十来人，每周两次，能放音响。", 12, "周末"),
    Asks("venue", "暑期托管教室", "二十个孩子，上午两小时，有空调。", 20, "寒暑假"),
    Asks("equipment", "轮椅和助行器", "放在服务站借用，登记就行。", 4, "用完归还"),
    Asks("equipment", "修剪工具", "修剪绿篱用，借一个周末。", 6, "用完归还"),
)
DELIVERED: Final = (
    "人到了，签到表为证。",
    "东西已验收入库。",
    "现场照单点过。",
    "按约完成，居民代表在场。",
    "分两次到位，这是其中一次。",
)
PROMISES: Final = (
    "本季度再出一次技术勘查，把数据交给项目组。",
    "月底前把材料送到现场。",
    "安排党员志愿者参加两次入户。",
    "协调施工避开早晚高峰。",
    "开放场地给居民议事用。",
    "把报价单公示出来给居民看。",
)
KEPT: Final = ("按时做到，居民代表看过。", "提前两天完成。", "做到了，材料已存档。")
BROKEN: Final = ("人手不够，改到下季度。", "材料没有到货，重新定了日子。", "单位换了负责人，正在重新对接。")
GOOD: Final = ("来得准时，教得耐心。", "做得细，居民都说好。", "沟通顺畅，下次还想请。", "该办的都办了。")
FAIR: Final = ("人来得比说好的少。", "时间改了两次。", "东西能用，数量少一点。")
