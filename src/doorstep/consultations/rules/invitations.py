"""Who is asked to a meeting, and what became of the asking (plain Python)."""

from typing import Final

GUEST_KINDS: Final = {
    "account": "本街道人员",
    "unit": "单位",
    "org": "党组织",
    "partner": "联建单位",
    "outsider": "外请人员",
}
INVITATION_STATES: Final = {
    "invited": "等答复",
    "coming": "能来",
    "cannot": "来不了",
    "no_answer": "没有答复",
}
REPLIES: Final = {code: INVITATION_STATES[code] for code in ("coming", "cannot")}
