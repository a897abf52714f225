"""The fingerprint of all rules changes when any file that decides a record does."""

from __future__ import annotations

from pathlib import Path

import pytest

from factextract.ruleset.fingerprint import fingerprint


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "mine" / "en").mkdir(parents=True)
    (tmp_path / "mine" / "dates.yaml").write_text("[]")
    (tmp_path / "mine" / "en" / "metrics.yaml").write_text("[]")
    (tmp_path / "known.csv").write_text("name\n")
    return tmp_path / "mine"


def test_it_is_the_same_for_the_same_files_wherever_they_lie(pack: Path, tmp_path: Path) -> None:
    before = fingerprint([pack])
    assert before == fingerprint([pack])
    assert before == fingerprint([pack.rename(tmp_path / "elsewhere")])
    assert before != fingerprint()


@pytest.mark.parametrize("name", ["mine/dates.yaml", "mine/en/metrics.yaml", "known.csv", "mine/new.yaml"])
def test_it_changes_with_every_file(pack: Path, tmp_path: Path, name: str) -> None:
    before = fingerprint([pack], [tmp_path / "known.csv"])
    (tmp_path / name).write_text("- changed")
    assert fingerprint([pack], [tmp_path / "known.csv"]) != before


def test_what_is_for_readers_does_not_count(pack: Path) -> None:
    before = fingerprint([pack])
    (pack / "README.md").write_text("mine")
    assert fingerprint([pack]) == before
