"""Good documents with a few bytes changed: no trace of Python, no hang."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from reliability import harness

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.pdf"))
SECONDS = 20.0


def mutation(content: bytes, number: int) -> bytes:
    """The same for the same number: bytes changed, a piece left out, doubled, or moved, a number replaced."""
    chance = random.Random(number)
    data = bytearray(content)
    for _ in range(chance.choice((1, 3, 20, 200))):
        at = chance.randrange(len(data))
        length = chance.choice((1, 4, 40, 400))
        what = chance.randrange(5)
        if what == 0:
            data[at : at + length] = chance.randbytes(length)
        elif what == 1:
            del data[at : at + length]
        elif what == 2:
            data[at:at] = data[at : at + length]
        elif what == 3:
            other = chance.randrange(len(data))
            data[at : at + length] = data[other : other + length]
        else:
            data[at : at + 1] = chance.choice((b"-1", b"0", b"99999999999", b"[", b"<<", b"endobj", b"null"))
    return bytes(data)


def broken(out: Path) -> list[str]:
    """Outcomes that only a mistake of ours can give."""
    lines = [json.loads(line) for line in (out / "outcomes.jsonl").read_text().splitlines()]
    return [
        f"{x['source']}: {x['message']}"
        for x in lines
        if x["outcome"] == "timeout" or (x["outcome"] == "crashed" and "signal" not in x["message"])
    ]


def run(folder: Path, numbers: range, *options: str) -> list[str]:
    (folder / "in").mkdir()
    names = []
    for number in numbers:
        names.append(f"{number}.pdf")
        content = SAMPLES[number % len(SAMPLES)].read_bytes()
        (folder / "in" / names[-1]).write_bytes(mutation(content, number))
    seen = harness.extract(
        folder / "in", "-o", folder / "out", "--jobs", "2", "--timeout", f"{SECONDS}", *options, scratch=folder
    )
    assert len(seen.events) == len(names) + 1
    return [
        *harness.untyped(folder / "out", names), *broken(folder / "out"), *harness.traces(seen), *harness.orphans(seen),
    ]  # fmt: skip


def test_200_mutations(tmp_path: Path) -> None:
    assert run(tmp_path, range(200), *harness.FAST, "--pages", "1") == []


@pytest.mark.battery
def test_2000_mutations(tmp_path: Path) -> None:
    assert run(tmp_path, range(1000, 3000), "--model", "none") == []
