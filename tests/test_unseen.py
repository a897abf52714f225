"""Program pages whose author had seen neither the rules nor the code. They were scored once before anybody looked at a miss;
now they keep what was learned from them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factextract import Settings, extract, read_text
from layout.test_reading_order import kept

FOLDER = Path(__file__).parent / "unseen"
PAPERS = sorted(FOLDER.glob("*.pdf"))
FOUND, TRUE = 0.85, 0.85  # shares of gold values that are found, and of found values that are gold
DATES, ORDER = 0.9, 0.95


def gold_of(paper: Path) -> dict[str, list[dict[str, str]]]:
    gold: dict[str, list[dict[str, str]]] = json.loads(paper.with_suffix(".gold.json").read_text("utf-8"))
    return gold


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.stem)
def test_values_dates_stories_and_order(paper: Path) -> None:
    gold = gold_of(paper)
    record = extract(paper, Settings(model="none"))
    found = {(m.value, m.low, m.high, m.kind) for m in record.metrics}
    all_gold = {(m["value"], m["low"], m["high"], m["kind"]) for m in gold["metrics"]}
    wanted = {(m["value"], m["low"], m["high"], m["kind"]) for m in gold["metrics"] if not m.get("optional")}
    assert len(found & wanted) / len(wanted) >= FOUND, sorted(map(str, wanted - found))
    assert len(found & all_gold) / len(found) >= TRUE, sorted(map(str, found - all_gold))
    dates = {(d["start"], d["end"]) for d in gold["dates"] if not d.get("optional")}
    assert len(dates & {(d.start, d.end) for d in record.dates}) / len(dates) >= DATES
    assert len(record.case_studies) == len(gold["case_studies"])
    chains = [list(chain) for chain in gold["reading_order"]]
    asked = sum(len(chain) - 1 for chain in chains)
    assert kept(read_text(paper, Settings(model="none")), chains) / asked >= ORDER
