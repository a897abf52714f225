"""What a database holds, read by SQLAlchemy."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import Connection, text

from factextract.database import schema
from factextract.database.connection import Database
from factextract.database.views import NAMES


def rows(url: str) -> dict[str, list[dict[str, Any]]]:
    """All rows of the tables that `factextract.tables` tells of."""
    with Database(url) as database:
        return database.transaction(
            lambda connection: {
                name: [dict(row) for row in connection.execute(table.select()).mappings()]
                for name, table in schema.FACTS.items()
            }
        )


def checksum(url: str) -> tuple[dict[str, int], str]:
    """How many rows each table has, and a hash of all values in them."""
    with Database(url) as database:
        found = database.transaction(
            lambda connection: {
                name: sorted(_digest(repr(tuple(row))) for row in connection.execute(table.select()))
                for name, table in schema.TABLES.items()
            }
        )
    counts = {name: len(lines) for name, lines in found.items()}
    return counts, _digest(repr(found)).hex()


def _digest(words: str) -> bytes:
    return hashlib.sha256(words.encode()).digest()


def ask(url: str, query: str) -> list[tuple[Any, ...]]:
    with Database(url) as database:
        return database.transaction(lambda connection: [tuple(row) for row in connection.execute(text(query))])


def emptied(url: str) -> None:
    """Drops the tables and views."""

    def drop(connection: Connection) -> None:
        for view in NAMES:
            connection.execute(text(f"DROP VIEW IF EXISTS {view}"))
        schema.metadata.drop_all(connection)

    with Database(url) as database:
        database.transaction(drop)
