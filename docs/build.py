"""Brings the generated parts of the documentation up to date: help texts, the JSON Schema, the fact that the README shows, and
what queries give.

    python docs/build.py

A generated part stands in a fenced block behind a mark: `<!-- help: extract -->` for a command's help, `<!-- fact: 143 -->` for
the first metric of the README's sample that reads so. Behind a query in SQL, `<!-- answer: database -->` or
`<!-- answer: duckdb -->` stands before what it gives for the documents in docs/reports.
"""

from __future__ import annotations

import atexit
import json
import re
import shutil
import sqlite3
import tempfile
from contextlib import closing
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import click
import duckdb

from factextract import Record, Settings, extract, extract_many
from factextract.batch.export import export
from factextract.batch.load import load
from factextract.cli import commands
from factextract.records import record_schema

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "second-bell-turkana.pdf"
REPORTS = ROOT / "docs" / "reports"
PAGES = ("README.md", "docs/cli.md", "docs/exports.md", "docs/walkthrough.md")
WIDTH = 88  # columns of a help text
SHOWN = ("id", "text", "value", "kind", "measure", "status", "period", "part_of", "evidence")
SHOWN_OF_EVIDENCE = ("part", "page", "boxes", "quote")
MARKED = re.compile(r"(<!-- (?P<what>help|fact): (?P<of>.+?) -->\n```\w*\n)(?:(?!```).*\n)*(```)")

ANSWERED = re.compile(
    r"(```sql\n(?P<query>[^`]+)```\n\n<!-- answer: (?P<of>database|duckdb) -->\n```text\n)(?:(?!```).*\n)*(```)"
)


def generated() -> dict[Path, str]:
    """What each generated or partly generated file must hold."""
    pages = {ROOT / page: with_parts((ROOT / page).read_text("utf-8")) for page in PAGES}
    return {**pages, ROOT / "docs" / "record.schema.json": f"{record_schema()}\n"}


def with_parts(page: str) -> str:
    """The page with its generated parts made anew."""
    answered = ANSWERED.sub(lambda m: f"{m[1]}{answer(m['of'], m['query'])}\n{m[4]}", page)
    return MARKED.sub(
        lambda m: m[1] + (help_of(m["of"]) if m["what"] == "help" else fact_of(m["of"])) + f"\n{m[4]}", answered
    )


def help_of(words: str) -> str:
    """The help of a command, `factextract` for the whole; `rules check` is the command check within rules."""
    command: click.Command = commands
    context = click.Context(command, info_name="factextract", **{**commands.context_settings, "terminal_width": WIDTH})
    for word in words.split()[1:]:
        assert isinstance(command, click.Group)
        found = command.get_command(context, word)
        assert found is not None, words
        command, context = found, click.Context(found, context, info_name=word, terminal_width=WIDTH)
    return f"$ {words} --help\n{command.get_help(context)}"


def fact_of(text: str) -> str:
    """A metric of the sample as JSON, without what the README does not need to show."""
    fact = next(m for m in _sample()["metrics"] if m["text"] == text)
    shown: dict[str, Any] = {key: fact[key] for key in SHOWN}
    shown["evidence"] = [{key: proof[key] for key in SHOWN_OF_EVIDENCE} for proof in fact["evidence"]]
    lines = [f" {json.dumps(key)}: {_inline(value)}" for key, value in shown.items()]
    return "{\n" + ",\n".join(lines) + "\n}"


def answer(where: str, query: str) -> str:
    """What a query says of the reports, as a table: of the `database` they were loaded into, or of the tables for `duckdb`."""
    head, rows = _of_database(query) if where == "database" else _of_duckdb(query)
    shown = [[str(value) if value is not None else "" for value in row] for row in rows]
    widths = [max(len(row[at]) for row in (head, *shown)) for at in range(len(head))]
    numbers = [all(isinstance(row[at], int | float | Decimal) for row in rows) for at in range(len(head))]
    lines = [head, ["-" * width for width in widths], *shown]
    return "\n".join(
        "  ".join(c.rjust(w) if n else c.ljust(w) for c, w, n in zip(row, widths, numbers, strict=True)).rstrip()
        for row in lines
    )


def _of_database(query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(_reports() / "facts.db")) as connection:
        found = connection.execute(query)
        return [column[0] for column in found.description], found.fetchall()


def _of_duckdb(query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    with duckdb.connect() as connection:
        connection.execute(f"SET file_search_path = '{_reports()}'")
        found = connection.execute(query)
        return [column[0] for column in found.description], found.fetchall()


@cache
def _reports() -> Path:
    """A folder with the facts of the reports: facts.db and tables/."""
    folder = Path(tempfile.mkdtemp(prefix="factextract-docs-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    records = [outcome.record for outcome in extract_many(REPORTS, Settings(model="none")) if outcome.record]
    facts = folder / "facts.jsonl"
    facts.write_text("".join(f"{record.to_json(indent=None)}\n" for record in records), "utf-8")
    load(facts, str(folder / "facts.db"), create=True)
    export(facts, "parquet", folder / "tables")
    return folder


def _inline(value: Any) -> str:
    if isinstance(value, list):
        return "[\n  " + ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in value) + "\n ]"
    return json.dumps(value, ensure_ascii=False)


@cache
def _sample() -> dict[str, Any]:
    record: Record = extract(SAMPLE, Settings(model="none"))
    return record.model_dump(mode="json")


if __name__ == "__main__":
    for path, content in generated().items():
        path.write_text(content, "utf-8")
