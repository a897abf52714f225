"""Scores the development documents and fails when a score drops below its floor.

    python tests/gold.py SHARED OUT

SHARED holds `seed/`, `corpus/` and `gold/` with its judge score.py; OUT takes records and texts. Prints the judge's table for
each set apart and for the development documents together (seed, real, look-alikes), then compares with gold_floors.toml.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from calibrate import left_out, read, reliability
from factextract.errors import FactextractError
from factextract.pipeline import study
from factextract.settings import Settings

FLOORS = Path(__file__).with_name("gold_floors.toml")
UNITED = "development"  # the sets that the issues call "the development documents"


@dataclass(frozen=True)
class GoldSet:
    """Documents with gold beside them. `floors`: whether its scores are part of the development documents."""

    name: str
    pdfs: str
    gold: str
    development: bool


SETS = (
    GoldSet("seed", "seed", "seed", True),
    GoldSet("real", "corpus/dev", "gold/dev", True),
    GoldSet("look-alike", "corpus/synthetic", "corpus/synthetic", True),
    GoldSet("languages", "corpus/languages", "corpus/languages", False),
    GoldSet("scans", "corpus/scans", "corpus/scans", False),
)


def main(shared: Path, out: Path, model: str | None = None) -> int:
    records, texts = out / "records", out / "texts"
    for folder in (records, texts):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
    pdfs = [pdf for each in SETS for pdf in sorted((shared / each.pdfs).glob("*.pdf"))]
    with ProcessPoolExecutor(2) as pool:
        for line in pool.map(partial(_extract, records, texts, model), pdfs):
            if line:
                print(line, file=sys.stderr)
    scores: dict[str, dict[str, Any]] = {}
    for each in SETS:
        print(f"\n== {each.name}")
        scores[each.name] = _score(shared, records, texts, [shared / each.gold])
    print(f"\n== {UNITED}: seed, real and look-alike together, by publisher")
    golds = [shared / each.gold for each in SETS if each.development]
    scores[UNITED] = _score(shared, records, texts, golds, "--by", "publisher", "--pairs", str(out / "pairs.jsonl"))
    _reliability(shared, out)
    return _compare(scores)


def _extract(records: Path, texts: Path, model: str | None, pdf: Path) -> str | None:
    try:
        found = study(pdf, Settings(model=model))
    except FactextractError as error:
        return f"{pdf.name}: {error.message}"
    (records / f"{pdf.stem}.json").write_text(found.record.to_json(), "utf-8")
    (texts / f"{pdf.stem}.txt").write_text(found.reading.text, "utf-8")
    scores = {candidate.id: candidate.score for kept in found.kept.values() for candidate in kept}
    (records / f"{pdf.stem}.scores").write_text(json.dumps(scores), "utf-8")
    return None


def _reliability(shared: Path, out: Path) -> None:
    """How well confidences hold that were fitted without the document's publisher."""
    known = {}
    for each in SETS:
        for path in sorted((shared / each.gold).glob("*.gold.json")):
            name = path.name.removesuffix(".gold.json")
            scores = out / "records" / f"{name}.scores"
            if scores.is_file():
                publisher = json.loads(path.read_text("utf-8")).get("publisher", name)
                known[name] = {"publisher": publisher, "scores": json.loads(scores.read_text("utf-8"))}
    (out / "scores.json").write_text(json.dumps(known), "utf-8")
    print("\n== confidence: predictions fitted leaving the publisher out")
    print(*reliability(left_out(read(out))), sep="\n")


def _score(shared: Path, records: Path, texts: Path, golds: list[Path], *options: str) -> dict[str, Any]:
    """The judge's figures, printed as its table."""
    call = [sys.executable, str(shared / "gold/score.py"), str(records), *map(str, golds), "--texts", str(texts)]
    print(subprocess.run([*call, *options], check=True, capture_output=True, text=True).stdout, end="")
    printed = subprocess.run([*call, "--json"], check=True, capture_output=True, text=True).stdout
    result: dict[str, Any] = json.loads(printed)
    return result


def _compare(scores: dict[str, dict[str, Any]]) -> int:
    """1 when any score lies below its floor; says which scores lie far enough above to raise theirs."""
    failed = 0
    for group, floors in tomllib.loads(FLOORS.read_text("utf-8")).items():
        for row, figures in floors.items():
            for figure, floor in figures.items():
                score = scores[group].get(row, {}).get(figure)
                if score is None or score < floor:
                    failed = 1
                    print(f"BELOW its floor: {group} {row} {figure} {score} < {floor}")
                elif score >= floor + 0.02:
                    print(f"raise the floor: {group} {row} {figure} {score} (floor {floor})")
    print("gold: " + ("FAILED" if failed else "all scores at or above their floors"))
    return failed


if __name__ == "__main__":
    if not Path(sys.argv[1]).is_dir():
        print(f"gold: {sys.argv[1]} is not there; the development documents are not scored")
        sys.exit(0)
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]))
