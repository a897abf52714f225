"""A fact sheet in Markdown for each document: what was found, in tables, with the page of each fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from factextract.records import CaseStudy, DateFact, Fact, Metric, Outcome, Partner, PeriodRef, PlaceRef, Record
from factextract.sinks._folder import Folder

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]|^[#+-]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_NUMBERED = re.compile(r"^(\d{1,9})([.)])")
"""What begins a numbered list."""
_BLANK = re.compile(r"[\s\0-\x1f\x7f]+")
_SIGNS = {"=": "", ">": "more than ", ">=": "at least ", "<": "less than ", "<=": "at most ", "~": "about "}


class MdSink:
    """Writes `NAME.md` for each record."""

    def __init__(self, folder: Path, names: Mapping[str, str]) -> None:
        self._folder, self._names = Folder(folder), names

    def write(self, outcome: Outcome) -> str | None:
        if outcome.record is None:
            return None
        place = f"{self._names[outcome.source]}.md"
        self._folder.put(place, sheet(outcome.record))
        return place

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Every file is whole already."""


def sheet(record: Record) -> str:
    """The fact sheet of a record: Markdown with tables, in which every text of the document is plain text."""
    about = record.document
    parts = [f"# {plain(about.title or about.source)}", _about(record)]
    parts += _section(
        "Metrics", ("value", "of what", "period", "place", "status", "page"), map(_metric, record.metrics)
    )
    parts += _section("Partners", ("name", "role", "type", "country", "page"), map(_partner, record.partners))
    parts += _section("Dates", ("date", "what", "from", "to", "page"), map(_date, record.dates))
    if record.case_studies:
        parts += ["## Case studies", *(part for story in record.case_studies for part in _story(story))]
    issues = ((i.severity, i.message, str(i.page or "")) for i in record.issues)
    parts += _section("To look at", ("severity", "what", "page"), issues)
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """The text on one line, so that it stands for itself in any Markdown."""
    line = _BLANK.sub(" ", text).strip()
    return _NUMBERED.sub(r"\1\\\2", _SPECIAL.sub(lambda found: f"\\{found[0]}", line))


def _about(record: Record) -> str:
    about = record.document
    program = " · ".join(filter(None, (about.program.name, about.program.acronym))) if about.program else None
    told = {
        "Program": program,
        "Published": " · ".join(filter(None, (about.publisher, about.published))),
        "Countries": ", ".join(about.countries),
        "Document": f"{about.source}, {about.pages} pages",
    }
    return "\n".join(f"- **{name}:** {plain(value)}" for name, value in told.items() if value)


def _section(title: str, head: Sequence[str], rows: Iterable[Sequence[str | None]]) -> Iterator[str]:
    lines = [f"| {' | '.join(plain(cell or '') for cell in row)} |" for row in rows]
    if lines:
        yield f"## {title}"
        yield "\n".join([f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *lines])


def _metric(m: Metric) -> tuple[str | None, ...]:
    return (_amount(m), m.measure, _words(m.period), _words(m.place), m.status, _page(m))


def _amount(m: Metric) -> str:
    """The value as it was understood, with its unit; the words of the page where it is a range or none."""
    if m.value is None:
        return m.text
    several = "s" if m.kind == "duration" and m.value != "1" else ""
    unit = "%" if m.unit == "%" else f" {m.unit}{several}" if m.unit else " times" if m.kind == "multiple" else ""
    change = f"{m.change} of " if m.change else ""
    whole, point, part = m.value.removeprefix("-").partition(".")
    minus = "-" if m.value.startswith("-") else ""
    return f"{change}{_SIGNS[m.comparator]}{minus}{int(whole):,}{point}{part}{unit}{f' per {m.per}' if m.per else ''}"


def _partner(p: Partner) -> tuple[str | None, ...]:
    name = f"{p.name} ({p.acronym})" if p.acronym else p.name
    return (name, ", ".join((p.role, *p.other_roles)), p.org_type, p.country, _page(p))


def _date(d: DateFact) -> tuple[str | None, ...]:
    return (d.text, d.label or d.kind.replace("_", " "), d.start, d.end, _page(d))


def _story(story: CaseStudy) -> Iterator[str]:
    yield f"### {plain(story.title or 'Without a title')}"
    where = (_words(story.place), _words(story.period), f"page {_page(story)}")
    yield f"*{plain(', '.join(filter(None, where)))}*"
    yield from (plain(piece) for piece in re.split(r"\n{2,}", story.body) if piece.strip())


def _words(scope: PeriodRef | PlaceRef | None) -> str | None:
    return None if scope is None else scope.text


def _page(fact: Fact) -> str:
    return str(fact.evidence[0].page)


PLUGIN = MdSink
