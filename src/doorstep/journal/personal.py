"""Which columns of this app hold personal data, and why the others do not (DOMAIN G1)."""

from doorstep.records import personal as words
from doorstep.records.personal import not_personal


def declare_fields() -> None:
    not_personal("journal.Entry", "about", "事务的种类和编号，没有姓名和文字")
    not_personal("journal.Entry", "leaf_hash", words.FIGURES)
    not_personal("journal.Seal", "root frontier previous", words.FIGURES)
