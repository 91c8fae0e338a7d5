"""Three separate consents, each given and taken back for itself (PIPL 23, 25, 29; DOMAIN G3)."""

from typing import Final

SCOPES: Final = {
    "sensitive": "处理敏感个人信息",
    "give": "提供给其他单位",
    "publish": "公开",
}
GIVEN_BY: Final = {"paper": "本人签字", "counter": "当面口头，工作人员记录", "phone": "电话，工作人员记录"}
STATES: Final = {"given": "有效", "withdrawn": "已撤回"}
