"""Records as rows of plain tables: the same tables and columns in databases, spreadsheets and files of columns.

`TABLES` says what each holds; `rows_of` gives a record's rows. All of a record is there: it can be built again from its rows.
"""

from __future__ import annotations

import calendar
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from factextract.records import CaseStudy, DateFact, Evidence, Fact, Metric, Partner, PeriodRef, PlaceRef, Record

Type = Literal["text", "integer", "decimal", "real", "boolean", "date", "json"]
Value = str | int | float | bool | Decimal | date | list[object] | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """`type`: what its values are: text str, integer int, decimal Decimal, real float, boolean bool, date date, json a list."""

    name: str
    type: Type
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`name` in a database (one row is one of these), `plural` in files and workbooks."""

    name: str
    plural: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


_TYPES: dict[str, Type] = {
    "": "text", "integer": "integer", "decimal": "decimal", "real": "real", "boolean": "boolean", "date": "date", "json": "json",
}  # fmt: skip


def _columns(words: str) -> tuple[Column, ...]:
    """`name` is text, `name:type` another type; a `!` behind it says that a value is always there."""
    parted = (word.rstrip("!").partition(":") for word in words.split())
    return tuple(
        Column(name, _TYPES[kind], word.endswith("!"))
        for word, (name, _, kind) in zip(words.split(), parted, strict=True)
    )


_PERIOD = "period_start:date period_end:date period_start_written period_end_written period_text period_inherited_from"
_PLACE = "place_text place_country place_inherited_from"
_FOUND = "page:integer! confidence:real! rule!"
_EVIDENCE = "page:integer! boxes:json! quote! prefix! suffix! start_char:integer! end_char:integer!"

TABLES = (
    Table("run", "runs", _columns("id! factextract! config! engine! ner! rules! kinds:json! pages:json")),
    Table("document", "documents", _columns(
        "id! source! title program_name program_acronym language! pages:integer! countries:json! publisher published "
        "published_date:date text_source! run_id!"
    )),
    Table("metric", "metrics", _columns(
        "id! document_id! position:integer! text! value:decimal low:decimal high:decimal comparator! kind! unit per change "
        f"measure status {_PERIOD} {_PLACE} part_of dimension dimension_value total:boolean! same_as {_FOUND}"
    )),
    Table("partner", "partners", _columns(
        "id! document_id! position:integer! name! acronym aliases:json! identifiers:json! role! other_roles:json! org_type "
        f"country {_FOUND}"
    )),
    Table("date_fact", "dates", _columns(
        "id! document_id! position:integer! text! start_date:date end_date:date start_written end_written precision! "
        f"approximate kind! label {_FOUND}"
    )),
    Table("case_study", "case_studies", _columns(
        f"id! document_id! position:integer! title body! {_PLACE} {_PERIOD} {_FOUND}"
    )),
    Table("case_study_fact", "case_study_facts", _columns("case_study_id! kind! position:integer! fact_id!")),
    Table("evidence", "evidence", _columns(f"fact_id! position:integer! document_id! part! {_EVIDENCE}")),
    Table("document_evidence", "document_evidence", _columns(
        f"document_id! about! position:integer! part! {_EVIDENCE}"
    )),
    Table("issue", "issues", _columns(
        "document_id! about! position:integer! code! severity! message! page:integer fact_id"
    )),
)  # fmt: skip
FACT_TABLES = {"metrics": "metric", "partners": "partner", "dates": "date_fact", "case_studies": "case_study"}
"""For each kind of fact, as a record names it, the table that holds it."""


def run_id(record: Record) -> str:
    """What names a run in all tables: the same settings and version, the same id."""
    return f"run:{hashlib.sha256(record.run.model_dump_json().encode()).hexdigest()[:16]}"


def rows_of(record: Record) -> dict[str, list[Row]]:
    """The rows of a record by table name, in the order of the columns; every table is there."""
    document = record.document.id
    facts: list[tuple[str, int, Fact]] = [
        (kind, position, fact) for kind in FACT_TABLES for position, fact in enumerate(getattr(record, kind))
    ]
    kinds = {fact.id: kind for kind, _, fact in facts}
    rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    rows["run"].append(_run(record))
    rows["document"].append(_document(record))
    for kind, position, fact in facts:
        begin = (fact.id, document, position)
        end = (fact.evidence[0].page, fact.confidence, fact.rule)
        rows[FACT_TABLES[kind]].append((*begin, *_own(fact), *end))
        rows["evidence"] += [
            (fact.id, number, document, e.part, *_evidence(e)) for number, e in enumerate(fact.evidence)
        ]
    rows["case_study_fact"] += [link for story in record.case_studies for link in _links(story)]
    rows["document_evidence"] += [
        (document, about, number, e.part, *_evidence(e))
        for about, proofs in _document_proofs(record)
        for number, e in enumerate(proofs)
    ]
    rows["issue"] += [
        (document, kinds.get(i.fact, "facts") if i.fact else "document", number, i.code, i.severity, i.message, i.page, i.fact)
        for number, i in enumerate(record.issues)
    ]  # fmt: skip
    return rows


def _run(record: Record) -> Row:
    run = record.run
    pages: Value = None if run.pages is None else list(run.pages)
    return (run_id(record), run.factextract, run.config, run.engine, run.ner, run.rules, list(run.kinds), pages)


def _document(record: Record) -> Row:
    about, program = record.document, record.document.program
    return (
        about.id, about.source, about.title, program.name if program else None, program.acronym if program else None,
        about.language, about.pages, list(about.countries), about.publisher, about.published, first_day(about.published),
        about.text_source, run_id(record),
    )  # fmt: skip


def _own(fact: Fact) -> Row:
    """The columns that only its table has."""
    if isinstance(fact, Metric):
        key, value = _dimension(fact)
        return (
            fact.text, _decimal(fact.value), _decimal(fact.low), _decimal(fact.high), fact.comparator, fact.kind, fact.unit,
            fact.per, fact.change, fact.measure, fact.status, *_period(fact.period), *_place(fact.place), fact.part_of, key,
            value, fact.total, fact.same_as,
        )  # fmt: skip
    if isinstance(fact, Partner):
        identifiers: list[object] = [i.model_dump() for i in fact.identifiers]
        return (
            fact.name, fact.acronym, list(fact.aliases), identifiers, fact.role, list(fact.other_roles), fact.org_type,
            fact.country,
        )  # fmt: skip
    if isinstance(fact, DateFact):
        return (
            fact.text, first_day(fact.start), last_day(fact.end), fact.start, fact.end, fact.precision, fact.approximate,
            fact.kind, fact.label,
        )  # fmt: skip
    return (fact.title, fact.body, *_place(fact.place), *_period(fact.period))


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _dimension(metric: Metric) -> tuple[str | None, str | None]:
    if metric.dimension is None:
        return None, None
    return next(((k, v) for k, v in metric.dimension.model_dump().items() if v is not None), (None, None))


def _period(period: PeriodRef | None) -> Row:
    if period is None:
        return (None,) * 6
    return (
        first_day(period.start), last_day(period.end), period.start, period.end, period.text, period.inherited_from
    )  # fmt: skip


def _place(place: PlaceRef | None) -> Row:
    return (None,) * 3 if place is None else (place.text, place.country, place.inherited_from)


def _evidence(e: Evidence) -> Row:
    return (e.page, [list(box) for box in e.boxes], e.quote, e.prefix, e.suffix, e.start_char, e.end_char)


def _document_proofs(record: Record) -> Iterator[tuple[str, Sequence[Evidence]]]:
    yield "document", record.document.evidence
    if record.document.program:
        yield "program", record.document.program.evidence


def _links(story: CaseStudy) -> Iterator[Row]:
    for kind, members in (("partners", story.partners), ("metrics", story.metrics), ("dates", story.dates)):
        for position, member in enumerate(members):
            yield story.id, kind, position, member


def first_day(written: str | None) -> date | None:
    """The first day of a day, month or year in ISO 8601; None for what names no day of the calendar."""
    return _day(written, last=False)


def last_day(written: str | None) -> date | None:
    """The last day of a day, month or year in ISO 8601; None for what names no day of the calendar."""
    return _day(written, last=True)


def _day(written: str | None, last: bool) -> date | None:
    parts = [int(part) for part in (written or "").split("-") if part.isascii() and part.isdecimal()]
    if written is None or len(parts) != written.count("-") + 1:
        return None
    try:
        match parts:
            case [year]:
                return date(year, 12, 31) if last else date(year, 1, 1)
            case [year, month]:
                return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
            case [year, month, day]:
                return date(year, month, day)
    except ValueError:
        pass
    return None
