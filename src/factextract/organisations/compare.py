"""How alike two organisations are, and whether they can be one at all."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from factextract.organisations.profile import FEDERAL, Profile
from factextract.organisations.wording import MINISTRIES, Wording, vocabulary, word_lists, wording

SURE = 0.9
"""From here two are merged. Set on tests/organisations/variants.yaml so that no decoy reaches it."""
OPEN = 0.75
"""From here a person is asked."""
_CAP = 0.88
"""Most that two can reach that differ in a word that may matter."""
_LIGHT = frozenset(
    {"society", "organization", "association", "company", "corporation", "ngo", "incorporated", "limited"}
)
"""Words that names of one body have or lack."""
_PARTS = frozenset(
    {"school", "faculty", "department", "division", "branch", "unit", "office", "laboratory", "hospital", "center", "chapter",
     "team", "section", "institute", "college", "bureau", "cell", "region", "north", "south", "east", "west"}
)  # fmt: skip
"""Words that make the longer of two names that of a part."""
_NUMERAL = re.compile(r"\d+|[ivx]+")
_SHORT_WORD, _LONG_WORD, _LONGEST_WORD = 5, 8, 9
"""Letters from which one slip, one slip between two words that nobody knows, and two slips are believed."""
_ATTESTED = 2
"""Documents in which a spelling stands that is no slip."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` in 0..1; `apart`: they cannot be one body, whatever else agrees; `why` in a few words."""

    score: float
    apart: bool = False
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much a word tells: inverse frequency over the organisations of the set and the well-known ones (Spärck Jones 1972)."""

    counts: Mapping[str, int]
    documents: Mapping[str, int]
    total: int

    def weight(self, word: str) -> float:
        return math.log((self.total + 1) / (self.counts.get(word, 0) + 1)) + 0.1

    def known(self, word: str) -> bool:
        """Whether a spelling is no slip: a listed word, or one that several documents have."""
        return word in vocabulary() or self.documents.get(word, 0) >= _ATTESTED


def rarity(profiles: Iterable[Profile]) -> Rarity:
    counts: Counter[str] = Counter()
    documents: dict[str, set[str]] = {}
    total = 0
    for profile in profiles:
        own = {word for w in profile.wordings for word in w.core}
        counts.update(own)
        total += 1
        for word in own:
            documents.setdefault(word, set()).update(m.document for m in profile.members)
    for body in word_lists().organisations:
        counts.update(set(wording(body.name).core))
        total += 1
    return Rarity(counts, {word: len(where) for word, where in documents.items()}, total)


def compare(one: Profile, other: Profile, rarity: Rarity) -> Likeness:
    """Compares two organisations; symmetric."""
    barred = _barred(one, other)
    if barred:
        return Likeness(0.0, True, (barred,))
    shared = one.identifiers & other.identifiers
    if shared:
        return Likeness(1.0, why=(f"identifier {':'.join(min(shared))}",))
    if one.known is not None and one.known is other.known:
        return Likeness(1.0, why=("the same well-known organisation",))
    if one.short or other.short:
        return _by_acronym(one, other)
    best = max(
        (_alike(a, b, rarity) for a in one.wordings for b in other.wordings), key=lambda s: (s.score, not s.apart)
    )
    return _in_context(one, other, best)


def _barred(one: Profile, other: Profile) -> str | None:
    """Why two cannot be one body, before their words are compared."""
    if one.known and other.known and one.known is not other.known:
        return "two well-known organisations"
    schemes = {scheme for scheme, _ in one.identifiers} & {scheme for scheme, _ in other.identifiers}
    if schemes and not one.identifiers & other.identifiers:
        return "different identifiers"
    named, also = one.wordings[0].countries, other.wordings[0].countries
    if named and also and not named & also:
        return "different countries in the names"
    if not (one.local or other.local):
        return None
    if one.places and other.places:
        return None if one.places == other.places or _short_of(one, other) else "different countries"
    unknown = one if not one.places else other
    places = one.places | other.places or one.maybe & other.maybe
    if unknown.maybe and not (unknown.maybe & places) and not _short_of(one, other):
        return "different countries"
    return None


def _short_of(one: Profile, other: Profile) -> bool:
    """A short form met in a document on one country, of a body that is not bound to one."""
    return (one.short and not other.local) or (other.short and not one.local) or (one.short and other.short)


def _by_acronym(one: Profile, other: Profile) -> Likeness:
    """Where one of the two is nothing but an acronym."""
    shared = {a for a in one.acronyms & other.acronyms if len(a) > 2}
    together = _together(one, other)
    if shared:
        longest = max(shared, key=lambda a: (len(a), a))
        why = (f"acronym {longest.upper()}",)
        if together:
            return Likeness(0.95, why=(*why, "same country or program"))
        if one.short and other.short and one.places and other.places:
            return Likeness(0.7, why=(*why, "different countries"))
        return Likeness(0.92 if len(longest) > 4 else 0.86, why=why)
    if one.short and other.short:
        return Likeness(0.0, apart=bool(one.acronyms and other.acronyms and together))
    short, long = (one, other) if one.short else (other, one)
    letters = {a for a in short.acronyms if len(a) > 2}
    if not long.acronyms and any(w.initials in letters for w in long.wordings):
        return Likeness(0.91 if together else 0.78, why=("initials", *(("same country",) if together else ())))
    return Likeness(0.0, apart=bool(long.acronyms))


def _together(one: Profile, other: Profile) -> bool:
    """Whether both are met in one country, or in documents of one program."""
    if one.local and other.local:
        return bool(one.places and one.places == other.places) or bool(one.program and one.program == other.program)
    homes = [{m.home for m in p.members if len(m.home) == 1} for p in (one, other)]
    return bool(homes[0] & homes[1])


def _alike(one: Wording, other: Wording, rarity: Rarity) -> Likeness:
    """Compares two wordings by their words alone."""
    if one.core == other.core:
        return Likeness(1.0, why=("same words",))
    if one.joined == other.joined:
        return Likeness(0.98, why=("same letters",))
    left, right = _leftovers(one.core, other.core)
    if not left and not right:
        if one.swaps and other.swaps:
            return Likeness(_CAP, why=("same words in another order",))
        return Likeness(0.96, why=("same words in another order",))
    matched = list((Counter(one.core) & Counter(other.core)).elements())
    left, right, quality, why = _slips(left, right, matched, rarity)
    shared = sum(map(rarity.weight, matched))
    rest = sum(map(rarity.weight, (*left, *right)))
    slipped = sum(rarity.weight(w) for w in one.core) - shared - sum(map(rarity.weight, left))
    score = (shared + slipped) / (shared + slipped + rest / 2) if shared + slipped else 0.0
    if left and right:
        return Likeness(min(score, 0.6), True, (f"{' '.join(left)} ≠ {' '.join(right)}",))
    more = set(left or right)
    if not more:
        return Likeness(quality, why=why)
    longer = one if left else other
    if more <= _LIGHT and len(matched) > 1:
        return Likeness(min(quality, 0.93), why=(*why, f"only one says {' '.join(sorted(more))}"))
    part = more & _PARTS or any(_NUMERAL.fullmatch(w) for w in more)
    ministry = bool((one.heads | other.heads) & MINISTRIES)
    limit = 0.7 if part else _CAP - 0.02 * (ministry or not longer.state)
    return Likeness(min(score, quality, limit), why=(*why, f"only one says {' '.join(left or right)}"))


def _leftovers(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The words of each that the other lacks, in order."""
    common = Counter(one) & Counter(other)

    def rest(words: tuple[str, ...]) -> list[str]:
        spare = Counter(common)
        found = []
        for word in words:
            if spare[word]:
                spare[word] -= 1
            else:
                found.append(word)
        return found

    return rest(one), rest(other)


def _slips(
    left: list[str], right: list[str], matched: list[str], rarity: Rarity
) -> tuple[list[str], list[str], float, tuple[str, ...]]:
    """Takes out of both sides what is one word with a slip, with how sure that is (0..1)."""
    if "".join(left).replace("-", "") == "".join(right).replace("-", ""):
        return [], [], 0.97, ("a word parted",)
    quality, why = 1.0, []
    telling = any(word not in vocabulary() for word in matched)
    for word in list(left):
        scored = [(_same_word(word, o, telling, rarity), o) for o in right]
        sure, match = max(scored, default=(0.0, ""), key=lambda s: (s[0], s[1]))
        if sure:
            left.remove(word)
            right.remove(match)
            quality = min(quality, sure)
            why.append(f"{word} ~ {match}")
    return left, right, quality, tuple(why)


def _same_word(one: str, other: str, telling: bool, rarity: Rarity) -> float:
    """How sure two words are one: plural and singular, noun and adjective in -al, a slip of the pen or of the page's reading;
    0 when they are not."""
    short, long = sorted((one, other), key=lambda w: (len(w), w))
    if long in (f"{short}s", f"{short}es", f"{short}'s"):
        return 0.97
    if one[0] != other[0] or any(c.isdigit() for c in one + other):
        return 0.0
    if long == f"{short.rstrip('e')}al" and len(short) > _SHORT_WORD:
        return 0.95
    slips = OSA.distance(one, other, score_cutoff=2)
    if len(short) < _SHORT_WORD - 1 or slips > (2 if len(short) >= _LONGEST_WORD else 1):
        return 0.0
    familiar = [rarity.known(w) for w in (one, other)]
    if all(familiar):
        return 0.0
    listed = one in vocabulary() or other in vocabulary()
    if (listed and len(long) >= _SHORT_WORD) or len(short) >= _LONG_WORD or (any(familiar) and telling):
        return 0.94
    return 0.8


def _in_context(one: Profile, other: Profile, words: Likeness) -> Likeness:
    """The likeness of two names, given what else is known of both bodies."""
    score, why = words.score, list(words.why)
    shared = one.acronyms & other.acronyms
    same_ministry = bool(one.wordings[0].heads & MINISTRIES) and score <= _CAP
    if shared and not words.apart and not same_ministry:
        score += 0.04
        why.append(f"acronym {max(shared).upper()}")
    elif one.acronyms and other.acronyms and not shared:
        score -= 0.03 if score > 0.95 else 0.1
        why.append("different acronyms")
    if one.org_type and other.org_type and one.org_type != other.org_type:
        score -= 0.02
    if words.apart:
        return Likeness(min(max(score, 0.0), 0.6), not shared, tuple(why))
    limit, reason = _limit(one, other, words)
    if reason and score > limit:
        why.append(reason)
    return Likeness(round(max(0.0, min(score, limit, 1.0)), 3), why=tuple(why))


def _limit(one: Profile, other: Profile, words: Likeness) -> tuple[float, str]:
    """The most that two may reach for where they are, and why."""
    together = bool(one.program and one.program == other.program)
    if one.local or other.local:
        if one.wordings[0].says_little and not together:
            return 0.5, "says little by itself"
        if not (one.places and other.places) and not together:
            return (0.85 if words.score >= SURE and _may_be_near(one, other) else 0.7), "country not known"
        stated = one.wordings[0].countries or other.wordings[0].countries or one.country or other.country
        if one.wordings[0].state and not stated and one.places & FEDERAL and not together:
            return 0.85, "states may have one each"
        return 1.0, ""
    if one.country and other.country and one.country != other.country:
        return 0.85, "different countries"
    named, also = one.wordings[0].countries, other.wordings[0].countries
    if named != also:
        return _one_country(*((one, other) if named else (other, one)))
    lone = all(len(w.core) == 1 for p in (one, other) for w in p.wordings)
    if lone and words.score >= SURE and _elsewhere(one, other):
        return 0.85, "one word, different countries"
    return 1.0, ""


def _may_be_near(one: Profile, other: Profile) -> bool:
    """Whether anything but a name that every country may use speaks for two bodies of which one's country is not known."""
    generic = one.wordings[0].generic and other.wordings[0].generic
    return (
        not generic
        or bool(one.maybe & (other.places | other.maybe) or other.maybe & one.places)
        or not (one.places or other.places)
    )


def _one_country(names: Profile, silent: Profile) -> tuple[float, str]:
    """Where only one of two names has a country: an address tells what is so anyway, a word of the name may make it a branch."""
    named = names.wordings[0].countries
    home = {country for m in silent.members for country in m.home}
    if silent.known is None and len(named) == 1 and (silent.country in named or home == named):
        return (1.0, "") if names.wordings[0].addressed else (0.85, "only one names its country")
    return (0.8 if named & home else 0.7), "only one names a country"


def _elsewhere(one: Profile, other: Profile) -> bool:
    """Whether the documents of the two are about different countries."""
    homes = [{country for m in p.members for country in m.home} for p in (one, other)]
    return bool(homes[0] and homes[1] and not homes[0] & homes[1])
