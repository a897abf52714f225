"""Lists whose items are parted by line ends alone: which lines of a narrow column make one organisation."""

from __future__ import annotations

import pytest

from factextract.facts.partners.wrapped import line_starts, wrapped_items
from factextract.model.document import Document, Placement
from factextract.model.geometry import Box, Span
from factextract.ruleset.name_words import name_words
from factextract.ruleset.packs import builtin_rules

WORDS = name_words(builtin_rules() / "lexicon", "en")


def column(lines: list[str], elsewhere: str = "") -> tuple[Document, Span]:
    """A document of one column of text, ten points a line; a line that ends in `/` is ended on purpose."""
    text, placements = "", []
    for number, line in enumerate(lines):
        left = 0.0
        for word in line.rstrip("/").split():
            span = Span(len(text), len(text) + len(word))
            placements.append(Placement(span, 1, Box(left, 10.0 * number, left + 5 * len(word), 10.0 * number + 8)))
            text += f"{word} "
            left += 5 * len(word) + 3
        text = text[:-1] + ("\n" if line.endswith("/") else " ")
    span = Span(0, len(text) - 1)
    return Document(f"{text[:-1]}\n\n{elsewhere}", (), (), tuple(placements)), span


CASES = [
    (["Department of Energy", "Mara Department of", "Water, Energy, and", "Soil Health/", "Hill Foundation"],
     ["Department of Energy", "Mara Department of Water, Energy, and Soil Health", "Hill Foundation"]),
    (["Sandhill Homes for", "Humanity/", "Low Plains Community", "College"],
     ["Sandhill Homes for Humanity", "Low Plains Community College"]),
    (["UNICEF/", "World Bank/", "Orange Jordan"], ["UNICEF", "World Bank", "Orange Jordan"]),
    (["Norland Refugee", "Council", "Lake Victoria Basin", "Commission"],
     ["Norland Refugee Council", "Lake Victoria Basin Commission"]),
    (["Archive of the Interstate", "Commission for Dams"], ["Archive of the Interstate Commission for Dams"]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "items"), CASES, ids=[" | ".join(lines)[:50] for lines, _ in CASES])
def test_lines_make_items(lines: list[str], items: list[str]) -> None:
    document, span = column(lines)
    assert [item.of(document.text).replace("\n", " ") for item in wrapped_items(document, span, WORDS)] == items


def test_a_phrase_ends_where_a_sentence_elsewhere_ends_it() -> None:
    lines = ["Loup Power Basin", "Low Plains Community", "College"]
    alone, span = column(lines)
    told, _ = column(lines, "Loup Power Basin has agreed to lend two pumps.")
    assert len(wrapped_items(alone, span, WORDS)) == 1
    assert [item.of(told.text) for item in wrapped_items(told, span, WORDS)] == [
        "Loup Power Basin",
        "Low Plains Community College",
    ]


@pytest.mark.parametrize(
    "lines", [["Irish Aid, Norad", "the Hill Trust"], ["Hill Trust; Orange", "Jordan"], ["Hill Trust"]]
)
def test_lines_do_not_part_what_marks_part(lines: list[str]) -> None:
    document, span = column(lines)
    assert wrapped_items(document, span, WORDS) == []


def test_plain_text_has_the_lines_of_its_text() -> None:
    text = "Hill Trust\nOrange Jordan"
    document = Document(text, (), (), (Placement(Span(0, len(text)), 1, None),))
    assert line_starts(document, Span(0, len(text))) == [0, 11]
