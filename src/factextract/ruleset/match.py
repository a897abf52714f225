"""Where a rule holds, what it matches in a text, and what the words around a match do to its score."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import re2

from factextract.model.candidate import Reason
from factextract.model.geometry import Span
from factextract.model.rule import Rule
from factextract.ruleset.patterns import options

LOWEST, HIGHEST = 0.01, 0.99
"""A rule never makes a fact certain or impossible; settle still has to choose."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule matched. `groups` are the named groups of its regular expression that took part, as (name, span)."""

    rule: Rule
    span: Span
    groups: tuple[tuple[str, Span], ...] = ()

    def group(self, name: str) -> Span | None:
        return next((span for group, span in self.groups if group == name), None)


def matches(rule: Rule, text: str, offset: int = 0) -> Iterator[Match]:
    """Every match of a rule's phrases and expressions in `text`, sorted by position, the longer first; spans are shifted by
    `offset`. Linear in the length of `text`."""
    found = [_match(rule, seen, offset) for pattern in rule.patterns for seen in pattern.finditer(text)]
    found.sort(key=lambda match: (match.span.start, -match.span.end))
    yield from found


def scan(rules: tuple[Rule, ...], text: str, offset: int = 0) -> Iterator[Match]:
    """The matches of many rules, in the order of the rules: one pass over `text` tells which can match at all."""
    for index in _present(rules, text):
        yield from matches(rules[index], text, offset)


def allowed(rule: Rule, block_role: str, section_kinds: Collection[str | None]) -> bool:
    """Whether a rule holds in a block of that role. `section_kinds`: of all sections around it, innermost first."""
    where = rule.where
    if (where.block and block_role not in where.block) or block_role in where.not_block:
        return False
    if where.section and not any(kind in where.section for kind in section_kinds):
        return False
    return not any(kind in where.not_section for kind in section_kinds)


def lifted(rule: Rule, text_before: str, text_after: str) -> tuple[float, tuple[Reason, ...]]:
    """A rule's score after its lifts, within LOWEST..HIGHEST, and a Reason for each lift that was used (each once, however
    often its words stand there). The texts are the match's surroundings within its block."""
    score, reasons = rule.score, []
    for lift in rule.lifts:
        seen = _seen(lift.words, lift.side, text_before, text_after)
        if seen is not None:
            score += lift.by
            reasons.append(Reason(f"{lift.why or 'context'}: {seen!r}", lift.by, rule.id))
    return min(HIGHEST, max(LOWEST, round(score, 4))), tuple(reasons)


def _match(rule: Rule, seen: Any, offset: int) -> Match:
    start, end = seen.span()
    names = seen.re.groupindex
    groups = tuple(
        (name, Span(seen.start(index) + offset, seen.end(index) + offset))
        for name, index in sorted(names.items(), key=lambda item: item[1])
        if seen.start(index) >= 0
    )
    return Match(rule, Span(start + offset, end + offset), groups)


def _seen(words: Any, side: str, before: str, after: str) -> str | None:
    for text, wanted in ((before, "before"), (after, "after")):
        if side in (wanted, "any") and text:
            match = words.search(text)
            if match is not None:
                return " ".join(match.group().split())
    return None


# Values that stand in one sentence or under one title ask about the same text one after the other.
@lru_cache(maxsize=512)
def _present(rules: tuple[Rule, ...], text: str) -> Sequence[int]:
    owners, patterns = _set(rules)
    return sorted({owners[index] for index in patterns.Match(text) or ()})


@lru_cache(maxsize=256)
def _set(rules: tuple[Rule, ...]) -> tuple[tuple[int, ...], Any]:
    """All patterns of some rules as one automaton, and which rule each belongs to."""
    patterns = re2.Set.SearchSet(options())
    owners = []
    for index, rule in enumerate(rules):
        for pattern in rule.patterns:
            patterns.Add(pattern.pattern)
            owners.append(index)
    patterns.Compile()
    return tuple(owners), patterns
