"""The words that the quantity grammar knows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """Word lists of one language for values/quantity."""
