"""Numbers that turn a candidate's score into a confidence: how often such a candidate was right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic curve for each kind of fact, with an offset a rule (Platt 1999).

    confidence = 1 / (1 + exp(-(intercept + slope * logit(score) + offset))). `kinds`: kind → (intercept, slope); `rules`: rule
    id → offset, 0 for a rule that was not fitted. A kind that was not fitted keeps its score.
    """

    kinds: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    rules: Mapping[str, float] = field(default_factory=dict)
