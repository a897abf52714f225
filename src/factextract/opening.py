"""A file to a document after layout: the engine's pages, the fallback for those it fails on, and what is wrong with the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from factextract import registry
from factextract.assemble import Opened
from factextract.errors import Damaged, NoText, PageError, SourceError, UsageError
from factextract.layout.arrange import arrange
from factextract.model.sheet import Sheet
from factextract.protocols import Reader
from factextract.records import Issue, TextSource
from factextract.settings import Settings

UNREADABLE = 0.5  # share of characters without a Unicode value above which a page counts as having no text
DEFAULT_ENGINE, FALLBACK = "pdfium", "plumber"
_listener: ContextVar[Callable[[int], None] | None] = ContextVar("listener", default=None)


@contextmanager
def page_counts_told(tell: Callable[[int], None]) -> Iterator[None]:
    """Inside, `tell` hears how many pages of each document will be read, before the first is."""
    before = _listener.set(tell)
    try:
        yield
    finally:
        _listener.reset(before)


def open_document(path: Path, settings: Settings) -> Opened:
    """Engine and layout. Raises UsageError for a missing path, the SourceError of a file without readable text."""
    if not path.is_file():
        raise UsageError(
            f"{path}: no such file", hint="check the path; a folder is read by extract_many", source=str(path)
        )
    engine = registry.get("engines", "plaintext" if path.suffix.lower() == ".txt" else settings.engine)
    issues: list[Issue] = []
    with engine.open(path, settings) as reader:
        numbers = range(1, reader.pages + 1) if settings.pages is None else settings.pages
        _demand_pages(numbers, reader.pages, path)
        if tell := _listener.get():
            tell(len(numbers))
        sheets = [_sheet(reader, number, engine.name, path, settings, issues) for number in numbers]
        total, made = reader.pages, reader.made
    readable = [_readable(sheet, issues) for sheet in sheets]
    if not any(_seen(sheet) for sheet in readable):
        raise _nothing_to_read(readable, issues, engine.text_source, path)
    for sheet in readable:
        if not _seen(sheet) and not any(i.page == sheet.number for i in issues):
            issues.append(
                Issue(
                    code="page_without_text",
                    severity="warning",
                    message="the page has no text layer",
                    page=sheet.number,
                )
            )
    return Opened(arrange(readable), total, engine.text_source, engine.name, tuple(issues), made)


def _nothing_to_read(
    sheets: Sequence[Sheet], issues: Sequence[Issue], text_source: TextSource, path: Path
) -> SourceError:
    """The error for a document none of whose pages has words that can be read."""
    failed = [issue for issue in issues if issue.code == "page_failed"]
    if len(failed) == len(sheets):
        return Damaged(
            f"none of its pages can be read: {failed[0].message}",
            hint="open it in a viewer and save or print it to a new PDF",
            source=str(path),
        )
    if text_source == "plain":
        return NoText("there are no words in the file", hint="check how it was made", source=str(path))
    pages = _page_list([sheet.number for sheet in sheets])
    if any(issue.code == "unreadable_text" for issue in issues):
        return NoText(
            f"no text that can be read on {pages}: its fonts do not say which letters they draw",
            hint="run OCR on its pages as pictures first (for example ocrmypdf --force-ocr) and extract the result",
            source=str(path),
        )
    return NoText(
        f"no text layer on {pages}",
        hint="run OCR first (for example ocrmypdf) and extract the result",
        source=str(path),
    )


def _page_list(numbers: Sequence[int]) -> str:
    """Ascending numbers in words: `page 4`, `any of its pages (1-3, 5)`."""
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    return f"any of its pages ({page_ranges(numbers)})"


def page_ranges(numbers: Sequence[int]) -> str:
    """Ascending page numbers as `1-3, 5`."""
    runs = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ends = [(run[0][1], run[-1][1]) for run in (list(pairs) for _, pairs in runs)]
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in ends)


def _demand_pages(numbers: Sequence[int], pages: int, path: Path) -> None:
    beyond = [n for n in numbers if not 1 <= n <= pages]
    if beyond:
        raise UsageError(
            f"{path}: there is no page {beyond[0]}", hint=f"the document has {pages} pages", source=str(path)
        )


def _sheet(reader: Reader, number: int, engine: str, path: Path, settings: Settings, issues: list[Issue]) -> Sheet:
    """A page by the chosen engine, by the fallback engine where that fails, else an empty sheet and an issue."""
    try:
        return reader.sheet(number)
    except PageError as error:
        first = error
    if engine == DEFAULT_ENGINE:
        try:
            with registry.get("engines", FALLBACK).open(path, settings) as fallback:
                sheet: Sheet = fallback.sheet(number)
        except (PageError, SourceError):
            pass
        else:
            issues.append(
                Issue(
                    code="fallback_engine", severity="info", message=f"read by {FALLBACK}: {first.message}", page=number
                )
            )
            return sheet
    issues.append(Issue(code="page_failed", severity="error", message=first.message, page=number))
    return Sheet(number, 0.0, 0.0)


def _readable(sheet: Sheet, issues: list[Issue]) -> Sheet:
    """The sheet; without its words when most characters have no Unicode value."""
    if sheet.unmapped <= UNREADABLE:
        return sheet
    issues.append(
        Issue(
            code="unreadable_text",
            severity="warning",
            message=f"{sheet.unmapped:.0%} of the characters have no Unicode value; run OCR on this page",
            page=sheet.number,
        )
    )
    return replace(sheet, words=())


def _seen(sheet: Sheet) -> bool:
    return any(word.hidden is None and word.text.strip() for word in sheet.words)
