"""Which columns of this app hold personal data, and why the others do not (DOMAIN G1)."""

from doorstep.records import personal as words
from doorstep.records.personal import not_personal


def declare_fields() -> None:
    not_personal("places.District", "name", words.NAME_OF_PLACE)
    not_personal("places.Street", "name phone host", "街道办事处公开的名称、电话和网址")
    not_personal("places.Place", "kind name full_name", "门牌，不记住的是谁")
    not_personal("places.Grid", "kind name", words.NAME_OF_PLACE)
    not_personal("places.PlaceImport", "file_sha256 file_name", words.NAME_OF_MATTER)
