"""An address list is shown first, taken in whole, and can be taken back while nothing hangs on it."""

import csv
import io
from datetime import timedelta
from time import monotonic

import pytest

from doorstep.journal.models import Entry
from doorstep.kernel.errors import NotAllowed, NotPossible
from doorstep.people.rules import ROLES
from doorstep.places.access import IMPORTERS
from doorstep.places.models import Place, PlaceImport
from doorstep.places.queries import AddressList, find_place, imports, read_address_list
from doorstep.places.services import close_place, draw_grid, import_addresses, undo_import
from tests.people.office import AT, EAST, SETUP, STREET_PATH, TODAY, Office, holder, refused

pytestmark = pytest.mark.django_db
HEADER = ["社区", "小区", "楼栋", "单元", "房号"]
ROWS = [
    ["东河社区", "东河新村", "3号楼", "2单元", "501室"],
    ["东河社区", "东河新村", "三栋", "二单元", "503"],
    ["", "", "4幢", "1单元", "101"],
    ["南坡社区", "南坡花园", "A座", "1单元", "1001室"],
    ["", "南坡花园", "楼上", "1", "101"],
]


def file_of(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([HEADER, *rows])
    return out.getvalue().encode("utf-8-sig")


def read(office: Office, rows: list[list[str]] | None = None) -> AddressList:
    data = file_of(ROWS if rows is None else rows)
    return read_address_list(street_id=office.street.pk, data=data, file_name="地址.csv")


def take_in(office: Office, preview: AddressList | None = None, by=SETUP) -> PlaceImport:
    return import_addresses(street_id=office.street.pk, preview=preview or read(office), by=by, at=AT)


def test_preview_says_what_would_happen_and_writes_nothing(office: Office) -> None:
    before = Place.objects.count()

    shown = read(office).preview

    assert (shown.created, shown.duplicates, [(each.line, each.column) for each in shown.errors]) == (
        (3, 4, 5),
        (2,),
        [(6, "building")],
    )
    assert (Place.objects.count(), dict(shown.counts)["dwelling"]) == (before, 3)


def test_list_is_taken_in_with_its_counts_and_a_journal_entry(office: Office) -> None:
    taken = take_in(office)

    assert (taken.created_count, taken.duplicate_count, taken.error_count, len(taken.file_sha256)) == (
        3,
        1,
        1,
        64,
    )
    entry = Entry.objects.get(act="place.import")
    assert (entry.about, entry.digest, imports(office.street.pk)) == (
        f"place_import:{taken.pk}",
        taken.file_sha256,
        [taken],
    )
    found = find_place(office.street.pk, "南坡花园A座1单元1001室")
    assert found is not None
    assert (found.kind, found.imported_by_id) == ("dwelling", taken.pk)


def test_same_list_twice_changes_nothing(office: Office) -> None:
    take_in(office)

    with refused(NotPossible, "import.nothing_new"):
        take_in(office)


def test_list_previewed_before_another_was_taken_in_is_refused(office: Office) -> None:
    early = read(office)
    take_in(office)

    with refused(NotPossible, "import.stale"):
        take_in(office, early)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("path", "inside"), [(STREET_PATH, True), (EAST, False)])
def test_only_keepers_of_the_whole_list_take_lists_in_and_back(office: Office, role, path, inside) -> None:
    by = holder(role, path, street_id=office.street.pk)
    if inside and role in IMPORTERS:
        taken = take_in(office, by=by)
        undo_import(import_id=taken.pk, by=by, at=AT)
    else:
        taken = take_in(office)
        with refused(NotAllowed):
            take_in(office, read(office, [["北山社区", "北山院", "1", "1", "101"]]), by=by)
        with refused(NotAllowed):
            undo_import(import_id=taken.pk, by=by, at=AT)


def test_import_taken_back_leaves_only_what_was_there(office: Office) -> None:
    before = list(Place.objects.order_by("path").values_list("path", flat=True))
    taken = take_in(office)

    undone = undo_import(import_id=taken.pk, by=SETUP, at=AT + timedelta(days=30))

    assert list(Place.objects.order_by("path").values_list("path", flat=True)) == before
    assert (undone.undone_at, Entry.objects.filter(act="place.undo_import").count()) == (
        AT + timedelta(days=30),
        1,
    )


def test_import_is_taken_back_only_once_and_only_in_time(office: Office) -> None:
    taken = take_in(office)
    with refused(NotPossible, "import.too_old"):
        undo_import(import_id=taken.pk, by=SETUP, at=AT + timedelta(days=31))
    undo_import(import_id=taken.pk, by=SETUP, at=AT)

    with refused(NotPossible, "import.undone"):
        undo_import(import_id=taken.pk, by=SETUP, at=AT)


def test_import_stays_when_something_hangs_on_it(office: Office) -> None:
    taken = take_in(office)
    building = Place.objects.get(imported_by=taken, kind="building", path__startswith=EAST)
    draw_grid(
        street_id=office.street.pk,
        community=EAST,
        code="g1",
        name="第一网格",
        paths=[building.path],
        from_on=TODAY,
        by=SETUP,
        at=AT,
    )

    with refused(NotPossible, "import.in_use"):
        undo_import(import_id=taken.pk, by=SETUP, at=AT)


def test_import_stays_when_a_later_list_built_upon_it(office: Office) -> None:
    first = take_in(office)
    take_in(office, read(office, [["南坡社区", "南坡花园", "A座", "1单元", "1002室"]]))

    with refused(NotPossible, "import.in_use"):
        undo_import(import_id=first.pk, by=SETUP, at=AT)


def test_closed_places_are_duplicates_too(office: Office) -> None:
    door = Place.objects.get(path=f"{EAST}01/03/2/501/")
    close_place(place_id=door.pk, active=False, by=SETUP, at=AT)

    assert read(office, ROWS[:1]).preview.duplicates == (2,)


def big_list() -> bytes:
    """14,000 dwellings: 5 communities × 4 estates × 10 buildings × 2 entrances × 35 doors."""
    return file_of(
        [
            [
                f"{community}号社区",
                f"{estate}号苑",
                f"{building}号楼",
                f"{entrance}单元",
                f"{floor}{door:02}室",
            ]
            for community in "甲乙丙丁戊"
            for estate in "东南西北"
            for building in range(1, 11)
            for entrance in (1, 2)
            for floor in range(1, 8)
            for door in range(1, 6)
        ]
    )


@pytest.mark.slow
def test_fourteen_thousand_dwellings_in_less_than_ten_seconds_and_back(office: Office) -> None:
    before, began = Place.objects.count(), monotonic()

    shown = read_address_list(street_id=office.street.pk, data=big_list(), file_name="全街道.csv")
    taken = take_in(office, shown)
    seconds = monotonic() - began
    dwellings = Place.objects.filter(imported_by=taken, kind="dwelling").count()
    undo_import(import_id=taken.pk, by=SETUP, at=AT)

    assert (dwellings, seconds < 10, Place.objects.count()) == (14_000, True, before)
