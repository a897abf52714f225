"""One document, from path to record. This file is the table of contents: each line of `study_document` is a stage."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from factextract import ner, registry
from factextract.assemble import Opened, Origin, assemble
from factextract.calibration import confident
from factextract.errors import Damaged, NoText, PageError, SourceError, UsageError
from factextract.layout.arrange import arrange
from factextract.model.candidate import Candidate, Links, Lost
from factextract.model.document import Document
from factextract.model.geometry import Span
from factextract.model.lexicon import Lexicon
from factextract.model.reading import Passage, Reading, touching
from factextract.model.rule import RuleSet
from factextract.model.sheet import Sheet
from factextract.model.value import Name, Period, Place, Quantity
from factextract.protocols import FactType, Reader, Recognizer
from factextract.records import Issue, Record, TextSource
from factextract.relate import relate
from factextract.ruleset.languages import function_words
from factextract.ruleset.load import lexicon, load_rules
from factextract.sections.language import language_of
from factextract.sections.segment import segment
from factextract.sections.sentences import paragraphs, sentences
from factextract.settings import Settings
from factextract.settle import settle
from factextract.values.calendar import Calendar, calendar_of
from factextract.values.name import names
from factextract.values.period import periods as read_periods
from factextract.values.place import places
from factextract.values.quantity import quantities as read_quantities

UNREADABLE = 0.5  # share of characters without a Unicode value above which a page counts as having no text
DEFAULT_ENGINE, FALLBACK = "pdfium", "plumber"


@dataclass(frozen=True, slots=True)
class Study:
    """All that was found in one document, with what lost and why: what `explain` prints and `record` is made from."""

    reading: Reading
    rules: RuleSet
    kept: dict[str, list[Candidate]]
    lost: dict[str, list[Lost]]
    links: Links
    record: Record


def extract(path: str | Path, settings: Settings | None = None) -> Record:
    """The record of one document. Raises the SourceError that names what is wrong with it, UsageError for a missing path."""
    return study(Path(path), settings or Settings()).record


def read_text(path: str | Path, settings: Settings | None = None) -> str:
    """The canonical text, in reading order, that all offsets refer to. Raises as `extract` does."""
    return _open_and_arrange(Path(path), settings or Settings()).document.text


def quantities(text: str, language: str = "en") -> list[Quantity]:
    """The quantities written in `text`, with the built-in lexicon."""
    return read_quantities(text, lexicon(language).quantities)


def periods(text: str, language: str = "en") -> list[Period]:
    """The dates and periods written in `text`, with the built-in lexicon."""
    return read_periods(text, lexicon(language).periods)


def study(path: Path, settings: Settings) -> Study:
    """Reads one document and keeps everything that led to its record. Raises as `extract` does."""
    opened = _open_and_arrange(path, settings)
    language = language_of(opened.document.text, function_words())
    rules = load_rules(language, settings.rules)
    return study_document(opened, rules, Origin(written(path.name), _digest(path)), settings)


def study_document(opened: Opened, rules: RuleSet, origin: Origin, settings: Settings) -> Study:
    """Reads a document after layout in the language of `rules`."""
    recognizer = ner.recognizer(settings.model, rules.language)
    reading = read(opened.document, rules.language, rules, recognizer)
    kept, lost = {}, {}
    for kind in registry.names("facts"):
        chosen, lost[kind] = settle(fact_type(kind).find(reading, rules))
        kept[kind] = [confident(candidate, rules.calibration) for candidate in chosen]
    named, links = relate(kept, reading, rules, origin.document_id)
    record = assemble(opened, (reading, rules, named, links), replace(origin, ner=recognizer.label), settings)
    return Study(reading, rules, named, lost, links, record)


def written(name: str) -> str:
    """A file name as JSON can hold it: bytes that are no UTF-8 as `\\xNN`."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def fact_type(kind: str) -> FactType:
    """The fact type of that name."""
    found: FactType = registry.get("facts", kind)
    return found


def read(document: Document, language: str, rules: RuleSet, recognizer: Recognizer) -> Reading:
    """The document with its sections, sentences and all values the grammars and the recogniser see in it."""
    words = rules.lexicon
    runs = paragraphs(document)
    where = tuple(p for run in runs for p in _places_in(run, document, words))
    calendar = calendar_of(document.text, [place.country for place in where], words.periods)
    dates = tuple(p for run in runs for p in _periods_in(run, document, words, calendar))
    passages = [Passage(run.of(document.text), run.start) for run in runs]
    said = sentences(document)
    numbers = tuple(q for run in runs for q in _quantities_in(run, document, words, dates))
    counted = [s for s in said if _holds_one(s, numbers)]
    return Reading(
        document=document,
        language=language,
        sections=segment(document, rules),
        quantities=numbers,
        periods=dates,
        names=tuple(n for run in runs for n in _names_in(run, document, words)),
        places=where,
        mentions=tuple(recognizer.mentions(passages)),
        sentences=said,
        tokens=tuple(recognizer.analyse([Passage(s.of(document.text), s.start) for s in counted])),
    )


def _holds_one(sentence: Span, numbers: Sequence[Quantity]) -> bool:
    """Whether one of the quantities, sorted and apart, lies inside the sentence."""
    at = bisect_left(numbers, sentence.start, key=lambda q: q.start_char)
    return at < len(numbers) and numbers[at].end_char <= sentence.end


def _periods_in(run: Span, document: Document, words: Lexicon, calendar: Calendar) -> list[Period]:
    return [
        replace(p, start_char=p.start_char + run.start, end_char=p.end_char + run.start)
        for p in read_periods(run.of(document.text), words.periods, calendar.fiscal, calendar.conventions)
    ]


def _quantities_in(run: Span, document: Document, words: Lexicon, dates: Sequence[Period]) -> list[Quantity]:
    """Quantities of one paragraph that are no part of a date."""
    found = [
        replace(
            q,
            start_char=q.start_char + run.start,
            end_char=q.end_char + run.start,
            core_start=q.core_start + run.start,
            core_end=q.core_end + run.start,
        )
        for q in read_quantities(run.of(document.text), words.quantities)
    ]
    return [q for q in found if not touching(dates, q.core)]


def _names_in(run: Span, document: Document, words: Lexicon) -> list[Name]:
    return [
        replace(n, span=n.span.shifted(run.start), name_span=n.name_span.shifted(run.start))
        for n in names(run.of(document.text), words.names)
    ]


def _places_in(run: Span, document: Document, words: Lexicon) -> list[Place]:
    return [replace(p, span=p.span.shifted(run.start)) for p in places(run.of(document.text), words.places)]


def _open_and_arrange(path: Path, settings: Settings) -> Opened:
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
        sheets = [_sheet(reader, number, engine.name, path, settings, issues) for number in numbers]
        total = reader.pages
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
    return Opened(arrange(readable), total, engine.text_source, engine.name, tuple(issues))


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
    return NoText(
        f"no text layer on page {pages}" if len(sheets) == 1 else f"no text layer on any of its pages ({pages})",
        hint="run OCR first (for example ocrmypdf) and extract the result",
        source=str(path),
    )


def _page_list(numbers: Sequence[int]) -> str:
    """Ascending numbers as ranges: `1-3, 5`."""
    runs = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ends = [(run[0][1], run[-1][1]) for run in (list(pairs) for _, pairs in runs)]
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ends)


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


def _digest(path: Path) -> str:
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
