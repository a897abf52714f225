"""What the document is: title, program, publisher, countries, date of publication; each with its words as evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factextract.model.candidate import Candidate
from factextract.model.reading import Reading
from factextract.model.rule import RuleSet
from factextract.model.value import Name, Period
from factextract.provenance import evidence
from factextract.records import Evidence, Program

COUNTRY_SHARE = 0.2  # of the mentions of the most named country; a country named less often is told in passing


@dataclass(frozen=True, slots=True)
class Description:
    """The record's `document` fields that are read from the text."""

    title: str | None
    program: Program | None
    publisher: str | None
    published: str | None
    countries: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def describe(reading: Reading, rules: RuleSet, named: Mapping[str, Sequence[Candidate]]) -> Description:
    """Reads the description off the layout and the facts already kept."""
    document = reading.document
    proofs: list[Evidence] = []
    title = next((b for b in document.blocks if b.role == "title"), None)
    if title is not None:
        proofs.append(evidence(document, "title", title.span))
    published = next(
        (c for c in named.get("dates", ()) if c.traits.get("kind") == "publication" and isinstance(c.value, Period)),
        None,
    )
    if published is not None:
        proofs.append(evidence(document, "date", published.span))
    counts = Counter(place.country for place in reading.places)
    most = max(counts.values(), default=0)
    countries = tuple(
        country
        for country, count in sorted(counts.items(), key=lambda c: (-c[1], c[0]))
        if count >= COUNTRY_SHARE * most
    )
    return Description(
        title=" ".join(title.span.of(document.text).split()) if title else None,
        program=_program(reading, named),
        publisher=None,
        published=published.value.start if published and isinstance(published.value, Period) else None,
        countries=countries,
        evidence=tuple(proofs),
    )


def _program(reading: Reading, named: Mapping[str, Sequence[Candidate]]) -> Program | None:
    """The partner that the partner rules took for the program's own organisation."""
    for candidate in named.get("partners", ()):
        if candidate.traits.get("program") == "yes" and isinstance(candidate.value, Name):
            return Program(
                name=" ".join(candidate.value.text.split()),
                acronym=candidate.value.acronym,
                evidence=(evidence(reading.document, "program", candidate.span),),
            )
    return None
