"""Shares and breakdowns: which metric is part of which ("37 % of those trained are women" of the 117)."""

from __future__ import annotations

from collections.abc import Sequence

from factextract.model.candidate import Candidate
from factextract.model.reading import Reading
from factextract.model.rule import RuleSet


def parts_of(
    metrics: Sequence[Candidate], reading: Reading, rules: RuleSet
) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """(part id → parent id, part id → (dimension, value)), from the cue rules `dimension` of the rule pack."""
    return {}, {}
