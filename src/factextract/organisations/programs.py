"""Documents by program, and what their metrics tell more than once."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz

from factextract.cells import table
from factextract.organisations.repeated import Told, repeated
from factextract.organisations.wording import acronym_key, cleaned, wording
from factextract.records import Record
from factextract.relate.identity import normalised
from factextract.values.acronym import abbreviates

_KINDS = frozenset({"program", "project", "programa", "proyecto", "projet", "projeto", "factsheet", "brief", "profile", "report",
                    "fact", "sheet", "country", "annual", "update"})  # fmt: skip
"""Words that a program's name has or lacks, and that a title adds to it."""
_ALIKE = 92
"""Likeness of two names (rapidfuzz's token_sort_ratio) from which they are one program's: slips, not other words."""
_SHARED = 80
"""The same where the acronyms agree."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_OWN_RULE = "partners.program"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ProgramDocument(_Frozen):
    """A document of a program. `named_by`: `program`, `partner` or `title`, where its program was read."""

    document: str
    source: str
    title: str | None
    countries: tuple[str, ...]
    named_by: str


class Occurrence(_Frozen):
    """A metric that is told, and where. `counts`: whether it is the one to add up."""

    document: str
    source: str
    metric: str
    text: str
    measure: str | None
    counts: bool


class RepeatedMetric(_Frozen):
    """One quantity that several documents of the program tell."""

    kind: str
    unit: str | None
    value: str | None
    low: str | None
    high: str | None
    measure: str | None
    occurrences: tuple[Occurrence, ...]


class ProgramGroup(_Frozen):
    """A program, its documents by source, and the metrics that more than one of them tells."""

    id: str
    name: str
    acronym: str | None
    documents: tuple[ProgramDocument, ...]
    repeated: tuple[RepeatedMetric, ...]


class Programs(_Frozen):
    """All programs, sorted by name. `without`: sources of documents that name no program."""

    programs: tuple[ProgramGroup, ...]
    without: tuple[str, ...]

    def to_json(self) -> str:
        """As JSON text; the same records always give the same characters."""
        return self.model_dump_json(indent=1)

    def to_csv(self) -> str:
        """One row a document of a program."""
        header = (
            "program",
            "name",
            "acronym",
            "document",
            "source",
            "title",
            "countries",
            "named_by",
            "repeated_metrics",
        )
        return table(header, (row for group in self.programs for row in _document_rows(group)))

    def repeated_csv(self) -> str:
        """One row a mention of a repeated metric; those that do not count are left out of a sum."""
        header = ("program", "name", "number", "kind", "unit", "value", "low", "high", "document", "source", "metric", "text",
                  "measure", "counts")  # fmt: skip
        return table(header, (row for group in self.programs for row in _metric_rows(group)))


@dataclass(frozen=True, slots=True)
class _Named:
    """A document with the program that it names."""

    record: Record
    name: str
    acronym: str | None
    by: str


def group_programs(records: Iterable[Record]) -> Programs:
    """Groups records (one a document) by their program, whatever their order: by name and acronym, else, where a document's own
    facts name none, by its own organisation or by what is left of its title without its countries."""
    ordered = sorted(records, key=lambda r: (r.document.source, r.document.id))
    named = [_by_facts(record) for record in ordered]
    known = [n for n in named if n is not None]
    whole = [n or _by_title(record, known) for record, n in zip(ordered, named, strict=True)]
    groups = _groups([n for n in whole if n is not None])
    made = sorted((_program(group) for group in groups), key=lambda g: (normalised(g.name), g.id))
    without = tuple(record.document.source for record, n in zip(ordered, whole, strict=True) if n is None)
    return Programs(programs=tuple(made), without=without)


def _by_facts(record: Record) -> _Named | None:
    told = record.document.program
    if told is not None:
        return _Named(record, cleaned(told.name), told.acronym, "program")
    own = next((p for p in record.partners if p.rule == _OWN_RULE), None)
    return None if own is None else _Named(record, cleaned(own.name), own.acronym, "partner")


def _by_title(record: Record, known: Sequence[_Named]) -> _Named | None:
    """By the program of another document that the title or a partner names, else by the title itself."""
    title = cleaned(record.document.title or "")
    said = {_core(p.name) for p in record.partners}
    short = {acronym_key(p.acronym) for p in record.partners if p.acronym} - {""}
    for other in known:
        inside = _stands_in(other.name, title) or (other.acronym and _stands_in(other.acronym, title))
        if inside or _core(other.name) in said or acronym_key(other.acronym or "") in short:
            return _Named(record, other.name, other.acronym, "title" if inside else "partner")
    return _Named(record, title, None, "title") if title and _core(title) else None


def _stands_in(name: str, title: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", title.casefold()) is not None


def _core(name: str) -> frozenset[str]:
    """The words of a program's name, without countries and words for programs; all of them where nothing else is left."""
    words = [w for w in wording(name).core if w != "government"]
    return frozenset(w for w in words if w not in _KINDS and not w.isdigit()) or frozenset(words) - {"fact", "sheet"}


def _groups(named: Sequence[_Named]) -> list[list[_Named]]:
    """Documents of one program together: the first group of which one names the same program."""
    groups: list[list[_Named]] = []
    for one in named:
        fitting = [g for g in groups if any(_same(one, other) for other in g)]
        rest = [g for g in groups if g not in fitting]
        groups = [*rest, [*(n for g in fitting for n in g), one]]
    return groups


def _same(one: _Named, other: _Named) -> bool:
    if _numbers(one.name) != _numbers(other.name) or not _countries_agree(one, other):
        return False
    core, also = _core(one.name), _core(other.name)
    if core == also:
        return bool(core)
    shared = bool(_short_forms(one) & _short_forms(other))
    if shared and (_spelled(one, other) or _spelled(other, one)):
        return True
    likeness = fuzz.token_sort_ratio(" ".join(sorted(core)), " ".join(sorted(also)))
    return likeness >= (_SHARED if shared else _ALIKE)


def _numbers(name: str) -> set[str]:
    """The numbers of phases and the like; years tell documents of a program apart, not programs."""
    return {w for w in wording(name).core if w.isdigit() and not _YEAR.fullmatch(w)}


def _short_forms(named: _Named) -> set[str]:
    name = named.name if wording(named.name).short else ""
    return {acronym_key(named.acronym or ""), acronym_key(name)} - {""}


def _countries_agree(one: _Named, other: _Named) -> bool:
    """Titles of two countries' factsheets name one program; names that both have a country of their own do not."""
    named, also = wording(one.name).countries, wording(other.name).countries
    return "title" in (one.by, other.by) or not (named and also) or named == also


def _spelled(short: _Named, long: _Named) -> bool:
    """Whether the first is called by nothing but the other's acronym."""
    return wording(short.name).short and (
        acronym_key(short.name) == acronym_key(long.acronym or "") or abbreviates(short.name, long.name)
    )


def _program(group: Sequence[_Named]) -> ProgramGroup:
    ordered = sorted(group, key=lambda n: (n.record.document.source, n.record.document.id))
    names = Counter(n.name for n in ordered)
    told = Counter(n.name for n in ordered if n.by != "title") or names
    name = min(told, key=lambda n: (wording(n).short, -told[n], -len(n), n))
    acronyms = Counter(n.acronym for n in ordered if n.acronym)
    acronym = min(acronyms, key=lambda a: (-acronyms[a], a), default=None)
    if all(n.by == "title" for n in ordered) and len(ordered) > 1:
        name = _without_countries(name)
    digest = hashlib.sha256(
        f"{normalised(name)}\x1f{normalised(acronym or '')}\x1f{ordered[0].record.document.id}".encode()
    )
    return ProgramGroup(
        id=f"program:{digest.hexdigest()[:16]}",
        name=name,
        acronym=acronym,
        documents=tuple(_document(n) for n in ordered),
        repeated=tuple(_repeated(told) for told in repeated([n.record for n in ordered])),
    )


def _without_countries(title: str) -> str:
    """A title's words but for countries, as they are written."""
    kept = [word for word in re.split(r"\s+", title) if not wording(word).countries]
    return " ".join(kept).strip(" :|-–,") or title


def _document(named: _Named) -> ProgramDocument:
    document = named.record.document
    return ProgramDocument(
        document=document.id,
        source=document.source,
        title=document.title,
        countries=document.countries,
        named_by=named.by,
    )


def _repeated(group: Sequence[Told]) -> RepeatedMetric:
    first = group[0].metric
    occurrences = tuple(
        Occurrence(
            document=told.record.document.id,
            source=told.record.document.source,
            metric=told.metric.id,
            text=told.metric.text,
            measure=told.metric.measure,
            counts=at == 0,
        )
        for at, told in enumerate(group)
    )
    return RepeatedMetric(
        kind=first.kind,
        unit=first.unit,
        value=first.value,
        low=first.low,
        high=first.high,
        measure=first.measure,
        occurrences=occurrences,
    )


def _document_rows(group: ProgramGroup) -> Iterable[tuple[str | int | None, ...]]:
    for d in group.documents:
        count = sum(any(o.document == d.document for o in metric.occurrences) for metric in group.repeated)
        yield (
            group.id,
            group.name,
            group.acronym,
            d.document,
            d.source,
            d.title,
            "; ".join(d.countries),
            d.named_by,
            count,
        )


def _metric_rows(group: ProgramGroup) -> Iterable[tuple[str | int | None, ...]]:
    for number, m in enumerate(group.repeated, 1):
        for o in m.occurrences:
            yield (
                group.id, group.name, number, m.kind, m.unit, m.value, m.low, m.high, o.document, o.source, o.metric, o.text,
                o.measure, "yes" if o.counts else "no",
            )  # fmt: skip
