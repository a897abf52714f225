"""Hostile documents: each has its outcome in time, and the machine is left as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reliability import harness, hostile_pdfs

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "hostile"


def complaints(seen: harness.Seen, out: Path, names: list[str], seconds: float) -> list[str]:
    return [
        *harness.untyped(out, names), *harness.late(out, seconds), *harness.heavy(seen), *harness.orphans(seen),
        *harness.litter(seen, out), *harness.traces(seen),
    ]  # fmt: skip


def test_generated_documents(tmp_path: Path) -> None:
    names = hostile_pdfs.write_all(tmp_path / "in")
    assert len(names) >= 50
    seen = harness.extract(
        tmp_path / "in", "-o", tmp_path / "out", "--jobs", "2", "--timeout", "0.3", *harness.FAST, scratch=tmp_path
    )
    assert seen.status == 4
    assert complaints(seen, tmp_path / "out", names, 0.3) == []


@pytest.mark.battery
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the hostile corpus lies beside the repository")
def test_the_hostile_corpus_and_generated_documents_with_all_facts(tmp_path: Path) -> None:
    names = hostile_pdfs.write_all(tmp_path / "in")
    for path in CORPUS.glob("*.pdf"):
        shutil.copy(path, tmp_path / "in")
        names.append(path.name)
    assert len(names) >= 200
    seen = harness.extract(tmp_path / "in", "-o", tmp_path / "out", "--jobs", "2", "--timeout", "60", scratch=tmp_path)
    assert seen.status == 4
    assert complaints(seen, tmp_path / "out", names, 60) == []
