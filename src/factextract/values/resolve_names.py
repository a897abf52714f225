"""Which names of a document stand for one organisation: short and long forms, with and without article, country, legal form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factextract.model.name_words import NameWords
from factextract.model.value import Name
from factextract.values.acronym import abbreviates
from factextract.values.known_names import organisation
from factextract.values.name_tokens import tokens

_SHORTEST = 2
"""Words that a name must have for a longer one that begins with it to be the same body ("Kathmandu University" and "Kathmandu
University School of Education")."""

_CAPITALS = 3
"""Capitals of a short form that is believed without brackets."""
_SYLLABLES = 5
"""Letters from which a short form may be made of the name's syllables, whichever these are ("FEPALAGOS": Federation of Fishers of
Los Lagos)."""
_SKIPPED = 4
"""Leading words that a short form may leave out."""


def acronyms(names: Sequence[Name]) -> dict[str, Name]:
    """Short forms that the document itself spells out, with the name that has the longest long form; first one wins a tie."""
    found: dict[str, Name] = {}
    for name in names:
        short = name.acronym
        if short is None or short == name.text or len(name.span) <= len(name.name_span) or not _spells(name):
            continue
        if short not in found or len(name.text) > len(found[short].text):
            found[short] = name
    return found


def normal(text: str, words: NameWords) -> tuple[str, ...]:
    """A name as variants of it agree: small letters, no article or legal form, countries and their adjectives by code,
    `Government of X` and `X Government` alike."""
    found = [t.key for t in tokens(text) if t.kind != "mark" or t.key == "and"]
    while found and words.joiners.get(found[0]) == "the":
        found = found[1:]
    while len(found) > 1 and found[-1] in words.legal:
        found = found[:-1]
    coded = _coded(found, words)
    if len(coded) == 1 and coded[0].isupper():
        coded = [*coded, "government"]  # a country that takes part is its government
    if "government" in coded and any(word.isupper() for word in coded):
        coded = sorted(word for word in coded if word == "government" or word.isupper())
    return tuple(word for word in coded if words.joiners.get(word) != "the")


def resolve(names: Sequence[Name], words: NameWords) -> list[list[int]]:
    """Groups of indices into `names`, each group one organisation, ordered by its first name.

    Two ministries, universities … are never merged for being alike: only for the same words, the same short form, the same
    well-known organisation, or where exactly one longer name begins with the shorter one.
    """
    wordings: dict[tuple[str, str | None], list[int]] = {}
    for index, name in enumerate(names):
        wordings.setdefault((name.text, name.acronym), []).append(index)
    several = list(wordings.values())
    # A wording stands for all its mentions; the one beside its short form tells most.
    told = [max((names[i] for i in indices), key=lambda n: len(n.span) - len(n.name_span)) for indices in several]
    groups = (sorted(index for member in group for index in several[member]) for group in _grouped(told, words))
    return sorted(groups)


def _grouped(names: Sequence[Name], words: NameWords) -> list[list[int]]:
    """Groups of wordings, each given once."""
    forms = [normal(name.text, words) for name in names]
    spelled = acronyms(names)
    owner = list(range(len(names)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    def join(one: int, other: int) -> None:
        low, high = sorted((root(one), root(other)))
        owner[high] = low

    for keys_of in (forms, _joined_up(forms), _known(names, spelled, words), _short(names, spelled)):
        first: dict[object, int] = {}
        for index, key in enumerate(keys_of):
            if key:
                join(first.setdefault(key, index), index)
    for index, longer in (*_initials(names).items(), *_longer(names, forms, words).items()):
        targets = {root(i) for i in longer if root(i) != root(index)}
        if len(targets) == 1:
            join(index, targets.pop())
    groups: dict[int, list[int]] = {}
    for index in range(len(names)):
        groups.setdefault(root(index), []).append(index)
    return list(groups.values())


def _coded(found: Sequence[str], words: NameWords) -> list[str]:
    """The words with each country or its adjective as its code."""
    coded: list[str] = []
    at = 0
    while at < len(found):
        for size in (4, 3, 2, 1):
            code = words.countries.get(" ".join(found[at : at + size]))
            if code is not None and at + size <= len(found):
                coded.append(code)
                at += size
                break
        else:
            coded.append(found[at])
            at += 1
    return coded


def _joined_up(forms: Sequence[tuple[str, ...]]) -> list[str]:
    """Forms without blanks and hyphens: a word parted at a line end is the same word."""
    return ["".join(form).replace("-", "") for form in forms]


def _known(names: Sequence[Name], spelled: Mapping[str, Name], words: NameWords) -> list[int | None]:
    """Index of the well-known organisation that each name is, counted from 1; a short form that the document spells out
    is the document's own."""
    found: list[int | None] = []
    for name in names:
        plain = tuple(t.key for t in tokens(name.text))
        index = _lookup(plain, words)
        if index is None and plain and words.joiners.get(plain[0]) == "the":
            plain = plain[1:]
            index = _lookup(plain, words)
        while index is None and len(plain) > 1 and plain[-1] in words.countries:
            plain = plain[:-1]
            index = _lookup(plain, words)
        found.append(None if name.text in spelled or index is None else index + 1)
    return found


def _lookup(spelling: tuple[str, ...], words: NameWords) -> int | None:
    found = words.known.spellings.get(spelling)
    return None if found is None else found[0]


def _short(names: Sequence[Name], spelled: Mapping[str, Name]) -> list[str | None]:
    """The short form of each name: its own, or the name itself where it is one that another name has."""
    return [
        name.text if name.text in spelled else (name.acronym if name.acronym in spelled and _spells(name) else None)
        for name in names
    ]


def _spells(name: Name) -> bool:
    """Whether a name abbreviates to its short form, leading words aside ("Deutsche Gesellschaft …": GIZ)."""
    rest = name.text.split()
    if name.acronym is None:
        return False
    syllables = name.acronym.isupper() and len(name.acronym) >= _SYLLABLES
    if syllables and name.text[:2].casefold() == name.acronym[:2].casefold():
        return True
    return any(abbreviates(name.acronym, " ".join(rest[skipped:])) for skipped in range(min(_SKIPPED, len(rest))))


def _longer(names: Sequence[Name], forms: Sequence[tuple[str, ...]], words: NameWords) -> dict[int, list[int]]:
    """For each name the longer ones that begin with all its words, or end with them behind a country. A single word must be
    well known, or be followed by nothing but a country."""
    found: dict[int, list[int]] = {}
    for index, form in enumerate(forms):
        sure = len(form) >= _SHORTEST or (
            len(names[index].text) > _SHORTEST and organisation(names[index].text, words) is not None
        )
        for other, long in enumerate(forms) if form else ():
            if len(long) <= len(form):
                continue
            begins, ends = long[: len(form)] == form, long[-len(form) :] == form
            if (begins and (sure or _countries(long[len(form) :]))) or (
                ends and sure and _countries(long[: -len(form)])
            ):
                found.setdefault(index, []).append(other)
    return found


def _initials(names: Sequence[Name]) -> dict[int, list[int]]:
    """For each bare short form the names whose words all give it a letter, though it never stands beside them in brackets."""
    found: dict[int, list[int]] = {}
    for index, name in enumerate(names):
        short = name.text
        if " " in short or sum(c.isupper() for c in short) < _CAPITALS:
            continue
        for other, long in enumerate(names):
            first = [t.key[0] for t in tokens(long.text) if t.kind == "cap"]
            if len(first) >= _CAPITALS and _in_order(first, short.casefold()) and abbreviates(short, long.text):
                found.setdefault(index, []).append(other)
    return found


def _in_order(wanted: Sequence[str], letters: str) -> bool:
    rest = iter(letters)
    return all(any(letter == one for one in rest) for letter in wanted)


def _countries(words: Sequence[str]) -> bool:
    return all(len(word) == 2 and word.isupper() for word in words)
