"""Plates, mail addresses, accounts and document numbers in a folded text."""

import re
from collections.abc import Iterator
from typing import Final

from doorstep.publishing.leaks.findings import masked
from doorstep.publishing.leaks.text import Hit, Reading

PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
PLATE: Final = re.compile(
    rf"[{PROVINCES}]\s?[A-HJ-Za-hj-z]\s?[ ·.\-•*_:\[(【〔]?\s?"
    r"(?=(?:\s?[A-Za-z0-9]){0,5}?\s?[0-9])"
    r"((?:[A-Za-z0-9]\s?){4}[挂学警港澳领使试超]|[A-Za-z0-9](?:\s?[A-Za-z0-9]){4,5})(?![A-Za-z0-9])"
    rf"|使\s?[0-9]{{3}}[ ·.\-]?[0-9]{{3}}(?![0-9])|(?<![0-9])[0-9]{{3}}[ ·.\-]?[0-9]{{3}}\s?使"
    rf"|WJ\s?[{PROVINCES}]?\s?[0-9]{{4}}[0-9A-Z](?![0-9A-Za-z])|[{PROVINCES}]\s?[A-Z]\s?[ ·.\-]?\s?[0-9]{{4}}领"
)
EMAIL: Final = re.compile(
    r"([A-Za-z0-9][A-Za-z0-9._%+\-]{0,63})\s?(?:@|[\[(（]\s?(?:at|@|AT)\s?[\])）])\s?"
    r"((?:[A-Za-z0-9\-]{1,63}\s?(?:\.|。|[\[(]\s?(?:dot|\.)\s?[\])])\s?){1,4}[A-Za-z]{2,12})(?![A-Za-z])"
)
SPACED_AT: Final = re.compile(
    r"([A-Za-z0-9][A-Za-z0-9._\-]{2,63})\s?#\s?((?:qq|163|126|sina|gmail|139|outlook)\.(?:com|cn))"
)
MAIL_SIGN: Final = re.compile(r"[@#]|[\[(]\s?(?:at|AT)")
NAMED_NUMBER: Final = re.compile(r"微|[wWvVqQ]|扣|证|照|卡|保|(?i:passport)|[EG][0-9A-Z]")
OFFICE_MAIL: Final = re.compile(r"监督|投诉|举报|办公|公开|意见|咨询|反馈|单位|邮箱")
ACCOUNT: Final = re.compile(
    r"(?:微\s?信(?!公众|群|小程序|支付|扫)(?:号码?|账号|ID|id)?|(?i:wechat|weixin|\bvx|\bwx)(?:号|id)?|(?i:qq)(?!群|公众)(?:号码?|账号)?|扣扣(?:号码?)?)"
    r"\s?[:：为是\-]*\s?([A-Za-z][\-_A-Za-z0-9]{5,19}|[1-9][0-9]{4,11})(?![A-Za-z0-9@.])"
)
PASSPORT: Final = re.compile(
    r"(?:护照|通行证|(?i:passport)|台胞证|回乡证)[^0-9A-Za-z\n]{0,8}([A-Z]{1,2}\s?[0-9]{7,10})(?![0-9])"
    r"|(?<![A-Za-z0-9])(E[A-HJ-NP-Z][0-9]{7}|[GE][0-9]{8})(?![0-9A-Za-z])"
)
SOCIAL: Final = re.compile(
    r"(?:社会保障卡?|社保卡?|医保卡?|医疗保险|社会保险|低保证?|残疾人?证|老年证|优待证|退役军人证|军官证|士兵证|驾驶证)"
    r"(?:的)?(?:个人)?(?:编号|号码|证号|卡号|账号|号|电脑号)\s?[:：为是]*\s?([A-Za-z0-9][A-Za-z0-9\- ]{6,22}[A-Za-z0-9])"
)
NO_PLATE: Final = re.compile(r"(?:编号|文号|项目|合同|标段|图号|型号|批号|桩号)[^,，。;；\n]{0,6}$")


def word_hits(reading: Reading) -> Iterator[Hit]:
    yield from plates(reading)
    yield from mails(reading)
    if not NAMED_NUMBER.search(reading.text):
        return
    yield from numbered(reading, "wechat_qq", ACCOUNT)
    yield from numbered(reading, "passport", PASSPORT)
    yield from numbered(reading, "social_card", SOCIAL)


def plates(reading: Reading) -> Iterator[Hit]:
    for found in PLATE.finditer(reading.text):
        tight = "".join(each for each in found[0].upper() if each.isalnum())
        if sum(each.isdigit() for each in tight) < 2 or NO_PLATE.search(reading.before(found.start(), 12)):
            continue
        yield Hit("plate", found.start(), found.end(), masked(tight, head=2, tail=1), "", tight)


def mails(reading: Reading) -> Iterator[Hit]:
    for pattern in (EMAIL, SPACED_AT) if MAIL_SIGN.search(reading.text) else ():
        for found in pattern.finditer(reading.text):
            domain = "".join(found[2].split()).lower()
            before = reading.before(found.start(), 16)
            if domain.endswith(".gov.cn") and OFFICE_MAIL.search(before):
                continue
            yield Hit("email", found.start(), found.end(), f"{found[1][0]}***@{domain}", "", found[0].lower())


def numbered(reading: Reading, kind: str, pattern: re.Pattern[str]) -> Iterator[Hit]:
    for found in pattern.finditer(reading.text):
        group = found.lastindex or 0
        value = "".join(found[group].split())
        if sum(each.isdigit() for each in value) >= (4 if kind != "wechat_qq" else 0):
            yield Hit(kind, found.start(group), found.end(group), masked(value), "", value)
