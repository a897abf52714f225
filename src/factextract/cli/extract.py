"""`factextract extract`: documents to records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factextract.cli._options import finding, settings
from factextract.cli._words import complain

if TYPE_CHECKING:
    from factextract.batch import Delivered
    from factextract.batch.inputs import Inputs
    from factextract.settings import Settings

SOME_FAILED = 4


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
def command(paths: tuple[Path, ...], out: Path | None, form: str | None, glob: tuple[str, ...], **given: Any) -> int:
    """Extract the facts of files and folders.

    A folder stands for the PDFs in it, at any depth, in natural order; other files are read when they are named or match --glob.

    One document prints its record, several print one record a line. With -o each record becomes DIR/NAME.json, in the
    folders that the inputs lay in (with --format jsonl all become DIR/records.jsonl), and DIR/outcomes.jsonl tells how each
    document ended.

    Exit status: 0 all read, 2 wrong usage or a missing path, 3 wrong rules, 4 some documents failed, 5 no such model,
    6 results that could not be written, 130 interrupted.
    """
    from factextract.batch.inputs import DEFAULT_GLOB, find_inputs
    from factextract.batch.single import check_settings

    told = settings(given)
    check_settings(told)
    inputs = find_inputs(paths, glob or DEFAULT_GLOB)
    for problem in inputs.problems:
        complain(problem)
    if out is None and len(inputs.found) == 1:
        status = _print_one(inputs.found[0].path, told, form)
    else:
        status = _run(inputs, told, out, form) if inputs.found else 0
    return inputs.problems[0].exit_code if inputs.problems else status


def _print_one(path: Path, told: Settings, form: str | None) -> int:
    from factextract.batch.single import read_record
    from factextract.cli._stdout import print_bytes

    print_bytes(read_record(path, told).to_json(indent=None if form == "jsonl" else 1).encode())
    return 0


def _run(inputs: Inputs, told: Settings, out: Path | None, form: str | None) -> int:
    from factextract.batch import deliver, outcomes, places
    from factextract.cli._progress import Progress
    from factextract.cli._stdout import PrintedRecords
    from factextract.cli._summary import closing_table
    from factextract.errors import SinkError
    from factextract.sinks import open_sink

    sink = PrintedRecords() if out is None else open_sink(form or "json", out, places(inputs))
    ended: list[Delivered] = []
    unclosed: SinkError | None = None
    try:
        with sink, Progress(len(inputs.found)) as progress:
            for delivered in deliver(outcomes([i.path for i in inputs.found], told), sink):
                ended.append(delivered)
                progress.tell(delivered)
    except SinkError as error:
        unclosed = error
    closing_table(ended)
    unwritten = unclosed or next((d.unwritten for d in ended if d.unwritten), None)
    if unclosed:
        complain(unclosed)
    if unwritten:
        return unwritten.exit_code
    return SOME_FAILED if any(d.outcome.record is None for d in ended) else 0
