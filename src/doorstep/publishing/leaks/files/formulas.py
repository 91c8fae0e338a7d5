"""Cells that do something when a spreadsheet opens them.

A sum over cells of the same sheet is arithmetic and stays; everything that fetches, links, starts or is made
of constants alone is reported.
"""

import re
from typing import Final

from doorstep.publishing.leaks.findings import set_of

BEGINS: Final = re.compile(r"^[\s\u200b\ufeff]*[=＝@＠+＋\-－]")
NUMBER: Final = re.compile(r"[+\-＋－]?[0-9０-９][0-9０-９,，.．% %\-()（）/:]*(?:元|万元|户|人|%|％)?")
DASHES: Final = re.compile(r"[+\-＋－—\s]*")
RUNS: Final = re.compile(
    r"^[\s\u200b\ufeff]*(?:[=＝]\s*\S|[@＠]\s*[A-Za-z]|[+\-＋－][\s+\-]*(?:[A-Za-z(@=\"']|[0-9].*[A-Za-z(|!]))"
)
ARITHMETIC: Final = set_of(
    "SUM SUMIF SUMIFS SUBTOTAL SUMPRODUCT AVERAGE AVERAGEIF COUNT COUNTA COUNTIF COUNTIFS COUNTBLANK MAX MIN ROUND"
    " ROUNDUP ROUNDDOWN INT ABS IF IFERROR AND OR NOT ROW ROWS COLUMN RANK TEXT YEAR MONTH DAY DATE TRUE FALSE MEDIAN"
)
FUNCTION: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_.]*)\s*\(")
REFERENCE: Final = re.compile(r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}")


def is_running_text(text: str) -> bool:
    """Whether a spreadsheet would take this text, typed or imported, for a formula."""
    if not BEGINS.match(text) or NUMBER.fullmatch(text.strip()) or DASHES.fullmatch(text):
        return False
    return RUNS.match(text) is not None


def is_running_formula(text: str) -> bool:
    """Whether a formula of a cell is more than arithmetic on cells of this workbook."""
    if not text.strip():
        return False
    if any(sign in text for sign in "|[]\"'@") and not is_plain_text_result(text):
        return True
    if not REFERENCE.search(text):
        return True
    return any(name.upper() not in ARITHMETIC for name in FUNCTION.findall(text))


def is_plain_text_result(text: str) -> bool:
    """Quoted words inside IF and TEXT are no link."""
    return not any(sign in text for sign in "|[]@'") and "://" not in text
