"""The record: what a run writes for one document (schema 1.0). The published contract; see docs/record.md.

Keys stand in the order in which they are written; lists are sorted by position in the document; absent is null.
"""

from __future__ import annotations

import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Literal["1.0"] = "1.0"
KINDS = ("metrics", "partners", "dates", "case_studies")

Part = Literal[
    "value", "measure", "period", "place", "status", "dimension", "name", "role", "date", "title", "body", "program"
]  # fmt: skip
InheritedFrom = Literal["block", "section", "document"]
Status = Literal["actual", "target", "baseline", "context"]
PartnerRole = Literal["funding", "accountable", "implementing", "partner"]
OrgType = Literal["government", "multilateral", "ngo", "academic", "private", "foundation", "other"]
DateKind = Literal["program_period", "reporting_period", "event", "publication", "other"]
Comparator = Literal["=", ">", ">=", "<", "<=", "~"]
Severity = Literal["info", "warning", "error"]
OutcomeWord = Literal[
    "ok", "partial", "no_text", "encrypted", "not_a_pdf", "damaged", "empty", "too_large", "timeout", "out_of_memory",
    "crashed",
]  # fmt: skip
TextSource = Literal["native", "ocr", "mixed", "plain"]
DecimalString = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$")]
Confidence = Annotated[float, Field(ge=0, le=1)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(_Frozen):
    """Words on a page. `boxes`: points from the page's top-left corner as shown, [x0, top, x1, bottom], one a line; [] for
    plain text. `start_char`, `end_char`: code points in the canonical text; the slice there equals `quote`."""

    part: Part
    page: Annotated[int, Field(ge=1)]
    boxes: tuple[tuple[float, float, float, float], ...]
    quote: Annotated[str, Field(min_length=1)]
    prefix: str
    suffix: str
    start_char: Annotated[int, Field(ge=0)]
    end_char: Annotated[int, Field(ge=0)]


Evidences = Annotated[tuple[Evidence, ...], Field(min_length=1)]


class PeriodRef(_Frozen):
    """The time that holds for a fact; ISO 8601 at written precision."""

    start: str | None
    end: str | None
    text: str
    inherited_from: InheritedFrom | None


class PlaceRef(_Frozen):
    """The place that holds for a fact; `country` is ISO 3166-1 alpha-2."""

    text: str
    country: str | None
    inherited_from: InheritedFrom | None


class Dimension(_Frozen):
    """What a part is broken down by; exactly one key is set."""

    sex: Literal["female", "male", "other"] | None = None
    age: str | None = None
    disability: Literal["yes", "no"] | None = None
    place: str | None = None
    other: str | None = None


class Metric(_Frozen):
    id: str
    text: str
    value: DecimalString | None
    low: DecimalString | None
    high: DecimalString | None
    comparator: Comparator
    kind: Literal["count", "percent", "money", "duration", "measure", "ratio", "multiple"]
    unit: str | None
    per: str | None
    change: Literal["increase", "decrease"] | None
    measure: str | None
    status: Status | None
    period: PeriodRef | None
    place: PlaceRef | None
    part_of: str | None
    dimension: Dimension | None
    total: bool
    same_as: str | None
    confidence: Confidence
    rule: str
    evidence: Evidences


class Identifier(_Frozen):
    scheme: str
    id: str


class Partner(_Frozen):
    id: str
    name: Annotated[str, Field(min_length=1)]
    acronym: str | None
    aliases: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    role: PartnerRole
    other_roles: tuple[PartnerRole, ...]
    org_type: OrgType | None
    country: str | None
    confidence: Confidence
    rule: str
    evidence: Evidences


class DateFact(_Frozen):
    id: str
    text: str
    start: str | None
    end: str | None
    precision: Literal["day", "month", "quarter", "half", "year", "fiscal_year", "decade"]
    approximate: Literal["early", "mid", "late", "about"] | None
    kind: DateKind
    label: str | None
    confidence: Confidence
    rule: str
    evidence: Evidences


class CaseStudy(_Frozen):
    id: str
    title: str | None
    body: Annotated[str, Field(min_length=1)]
    place: PlaceRef | None
    period: PeriodRef | None
    partners: tuple[str, ...]
    metrics: tuple[str, ...]
    dates: tuple[str, ...]
    confidence: Confidence
    rule: str
    evidence: Evidences


Fact = Metric | Partner | DateFact | CaseStudy


class Issue(_Frozen):
    """Something a reader of the record should know; every code is in docs/issues.md."""

    code: str
    severity: Severity
    message: str
    page: int | None = None
    fact: str | None = None


class Program(_Frozen):
    name: str
    acronym: str | None
    evidence: Evidences


class DocumentInfo(_Frozen):
    id: str
    source: str
    title: str | None
    program: Program | None
    language: str
    pages: int
    countries: tuple[str, ...]
    publisher: str | None
    published: str | None
    text_source: TextSource
    evidence: tuple[Evidence, ...]


class Run(_Frozen):
    factextract: str
    config: str
    engine: str
    ner: str
    rules: str
    kinds: tuple[str, ...]
    pages: tuple[int, ...] | None


class Record(_Frozen):
    """All that was found in one document."""

    schema_version: Literal["1.0"]
    document: DocumentInfo
    metrics: tuple[Metric, ...]
    partners: tuple[Partner, ...]
    dates: tuple[DateFact, ...]
    case_studies: tuple[CaseStudy, ...]
    issues: tuple[Issue, ...]
    run: Run

    def to_json(self, *, indent: int | None = 1) -> str:
        """The record as JSON text; the same record always gives the same characters."""
        return self.model_dump_json(indent=indent)


class Outcome(_Frozen):
    """How one input ended. Exactly one an input; `record` is None for each outcome but `ok` and `partial`."""

    source: str
    document: str | None
    outcome: OutcomeWord
    message: str | None
    hint: str | None
    record: Record | None = None
    seconds: float


def record_schema() -> str:
    """The JSON Schema (draft 2020-12) of a record, as text; docs/record.schema.json holds the same."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Record.model_json_schema(mode="serialization"),
        "title": f"factextract record {SCHEMA_VERSION}",
    }
    return json.dumps(schema, indent=1, ensure_ascii=False)
