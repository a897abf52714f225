"""The samples: each has a reason and an expected record, and scores against its hand-made gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from golden import EXPECTED, golden
from places import SAMPLES

PAPERS = sorted(SAMPLES.glob("*.pdf"))
MANIFEST = yaml.safe_load((SAMPLES / "manifest.yaml").read_text("utf-8"))


def test_every_sample_has_its_reason_and_every_reason_a_sample() -> None:
    entries = MANIFEST if isinstance(MANIFEST, list) else MANIFEST["samples"]
    assert sorted(entry["file"] for entry in entries) == [paper.name for paper in PAPERS]
    assert all(len(entry["reason"].split()) > 5 for entry in entries)
    assert len({entry["producer"] for entry in entries}) >= 4


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.stem)
def test_a_sample_gives_its_expected_record(paper: Path) -> None:
    expected = (EXPECTED / f"{paper.stem}.json").read_text("utf-8")
    assert golden(paper) == expected, "look at the difference; `python tests/golden.py` writes it anew"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.stem)
def test_values_and_dates_of_the_gold_are_found(paper: Path) -> None:
    gold = json.loads((Path(__file__).parent / "gold" / f"{paper.stem}.gold.json").read_text("utf-8"))
    record = json.loads((EXPECTED / f"{paper.stem}.json").read_text("utf-8"))
    for kind, keys in (("metrics", ("value", "low", "high", "kind")), ("dates", ("start", "end"))):
        found = {tuple(item.get(key) for key in keys) for item in record[kind]}
        wanted = [tuple(item.get(key) for key in keys) for item in gold[kind] if not item.get("optional")]
        share = sum(want in found for want in wanted) / len(wanted)
        assert share >= 0.85, f"{kind}: {share:.2f}; missed {[w for w in wanted if w not in found][:10]}"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.stem)
def test_a_total_has_parts(paper: Path) -> None:
    metrics = json.loads((EXPECTED / f"{paper.stem}.json").read_text("utf-8"))["metrics"]
    wholes = {metric["part_of"] for metric in metrics}
    assert [metric["text"] for metric in metrics if metric["total"] and metric["id"] not in wholes] == []
