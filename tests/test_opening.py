"""From a file to pages: the fallback engine, pages that fail, pages without text, told by engines that are scripted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Self

import pytest

from factextract import registry
from factextract.batch.single import outcome_of
from factextract.errors import PageError
from factextract.model.sheet import Sheet, Word
from factextract.opening import open_document
from factextract.settings import Settings

WORDS = tuple(Word(text, None) for text in ["The", "program", "trained", "117", "nurses", "in", "2021", "."])
GOOD = Sheet(0, 0.0, 0.0, WORDS, lines=(WORDS,))
BLANK = Sheet(0, 595.0, 842.0)
GARBLED = Sheet(0, 595.0, 842.0, WORDS, unmapped=0.9)


class Scripted:
    """An engine and its reader: pages as told, None for one that cannot be read."""

    text_source = "native"
    made = "2021-08-03"

    def __init__(self, name: str, *pages: Sheet | None) -> None:
        self.name, self._pages = name, pages
        self.pages = len(pages)

    def open(self, source: Path, settings: Settings) -> Self:
        return self

    def sheet(self, number: int) -> Sheet:
        page = self._pages[number - 1]
        if page is None:
            raise PageError(f"page {number}: it is torn", hint="")
        return Sheet(number, page.width, page.height, page.words, unmapped=page.unmapped, lines=page.lines)

    def image(self, number: int, scale: float) -> None:
        """Draws nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Holds nothing open."""


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Puts scripted engines in place of pdfium and plumber; returns the path of a document that they read."""

    def play(first: tuple[Sheet | None, ...], second: tuple[Sheet | None, ...]) -> Path:
        engines: Mapping[str, Scripted] = {
            "pdfium": Scripted("pdfium", *first),
            "plumber": Scripted("plumber", *second),
        }
        real = registry.get
        monkeypatch.setattr(
            registry, "get", lambda group, name: engines[name] if group == "engines" else real(group, name)
        )
        path = tmp_path / "scripted.pdf"
        path.write_bytes(b"%PDF-")
        return path

    return play


@pytest.mark.parametrize(
    ("first", "second", "issues"),
    [
        ((GOOD, GOOD), (), []),
        ((GOOD, None), (GOOD, GOOD), [("fallback_engine", 2)]),
        ((GOOD, None), (GOOD, None), [("page_failed", 2)]),
        ((GOOD, BLANK), (), [("page_without_text", 2)]),
        ((GARBLED, GOOD), (), [("unreadable_text", 1)]),
        ((BLANK, None, GOOD), (BLANK, None, GOOD), [("page_failed", 2), ("page_without_text", 1)]),
    ],
)
def test_what_is_wrong_with_a_page_is_an_issue_of_that_page(script, first, second, issues) -> None:
    opened = open_document(script(first, second), Settings())
    assert [(issue.code, issue.page) for issue in opened.issues] == issues
    assert "117 nurses" in opened.document.text
    assert opened.pages == len(first)


@pytest.mark.parametrize(
    ("first", "second", "outcome", "says", "do"),
    [
        ((GOOD, None), (GOOD, None), "partial", "1 of its pages could not be read (2): page 2: it is torn", "viewer"),
        ((None, None), (None, None), "damaged", "none of its pages can be read: page 1: it is torn", "viewer"),
        ((BLANK,), (), "no_text", "no text layer on page 1", "run OCR first"),
        (
            (BLANK, None, BLANK, BLANK),
            (BLANK,) * 4,
            "no_text",
            "no text layer on any of its pages (1-4)",
            "run OCR first",
        ),
        ((GARBLED, BLANK), (), "no_text", "no text that can be read on any of its pages (1-2)", "--force-ocr"),
    ],
)
def test_what_is_wrong_with_a_document_is_its_outcome(script, first, second, outcome: str, says: str, do: str) -> None:
    ended = outcome_of(script(first, second), Settings(model="none"))
    assert ended.outcome == outcome
    assert ended.message.startswith(says)
    assert do in ended.hint
    assert (ended.record is not None) == (outcome == "partial")


def test_another_engine_than_the_default_has_no_fallback(script) -> None:
    opened = open_document(script((GOOD, GOOD), (GOOD, None)), Settings(engine="plumber"))
    assert [(issue.code, issue.page) for issue in opened.issues] == [("page_failed", 2)]
