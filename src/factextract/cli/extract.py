"""`factextract extract`: documents to records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factextract.cli._options import RUNNING, finding, running, settings
from factextract.cli._words import complain
from factextract.errors import FactextractError

if TYPE_CHECKING:
    from factextract.cli._running import Told
    from factextract.settings import Settings


@click.command("extract")
@click.argument("paths", metavar="PATH...", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write records and outcomes.jsonl here.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "jsonl"]),
    help="json: one file a document (default); jsonl: all in one.",
)
@click.option(
    "--glob", multiple=True, metavar="PATTERN", help="Files to read in folders instead of '*.pdf'; may be given again."
)
@finding
@running
def command(paths: tuple[Path, ...], out: Path | None, form: str | None, glob: tuple[str, ...], **given: Any) -> int:
    """Extract the facts of files and folders.

    A folder stands for the PDFs in it, at any depth, in natural order; other files are read when they are named or match --glob.

    One document prints its record, several print one record a line. With -o each record becomes DIR/NAME.json, in the
    folders that the inputs lay in (with --format jsonl all become DIR/records.jsonl), and DIR/outcomes.jsonl tells how each
    document ended.

    A run with -o over a folder or several documents remembers in DIR/factextract.db what it has read: the same command goes on
    where it was broken off, and reads nothing twice.

    Exit status: 0 all read, 2 wrong usage or a missing path, 3 wrong rules, 4 some documents failed, 5 no such model,
    6 results that could not be written, 130 interrupted.
    """
    from factextract.cli._progress import JsonLines
    from factextract.cli._running import Told

    told = Told(out=out, form=form, **{name: given.pop(name) for name in RUNNING})
    try:
        return _extract(paths, settings(given), told, glob)
    except FactextractError as error:
        if told.log_format != "json":
            raise
        JsonLines().wrong(error)
        return error.exit_code


def _extract(paths: tuple[Path, ...], chosen: Settings, told: Told, glob: tuple[str, ...]) -> int:
    from factextract.batch.inputs import DEFAULT_GLOB, find_inputs
    from factextract.batch.single import check_settings
    from factextract.cli._running import run

    check_settings(chosen)
    inputs = find_inputs(paths, glob or DEFAULT_GLOB)
    if told.prints_one(inputs):
        for problem in inputs.problems:
            complain(problem)
        status = _print_one(inputs.found[0].path, chosen, told.form)
    else:
        status = run(inputs, chosen, told, many=len(inputs.found) > 1 or any(path.is_dir() for path in paths))
    return inputs.problems[0].exit_code if inputs.problems else status


def _print_one(path: Path, chosen: Settings, form: str | None) -> int:
    from factextract.batch.single import read_record
    from factextract.cli._stdout import print_bytes

    print_bytes(read_record(path, chosen).to_json(indent=None if form == "jsonl" else 1).encode())
    return 0
