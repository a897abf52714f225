"""The words that the name grammar knows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameWords:
    """Word lists of one language for values/name."""
