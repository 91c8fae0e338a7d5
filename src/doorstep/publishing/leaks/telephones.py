"""Mobile numbers are never published; an office may publish its landline.

Decided here: a landline passes when the words in front make it the telephone of an office, for example
``监督电话``, or when the caller names it. ``联系电话`` alone passes as long as no household and no private person
stands in the same sentence.
"""

import re
from typing import Final

from doorstep.publishing.leaks.findings import masked
from doorstep.publishing.leaks.groups import Row
from doorstep.publishing.leaks.labels import is_document_number, is_quantity, says
from doorstep.publishing.leaks.names import private_names
from doorstep.publishing.leaks.text import Hit, Reading

MOBILE: Final = re.compile(r"(?:(?:00)?86|0)?(1[3-9][0-9]{9})")
COUNTRY: Final = {"86", "0086"}
AS_WRITTEN: Final = {
    (11,), (3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (4, 4, 3), (4, 3, 4), (5, 6), (6, 5), (3, 5, 3), (3, 3, 3, 2),
    (3, 2, 2, 2, 2), (2, 3, 3, 3), (3, 2, 3, 3), (3, 4, 2, 2), (3, 2, 2, 4), (2, 9), (1, 10), (10, 1), (8, 3),
    (4, 7), (9, 2), (5, 3, 3), (5, 2, 2, 2), (1, 3, 3, 4), (3, 3, 2, 3), (5, 5, 1), (1, 2, 4, 4),
}  # fmt: skip
OVER_CELLS: Final = {(11,), (3, 4, 4), (3, 8), (7, 4)}
AREA: Final = r"(?:10|2[0-57-9]|[3-9][0-9]{2})"
LANDLINE: Final = re.compile(rf"((?:00)?86)?0?({AREA})([2-8][0-9]{{6,7}})")
LOCAL_SIZES: Final = {(7,), (8,), (3, 4), (4, 4), (4, 3)}
LOCAL: Final = re.compile(r"[2-8][0-9]{6,7}")
SUPERVISION: Final = re.compile(
    r"(?:监督|举报|投诉|咨询|服务|值班|办公|受理|便民|意见|反馈|政务|窗口|报名|报修|抢修|应急|救援|维修|公示|公开)"
    r"(?:单位|部门|人|处|室)?(?:的)?(?:联系)?(?:电话|热线|号码|专线|方式)[^0-9,，。;；\n]{0,12}$"
)
OF_AN_OFFICE: Final = re.compile(
    r"(?:街道|社区|居委会?|村委会?|中心|物业|派出所|单位|纪检|纪工委|纪委|办公室|办事处|工作站|卫生院?|医院|公司|科|局|所|站)"
    r"[^,，。;；\n]{0,12}$"
)
FOR_AN_OFFICE: Final = re.compile(r"联系人|经办人|负责人|受理人|责任人|公示单位|主办单位")
PRIVATE: Final = re.compile(
    r"宅电|家庭|家里|家中|座机|住宅|住户|户主|业主|租户|居民|房主|村民|本人|家属|亲属|子女|监护"
)
CONTACT: Final = re.compile(r"电话|联系|热线|传真|(?i:tel|phone)|拨打|致电|来电|☎|📞|12345")
LABEL_TAIL: Final = re.compile(
    r"(?:电话|热线|座机|宅电|家电|传真|联系方式|号码|(?i:tel|phone)|☎|📞)[^0-9,，。;；\n]{0,6}$"
)


def mobile(reading: Reading, row: Row) -> Hit | None:
    found = MOBILE.fullmatch(row.digits)
    if not found or not is_written_as_mobile(row):
        return None
    if reading.before(row.start).endswith("第") and reading.after(row.end).startswith("号"):
        return None
    named = says(reading, row.start, "phone")
    if not named and (len(row.digits) == 12 or is_decimal(row)):
        return None
    if not named and (is_quantity(reading, row.end) or is_document_number(reading, row.start)):
        return None
    return Hit("mobile", row.start, row.end, masked(found[1]), "", found[1])


def is_written_as_mobile(row: Row) -> bool:
    sizes = without_country(row)
    if set(sizes) == {1}:
        return row.is_even or not row.is_broken
    if row.is_broken:
        return sizes in OVER_CELLS
    if any("," in gap or "，" in gap or "、" in gap for gap in row.gaps):
        return sizes in OVER_CELLS
    if sizes[0] < 3 and not row.is_even:
        return False
    return sizes in AS_WRITTEN or (row.is_even and row.gaps[0] in {"-", "·", "."} and sizes[0] in {1, 2, 3})


def is_decimal(row: Row) -> bool:
    """14202270.828 is a coordinate."""
    return row.gaps == (".",)


def without_country(row: Row) -> tuple[int, ...]:
    sizes = row.sizes
    if row.groups[0].digits in COUNTRY:
        return sizes[1:]
    extra = len(row.digits) - 11
    return (sizes[0] - extra, *sizes[1:]) if sizes[0] > extra else sizes


def landline(reading: Reading, row: Row, allowed: frozenset[str]) -> Hit | None:
    """With an area code, or of seven or eight digits behind the word telephone."""
    if not row.groups[0].digits.startswith(("0", "86")) and row.sizes not in LOCAL_SIZES:
        return None
    if row.is_broken or len(row.groups) > 5 or not is_written_as_landline(reading, row):
        return None
    if row.digits in allowed or row.digits.lstrip("0") in allowed or is_of_an_office(reading, row):
        return None
    return Hit("landline", row.start, row.end, masked(row.digits), "", row.digits)


def is_written_as_landline(reading: Reading, row: Row) -> bool:
    if is_quantity(reading, row.end):
        return False
    if is_local(reading, row):
        return True
    found = LANDLINE.fullmatch(row.digits)
    if not found:
        return False
    has_country = found[1] is not None
    if not row.digits.startswith("0") and not has_country:
        return False
    if is_document_number(reading, row.start) and not says(reading, row.start, "phone"):
        return False
    return len(row.groups) == 1 or is_grouped_by_area(row, found[2])


def is_grouped_by_area(row: Row, area: str) -> bool:
    """The area code ends a group; the rest is in at most three."""
    ends, total = set(), 0
    for size in row.sizes:
        total += size
        ends.add(total)
    begins = row.digits.index(area, 1 if row.digits.startswith("0") else 0)
    return begins + len(area) in ends and len(ends) <= 5


def is_local(reading: Reading, row: Row) -> bool:
    if not LOCAL.fullmatch(row.digits) or row.sizes not in LOCAL_SIZES:
        return False
    before = reading.before(row.start, 16)
    return bool(LABEL_TAIL.search(before)) and not is_document_number(reading, row.start)


def is_of_an_office(reading: Reading, row: Row) -> bool:
    before = reading.before(row.start, 40)
    clause = reading.clause(row.start, row.end)
    if SUPERVISION.search(before):
        return True
    if PRIVATE.search(clause) or not CONTACT.search(before):
        return False
    return bool(OF_AN_OFFICE.search(before) or FOR_AN_OFFICE.search(clause)) or not private_names(clause)
