"""How much faster two workers are than one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

DOCUMENTS = 100  # that the start, in which a second worker is no help, weighs little, as it does in a run of thousands
BEST_OF = 3


def speed_up(samples: Sequence[Path]) -> float:
    """Seconds of `--jobs 1` over those of `--jobs 2`, the best of each, run in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "in"
        folder.mkdir()
        for number in range(DOCUMENTS):
            content = samples[number % len(samples)].read_bytes()
            (folder / f"{number}.pdf").write_bytes(content + f"\n% {number}\n".encode())
        turns = [[_seconds(folder, Path(name) / f"{turn}-{jobs}", jobs) for jobs in (1, 2)] for turn in range(BEST_OF)]
    return min(one for one, _ in turns) / min(two for _, two in turns)


def _seconds(folder: Path, out: Path, jobs: int) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "factextract", "extract", folder, "-o", out, "--jobs", str(jobs), "--quiet"],
        check=True,
        env=environment,
    )
    return time.perf_counter() - start
