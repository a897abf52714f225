"""Metrics that several documents of one program tell: the same quantity of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from factextract.organisations.wording import folded
from factextract.records import Metric, PeriodRef, PlaceRef, Record

_ALIKE = 0.5
"""Share of the words of the longer measure that both must have; as within a document."""
_TELLING = 3
"""Significant digits from which a value is no coincidence."""
_LARGE = Decimal(10_000)
_WORD = re.compile(r"[^\W_]{3,}|\d+")
_EMPTY = frozenset(
    {"the", "and", "for", "with", "that", "this", "from", "were", "was", "have", "has", "been", "total", "number"}
)


@dataclass(frozen=True, slots=True)
class Told:
    """A metric and its document."""

    record: Record
    metric: Metric


def repeated(records: Sequence[Record]) -> list[tuple[Told, ...]]:
    """Groups of metrics of two documents or more, in the order of the documents given; each group counts once.

    What a document itself repeats stands behind its first mention. Two are one when value, unit and kind agree, the measures
    share their words, and no place or period that is written beside them differs. A common value (`12`) needs the same measure.
    """
    alike: dict[tuple[object, ...], list[Told]] = {}
    for record in records:
        for metric in record.metrics:
            alike.setdefault(_quantity(metric), []).append(Told(record, metric))
    found = [group for several in alike.values() for group in _grouped(several)]
    places = {record.document.id: at for at, record in enumerate(records)}
    whole = [group for group in found if len({t.record.document.id for t in group}) > 1]
    return sorted(whole, key=lambda g: (places[g[0].record.document.id], g[0].record.metrics.index(g[0].metric)))


def _quantity(metric: Metric) -> tuple[object, ...]:
    numbers = tuple(None if v is None else Decimal(v).normalize() for v in (metric.value, metric.low, metric.high))
    return metric.kind, metric.unit, metric.per, *numbers


def _grouped(several: Sequence[Told]) -> Iterator[tuple[Told, ...]]:
    """Groups among metrics of one quantity; each joins the first group all of whose members it agrees with."""
    groups: list[list[Told]] = []
    for told in several:
        fitting = next((g for g in groups if all(_same(told, other) for other in g)), None)
        if fitting is None:
            groups.append([told])
        else:
            fitting.append(told)
    return map(tuple, groups)


def _same(one: Told, other: Told) -> bool:
    if one.record is other.record:
        return other.metric.id in (one.metric.same_as, other.metric.same_as) or _chained(one, other)
    if _clash(one.metric.place, other.metric.place) or _clash(one.metric.period, other.metric.period):
        return False
    if {one.metric.status, other.metric.status} == {"actual", "target"} or one.metric.change != other.metric.change:
        return False
    words, others = _words(one.metric.measure), _words(other.metric.measure)
    if not words or not others:
        return one.metric.kind == "money" and _rare(one.metric)  # a budget often stands without a word for what it is
    if words == others:
        return True
    return _rare(one.metric) and len(words & others) >= _ALIKE * max(len(words), len(others))


def _chained(one: Told, other: Told) -> bool:
    return one.metric.same_as is not None and one.metric.same_as in (other.metric.id, other.metric.same_as)


def _rare(metric: Metric) -> bool:
    """Whether a value hardly comes twice by chance: large, or with several digits that tell."""
    numbers = [Decimal(v) for v in (metric.value, metric.low, metric.high) if v is not None]
    return any(abs(n) >= _LARGE or len(n.normalize().as_tuple().digits) >= _TELLING for n in numbers)


def _clash(one: PlaceRef | PeriodRef | None, other: PlaceRef | PeriodRef | None) -> bool:
    """Whether both stand beside their metric and differ; what a factsheet's metrics inherit from it says nothing here."""
    if one is None or other is None or one.inherited_from or other.inherited_from:
        return False
    return _told(one) != _told(other)


def _told(ref: PlaceRef | PeriodRef) -> tuple[str | None, ...]:
    if isinstance(ref, PeriodRef):
        return ref.start, ref.end
    return ref.country, folded(ref.text).casefold()


def _words(measure: str | None) -> frozenset[str]:
    """The words of a measure without plural endings."""
    found = _WORD.findall(folded(measure or "").casefold())
    return frozenset(w[:-1] if len(w) > 4 and w.endswith("s") and not w.endswith("ss") else w for w in found) - _EMPTY
