"""A table that a spreadsheet program opens runs nothing."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factextract.cells import safe, table

CELLS = [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-2", "'-2"), ("@A1", "'@A1"), ("\t=1", "'\t=1"), (" =1", "' =1"), ("＝1", "'＝1"),
    ("a=1", "a=1"), ("", ""), (None, ""), (-3, "-3"), (0.5, "0.5"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "cell"), CELLS)
def test_a_cell_that_would_be_run_is_kept_as_text(value: str | int | float | None, cell: str) -> None:
    assert safe(value) == cell


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_every_row_is_read_back(row: list[str]) -> None:
    read = list(csv.reader(io.StringIO(table([f"c{n}" for n in range(len(row))], [row]), newline="")))
    assert len(read) == 2
    assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) for cell in read[1])
