"""The reading order of the samples against chains of snippets read off the rendered pages, and without the help of drawing
order and tags."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from benchmarks.shuffle import shuffled

from factextract import registry
from factextract.layout.arrange import arrange
from factextract.model.sheet import Sheet
from factextract.settings import Settings
from places import SAMPLES

GOLD = Path(__file__).resolve().parent.parent / "gold"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.pdf"))
LEAST = 0.98  # of all neighbouring snippets of the samples
MOST_LOST = 0.02  # without drawing order and tags


@cache
def sheets(name: str) -> tuple[Sheet, ...]:
    with registry.get("engines", "pdfium").open(SAMPLES / f"{name}.pdf", Settings()) as reader:
        return tuple(reader.sheet(number) for number in range(1, reader.pages + 1))


def flat(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold().replace("'", "").replace("’", "")
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c))))


def kept(text: str, chains: list[list[str]]) -> int:
    """Neighbours in a chain that no snippet of any chain comes between in the text."""
    whole = f" {flat(text)} "
    place = {
        (c, k): at
        for c, chain in enumerate(chains)
        for k, s in enumerate(chain)
        if (at := whole.find(f" {flat(s)} ")) >= 0
    }
    sequence = sorted(place, key=lambda key: place[key])
    after = dict(pairwise(sequence))
    return sum(after.get((c, k)) == (c, k + 1) for c, chain in enumerate(chains) for k in range(len(chain) - 1))


def share(shuffle: bool) -> float:
    right = asked = 0
    for name in NAMES:
        chains = json.loads((GOLD / f"{name}.gold.json").read_text("utf-8"))["reading_order"]
        pages = [shuffled(sheet) for sheet in sheets(name)] if shuffle else sheets(name)
        right += kept(arrange(pages).text, chains)
        asked += sum(len(chain) - 1 for chain in chains)
    return right / asked


def test_samples_are_read_in_the_order_of_a_person() -> None:
    assert share(shuffle=False) >= LEAST


def test_drawing_order_and_tags_are_hardly_needed() -> None:
    assert share(shuffle=False) - share(shuffle=True) <= MOST_LOST


@pytest.mark.parametrize("name", NAMES)
def test_shuffling_changes_what_the_engine_saw(name: str) -> None:
    sheet = sheets(name)[0]
    assert shuffled(sheet).words != sheet.words
    assert sorted(w.text for w in shuffled(sheet).words) == sorted(w.text for w in sheet.words)
