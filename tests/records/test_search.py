"""Search finds exactly the rows that hold the words and that one may see, newest first."""

from itertools import pairwise

import pytest
from django.db import connection, transaction

from doorstep.kernel.errors import NotPossible
from doorstep.records.models import SearchRow
from doorstep.records.search import SearchText, find, index_row, index_rows, tidy_index, unindex
from doorstep.records.search_postgres import windows_below

pytestmark = pytest.mark.django_db

STREET = "990000/003/"


def write(ref, text, path=STREET + "01/", kind="issue", street_id=7):
    index_row(kind=kind, ref=ref, street_id=street_id, path=path, text=text)


def refs(query, paths=(STREET,), **more):
    rows, _ = find(kind="issue", street_id=7, paths=paths, query=query, **more)
    return [ref for _, ref in rows]


def test_find_by_a_word_of_two_characters_is_exact():
    write("a", "家里供暖不热")
    write("b", "供水管漏水,暖气片也漏")
    write("c", "今年集中供暖吗?")

    assert refs("供暖") == ["c", "a"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("楼道灯", ["a"]),
        ("3号楼", ["b", "a"]),
        ("13号楼", ["b"]),
        ("ＷＩＦＩ", ["b"]),
        ("楼道 不亮", ["a"]),
        ("楼道,不亮", ["a"]),
        ("灯不亮三号", []),
        ("' OR 11=11 --", []),
        ('楼道"*', ["a"]),
        ("NEAR(楼道 路灯)", []),
    ],
)
def test_find_by_words_of_any_kind(query, found):
    write("a", "3号楼的楼道灯不亮。三号")
    write("b", "13号楼 wifi 不通")

    assert refs(query) == found


def test_find_sees_only_the_given_places_kind_and_street():
    write("here", "路灯坏了", path=STREET + "01/05/")
    write("beside", "路灯坏了", path=STREET + "010/05/")
    write("other street", "路灯坏了", street_id=8)
    write("other kind", "路灯坏了", kind="visit")

    assert refs("路灯", paths=(STREET + "01/",)) == ["here"]
    assert refs("路灯", paths=(STREET + "01/", STREET + "010/")) == ["beside", "here"]
    assert refs("路灯", paths=("",)) == ["beside", "here"]
    assert refs("路灯", paths=()) == []


def test_find_pages_by_number_without_gaps_or_doubles():
    for number in range(7):
        write(str(number), "路灯坏了")

    pages, before = [], None
    while page := find(kind="issue", street_id=7, paths=(STREET,), query="路灯", before=before, limit=3)[0]:
        pages.append([ref for _, ref in page])
        before = page[-1][0]

    assert pages == [["6", "5", "4"], ["3", "2", "1"], ["0"]]


def test_find_counts_up_to_a_thousand_and_one():
    index_rows(SearchText("issue", str(number), 7, STREET, "路灯坏了") for number in range(1_005))

    totals = [find(kind="issue", street_id=7, paths=(STREET,), query=word)[1] for word in ("路灯", "水管")]

    assert totals == [1_001, 0]


def test_find_with_one_character_is_refused():
    with pytest.raises(NotPossible, match=r"search\.too_short"):
        refs("灯")


def test_find_takes_few_statements_however_many_rows(django_assert_num_queries):
    index_rows(SearchText("issue", str(number), 7, STREET, "路灯坏了") for number in range(60))

    with django_assert_num_queries(2):
        find(kind="issue", street_id=7, paths=(STREET,), query="路灯")


def test_index_row_again_replaces_words_and_place():
    write("a", "路灯坏了")
    write("b", "水管漏水")
    write("a", "井盖松动", path=STREET + "02/")

    assert [refs("路灯"), refs("井盖"), refs("井盖", paths=(STREET + "02/",))] == [[], ["a"], ["a"]]


def test_index_row_of_a_new_row_is_cheap(django_assert_num_queries):
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 2):
        write("a", "路灯坏了")


def test_unindex_leaves_no_word_behind():
    write("a", "路灯坏了")
    write("b", "路灯坏了")

    unindex(kind="issue", ref="a")
    unindex(kind="issue", ref="never there")

    assert refs("路灯") == ["b"]
    assert SearchRow.objects.count() == 1


def test_index_row_rolled_back_is_not_found():
    with transaction.atomic():
        write("a", "路灯坏了")
        transaction.set_rollback(True)

    assert refs("路灯") == []


def test_index_of_an_emptied_table_is_empty_too():
    write("a", "路灯坏了")
    SearchRow.objects.all().delete()
    SearchRow.objects.create(pk=1, kind="issue", ref="new", street_id=7, path=STREET, text="井盖")

    assert refs("路灯") == []


def test_find_in_the_longest_text_reaches_its_last_word():
    write("a", "居民反映" * 1_750 + "井盖松动")

    tidy_index()

    assert refs("井盖松动") == ["a"]


@pytest.mark.parametrize("below", [0, 1, 8_192, 8_193, 70_000, 1_000_000, 40_000_000, 2**27])
def test_windows_below_cover_every_number_once_newest_first(below):
    covered = [range_of(term) for group in windows_below(below) for term in group.split(" | ")]

    assert covered[0][1] >= below
    assert covered[-1][0] == 0
    assert all(newer[0] == older[1] for newer, older in pairwise(covered))
    assert len(windows_below(below)) <= 10


def range_of(term: str) -> tuple[int, int]:
    """The numbers that a window's term stands for, from and below."""
    width, number = (int(part) for part in term[1:].split("n"))
    return number << width, number + 1 << width
