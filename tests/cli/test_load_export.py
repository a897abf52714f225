"""`load` and `export` on the command line: what they say, and how they end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from factextract.cli import main
from made_records import metric, record, written

Run = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: object) -> tuple[int, list[str]]:
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        assert out == ""
        return status, err.splitlines()

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "records", record(1, metrics=(metric(1),)), record(2))


def test_load_tells_what_it_did(run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = tmp_path / "facts.db"
    none = "0 partners, 0 dates, 0 case studies"
    told = f"documents: 2 new, 0 replaced, 0 unchanged; facts loaded: 1 metrics, {none}"
    assert run("load", folder, "--to", base, "--create") == (0, [told])
    monkeypatch.setenv("FACTEXTRACT_DATABASE", str(base))
    (folder / "00000.json").write_text(record(1).to_json())
    (folder / "00003.json").write_text(record(1).to_json())
    assert run("load", folder) == (0, [
        f"documents: 0 new, 1 replaced, 1 unchanged; facts loaded: 0 metrics, {none}",
        "records that tell the same as others: 1, passed over",
    ])  # fmt: skip


def test_load_tells_what_it_refused_and_ends_with_its_status(run: Run, folder: Path, tmp_path: Path) -> None:
    part = record(3, run=record(3).run.model_copy(update={"pages": (1,)}))
    status, lines = run("load", written(folder, part), folder, "--to", tmp_path / "facts.db", "--create")
    assert status == 2
    assert lines[0].startswith("error: made-3.pdf: a record of some pages only is not loaded")
    assert lines[1].startswith("hint: ")


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("load", "RECORDS", "--to", "facts.txt"), 2, "no database"),
        (("load", "RECORDS", "--to", "TMP/new.db"), 2, "no such database"),
        (("load", "RECORDS", "missing", "--to", "TMP/new.db", "--create"), 2, "no such file"),
        (("load", "RECORDS", "--to", "TMP/none/new.db", "--create"), 6, "unable to open"),
        (("load", "RECORDS"), 2, "--to"),
        (("export", "RECORDS", "missing", "--format", "csv", "-o", "TMP/out"), 2, "no such file"),
        (("export", "RECORDS", "--format", "exel", "-o", "TMP/out"), 2, "exel"),
        (("export", "RECORDS", "--format", "csv", "-o", "RECORDS/00000.json"), 6, "cannot be written"),
        (("export", "RECORDS", "--format", "csv"), 2, "--output"),
    ],
)
def test_what_is_wrong_is_told_with_a_hint(
    words: tuple[str, ...], status: int, told: str, run: Run, folder: Path, tmp_path: Path
) -> None:
    given = [word.replace("RECORDS", str(folder)).replace("TMP", str(tmp_path)) for word in words]
    ended, lines = run(*given)
    assert ended == status
    assert told in lines[-2]
    assert lines[-1].startswith("hint: ")
    assert not (tmp_path / "new.db").exists()
    assert not list(tmp_path.glob("out/*"))
