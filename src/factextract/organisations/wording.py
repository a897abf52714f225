"""A name taken apart for comparison: its words without articles, joining words and countries, and what it says of itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from factextract.model.name_words import NameWords
from factextract.ruleset.load import lexicon
from factextract.values.name_heads import heads, says_nothing
from factextract.values.name_tokens import Token, key, keys, tokens
from factextract.values.resolve_names import normal

MINISTRIES = frozenset(
    {
        "ministry",
        "department",
        "directorate",
        "secretariat",
        "ministere",
        "ministerio",
        "bundesministerium",
        "ministerie",
    }
)
"""Heads whose further words are a portfolio: one more word makes another body."""
MISSIONS = frozenset(
    {"embassy", "consulate", "high commission", "delegation", "ambassade", "embajada", "embaixada", "botschaft"}
)
"""Bodies of one country in another: both tell which."""
_SHORTENED = {
    "min": "Ministry", "nat": "National", "natl": "National", "int": "International", "intl": "International",
    "assoc": "Association", "assn": "Association", "org": "Organization", "dev": "Development", "inst": "Institute",
    "fed": "Federation", "soc": "Society", "hosp": "Hospital", "tech": "Technology", "dept": "Department",
    "univ": "University", "govt": "Government", "st": "Saint", "comm": "Commission", "ctr": "Center",
}  # fmt: skip
"""Words that names shorten with a point or an apostrophe ("Min. of Health", "Int'l")."""
_POINTED = re.compile(rf"\b({'|'.join(_SHORTENED)})\.(?=\s)|\b(nat|int|gov|dep|ass)['’](l|t|n)\b", re.IGNORECASE)
_APOSTROPHES = {
    "nat": "National",
    "int": "International",
    "gov": "Government",
    "dep": "Department",
    "ass": "Association",
}
_GOVERNMENTS = re.compile(r"\b(?:Government|Govt)\b(?:['’]s)?", re.IGNORECASE)
_ELIDED = re.compile(r"\b[ld]['’](?=\w{3})", re.IGNORECASE)
UNITED = re.compile(r"^UN(?=\s+\w)")
"""Stands for `United Nations` at the start of a longer name."""
_COMPANY = re.compile(
    r"\b(?:private|proprietary|public)\s+(?:limited|ltd|company)\b|\bGmbH\s*(?:&|und)\s*Co\b\.?(?:\s*KG\b)?",
    re.IGNORECASE,
)
"""Legal forms of several words."""
_SAINT = re.compile(r"\bSt(?=\s+[A-Z])")
_WORD = re.compile(r"[^\W\d_]+")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_LINE_END = re.compile(r"(?<=\w)[-‐]\s*\n\s*(?=[a-z])")
_STATE = frozenset({"republic", "kingdom", "commonwealth", "islamic", "hashemite", "plurinational", "federative"})
_NATIONS = frozenset(
    {"scotland", "scottish", "wales", "welsh", "england", "english", "zanzibar", "kurdistan", "kurdish"}
)
"""Parts of a country whose bodies are not the country's."""
_CONGO = {("democratic", "republic", "congo"): "CD", ("republic", "congo"): "CG"}
"""Two countries that only the words before their common name tell apart, the longer first."""
_LETTERS = str.maketrans(
    {"æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "œ": "oe", "ß": "ss", "ł": "l", "Ł": "L", "đ": "d", "ı": "i"}
)
_HYPHEN = re.compile(r"\w+[-‐‑][A-Z]\w*[a-z]\w*")
_SLIP_FROM = 6
"""Letters of a word for a kind of body from which one slip in it is mended."""
_CODE = 2
_MOST_LETTERS = 12
_ADDRESS = re.compile(r"(?:,\s*|\s\()[^,(]+\)?$")
_GOVERNMENT = "government"


@dataclass(frozen=True, slots=True)
class Wording:
    """One way a body is named. `core`: its words in order without articles, joining words, legal forms and countries, accents
    and case aside; `countries`: ISO codes that it names; `heads`: words of the core that say what kind of body it is.

    `short`: nothing but an acronym. `says_little`: no word that other bodies of its kind could not bear; `generic`: only words
    that a body of any country may bear. `state`: a head of it is the state's. `swaps`: in another order its words may name
    another body (Miami University, University of Miami). `addressed`: a country stands behind the name like an address.
    """

    text: str
    core: tuple[str, ...]
    countries: frozenset[str]
    heads: frozenset[str]
    initials: str
    short: bool
    says_little: bool
    generic: bool
    state: bool
    swaps: bool
    addressed: bool

    @property
    def joined(self) -> str:
        """The core without blanks and hyphens: a word parted at a line end is the same word."""
        return "".join(self.core).replace("-", "")


@lru_cache(maxsize=1)
def word_lists() -> NameWords:
    """Names are read with the word lists of all languages at once; only verbs and the like differ, which names have not."""
    return lexicon("en").names


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """Words that stand in the word lists or in a well-known name: no misspelling of one another."""
    words = word_lists()
    listed = (
        words.heads,
        words.generic,
        words.subjects,
        words.places,
        words.regions,
        words.schemes,
        words.national,
        words.legal,
    )
    found = {folded(part) for listing in listed for phrase in listing for part in phrase.split()}
    found |= {folded(word) for body in words.organisations for spelling in body.spellings for word in keys(spelling)}
    return frozenset(found)


def folded(word: str) -> str:
    """Without accents; a country's code stays in capitals."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.translate(_LETTERS)) if not unicodedata.combining(c))


def cleaned(text: str) -> str:
    """The name on one line, compatibility characters (ligatures) spelled out, words parted at a line end made whole."""
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", _LINE_END.sub("", text)))
    return " ".join(plain.split())


@lru_cache(maxsize=1 << 15)
def wording(name: str) -> Wording:
    """Takes a name apart."""
    words = word_lists()
    text = cleaned(name)
    parted = _HYPHEN.sub(lambda m: m[0] if key(m[0]) in words.countries else re.sub(r"[-‐‑]", " ", m[0]), text)
    parted = _COMPANY.sub("Ltd", UNITED.sub("United Nations", _ELIDED.sub("", parted)))
    spelled = _WORD.sub(_mended, _SAINT.sub("Saint", _POINTED.sub(_in_full, parted)))
    row = tokens(spelled)
    # `normal` takes a country's government for the whole of a name that speaks of one.
    other = normal(_GOVERNMENTS.sub(" ", spelled), words)
    governs = (_GOVERNMENT,) if any(t.key == _GOVERNMENT for t in row) else ()
    exact = _without_state(tuple(map(_country_or_word, (*other, *governs))))
    countries = frozenset(w for w in exact if _is_code(w))
    rest = tuple(w for w in exact if not _is_code(w) and w not in words.joiners)
    rest = (*(t.key for t in row if t.key in _NATIONS and t.key not in rest), *rest)
    if countries and not rest:
        rest = (_GOVERNMENT,)  # a country that takes part is its government
    found = heads(row, 0, len(row), words)
    kinds = frozenset(folded(" ".join(t.key for t in row[h.first : h.end])) for h in found)
    ordinary = (words.generic, words.subjects, words.heads, words.national)
    return Wording(
        text=text,
        core=rest,
        countries=countries,
        heads=kinds,
        initials="".join(t.key[0] for t in row if t.kind == "cap"),
        short=_is_short(row),
        says_little=says_nothing(row, 0, len(row), words) and not any(" " in kind for kind in kinds) and not countries,
        generic=bool(rest) and all(_ordinary(w, kinds, ordinary) for w in rest),
        state=rest == (_GOVERNMENT,) or any(h.head.org_type == "government" and h.strong for h in found),
        swaps=any(h.head.org_type == "academic" for h in found),
        addressed=bool(countries) and _ADDRESS.search(text) is not None,
    )


def acronym_key(acronym: str) -> str:
    """Letters and digits of an acronym, any case; "" for what is too long to be one."""
    letters = "".join(c for c in folded(acronym).casefold() if c.isalnum())
    return letters if 1 < len(letters) <= _MOST_LETTERS else ""


@lru_cache(maxsize=1)
def _unaccented_countries() -> dict[str, str]:
    """Countries by one-word names and adjectives whose accents were left out."""
    return {folded(w): code for w, code in word_lists().countries.items() if " " not in w and folded(w) != w}


def _country_or_word(word: str) -> str:
    """A word without accents; a country's code where the accents of its name are all that differs from the lists ("Perú")."""
    plain = folded(word)
    listed = word_lists().countries.get(plain) if plain != word else None
    return listed or _unaccented_countries().get(plain, plain)


def _mended(match: re.Match[str]) -> str:
    return _without_slip(match[0]) or match[0]


@lru_cache(maxsize=1 << 14)
def _without_slip(word: str) -> str | None:
    """The word for a kind of body that was meant ("Minstry"), capital and all; None when the word stands as it is."""
    plain = key(word)
    if (
        len(plain) < _SLIP_FROM
        or not word[0].isupper()
        or folded(plain) in vocabulary()
        or plain in word_lists().countries
    ):
        return None
    meant = [h for h in _kinds_of_bodies() if h[0] == plain[0] and OSA.distance(h, plain, score_cutoff=1) <= 1]
    return meant[0].capitalize() if len(meant) == 1 and not plain.startswith(meant[0]) else None


@lru_cache(maxsize=1)
def _kinds_of_bodies() -> tuple[str, ...]:
    return tuple(
        sorted(h for h, head in word_lists().heads.items() if " " not in h and len(h) >= _SLIP_FROM and head.strong)
    )


def _in_full(match: re.Match[str]) -> str:
    return _SHORTENED[match[1].lower()] if match[1] else _APOSTROPHES[match[2].lower()]


def _is_code(word: str) -> bool:
    return len(word) == _CODE and word.isupper()


def _is_short(row: list[Token]) -> bool:
    return len(row) == 1 and row[0].acronym


def _ordinary(word: str, kinds: frozenset[str], lists: tuple[Container[str], ...]) -> bool:
    return any(word in kind.split() for kind in kinds) or any(key(word) in listing for listing in lists)


def _without_state(exact: tuple[str, ...]) -> tuple[str, ...]:
    """Without what a country's full name says of its form: `Republic of Kenya` is Kenya."""
    plain = [w for w in exact if w not in ("of", "the")]
    for words, code in _CONGO.items():
        for at in range(len(plain) - len(words) + 1):
            if tuple(plain[at : at + len(words)]) == words:
                plain[at : at + len(words)] = [code]
    found: list[str] = []
    for word in reversed(plain):
        if word in _STATE and found and _is_code(found[-1]):
            continue
        found.append(word)
    return tuple(reversed(found))
