"""The tables of a store, and how its file is opened."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from factextract.errors import SinkError, UsageError

VERSION = 1
_OURS = 0x66616374  # application_id: "fact"
BUSY_SECONDS = 60.0  # that a run waits for another to end its transaction; one takes milliseconds
_RETRY_SECONDS = 0.05
TEMPORARY = ""  # SQLite's name for a file that vanishes when it is closed

_TABLES = """
CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    begun TEXT NOT NULL,
    ended TEXT,
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'interrupted', 'failed')),
    tool TEXT NOT NULL,
    about TEXT NOT NULL
);
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE records (
    document TEXT NOT NULL REFERENCES documents (id),
    config TEXT NOT NULL,
    tool TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (number),
    json TEXT NOT NULL,
    UNIQUE (document, config, tool)
);
CREATE TABLE outcomes (
    document TEXT NOT NULL REFERENCES documents (id),
    asked TEXT NOT NULL,
    tool TEXT NOT NULL,
    outcome TEXT NOT NULL,
    message TEXT,
    hint TEXT,
    config TEXT,
    seconds REAL NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (number),
    UNIQUE (document, asked, tool),
    FOREIGN KEY (document, config, tool) REFERENCES records (document, config, tool)
);
CREATE TABLE sources (
    path TEXT PRIMARY KEY,
    document TEXT REFERENCES documents (id),
    outcome TEXT,
    message TEXT,
    hint TEXT,
    CHECK ((document IS NULL) = (outcome IS NOT NULL))
) WITHOUT ROWID;
CREATE INDEX sources_of_document ON sources (document);
"""


def connect(path: Path | None, create: bool) -> sqlite3.Connection:
    """An open store; a temporary one for None. Raises UsageError for a file that is no store of this version or, unless
    `create`, not there; SinkError for one that cannot be opened."""
    if path is not None and not create and not path.is_file():
        raise UsageError(f"{path}: no such store", hint="factextract extract DIR -o OUT makes OUT/factextract.db")
    with told(path):
        connection = sqlite3.connect(
            TEMPORARY if path is None else path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            _patiently(lambda: _adopt(connection, path))
            if path is not None:
                _patiently(lambda: connection.execute("PRAGMA journal_mode = WAL").fetchone())
                # In WAL mode a crash of this process loses nothing and one of the machine at most the last transactions.
                connection.execute("PRAGMA synchronous = NORMAL")
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. Waits for other runs, BUSY_SECONDS at most."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # SQLite ends it itself when the disk is full
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def told(path: Path | None) -> Iterator[None]:
    """Turns what SQLite cannot do into a SinkError in words."""
    try:
        yield
    except sqlite3.Error as error:
        raise SinkError(
            f"{path or 'the temporary store'}: the store cannot be used: {error}",
            hint="check that you may write there and that the disk has room and is a local one, then run again: nothing that "
            "was done is lost; --store names another file",
            source=str(path) if path else None,
        ) from error


def _adopt(connection: sqlite3.Connection, path: Path | None) -> None:
    """Makes the tables in an empty file; refuses any other that has not exactly these."""
    try:
        found = _number(connection, "application_id"), _number(connection, "user_version")
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        raise UsageError(f"{path}: not a database", hint="name another file by --store") from error
    if found == (_OURS, VERSION):
        return
    with transaction(connection):
        found = _number(connection, "application_id"), _number(connection, "user_version")
        if found == (_OURS, VERSION):
            return
        if found[0] == _OURS:
            raise UsageError(
                f"{path}: a store of version {found[1]}, and this factextract has version {VERSION}",
                hint="use the factextract that made it, or name a new file by --store and run again",
            )
        if connection.execute("SELECT 1 FROM sqlite_master").fetchone() or found != (0, 0):
            raise UsageError(f"{path}: a database, but not one of factextract", hint="name another file by --store")
        for statement in _TABLES.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_OURS}")
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _patiently(action: Callable[[], object]) -> None:
    """Repeats what SQLite refuses at once, without waiting, while another run opens the same file."""
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            action()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return
