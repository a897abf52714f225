"""One mention of an organisation, before mentions are merged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from factextract.model.candidate import ALSO, Reason
from factextract.model.geometry import Span
from factextract.model.value import Name


@dataclass(frozen=True, slots=True)
class Role:
    """What an organisation does, as words on the page say it. `weight` ranks between several such words."""

    role: str
    span: Span
    rule: str
    weight: float


@dataclass(frozen=True, slots=True)
class Sighting:
    """A mention of an organisation. `rule` is what found it, `score` how sure that alone makes; `roles` are said beside it.

    `program` marks the program's own organisation, `told` what words nearby call a body: an item of a list of partners, a name
    behind "the association".
    """

    name: Name
    rule: str
    score: float
    reasons: tuple[Reason, ...] = ()
    roles: tuple[Role, ...] = ()
    program: bool = False
    told: bool = False

    def with_role(self, role: Role) -> Sighting:
        return self if role in self.roles else replace(self, roles=(*self.roles, role))


def distinct(sightings: Iterable[Sighting]) -> list[Sighting]:
    """By position, none overlapping another: the surer of two stays, then the longer; it takes over the other's roles."""
    kept: list[Sighting] = []
    starts: list[int] = []
    for sighting in sorted(sightings, key=lambda s: (-s.score, -len(s.name.span), s.name.span.start, s.rule)):
        span = sighting.name.span
        at = bisect_right(starts, span.start)
        rival = next((i for i in (at - 1, at) if 0 <= i < len(kept) and kept[i].name.span.overlaps(span)), None)
        if rival is None:
            kept.insert(at, sighting)
            starts.insert(at, span.start)
            continue
        winner = kept[rival]
        for role in sighting.roles:
            winner = winner.with_role(role)
        also = tuple(Reason(f"{ALSO}{r.why}", 0.0, r.rule) for r in sighting.reasons if r.rule and r.by > 0)
        kept[rival] = replace(
            winner,
            told=winner.told or sighting.told,
            program=winner.program or sighting.program,
            reasons=(*winner.reasons, *(r for r in also if all(r.rule != w.rule for w in winner.reasons))),
        )
    return kept
