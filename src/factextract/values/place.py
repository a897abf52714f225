"""Countries named in text. A demonym is no country, nor is a country's name inside another name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from factextract.model.geometry import Span
from factextract.model.place_words import PlaceName, PlaceWords
from factextract.model.value import Place
from factextract.values.period_scan import BREAK, DASHES, Token, scan

_CAPITALISED = re.compile(r"(?<![^\W_])[^\W\d_a-z][^\W\d_]*")
_LONGEST_NAME = 64
"""Characters that the longest name takes, line breaks and spaces included."""
_NEAR = 300
"""How far, in characters, a word speaks for another place of the same name."""
_IN_FRONT = frozenset({"THE", "AND", "FOR", "FROM"})
"""Words in capitals that do not make `US` a pronoun, as `ABOUT US` and `JOIN US` do."""
_APOSTROPHES = frozenset("'’‘ʼ")


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A word in lower case without accents, its dashes and apostrophes plain: what names are compared by."""
    if word in DASHES:
        return "-"
    if word in _APOSTROPHES:
        return "'"
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def places(text: str, words: PlaceWords, *, within: bool = False) -> list[Place]:
    """The countries that `text` names, sorted, none overlapping; the longest name wins. A name may run over a line's end.
    `within`: not those, but what lies in them or comes from them."""
    known = words.within if within else words.names
    found: list[Place] = []
    after = 0
    for word in _CAPITALISED.finditer(text):
        start = word.start()
        names = known.get(fold(word.group())) if start >= after else None
        if names is None:
            continue
        limit = min(len(text), start + _LONGEST_NAME)
        gap = BREAK.search(text, start, limit)
        tokens = scan(text, start, limit if gap is None else gap.start())
        name = next((name for name in names if _stands(name, tokens)), None)
        if name is None:
            continue
        after = tokens[len(name.words) - 1].end
        if name.country is not None and not _refused(text, Span(start, after), name, words):
            found.append(Place(text[start:after], Span(start, after), name.country))
    return found


def _stands(name: PlaceName, tokens: list[Token]) -> bool:
    """Whether the tokens begin with the name, with capitals where it has them."""
    count = len(name.words)
    if len(tokens) < count or (len(tokens) > count and tokens[count].kind == "number" and not tokens[count].spaced):
        return False
    for token, word in zip(tokens, name.words, strict=False):
        if name.exact and token.text != word:
            return False
        if fold(token.text) != fold(word) or (word[0].isupper() and not token.text[0].isupper()):
            return False
    return True


def _refused(text: str, span: Span, name: PlaceName, words: PlaceWords) -> bool:
    """Whether the surroundings say that this is a person, an amount in dollars, `ABOUT US`, or another place of that name."""
    key = fold(name.words[0])
    before = text[max(0, span.start - 40) : span.start].split()
    last = before[-1] if before else ""
    shouted = len(last) > 2 and last.isupper() and last not in _IN_FRONT
    if name.words == ("US",) and (shouted or text[span.end : span.end + 2].lstrip().startswith("$")):
        return True
    if len(name.words) == 1 and key in words.persons and fold(last.rstrip(".")) in words.given_names:
        return True
    near = words.unless_near.get(key, ())
    around = text[max(0, span.start - _NEAR) : span.end + _NEAR] if near else ""
    return any(other in around for other in near)
