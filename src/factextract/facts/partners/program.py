"""The program's own organisation: what the title names and the text speaks of as the one that acts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from factextract.facts.partners.sighting import Sighting
from factextract.facts.partners.spans import capitalised
from factextract.model.candidate import Reason
from factextract.model.geometry import Span
from factextract.model.reading import Reading
from factextract.model.rule import Rule, RuleSet
from factextract.model.value import Name
from factextract.model.name_words import NameWords
from factextract.ruleset.match import matches
from factextract.values.name_list import is_phrase
from factextract.values.name_tokens import tokens

_TITLE, _HEADING, _FURNITURE, _ACTS, _UNIT = 4.0, 2.5, 1.0, 1.5, 2.0
"""Points for standing in the title, in a heading of the first page, in a running header, for each sentence that it acts in (at most
three), for being called a programme, project …; each mention in the text counts one, at most four."""
ENOUGH = 5.0
"""Points below which a document has no program of its own that we can name."""
_LONGEST = 7
_CALLED = re.compile(r"\b(?:programme|program|project|initiative|facility|partnership|study|campaign|consortium)$", re.IGNORECASE)
_GOES_ON = re.compile(r" (?!(?:Programme|Program|Project|Initiative|Study)\b)[A-Z][a-z]")
_ARTICLE = 4
"""Characters before the subject of a sentence."""
_SUBJECT = -1.5
"""Points for standing in no title at all."""
_SHORT = 25
"""Characters that a block must have beside a name to speak of it."""
_PARTS = re.compile(r"\s*[|·:•,\n\t–—]\s*|\s+-\s+")
_EARLY = 14
"""Blocks of the first page whose headings may name the program."""


def with_program(sightings: Sequence[Sighting], reading: Reading, rules: RuleSet) -> list[Sighting]:
    """The sightings with the program's own organisation marked, or added where no name of it was read."""
    rule = rules.rule("partners", "program")
    if rule is None:
        return list(sightings)
    places: dict[str, dict[float, Name]] = {}
    for name, place in _possible(sightings, reading, rules):
        places.setdefault(name.text.casefold(), {}).setdefault(place, name)
    places = {text: found for text, found in places.items() if _distinctive(next(iter(found.values())), max(found))}
    ranked = sorted(
        ((_points(min(found.values(), key=lambda n: n.span.start), _place(found), reading, rule), found[max(found)]) for found in places.values()),
        key=lambda p: (-p[0], p[1].span.start, -len(p[1].text)),
    )
    if not ranked or ranked[0][0] < ENOUGH:
        return list(sightings)
    points, name = ranked[0]
    why = Reason(f"{rule.id}: {rule.means} ({points:g} points)", rule.score)
    mine = [Span(m.start(), m.end()) for m in _mentions(name.text, reading.text)]
    marked = [
        replace(s, program=True, score=max(s.score, rule.score), reasons=(*s.reasons, why), rule=rule.id if s.score < rule.score else s.rule)
        if s.name.text.casefold() == name.text.casefold() or (s.name.acronym and s.name.acronym == name.text)
        else s
        for s in sightings
    ]
    taken = [s.name.span for s in marked]
    own = [
        Sighting(replace(name, text=" ".join(m.of(reading.text).split()), span=m, name_span=m, acronym=None), rule.id, rule.score, (why,), program=True)
        for m in mine
        if not any(m.overlaps(t) for t in taken)
    ]
    return [*marked, *own]


def _possible(sightings: Sequence[Sighting], reading: Reading, rules: RuleSet) -> Iterator[tuple[Name, float]]:
    """Phrases that may be the program's name, with the points of their place."""
    words = rules.lexicon.names
    early = 0
    for block in reading.document.blocks:
        if block.role not in ("title", "heading", "furniture", "body"):
            continue
        early += 1
        place = {"furniture": _FURNITURE, "title": _TITLE}.get(block.role, _HEADING)
        if block.role != "furniture" and (block.page > 1 or early > _EARLY or (block.role == "body" and len(block.span) > 60)):
            continue
        for part in _pieces(block.span.of(reading.text), block.span.start):
            for name in capitalised(reading.text, part.start, part.end, words, is_phrase):
                for variant in _variants(name, words):
                    if len(variant.text.split()) <= _LONGEST and not _common(variant, reading, rules):
                        yield variant, place
    for sighting in sightings:
        yield sighting.name, 0.0
    taken = [s.name.span for s in sightings]
    for sentence in reading.sentences:
        first = next(capitalised(reading.text, sentence.start, sentence.end, words), None)
        start = sentence.start if first is None else first.span.start
        if first is not None and start - sentence.start <= _ARTICLE and not any(first.span.overlaps(t) for t in taken):
            if not _common(first, reading, rules):
                yield first, _SUBJECT


def _variants(name: Name, words: NameWords) -> Iterator[Name]:
    """A phrase of a title, also without the words for a kind of document and without a country behind it."""
    yield name
    row = tokens(name.text)
    end = len(row)
    while end > 1 and (row[end - 1].key in words.not_last or (end < len(row) and row[end - 1].key in words.generic)):
        end -= 1
    while end > 1 and row[end - 1].key in words.countries:
        end -= 1
    if end < len(row):
        span = Span(name.span.start, name.span.start + row[end - 1].end)
        yield Name(name.text[: row[end - 1].end], span, span)


def _common(name: Name, reading: Reading, rules: RuleSet) -> bool:
    """Whether a phrase of a title is a country, a date or place, or words that the text also writes small."""
    words = rules.lexicon.names
    last = tokens(name.text)[-1].key
    if last in words.places or last in words.not_first:
        return True
    if name.text.casefold() in words.countries or name.text[0].isdigit() or name.text.casefold() in words.generic:
        return True
    if any(x.span.overlaps(name.span) for x in (*reading.periods, *reading.places)) and len(name.text.split()) == 1:
        return True
    return " " not in name.text and re.search(rf"(?<![\w./@-]){re.escape(name.text.lower())}(?![\w./@-])", reading.text) is not None


def _pieces(text: str, offset: int) -> Iterator[Span]:
    start = 0
    for mark in _PARTS.finditer(text):
        if text[start : mark.start()].strip():
            yield Span(offset + start, offset + mark.start())
        start = mark.end()
    if text[start:].strip():
        yield Span(offset + start, offset + len(text))


def _mentions(name: str, text: str) -> Iterator[re.Match[str]]:
    pattern = r"\s+".join(re.escape(word) for word in name.split())
    found = re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)
    return (m for m in found if (m.group()[0].isupper() or m.group() == name) and not _within(m, text))


def _within(mention: re.Match[str], text: str) -> bool:
    """Whether a mention is a part of a longer capitalised phrase ("Western" in "Western Province")."""
    return _GOES_ON.match(text, mention.end()) is not None


def _distinctive(name: Name, place: float) -> bool:
    """Whether a phrase can be told from words of the language: a title's, several words of a heading, a word with capitals or
    figures inside; without any title only what calls itself a programme, project …"""
    if place >= _TITLE:
        return True
    if place <= 0:
        return _CALLED.search(name.text) is not None and name.org_type not in ("government", "multilateral")
    inner = name.text[1:]
    return " " in name.text or (any(c.isupper() or c.isdigit() for c in inner) and not name.text.isupper())


def _place(points: Collection[float]) -> float:
    """The points of all places a phrase stands in; standing in no title counts against it only where that is all."""
    return sum(p for p in points if p > 0) or min(points)


def _elsewhere(name: Name, place: float, reading: Reading) -> bool:
    """Whether the recogniser mostly takes a name without a word for a body for a place or a person. It errs with invented
    names of several words, so a title is believed before it."""
    if name.org_type is not None or name.acronym is not None or (place >= _HEADING and " " in name.text):
        return False
    spans = [Span(m.start(), m.end()) for m in _mentions(name.text, reading.text)]
    labels = [m.label for m in reading.mentions if any(m.span == s for s in spans)]
    barred = ("GPE", "LOC", "DATE") if place >= _TITLE else ("PERSON", "GPE", "LOC", "DATE")
    return 2 * sum(label in barred for label in labels) > len(spans)


def _points(name: Name, place: float, reading: Reading, rule: Rule) -> float:
    """How much speaks for a phrase to be the program's name; 0 where the text never names it outside titles."""
    said = acts = 0
    if _elsewhere(name, place, reading):
        return 0.0
    for text in {name.text, *((name.acronym,) if name.acronym else ())}:
        for mention in _mentions(text, reading.text):
            block = reading.document.block_at(mention.start())
            if block is None or block.role in ("title", "heading", "furniture") or len(block.span) < _SHORT + len(text):
                continue
            said += 1
            after = reading.text[mention.end() : min(block.span.end, mention.end() + 80)]
            acts += any(m.span.start <= 1 for m in matches(rule, after.lstrip(") ")))
    if not said:
        return 0.0
    unit = _UNIT if _CALLED.search(name.text) else 0.0
    return place + min(said, 4) + _ACTS * min(acts, 3) + unit
