"""Options that several commands share, and how their words become settings. The library is imported when a command runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from factextract.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])
_UNITS = ("", "K", "M", "G", "T")
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?) ?([KMGT]?)i?B?", re.IGNORECASE)
_MOST_PAGES = 100_000  # a page number beyond this is a slip of the finger


class Pages(click.ParamType[tuple[int, ...]]):
    """Page numbers and ranges: `1-3`, `2,5-7`."""

    name = "pages"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, ...]:
        if isinstance(value, tuple):
            return value
        pages: set[int] = set()
        for part in str(value).split(","):
            first, dash, last = (piece.strip() for piece in part.partition("-"))
            numbers = [first, last] if dash else [first]
            if not all(number.isascii() and number.isdigit() for number in numbers):
                self.fail(f"{value!r} are no pages; write them like 1-3 or 2,5-7", param, ctx)
            low, high = int(numbers[0]), int(numbers[-1])
            if not 1 <= low <= high <= _MOST_PAGES:
                self.fail(f"{part.strip()!r} is no range of pages; they count from 1, the lower first", param, ctx)
            pages.update(range(low, high + 1))
        return tuple(sorted(pages))


class Kinds(click.ParamType[tuple[str, ...]]):
    """Kinds of facts, parted by commas."""

    name = "kinds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        return tuple(dict.fromkeys(kind.strip().replace("-", "_") for kind in str(value).split(",") if kind.strip()))


class Bytes(click.ParamType[int]):
    """An amount of memory: `2G`, `1500M`, or bytes."""

    name = "bytes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        told = _AMOUNT.fullmatch(str(value).strip())
        amount = int(float(told[1]) * 1024 ** _UNITS.index(told[2].upper())) if told else 0
        if amount < 1:
            self.fail(f"{value!r} is no amount of memory; write it like 2G or 1500M", param, ctx)
        return amount


_READING = (
    click.option("--engine", metavar="NAME", help="What reads the PDF: pdfium (default) or plumber."),
    click.option("--pages", type=Pages(), metavar="1-3", help="Read these pages only."),
    click.option(
        "--password",
        metavar="WORD",
        envvar="FACTEXTRACT_PASSWORD",
        help="Opens encrypted documents; or set FACTEXTRACT_PASSWORD.",
    ),
)
_FINDING = (
    click.option(
        "--rules", type=click.Path(path_type=Path), multiple=True, metavar="DIR",
        help="A folder of rules of your own; may be given again, later ones win.",
    ),
    click.option(
        "--gazetteer", type=click.Path(path_type=Path), multiple=True, metavar="FILE",
        help="Organisations of your own, as CSV; may be given again, later ones win.",
    ),
    click.option("--model", metavar="NAME|none", help="The spaCy model for names; none reads without one."),
    click.option("--only", type=Kinds(), metavar="KINDS", help="Write these kinds only: metrics,partners,dates,case_studies."),
)  # fmt: skip

_RUNNING = (
    click.option(
        "--jobs", type=click.IntRange(1), metavar="N",
        help="Worker processes; as many as there are cores, 4 at most, if not said.",
    ),
    click.option(
        "--timeout", type=click.FloatRange(0, min_open=True), metavar="SECONDS",
        help="A document may take so long; 60 and 2 a page, 600 at most, if not said.",
    ),
    click.option("--max-memory", type=Bytes(), metavar="SIZE", help="A worker may take so much; 2G if not said."),
    click.option(
        "--max-pages", type=click.IntRange(1), metavar="N", help="Longer documents are too_large; 2000 if not said."
    ),
    click.option(
        "--store", type=click.Path(path_type=Path), metavar="FILE.db",
        help="What remembers what was read; DIR/factextract.db if not said.",
    ),
    click.option("--force", is_flag=True, help="Read again what was read before."),
    click.option("--retry-failed", is_flag=True, help="Read again what failed before."),
    click.option("--fail-fast", is_flag=True, help="Stop at the first document that fails."),
    click.option("--dry-run", is_flag=True, help="Tell what would be read, and read nothing."),
    click.option("--quiet", is_flag=True, help="Tell of nothing but errors."),
    click.option(
        "--log-format", type=click.Choice(["text", "json"]), help="json: tell each event as a JSON object a line."
    ),
)  # fmt: skip
RUNNING = (
    "jobs", "timeout", "max_memory", "store", "force", "retry_failed", "fail_fast", "dry_run", "quiet", "log_format",
)  # fmt: skip
"""Names of the options of `running` that are no settings."""


def running(command: F) -> F:
    """Options that decide how a run over many documents goes."""
    return _with(command, _RUNNING)


def reading(command: F) -> F:
    """Options that decide how a document is opened."""
    return _with(command, _READING)


def finding(command: F) -> F:
    """Options that decide what is found in a document, and how it is opened."""
    return _with(command, (*_FINDING, *_READING))


def _with(command: F, options: tuple[Callable[[F], F], ...]) -> F:
    for option in reversed(options):
        command = option(command)
    return command


def settings(given: dict[str, Any]) -> Settings:
    """The settings that the shared options ask for; what was not given keeps its default."""
    from factextract.settings import Settings

    names = {"only": "kinds"}
    return Settings.model_validate({names.get(k, k): v for k, v in given.items() if v not in (None, ())})
