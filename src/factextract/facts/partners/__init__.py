"""Partners: every organisation that the document shows taking part, with its role."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from factextract.facts.partners.addresses import addressed
from factextract.facts.partners.defaults import with_default_role, with_funder_type, with_own_role
from factextract.facts.partners.kinds import with_kinds
from factextract.facts.partners.listing import labelled, section_lists
from factextract.facts.partners.merging import merged
from factextract.facts.partners.named import named, refused, unlisted, voted, votes
from factextract.facts.partners.program import with_program
from factextract.facts.partners.roles import with_roles
from factextract.facts.partners.sighting import Sighting, distinct
from factextract.facts.partners.tables import tables
from factextract.model.candidate import Candidate, Links
from factextract.model.geometry import Span
from factextract.model.reading import Reading
from factextract.model.rule import RuleSet
from factextract.model.value import Name
from factextract.provenance import evidences
from factextract.records import Partner
from factextract.values.resolve_names import acronyms

LESS_SURE = 0.01
"""A short form alone never outranks the place where it is spelled out."""
_WORD = re.compile(r"(?<![\w-])\w+(?:[/&-]\w+)*(?![\w-])")


class Partners:
    """The fact type `partners`."""

    kind = "partners"

    def find(self, reading: Reading, rules: RuleSet) -> Iterable[Candidate]:
        """One candidate an organisation: all its mentions, its roles, and the surest of the rules that found it."""
        seen = distinct(
            [
                *named(reading, rules),
                *section_lists(reading, rules),
                *labelled(reading, rules),
                *tables(reading, rules),
                *addressed(reading, rules),
            ]
        )
        seen = distinct([*seen, *_short_forms(seen, reading)])
        seen = distinct(with_roles(seen, reading, rules))
        seen = distinct([*with_program(seen, reading, rules), *unlisted(reading, rules)])
        asked = votes(reading.mentions, rules)
        judged = with_kinds([refused(voted(s, asked), reading, rules) for s in seen], reading, rules)
        words = rules.lexicon.names
        told = with_own_role([with_default_role(candidate, reading, rules) for candidate in merged(judged, words)])
        return [with_funder_type(candidate) for candidate in told]

    def build(self, candidate: Candidate, links: Links, reading: Reading) -> Partner:
        """The validated partner of a kept candidate."""
        name = candidate.value
        if not isinstance(name, Name):
            raise TypeError(f"no name: {name!r}")
        traits = candidate.traits
        spellings = dict.fromkeys(" ".join(span.of(reading.text).split()) for span in candidate.part("name"))
        proofs = [
            *evidences(reading.document, "name", candidate.part("name")),
            *evidences(reading.document, "role", candidate.part("role")),
        ]
        return Partner.model_validate(
            {
                "id": candidate.id,
                "name": name.text,
                "acronym": name.acronym,
                "aliases": [s for s in spellings if s not in (name.text, name.acronym)],
                "identifiers": [
                    {"scheme": scheme, "id": number}
                    for scheme, _, number in (i.partition(":") for i in traits.get("identifiers", "").split())
                ],
                "role": traits.get("role", "partner"),
                "other_roles": traits.get("other_roles", "").split(),
                "org_type": traits.get("org_type"),
                "country": traits.get("country"),
                "confidence": candidate.confidence,
                "rule": candidate.rule,
                "evidence": proofs,
            }
        )


PLUGIN = Partners()


def _short_forms(seen: Sequence[Sighting], reading: Reading) -> Iterator[Sighting]:
    """Every place where a short form stands alone that the document spells out once."""
    spelled = acronyms([s.name for s in seen])
    by_name = {s.name: s for s in seen}
    for span in _words(spelled, reading.text):
        short = span.of(reading.text)
        name = spelled[short]
        if not name.span.contains(span):
            source = by_name[name]
            short_name = Name(short, span, span, short, name.org_type, name.country)
            yield Sighting(short_name, source.rule, source.score - LESS_SURE, source.reasons)


def _words(spelled: Collection[str], text: str) -> Iterator[Span]:
    """Where any of the short forms stands as a whole word; one pass for all of one word, one each for the few of several."""
    for word in _WORD.finditer(text):
        if word.group() in spelled:
            yield Span(*word.span())
    for short in (s for s in spelled if _WORD.fullmatch(s) is None):
        for found in re.finditer(rf"(?<![\w-]){re.escape(short)}(?![\w-])", text):
            yield Span(*found.span())
