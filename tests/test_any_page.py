"""No page breaks the pipeline: the words of the genre thrown together at random, in columns, tiles, boxes and tables."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from factextract import registry
from factextract.assemble import Opened, Origin
from factextract.layout.arrange import arrange
from factextract.model.geometry import Box
from factextract.model.sheet import Shape, Style
from factextract.pipeline import study_document
from factextract.records import Record
from factextract.ruleset.load import load_rules
from factextract.settings import Settings

sys.path.append(str(Path(__file__).parent / "layout"))

from compose import BODY, BOLD, Page, random_page

WORDS = (Path(__file__).parent / "genre_words.txt").read_text("utf-8").split()


class Genre(Page):
    """A page of words that the grammars know, in no order that makes sense."""

    def vocable(self) -> str:
        return self.rng.choice(WORDS)

    def grid(self, x: float, top: float) -> float:
        """A table of random cells, with rules or without."""
        columns, ruled = self.rng.randint(2, 5), self.rng.random() < 0.5
        for row in range(self.rng.randint(2, 6)):
            for column in range(columns):
                words = [self.vocable() for _ in range(self.rng.randint(0 if row else 1, 3))]
                if words:
                    self.line(x + 105 * column, top + 3, words, BOLD if row == 0 else BODY)
            if ruled:
                self.shapes.append(Shape("line", Box(x, top, x + 105 * columns, top), order=len(self.shapes)))
            top += 17
        return top


def study(seed: int) -> Record:
    rng = random.Random(seed)
    if seed % 2:
        page = random_page(seed, Genre)
    else:
        page = Genre(rng)
        top = 40.0
        while top < 700:
            top = page.grid(40, top) + 20
            top = page.paragraph(40, top, 500, rng.randint(5, 40), rng.choice([BODY, BOLD, Style("Body", 18.0)])) + 15
    opened = Opened(arrange([page.sheet()]), 1, "native", "pdfium", ())
    rules = load_rules("en", (), ())
    return study_document(opened, rules, Origin("a.pdf", "sha256:0"), Settings(model="none")).record


@pytest.mark.parametrize("seeds", [range(at, at + 10) for at in range(0, 40, 10)], ids=str)
def test_a_page_without_sense_gives_a_valid_record(seeds: range) -> None:
    for seed in seeds:
        record = study(seed)
        assert Record.model_validate_json(record.to_json()) == record
        for kind in registry.names("facts"):
            ids = [fact.id for fact in getattr(record, kind)]
            assert len(ids) == len(set(ids))
