"""The same quantity of the same measure, told again on a later page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factextract.model.candidate import Candidate
from factextract.model.reading import Reading
from factextract.model.value import Quantity


def repeats(metrics: Sequence[Candidate], reading: Reading) -> dict[str, str]:
    """Metric id to the id of the earlier metric that it repeats."""
    first: dict[tuple[object, ...], tuple[str, set[str]]] = {}
    found: dict[str, str] = {}
    for metric in metrics:
        quantity = metric.value
        if not isinstance(quantity, Quantity):
            continue
        key = (quantity.kind, quantity.unit, quantity.value, quantity.low, quantity.high)
        words = set(re.findall(r"\w{3,}", " ".join(s.of(reading.text) for s in metric.part("measure")).casefold()))
        if key not in first:
            first[key] = (metric.id, words)
            continue
        earlier, known = first[key]
        if words and known and len(words & known) >= 0.5 * max(len(words), len(known)):
            found[metric.id] = earlier
    return found
