"""Chooses among candidates of one kind: too weak, overlapped by a better one, or kept. Nothing is dropped silently."""

from __future__ import annotations

from collections.abc import Iterable

from factextract.model.candidate import Candidate, Lost

THRESHOLD = 0.5


def settle(candidates: Iterable[Candidate]) -> tuple[list[Candidate], list[Lost]]:
    """(kept in order of position, lost with why). Of two that overlap the higher score stays, then the longer, then the first."""
    kept: list[Candidate] = []
    lost: list[Lost] = []
    ranked = sorted(
        enumerate(candidates), key=lambda c: (-c[1].score, -len(c[1].span), c[1].span.start, c[1].rule, c[0])
    )
    for _, candidate in ranked:
        if candidate.score < THRESHOLD:
            lost.append(Lost(candidate, f"score {candidate.score:.2f} is below {THRESHOLD}"))
            continue
        winner = next((k for k in kept if k.span.overlaps(candidate.span)), None)
        if winner is not None:
            lost.append(Lost(candidate, f"overlaps a better reading by {winner.rule}", winner))
            continue
        kept.append(candidate)
    kept.sort(key=lambda c: (c.span.start, c.span.end))
    return kept, lost
