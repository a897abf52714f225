"""Confidence: a monotone curve of the score, shifted by the rule, never certain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factextract.calibration import HIGHEST, LOWEST, confidence
from factextract.model.calibration import Calibration
from factextract.ruleset.calibration import calibration

FITTED = Calibration({"metrics": (0.5, 1.2)}, {"metrics.tile": 1.0, "metrics.label": -1.0})


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(["metrics.tile", "metrics.label", "metrics.unknown"]))
def test_a_higher_score_never_gives_less_confidence(a: float, b: float, rule: str) -> None:
    low, high = sorted((a, b))
    one, other = (confidence("metrics", rule, score, FITTED) for score in (low, high))
    assert LOWEST <= one <= other <= HIGHEST


@pytest.mark.parametrize(
    ("kind", "rule", "expected"),
    [
        ("metrics", "metrics.unknown", 0.62),  # the curve alone: 1 / (1 + exp(-0.5))
        ("metrics", "metrics.tile", 0.82),
        ("metrics", "metrics.label", 0.38),
        ("dates", "dates.written", 0.5),  # a kind that was not fitted keeps its score
    ],
)
def test_the_rule_shifts_the_curve(kind: str, rule: str, expected: float) -> None:
    assert confidence(kind, rule, 0.5, FITTED) == expected


def test_the_shipped_numbers_are_fitted_for_every_kind() -> None:
    assert set(calibration().kinds) == {"metrics", "partners", "dates", "case_studies"}
    assert all(slope > 0 for _, slope in calibration().kinds.values())
