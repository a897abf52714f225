"""How much a name says for itself."""

from __future__ import annotations

from typing import Literal

from factextract.model.name_words import NameWords
from factextract.model.value import Name
from factextract.values.known_names import known_at, organisation
from factextract.values.name_bounds import country_end
from factextract.values.name_heads import heads, leading, says_nothing
from factextract.values.name_tokens import tokens

Form = Literal["known", "body", "unit", "spelled", "plain"]


def form(name: Name, words: NameWords) -> Form:
    """`known`: well known; `body`: a word in it names a kind of body, or a country's name begins it; `spelled`: no such
    word, but an acronym beside it; `unit`: only a word that schemes and units bear too; `plain`: nothing but capitals."""
    row = tokens(name.text)
    if organisation(name.text, words) is not None or (row and known_at(row, 0, words) is not None):
        return "known"
    head = leading(heads(row, 0, len(row), words))
    private = bool(row) and row[-1].key in words.legal
    if private or (head is not None and head.strong and not says_nothing(row, 0, len(row), words)):
        return "body"
    if head is not None and not words.schemes.intersection(t.key for t in row[head.first : head.end]):
        country = country_end(row, 0, words)
        if country is not None and len(row) - country > 1:
            return "body"  # Fijian Elections Office
    if name.acronym and len(name.span) > len(name.name_span):
        return "spelled"
    return "unit" if head is not None else "plain"
