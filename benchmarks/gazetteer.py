"""What a large gazetteer costs: time and memory to load, time to look names up in texts of growing length.

python -m benchmarks.gazetteer [ENTRIES]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
import tracemalloc
from dataclasses import dataclass
from pathlib import Path

from factextract.model.name_words import NameWords
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


@dataclass(frozen=True)
class Loading:
    """What a gazetteer costs to load: seconds of CPU time, and bytes kept and at most. `words` are the built-in names with it."""

    words: NameWords
    seconds: float
    kept: int
    most: int


def load(entries: int) -> Loading:
    """Loads a made gazetteer, once for the time and once for the memory: tracing slows it."""
    words = lexicon("en").names
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "own.csv")
        path.write_text(rows(entries), "utf-8")
        start = time.process_time()
        with_gazetteer(words, read_gazetteer(path, path.read_bytes()))
        seconds = time.process_time() - start
        tracemalloc.start()
        mine = with_gazetteer(words, read_gazetteer(path, path.read_bytes()))
        kept, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return Loading(mine, seconds, kept, most)


def look_up(mine: NameWords, times: int) -> tuple[int, int, float]:
    """(words, names found, seconds) of a text that holds `times` times 3,000 names of the gazetteer."""
    names = [o.name for o in mine.organisations[-3000:]]
    row = tokens(". It works with ".join(names * times))
    known_at(row, 0, mine)
    start = time.perf_counter()
    found = sum(known_at(row, at, mine) is not None for at in range(len(row)))
    return len(row), found, time.perf_counter() - start


def main(entries: int) -> int:
    loading = load(entries)
    kept, most = loading.kept / 2**20, loading.most / 2**20
    print(f"{entries} entries: {loading.seconds:.2f} s to load, {kept:.0f} MB kept, {most:.0f} MB at most")
    for times in (1, 2, 4):
        size, found, spent = look_up(loading.words, times)
        print(f"{size} words: {found} names in {spent:.2f} s, {spent / size * 1e6:.2f} µs a word")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
