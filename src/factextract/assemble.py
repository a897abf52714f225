"""Kept candidates and links to the record: facts are built, the document described, the run named."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from factextract import registry
from factextract.describe import Description, describe
from factextract.model.candidate import Candidate, Links
from factextract.model.document import Document
from factextract.model.reading import Reading
from factextract.model.rule import RuleSet
from factextract.model.value import Quantity
from factextract.records import SCHEMA_VERSION, DocumentInfo, Issue, Record, Run, TextSource
from factextract.settings import Settings


@dataclass(frozen=True, slots=True)
class Opened:
    """A file after layout. `issues` are those of its pages; `text_source` is the record's word; `made` is the day the file itself
    says it was made on, ISO 8601."""

    document: Document
    pages: int
    text_source: TextSource
    engine: str
    issues: tuple[Issue, ...]
    made: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document comes from: the record's `document.source` and `document.id`; and `run.ner`."""

    source: str
    document_id: str
    ner: str = "none"


def assemble(
    opened: Opened,
    study: tuple[Reading, RuleSet, Mapping[str, Sequence[Candidate]], Links],
    origin: Origin,
    settings: Settings,
) -> Record:
    """The validated record. Only the kinds that the settings name are written."""
    reading, rules, named, links = study
    facts: dict[str, Any] = {}
    for kind in settings.kinds:
        maker = registry.get("facts", kind)
        facts[kind] = tuple(maker.build(candidate, links, reading) for candidate in named.get(kind, ()))
    about = describe(reading, rules, named)
    return Record(
        schema_version=SCHEMA_VERSION,
        document=_document(opened, about, origin, reading.language),
        metrics=facts.get("metrics", ()),
        partners=facts.get("partners", ()),
        dates=facts.get("dates", ()),
        case_studies=facts.get("case_studies", ()),
        issues=_issues(opened, about, (reading, rules, named), settings),
        run=_run(opened, rules, origin, settings),
    )


def _document(opened: Opened, about: Description, origin: Origin, language: str) -> DocumentInfo:
    return DocumentInfo(
        id=origin.document_id,
        source=origin.source,
        title=about.title,
        program=about.program,
        language=language,
        pages=opened.pages,
        countries=about.countries,
        publisher=about.publisher,
        published=about.published or opened.made,
        text_source=opened.text_source,
        evidence=about.evidence,
    )


def _issues(
    opened: Opened,
    about: Description,
    study: tuple[Reading, RuleSet, Mapping[str, Sequence[Candidate]]],
    settings: Settings,
) -> tuple[Issue, ...]:
    """Page issues first, then the document's, then those of facts by position."""
    reading, rules, named = study
    issues = list(opened.issues)
    if not rules.rules:
        issues.append(
            Issue(
                code="unsupported_language",
                severity="warning",
                message=f"no rules for language {reading.language!r}: only language-neutral grammars ran",
            )
        )
    if about.published is None and opened.made is not None:
        issues.append(
            Issue(
                code="published_from_metadata",
                severity="info",
                message=f"the pages print no date of publication; the file says that it was made on {opened.made}",
            )
        )
    for span in reading.undecided if "dates" in settings.kinds else ():
        issues.append(
            Issue(
                code="ambiguous_date",
                severity="warning",
                message=f"{span.of(reading.text)!r} may put the day or the month first and nothing in the document tells which",
                page=reading.document.page_of(span.start),
            )
        )
    for candidate in named.get("metrics", ()) if "metrics" in settings.kinds else ():
        if isinstance(candidate.value, Quantity) and candidate.value.ambiguous:
            issues.append(
                Issue(
                    code="ambiguous_currency",
                    severity="warning",
                    message=f"{candidate.value.text!r} does not say which currency; read as {candidate.value.unit}",
                    page=reading.document.page_of(candidate.span.start),
                    fact=candidate.id,
                )
            )
    return tuple(issues)


def _run(opened: Opened, rules: RuleSet, origin: Origin, settings: Settings) -> Run:
    parts = (
        version("factextract"), opened.engine, origin.ner, rules.digest, ",".join(settings.kinds),
        "all" if settings.pages is None else ",".join(map(str, settings.pages)),
    )  # fmt: skip
    return Run(
        factextract=parts[0],
        config=f"sha256:{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()}",
        engine=opened.engine,
        ner=origin.ner,
        rules=rules.digest,
        kinds=settings.kinds,
        pages=settings.pages,
    )
