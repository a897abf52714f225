"""What a person sees on rendered pages (`pages.yaml`) against what layout makes of them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from factextract import registry
from factextract.layout.arrange import arrange
from factextract.model.document import Block, Document
from factextract.settings import Settings
from layout import drawn, drawn_cards, drawn_faults, drawn_flow, drawn_rules, drawn_tables, drawn_tiles
from places import SAMPLES

Assertion = dict[str, Any]
PAGES = (
    drawn.PAGES
    | drawn_cards.PAGES
    | drawn_flow.PAGES
    | drawn_faults.PAGES
    | drawn_rules.PAGES
    | drawn_tables.PAGES
    | drawn_tiles.PAGES
)
CASES = yaml.safe_load(Path(__file__).with_name("pages.yaml").read_text("utf-8"))


@cache
def document(source: str, name: str) -> Document:
    if source == "drawn":
        return arrange(PAGES[name]())
    with registry.get("engines", "pdfium").open(SAMPLES / f"{name}.pdf", Settings()) as reader:
        return arrange([reader.sheet(number) for number in range(1, reader.pages + 1)])


def squeezed(text: str) -> str:
    return " ".join(text.split())


def words(doc: Document, block: Block) -> str:
    return squeezed(doc.text[block.span.start : block.span.end])


def holding(doc: Document, text: str) -> list[Block]:
    """The blocks with exactly this text, otherwise those that have it in theirs; there must be one."""
    found = [block for block in doc.blocks if text in words(doc, block)]
    found = [block for block in found if text == words(doc, block)] or found
    assert found, f"no single block holds {text!r}"
    return found


def precedes(doc: Document, snippets: list[str]) -> None:
    whole = squeezed(doc.text)
    counts = {snippet: whole.count(snippet) for snippet in snippets}
    assert set(counts.values()) == {1}, f"each snippet must stand in the text once: {counts}"
    assert sorted(snippets, key=whole.index) == snippets


def pairs(doc: Document, wanted: dict[str, str]) -> None:
    figures = [block for block in doc.blocks if words(doc, block) == wanted["figure"]]
    assert [block.role for block in figures] == ["figure"]
    partner = figures[0].partner
    assert partner is not None, "the figure has no caption"
    caption = doc.blocks[partner]
    assert (words(doc, caption), caption.role, caption.partner) == (wanted["caption"], "caption", figures[0].index)


def cell(doc: Document, wanted: dict[str, str]) -> None:
    cells = [block for block in doc.blocks if block.cell and words(doc, block) == wanted["text"]]
    heads = [(" | ".join(block.cell.row_head), " | ".join(block.cell.column_head)) for block in cells if block.cell]
    row, column = wanted.get("row_head", ""), wanted.get("column_head", "")
    assert any(row in over and column in above for over, above in heads), f"cells of this text: {heads}"


def role(doc: Document, wanted: dict[str, str]) -> None:
    assert {block.role for block in holding(doc, wanted["text"])} == {wanted["is"]}


def paragraph(doc: Document, text: str) -> None:
    assert len(holding(doc, text)) == 1


def apart(doc: Document, snippets: list[str]) -> None:
    homes = [{block.index for block in holding(doc, snippet)} for snippet in snippets]
    assert not set.intersection(*homes)


CHECKS = {check.__name__: check for check in (precedes, pairs, cell, role, paragraph, apart)}


def _first_text(wanted: object) -> str:
    if isinstance(wanted, dict):
        return _first_text(next(iter(wanted.values())))
    return _first_text(wanted[0]) if isinstance(wanted, list) else str(wanted)


def _parameters() -> list[object]:
    found = []
    for source, pages in CASES.items():
        for name, assertions in pages.items():
            for assertion in assertions:
                kind = next(key for key in assertion if key != "xfail")
                marks = [pytest.mark.xfail(reason=assertion["xfail"], strict=True)] if "xfail" in assertion else []
                label = re.sub(r"\W+", "-", _first_text(assertion[kind])[:32]).strip("-")
                found.append(
                    pytest.param(source, name, kind, assertion[kind], id=f"{name}-{kind}-{label}", marks=marks)
                )
    return found


@pytest.mark.parametrize(("source", "name", "kind", "wanted"), _parameters())
def test_page(source: str, name: str, kind: str, wanted: Any) -> None:
    CHECKS[kind](document(source, name), wanted)


def test_every_sample_and_drawn_page_has_assertions() -> None:
    assert set(CASES["samples"]) == {path.stem for path in SAMPLES.glob("*.pdf")}
    assert set(CASES["drawn"]) == set(PAGES)


def test_a_masthead_is_read_once() -> None:
    doc = document("drawn", "masthead")
    assert [block.role for block in holding(doc, "Valley Herald")] == ["title", "furniture"]
    assert [block.role for block in holding(doc, "News of the growers")] == ["heading", "furniture"]


def test_a_title_that_later_headers_repeat_in_small_type_stays_a_title() -> None:
    doc = document("drawn", "title_as_header")
    assert [block.role for block in holding(doc, "Warm Rooms")] == ["title", "furniture"]


def test_a_number_over_two_lines_is_written_on_one() -> None:
    assert "US$ 3.08 billion" in document("drawn", "number_over_two_lines").text


def test_a_box_drawn_as_four_lines_is_a_frame() -> None:
    doc = document("drawn", "lined_box")
    assert [block.frame for block in holding(doc, "The ferry at Oban")] == [0]
    assert [block.frame for block in holding(doc, "Fares stay as they are")] == [None]
