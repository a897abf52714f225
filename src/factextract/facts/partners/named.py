"""Mentions that a name makes by itself: its words, its acronym, or being well known; and the recogniser's vote."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from factextract.facts.partners.glossed import glossed
from factextract.facts.partners.items import names_whole
from factextract.facts.partners.sighting import Sighting
from factextract.model.candidate import Reason
from factextract.model.reading import Mention, Reading
from factextract.model.rule import RuleSet
from factextract.model.value import Name
from factextract.ruleset.match import HIGHEST, LOWEST, allowed, lifted, matches
from factextract.values.known_names import organisation
from factextract.values.name_form import form
from factextract.values.name_tokens import keys, tokens

VOTE = 0.04
"""What the recogniser's agreement is worth: its organisations are right about as often as wrong (precision .52 measured)."""

PLACES = frozenset({"GPE", "LOC"})
OTHERS = frozenset({"PERSON", "GPE", "LOC", "FAC", "DATE", "WORK_OF_ART", "EVENT", "LAW"})
"""Labels that speak against an organisation."""
NEAR = 6
"""Mentions before a place that can reach it; they do not overlap."""
PERSON_VOTE = 0.4
"""What it is worth against a single word that it takes for a person anywhere in the document."""
BARE_VOTE = 0.15
"""What its disagreement is worth against a name for which only role words nearby speak. Between .12 and .25 the development
score moves by two names; it errs mostly with invented names, so it must not decide alone."""


def named(reading: Reading, rules: RuleSet) -> Iterator[Sighting]:
    """A sighting for each name that the grammar read, scored by the rule for names of its form."""
    by_form = {
        rule.gives.get("form", ""): rule for rule in (*rules.of("partners", "name"), *rules.of("partners", "acronym"))
    }
    others = glossed(reading.text, rules.lexicon.names)
    for name in reading.names:
        if name.text in others or _labels(name, reading, rules):
            continue
        rule = by_form.get(form(name, rules.lexicon.names))
        if rule is None:
            continue
        role, kinds, before, after = surroundings(reading, name)
        if allowed(rule, role, kinds):
            score, reasons = lifted(rule, before, after)
            yield Sighting(name, rule.id, score, (Reason(rule.means, rule.score, rule.id), *reasons))


def _labels(name: Name, reading: Reading, rules: RuleSet) -> bool:
    """Whether a name is the label before a colon ("GEF Agency: …")."""
    colon = reading.text[name.span.end : name.span.end + 2].lstrip(" ").startswith(":")
    return colon and any(names_whole(rule, name.text) for rule in rules.of("partners", "label"))


def surroundings(reading: Reading, name: Name) -> tuple[str, list[str | None], str, str]:
    """(role of the block, kinds of the sections around it, text before and after the name within its sentence)."""
    block = reading.document.block_at(name.span.start)
    sentence = reading.sentence_at(name.span.start)
    kinds = [section.kind for section in reading.sections_at(name.span.start)]
    before = reading.text[min(sentence.start, name.span.start) : name.span.start]
    after = reading.text[name.span.end : max(sentence.end, name.span.end)]
    return (block.role if block else "body"), kinds, before, after


def unlisted(reading: Reading, rules: RuleSet) -> Iterator[Sighting]:
    """Organisations that only the recogniser saw: too weak to be kept alone, shown by explain."""
    rule = rules.rule("partners", "mention")
    if rule is None:
        return
    starts = [name.span.start for name in reading.names]
    for mention in reading.mentions:
        if mention.label != "ORG" or len(mention.text.strip()) < 2:
            continue
        at = bisect_right(starts, mention.span.end)
        if any(n.span.overlaps(mention.span) for n in reading.names[max(0, at - 2) : at + 1]):
            continue
        name = Name(" ".join(mention.text.split()), mention.span, mention.span)
        role, kinds, before, after = surroundings(reading, name)
        if allowed(rule, role, kinds):
            score, reasons = lifted(rule, before, after)
            yield Sighting(name, rule.id, score, (Reason(rule.means, rule.score, rule.id), *reasons))


@dataclass(frozen=True, slots=True)
class Votes:
    """The recogniser's mentions, by position and by wording. `trusted` rules know better than it who is no person: those for
    columns of names."""

    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]
    by_text: Mapping[str, frozenset[str]]
    trusted: frozenset[str]

    def labels(self, name: Name) -> set[str]:
        """What it calls this name; a single word also by what it calls the word elsewhere."""
        at = bisect_right(self.starts, name.name_span.end)
        near = self.mentions[max(0, at - NEAR) : at]
        seen = {m.label for m in near if m.span.overlaps(name.name_span)}
        return seen if " " in name.text else seen | self.by_text.get(name.text, frozenset())


def votes(mentions: Sequence[Mention], rules: RuleSet) -> Votes:
    """The mentions (sorted by position) ready to be asked."""
    by_text: dict[str, frozenset[str]] = {}
    for mention in mentions:
        by_text[mention.text] = by_text.get(mention.text, frozenset()) | {mention.label}
    trusted = frozenset(rule.id for rule in rules.of("partners", "table_role"))
    return Votes(tuple(mentions), tuple(m.span.start for m in mentions), by_text, trusted)


def voted(sighting: Sighting, asked: Votes) -> Sighting:
    """The sighting with the recogniser's vote: up where it sees an organisation too, down where it sees a person or a place."""
    name = sighting.name
    seen = asked.labels(name)
    word = " " not in name.text and name.acronym is None and not sighting.program
    if word and "PERSON" in seen and sighting.rule not in asked.trusted:
        return _moved(sighting, Reason("recogniser sees a person", -PERSON_VOTE))
    if "ORG" in seen:
        return _moved(sighting, Reason("recogniser agrees", VOTE))
    if seen and seen <= OTHERS:
        told = (sighting.told and not (word and seen <= PLACES)) or sighting.program or name.org_type or name.acronym
        return _moved(sighting, Reason(f"recogniser sees {', '.join(sorted(seen))}", -(VOTE if told else BARE_VOTE)))
    return sighting


def _moved(sighting: Sighting, reason: Reason) -> Sighting:
    score = min(HIGHEST, max(LOWEST, sighting.score + reason.by))
    return replace(sighting, score=score, reasons=(*sighting.reasons, reason))


def refused(sighting: Sighting, reading: Reading, rules: RuleSet) -> Sighting:
    """The sighting, its score cut where a rule says that such a name takes no part."""
    if sighting.told and " ".join(keys(sighting.name.text)) in rules.lexicon.names.countries:
        return sighting  # Borrower: Kingdom of Lesotho
    for rule in rules.of("partners", "reject"):
        role, kinds, before, after = surroundings(reading, sighting.name)
        if not allowed(rule, role, kinds):
            continue
        span = sighting.name.span
        around = f"{before}{span.of(reading.text)}{after}"
        for match in matches(rule, around, span.start - len(before)):
            target = match.group("name") or match.span
            end = sighting.name.name_span.end
            beside = tokens(reading.text[end : target.end])[:1]
            if any(rules.lexicon.names.joiners.get(t.key) == "and" for t in beside):
                continue  # Ministry of Mines | and the Geological Survey
            if target.end <= end and organisation(sighting.name.text, rules.lexicon.names) is not None:
                continue  # Plan International
            if reading.text[end : end + 2] in ("'s", "' ") and target.end > end + 2:
                continue  # Tumaini Trust's Annual Report
            if target.overlaps(span) and target.end >= end:
                return _moved(sighting, Reason(rule.means, -rule.score, rule.id))
    return sighting
