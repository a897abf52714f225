"""Tables as CSV that a spreadsheet program opens without running anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_RUNS = ("=", "+", "-", "@", "\t", "\n", "|", "＝", "＋", "－", "＠")
"""First characters by which spreadsheet programs take a cell for a formula or a command."""


def table(header: Sequence[str], rows: Iterable[Sequence[str | int | float | None]]) -> str:
    """CSV text (RFC 4180, lines end in a line feed). Absent values are empty; numbers stand as they are."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([safe(value) for value in row] for row in rows)
    return text.getvalue()


def line(row: Sequence[str]) -> str:
    """One row of CSV, without the line feed behind it, of cells that are safe already."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(row)
    return text.getvalue()[:-1]


def safe(value: str | int | float | None) -> str:
    """A cell's text; one that would be run is kept as text by an apostrophe before it."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    plain = value.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return f"'{plain}" if plain.lstrip(" ").startswith(_RUNS) or plain.startswith(_RUNS) else plain
