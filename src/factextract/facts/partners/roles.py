"""Roles that prose gives: words before the names of those who fund, lead, deliver, or after the names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from factextract.facts.partners.sighting import Role, Sighting
from factextract.facts.partners.spans import capitalised, following, preceding
from factextract.model.candidate import Reason
from factextract.model.geometry import Span
from factextract.model.reading import Reading
from factextract.model.rule import Rule, RuleSet
from factextract.model.name_words import NameWords
from factextract.model.value import Name
from factextract.ruleset.match import Match, allowed, lifted, scan
from factextract.values.name_heads import says_nothing
from factextract.values.name_list import listed
from factextract.values.name_tokens import tokens

BARE = 0.15
"""How much less sure a name without a word that says so is than the words before it."""


def with_roles(sightings: Sequence[Sighting], reading: Reading, rules: RuleSet) -> Iterator[Sighting]:
    """The sightings with the roles that their sentences give, and capitalised phrases that role words alone make names."""
    for sentence in reading.sentences:
        inside = [s for s in sightings if sentence.contains(s.name.span)]
        yield from _sentence(sentence, inside, reading, rules)
    whole = [s for s in sightings if not any(sentence.contains(s.name.span) for sentence in reading.sentences)]
    yield from whole


def _sentence(sentence: Span, inside: list[Sighting], reading: Reading, rules: RuleSet) -> Iterator[Sighting]:
    text = sentence.of(reading.text)
    block = reading.document.block_at(sentence.start)
    kinds = [s.kind for s in reading.sections_at(sentence.start)]
    role_of_block = block.role if block else "body"
    cues = [
        match
        for find in ("role_before", "role_after")
        for match in scan(rules.of("partners", find), text, sentence.start)
        if allowed(match.rule, role_of_block, kinds)
    ]
    before = [c.span for c in cues if c.rule.find == "role_before"]
    cues = [c for c in cues if c.rule.find == "role_before" or not any(c.span.overlaps(span) for span in before)]
    if not cues:
        yield from inside
        return
    by_name = {s.name.span: s for s in inside}
    known = [s.name for s in inside]
    bare = [
        _country(n, rules.lexicon.names)
        for n in _bare(cues, sentence, reading, rules)
        if _free(n, known) and not says_nothing(tokens(n.text), 0, len(tokens(n.text)), rules.lexicon.names)
    ]
    everyone = sorted((*known, *bare), key=lambda n: n.span.start)
    given: dict[Span, list[tuple[int, Role, Match]]] = {}
    for cue in cues:
        for name, away in _reached(cue, sentence, everyone, cues, reading):
            given.setdefault(name.span, []).append((away, _role(cue, name), cue))
    for name in everyone:
        roles = sorted(given.get(name.span, ()), key=lambda g: (g[0], g[1].role))
        sighting = by_name.get(name.span)
        if sighting is None:
            if not roles or not _credible(name, roles[0][1], reading, rules):
                continue
            cue = roles[0][2]
            if cue.rule.gives.get("bare") == "no" or not _bare_allowed(name, cue, kinds, given, by_name):
                continue
            score, reasons = lifted(cue.rule, text[: cue.span.start - sentence.start], text[cue.span.end - sentence.start :])
            why = Reason(f"{cue.rule.id}: {cue.rule.means}", cue.rule.score)
            sighting = Sighting(name, cue.rule.id, max(0.01, score - BARE), (why, *reasons, Reason("no word says that it is a body", -BARE)))
        for _, role, _ in roles[:1]:
            sighting = sighting.with_role(role)
        yield sighting


def _bare_allowed(
    name: Name, cue: Match, kinds: Sequence[str | None], given: Mapping[Span, Sequence[tuple[int, Role, Match]]], known: Collection[Span]
) -> bool:
    """Before a verb a merely capitalised phrase is a body only under a title for partners, or listed with one that surely is."""
    if cue.rule.find == "role_before":
        return True
    if "partners" in kinds:
        return " " in name.text or name.text.isupper()
    return any(span in known and any(g[2] == cue for g in roles) for span, roles in given.items())


def _reached(
    cue: Match, sentence: Span, everyone: Sequence[Name], cues: Sequence[Match], reading: Reading
) -> Iterator[tuple[Name, int]]:
    """The names that role words speak of, with their distance; other role words in between end the list."""
    if cue.rule.find == "role_before":
        stops = [c.span.start for c in cues if c.rule.find == "role_before" and c.span.start >= cue.span.end]
        end = min([*stops, sentence.end])
        for name in following(reading.text, cue.span.end, end, everyone):
            yield name, name.span.start - cue.span.end
    else:
        for name in preceding(reading.text, sentence.start, cue.span.start, everyone):
            yield name, cue.span.start - name.span.end + 1


def _role(cue: Match, name: Name) -> Role:
    """A rule may give one role to a public body and another (`role_other`) to anybody else."""
    role = cue.rule.gives.get("role", "partner")
    if name.org_type not in ("government", None):
        role = cue.rule.gives.get("role_other", role)
    return Role(role, cue.span, cue.rule.id, cue.rule.score)


def _bare(cues: Sequence[Match], sentence: Span, reading: Reading, rules: RuleSet) -> list[Name]:
    """Capitalised phrases of a sentence; the items of a list with semicolons behind role words are taken whole."""
    words = rules.lexicon.names
    items: list[Name] = []
    for cue in cues:
        rest = Span(cue.span.end, sentence.end)
        if cue.rule.find == "role_before" and ";" in rest.of(reading.text):
            items += [
                replace(n, span=n.span.shifted(rest.start), name_span=n.name_span.shifted(rest.start))
                for n in listed(rest.of(reading.text), words)
            ]
    loose = [n for n in capitalised(reading.text, sentence.start, sentence.end, words) if _free(n, items)]
    return [*items, *loose]


def _country(name: Name, words: NameWords) -> Name:
    """A country named as one that acts stands for its government."""
    code = words.countries.get(" ".join(t.key for t in tokens(name.text)))
    return replace(name, org_type="government", country=code) if code else name


def _free(name: Name, known: Sequence[Name]) -> bool:
    return not any(name.span.overlaps(k.span) for k in known)


def _credible(name: Name, role: Role, reading: Reading, rules: RuleSet) -> bool:
    """Whether a merely capitalised phrase after role words can be a body: no place (but a country that pays), no person."""
    words = rules.lexicon.names
    if name.text.casefold() in words.countries:
        return role.role == "funding"
    if any(p.span.overlaps(name.span) for p in reading.places):
        return any(m.label == "ORG" and m.span.overlaps(name.span) for m in reading.mentions)
    if any(m.label == "PERSON" and m.span.overlaps(name.span) for m in reading.mentions):
        return False
    if any(p.span.overlaps(name.span) for p in reading.periods):
        return False
    return " " in name.text or sum(c.isupper() for c in name.text) > 1
