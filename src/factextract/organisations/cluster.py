"""Joins organisations that are one: the surest pairs first, never two that something holds apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factextract.organisations.blocks import candidates
from factextract.organisations.compare import OPEN, SURE, Likeness, compare, rarity
from factextract.organisations.profile import Profile

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """What a person said: pairs of profiles (indices, the lower first) that are one, and pairs that are not."""

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class Clusters:
    """`groups`: indices of profiles, each group one organisation. `open`: pairs that a person has to decide, the best one of each
    two groups, the likeliest first; of n groups of one name n - 1 pairs, for answers hold through a third, and what is told to
    be different is asked anew of the others by the next run."""

    groups: tuple[tuple[int, ...], ...]
    open: tuple[tuple[Pair, Likeness], ...]


def cluster(profiles: Sequence[Profile], told: Told) -> Clusters:
    """Groups profiles; the same whatever the order in which documents were given."""
    return _Joining(profiles, told).clusters()


class _Joining:
    """Groups that grow (union-find), with the likeness of every pair that was compared."""

    def __init__(self, profiles: Sequence[Profile], told: Told) -> None:
        self._profiles = profiles
        self._told = told
        self._rarity = rarity(profiles)
        self._seen: dict[Pair, Likeness] = {}
        self._group = {index: [index] for index in range(len(profiles))}
        self._owner = list(range(len(profiles)))

    def clusters(self) -> Clusters:
        for one, other in sorted(self._told.same):
            self._join(one, other)
        likely = [(pair, self._likeness(*pair)) for pair in candidates(self._profiles)]
        likely = sorted((p for p in likely if p[1].score >= OPEN), key=lambda p: (-p[1].score, p[0]))
        full = [p for p in likely if self._both_full(p[0])]
        refused = [(pair, like) for pair, like in full if like.score >= SURE and not self._join_if_free(*pair)]
        shorts = [(pair, like) for pair, like in likely if not self._both_full(pair)]
        refused += self._join_short(shorts)
        undecided = [*refused, *((pair, like) for pair, like in likely if like.score < SURE)]
        groups = sorted(tuple(sorted(g)) for g in self._group.values())
        return Clusters(tuple(groups), self._open(undecided))

    def _both_full(self, pair: Pair) -> bool:
        return not any(self._profiles[index].short for index in pair)

    def _join_short(self, pairs: Sequence[tuple[Pair, Likeness]]) -> list[tuple[Pair, Likeness]]:
        """Joins bare acronyms with each other, then with a full name if only one fits. Gives back the pairs left open."""
        sure = [(pair, like) for pair, like in pairs if like.score >= SURE]
        alone = [(pair, like) for pair, like in sure if all(self._profiles[index].short for index in pair)]
        refused = [(pair, like) for pair, like in alone if not self._join_if_free(*pair)]
        fitting: dict[int, dict[int, tuple[Pair, Likeness]]] = {}
        for pair, like in sure:
            short = [index for index in pair if self._profiles[index].short]
            if len(short) == 1:
                full = pair[0] + pair[1] - short[0]
                fitting.setdefault(self._owner[short[0]], {}).setdefault(self._owner[full], (pair, like))
        for found in [fitting[owner] for owner in sorted(fitting)]:
            best = list(found.values())
            if len(best) > 1 or not self._join_if_free(*best[0][0]):
                refused += best
        return refused

    def _open(self, undecided: Sequence[tuple[Pair, Likeness]]) -> tuple[tuple[Pair, Likeness], ...]:
        best: dict[Pair, tuple[Pair, Likeness]] = {}
        for pair, like in sorted(undecided, key=lambda p: (-p[1].score, p[0])):
            low, high = sorted(self._owner[index] for index in pair)
            if low != high and not self._apart(low, high):
                best.setdefault((low, high), (pair, like))
        chain: dict[int, int] = {}
        return tuple(entry for groups, entry in best.items() if self._adds(chain, groups, entry[0]))

    def _adds(self, chain: dict[int, int], groups: Pair, pair: Pair) -> bool:
        """Whether a question tells more than those before it, which `chain` (group → group) links by one name."""
        one, other = (self._profiles[index].wordings[0].core for index in pair)
        if one != other:
            return True
        low, high = sorted(_end(chain, group) for group in groups)
        if low != high:
            chain[high] = low
        return low != high

    def _join_if_free(self, one: int, other: int) -> bool:
        low, high = self._owner[one], self._owner[other]
        if low != high and self._apart(low, high):
            return False
        self._join(one, other)
        return True

    def _join(self, one: int, other: int) -> None:
        low, high = sorted((self._owner[one], self._owner[other]))
        if low != high:
            for index in self._group[high]:
                self._owner[index] = low
            self._group[low] += self._group.pop(high)

    def _apart(self, one: int, other: int) -> bool:
        """Whether any two of two groups cannot be one, or a person said so."""
        return any(
            (min(a, b), max(a, b)) in self._told.different or self._likeness(a, b).apart
            for a in self._group[one]
            for b in self._group[other]
        )

    def _likeness(self, one: int, other: int) -> Likeness:
        pair = (min(one, other), max(one, other))
        known = self._seen.get(pair)
        if known is None:
            known = self._seen[pair] = compare(self._profiles[pair[0]], self._profiles[pair[1]], self._rarity)
        return known


def _end(chain: dict[int, int], group: int) -> int:
    while group in chain:
        group = chain[group]
    return group
