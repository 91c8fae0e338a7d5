"""Which columns hold personal data, why, on what ground, how long and for whom (DOMAIN G1; PIPL 55, 56).

Every column that can hold words is either declared personal by the app that owns it, or declared not personal
with a reason. A column that is in neither table is a defect, and a house test says which.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db import models

SENSITIVITIES: Final = {"ordinary": "一般个人信息", "sensitive": "敏感个人信息"}
# A column of one of these names means the same in every table of the house.
EVERYWHERE: Final = {
    "act": "动作的代码",
    "by": "账号的编号，没有姓名",
    "code": "代码",
    "community_path": "地点编码",
    "digest": "加盐摘要，读不出原文",
    "from_state": "状态的代码",
    "path": "地点编码",
    "rule_version": "规则的版本号",
    "salt": "随机数，销毁后日志摘要不再对应任何文字",
    "state": "状态的代码",
    "to_state": "状态的代码",
}
CODE: Final = "一组固定代码之一"
NAME_OF_MATTER: Final = "事务、材料或时段的名称，不指向个人"
NAME_OF_PLACE: Final = "公共地点的名称"
NAME_OF_ORG: Final = "单位或组织的名称"
FIGURES: Final = "数字、代码和编号"
MACHINE: Final = "系统自身运行所需，不写人的事"
PUBLIC_DUTY: Final = "履行法定职责所必需（个人信息保护法第十三条第一款第三项）"
AGREED: Final = "本人同意（个人信息保护法第十三条第一款第一项）"
EMPLOYED: Final = "人力资源管理所必需（个人信息保护法第十三条第一款第二项）"
CONTRACT: Final = "履行协议所必需（个人信息保护法第十三条第一款第二项）"
WORDY: Final = (models.CharField, models.TextField, models.JSONField, models.FileField)


@dataclass(frozen=True)
class Personal:
    """Why a personal column exists; the words are Chinese source strings, shown on the register.

    ``kept_by`` names the rulebook key whose value is the retention, where a timed rule erases it.
    """

    purpose: str
    basis: str
    retention: str
    audience: str
    sensitivity: str = "ordinary"
    kept_by: str = ""


@dataclass(frozen=True)
class Declared:
    """One personal column: ``visits.Visit``, ``topics`` and why it is there."""

    model: str
    column: str
    personal: Personal


_personal: dict[tuple[str, str], Personal] = {}
_plain: dict[tuple[str, str], str] = {}


def declare(model: str, columns: str, personal: Personal) -> None:
    """``columns`` are names with blanks between; declared twice is a defect and stops the start."""
    for column in columns.split():
        _once(model, column)
        _personal[model, column] = personal


def not_personal(model: str, columns: str, why: str) -> None:
    """These columns can hold words, and they say nothing about a person because of ``why``."""
    for column in columns.split():
        _once(model, column)
        _plain[model, column] = why


def _once(model: str, column: str) -> None:
    if (model, column) in _personal or (model, column) in _plain:
        raise ValueError(f"{model}.{column} is declared twice")


def processing_register() -> list[Declared]:
    """Every personal column, in the order of the tables."""
    return [
        Declared(label, column.name, found)
        for label, column in wordy_columns()
        if (found := personal_of(label, column)) is not None
    ]


def undeclared() -> list[str]:
    """Columns that can hold words and about which nobody has thought yet."""
    return [
        f"{label}.{column.name}"
        for label, column in wordy_columns()
        if personal_of(label, column) is None and reason_of(label, column.name) is None
    ]


def declared_in_vain() -> list[str]:
    """Declarations of columns that do not exist."""
    there = {(label, column.name) for label, column in wordy_columns()}
    return sorted(".".join(place) for place in {*_personal, *_plain} - there)


def personal_of(label: str, column: Any) -> Personal | None:
    """What a table declares, or what a sealed column carries itself."""
    return _personal.get((label, column.name)) or getattr(column, "personal", None)


def reason_of(label: str, column: str) -> str | None:
    return _plain.get((label, column)) or EVERYWHERE.get(column)


def wordy_columns() -> Iterator[tuple[str, Any]]:
    """Every column of ours that can hold words."""
    for model in apps.get_models():
        if model.__module__.startswith("doorstep."):
            for column in model._meta.local_fields:
                if isinstance(column, WORDY):
                    yield model._meta.label, column
