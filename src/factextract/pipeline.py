"""One document, from path to record. This file is the table of contents: each line of `study_document` is a stage."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from factextract import ner, registry
from factextract.assemble import Opened, Origin, assemble
from factextract.calibration import confident
from factextract.model.candidate import Candidate, Links, Lost
from factextract.model.document import Document
from factextract.model.geometry import Span
from factextract.model.lexicon import Lexicon
from factextract.model.reading import Passage, Reading, touching
from factextract.model.rule import RuleSet
from factextract.model.value import Name, Period, Place, Quantity
from factextract.opening import open_document
from factextract.protocols import FactType, Recognizer
from factextract.records import Record
from factextract.relate import relate
from factextract.ruleset.languages import function_words
from factextract.ruleset.load import lexicon, load_rules
from factextract.sections.language import language_of
from factextract.sections.plain_titles import with_plain_titles
from factextract.sections.segment import segment
from factextract.sections.sentences import paragraphs, sentences
from factextract.settings import Settings
from factextract.settle import settle
from factextract.values.calendar import Calendar, calendar_of, taught
from factextract.values.name import names
from factextract.values.period import periods as read_periods
from factextract.values.period import undecided
from factextract.values.place import places
from factextract.values.quantity import quantities as read_quantities

_CAPITAL = re.compile(r"[^\W\d_a-zß-ÿ]\w")  # a name has one; a text of figures alone is not worth a recogniser's time


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
    return open_document(Path(path), settings or Settings()).document.text


def quantities(text: str, language: str = "en") -> list[Quantity]:
    """The quantities written in `text`, with the built-in lexicon."""
    return read_quantities(text, lexicon(language).quantities)


def periods(text: str, language: str = "en") -> list[Period]:
    """The dates and periods written in `text`, with the built-in lexicon."""
    return read_periods(text, lexicon(language).periods)


def study(path: Path, settings: Settings) -> Study:
    """Reads one document and keeps everything that led to its record. Raises as `extract` does."""
    opened = open_document(path, settings)
    language = language_of(opened.document.text, function_words())
    rules = load_rules(language, settings.rules, settings.gazetteer)
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
    document = with_plain_titles(document, rules)
    runs = paragraphs(document)
    where = tuple(p for run in runs for p in _places_in(run, document, words))
    calendar = calendar_of(document.text, [place.country for place in where], words.periods)
    dates = _dates(runs, document, words, calendar)
    if (lesson := taught(calendar, dates)) != calendar:
        calendar, dates = lesson, _dates(runs, document, words, lesson)
    passages = [
        Passage(run.of(document.text), run.start) for run in runs if _CAPITAL.search(document.text, *_ends(run))
    ]
    said = sentences(document)
    numbers = tuple(q for run in runs for q in _quantities_in(run, document, words, dates))
    counted = [s for s in said if _holds_one(s, numbers) and _is_prose(s, document)]
    return Reading(
        document=document,
        language=language,
        sections=segment(document, rules),
        quantities=numbers,
        periods=dates,
        undecided=tuple(undecided(document.text, calendar.conventions)),
        names=tuple(n for run in runs for n in _names_in(run, document, words)),
        places=where,
        mentions=tuple(recognizer.mentions(passages)),
        sentences=said,
        tokens=tuple(recognizer.analyse([Passage(s.of(document.text), s.start) for s in counted])),
    )


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _is_prose(sentence: Span, document: Document) -> bool:
    """Whether a tagger has something to say of it: a cell or a figure is read by its place on the page."""
    block = document.block_at(sentence.start)
    return block is None or block.role not in ("cell", "figure", "axis", "furniture")


def _holds_one(sentence: Span, numbers: Sequence[Quantity]) -> bool:
    """Whether one of the quantities, sorted and apart, lies inside the sentence."""
    at = bisect_left(numbers, sentence.start, key=lambda q: q.start_char)
    return at < len(numbers) and numbers[at].end_char <= sentence.end


def _dates(runs: Sequence[Span], document: Document, words: Lexicon, calendar: Calendar) -> tuple[Period, ...]:
    return tuple(p for run in runs for p in _periods_in(run, document, words, calendar))


def _periods_in(run: Span, document: Document, words: Lexicon, calendar: Calendar) -> list[Period]:
    return [
        replace(p, start_char=p.start_char + run.start, end_char=p.end_char + run.start)
        for p in read_periods(run.of(document.text), words.periods, calendar.fiscal, calendar.conventions)
    ]


def _quantities_in(run: Span, document: Document, words: Lexicon, dates: Sequence[Period]) -> list[Quantity]:
    """Quantities of one paragraph that are no part of a date."""
    block = document.block_at(run.start)
    cell = block is not None and block.cell is not None
    found = [
        replace(
            q,
            start_char=q.start_char + run.start,
            end_char=q.end_char + run.start,
            core_start=q.core_start + run.start,
            core_end=q.core_end + run.start,
        )
        for q in read_quantities(run.of(document.text), words.quantities, cell=cell)
    ]
    return [q for q in found if not touching(dates, q.core)]


def _names_in(run: Span, document: Document, words: Lexicon) -> list[Name]:
    return [
        replace(n, span=n.span.shifted(run.start), name_span=n.name_span.shifted(run.start))
        for n in names(run.of(document.text), words.names)
    ]


def _places_in(run: Span, document: Document, words: Lexicon) -> list[Place]:
    return [replace(p, span=p.span.shifted(run.start)) for p in places(run.of(document.text), words.places)]


def _digest(path: Path) -> str:
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
