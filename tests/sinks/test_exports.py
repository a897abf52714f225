"""Exports: every value comes back from the formats that keep them, and a text is a text whatever it looks like."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from markdown_it import MarkdownIt
from pyarrow import parquet

from factextract import registry
from factextract.batch.export import export
from factextract.errors import SinkError, UsageError
from factextract.records import Outcome, Record
from factextract.sinks import xlsx
from factextract.sinks._listing import LISTINGS
from factextract.store import open_store
from made_records import BODY, HOSTILE, hostile, metric, record, samples, written
from rebuilt import rebuilt

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("exports") / "records", *samples(), hostile())


def from_parquet(out: Path) -> dict[str, list[dict[str, Any]]]:
    return {
        table.name: [
            {name: exact(value) if types[name] == "decimal" else value for name, value in row.items()}
            for row in parquet.read_table(out / f"{table.plural}.parquet").to_pylist()
        ]
        for table in LISTINGS
        if (types := {column.name: column.type for column in table.columns})
    }


def exact(value: Any) -> Decimal | None:
    """A decimal column has as many decimals for all, or is text where that does not fit."""
    return None if value is None else plainest(Decimal(value))


def plainest(value: Decimal) -> Decimal:
    return Decimal(format(value, "f").rstrip("0").rstrip(".")) if "." in format(value, "f") else value


def from_xlsx(out: Path) -> dict[str, list[dict[str, Any]]]:
    book = openpyxl.load_workbook(out / "facts.xlsx")
    return {
        table.name: [
            {
                column.name: typed(column.type, column.required, value)
                for column, value in zip(table.columns, row, strict=True)
            }
            for row in book[table.plural].iter_rows(min_row=2, values_only=True)
        ]
        for table in LISTINGS
    }


def typed(kind: str, required: bool, cell: Any) -> Any:
    if cell is None:
        return "" if required and kind == "text" else None
    if isinstance(cell, str):
        cell = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), cell)
    if kind == "decimal":
        return plainest(Decimal(cell) if isinstance(cell, str) else Decimal(repr(cell)))
    if kind == "date":
        return (
            date.fromisoformat(cell) if isinstance(cell, str) else cell.date() if isinstance(cell, datetime) else cell
        )
    if kind == "text":
        assert isinstance(cell, str), "a text must not become a number, a date or a formula"
    return json.loads(cell) if kind == "json" else cell


def plainly(told: Any) -> Any:
    """A record with numbers in their shortest form: 1.10 is 1.1 in a column of numbers."""
    if isinstance(told, Record):
        return Record.model_validate(plainly(told.model_dump()))
    if isinstance(told, dict):
        return {
            key: format(plainest(Decimal(value)), "f") if key in ("value", "low", "high") and value else plainly(value)
            for key, value in told.items()
        }
    return tuple(plainly(item) for item in told) if isinstance(told, tuple) else told


def without_empty(rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    return {name: [{key: value or None for key, value in row.items()} for row in found] for name, found in rows.items()}


def test_parquet_gives_every_value_back(folder: Path, tmp_path: Path) -> None:
    done = export(folder, "parquet", tmp_path / "out")
    assert done.documents == len(samples()) + 1
    told = {each.document.id: plainly(each) for each in (*samples(), hostile())}
    assert rebuilt(from_parquet(tmp_path / "out")) == told


def test_a_workbook_gives_every_value_back_but_for_what_it_cuts(folder: Path, tmp_path: Path) -> None:
    done = export(folder, "xlsx", tmp_path / "out")
    found = rebuilt(from_xlsx(tmp_path / "out"))
    for each in samples():
        assert found[each.document.id] == plainly(each)
    cut = {remark for remark in done.remarks if "first part" in remark}
    (long,) = (s for s in hostile().case_studies if len(s.body) >= BODY)
    stories = hostile().case_studies
    (short,) = (s for s in found[hostile().document.id].case_studies if s.id == long.id)
    columns = {re.search(r"\w+![A-Z]+", remark)[0] for remark in cut}
    assert columns == {*("case_studies!" + column for column in "CDEL"), "evidence!E"}
    assert len(cut) == 5
    assert all(f"{len(long.body)} characters" in remark for remark in cut)
    assert short.body.endswith(f"… [cut, {len(long.body)} characters in all]")
    assert long.body.startswith(short.body[: short.body.index("… [cut")])
    assert len(short.body.encode("utf-16-le")) // 2 == xlsx.MOST_UNITS
    assert cells_of(hostile(), stories, long) == cells_of(found[hostile().document.id], stories, long)


def cells_of(told: Record, stories: Any, long: Any) -> Any:
    """All but the story that is cut; no text and an empty one are the same in a cell."""
    kept = told.model_dump(exclude={"case_studies"}) | {
        "case_studies": tuple(s.model_dump() for s in told.case_studies if s.id != long.id)
    }
    return nothing(plainly(kept))


def nothing(told: Any) -> Any:
    if isinstance(told, dict):
        return {key: nothing(value) for key, value in told.items()}
    if isinstance(told, tuple | list):
        return tuple(nothing(item) for item in told)
    return told or None


def test_a_workbook_has_a_frozen_head_filters_widths_and_the_page_in_front(folder: Path, tmp_path: Path) -> None:
    export(folder, "xlsx", tmp_path / "out")
    book = openpyxl.load_workbook(tmp_path / "out" / "facts.xlsx")
    assert book.sheetnames == [table.plural for table in LISTINGS]
    sheet = book["metrics"]
    assert [cell.value for cell in sheet[1]][:3] == ["source", "page", "text"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:{sheet.dimensions.partition(':')[2]}"
    assert sheet.column_dimensions["A"].width > 15
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} == {"s", "n", "b", "d"}
    assert "f" not in {cell.data_type for each in book for row in each.iter_rows() for cell in row}


def test_the_summary_names_cells_of_a_workbook_that_are_not_what_the_record_says(tmp_path: Path) -> None:
    one = record(1, metrics=(metric(1, "1234567890123456.5"), metric(2, measure="a\x01b"), metric(3, measure="ok")))
    done = export(written(tmp_path / "r", one), "xlsx", tmp_path / "out")
    assert done.remarks == (
        "facts.xlsx: metrics!D2 is text, as a number it would lose digits",
        "facts.xlsx: metrics: control characters are written as _xHHHH_ in L3",
    )


def test_a_full_sheet_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    with pytest.raises(SinkError, match="full") as raised:
        export(written(tmp_path / "r", record(1, metrics=tuple(map(metric, range(5))))), "xlsx", tmp_path / "out")
    assert "parquet" in raised.value.hint
    assert not list((tmp_path / "out").iterdir())


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (("1.10", "-3"), "decimal128(38, 12)"),
        (("1" * 26, "0." + "1" * 12), "decimal128(38, 12)"),
        (("1" * 27,), "decimal256(39, 12)"),
        (("0.1234567890123",), "decimal256(39, 13)"),
        (("1" * 64,), "decimal256(76, 12)"),
        (("1" * 65,), "string"),
    ],
)
def test_decimals_of_parquet_hold_all_digits(values: tuple[str, ...], kind: str, tmp_path: Path) -> None:
    one = record(1, metrics=tuple(metric(n, value) for n, value in enumerate(values)))
    done = export(written(tmp_path / "r", one), "parquet", tmp_path / "out")
    found = parquet.read_table(tmp_path / "out" / "metrics.parquet")
    assert str(found.schema.field("value").type) == kind
    assert [Decimal(value) for value in found["value"].to_pylist()] == [Decimal(value) for value in values]
    assert bool(done.remarks) == (kind != "decimal128(38, 12)")


@pytest.fixture
def long_cells() -> Iterator[None]:
    limit = csv.field_size_limit(2 * BODY)
    yield
    csv.field_size_limit(limit)


@pytest.mark.usefixtures("long_cells")
def test_cells_of_csv_are_text_and_numbers_are_numbers(folder: Path, tmp_path: Path) -> None:
    export(folder, "csv", tmp_path / "out")
    for table in LISTINGS:
        with (tmp_path / "out" / f"{table.plural}.csv").open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            for name, cell in row.items():
                formula = cell.lstrip(" ").startswith(("=", "+", "@", "\t", "|", "＝"))
                assert not formula or (name == "comparator" and cell == "="), (table.plural, name, cell)
                assert not cell.startswith("-") or name in ("value", "low", "high"), (table.plural, name, cell)
    with (tmp_path / "out" / "metrics.csv").open(newline="", encoding="utf-8") as file:
        values = {row["value"] for row in csv.DictReader(file)}
    assert {"-0.50", "1.10", "100000000000000000000000000000000000000001"} <= values


def test_a_fact_sheet_shows_texts_as_they_are(tmp_path: Path) -> None:
    texts = [*HOSTILE, "1. no list", "# no head", "- no item", "http://x.example www.x.example a@b.example", "**bold**"]
    told = record(1, metrics=tuple(metric(n, measure=text) for n, text in enumerate(texts)))
    export(written(tmp_path / "r", told), "md", tmp_path / "out")
    page = (tmp_path / "out" / "made-1.md").read_text("utf-8")
    tokens = MarkdownIt("commonmark", {"linkify": False}).enable("table").parse(page)
    assert not [token for token in tokens if token.type in ("html_block", "fence", "code_block")]
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "text_special", "strong_open", "strong_close"}
    shown = ["".join(c.content for c in token.children) for token in tokens if token.type == "inline"]
    for text in texts:
        assert " ".join(re.sub(r"[\s\0-\x1f\x7f]+", " ", text).split()) in [" ".join(cell.split()) for cell in shown]


def test_a_fact_sheet_has_each_kind(tmp_path: Path) -> None:
    export(written(tmp_path / "r", *samples()), "md", tmp_path / "out")
    page = (tmp_path / "out" / "second-bell-turkana.md").read_text("utf-8")
    heads = re.findall(r"^##? (.+)$", page, re.MULTILINE)
    assert heads == ["Second Bell", "Metrics", "Partners", "Dates", "Case studies", "To look at"]
    assert "| 6,400,000 GBP |" in page
    assert "| 143 | afternoon teachers | December 2024 | Kenya | actual | 2 |" in page


def test_lines_of_json_are_the_records(folder: Path, tmp_path: Path) -> None:
    export(folder, "jsonl", tmp_path / "out")
    lines = (tmp_path / "out" / "records.jsonl").read_text("utf-8").split("\n")[:-1]
    assert [Record.model_validate_json(line) for line in lines] == [*samples(), hostile()]


def test_a_document_counts_once_and_files_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    same_name = [record(n, document=record(n).document.model_copy(update={"source": "a.pdf"})) for n in (1, 2)]
    run = record(1).run.model_copy(update={"config": "sha256:" + "e" * 64})
    folder = written(tmp_path / "r", *same_name, same_name[0].model_copy(update={"run": run}))
    done = export(folder, "md", tmp_path / "out")
    assert (done.documents, done.repeated) == (2, 1)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a-000000000000.md", "a.md"]


def test_a_store_is_exported_like_its_records(tmp_path: Path) -> None:
    from factextract.batch import extract_many
    from factextract.batch.plan import Plan
    from factextract.settings import Settings

    store = tmp_path / "facts.db"
    list(extract_many(Path(__file__).parents[2] / "samples", Settings(model="none"), Plan(store=store)))
    with open_store(store, create=False) as kept:
        assert kept.status().documents == len(samples())
    export(store, "jsonl", tmp_path / "a")
    export(written(tmp_path / "r", *sorted(samples(), key=lambda r: r.document.id)), "jsonl", tmp_path / "b")
    assert (tmp_path / "a" / "records.jsonl").read_bytes() == (tmp_path / "b" / "records.jsonl").read_bytes()


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "md", "jsonl"])
def test_the_same_records_give_the_same_bytes(form: str, tmp_path: Path) -> None:
    folder = written(tmp_path / "r", *samples()[:2])
    contents = []
    for name in ("a", "b"):
        export(folder, form, tmp_path / name)
        contents.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert contents[0] == contents[1]


def test_a_record_that_is_none_leaves_the_files_of_before(tmp_path: Path) -> None:
    for form in ("csv", "xlsx", "parquet"):
        folder = written(tmp_path / form, record(1))
        export(folder, form, tmp_path / "out")
        before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
        (folder / "00002.json").write_text('{"schema_version": "0.1"}')
        with pytest.raises(UsageError, match="no record"):
            export(folder, form, tmp_path / "out")
        assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_a_format_whose_package_is_missing_is_told(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factextract.extras.find_spec", lambda name: None)
    with pytest.raises(UsageError) as raised:
        export(written(tmp_path / "r", record(1)), form, tmp_path / "out")
    assert raised.value.hint == f"pip install 'factextract[{form}]'"


def test_duckdb_adds_up_exact_decimals(folder: Path, tmp_path: Path) -> None:
    one = record(1, metrics=(metric(1, "0.1"), metric(2, "0.2"), metric(3, "12345678901234567890.123456789")))
    export(written(tmp_path / "one", one), "parquet", tmp_path / "out")
    ((total,),) = duckdb.sql(f"SELECT sum(value) FROM '{tmp_path / 'out' / 'metrics.parquet'}'").fetchall()
    assert total == Decimal("12345678901234567890.423456789")


class Counted:
    """A third party's sink: how many facts each document has, in one text file."""

    def __init__(self, folder: Path, names: Mapping[str, str]) -> None:
        self._folder, self._names, self._lines = folder, names, []
        self.remarks = ["counts only"]

    def write(self, outcome: Outcome) -> str | None:
        assert outcome.record
        self._lines.append(f"{self._names[outcome.source]} {len(outcome.record.metrics)}\n")
        return "counts.txt"

    def __enter__(self) -> Counted:
        return self

    def __exit__(self, *error: object) -> None:
        self._folder.mkdir()
        (self._folder / "counts.txt").write_text("".join(self._lines))


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Installs a plug-in for sinks, as a package with an entry point does."""

    def install(name: str, value: str) -> None:
        point = EntryPoint(name, value, "factextract.sinks")
        monkeypatch.setattr(registry, "installed", lambda: (point,))
        registry.names.cache_clear()
        registry.get.cache_clear()

    monkeypatch.setattr(registry, "names", registry.names)
    yield install
    monkeypatch.undo()
    registry.names.cache_clear()
    registry.get.cache_clear()


def test_a_sink_of_a_third_party_is_used_by_its_name(
    installed: Callable[[str, str], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from factextract.cli import main

    installed("counted", f"{__name__}:Counted")
    folder = written(tmp_path / "r", record(1, metrics=(metric(1), metric(2))), record(2))
    assert main(["export", str(folder), "--format", "counted", "-o", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "counts.txt").read_text() == "made-1 2\nmade-2 0\n"
    assert capsys.readouterr().err.splitlines() == [
        "note: counts only",
        f"documents: 2; facts: 2 metrics, 0 partners, 0 dates, 0 case studies; written to {tmp_path / 'out'}",
    ]
    assert main(["export", str(folder), "--format", "count", "-o", str(tmp_path / "out")]) == 2
    assert "did you mean 'counted'?" in capsys.readouterr().err


def test_a_second_owner_of_a_format_is_an_error(installed: Callable[[str, str], None], tmp_path: Path) -> None:
    installed("csv", "elsewhere:Sink")
    with pytest.raises(UsageError, match="two sinks") as raised:
        export(written(tmp_path / "r", record(1)), "csv", tmp_path / "out")
    assert "elsewhere" in raised.value.message
