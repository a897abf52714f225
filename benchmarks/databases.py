"""Loads the records of many documents into PostgreSQL in three ways, in one run, and prints documents a second of each.

    python -m benchmarks.databases URL RECORDS [DOCUMENTS]

URL names a database whose tables of facts are dropped. RECORDS are repeated under new ids until there are DOCUMENTS (2,000). The
bare loop is what a script would do: for each document an executemany of psycopg for each table, and a commit. Its rows are made
in the same way, and all three read the records from the same file.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
from sqlalchemy import text

from factextract.database import schema
from factextract.database.connection import Database
from factextract.database.load import _COLUMNS, _all_rows, load_all, load_record
from factextract.database.postgres import _stored
from factextract.record_files import gather
from factextract.records import Record

DOCUMENTS = 2000
_ID = re.compile(r'"((?:metric|partner|date|case_study):|sha256:)([0-9a-f]{16,64})"')


def copies(records: tuple[Record, ...], count: int) -> Iterator[str]:
    """So many records as JSON: those given, again and again under new ids."""
    lines = [record.to_json(indent=None) for record in records]
    settings = {digest for r in records for digest in (r.run.config, r.run.rules)}

    def renamed(found: re.Match[str], number: int) -> str:
        if f"{found[1]}{found[2]}" in settings:
            return found[0]
        digest = hashlib.sha256(f"{number} {found[2]}".encode()).hexdigest()
        return f'"{found[1]}{digest[: len(found[2])]}"'

    for number in range(count):
        yield _ID.sub(lambda found, n=number: renamed(found, n), lines[number % len(lines)])


def main(url: str, folder: str, count: int = DOCUMENTS) -> None:
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "records.jsonl"
        with file.open("w", encoding="utf-8") as lines:
            lines.writelines(f"{line}\n" for line in copies(gather([folder]).records, count))

        def records() -> Iterator[Record]:
            with file.open(encoding="utf-8") as lines:
                yield from map(Record.model_validate_json, lines)

        started = time.perf_counter()
        for record in records():
            _all_rows(record, "")
        print(f"reading the records and making rows: {time.perf_counter() - started:.1f} s", flush=True)
        ways: dict[str, Callable[[Database], object]] = {
            "bare loop of executemany": lambda database: _bare(url, records()),
            "load": lambda database: [load_record(database, record) for record in records()],
            "load again, all changed": lambda database: [load_record(database, _changed(r)) for r in records()],
            "load --bulk": lambda database: load_all(database, records),
        }
        base = 0.0
        for name, way in ways.items():
            with Database(url) as database:
                if "again" not in name:
                    _emptied(database)
                started = time.perf_counter()
                way(database)
                seconds = time.perf_counter() - started
                base = base or seconds
                print(f"{name}: {seconds:.1f} s, {count / seconds:.0f} documents/s, {base / seconds:.2f} x the loop", flush=True)
                print("  ", database.transaction(_counts), flush=True)


def _changed(record: Record) -> Record:
    return record.model_copy(update={"document": record.document.model_copy(update={"title": "changed"})})


def _bare(url: str, records: Iterator[Record]) -> None:
    runs: set[object] = set()
    with psycopg.connect(url) as connection:
        for record in records:
            rows = _all_rows(record, "")
            if rows["run"][0][0] in runs:
                del rows["run"]
            else:
                runs.add(rows["run"][0][0])
            with connection.cursor() as cursor:
                for table in schema.ORDER:
                    if rows.get(table):
                        marks = ", ".join(["%s"] * len(_COLUMNS[table]))
                        cursor.executemany(
                            f"INSERT INTO {table} ({', '.join(_COLUMNS[table])}) VALUES ({marks})",
                            [[_stored(value) for value in row] for row in rows[table]],
                        )
            connection.commit()


def _emptied(database: Database) -> None:
    def empty(connection) -> None:  # type: ignore[no-untyped-def]
        for view in ("metrics", "partners_by_role", "stories"):
            connection.execute(text(f"DROP VIEW IF EXISTS {view}"))
        schema.metadata.drop_all(connection)

    database.transaction(empty)
    database.prepare(create=True)


def _counts(connection) -> dict[str, int]:  # type: ignore[no-untyped-def]
    return {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar() for name in ("document", "fact", "evidence")}


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
