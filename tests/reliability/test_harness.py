"""Every check of the harness complains when there is something to complain of."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from factextract.store import Key, Settled, open_store
from reliability import harness, test_endurance, test_kills, test_mutations

OK = {"source": "in/a.pdf", "outcome": "ok", "message": None, "hint": None, "seconds": 1.0}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def told(out: Path, *changes: dict[str, object]) -> Path:
    lines = [json.dumps({**OK, **change}) for change in changes]
    (out / "outcomes.jsonl").write_text("\n".join(lines))
    return out


def seen(tmp_path: Path, **changes: object) -> harness.Seen:
    blank = {
        "status": 0, "err": "", "seconds": 10.0, "peak": 1, "memory": ((0.0, 1),), "descriptors": ((0.0, 1),), "work": (),
        "mark": "no such mark", "temporary": tmp_path / "tmp",
    }  # fmt: skip
    return harness.Seen(**{**blank, **changes})


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ([{}], None),
        ([], "0 outcomes"),
        ([{}, {}], "2 outcomes"),
        ([{}, {"source": "in/b.pdf"}], "nobody asked"),
        ([{"outcome": "odd"}], "odd"),
        ([{"outcome": "crashed", "message": "x"}], "crashed"),
    ],
)
def test_an_input_without_exactly_one_typed_outcome(
    out: Path, changes: list[dict[str, object]], says: str | None
) -> None:
    complaints = harness.untyped(told(out, *changes), ["a.pdf"])
    assert len(complaints) == (says is not None)
    assert not says or says in complaints[0]


def test_a_document_that_took_too_long(out: Path) -> None:
    assert harness.late(told(out, {"seconds": 29.0}), 10.0) == []
    assert harness.late(told(out, {"seconds": 31.0}), 10.0)


def test_a_supervisor_that_took_too_much(tmp_path: Path) -> None:
    assert harness.heavy(seen(tmp_path)) == []
    assert harness.heavy(seen(tmp_path, peak=300 * 2**20))


@pytest.mark.skipif(not harness.LINUX, reason="looks into /proc")
def test_a_process_that_is_left(tmp_path: Path) -> None:
    left = subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, env={**os.environ, harness.MARK: "planted"}
    )
    try:
        assert harness.orphans(seen(tmp_path, mark="planted"), within=0.2)
        assert harness.orphans(seen(tmp_path), within=0.2) == []
    finally:
        left.communicate()


def test_a_temporary_file_that_is_left(tmp_path: Path, out: Path) -> None:
    (tmp_path / "tmp").mkdir()
    assert harness.litter(seen(tmp_path), out) == []
    (out / ".factextract-1-2.tmp").touch()
    (tmp_path / "tmp" / "x").touch()
    assert len(harness.litter(seen(tmp_path), out)) == 2


@pytest.mark.parametrize(
    "err", ["Traceback (most recent call last):", "hint: this is a mistake in factextract: please"]
)
def test_a_trace(tmp_path: Path, err: str) -> None:
    assert harness.traces(seen(tmp_path)) == []
    assert harness.traces(seen(tmp_path, err=f"fine\n{err}\n"))


def test_a_mutation_that_finds_a_mistake(out: Path) -> None:
    told(out, {"outcome": "crashed", "message": "KeyError in x.py:1"}, {"outcome": "timeout", "message": "late"})
    assert len(test_mutations.broken(out)) == 2
    told(out, {"outcome": "crashed", "message": "its worker was ended by signal 11 (SIGSEGV)"}, {"outcome": "damaged"})
    assert test_mutations.broken(out) == []


@pytest.mark.parametrize("field", ["memory", "descriptors"])
def test_a_supervisor_that_grows(tmp_path: Path, field: str) -> None:
    moments = [n / 10 for n in range(100)]
    flat = {name: tuple((n / 10, 50 * 2**20) for n in range(100)) for name in ("memory", "descriptors")}
    assert test_endurance.steady(seen(tmp_path, **flat), moments, 10) == []
    grown = {**flat, field: tuple((n / 10, (50 + n) * 2**20) for n in range(100))}
    assert len(test_endurance.steady(seen(tmp_path, **grown), moments, 10)) == 1
    ending = (*flat[field][:-5], *((when, value + 40 * 2**20) for when, value in grown[field][-5:-1]), flat[field][-1])
    assert test_endurance.steady(seen(tmp_path, **{**flat, field: ending}), moments, 10) == []


def test_a_run_that_slows_down(tmp_path: Path) -> None:
    even, slowing = [float(n) for n in range(3000)], [n**1.1 for n in range(3000)]
    same = seen(tmp_path, work=tuple((n, 2 * n) for n in even))
    assert test_endurance.slower(same, even, 1000) == []
    assert test_endurance.slower(seen(tmp_path, work=tuple((n, 2 * n) for n in slowing)), slowing, 1000)
    for_others = seen(tmp_path, work=tuple(zip(slowing, even, strict=True)))
    assert bool(test_endurance.slower(for_others, slowing, 1000)) != harness.LINUX


def test_a_store_that_was_locked(tmp_path: Path) -> None:
    assert test_endurance.locked(seen(tmp_path)) == []
    assert test_endurance.locked(seen(tmp_path, err="fine\nerror: database is locked\n"))


def test_a_supervisor_that_opens_documents(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("12 a.pdf\n13 b.pdf\n")
    assert test_kills.read_by(14, tmp_path / "log") == []
    assert test_kills.read_by(13, tmp_path / "log")


def test_documents_that_are_read_again(tmp_path: Path) -> None:
    log = tmp_path / "log"
    for lines, complains in ((12, False), (14, False), (15, True)):
        log.write_text("1 a.pdf\n" * lines)
        assert bool(test_kills.read_again(log, 12, 1)) == complains


def test_stores_that_differ(tmp_path: Path) -> None:
    for name, text in (("a", "{}"), ("b", "{}"), ("c", "{ }")):
        with open_store(tmp_path / name) as store:
            store.begin("0.1.0", "{}")
            store.settle(Key("sha256:1", "asked", "0.1.0"), Settled("ok", None, None, "config", len(name)), text, 1)
    assert harness.differences(tmp_path / "a", tmp_path / "b") == []
    (difference,) = harness.differences(tmp_path / "a", tmp_path / "c")
    assert "records: 2 rows differ, 1 and 1" in difference
