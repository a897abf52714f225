"""The store: what was settled is found again, whole or not at all, and no other file is ever written to."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from factextract.errors import SinkError, UsageError
from factextract.store import Key, Settled, Source, Store, open_store
from factextract.store import _schema as schema

A, B = Key("sha256:a", "asked", "0.1.0"), Key("sha256:b", "asked", "0.1.0")
OK = Settled("ok", None, None, "config", 0.5)
BAD = Settled("damaged", "cut", "again", None, 0.1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "factextract.db"


def begun(path: Path | None) -> Store:
    store = open_store(path)
    store.begin("0.1.0", "{}")
    return store


def test_what_was_settled_is_found_by_the_next_run(path: Path) -> None:
    with begun(path) as store:
        assert store.settled(A) is None
        store.settle(A, OK, '{"a": 1}', 3)
        store.settle(B, BAD, None, 4)
    with begun(path) as store:
        assert store.settled(A) == Settled("ok", None, None, "config", 0.5, run=1)
        assert store.settled(B) == Settled("damaged", "cut", "again", None, 0.1, run=1)
        assert store.settled(Key(A.document, "other", A.tool)) is None
        assert store.settled(Key(A.document, A.asked, "0.2.0")) is None
        assert store.record(A, "config") == '{"a": 1}'
    assert sorted(p.name for p in path.parent.iterdir()) == [path.name]


def test_one_row_a_key_and_the_last_word_counts(path: Path) -> None:
    with begun(path) as store:
        store.settle(A, OK, "1", 3)
        store.settle(A, OK, "2", 3)
        assert list(store.records()) == ["2"]
        store.settle(A, BAD, None, 3)
        assert store.settled(A).outcome == "damaged"


def test_the_newest_record_of_a_document_is_that_of_the_last_run_that_wrote_or_confirmed_it(path: Path) -> None:
    other = Key(A.document, "other", A.tool)
    with begun(path) as store:
        store.settle(A, OK, "first", 3)
    with begun(path) as store:
        store.settle(other, Settled("ok", None, None, "config 2", 0.5), "second", 3)
        assert list(store.records()) == ["second"]
    with begun(path) as store:
        store.confirm(A, OK)
        assert list(store.records()) == ["first"]
        store.confirm(A, OK)


def test_a_record_and_its_outcome_are_written_both_or_neither(path: Path) -> None:
    with begun(path) as store:
        store._connection.execute(
            "CREATE TEMP TRIGGER no BEFORE INSERT ON outcomes BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
        with pytest.raises(SinkError, match="no"):
            store.settle(A, OK, "1", 3)
        assert list(store.records()) == []
        assert store.settled(A) is None
        store._connection.execute("DROP TRIGGER no")
        store.settle(A, OK, "1", 3)
        assert store.settled(A).outcome == "ok"


def test_sources_of_a_document_and_files_that_are_none(path: Path) -> None:
    with begun(path) as store:
        store.settle(A, OK, "1", 3)
        for place in ("/in/a.pdf", "/in/copy.pdf", "/in/a.pdf"):
            store.see(Source(place, A.document))
        store.see(Source("/in/big.pdf", None, Settled("too_large", "big", "split", None, 0.0)))
        status = store.status()
    assert (status.sources, status.documents, status.records) == (3, 1, 1)
    assert status.outcomes == {"ok": 1, "too_large": 1}
    assert [(f.source, f.outcome, f.hint) for f in status.failures] == [("/in/big.pdf", "too_large", "split")]
    with begun(path) as store:
        store.settle(B, BAD, None, 3)
        store.see(Source("/in/a.pdf", B.document))
        assert [f.source for f in store.status().failures] == ["/in/a.pdf", "/in/big.pdf"]


@pytest.mark.parametrize("state", ["done", "interrupted", "failed"])
def test_runs_tell_how_they_ended(path: Path, state) -> None:
    with begun(path) as store:
        assert store.status().runs[0].state == "running"
        store.end(state)
        run = store.status().runs[0]
    assert (run.number, run.state, run.tool) == (1, state, "0.1.0")
    assert run.ended >= run.begun


def test_no_path_is_a_store_that_vanishes(tmp_path: Path) -> None:
    with begun(None) as store:
        store.settle(A, OK, "1", 3)
        assert list(store.records()) == ["1"]
    assert list(tmp_path.iterdir()) == []


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()


def newer(path: Path) -> None:
    open_store(path).__exit__(None, None, None)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


@pytest.mark.parametrize(
    ("make", "says", "hint"),
    [
        (foreign, "not one of factextract", "--store"),
        (newer, "version 99", "use the factextract that made it"),
        (lambda path: path.write_bytes(b"%PDF-1.7 " * 200), "not a database", "--store"),
    ],
)
def test_another_file_is_refused_and_left_as_it_is(path: Path, make, says: str, hint: str) -> None:
    make(path)
    before = path.read_bytes()
    with pytest.raises(UsageError, match=says) as raised:
        open_store(path)
    assert hint in raised.value.hint
    assert path.read_bytes() == before


def test_a_store_that_is_only_looked_at_must_be_there(path: Path) -> None:
    with pytest.raises(UsageError, match="no such store"):
        open_store(path, create=False)
    assert not path.exists()


def test_a_store_that_cannot_be_opened_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(SinkError, match="cannot be used") as raised:
        open_store(tmp_path / "no folder" / "x.db")
    assert raised.value.exit_code == 6


def test_a_transaction_that_is_in_the_way_too_long_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.1)
    with begun(path) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(SinkError, match="locked"):
            store.settle(A, OK, "1", 3)
        other.execute("ROLLBACK")
        other.close()
        store.settle(A, OK, "1", 3)


WRITER = """
import sys
from pathlib import Path
from factextract.store import Key, Settled, Source, open_store
with open_store(Path(sys.argv[1])) as store:
    store.begin("0.1.0", "{}")
    for number in range(60):
        key = Key(f"sha256:{number}", "asked", "0.1.0")
        store.settle(key, Settled("ok", None, None, "config", 0.0), "x" * 20_000, 1)
        store.see(Source(f"/{sys.argv[2]}/{number}", key.document))
    store.end("done")
"""


def test_runs_at_the_same_time_wait_for_each_other(path: Path) -> None:
    """Both make the file, too."""
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), name], stderr=subprocess.PIPE, text=True)
        for name in "abc"
    ]
    assert [writer.communicate()[1] for writer in writers] == [""] * 3
    with open_store(path, create=False) as store:
        status = store.status()
    assert (status.sources, status.documents, status.records) == (180, 60, 60)
    assert [run.state for run in status.runs] == ["done"] * 3
