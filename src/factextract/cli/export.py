"""`factextract export`: records into spreadsheets and files of columns."""

from __future__ import annotations

from pathlib import Path

import click

from factextract.cli._words import say


@click.command("export")
@click.argument("records", metavar="RECORDS...", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    required=True,
    metavar="FORMAT",
    help="csv, xlsx, parquet, md, jsonl or json, or one that a plug-in adds.",
)
@click.option(
    "-o", "--output", "out", type=click.Path(path_type=Path), metavar="DIR", required=True, help="Write the files here."
)
def command(records: tuple[Path, ...], form: str, out: Path) -> int:
    """Write RECORDS in another format.

    RECORDS are record files, records.jsonl, folders of them, or the store of a run. csv and parquet give a file for each kind
    of fact (metrics.csv ...), xlsx one workbook with a sheet for each (facts.xlsx), md a fact sheet for each document, jsonl all
    records in one file, json a file for each.

    What a format cannot hold as it is - in a workbook a text over 32,767 characters, a control character or a number of more
    than 15 digits - is told on standard error, cell by cell.

    Exit status: 0 all written, 2 wrong usage or no record, 6 files that could not be written.
    """
    from rich.console import Console

    from factextract.batch.export import export

    with Console(stderr=True).status("exporting") as status:
        done = export(records, form, out, progress=lambda count: status.update(f"exporting: {count} documents"))
    for remark in done.remarks:
        say(f"note: {remark}")
    facts = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in done.facts.items())
    say(f"documents: {done.documents}; facts: {facts or 'none'}; written to {out}")
    if done.repeated:
        say(f"records of documents that others tell of already: {done.repeated}, passed over")
    return 0
