"""What layout costs: its time beside the reading time of the same pages, and whether a long document costs more a page.

    python -m benchmarks.layout [FILE.pdf...]

The long document joins the pages of the samples, over and over, to one file of 300 pages. Each page is timed through
reading and the part of layout that is done page by page; pages that show the same are alike. Processor time is taken.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import overload

import pypdfium2

from factextract import registry
from factextract.layout.arrange import arrange
from factextract.model.sheet import Sheet
from factextract.settings import Settings

PAGES = 300
RUNS = 2  # the least time of each page counts


class Timed(Sequence[Sheet]):
    """Sheets that note how long whoever walks over them stays with each."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._sheets = sheets
        self.seconds = [0.0] * len(sheets)

    @overload
    def __getitem__(self, at: int) -> Sheet: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Sheet]: ...

    def __getitem__(self, at: int | slice) -> Sheet | Sequence[Sheet]:
        return self._sheets[at]

    def __len__(self) -> int:
        return len(self._sheets)

    def __iter__(self) -> Iterator[Sheet]:
        for at, sheet in enumerate(self._sheets):
            start = time.process_time()
            yield sheet
            self.seconds[at] += time.process_time() - start


def cost(paths: Sequence[Path]) -> float:
    """Seconds of layout for a second of reading, over all documents."""
    reading = arranging = 0.0
    for path in paths:
        gc.collect()
        start = time.process_time()
        with registry.get("engines", "pdfium").open(path, Settings()) as reader:
            sheets = [reader.sheet(number) for number in range(1, reader.pages + 1)]
        middle = time.process_time()
        arrange(sheets)
        reading += middle - start
        arranging += time.process_time() - middle
    return arranging / reading


def long_document(paths: Sequence[Path], target: Path) -> int:
    """Writes a document of 300 pages made of the pages of others, in turn; returns how many differ."""
    joined = pypdfium2.PdfDocument.new()
    for path in paths:
        with pypdfium2.PdfDocument(path) as source:
            joined.import_pages(source)
    different = len(joined)
    while len(joined) < PAGES:
        joined.import_pages(joined, list(range(min(different, PAGES - len(joined)))))
    joined.save(target)
    joined.close()
    return different


def slowest_page(paths: Sequence[Path]) -> float:
    """The time of the slowest page of the long document over the median of those like it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.pdf"
        different = long_document(paths, path)
        gc.collect()
        gc.disable()  # a collection of garbage falls on a page by chance
        try:
            runs = [_page_seconds(path) for _ in range(RUNS)]
        finally:
            gc.enable()
    seconds = [min(times) for times in zip(*runs, strict=True)]
    alike = [seconds[first::different] for first in range(different)]
    return max(max(times) / median(times) for times in alike)


def _page_seconds(path: Path) -> list[float]:
    seconds, sheets = [], []
    with registry.get("engines", "pdfium").open(path, Settings()) as reader:
        for number in range(1, reader.pages + 1):
            start = time.process_time()
            sheets.append(reader.sheet(number))
            seconds.append(time.process_time() - start)
    timed = Timed(sheets)
    arrange(timed)
    return [read + arranged for read, arranged in zip(seconds, timed.seconds, strict=True)]


if __name__ == "__main__":
    named = [Path(name) for name in sys.argv[1:]]
    samples = sorted((Path(__file__).resolve().parent.parent / "samples").glob("*.pdf"))
    print(f"layout / reading: {cost(named or samples):.2f}; slowest page / its like: {slowest_page(samples):.2f}")
