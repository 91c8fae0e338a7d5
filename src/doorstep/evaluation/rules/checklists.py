"""What is looked at on site, by kind of project (plain Python; DOMAIN E0).

The record of the thing itself: does it work, is it kept, is it used. Nobody's opinion is asked here.
"""

from collections.abc import Mapping
from typing import Final

from doorstep.kernel.errors import refuse_if

ANSWERS: Final = {"yes": "是", "partly": "部分", "no": "否", "unseen": "未看到"}
COMMON: Final = {
    "matches_plan": "做的与公示的方案一致",
    "works": "现在能正常使用",
    "used": "有居民在用",
    "kept": "有人管护，责任人写明",
    "safe": "没有看得见的安全隐患",
    "told": "现场有公示和监督电话",
}
BY_KIND: Final[Mapping[str, Mapping[str, str]]] = {
    "works": {"clean": "施工垃圾已清走", "access": "老人、轮椅能通行", "signed": "验收材料齐全"},
    "service": {"open_hours": "开放时间写明且照此开放", "staffed": "有人值守或能联系到人"},
    "heating": {"warm": "入户实测室温达标", "leak": "管道和阀门无渗漏", "balanced": "远端住户与近端一样热"},
    "renewal": {"lights": "楼道照明完好", "drains": "雨后不积水", "access": "老人、轮椅能通行"},
    "road": {"even": "路面平整", "drains": "排水通畅", "signs": "标志标线齐全"},
    "market": {"clean": "地面和公厕干净", "weighed": "公平秤可用", "checked": "当日快检结果已公布"},
    "training": {"held": "课时按计划上完", "certified": "证书已发到人"},
    "exchange": {"held": "日程按计划走完", "recorded": "总结已留存"},
}
KINDS: Final = {
    "works": "工程",
    "service": "服务",
    "heating": "供热",
    "renewal": "改造",
    "road": "道路",
    "market": "市场",
    "training": "培训",
    "exchange": "来访",
}
REMARK_LIMIT: Final = 200


def checklist(kind: str) -> dict[str, str]:
    """The questions of one kind of project, in the order in which one walks; an unknown kind is refused."""
    refuse_if(kind not in BY_KIND, "assessment.kind", kind=kind)
    return {**COMMON, **BY_KIND[kind]}


def check_answers(kind: str, answers: Mapping[str, str], remarks: Mapping[str, str]) -> None:
    """Every question answered from the list; whatever is not a plain yes says why."""
    asked = checklist(kind)
    refuse_if(set(answers) != set(asked), "assessment.incomplete", missing=sorted(set(asked) - set(answers)))
    refuse_if(not set(answers.values()) <= set(ANSWERS), "assessment.answer")
    unexplained = [
        code for code, answer in answers.items() if answer != "yes" and not remarks.get(code, "").strip()
    ]
    refuse_if(bool(unexplained), "assessment.remark_needed", missing=unexplained)
    refuse_if(any(len(each) > REMARK_LIMIT for each in remarks.values()), "text.too_long", limit=REMARK_LIMIT)
