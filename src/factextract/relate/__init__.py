"""Relates kept candidates: ids, scope, parts, repeats, story members. Pure; building only validates afterwards.

The relations run in this order: dates, partners, stories, metrics; each sees what the ones before it settled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factextract.model.candidate import Candidate, Links
from factextract.model.reading import Reading
from factextract.model.rule import RuleSet
from factextract.relate.identity import identified
from factextract.relate.members import story_members
from factextract.relate.parts import parts_of
from factextract.relate.repeats import repeats
from factextract.relate.scope import scopes
from factextract.relate.totals import sums

ORDER = ("dates", "partners", "case_studies", "metrics")

Kept = Mapping[str, Sequence[Candidate]]


def relate(kept: Kept, reading: Reading, rules: RuleSet, document_id: str) -> tuple[dict[str, list[Candidate]], Links]:
    """The same candidates, each with its id, and all that links them. `document_id` is the record's `document.id`."""
    named = {
        kind: identified(kept[kind], reading, document_id) for kind in sorted(kept, key=lambda k: (*ORDER, k).index(k))
    }
    metrics = named.get("metrics", [])
    said, summed = parts_of(metrics, reading, rules), sums(metrics, reading)
    scope, reasons = scopes(named, reading, rules)
    return named, Links(
        scope=scope,
        part_of=summed.part_of | said.part_of,
        dimension=said.dimension,
        totals=summed.totals,
        same_as=repeats(metrics, reading),
        members=story_members(named),
        reasons={
            metric.id: (
                *reasons.get(metric.id, ()),
                *said.reasons.get(metric.id, (summed.reasons[metric.id],) if metric.id in summed.reasons else ()),
            )
            for metric in metrics
        },
    )
