"""Sightings from a stretch of text that is a list of organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factextract.facts.partners.near import at
from factextract.facts.partners.sighting import Role, Sighting
from factextract.facts.partners.wrapped import wrapped_items
from factextract.model.candidate import Reason
from factextract.model.document import Block
from factextract.model.geometry import Span
from factextract.model.name_words import NameWords
from factextract.model.reading import Reading
from factextract.model.rule import Rule, RuleSet
from factextract.model.value import Name
from factextract.ruleset.match import matches, scan
from factextract.values.known_names import organisation
from factextract.values.name_list import bullet, item, listed
from factextract.values.name_tokens import keys

_REMARK = re.compile(r"\s*(?:\(|[:–—-]\s+|,\s+)([^();,]{3,40})(?=[);,]|$)")

_VALUE = re.compile(r"\s*:\s*\w")
"""A title that is a label with its own value says nothing of what follows ("Lead institution: Mara University")."""
COVERED = 0.8
"""Share of a label's characters that a rule's words must match for the whole to be that label."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of organisations: where it stands, the rule that found it, and the role that its label or title gives."""

    span: Span
    rule: Rule
    role: Role | None = None


def items(listing: Listing, reading: Reading, rules: RuleSet) -> Iterator[Sighting]:
    """One sighting an item of a list."""
    text, start = listing.span.of(reading.text), listing.span.start
    reason = Reason(listing.rule.means, listing.rule.score, listing.rule.id)
    roles = (listing.role,) if listing.role else ()
    block = reading.document.block_at(start)
    itemised = block is not None and block.role in ("list_item", "cell")
    bulleted = itemised and ";" not in text and listing.rule.find != "label"
    # A single word between commas in prose is more often a place than a body.
    strict = not itemised and ";" not in text and listing.rule.find != "label"
    words = rules.lexicon.names
    for name in _named(listing.span, reading, words, bulleted):
        moved = replace(name, span=name.span.shifted(start), name_span=name.name_span.shifted(start))
        if names_kind(name.text, rules):
            continue
        if not _common(moved, reading, listing.role, words) and not (strict and _is_word(name)):
            own = _remarked(moved, listing.span, reading, rules) if itemised or ";" in text else None
            given = tuple(_given(moved, role, rules) for role in roles)
            given = given if own is None or _one_of_several(moved, own, given) else (own,)
            yield Sighting(moved, listing.rule.id, listing.rule.score, (reason,), given, told=True)


def _named(span: Span, reading: Reading, words: NameWords, bulleted: bool) -> list[Name]:
    """The names of a list, their spans counted from its start."""
    text = span.of(reading.text)
    lines = wrapped_items(reading.document, span, words)
    if len(lines) > 1:
        shifted = (line.shifted(-span.start) for line in lines)
        return [name for line in shifted for name in item(text, line, words) or [_whole(text, line)]]
    return bullet(text, words) if bulleted else listed(text, words)


def _whole(text: str, line: Span) -> Name:
    return Name(" ".join(line.of(text).split()), line, line)


def _given(name: Name, role: Role, rules: RuleSet) -> Role:
    rule = next((r for r in rules.rules if r.id == role.rule), None)
    return role_for(name, role, rule, rules.lexicon.names) if rule is not None else role


def _remarked(name: Name, within: Span, reading: Reading, rules: RuleSet) -> Role | None:
    """The role that a remark right behind a name gives it ("Marlin Bay Associates (managing contractor)")."""
    remark = _REMARK.match(reading.text, name.span.end, within.end)
    if remark is None:
        return None
    heads = (*rules.of("partners", "label"), *rules.of("partners", "table_role"))
    rule = next((r for r in heads if names_whole(r, remark.group(1))), None)
    return role_of(rule, Span(*remark.span(1))) if rule is not None else None


def _one_of_several(name: Name, remarked: Role, given: Sequence[Role]) -> bool:
    """Whether a remark that a body leads says no more than that it is the first of those who do the work, as the list says."""
    leads = remarked.role == "accountable" and name.org_type != "government"
    return leads and any(role.role == "implementing" for role in given)


def _is_word(name: Name) -> bool:
    """Whether a name is one word with nothing but its first letter large."""
    return name.org_type is None and name.acronym is None and name.text[1:].islower() and " " not in name.text


def role_of(rule: Rule, span: Span) -> Role | None:
    """The role that a rule gives, said at `span`; None when it gives none."""
    role = rule.gives.get("role")
    return Role(role, span, rule.id, rule.score) if role else None


def role_for(name: Name, role: Role, rule: Rule, words: NameWords) -> Role:
    """The role that a rule gives this name: `role_other` where it is no public body, `role_funder` where it exists to fund."""
    funder = rule.gives.get("role_funder")
    if funder is not None and _funds(name, words):
        return replace(role, role=funder)
    other = rule.gives.get("role_other")
    return replace(role, role=other) if other is not None and name.org_type != "government" else role


def _funds(name: Name, words: NameWords) -> bool:
    """Whether a body exists to pay for the work of others: it is well known for it, a foundation, or a country."""
    known = organisation(name.text, words)
    return (
        (known is not None and known.funds)
        or name.org_type == "foundation"
        or " ".join(keys(name.text)) in words.countries
    )


def names_whole(rule: Rule, text: str) -> bool:
    """Whether a rule's words are (nearly) all of a short text: a label, the head of a column."""
    plain = text.strip(" :.–-\n\t")
    return bool(plain) and any(len(m.span) >= COVERED * len(plain) for m in matches(rule, plain))


def names_kind(text: str, rules: RuleSet) -> bool:
    """Whether a text says no more than which kind of bodies follows ("Universities", "UN agencies")."""
    return any(names_whole(rule, text) for rule in rules.of("partners", "kind"))


def _common(name: Name, reading: Reading, role: Role | None, words: NameWords) -> bool:
    """Whether an item is no organisation: a date, a country that is not said to pay, a word the document also writes small."""
    if at(reading.periods, name.span):
        return True
    if " ".join(keys(name.text)) in words.countries:
        within = reading.text[: name.span.start].rstrip().endswith(",")  # Ministry of Energy, Republic of Zambia
        return role is None or (role.role != "funding" and (within or role.role != "accountable"))
    if name.org_type is not None or " " in name.text:
        return False
    return re.search(rf"(?<!\w){re.escape(name.text.lower())}(?!\w)", reading.text) is not None


def title_role(reading: Reading, block: Block, rules: RuleSet, nearest: bool = False) -> Role | None:
    """The role that the title above a block gives, or a title above that unless only the `nearest` counts."""
    cues = (*rules.of("partners", "label"), *rules.of("partners", "role_before"))
    sections = list(reading.sections_at(block.span.start))
    for section in sections[:1] if nearest else sections:
        if section.title is not None:
            match = next(scan(cues, section.title.of(reading.text), section.title.start), None)
            if match is not None and not _VALUE.match(reading.text, match.span.end, section.title.end):
                return role_of(match.rule, match.span)
    return None
