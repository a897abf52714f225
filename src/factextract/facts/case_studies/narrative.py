"""How much a text reads like a story about somebody: names, people, quotes and the past, against numbers and plans."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from factextract.facts.case_studies.finding import Told
from factextract.model.candidate import Reason
from factextract.model.reading import Reading, within
from factextract.model.rule import Rule, RuleSet
from factextract.ruleset.match import matches

NAMED = 0.25  # somebody is named by two words and again by one of them
ONCE = 0.1  # somebody is named by two words only once
NUMBERS = 0.15  # taken off where more than MANY of a hundred words are quantities in digits
MANY = 5.0
LISTED = 0.2  # taken off where more than half of the paragraphs are list items
UNFRAMED = 0.1  # taken off where no frame sets the text apart
ENOUGH = 3  # matches of a cue that make its whole weight
_DIGIT = re.compile(r"\d")
_POSSESSIVE = re.compile(r"[’']s$")
_PAIR = re.compile(
    r"\b(?!(?:The|An?|This|That|These|Those|Our)\b)(?:[^\W\d_a-z]\w+|[A-Z]\.)(?: (?:[a-z]{1,3} )?[^\W\d_a-z][\w’'-]+\.?){1,3}"
)


def narrative(told: Told, frame: Rule, reading: Reading, rules: RuleSet) -> tuple[float, tuple[Reason, ...]]:
    """(score in 0..1, what speaks for and against)."""
    text = " ".join(" ".join(b.span.of(reading.text).split()) for b in told.blocks)
    reasons = [Reason(frame.means, frame.score, frame.id)]
    for rule in rules.of("case_studies", "cue"):
        found = sum(1 for _ in matches(rule, text))
        if found:
            weight = rule.score * min(1.0, found / ENOUGH)
            against = rule.gives.get("speaks") == "against"
            reasons.append(Reason(rule.means, round(-weight if against else weight, 3), rule.id))
    named = [" ".join(span.of(reading.text).split()) for span in (told.label, told.title) if span is not None]
    for rule in rules.of("case_studies", "letter"):
        if any(any(matches(rule, words)) for words in named):
            reasons.append(Reason(rule.means, -rule.score, rule.id))
    person = _told_of(told, text, reading)
    if person is not None:
        reasons.append(Reason(f"tells of {person}", NAMED))
    elif _pairs(text, reading, told):
        reasons.append(Reason("names somebody once", ONCE))
    inside = sum(1 for b in told.blocks for q in within(reading.quantities, b.span) if _DIGIT.search(q.text))
    if 100 * inside > MANY * max(1, len(text.split())):
        reasons.append(Reason("many numbers", -NUMBERS))
    if 2 * sum(1 for b in told.blocks if b.role == "list_item") > len(told.blocks):
        reasons.append(Reason("mostly a list", -LISTED))
    if not told.frame:
        reasons.append(Reason("no frame around it", -UNFRAMED))
    return max(0.0, min(1.0, sum(r.by for r in reasons))), tuple(reasons)


def _told_of(told: Told, text: str, reading: Reading) -> str | None:
    """The person whose name of two or more words comes up again, whole or in part, in the text or its title."""
    known = {m.text for b in told.blocks for m in within(reading.mentions, b.span) if m.label == "PERSON"}
    named = [*sorted(known), *_pairs(text, reading, told)]
    title = told.title.of(reading.text) if told.title else ""
    counts = Counter(_POSSESSIVE.sub("", word) for word in re.findall(r"\w[\w’'-]*\w", f"{title} {text}"))
    for name in named:
        words = [word for word in re.findall(r"\w[\w’'-]*\w", name) if word[0].isupper() and len(word) > 2]
        if len(words) >= 2 and any(counts[word] > 1 for word in words):
            return name
    return None


def _pairs(text: str, reading: Reading, told: Told) -> Sequence[str]:
    """Runs of capitalised words that are no organisation's or country's name."""
    others = {" ".join(n.text.split()) for b in told.blocks for n in within(reading.names, b.span)}
    others |= {" ".join(p.text.split()) for b in told.blocks for p in within(reading.places, b.span)}
    return [m[0] for m in _PAIR.finditer(text) if not any(m[0] in name or name in m[0] for name in others)]
