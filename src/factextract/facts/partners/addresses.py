"""Organisations behind the web and mail addresses of a document: `finmango.org` tells that FinMango is a body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factextract.facts.partners.named import surroundings
from factextract.facts.partners.sighting import Sighting
from factextract.model.candidate import Reason
from factextract.model.geometry import Span
from factextract.model.reading import Reading, touching
from factextract.model.rule import RuleSet
from factextract.model.value import Name
from factextract.ruleset.match import allowed, lifted

LEAST = 4  # letters of a domain that is told from a chance word
MOST_WORDS = 6
_ADDRESS = re.compile(
    r"(?:(?<![\w.-])|(?=@))(?:https?://|www\.|@)?((?:[a-z0-9][a-z0-9-]*\.)*?[a-z0-9][a-z0-9-]{2,})\.(?:(?:co|org|com|ac|gov|net|edu)\.[a-z]{2}"
    r"|org|com|net|int|gov|edu|info|io|eu|example|[a-z]{2})(?![\w.-]*\w)(?:/\S*)?",
    re.I,
)
_WORD = re.compile(r"[^\W_]+")


def addressed(reading: Reading, rules: RuleSet) -> Iterator[Sighting]:
    """A sighting wherever words of the text that no name was read from, run together, are the domain of an address in it. A
    single word must look like a name: it is no place, no part of a longer name and nowhere written small. Where all addresses
    are of one domain, its body is the program's own organisation."""
    rule = rules.rule("partners", "address")
    if rule is None:
        return
    text = reading.text
    addresses = [Span(*found.span()) for found in _ADDRESS.finditer(text)]
    domains = {label for found in _ADDRESS.finditer(text) for label in found[1].casefold().replace("-", "").split(".")}
    labels = {label for label in domains - rules.lexicon.names.hosts if len(label) >= LEAST}
    for span in _runs(text, labels):
        if any(address.overlaps(span) for address in addresses) or touching(reading.names, span):
            continue
        if " " not in span.of(text) and _is_word(span, reading):
            continue
        name = Name(" ".join(span.of(text).split()), span, span)
        role, kinds, before, after = surroundings(reading, name)
        if allowed(rule, role, kinds):
            score, reasons = lifted(rule, before, after)
            told = (Reason(rule.means, rule.score, rule.id), *reasons)
            yield Sighting(name, rule.id, score, told, program=len(labels) == 1)


def _runs(text: str, labels: set[str]) -> Iterator[Span]:
    """Where capitalised words stand that, run together, are one of the labels."""
    words = [(found[0].casefold(), found.start(), found.end()) for found in _WORD.finditer(text)]
    for at, (first, start, _) in enumerate(words):
        if not text[start].isupper() or not any(label.startswith(first) for label in labels):
            continue
        joined = ""
        for word, begin, end in words[at : at + MOST_WORDS]:
            if joined and text[begin - 1] not in " -&\n":
                break
            joined += word
            if joined in labels:
                yield Span(start, end)
                break


def _is_word(span: Span, reading: Reading) -> bool:
    """Whether a single word is a common one, a place or part of other names, which a domain happens to be."""
    word, text = span.of(reading.text), reading.text
    if touching(reading.places, span) or any(word in name.text.split() for name in reading.names):
        return True
    return re.search(rf"(?<![\w@./-]){re.escape(word.lower())}(?![\w.-])", text) is not None
