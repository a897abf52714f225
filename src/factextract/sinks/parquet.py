"""Parquet files, one a kind, with typed columns: exact decimals, dates, lists."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
from pyarrow import parquet

from factextract.records import Outcome
from factextract.sinks._folder import Folder, Pending
from factextract.sinks._listing import LISTINGS, listed
from factextract.tables import Row, Table

BATCH = 20_000  # rows of a row group
_USUAL = (38, 12)
"""Digits, and those behind the point, of a decimal column: what every reader of Parquet takes."""
_MOST_DIGITS = 76  # of Parquet's widest decimal
_PLAIN = {
    "text": pa.string(), "integer": pa.int64(), "real": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(),
}  # fmt: skip
_LISTS = {
    "boxes": pa.list_(pa.list_(pa.float64())),
    "identifiers": pa.list_(pa.struct([("scheme", pa.string()), ("id", pa.string())])),
    "pages": pa.list_(pa.int64()),
}
_TEXTS = pa.list_(pa.string())


class ParquetSink:
    """Writes `metrics.parquet` and so on; they take their names when the sink is closed without an error.

    Decimals have 38 digits, 12 of them behind the point. Where a number does not fit, its column has up to 76 in all, and beyond
    that holds text; `remarks` tells of it.
    """

    def __init__(self, folder: Path, names: Mapping[str, str]) -> None:
        inside = Folder(folder)
        self.remarks: list[str] = []
        self._runs: set[object] = set()
        self._spool = tempfile.TemporaryDirectory(prefix="factextract-")
        self._files = {
            table.name: _File(table, inside.pending(f"{table.plural}.parquet"), Path(self._spool.name))
            for table in LISTINGS
        }

    def write(self, outcome: Outcome) -> str | None:
        if outcome.record is None:
            return None
        for table, rows in listed(outcome.record, self._runs):
            self._files[table.name].add(rows)
        return "documents.parquet"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._spool:
            for file in self._files.values():
                if error:
                    file.drop()
                else:
                    self.remarks += file.close()


class _File:
    """A table's file. Decimals wait as text in a file of their own until it is known how many digits there are."""

    def __init__(self, table: Table, pending: Pending, spool: Path) -> None:
        self._table, self._pending = table, pending
        self._decimals = {c.name: _Digits() for c in table.columns if c.type == "decimal"}
        self._rows: list[Row] = []
        self._spooled = spool / f"{table.name}.parquet" if self._decimals else None
        written = _schema(table, dict.fromkeys(self._decimals, pa.string()))
        self._writer = parquet.ParquetWriter(self._spooled or pending.file, written, compression="zstd")

    def add(self, rows: list[Row]) -> None:
        self._rows += rows
        if len(self._rows) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        schema = self._writer.schema
        columns = list(zip(*self._rows, strict=True)) or [()] * len(schema)
        for at, name in enumerate(schema.names):
            if name in self._decimals:
                columns[at] = tuple(self._decimals[name].seen(value) for value in columns[at])
        arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
        with self._pending.told():
            self._writer.write_batch(pa.record_batch(arrays, schema=schema))
        self._rows.clear()

    def close(self) -> list[str]:
        """Raises SinkError. Returns what a reader of the file should know."""
        self._flush()
        with self._pending.told():
            self._writer.close()
            if self._spooled:
                self._retyped(self._spooled)
        self._pending.close()
        return [
            f"{self._table.plural}.parquet: column {name} is {digits.type}, as its numbers do not fit {pa.decimal128(*_USUAL)}"
            for name, digits in self._decimals.items()
            if digits.type != pa.decimal128(*_USUAL)
        ]

    def _retyped(self, spooled: Path) -> None:
        schema = _schema(self._table, {name: digits.type for name, digits in self._decimals.items()})
        with (
            parquet.ParquetFile(spooled) as source,
            parquet.ParquetWriter(self._pending.file, schema, compression="zstd") as target,
        ):
            for batch in source.iter_batches(BATCH):
                arrays = [_typed(column, field.type) for column, field in zip(batch.columns, schema, strict=True)]
                target.write_batch(pa.record_batch(arrays, schema=schema))

    def drop(self) -> None:
        self._writer.close()
        self._pending.drop()


class _Digits:
    """The most digits before and behind the point that were seen in a column."""

    def __init__(self) -> None:
        self._before, self._behind = _USUAL[0] - _USUAL[1], _USUAL[1]

    def seen(self, value: object) -> str | None:
        if not isinstance(value, Decimal):
            return None
        text = format(value, "f")
        before, _, behind = text.lstrip("-").partition(".")
        self._before, self._behind = max(self._before, len(before)), max(self._behind, len(behind))
        return text

    @property
    def type(self) -> pa.DataType:
        digits = self._before + self._behind
        if digits <= _USUAL[0]:
            return pa.decimal128(digits, self._behind)
        return pa.decimal256(digits, self._behind) if digits <= _MOST_DIGITS else pa.string()


def _schema(table: Table, decimals: dict[str, pa.DataType]) -> pa.Schema:
    def field(name: str, kind: str, required: bool) -> pa.Field:
        told = decimals.get(name) if kind == "decimal" else _PLAIN.get(kind, _LISTS.get(name, _TEXTS))
        return pa.field(name, told, nullable=not required)

    return pa.schema([field(c.name, c.type, c.required) for c in table.columns])


def _typed(column: pa.Array, wanted: pa.DataType) -> pa.Array:
    if column.type == wanted:
        return column
    return pa.array([None if text is None else Decimal(text) for text in column.to_pylist()], wanted)


PLUGIN = ParquetSink
