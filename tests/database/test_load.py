"""Records in a database: all of them, once, exactly as they are; in SQLite and in PostgreSQL."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from database.tables import ask, checksum, rows
from factextract.batch.load import Loaded, load
from factextract.database import schema
from factextract.database.connection import Database
from factextract.database.load import load_record
from factextract.errors import SinkError, UsageError
from factextract.records import Record
from made_records import hostile, metric, record, samples, written
from rebuilt import rebuilt


def put(url: str, *records: Record) -> list[str]:
    with Database(url) as database:
        database.prepare(create=True)
        return [load_record(database, each) for each in records]


def as_stored(url: str, told: Record) -> Record:
    """PostgreSQL keeps U+FFFD for NUL; nothing else is changed by any database."""
    return told if url.startswith("sqlite") else Record.model_validate(without_nul(told.model_dump()))


def without_nul(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_nul(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(without_nul(item) for item in value)
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


def test_every_value_comes_back(url: str) -> None:
    put(url, *samples(), hostile())
    expected = {told.document.id: as_stored(url, told) for told in (*samples(), hostile())}
    assert rebuilt(rows(url)) == expected


def test_loading_again_changes_nothing(url: str, tmp_path: Path) -> None:
    folder = written(tmp_path / "records", *samples())
    first = load(folder, url, create=True)
    before = checksum(url)
    assert first.new == len(samples())
    assert first.facts["metrics"] == sum(len(told.metrics) for told in samples()) > 100
    assert load(folder, url) == Loaded(0, 0, len(samples()), {}, 0, ())
    assert checksum(url) == before


def test_bulk_gives_the_same_rows_and_keys(url: str, tmp_path: Path) -> None:
    folder = written(tmp_path / "records", *samples(), hostile())
    load(folder, url, create=True)
    before = checksum(url)
    with pytest.raises(UsageError, match="already") as raised:
        load(folder, url, bulk=True)
    assert "--bulk" in raised.value.hint
    for told in (*samples(), hostile()):
        ask_nothing(url, f"DELETE FROM document WHERE id = '{told.document.id}'")
    ask_nothing(url, "DELETE FROM run")
    assert set(checksum(url)[0].values()) == {0}
    assert load(folder, url, bulk=True).new == len(samples()) + 1
    assert checksum(url) == before
    with pytest.raises(UsageError, match="does not hold"):
        put(url, record(7, metrics=(metric(999, part_of="metric:0"),)))


def test_bulk_takes_one_record_a_document(url: str, tmp_path: Path) -> None:
    folder = written(tmp_path / "records", record(1), only(record(1), "dates"), record(2))
    loaded = load(folder, url, create=True, bulk=True)
    assert (loaded.new, len(loaded.refused)) == (2, 1)


def ask_nothing(url: str, statement: str) -> None:
    with Database(url) as database:
        database.transaction(lambda connection: connection.execute(text(statement)))


def only(told: Record, *kinds: str, **more: object) -> Record:
    """The record of a run over some kinds only."""
    run = told.run.model_copy(update={"kinds": kinds, "config": "sha256:" + "d" * 64})
    empty = {kind: () for kind in ("metrics", "partners", "dates", "case_studies") if kind not in kinds}
    return told.model_copy(update={"run": run, **empty, **more})


def test_a_run_of_some_kinds_replaces_these_alone(url: str) -> None:
    told = hostile()
    put(url, told)
    # Nothing of what the stories and issues of the first run refer to has gone: metric 0 is in the second run, too.
    fewer = only(told, "metrics", metrics=told.metrics[:30], issues=())
    assert put(url, fewer) == ["replaced"]
    after = rebuilt(rows(url))[told.document.id]
    kept = as_stored(url, told)
    assert after.metrics == as_stored(url, fewer).metrics
    assert (after.partners, after.dates, after.case_studies) == (kept.partners, kept.dates, kept.case_studies)
    assert after.issues == ()
    assert ask(url, "SELECT count(*) FROM evidence WHERE fact_id NOT IN (SELECT id FROM fact)") == [(0,)]
    assert put(url, told) == ["replaced"]
    assert rebuilt(rows(url))[told.document.id] == kept


def test_links_to_facts_that_vanished_go_with_them(url: str) -> None:
    told = hostile()
    put(url, told, only(told, "metrics", metrics=told.metrics[1:5], issues=()))
    assert {link["kind"] for link in rows(url)["case_study_fact"]} == {"partners", "dates"}


def test_facts_that_vanished_are_removed(url: str) -> None:
    told = next(each for each in samples() if each.case_studies)
    less = told.model_copy(update={"metrics": told.metrics[:3], "case_studies": (), "partners": told.partners[1:]})
    less = less.model_copy(
        update={"metrics": tuple(m.model_copy(update={"part_of": None, "same_as": None}) for m in less.metrics)}
    )
    put(url, told, less)
    assert rebuilt(rows(url)) == {told.document.id: less.model_copy(update={"issues": less.issues})}


def test_a_record_of_some_pages_is_refused_and_the_others_are_loaded(url: str, tmp_path: Path) -> None:
    part = record(1, run=record(1).run.model_copy(update={"pages": (1,)}))
    for number, bulk in enumerate((False, True)):
        folder = written(tmp_path / f"records{number}", part, record(2 + number))
        if bulk:
            ask_nothing(url, "DELETE FROM document")
        loaded = load(folder, url, create=True, bulk=bulk)
        assert (loaded.new, [error.source for error in loaded.refused]) == (1, ["made-1.pdf"])
        assert "--pages" in loaded.refused[0].hint


def test_a_reference_to_nothing_is_refused_and_leaves_nothing(url: str) -> None:
    with pytest.raises(UsageError, match="does not hold") as raised:
        put(url, record(1, metrics=(metric(1, same_as="metric:0000000000000009"),)))
    assert raised.value.hint
    assert set(checksum(url)[0].values()) == {0}


def test_a_fact_of_another_document_is_not_taken_over(url: str) -> None:
    with pytest.raises(UsageError, match="another's"):
        put(url, record(1, metrics=(metric(1),)), record(2, metrics=(metric(1),)))
    assert [row["document_id"] for row in rows(url)["metric"]] == [record(1).document.id]


def test_tables_are_made_only_when_asked_for(url: str) -> None:
    with Database(url) as database, pytest.raises(UsageError) as raised:
        database.prepare(create=False)
    assert "--create" in raised.value.hint
    if url.startswith("sqlite"):
        assert not Path(url.removeprefix("sqlite:///")).exists()


def test_another_version_is_refused_with_what_to_do(url: str) -> None:
    put(url)
    ask_nothing(url, f"UPDATE factextract_schema SET version = {schema.VERSION + 1}")
    for create in (False, True):
        with Database(url) as database, pytest.raises(UsageError, match=f"version {schema.VERSION + 1}") as raised:
            database.prepare(create)
        assert "factextract load RECORDS --to URL --create" in raised.value.hint


def test_tables_of_others_are_left_alone(url: str) -> None:
    ask_nothing(url, "CREATE TABLE metric (mine TEXT)")
    with Database(url) as database, pytest.raises(UsageError, match=r"already: metric$"):
        database.prepare(create=True)


def test_the_store_of_a_run_is_no_target(tmp_path: Path) -> None:
    file = tmp_path / "factextract.db"
    with sqlite3.connect(file) as store:
        store.execute("PRAGMA application_id = 1")
    store.close()
    with Database(str(file)) as database, pytest.raises(UsageError, match="store of a run"):
        database.prepare(create=True)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("facts", "no database"),
        ("mysql://u:secret@h/d", "mysql"),
        ("postgresql://u:secret@h:p/d", "URL"),
        ("x://", "x"),
    ],
)
def test_what_is_no_database_is_told_without_its_password(told: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as raised:
        Database(told)
    assert "secret" not in raised.value.message + raised.value.hint
    assert "postgresql://" in raised.value.hint


def test_a_server_that_is_not_there_is_told_at_once_without_the_password(tmp_path: Path) -> None:
    with Database(f"postgresql://u:secret@/d?host={tmp_path}") as database, pytest.raises(SinkError) as raised:
        database.prepare(create=False)
    assert "secret" not in raised.value.message


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with (
        Database(f"sqlite:///{tmp_path / 'none' / 'facts.db'}") as database,
        pytest.raises(SinkError, match="unable to open"),
    ):
        database.prepare(create=True)


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factextract.extras.find_spec", lambda name: None)
    with pytest.raises(UsageError, match="psycopg") as raised:
        Database("postgresql://localhost/facts")
    assert raised.value.hint == "pip install 'factextract[postgres]'"
    with pytest.raises(UsageError) as raised:
        load("records", "facts.db")
    assert raised.value.hint == "pip install 'factextract[database]'"


def test_four_loads_at_once_give_the_rows_of_one(url: str, tmp_path: Path) -> None:
    folder = written(tmp_path / "records", *samples())
    # One document is new, the others are there and tell something else.
    put(url, *(told.model_copy(update={"issues": (), "case_studies": ()}) for told in samples()[1:]))
    command = [sys.executable, "-m", "factextract", "load", str(folder), "--to", url, "--create"]
    loads = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(4)]
    assert [process.wait() for process in loads] == [0] * 4
    assert rebuilt(rows(url)) == {told.document.id: told for told in samples()}


SUM = "SELECT sum(value) FROM metrics WHERE measure = 'girls'"


def test_sums_over_the_view_of_metrics_count_everything_once(url: str) -> None:
    girls = {"measure": "girls"}
    told = record(1, metrics=(
        metric(1, "100", total=True, **girls), metric(2, "60", part_of="metric:" + f"{1:016x}", **girls),
        metric(3, "40", part_of="metric:" + f"{1:016x}", **girls),
        metric(4, "7", **girls), metric(5, "3", part_of="metric:" + f"{4:016x}", **girls),
        metric(6, "7", same_as="metric:" + f"{4:016x}", **girls),
        metric(7, "107", total=True, **girls),
    ))  # fmt: skip
    put(url, told)
    assert ask(url, SUM) == [(107,)]


def test_views_tell_document_program_and_roles(url: str) -> None:
    put(url, hostile())
    roles = ask(url, "SELECT role, count(*) FROM partners_by_role GROUP BY role ORDER BY role")
    count = len(hostile().partners)
    assert roles == [("funding", count), ("implementing", count), ("partner", count)]
    ((source, program, period),) = ask(url, "SELECT DISTINCT source, program, period_end FROM stories")
    assert source == "=cmd|'x'.pdf"
    assert program is not None
    assert str(period) == "2021-12-31"
    assert ask(url, "SELECT DISTINCT metrics FROM stories") == [(1,)]
    (partners,) = {row[0] for row in ask(url, "SELECT partners FROM stories")}
    assert sorted(partners.split("; ")) == sorted(hostile().partners[n].name for n in (1, 2))


def test_numbers_are_exact_in_the_tables_and_numbers_in_the_views(url: str) -> None:
    put(url, record(1, metrics=(metric(1, "12345678901234567890.123456789"), metric(2, "1.10"))))
    assert {row["value"] for row in rows(url)["metric"]} == {Decimal("12345678901234567890.123456789"), Decimal("1.10")}
    assert ask(url, "SELECT count(*) FROM metrics WHERE value > 1 AND value < 2") == [(1,)]


def test_importing_the_library_imports_no_database() -> None:
    script = "import sys, factextract, factextract.cli, factextract.batch.load; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
