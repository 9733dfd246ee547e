"""Putting rows in by SQL, where Django's own way takes several times as long: a submission, a large import."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final, TypeAlias

from django.db import connection, models

Value: TypeAlias = str | int | bytes | None
_BATCH: Final = 2000


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Insert rows of values as the database holds them (a UUID as hex, a date as ISO text)."""
    remaining = iter(rows)
    statement = _statement(model, columns)
    with connection.cursor() as cursor:
        while batch := list(islice(remaining, _BATCH)):
            if len(batch) == 1:  # many at once have a price of their own
                cursor.execute(statement, batch[0])
            else:
                cursor.executemany(statement, batch)


def insert_new(model: type[models.Model], columns: Sequence[str], row: Sequence[Value]) -> bool:
    """Insert one row, unless it is there already by one of its unique keys; returns whether it was new."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_statement(model, columns)} ON CONFLICT DO NOTHING", row)
        return bool(cursor.rowcount)


def _statement(model: type[models.Model], columns: Sequence[str]) -> str:
    quote = connection.ops.quote_name
    names, marks = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608  no value in it
