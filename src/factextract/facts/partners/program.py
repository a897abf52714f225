"""The program's own organisation: what the title names and the text speaks of as the one that acts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from factextract.facts.partners.near import at
from factextract.facts.partners.sighting import Sighting
from factextract.facts.partners.spans import capitalised
from factextract.model.candidate import Reason
from factextract.model.geometry import Span
from factextract.model.name_words import NameWords
from factextract.model.reading import Reading, within
from factextract.model.rule import Rule, RuleSet
from factextract.model.value import Name
from factextract.ruleset.match import matches
from factextract.sections.masthead import masthead_end
from factextract.values.known_names import organisation
from factextract.values.name_list import is_phrase
from factextract.values.name_tokens import keys, tokens

TITLE, HEADING, FURNITURE, NOWHERE = 4.0, 2.5, 1.0, -1.5
"""Points for standing in the title, in a heading of the first page, in a running header, in none of them."""
ACTS, CALLED = 1.5, 2.0
"""Points for each sentence in which it acts, and for being called a programme, project …; each mention counts one."""
MOST_SAID, MOST_ACTS = 4, 3
"""Mentions and acts that count."""
ENOUGH = 5.0
"""Points below which a document has no program of its own that we can name."""
LONGEST = 7
"""Words in the longest name of a program that stands in a title."""
EARLY_BLOCKS, EARLY_PAGES = 14, 3
"""Blocks of the first page whose headings may name the program; pages whose sentences may have it as their subject."""
SHORT_LINE, SPEAKS, ARTICLE = 60, 25, 4
"""Characters: of a line that may be a title though it is none; that a block must have beside a name to speak of it; before the
subject of a sentence."""
_PARTS = re.compile(r"\s*[|·:•,\n\t–—]\s*|\s+-\s+")
_GOES_ON = re.compile(r" ([A-Z][a-z]+)")


@dataclass(frozen=True, slots=True)
class _Contender:
    """A phrase that may be the program's name. `place`: the points of all places that it stands in."""

    name: Name
    place: float


@dataclass(frozen=True, slots=True)
class _Periodical:
    """Whose paper a document is, and the rule that says so."""

    rule: Rule
    name: Name


def with_program(sightings: Sequence[Sighting], reading: Reading, rules: RuleSet) -> list[Sighting]:
    """The sightings with the program's own organisation marked, or added where no name of it was read."""
    rule = rules.rule("partners", "program")
    if rule is None:
        return list(sightings)
    paying = {s.name.text.casefold() for s in sightings if any(r.role == "funding" for r in s.roles)}
    periodical = _periodical(reading, rules)
    contenders = [
        c
        for c in _contenders(sightings, reading, rules.lexicon.names, periodical)
        if c.name.org_type == "foundation" or c.name.text.casefold() not in paying
    ]
    scored = [(_points(c, reading, rule, rules.lexicon.names), c.name) for c in contenders]
    best = max(scored, key=lambda s: (s[0], -s[1].span.start, len(s[1].text)), default=None)
    if best is None or best[0] < ENOUGH:
        return list(sightings)
    points, name = best
    why = [Reason(f"{rule.means} ({points:g} points)", rule.score, rule.id)]
    if periodical is not None and _same(periodical.name, name):
        why.append(Reason(periodical.rule.means, 0.0, periodical.rule.id))
    marked = [_marked(s, rule, why) if _same(s.name, name) else s for s in sightings]
    spans = [Span(*m.span()) for m in _mentions(name.text, reading.text, rules.lexicon.names)]
    free = [span for span in spans if not any(span.overlaps(s.name.span) for s in marked)]
    own = (replace(name, text=" ".join(s.of(reading.text).split()), span=s, name_span=s, acronym=None) for s in free)
    return [*marked, *(Sighting(n, rule.id, rule.score, tuple(why), program=True) for n in own)]


def _marked(sighting: Sighting, rule: Rule, why: Sequence[Reason]) -> Sighting:
    surer = sighting.score >= rule.score
    return replace(
        sighting,
        program=True,
        score=max(sighting.score, rule.score),
        rule=sighting.rule if surer else rule.id,
        reasons=(*sighting.reasons, *why),
    )


def _same(name: Name, program: Name) -> bool:
    return name.text.casefold() == program.text.casefold() or (
        name.acronym is not None and name.acronym == program.text
    )


def _periodical(reading: Reading, rules: RuleSet) -> _Periodical | None:
    """Whose newsletter the head of the document calls it ("News from the Mara Springs Project"); the title is the paper's."""
    end = masthead_end(reading)
    for block in reading.document.blocks:
        if block.span.start > end:
            break
        for rule in rules.of("partners", "periodical"):
            for match in matches(rule, block.span.of(reading.text), block.span.start):
                if block.span.start == end and match.span.start > end:
                    continue  # a long line may open with it, running text may have it anywhere
                rest = Span(match.span.end, block.span.end)
                read = within(reading.names, rest)
                behind = read or tuple(capitalised(reading.text, rest, rules.lexicon.names, is_phrase))
                if behind and behind[0].span.start - match.span.end <= ARTICLE:
                    return _Periodical(rule, behind[0])
    return None


def _contenders(
    sightings: Sequence[Sighting], reading: Reading, words: NameWords, periodical: _Periodical | None
) -> list[_Contender]:
    """Phrases with the points of their places, each wording once, those left out that words of the language could be."""
    places: dict[str, dict[float, Name]] = {}
    for name, place in _possible(sightings, reading, words, periodical):
        places.setdefault(name.text.casefold(), {}).setdefault(place, name)
    found = ((_told_best(names), names) for names in places.values())
    return [
        _Contender(name, _place(names))
        for name, names in found
        if _distinctive(name, max(names), words) and not _common(name, reading, words) and not _pays(name, words)
    ]


def _pays(name: Name, words: NameWords) -> bool:
    """Whether a name is that of one which exists to fund the programs of others: well known for it, or a body of several states
    ("… Development Bank")."""
    known = organisation(name.text, words)
    head = words.heads.get(" ".join(keys(name.text)[-2:]))
    return (head is not None and head.org_type == "multilateral") or (known is not None and known.funds)


def _told_best(names: Mapping[float, Name]) -> Name:
    """Of one wording the mention beside its short form, else that in the best place."""
    return next((n for n in names.values() if n.acronym is not None), names[max(names)])


def _possible(
    sightings: Sequence[Sighting], reading: Reading, words: NameWords, periodical: _Periodical | None
) -> Iterator[tuple[Name, float]]:
    if periodical is not None:
        yield periodical.name, TITLE
    for place, part in _title_parts(reading):
        if periodical is not None and place in (TITLE, FURNITURE):
            continue
        for name in capitalised(reading.text, part, words, is_phrase):
            if not _told_of(reading.text[part.start : name.span.start], words):
                yield from ((v, place) for v in _variants(name, words) if len(v.text.split()) <= LONGEST)
    for sighting in sightings:
        yield sighting.name, 0.0
    for sentence in reading.sentences:
        if reading.document.page_of(sentence.start) > EARLY_PAGES:
            break
        first = next(capitalised(reading.text, sentence, words), None)
        if first is not None and first.span.start - sentence.start <= ARTICLE:
            yield first, NOWHERE


def _told_of(before: str, words: NameWords) -> bool:
    """Whether the words before a phrase of a title make it what the title speaks of ("Insurance among | Women of the North")."""
    row = tokens(before)
    return bool(row) and row[-1].kind == "low" and row[-1].key not in words.joiners and row[-1].key not in words.linkers


def _title_parts(reading: Reading) -> Iterator[tuple[float, Span]]:
    """The parts of titles, headings and running headers, with the points of their place."""
    early = 0
    for block in reading.document.blocks:
        early += block.role in ("title", "heading", "body")
        short = block.role != "body" or (len(block.span) <= SHORT_LINE and reading.text[block.span.end - 1] != ".")
        on_top = block.page == 1 and early <= EARLY_BLOCKS and short and block.role in ("title", "heading", "body")
        if not on_top and block.role != "furniture":
            continue
        place = {"furniture": FURNITURE, "title": TITLE}.get(block.role, HEADING)
        start = block.span.start
        for mark in _PARTS.finditer(reading.text, block.span.start, block.span.end):
            yield place, Span(start, mark.start())
            start = mark.end()
        yield place, Span(start, block.span.end)


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
        text = name.text[: row[end - 1].end]
        span = Span(name.span.start, min(name.span.end, name.span.start + len(text)))
        yield Name(text, span, span)


def _place(points: Collection[float]) -> float:
    """The points of all places a phrase stands in; standing in no title counts against it only where that is all."""
    return sum(p for p in points if p > 0) or min(points)


def _distinctive(name: Name, place: float, words: NameWords) -> bool:
    """Whether a phrase can be told from words of the language: a title's, several words of a heading, a word with capitals or
    figures inside; without any title only what calls itself a programme, project …"""
    if place >= TITLE:
        return True
    if place <= 0:
        return _called(name, words) and name.org_type != "government"
    inner = name.text[1:]
    return " " in name.text or (any(c.isupper() or c.isdigit() for c in inner) and not name.text.isupper())


def _common(name: Name, reading: Reading, words: NameWords) -> bool:
    """Whether a phrase is a country, a date or place, or a word that the text also writes small."""
    plain = keys(name.text)
    if not plain or plain[-1] in words.places or plain[-1] in words.not_first or name.text[0].isdigit():
        return True
    if " ".join(plain) in words.countries or " ".join(plain) in words.generic:
        return True
    if " " in name.text:
        return False
    if bool(at(reading.periods, name.span)) or bool(at(reading.places, name.span)):
        return True
    small = rf"(?<![\w./@-]){re.escape(name.text.lower())}(?![\w./@-])"
    return re.search(small, reading.text) is not None


def _points(contender: _Contender, reading: Reading, rule: Rule, words: NameWords) -> float:
    """How much speaks for a phrase to be the program's name; 0 where the text never names it outside titles."""
    name = contender.name
    said = acts = 0
    spans: list[Span] = []
    for text in {name.text, *((name.acronym,) if name.acronym else ())}:
        for mention in _mentions(text, reading.text, words):
            spans.append(Span(*mention.span()))
            block = reading.document.block_at(mention.start())
            if block is None or block.role in ("title", "heading", "furniture") or len(block.span) < SPEAKS + len(text):
                continue
            said += 1
            after = reading.text[mention.end() : min(block.span.end, mention.end() + SHORT_LINE)]
            acts += any(m.span.start <= 1 for m in matches(rule, after.lstrip(") ")))
    if (" " not in name.text and not acts) or (contender.place <= 0 and acts < MOST_ACTS):
        return 0.0
    if not said or _elsewhere(contender, spans, reading):
        return 0.0
    called = CALLED if _called(name, words) else 0.0
    return contender.place + min(said, MOST_SAID) + ACTS * min(acts, MOST_ACTS) + called


def _mentions(name: str, text: str, words: NameWords) -> Iterator[re.Match[str]]:
    """Where a phrase stands as a whole: with a capital, and not as a part of a longer phrase ("Western Province")."""
    pattern = r"\s+".join(re.escape(word) for word in name.split())
    for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
        after = _GOES_ON.match(text, found.end())
        longer = after is not None and not words.schemes.intersection(keys(after.group(1)))
        if (found.group()[0].isupper() or found.group() == name) and not longer:
            yield found


def _elsewhere(contender: _Contender, spans: Sequence[Span], reading: Reading) -> bool:
    """Whether the recogniser mostly takes a name without a word for a body for a place or a person. It errs with invented
    names of several words, so a title is believed before it."""
    name, place = contender.name, contender.place
    if name.org_type is not None or name.acronym is not None or (place >= HEADING and " " in name.text):
        return False
    whole = {(s.start, s.end) for s in spans}
    labels = [m.label for m in reading.mentions if (m.span.start, m.span.end) in whole]
    barred = ("GPE", "LOC", "DATE") if place >= TITLE else ("PERSON", "GPE", "LOC", "DATE")
    return 2 * sum(label in barred for label in labels) > len(spans)


def _called(name: Name, words: NameWords) -> bool:
    """Whether a name ends in a word that programs call themselves by."""
    return not words.schemes.isdisjoint(keys(name.text)[-1:])
