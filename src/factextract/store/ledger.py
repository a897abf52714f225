"""A store at work: what a run asks of it and hands to it, each in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from factextract.store._schema import connect, told, transaction
from factextract.store.rows import Failure, Key, RunRow, Settled, Source, Status

_LAST_RUNS = 10


class Store:
    """An open store. A context manager; used by one run at a time, while other processes may use the same file."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self._connection, self._path = connection, path
        self.run = 0
        """Number of the run that has begun; it is written beside all that the run settles."""

    def begin(self, tool: str, about: str) -> None:
        """Notes that a run has begun; `about` tells with which settings."""
        with told(self._path), transaction(self._connection):
            added = self._connection.execute(
                "INSERT INTO runs (begun, state, tool, about) VALUES (?, 'running', ?, ?)", (_now(), tool, about)
            )
            self.run = int(added.lastrowid or 0)

    def end(self, state: Literal["done", "interrupted", "failed"]) -> None:
        """Notes how the run ended."""
        with told(self._path), transaction(self._connection):
            self._connection.execute("UPDATE runs SET ended = ?, state = ? WHERE number = ?", (_now(), state, self.run))

    def settled(self, key: Key) -> Settled | None:
        """How the document ended under these settings, None when it has not."""
        row = self._row(
            "SELECT outcome, message, hint, config, seconds, run FROM outcomes WHERE document = ? AND asked = ? AND tool = ?",
            (key.document, key.asked, key.tool),
        )
        return Settled(*row) if row else None

    def record(self, key: Key, config: str) -> str:
        """The record, as JSON, of a document that has one."""
        row = self._row(
            "SELECT json FROM records WHERE document = ? AND config = ? AND tool = ?", (key.document, config, key.tool)
        )
        assert row is not None, "an outcome names its record, and both are written together"
        return str(row[0])

    def settle(self, key: Key, settled: Settled, record: str | None, size: int) -> None:
        """Writes how a document ended, with its record: both or neither. `size`: of its file, in bytes."""
        with told(self._path), transaction(self._connection):
            self._document(key.document, size)
            if record is not None:
                # A row that is replaced keeps no old one; the newest of a document is that of the highest run.
                self._connection.execute(
                    "INSERT INTO records (document, config, tool, run, json) VALUES (?, ?, ?, ?, ?) "
                    "ON CONFLICT (document, config, tool) DO UPDATE SET run = excluded.run, json = excluded.json",
                    (key.document, settled.config, key.tool, self.run, record),
                )
            self._connection.execute(
                "INSERT INTO outcomes (document, asked, tool, outcome, message, hint, config, seconds, run) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (document, asked, tool) DO UPDATE SET outcome = excluded.outcome, "
                "message = excluded.message, hint = excluded.hint, config = excluded.config, seconds = excluded.seconds, "
                "run = excluded.run",
                (
                    key.document, key.asked, key.tool, settled.outcome, settled.message, settled.hint, settled.config,
                    settled.seconds, self.run,
                ),
            )  # fmt: skip

    def see(self, source: Source) -> None:
        """Notes where a document lies, or why a file is none; no write when that is known."""
        failure = source.failure
        row = (
            (source.document, failure.outcome, failure.message, failure.hint)
            if failure
            else (source.document, None, None, None)
        )
        if self._row("SELECT document, outcome, message, hint FROM sources WHERE path = ?", (source.path,)) == row:
            return
        with told(self._path), transaction(self._connection):
            self._connection.execute(
                "INSERT OR REPLACE INTO sources (path, document, outcome, message, hint) VALUES (?, ?, ?, ?, ?)",
                (source.path, *row),
            )

    def confirm(self, key: Key, settled: Settled) -> None:
        """Makes an outcome of an earlier run, and its record, the newest of its document; no write when they are."""
        newest = self._row(
            "SELECT asked, tool FROM outcomes WHERE document = ? ORDER BY run DESC, rowid DESC LIMIT 1", (key.document,)
        )
        if newest == (key.asked, key.tool):
            return
        with told(self._path), transaction(self._connection):
            self._connection.execute(
                "UPDATE outcomes SET run = ? WHERE document = ? AND asked = ? AND tool = ?",
                (self.run, key.document, key.asked, key.tool),
            )
            self._connection.execute(
                "UPDATE records SET run = ? WHERE document = ? AND config = ? AND tool = ?",
                (self.run, key.document, settled.config, key.tool),
            )

    def records(self) -> Iterator[str]:
        """The newest record of each document, as JSON, by document id."""
        with told(self._path):
            for (json,) in self._connection.execute(
                "SELECT json FROM records WHERE rowid = (SELECT rowid FROM records AS newer "
                "WHERE newer.document = records.document ORDER BY run DESC, rowid DESC LIMIT 1) ORDER BY document"
            ):
                yield json

    def status(self) -> Status:
        """What the store holds now."""
        newest = (
            "SELECT document, outcome, message, hint FROM outcomes WHERE rowid = (SELECT rowid FROM outcomes AS newer "
            "WHERE newer.document = outcomes.document ORDER BY run DESC, rowid DESC LIMIT 1)"
        )
        every = f"SELECT outcome FROM ({newest}) UNION ALL SELECT outcome FROM sources WHERE document IS NULL"
        failed = (
            f"SELECT coalesce(path, ended.document), ended.outcome, ended.message, ended.hint FROM ({newest}) AS ended "
            "LEFT JOIN sources ON sources.document = ended.document WHERE ended.outcome NOT IN ('ok', 'partial') "
            "UNION ALL SELECT path, outcome, message, hint FROM sources WHERE document IS NULL ORDER BY 1"
        )
        with told(self._path):
            one = self._connection.execute
            return Status(
                sources=one("SELECT count(*) FROM sources").fetchone()[0],
                documents=one("SELECT count(*) FROM documents").fetchone()[0],
                records=one("SELECT count(DISTINCT document) FROM records").fetchone()[0],
                outcomes=dict(one(f"SELECT outcome, count(*) FROM ({every}) GROUP BY 1 ORDER BY 2 DESC, 1").fetchall()),
                failures=tuple(Failure(*row) for row in one(failed)),
                runs=tuple(
                    RunRow(*row)
                    for row in one(
                        "SELECT number, begun, ended, state, tool, about FROM runs ORDER BY number DESC LIMIT ?",
                        (_LAST_RUNS,),
                    )
                ),
            )

    def _document(self, identity: str, size: int) -> None:
        self._connection.execute(
            "INSERT INTO documents (id, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING", (identity, size)
        )

    def _row(self, query: str, values: tuple[Any, ...]) -> Any:
        with told(self._path):
            return self._connection.execute(query, values).fetchone()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()


def open_store(path: Path | None, create: bool = True) -> Store:
    """The store in a file, made when it is not there; for None one that vanishes when it is closed.

    Raises UsageError for a file that is no store of this version, or not there when `create` is false; SinkError for a file that
    cannot be opened or made.
    """
    return Store(connect(path, create), path)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
