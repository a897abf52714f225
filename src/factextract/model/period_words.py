"""The words that the period grammar knows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """Word lists of one language for values/period."""
