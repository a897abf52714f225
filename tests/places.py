"""Where test documents lie: the samples in the repository, the development documents beside it (absent on most machines)."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
SHARED = ROOT.parent / "shared"
SEED = SHARED / "seed"
NO_SHARED = f"the development documents are not at {SHARED.name}/ beside the repository"
