"""Brings the generated parts of the documentation up to date: help texts, the JSON Schema, the fact that the README shows.

    python docs/build.py

A generated part stands in a fenced block behind a mark: `<!-- help: extract -->` for a command's help, `<!-- fact: 143 -->` for
the first metric of the README's sample that reads so.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import click

from factextract import Record, Settings, extract
from factextract.cli import commands
from factextract.records import record_schema

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "second-bell-turkana.pdf"
PAGES = ("README.md", "docs/cli.md")
WIDTH = 88  # columns of a help text
SHOWN = ("id", "text", "value", "kind", "measure", "status", "period", "part_of", "evidence")
SHOWN_OF_EVIDENCE = ("part", "page", "boxes", "quote")
MARKED = re.compile(r"(<!-- (?P<what>help|fact): (?P<of>.+?) -->\n```\w*\n)(?:(?!```).*\n)*(```)")


def generated() -> dict[Path, str]:
    """What each generated or partly generated file must hold."""
    pages = {ROOT / page: with_parts((ROOT / page).read_text("utf-8")) for page in PAGES}
    return {**pages, ROOT / "docs" / "record.schema.json": f"{record_schema()}\n"}


def with_parts(page: str) -> str:
    """The page with its generated parts made anew."""
    return MARKED.sub(
        lambda m: m[1] + (help_of(m["of"]) if m["what"] == "help" else fact_of(m["of"])) + f"\n{m[4]}", page
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
