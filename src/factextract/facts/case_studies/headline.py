"""The title of a story: without its label, in sentence case."""

from __future__ import annotations

import re

from factextract.model.geometry import Span
from factextract.model.reading import Reading
from factextract.model.rule import Rule, RuleSet
from factextract.ruleset.match import matches

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
LONGEST_ACRONYM = 6  # letters
_MARKS = " :–—-|·•/.,\n\t"


def without_label(title: Span, reading: Reading, rules: RuleSet) -> tuple[Span | None, Rule | None]:
    """(what follows the label, the rule that knows the label); the whole title when no label opens it, None when it is all."""
    words = title.of(reading.text)
    for rule in rules.of("case_studies", "title"):
        for match in matches(rule, words):
            if match.span.start > 0:
                continue
            rest = words[match.span.end :]
            named = rest.lstrip(_MARKS)
            if not named:
                return None, rule
            if _marked(rest):
                return Span(title.end - len(named), title.end), rule
    return title, None


def sentence_case(title: str, text: str) -> str:
    """A title in capitals as a sentence: its words as `text` writes them elsewhere, small where it does not; any other title
    with its first letter large."""
    plain = " ".join(title.split())
    if plain.isupper():
        plain = _WORD.sub(lambda word: _usual(word[0], text), plain)
    return plain[:1].upper() + plain[1:]


def _marked(rest: str) -> bool:
    """Whether a mark parts the label from what follows."""
    return bool(re.match(r"\s*[:–—|·•/\n]|\s-\s|\s*\.\s", rest))


def _usual(word: str, text: str) -> str:
    """The word as running text has it: small if it ever is, else with a capital, else (only ever in capitals) as an acronym."""
    small = word.lower()
    for form in (small, small.capitalize()):
        if re.search(rf"\b{re.escape(form)}\b", text):
            return form
    return small if len(word) > LONGEST_ACRONYM or len(re.findall(rf"\b{re.escape(word)}\b", text)) < 2 else word
