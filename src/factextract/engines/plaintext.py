"""Already extracted text: one word after another, lines as written, pages parted by form feeds."""

from __future__ import annotations

import codecs
import re
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from factextract.engines import _open
from factextract.errors import NotAPdf, PageError
from factextract.model.sheet import Sheet, Word
from factextract.settings import Settings

_LINE_END = re.compile("\r\n|[\n\r\v\x85\u2028\u2029]")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class PlainTextReader:
    """Pages of text. Words have no box, no style and no drawing: `Sheet.lines` tells how they stand."""

    def __init__(self, pages: list[str], source: Path) -> None:
        self._pages, self._source = pages, source

    @property
    def pages(self) -> int:
        return len(self._pages)

    @property
    def made(self) -> None:
        """A text says nothing of itself."""

    def sheet(self, number: int) -> Sheet:
        if not 1 <= number <= self.pages:
            raise PageError(
                f"page {number}: the document has {self.pages} pages",
                hint="pages are parted by form feeds and counted from 1",
                source=str(self._source),
            )
        order = count()
        lines = tuple(
            tuple(Word(text, None, order=next(order)) for text in line.split())
            for line in _lines(self._pages[number - 1])
        )
        words = tuple(word for line in lines for word in line)
        return Sheet(number, 0.0, 0.0, words, lines=lines, unmapped=_unmapped(words), engine="plaintext")

    def image(self, number: int, scale: float) -> None:
        """Nothing is drawn, so there is no picture of it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pages = []


class PlainTextEngine:
    name = "plaintext"
    text_source = "plain"

    def open(self, source: Path, settings: Settings) -> PlainTextReader:
        text = decode(_open.read_bytes(source, settings), source)
        pages = text.split("\f")
        if len(pages) > 1 and not pages[-1].strip():
            # pdftotext ends every page with a form feed, the last one too.
            pages.pop()
        _open.check_pages(len(pages), source, settings)
        return PlainTextReader(pages, source)


def decode(data: bytes, source: Path) -> str:
    """Text of a file's bytes: by its byte order mark, else UTF-8, else Windows-1252, which never fails here.

    Raises NotAPdf for bytes that are no text at all.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if data[: _open.HEADER_WITHIN].lstrip().startswith(b"%PDF"):
        raise NotAPdf("the file is a PDF, not plain text", hint="read it with the pdfium engine", source=str(source))
    if b"\0" in data:
        raise NotAPdf(
            "the file is neither a PDF nor plain text: it holds NUL bytes",
            hint="export it as PDF or as UTF-8 text",
            source=str(source),
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _lines(page: str) -> list[str]:
    lines = _LINE_END.split(page)
    if not lines[-1].strip():
        lines.pop()
    return lines


def _unmapped(words: tuple[Word, ...]) -> float:
    letters = sum(len(word.text) for word in words)
    lost = sum(word.text.count("\ufffd") for word in words)
    return round(lost / letters, 4) if letters else 0.0


PLUGIN = PlainTextEngine()
