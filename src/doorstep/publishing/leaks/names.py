"""Where a text names a person: surname, given name, and what stands around them.

A masked name (张**, 王某, 李大爷) is not a name, and yet tells who lives behind a door it stands next to. A person
who is named for an office (书记李明) is not a private person; a building's volunteer (楼长) with a door of her own is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from doorstep.publishing.leaks import english
from doorstep.publishing.leaks.findings import set_of
from doorstep.publishing.leaks.surnames import (
    ALSO_NAMES,
    COMMON_WORDS,
    COMPOUND,
    GIVEN,
    NOT_GIVEN,
    PLAIN,
    SINGLE,
)

CHINESE: Final = r"\u3400-\u9fff"
SURNAME: Final = "|".join(sorted(COMPOUND)) + f"|[{''.join(sorted(SINGLE))}]"
CANDIDATE: Final = re.compile(rf"(?=((?:{SURNAME})[{CHINESE}]{{1,2}}))")
MINORITY: Final = re.compile(rf"[{CHINESE}]{{2,8}}·[{CHINESE}]{{2,8}}(?:·[{CHINESE}]{{2,8}})?")
SPACED: Final = re.compile(
    rf"(?<![{CHINESE}])([{CHINESE}]) {{1,3}}([{CHINESE}])(?: {{1,3}}([{CHINESE}]))?(?![{CHINESE}])"
)
PERSON_WORDS: Final = (
    "住户|居民|业主代表|业主|户主|租户|租客|老人|村民|群众|同志|房主|房东|承租人|申请人|申报人|联系人|联络人|反映人|来信人|来访人|投诉人"
    "|报告人|受助人|受益人|救助对象|帮扶对象|低保户|特困|独居|孤寡|残疾人|志愿者|楼长|单元长|楼栋长|楼组长|门栋长|姓名|本人|患者|退役军人"
    "|军属|烈属|学生|家长|当事人|参与人|参会人|签字|签名|签收人|收件人|收货人|寄件人|取件人|缴费人|缴款人|付款人|承办户|产权人|使用人|死者|逝者|孕妇|儿童|邻居|党员|户代表|代表|儿子|女儿|妻子|丈夫|配偶|母亲|父亲|其子|其女|之子|之女"
    "|监护人|被访人|受访人|领取人|收款人|获奖者|获得者|摊主|店主|经营者|学员|伤者|病人|家属|亲属|用户|车主|失主|失主是|获救助的"
)
AFTER_PERSON_WORD: Final = re.compile(rf"(?:{PERSON_WORDS})(?:是|为|叫|名叫|:)?[ ()]{{0,2}}$")
OPENS: Final = re.compile(
    rf"(?:^|[^{CHINESE}]|[〇零一二三四五六七八九]{{3}}|走访|慰问|看望|帮助|探望|入户|联系|陪同|回访|访问|接|由|为|给|对|找|和|与|及|向|到|去|是|叫|请|让|户|室|号|家|大爷|大妈|大娘|大叔|阿姨|奶奶|爷爷|将|把|帮|替|收到|经|据|位于|元|的|了|过|助|劳|楼长|员)$"
)
CLOSES: Final = re.compile(
    rf"(?:$|[^{CHINESE}]|家住|现住|居住|住|家|户|反映|提出|表示|建议|反馈|投诉|诉求|来电|来信|来访|的|是|等|同志|老人|大爷|大妈|大娘|阿姨|叔叔"
    r"|奶奶|爷爷|先生|女士|夫妇|夫妻|本人|电话|手机|身份|称|说|报|在|自|愿|负|领|居|于|签|已|未|因|患|独|门|房|和|与|及|缴|交|欠|获"
    r"|被|系|为|申|参|有|无|今年|现年|男|女|一家|三|二|五|四|六|七|八|九|十|东|西|南|北|位|投|不|同意|反对|弃权|出席|参加|发言|认为|希望|要求|提|签|担|捐|做|从|就|也|来|代|租|购|借|搬|送|收|等)"
)
DOOR_ENDS: Final = "室户号的"
OF_HER: Final = re.compile(
    r"同志|家住|现住|居住|住(?![房宅户院建宿])|家(?![园具长数政])|老人|夫妇|夫妻|大爷|大妈|大娘|阿姨|叔叔|奶奶|爷爷|先生|女士"
    r"|申请|租住|代[买办购]|反映|提出|来电|投诉|说|称|表示|的[家房电手]"
)
SPEAKS: Final = re.compile(r"提出|反映|表示|说|称|建议|投诉|发言|认为|希望|同意|要求|家的")
TITLES: Final = (
    "党委书记|党支部书记|支部书记|总支书记|副书记|书记|副主任|主任|委员|局长|科长|处长|所长|站长|院长|校长|主席|镇长|乡长|区长|县长|市长"
    "|部长|组织员|网格员|网格长|专干|社工|社会工作者|工作人员|干部|经办人|审核人|复核人|审批人|负责人|责任人|项目经理|经理|工程师|监理"
    "|律师|法官|民警|警官|辅警|记者|医生|护士|教师|老师|队长|队员|会计|出纳|记录人|记录员|主持人|主持|纪检员|监督员|街长|路长|河长|组长"
    "|牵头领导|包联领导|包片领导|领导|秘书|秘书长|理事长|会长|总经理|董事长|法定代表人|法人代表|局|项目负责人|联系领导|第一书记|指导员|助理"
)
OFFICE_BEFORE: Final = re.compile(rf"(?:{TITLES})(?:是|为|由|:)?[ ()、]{{0,2}}$")
OFFICE_AFTER: Final = re.compile(rf"^[ (]{{0,2}}(?:{TITLES})")
ENDS_OF_PLACES: Final = frozenset("路街巷村庄屯寨乡县沟")
HONORIFICS: Final = set_of(
    "先生 女士 老师 师傅 大爷 大妈 大娘 大姐 大哥 大叔 阿姨 同志 主任 书记"
    " 奶奶 爷爷 叔叔 伯伯 医生 经理 家属 某某 老人 老板 队长 站长 所长 科长 局长 同学 总工 教授 律师 法官 警官 护士 会计 某的"
)
AT_HOME: Final = "先生|女士|大爷|大妈|大娘|大姐|大哥|大叔|阿姨|奶奶|爷爷|叔叔|伯伯|老人"
MASK: Final = re.compile(rf"(?:{SURNAME})(?:某某|某(?!某)|[*＊×xX○〇□●]{{1,3}}|{AT_HOME})")


@dataclass(frozen=True)
class Name:
    start: int
    end: int
    text: str
    is_sure: bool = False
    is_masked: bool = False


def private_names(text: str) -> list[Name]:
    """Names of people who stand here for no office, in a folded text."""
    return [each for each in names_in(text) if not is_official(text, each)]


def names_in(text: str) -> list[Name]:
    found = [Name(each.start(), each.end(), each[0], True) for each in MINORITY.finditer(text)]
    found += spaced(text)
    found += [
        Name(start, end, text[start:end], True)
        for start, end, is_short in english.names_in(text)
        if not is_short
    ]
    position = 0
    for candidate in CANDIDATE.finditer(text):
        if candidate.start() < position:
            continue
        name = judged(text, candidate.start(), candidate[1])
        if name:
            found.append(name)
            position = name.end
    return sorted(found, key=lambda each: each.start)


def masked_names(text: str) -> list[Name]:
    """Also ``Mr Wang``."""
    found = [Name(each.start(), each.end(), each[0], True, True) for each in MASK.finditer(text)]
    return found + [
        Name(start, end, text[start:end], True, True)
        for start, end, is_short in english.names_in(text)
        if is_short
    ]


def judged(text: str, start: int, longest: str) -> Name | None:
    """The longer reading first: 王建国, then 王建."""
    length = surname_length(longest)
    if text[start + length : start + length + 2] in HONORIFICS:
        return None
    for size in sorted({len(longest), len(longest) - 1, length + 1}, reverse=True):
        whole = longest[:size]
        if size <= length:
            continue
        end = start + size
        alone = begins_alone(text[start - 1 : start]) and ends_alone(text, end)
        marked = AFTER_PERSON_WORD.search(text[max(0, start - 12) : start]) is not None
        speaks = marked and SPEAKS.match(text, end) is not None
        if is_name(whole, is_marked=marked, is_alone=alone or speaks) and is_delimited(
            text, start, end, is_marked=marked
        ):
            return Name(start, end, whole, marked)
    return None


def begins_alone(before: str) -> bool:
    return not is_chinese(before) or before in DOOR_ENDS


def ends_alone(text: str, end: int) -> bool:
    return not is_chinese(text[end : end + 1]) or OF_HER.match(text, end) is not None


def is_chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def is_delimited(text: str, start: int, end: int, *, is_marked: bool) -> bool:
    opens = is_marked or OPENS.search(text[max(0, start - 3) : start])
    return bool(opens) and (is_marked or CLOSES.match(text[end : end + 3]) is not None)


def surname_length(name: str) -> int:
    return 2 if name[:2] in COMPOUND and len(name) > 2 else 1


def is_name(whole: str, *, is_marked: bool = False, is_alone: bool = False) -> bool:
    """Whether these two to four characters read as a full name."""
    size = surname_length(whole)
    surname, given = whole[:size], whole[size:]
    if not 1 <= len(given) <= 2 or (size == 1 and surname not in SINGLE):
        return False
    usual = sum(each in GIVEN for each in given)
    if given in HONORIFICS or any(each in NOT_GIVEN and (len(given) == 1 or usual < 2) for each in given):
        return False
    if given[-1] in ENDS_OF_PLACES and len(given) == 2 and not is_marked:
        return False
    if whole[:2] in COMMON_WORDS and size == 1:
        if len(given) == usual == 2:
            return is_marked or is_alone
        return is_alone and len(given) == usual and (is_marked or whole in ALSO_NAMES)
    if size == 2 or surname in PLAIN or is_marked:
        return usual >= 1 or is_marked
    return usual == len(given) and (len(given) == 2 or is_marked or is_alone)


def spaced(text: str) -> Iterator[Name]:
    """李 建 国: single characters kept apart."""
    for found in SPACED.finditer(text):
        whole = "".join(each for each in found.groups() if each)
        if is_name(whole, is_alone=True):
            yield Name(found.start(), found.end(), whole)


def is_official(text: str, name: Name) -> bool:
    before, after = text[max(0, name.start - 8) : name.start], text[name.end : name.end + 8]
    return bool(OFFICE_BEFORE.search(before) or OFFICE_AFTER.match(after))


def is_whole_name(cell: str) -> bool:
    """Whether a table cell is nothing but a name."""
    if english.is_whole_name(cell.strip()):
        return True
    tight = "".join(cell.split()).strip("()*:,")
    if MINORITY.fullmatch(tight):
        return True
    return 2 <= len(tight) <= 4 and is_name(tight, is_alone=True)
