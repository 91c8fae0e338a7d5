"""Statements that both databases understand and the ORM has no words for."""

from collections.abc import Sequence
from typing import Any

from django.db import connections, models, router


def insert_unless_there(row: models.Model) -> bool:
    """Insert ``row`` and say whether it was new; a parallel insert of the same key is waited for."""
    model = type(row)
    connection = connections[router.db_for_write(model)]
    fields = [field for field in model._meta.concrete_fields if getattr(row, field.attname) is not None]
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)
    sql = f"INSERT INTO {table} ({columns}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608 - own names
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return bool(cursor.rowcount == 1)


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
