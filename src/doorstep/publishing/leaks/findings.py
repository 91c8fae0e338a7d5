"""What a scan reports: one kind, one place, and an excerpt that never shows the value itself."""

from dataclasses import dataclass
from typing import Final

KINDS: Final = {
    "id_card": "身份证号",
    "mobile": "手机号",
    "landline": "固定电话",
    "bank_card": "银行卡号",
    "plate": "车牌号",
    "email": "电子邮箱",
    "name_door": "姓名和门牌",
    "known_name": "住户档案里的姓名",
    "passport": "护照或通行证号",
    "social_card": "社保或医保号",
    "wechat_qq": "微信号或QQ号",
    "metadata": "文件属性",
    "hidden_sheet": "隐藏的工作表",
    "hidden_row": "隐藏的行",
    "hidden_column": "隐藏的列",
    "hidden_text": "隐藏的文字",
    "tracked_change": "修订痕迹",
    "comment": "批注",
    "formula": "会运行的公式",
    "external_link": "外部链接",
    "embedded_file": "嵌入的文件",
    "macro": "宏或脚本",
    "exif_gps": "照片拍摄位置",
    "exif": "照片附带信息",
    "unreadable": "读不出的文件",
}
REASONS: Final = {
    "": "",
    "wrong_check_digit": "写着身份证，但校验码不对",
    "rounded": "表格软件已把末尾改成零",
    "old_form": "十五位旧号",
    "masked_name": "姓名遮住了，门牌没有",
    "table_columns": "同一行有姓名和门牌",
    "encrypted": "文件加密",
    "broken": "文件损坏",
    "too_large": "展开后过大",
    "unknown_type": "不认识的文件类型",
    "too_deep": "套了太多层",
    "no_characters": "文字不能还原成字符",
}


@dataclass(frozen=True)
class Finding:
    """One thing that must not go out. ``kind`` is a key of KINDS, ``reason`` a key of REASONS.

    ``place`` is for machines and people alike: ``line 14 column 8``, ``table 2 row 4 column 2``,
    ``sheet 名单!B7``, ``milestones[2].name``.
    """

    kind: str
    place: str
    excerpt: str
    reason: str = ""


def set_of(words: str) -> frozenset[str]:
    """A set written as one line of words."""
    return frozenset(words.split())


def masked(value: str, *, head: int = 3, tail: int = 2) -> str:
    """The ends of a value, and never more than half of it: ``138****78``."""
    value = " ".join(value.split())
    if len(value) < 2 * (head + tail):
        head, tail = min(1, len(value) - 1), 0
    stars = "*" * min(len(value) - head - tail, 8)
    return value[:head] + stars + (value[-tail:] if tail else "")
