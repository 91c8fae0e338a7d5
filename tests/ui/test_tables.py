"""Lists: a heading in every row, a label in every card, acts only where there are rows."""

import re

import pytest
from django.template import Context, Template

from doorstep.ui.tables import Bulk, BulkAct, Column, Link, Row, Table

COLUMNS = (Column("内容"), Column("件数", "num"), Column("操作", "acts"))
ROW = Row((Link("灯<坏了", "/1/"), 3, Link("办理", "/1/")), key="1", name="灯坏了", late=True)
BULK = Bulk("/act/", (BulkAct("dispatch", "分派"),), receipt="5f0c")


def show(table: Table) -> str:
    return Template("{% load ui %}{% data_table table %}").render(
        Context({"table": table, "csrf_token": "t"})
    )


def test_the_first_cell_heads_its_row_and_the_others_carry_their_label() -> None:
    shown = show(Table("问题", COLUMNS, [ROW]))

    assert '<th scope="row" class="text"><a href="/1/">灯&lt;坏了</a></th>' in shown
    assert re.findall(r'data-label="([^"]*)"', shown) == ["件数"]


def test_chosen_rows_are_posted_with_their_receipt() -> None:
    shown = show(Table("问题", COLUMNS, [ROW], bulk=BULK))

    assert '<form method="post" action="/act/" data-bulk>' in shown
    assert 'name="chosen" value="1" aria-label="选择 灯坏了"' in shown
    assert ('name="receipt" value="5f0c"' in shown, 'name="act" value="dispatch"' in shown) == (True, True)


def test_an_empty_list_says_so_and_offers_no_acts() -> None:
    shown = show(Table("问题", COLUMNS, [], bulk=BULK, empty_title="没有待办的事"))

    assert ("没有待办的事" in shown, "<form" in shown, "<table" in shown) == (True, False, False)


def test_a_row_with_a_cell_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        _ = Table("问题", COLUMNS, [Row(("灯坏了",))]).lines
