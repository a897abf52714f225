"""How fast the engines read: milliseconds of CPU a page, pdfium against pdfplumber, and pages of 200,000 path segments.

    python benchmarks/engines.py FILE.pdf...

The yardstick is what pdfplumber's users call: `extract_words` with font and size, and a page's rectangles, lines, curves
and images. Processor time is taken, so that a busy machine does not count, each document after a collection of garbage.
"""

from __future__ import annotations

import gc
import logging
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import pdfplumber

from factextract import registry
from factextract.settings import Settings

SEGMENTS = 200_000


def with_engine(name: str, path: Path) -> list[float]:
    """Seconds of each page, opening the file counted on the first."""
    seconds = []
    start = time.process_time()
    with registry.get("engines", name).open(path, Settings()) as reader:
        for number in range(1, reader.pages + 1):
            reader.sheet(number)
            seconds.append(time.process_time() - start)
            start = time.process_time()
    return seconds


def with_pdfplumber(path: Path) -> list[float]:
    seconds = []
    start = time.process_time()
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_words(extra_attrs=["fontname", "size"])
            _ = page.rects, page.lines, page.curves, page.images
            page.close()
            seconds.append(time.process_time() - start)
            start = time.process_time()
    return seconds


def drawn(content: bytes) -> bytes:
    """A PDF of one page with this content stream."""
    return b"".join(
        (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
            b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>endobj\n",
            b"4 0 obj<</Length %d>>stream\n" % len(content),
            content,
            b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n",
        )
    )


def crowded() -> dict[str, bytes]:
    """Pages of as many segments as a detailed map has, drawn in three ways."""
    points = [(i * 7 % 600, i * 13 % 800) for i in range(SEGMENTS)]
    return {
        "one path of lines": b"0 0 m " + b"\n".join(b"%d %d l" % point for point in points) + b" S",
        "one path of small boxes": b"\n".join(b"%d %d 3 3 re" % point for point in points[: SEGMENTS // 4]) + b" f",
        "separate short lines": b"\n".join(b"%d %d m %d %d l S" % (x, y, x + 4, y + 1) for x, y in points),
        "separate long lines": b"\n".join(b"%d %d m %d %d l S" % (x, y, 600 - x, 800 - y) for x, y in points),
    }


def main(names: list[str]) -> None:
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    ratios, fast = [], []
    registry.get("engines", "pdfium")
    for path in map(Path, names):
        gc.collect()
        ours = with_engine("pdfium", path)
        gc.collect()
        theirs = with_pdfplumber(path)
        fast += ours
        ratios.append(sum(theirs) / sum(ours))
        print(
            f"{path.name:40.40} {len(ours):3} pages  pdfium {1e3 * median(ours):6.1f} ms  "
            f"pdfplumber {1e3 * median(theirs):6.1f} ms a page (median)  {ratios[-1]:5.1f} times as fast"
        )
    if fast:
        print(
            f"all: pdfium {1e3 * median(fast):.1f} ms a page (median), {median(ratios):.1f} times as fast (median document)"
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crowded.pdf"
        for what, content in crowded().items():
            path.write_bytes(drawn(content))
            gc.collect()
            print(f"{SEGMENTS:,} segments, {what}: {sum(with_engine('pdfium', path)):.2f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
