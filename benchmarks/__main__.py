"""Measures everything that the project promises about speed and memory, and prints it beside the promise.

    python -m benchmarks [FOLDER]

FOLDER holds PDFs; without it the development documents beside the repository are taken, else the samples.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks import batch, engines, gazetteer, layout

ROOT = Path(__file__).resolve().parent.parent
PAIRS = 3  # runs of each command, in turn
ENTRIES = 100_000  # of a user's gazetteer
EXTRACT = """
import sys
from pathlib import Path
from factextract.pipeline import study
from factextract.settings import Settings
"""


@dataclass(frozen=True)
class Figure:
    """One measured figure beside what is promised."""

    name: str
    measured: str
    promised: str
    holds: bool


def main(folders: Sequence[str]) -> int:
    paths = _documents(folders)
    names = [str(path) for path in paths]
    two_pages = str(ROOT / "samples" / "second-bell-turkana.pdf")
    model = "for p in sys.argv[1:]: study(Path(p), Settings(model={}))"
    figures = [
        *_engines(paths),
        *_layout(paths),
        _pipeline(names, model),
        _limit("factextract --help", [sys.executable, "-m", "factextract", "--help"], 0.4),
        _limit("two pages, cold, with NER", _python(EXTRACT + model.format("None"), two_pages), 2.5),
        _limit("two pages, cold, --model none", _python(EXTRACT + model.format("'none'"), two_pages), 0.8),
        _memory(names, model),
        _workers(),
        *_gazetteer(),
    ]
    table = Table("figure", "measured", "promised", "")
    for figure in figures:
        table.add_row(figure.name, figure.measured, figure.promised, "holds" if figure.holds else "FAILS")
    Console(width=120).print(table)
    return 0


def _documents(folders: Sequence[str]) -> list[Path]:
    wanted = [Path(f) for f in folders] or [ROOT.parent / "shared" / "corpus" / s for s in ("dev", "synthetic")]
    found = sorted(path for folder in wanted if folder.is_dir() for path in folder.glob("*.pdf"))
    return found or sorted((ROOT / "samples").glob("*.pdf"))


def _python(code: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", code, *arguments]


def _engines(paths: Sequence[Path]) -> list[Figure]:
    ours = sum(sum(engines.with_engine("pdfium", path)) for path in paths)
    ratio = sum(sum(engines.with_pdfplumber(path)) for path in paths) / ours
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for content in engines.crowded().values():
            path = Path(folder) / "crowded.pdf"
            path.write_bytes(engines.drawn(content))
            worst = max(worst, sum(engines.with_engine("pdfium", path)))
    return [
        Figure("pdfplumber / pdfium, CPU time of the same pages", f"{ratio:.1f}", ">= 6", ratio >= 6),
        Figure("page of 200,000 path segments", f"{worst:.2f} s", "< 1 s", worst < 1),
    ]


def _layout(paths: Sequence[Path]) -> list[Figure]:
    ratio = layout.cost(paths)
    slowest = layout.slowest_page(sorted((ROOT / "samples").glob("*.pdf")))
    return [
        Figure("layout / reading, CPU time of the same pages", f"{ratio:.2f}", "<= 1.5", ratio <= 1.5),
        Figure("slowest of 300 pages / median of its like", f"{slowest:.1f}", "<= 3", slowest <= 3),
    ]


def _pipeline(names: Sequence[str], model: str) -> Figure:
    """The script's time over the pipeline's, run in turn, each pair a ratio."""
    ours = _python(EXTRACT + model.format("None"), *names)
    theirs = [sys.executable, str(ROOT / "benchmarks" / "yardstick.py"), *names]
    _seconds(ours)  # once for the bytecode
    ratio = median(_seconds(theirs) / _seconds(ours) for _ in range(PAIRS))
    return Figure("pdfplumber + spaCy script / whole pipeline with NER", f"{ratio:.2f}", ">= 1.5", ratio >= 1.5)


def _limit(name: str, command: Sequence[str], most: float) -> Figure:
    _seconds(command)  # once for the bytecode
    seconds = median(_seconds(command) for _ in range(PAIRS))
    return Figure(name, f"{seconds:.2f} s", f"<= {most} s", seconds <= most)


def _memory(names: Sequence[str], model: str) -> Figure:
    """The largest resident set of one process that reads all documents, model included."""
    code = (
        EXTRACT + model.format("None") + "\nimport resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    printed = subprocess.run(_python(code, *names), check=True, capture_output=True, text=True).stdout
    scale = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kibibytes
    mebibytes = int(printed.split()[-1]) * scale / 2**20
    return Figure("peak memory, all documents in one process", f"{mebibytes:.0f} MiB", "<= 400 MiB", mebibytes <= 400)


def _workers() -> Figure:
    ratio = batch.speed_up(sorted((ROOT / "samples").glob("*.pdf")))
    return Figure("a folder with --jobs 1 / --jobs 2, best of three", f"{ratio:.2f}", ">= 1.6", ratio >= 1.6)


def _gazetteer() -> list[Figure]:
    """A user's gazetteer of 100,000 entries, and that looking names up stays linear in the text."""
    loading = gazetteer.load(ENTRIES)
    mebibytes = loading.most / 2**20
    short, long = (spent / size for size, _, spent in (gazetteer.look_up(loading.words, times) for times in (1, 4)))
    return [
        Figure(f"gazetteer of {ENTRIES:,} entries, loading", f"{loading.seconds:.2f} s", "< 2 s", loading.seconds < 2),
        Figure("… its memory at most", f"{mebibytes:.0f} MiB", "< 200 MiB", mebibytes < 200),
        Figure("… looking up, time a word in 4 times the text", f"× {long / short:.2f}", "<= 1.5", long / short <= 1.5),
    ]


def _seconds(command: Sequence[str]) -> float:
    """Wall seconds of a command as installed: with compiled bytecode, which an installer writes and a first run of a clone."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "factextract-bytecode")
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
