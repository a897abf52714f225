"""From scores to confidences."""

from __future__ import annotations

from dataclasses import replace
from math import exp, log

from factextract.model.calibration import Calibration
from factextract.model.candidate import Candidate

LOWEST, HIGHEST = 0.01, 0.99
"""A confidence is never certain; two decimals are written."""


def confident(candidate: Candidate, calibration: Calibration) -> Candidate:
    """The candidate with its confidence, two decimals."""
    return replace(candidate, confidence=confidence(candidate.kind, candidate.rule, candidate.score, calibration))


def confidence(kind: str, rule: str, score: float, calibration: Calibration) -> float:
    """How often a candidate of that kind, rule and score was right, within LOWEST..HIGHEST."""
    score = min(HIGHEST, max(LOWEST, score))
    curve = calibration.kinds.get(kind)
    if curve is not None:
        intercept, slope = curve
        score = 1 / (1 + exp(-(intercept + slope * log(score / (1 - score)) + calibration.rules.get(rule, 0.0))))
    return round(min(HIGHEST, max(LOWEST, score)), 2)
