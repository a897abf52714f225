"""Writes samples/expected/NAME.json anew: the records of the samples, read without a model, without what names the run.

    python tests/golden.py

Look at the difference before committing it: every changed line is a fact that a user of the samples would see change.
"""

from __future__ import annotations

import json
from pathlib import Path

from factextract.pipeline import extract
from factextract.settings import Settings

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
EXPECTED = SAMPLES / "expected"


def golden(path: Path) -> str:
    """A record as the golden files hold it. `run` is left out: it names versions and hashes all rules."""
    record = json.loads(extract(path, Settings(model="none")).to_json())
    del record["run"]
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    EXPECTED.mkdir(exist_ok=True)
    for path in sorted(SAMPLES.glob("*.pdf")):
        (EXPECTED / f"{path.stem}.json").write_text(golden(path), "utf-8")
        print(EXPECTED / f"{path.stem}.json")
