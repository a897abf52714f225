"""What else was read at a place: dates, countries, the recogniser's mentions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar

from factextract.model.geometry import Span

REACH = 4
"""Things before a place that can still reach it; they hardly overlap one another."""


class Placed(Protocol):
    """Anything with a span."""

    @property
    def span(self) -> Span: ...


T = TypeVar("T", bound=Placed)


def at(things: Sequence[T], span: Span) -> list[T]:
    """Those of `things` (sorted by position) that overlap `span`."""
    low = max(0, bisect_left(things, span.start, key=lambda thing: thing.span.start) - REACH)
    high = bisect_left(things, span.end, key=lambda thing: thing.span.start)
    return [thing for thing in things[low:high] if thing.span.overlaps(span)]
