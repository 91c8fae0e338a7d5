"""What a work tool must not do to people, what this one does instead, and which test says so (国办函〔2026〕12号)."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Prohibited:
    """One thing on the list, the answer, and the test that fails when it is no longer true."""

    what: str
    answer: str
    test: str


PROHIBITED: Final = (
    Prohibited(
        "不得随意或重复要求填表",
        "一件事只登记一次，台账和报表由系统生成；走访必填不超过六项",
        "tests/visits/test_rules.py",
    ),
    Prohibited("不得要求打卡签到", "没有这样的功能、页面和数据列", "tests/house/test_mobile_rule.py"),
    Prohibited(
        "不得搞积分排名、给工作人员排序",
        "没有这样的功能；数字只按地点和月份统计",
        "tests/house/test_mobile_rule.py",
    ),
    Prohibited("不得统计在线时长", "不记录，也没有这样的数据列", "tests/house/test_mobile_rule.py"),
    Prohibited(
        "不得设安装量、使用率指标，不得强制登录",
        "没有安装程序，居民不用账号",
        "tests/house/test_mobile_rule.py",
    ),
    Prohibited(
        "不得以点赞、转发、学习时长作为考核依据",
        "没有点赞、转发和学习功能",
        "tests/house/test_mobile_rule.py",
    ),
    Prohibited(
        "不得强制上传工作照片、视频和轨迹",
        "照片和位置都可以不填，不填也能提交",
        "tests/house/test_mobile_rule.py",
    ),
    Prohibited("不得没有意见反馈的渠道", "每一页的页脚都有“意见建议”", "tests/web/test_pages.py"),
)
PURPOSE: Final = "登记居民在家门口反映的问题，交办、回访、立项、公开，让居民看到结果。"
FUNCTIONS: Final = (
    "走访登记和台账",
    "问题登记、分办、派单、办理、回访、销号",
    "项目申报、公示、实施、验收",
    "会议议事和经费台账",
    "联建单位协议和需求对接",
    "公开页面和凭编号查询",
    "个人信息请求、导出审批和事件登记",
)
DATA: Final = (
    "走访和问题的文字、地点、日期、结果",
    "反映人自愿留下的称呼、电话、邮箱（加密保存）",
    "工作人员的姓名、岗位、工作电话",
    "项目、经费、协议的材料",
    "不收集身份证号码、宗教、健康详情、收入数额、人脸和轨迹",
)
