"""Statements that both databases understand and the ORM has no words for."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connections, models, router


def insert(row: models.Model) -> None:
    """Insert a row that brings its own key: the same statement as ``save(force_insert=True)``, built once."""
    _insert(row, "")
    row._state.adding = False
    row._state.db = router.db_for_write(type(row))


def insert_unless_there(row: models.Model) -> bool:
    """Insert ``row`` and say whether it was new; a parallel insert of the same key is waited for."""
    return _insert(row, " ON CONFLICT DO NOTHING") == 1


def _insert(row: models.Model, otherwise: str) -> int:
    """How many rows it made."""
    model = type(row)
    connection = connections[router.db_for_write(model)]
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in _filled(model)]
    with connection.cursor() as cursor:
        cursor.execute(_insert_into(model, connection.vendor) + otherwise, values)
        return int(cursor.rowcount)


@cache
def _filled(model: type[models.Model]) -> tuple[Any, ...]:
    """The fields whose values come with the row; a number that the database counts does not."""
    return tuple(each for each in model._meta.concrete_fields if not isinstance(each, models.AutoField))


@cache
def _insert_into(model: type[models.Model], vendor: str) -> str:
    """``vendor`` only keeps the statements of two databases apart."""
    quote = connections[router.db_for_write(model)].ops.quote_name
    names = [quote(str(field.column)) for field in _filled(model)]
    marks = ", ".join(["%s"] * len(names))
    return f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - own names


def add_up(
    model: type[models.Model], *, keys: Sequence[str], column: str, rows: Sequence[Sequence[Any]]
) -> int:
    """Add each row's last value to ``column`` of the row named by ``keys``; make the row where there is none.

    One statement however many rows; returns the new value of the last row written.
    """
    connection = connections[router.db_for_write(model)]
    quote = connection.ops.quote_name
    table, total = quote(model._meta.db_table), quote(column)
    names = ", ".join(quote(name) for name in [*keys, column])
    one = f"({', '.join(['%s'] * (len(keys) + 1))})"
    sql = (
        f"INSERT INTO {table} ({names}) VALUES {', '.join([one] * len(rows))}"  # noqa: S608 - own names
        f" ON CONFLICT ({', '.join(quote(name) for name in keys)})"
        f" DO UPDATE SET {total} = {table}.{total} + excluded.{total} RETURNING {total}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for row in rows for value in row])
        return int(cursor.fetchall()[-1][0])
