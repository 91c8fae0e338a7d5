"""The filing sheet of a work tool, for the authority (国办函〔2026〕12号; DOMAIN R1)."""

from doorstep.papers.word import Grid, Words
from doorstep.people.access import ABILITIES, ABILITY_LABELS
from doorstep.people.rules import ROLE_LABELS
from doorstep.privacy.rules.burden import DATA, FUNCTIONS, PROHIBITED, PURPOSE


def filing_sheet(*, unit: str, day: str) -> list[Words | Grid]:
    """Purpose, functions, data, roles, and the answers to the prohibited list."""
    return [
        Words("工作类移动互联网应用程序备案登记表", "title"),
        Words(f"填报单位：{unit}　　日期：{day}"),
        Words("一、用途", "heading"),
        Words(PURPOSE),
        Words("二、功能", "heading"),
        *(Words(f"{number}. {each}") for number, each in enumerate(FUNCTIONS, start=1)),
        Words("三、数据", "heading"),
        *(Words(f"{number}. {each}") for number, each in enumerate(DATA, start=1)),
        Words("四、使用人员和权限", "heading"),
        Grid([("岗位", "可以做的事"), *roles()]),
        Words("五、禁止事项自查", "heading"),
        Grid([("禁止事项", "本系统的情况", "验证"), *answers()]),
        Words("六、部署", "heading"),
        Words("以县（市、区）为单位部署，街道、乡镇是其中的一户，不单独建设。数据保存在境内。"),
        Words("负责人签字：　　　　　　　　单位盖章："),
    ]


def roles() -> list[tuple[str, str]]:
    return [
        (ROLE_LABELS[role], "、".join(ABILITY_LABELS[each] for each in ABILITY_LABELS if each in abilities))
        for role, abilities in ABILITIES.items()
    ]


def answers() -> list[tuple[str, str, str]]:
    return [(each.what, each.answer, each.test) for each in PROHIBITED]
