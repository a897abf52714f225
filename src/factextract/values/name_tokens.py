"""Words of a text as the name grammar sees them. Offsets are into the text given."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?"  # U.S.  S.A.  e.V.
    r"|[A-Z]\.(?=\s)"  # an initial: W.
    r"|[AI]/S\b"  # a legal form
    r"|(?:Co|Inc|Ltd|Corp)\.(?=\s?\()"  # its point belongs to it before a short form in brackets
    r"|(?<!\w)(?:[ldnsLDNS]|[Qq]u)['’](?=\w)"  # an elided word: l’Union, d’Irrigation
    r"|[A-Z]{1,3}[$€£]"  # US$
    r"|(?:St|Mt|Sta|Dr|Mr|Mrs|Ms|Prof)\.(?=\s)"
    r"|\w+(?:(?:['’‐‑&+-]|–(?=[A-Z][a-z])|/(?=[A-Z]{2})|\.(?=\w))\w+)*(?:(?<=s)['’](?=\s|$))?"
    r"|\S"
)
_BREAK = re.compile(r"\n\s*\n")
_CONTRACTION = re.compile(r"['’](?:re|ve|ll|m|d|t)$", re.IGNORECASE)
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Figures that refer to a note; behind a word they are no part of it."""
_AMOUNT = re.compile(r"[A-Z]{1,3}\d+(?:[.,]\d+)+|[A-Z]{1,3}\$\d+")
_CODE = 3
"""Letters of a currency's code."""
_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")

_SPELLINGS = {
    "organisation": "organization", "organisations": "organizations", "programme": "program", "programmes": "programs",
    "centre": "center", "centres": "centers", "labour": "labor", "defence": "defense", "licence": "license",
    "co-operation": "cooperation", "co-operative": "cooperative", "co-ordination": "coordination",
    "immunisation": "immunization", "paediatric": "pediatric", "theatre": "theater",
    "dept": "department", "govt": "government", "univ": "university",
}  # fmt: skip
"""Spellings of one word that names of the same body mix freely; the right side is how word lists write it."""


@lru_cache(maxsize=1 << 16)
def key(word: str) -> str:
    """How word lists write a word: small letters, straight apostrophes and hyphens, abbreviations without points."""
    if word in ("&", "+"):
        return "and"
    if _ABBREVIATION.fullmatch(word):
        word = word.replace(".", "")
    word = word.casefold().replace("’", "'").replace("‐", "-").replace("‑", "-").rstrip(".'")
    return _SPELLINGS.get(word, word)


def keys(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as word lists write them, possessive endings left out."""
    if phrase.replace(" ", "").isalnum():
        # Most names have nothing but plain words; a gazetteer has a hundred thousand of them.
        return tuple(_SPELLINGS.get(word, word) for word in phrase.casefold().split())
    return tuple(key(word[: len(word) - _tail(word)]) for word in _TOKEN.findall(phrase))


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark. `kind`: `cap` (a capital at its start or inside), `low`, `number`, `mark`.

    `key` leaves out a possessive ending, whose length is `tail`. `broken` says that a blank line or a tab stands before it,
    `line` that a line break does.
    """

    text: str
    start: int
    end: int
    kind: str
    key: str
    tail: int = 0
    broken: bool = False
    line: bool = False

    @property
    def acronym(self) -> bool:
        """Whether it looks like a shortened name: two capitals or more, at most twelve characters."""
        return self.kind == "cap" and len(self.text) - self.tail <= 12 and sum(c.isupper() for c in self.text) >= 2


def _kind(text: str) -> str:
    if text[0].isdigit():
        return "number"
    if not text[0].isalpha():
        return "mark"
    if _CONTRACTION.search(text):
        return "low"
    if text[0].isupper() or (len(text) > 2 and any(c.isupper() for c in text[1:])):
        return "cap"
    return "low"


def _tail(word: str) -> int:
    """Length of a possessive ending, 0 when there is none."""
    return 2 if len(word) > 3 and word[-2:] in ("'s", "’s", "'S", "’S") and _kind(word) == "cap" else 0


def tokens(text: str) -> list[Token]:
    """All words and marks of `text` in order."""
    found: list[Token] = []
    before = 0
    for match in _TOKEN.finditer(text):
        word = match.group().rstrip(_RAISED)
        if not word:
            continue
        start, end = match.start(), match.start() + len(word)
        kind, tail, plain = _seen(word)
        gap = text[before:start] if before else ""
        if gap in ("", " "):
            found.append(Token(word, start, end, kind, plain, tail))
        else:
            broken = "\t" in gap or _BREAK.search(gap) is not None
            found.append(Token(word, start, end, kind, plain, tail, broken, "\n" in gap))
        if kind == "number" and len(found) > 1 and _is_code(found[-2]):
            found[-2] = replace(found[-2], kind="mark")
        before = match.end()
    return found


@lru_cache(maxsize=1 << 16)
def _seen(word: str) -> tuple[str, int, str]:
    """Kind, tail and key of a word, whatever stands around it."""
    kind, tail = _kind(word), _tail(word)
    if word[-1] in "$€£" or _AMOUNT.fullmatch(word):
        kind = "mark"
    return kind, tail, key(word[: len(word) - tail])


def _is_code(token: Token) -> bool:
    """Whether a word before a number is a currency: `NOK` in `NOK 2.1 million`."""
    return len(token.text) == _CODE and token.text.isupper()


def attribute(token: Token, starters: Collection[str]) -> bool:
    """Whether a word has its capital from a place or name that it begins with ("Nairobi-based", "UN-led")."""
    last = token.text.rpartition("-")[2]
    return last != token.text and last.islower() and last in starters
