"""Which organisations are worth comparing: those that share something rare enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from factextract.organisations.profile import Profile

_MOST = 100
"""Organisations that share a word; where more do, the word tells nothing and rarer ones are left to tell."""
_RAREST = 3
"""Words of a name that make blocks; a slip spoils one of them."""
_START = 5
"""Letters at the start of a name that make a block: a slip in a name of one word seldom comes before."""

Key = tuple[str, ...]


def candidates(profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    """Pairs of indices, the lower first, sorted. The time grows with the number of profiles, not with its square."""
    exact: dict[Key, list[int]] = {}
    loose: dict[Key, list[int]] = {}
    common = Counter(word for profile in profiles for word in {w for wording in profile.wordings for w in wording.core})
    for index, profile in enumerate(profiles):
        for key in set(_exact(profile)):
            exact.setdefault(key, []).append(index)
        for key in set(_loose(profile, common)):
            loose.setdefault(key, []).append(index)
    pairs = {pair for block in exact.values() for pair in pairwise(block)}
    pairs |= {
        pair for block in (*exact.values(), *loose.values()) if len(block) <= _MOST for pair in combinations(block, 2)
    }
    return sorted(pairs)


def _exact(profile: Profile) -> Iterator[Key]:
    """What alone makes two one: neighbours in such a block are compared however large it is."""
    for scheme, number in profile.identifiers:
        yield "identifier", scheme, number
    if profile.known:
        yield "known", profile.known.name
    for wording in profile.wordings:
        yield "name", *sorted(wording.core), "", *sorted(profile.places)


def _loose(profile: Profile, common: Counter[str]) -> Iterator[Key]:
    where = sorted(profile.places) if profile.local else []
    for acronym in profile.acronyms:
        yield "acronym", acronym
    for wording in profile.wordings:
        yield "name", *sorted(wording.core)
        if not profile.acronyms and len(wording.initials) > 2:
            yield "acronym", wording.initials
        yield "start", wording.joined[:_START], *where
        for at, word in enumerate(sorted(wording.core, key=lambda w: (common[w], w))):
            if at < _RAREST:
                yield "word", word
            if where:
                yield "word", word, "", *where
