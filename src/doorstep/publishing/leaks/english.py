"""People and doors as an English notice writes them: ``Wang Li, Room 501, Building 3``."""

import re
from collections.abc import Iterator
from typing import Final

from doorstep.publishing.leaks.findings import set_of

SURNAMES: Final = set_of(
    "bai bi bian cai cao chai chang che chen cheng chi chu cui dai deng di ding dong du duan fan fang fei feng fu gan gao ge"
    " geng gong gou gu guan guo han hao he hong hou hu hua huang huo ji jia jian jiang jiao jin jing kang ke kong kuang lan"
    " lang lei leng li lian liang liao lin ling liu long lou lu luo lv lyu ma mao mei meng mi miao min mo mou mu nie ning niu"
    " ouyang pan pang pei peng pi pu qi qian qiao qin qiu qu quan ran rao ren rong ruan sang sha shan shang shangguan shao"
    " shen sheng shi shu sima song su sui sun tai tan tang tao teng tian tong tu wan wang wei wen weng wu xi xia xiang xiao"
    " xie xin xing xiong xu xuan xue yan yang yao ye yi yin ying you yu yuan yue yun zang zeng zha zhai zhan zhang zhao zhen"
    " zheng zhong zhou zhu zhuang zhuge zhuo zong zou zuo"
)
SYLLABLE: Final = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uan|uai|ai|ei|ao|ou|an|en|in|un"
    r"|ia|ie|iu|ua|uo|ui|ue|ve|er|[aoeiuv]))"
)
GIVEN: Final = re.compile(rf"{SYLLABLE}(?:['\-]?{SYLLABLE}){{0,2}}")
WORD: Final = r"(?:[A-Z][a-z]+(?:['\-][A-Za-z]?[a-z]+)?|[A-Z]{2,8})"
NAME: Final = re.compile(rf"(?<![A-Za-z])({WORD})(?:, ?| )({WORD})(?: ({WORD}))?(?![A-Za-z])")
ADDRESSED: Final = re.compile(
    r"(?<![A-Za-z])(?:Mr|Mrs|Ms|Miss|Madam)\.? (?:[A-Z][a-z]+|[A-Z]{2,8})(?: [A-Z][a-z]+){0,2}"
)
IS_A_PLACE: Final = re.compile(
    r"[ ,]{0,2}(?i:road|rd|street|st|lane|avenue|district|community|garden|estate|square|village|town|city|county"
    r"|province|building|court|park|river|company|co|group|school|hospital|bridge|subdistrict)(?![a-z])"
)
OFFICE_BEFORE: Final = re.compile(
    r"(?i:director|secretary|manager|chief|head|officer|mayor|chair\w*|engineer|lawyer|dr|prof|professor|leader)\.?[ ,:(]{0,3}$"
)
OFFICE_AFTER: Final = re.compile(
    r"[ ,(]{1,3}(?i:(?:the |deputy |party |vice )*"
    r"(?:director|secretary|manager|chief|head|officer|mayor|chair\w*|engineer|lawyer))"
)
NUMBERED: Final = r"\.?\s?(?:(?i:no|number)\.?|#)?\s?[0-9]{1,4}[A-Za-z]?(?![A-Za-z0-9])"
FLAT: Final = rf"(?i:room|rm|apt|apartment|flat|suite){NUMBERED}"
BLOCK: Final = rf"(?i:building|bldg|block|tower){NUMBERED}"
ENTRANCE: Final = rf"(?i:unit|entrance|door){NUMBERED}"
GAP: Final = r"[\s,\-]{0,3}"
DOOR: Final = re.compile(
    rf"(?<![A-Za-z])(?:{BLOCK}{GAP}(?:{ENTRANCE}{GAP})?(?:{FLAT}|(?:No\.? ?)?[0-9]{{3,4}}(?![0-9A-Za-z]))|{BLOCK}{GAP}{ENTRANCE}"
    rf"|{FLAT}|{ENTRANCE}{GAP}{BLOCK}|(?:No\.? ?)?[0-9]{{3,4}}{GAP}{BLOCK})"
)
HOUSE: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:No\.? ?)?[0-9]{1,4},? [A-Z][a-z]+(?: [A-Z][a-z]+)? (?:Road|Rd|Street|St|Lane|Alley|Avenue)(?![a-z])"
)
OFFICE_ROOM: Final = re.compile(
    r"(?i)[ ,(]{0,3}(?:\w+ )?(?:meeting|conference|office|hall|reception|service|activity)"
)
LATIN: Final = re.compile(r"[A-Z][A-Za-z]")


def names_in(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end, and whether only the surname is told, as in ``Mr Wang``."""
    if not LATIN.search(text):
        return
    for found in ADDRESSED.finditer(text):
        yield found.start(), found.end(), " " not in found[0].partition(" ")[2]
    for found in NAME.finditer(text):
        end = found.end() if found[3] and is_given(found[3]) else found.end(2)
        if (
            is_name(found[1], found[2])
            and not IS_A_PLACE.match(text, end)
            and not is_official(text, found.start(), end)
        ):
            yield found.start(), end, False


def is_name(first: str, second: str) -> bool:
    one, two = first.lower(), second.lower()
    return (one in SURNAMES and is_given(two)) or (two in SURNAMES and is_given(one))


def is_given(word: str) -> bool:
    return GIVEN.fullmatch(word.lower()) is not None


def is_official(text: str, start: int, end: int) -> bool:
    return bool(OFFICE_BEFORE.search(text[max(0, start - 16) : start]) or OFFICE_AFTER.match(text, end))


def is_whole_name(text: str) -> bool:
    found = NAME.fullmatch(text)
    return found is not None and is_name(found[1], found[2]) and (not found[3] or is_given(found[3]))


def doors_in(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end, and whether it goes past the building."""
    if not LATIN.search(text):
        return
    for found in DOOR.finditer(text):
        if not OFFICE_ROOM.match(text, found.end()):
            yield found.start(), found.end(), True
    for found in HOUSE.finditer(text):
        yield found.start(), found.end(), False
