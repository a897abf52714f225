"""A workbook, one sheet a kind; texts are texts, whatever they begin with."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.utility import xl_rowcol_to_cell

from factextract.errors import SinkError
from factextract.records import Outcome
from factextract.sinks._folder import Folder
from factextract.sinks._listing import LISTINGS, listed
from factextract.tables import Row, Table, Value

PLACE = "facts.xlsx"
MOST_ROWS = 1_048_576
MOST_UNITS = 32_767
"""UTF-16 units of a cell's text."""
_MOST_DIGITS = 15  # that a spreadsheet program keeps of a number
_FIRST_DATE = date(1900, 3, 1)  # before it the programs do not agree which day a number is
_MADE = datetime(2000, 1, 1)  # the same facts give the same bytes
_WIDEST, _NARROWEST = 60, 8  # in characters
_ESCAPED = re.compile(r"[\0-\x08\x0b-\x1f\ufffe\uffff]")


class XlsxSink:
    """Writes facts.xlsx when it is closed without an error. `remarks` names each cell that is not just what the record says."""

    def __init__(self, folder: Path, names: Mapping[str, str]) -> None:
        self._pending = Folder(folder).pending(PLACE)
        self.remarks: list[str] = []
        self._runs: set[object] = set()
        self._book = xlsxwriter.Workbook(self._pending.file, {"constant_memory": True})
        self._book.set_properties({"created": _MADE})
        formats = _Formats(self._book)
        self._sheets = {table.name: _Sheet(table, self._book, formats, self.remarks) for table in LISTINGS}

    def write(self, outcome: Outcome) -> str | None:
        """Raises SinkError when a sheet is full."""
        if outcome.record is None:
            return None
        with self._pending.told():
            for table, rows in listed(outcome.record, self._runs):
                for row in rows:
                    self._sheets[table.name].add(row)
        return PLACE

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._finish()
        except SinkError:
            self._pending.drop()
            raise
        if error:
            self._pending.drop()
        else:
            self._pending.close()

    def _finish(self) -> None:
        with self._pending.told():
            for sheet in self._sheets.values():
                sheet.finish()
            try:
                self._book.close()
            except XlsxWriterException as refused:
                raise OSError(str(refused)) from refused


class _Formats:
    """The looks of cells, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self.head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4"})
        self.plain = book.add_format()
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._numbers: dict[int, Any] = {}

    def number(self, decimals: int) -> Any:
        if decimals not in self._numbers:
            shown = "#,##0" + ("." + "0" * decimals if decimals else "")
            self._numbers[decimals] = self._book.add_format({"num_format": shown})
        return self._numbers[decimals]


class _Sheet:
    def __init__(self, table: Table, book: Any, formats: _Formats, remarks: list[str]) -> None:
        self._table, self._formats, self._remarks = table, formats, remarks
        self._sheet = book.add_worksheet(table.plural)
        self._sheet.freeze_panes(1, 1)
        self._row = 0
        self._escaped: list[str] = []
        self._widths = [max(len(name), _NARROWEST) for name in table.names]
        for at, name in enumerate(table.names):
            self._sheet.write_string(0, at, name, formats.head)

    def add(self, row: Row) -> None:
        self._row += 1
        if self._row >= MOST_ROWS:
            raise SinkError(
                f"{PLACE}: the sheet {self._table.plural} is full: a sheet has {MOST_ROWS} rows",
                hint="export as parquet or csv, or fewer records at a time",
            )
        for at, value in enumerate(row):
            if value is not None:
                self._widths[at] = max(self._widths[at], min(self._put(at, value), _WIDEST))

    def finish(self) -> None:
        if self._escaped:
            cells = ", ".join(self._escaped)
            self._remarks.append(f"{PLACE}: {self._table.plural}: control characters are written as _xHHHH_ in {cells}")
        last = len(self._widths) - 1
        self._sheet.autofilter(0, 0, self._row, last)
        for at, width in enumerate(self._widths):
            self._sheet.set_column(at, at, width + 2)

    def _put(self, at: int, value: Value) -> int:
        """Writes a cell; returns about how many characters wide it is shown."""
        if isinstance(value, bool):
            self._sheet.write_boolean(self._row, at, value)
            return 5
        if isinstance(value, int | float):
            self._sheet.write_number(self._row, at, value)
            return len(str(value))
        if isinstance(value, Decimal):
            return self._number(at, value)
        if isinstance(value, date) and value >= _FIRST_DATE:
            self._sheet.write_datetime(self._row, at, value, self._formats.day)
            return 10
        return self._text(at, _words(value))

    def _number(self, at: int, value: Decimal) -> int:
        text = format(value, "f")
        decimals = len(text.partition(".")[2])
        digits = text.lstrip("-").replace(".", "").strip("0")
        if len(digits) > _MOST_DIGITS or decimals > _MOST_DIGITS:
            self._remark(at, "is text, as a number it would lose digits")
            return self._text(at, text)
        self._sheet.write_number(self._row, at, float(value), self._formats.number(decimals))
        return len(text) + len(text) // 3

    def _text(self, at: int, text: str) -> int:
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2
        if units > MOST_UNITS:
            self._remark(at, f"holds the first part of {len(text)} characters")
            text = _cut(text, f"… [cut, {len(text)} characters in all]")
        if _ESCAPED.search(text):
            self._escaped.append(xl_rowcol_to_cell(self._row, at))
        if text.startswith("<r>") and text.endswith("</r>"):
            # The library would take it for markup of its own.
            self._sheet.write_rich_string(self._row, at, self._formats.plain, text[:1], self._formats.plain, text[1:])
        else:
            self._sheet.write_string(self._row, at, text)
        return max(map(len, text[: 4 * _WIDEST].split("\n")))

    def _remark(self, at: int, words: str) -> None:
        self._remarks.append(f"{PLACE}: {self._table.plural}!{xl_rowcol_to_cell(self._row, at)} {words}")


def _words(value: Value) -> str:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else str(value)


def _cut(text: str, mark: str) -> str:
    room = 2 * (MOST_UNITS - len(mark.encode("utf-16-le")) // 2)
    return text.encode("utf-16-le", "surrogatepass")[:room].decode("utf-16-le", "ignore") + mark


PLUGIN = XlsxSink
