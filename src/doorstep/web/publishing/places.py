"""Where in a notice something stands, in words: ``changes[1].before`` is line 2 of what was changed."""

import re

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")
FIELDS = {
    "title": _("标题"),
    "note": _("说明"),
    "phone": _("监督电话"),
    "name": _("名称"),
    "org": _("组织"),
    "purpose": _("用途"),
    "supplier": _("供应商"),
    "how": _("怎么选的"),
    "decisions": _("谁决定的"),
    "ref": _("决定"),
    "goal": _("目标"),
    "summary": _("公开简介"),
    "measures": _("怎么做"),
    "baseline": _("现状"),
    "evidence": _("完成的证明"),
    "own_reason": _("支部自查理由"),
    "milestones": _("季度节点"),
    "reason": _("为什么改"),
    "changes": _("改了什么"),
    "before": _("原来"),
    "after": _("现在"),
    "because": _("因为这些意见"),
    "others": _("其他意见的答复"),
    "need": _("为什么要办"),
    "do_it": _("全办"),
    "do_less": _("少办"),
    "do_nothing": _("不办"),
    "comparable": _("同类价格"),
    "objections": _("不同意见"),
    "chosen": _("名单说明"),
    "rows": _("名单"),
    "result": _("结果"),
    "rectification": _("整改"),
    "contact": _("联系"),
    "themes": _("大家说了什么"),
    "theme": _("话题"),
    "words": _("本人同意公开的话"),
    "text": _("文字"),
    "site": _("现场查看"),
    "cause": _("哪里没办好"),
    "action": _("怎么整改的"),
    "page": _("项目公开页"),
    "beneficiaries": _("受益对象"),
    "group": _("分组"),
    "questions": _("提问和答复"),
    "timeline": _("办理轨迹"),
    "voices": _("原话"),
    "opinions": _("意见"),
}


def said_where(place: str) -> str:
    """The place in words; a part without a word of its own is named as it is."""
    parts = []
    for name, index in STEP.findall(place):
        word = str(FIELDS.get(name, name))
        if index:
            word = translate("%(field)s第 %(number)s 条") % {"field": word, "number": int(index) + 1}
        parts.append(word)
    return " · ".join(parts) if parts else place
