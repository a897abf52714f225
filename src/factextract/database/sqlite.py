"""SQLite files."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects.sqlite import insert

from factextract.tables import Row, Value

BUSY_SECONDS = 60.0  # that a load waits for another to end its transaction


class Sqlite:
    """Transactions take the file at once, so that two loads never wait for each other in a circle."""

    name = "SQLite"

    def there(self, url: URL) -> bool:
        return url.database in (None, "", ":memory:") or Path(str(url.database)).is_file()

    def engine(self, url: URL) -> Engine:
        engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})

        # The driver would begin a transaction where it thinks one is needed; we say where.
        @event.listens_for(engine, "connect")
        def _connected(connection: Any, _: Any) -> None:
            connection.isolation_level = None
            connection.execute("PRAGMA foreign_keys = ON")

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

        return engine

    def owner(self, connection: Connection) -> int:
        return int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())

    def insert(self, connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        marks = ", ".join("?" * len(columns))
        connection.exec_driver_sql(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",
            [tuple(_stored(value) for value in row) for row in rows],
        )

    def kept(self, values: dict[str, object]) -> dict[str, object]:
        return values

    def insert_new(self, connection: Connection, table: Table, values: dict[str, object]) -> bool:
        added = insert(table).values(values).on_conflict_do_nothing().returning(table.c.id)
        return connection.execute(added).first() is not None

    def alone(self, connection: Connection) -> None:
        """A transaction is alone from its beginning."""

    def relax(self, connection: Connection) -> Callable[[], None]:
        """SQLite cannot put references back."""
        return lambda: None

    def passing(self, error: BaseException) -> bool:
        """Whether it may work when it is tried again: what SQLite waits for in vain will not."""
        return False

    def advice(self, error: BaseException) -> str | None:
        if isinstance(error, sqlite3.OperationalError) and "readonly" in str(error):
            return "let yourself write the file, and the folder that it lies in"
        return None

    def contradicted(self, error: BaseException) -> bool:
        return isinstance(error, sqlite3.IntegrityError)

    def number(self, column: str) -> str:
        return f"CAST({column} AS NUMERIC)"

    def joined(self, column: str) -> str:
        return f"group_concat({column}, '; ')"


def _stored(value: Value) -> str | int | float | None:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else value
