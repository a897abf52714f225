"""PostgreSQL, by psycopg 3."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import psycopg
from sqlalchemy import URL, Connection, Engine, NullPool, Table, create_engine, text
from sqlalchemy.dialects.postgresql import insert

from factextract.database import schema
from factextract.tables import Row, Value

CONNECT_SECONDS = 10
_LOAD_LOCK = 0x66616374  # "fact"
_PASSING = {
    "40001",  # serialization_failure
    "40P01",  # deadlock_detected
    "53300",  # too_many_connections
    "55P03",  # lock_not_available
    "57P01",  # admin_shutdown
    "57P02",  # crash_shutdown
    "57P03",  # cannot_connect_now
}
_OURS = "c.relname = ANY(:tables) AND c.relkind = 'r' AND pg_table_is_visible(c.oid)"
_OWNED = f"SELECT bool_and(pg_has_role(c.relowner, 'USAGE')) FROM pg_class AS c WHERE {_OURS}"
_REFERENCES = f"""
SELECT CAST(CAST(c.oid AS regclass) AS text), quote_ident(k.conname), pg_get_constraintdef(k.oid)
FROM pg_class AS c JOIN pg_constraint AS k ON k.conrelid = c.oid AND k.contype = 'f' WHERE {_OURS} ORDER BY k.oid
"""
_INDEXES = f"""
SELECT CAST(CAST(i.indexrelid AS regclass) AS text), pg_get_indexdef(i.indexrelid)
FROM pg_class AS c JOIN pg_index AS i ON i.indrelid = c.oid AND NOT i.indisunique WHERE {_OURS} ORDER BY i.indexrelid
"""
_NUL, _NUL_WRITTEN, _INSTEAD = "\0", "\\u0000", "\ufffd"
_json = json.JSONEncoder(ensure_ascii=False).encode


class Postgres:
    """Rows go in by COPY: per document in its own transaction, or for many at once."""

    name = "PostgreSQL"

    def there(self, url: URL) -> bool:
        return True

    def engine(self, url: URL) -> Engine:
        told = {"connect_timeout": CONNECT_SECONDS, "application_name": "factextract"}
        return create_engine(
            url.set(drivername="postgresql+psycopg"),
            poolclass=NullPool,
            connect_args={name: value for name, value in told.items() if name not in url.query},
        )

    def owner(self, connection: Connection) -> int:
        return 0

    def insert(self, connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([stored(value) for value in row])

    def kept(self, values: dict[str, object]) -> dict[str, object]:
        return {name: _clean(value) for name, value in values.items()}

    def insert_new(self, connection: Connection, table: Table, values: dict[str, object]) -> bool:
        added = insert(table).values(self.kept(values)).on_conflict_do_nothing().returning(table.c.id)
        return connection.execute(added).first() is not None

    def alone(self, connection: Connection) -> None:
        """Until the transaction ends nobody else changes tables or loads all at once."""
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOAD_LOCK})

    def relax(self, connection: Connection) -> Callable[[], None]:
        """References and indexes are made again from whole tables much faster than kept up row by row. Only the tables' owner may
        do that."""
        tables = {"tables": list(schema.TABLES)}
        if not connection.execute(text(_OWNED), tables).scalar():
            return lambda: None
        references = connection.execute(text(_REFERENCES), tables).all()
        indexes = connection.execute(text(_INDEXES), tables).all()
        for table, name, _ in references:
            connection.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT {name}"))
        for name, _ in indexes:
            connection.execute(text(f"DROP INDEX {name}"))

        def restored() -> None:
            for _, definition in indexes:
                connection.execute(text(definition))
            for table, name, definition in references:
                connection.execute(text(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"))

        return restored

    def passing(self, error: BaseException) -> bool:
        """Whether it may work when it is tried again: a lost connection, a server that restarts, a clash with another load."""
        if not isinstance(error, psycopg.Error):
            return False
        if error.sqlstate is None:
            return isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
        return error.sqlstate in _PASSING or error.sqlstate.startswith("08")

    def advice(self, error: BaseException) -> str | None:
        if isinstance(error, psycopg.errors.InsufficientPrivilege):
            return "connect as a role that may do that; docs/databases.md tells what loading and --create need"
        return None

    def contradicted(self, error: BaseException) -> bool:
        return isinstance(error, psycopg.IntegrityError)

    def number(self, column: str) -> str:
        return column

    def joined(self, column: str) -> str:
        return f"string_agg({column}, '; ')"


def stored(value: Value) -> object:
    """PostgreSQL holds no NUL in a text. Called for every value of every row, so the commonest types come first."""
    if isinstance(value, str):
        return value.replace(_NUL, _INSTEAD) if _NUL in value else value
    if isinstance(value, list):
        written = _json(value)
        return _json(_clean(value)) if _NUL_WRITTEN in written else written
    return value


def _clean(value: object) -> object:
    if isinstance(value, str):
        return value.replace(_NUL, _INSTEAD)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {_clean(key): _clean(item) for key, item in value.items()}
    return value
