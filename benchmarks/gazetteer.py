"""What a large gazetteer costs: time and memory to load, time to look names up in texts of growing length.

python -m benchmarks.gazetteer [ENTRIES]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

from factextract.ruleset.gazetteer import read_gazetteer, with_gazetteer
from factextract.ruleset.load import lexicon
from factextract.values.known_names import known_at
from factextract.values.name_tokens import tokens

KINDS = ("Foundation", "University", "Women's Union", "Ltd.", "Société Coopérative", "Ministry of Roads and Water")
SYLLABLES = ("ka", "mo", "ri", "tu", "ne", "sa", "lo", "vi", "da", "gu", "pe", "zi", "fa", "ho", "bu", "shé")


def rows(entries: int) -> str:
    """A gazetteer of made names; a third begin with one word, as ministries do."""
    draw = random.Random(entries)
    lines = ["name,alias,id,scheme,type,country"]
    for number in range(entries):
        word = "".join(draw.choices(SYLLABLES, k=3)).capitalize()
        name = f"Ministry for {word} {number}" if number % 3 == 0 else f"{word} {number} {draw.choice(KINDS)}"
        lines.append(f"{name},{word[:2].upper()}{number},{number},XX-OWN,ngo,KE")
    return "\n".join(lines)


def main(entries: int) -> int:
    words = lexicon("en").names
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "own.csv")
        path.write_text(rows(entries), "utf-8")
        start = time.perf_counter()
        mine = with_gazetteer(words, read_gazetteer(path, path.read_bytes()))
        loading = time.perf_counter() - start
        tracemalloc.start()
        again = with_gazetteer(words, read_gazetteer(path, path.read_bytes()))
        kept, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    print(f"{entries} entries: {loading:.2f} s to load, {kept / 2**20:.0f} MB kept, {most / 2**20:.0f} MB at most")
    names = [o.name for o in again.organisations[-3000:]]
    for times in (1, 2, 4):
        row = tokens(". It works with ".join(names * times))
        known_at(row, 0, mine)
        start = time.perf_counter()
        found = sum(known_at(row, at, mine) is not None for at in range(len(row)))
        spent = time.perf_counter() - start
        print(f"{len(row)} words: {found} names in {spent:.2f} s, {spent / len(row) * 1e6:.2f} µs a word")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
