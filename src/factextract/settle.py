"""Chooses among candidates of one kind: too weak, overlapped by a better one, or kept. Nothing is dropped silently."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from factextract.model.candidate import Candidate, Lost
from factextract.model.geometry import Span

THRESHOLD = 0.5


def settle(candidates: Iterable[Candidate]) -> tuple[list[Candidate], list[Lost]]:
    """(kept in order of position, lost with why). Of two that overlap the higher score stays, then the longer, then the first."""
    # (start, how many-th it was kept, candidate), by position; no two overlap.
    kept: list[tuple[int, int, Candidate]] = []
    lost: list[Lost] = []
    ranked = sorted(
        enumerate(candidates), key=lambda c: (-c[1].score, -len(c[1].span), c[1].span.start, c[1].rule, c[0])
    )
    for _, candidate in ranked:
        if candidate.score < THRESHOLD:
            lost.append(Lost(candidate, f"score {candidate.score:.2f} is below {THRESHOLD}"))
            continue
        winner = _in_the_way(candidate.span, kept)
        if winner is not None:
            lost.append(Lost(candidate, f"overlaps a better reading by {winner.rule}", winner))
            continue
        at = bisect_right(kept, (candidate.span.start, len(kept)), key=lambda k: k[:2])
        kept.insert(at, (candidate.span.start, len(kept), candidate))
    return [candidate for _, _, candidate in kept], lost


def _in_the_way(span: Span, kept: Sequence[tuple[int, int, Candidate]]) -> Candidate | None:
    """The best of the kept candidates that overlap `span`. They overlap no other, so all such stand side by side."""
    last = bisect_left(kept, span.end, key=lambda k: k[0])
    found: list[tuple[int, Candidate]] = []
    for _, rank, candidate in (kept[at] for at in range(last - 1, -1, -1)):
        if candidate.span.end <= span.start:
            break
        found.append((rank, candidate))
    return min(found, key=lambda f: f[0])[1] if found else None
