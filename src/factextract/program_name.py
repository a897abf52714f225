"""The program's name where the partner rules found none: a part of the title that the text goes on to use as a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factextract.model.candidate import Candidate
from factextract.model.document import Block
from factextract.model.geometry import Span
from factextract.model.reading import Reading, touching, within
from factextract.model.rule import RuleSet
from factextract.model.value import Name
from factextract.provenance import evidence
from factextract.records import Program
from factextract.ruleset.match import matches
from factextract.values.known_names import organisation
from factextract.values.name_tokens import keys
from factextract.values.place import places

LONGEST = 9  # words of a program's name
RUNNING = ("body", "list_item", "caption", "footnote")
_PART = re.compile(r"(?:(?! [–—-] )[^:|·•(),])*[^\s:|·•(),]")
_GLOSS = re.compile(r"\s*\(([A-Z][A-Za-z-]{1,11})\)")


def titled_program(
    title: Block | None, reading: Reading, partners: Sequence[Candidate], rules: RuleSet
) -> Program | None:
    """The first part of the title that is a partner of no known type, is called a project, programme … or comes again in running
    text as a name; no place, no organisation, no kind of document."""
    if title is None:
        return None
    words = rules.lexicon.names
    named = {" ".join(c.value.text.split()).casefold(): c for c in partners if isinstance(c.value, Name)}
    for span in _parts(title, reading, rules):
        name = " ".join(span.of(reading.text).split())
        same = named.get(name.casefold())
        if (same and same.traits.get("org_type", "other") != "other") or organisation(name, words) is not None:
            continue
        if same or not words.schemes.isdisjoint(keys(name)[-1:]) or _is_used(name, title, reading):
            gloss = _GLOSS.match(reading.text, span.end)
            known = same.value.acronym if same and isinstance(same.value, Name) else None
            proof = evidence(reading.document, "program", span)
            return Program(name=name, acronym=gloss[1] if gloss else known, evidence=(proof,))
    return None


def _parts(title: Block, reading: Reading, rules: RuleSet) -> Iterator[Span]:
    """The parts of a title between its marks that may be names: no place, no kind of document and no date in them. One that ends
    in a country's name comes again without it."""
    text = reading.text
    for found in _PART.finditer(text, title.span.start, title.span.end):
        span = Span(found.end() - len(found[0].lstrip()), found.end())
        words = span.of(text)
        if not 2 <= len(words.split()) <= LONGEST or not words[0].isupper():
            continue
        genre = any(any(matches(rule, words)) for rule in rules.of("program", "genre"))
        dated = bool(within(reading.periods, span))
        placed = touching(reading.places, Span(span.start, span.start + 1))
        local = any(_opens(part, rules) for part in (words, text[span.end : title.span.end]))
        if genre or dated or placed or local:
            continue
        yield span
        ending = next((p.span for p in within(reading.places, span) if p.span.end == span.end), None)
        rest = text[span.start : ending.start].rstrip() if ending else ""
        if len(rest.split()) > 1:
            yield Span(span.start, span.start + len(rest))


def _opens(part: str, rules: RuleSet) -> bool:
    """Whether what lies in a country stands first: a state, after its own town too ("Twin Falls, Idaho")."""
    found = places(part.lstrip(" ,"), rules.lexicon.places, within=True)
    return bool(found) and found[0].span.start == 0


def _is_used(name: str, title: Block, reading: Reading) -> bool:
    """Whether running text has the words again, with at least the capitals of a name."""
    phrase = re.compile(r"\s+".join(map(re.escape, name.split())), re.I)
    capitals = 2 if name.isupper() else max(2, sum(word[0].isupper() for word in name.split()))
    for found in phrase.finditer(reading.text):
        block = reading.document.block_at(found.start())
        running = block is not None and block.index != title.index and block.role in RUNNING
        if running and sum(word[0].isupper() for word in found[0].split()) >= capitals:
            return True
    return False
