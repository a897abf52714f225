"""`factextract programs`: records by program, and what they tell more than once."""

from __future__ import annotations

from pathlib import Path

import click

from factextract.cli._words import say


@click.command("programs")
@click.argument("records", metavar="RECORDS...", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR",
    help="Write programs.json, programs.csv and repeated.csv here.",
)  # fmt: skip
def command(records: tuple[Path, ...], output: Path | None) -> int:
    """Group RECORDS by program and list what its documents tell twice.

    RECORDS are record files, records.jsonl, or folders of them. A sum over a program's documents leaves out what does not count:
    one mention of each repeated metric counts, the others do not. Without -o the programs are printed as JSON.
    """
    from factextract.cli._stdout import print_bytes
    from factextract.organisations.programs import group_programs
    from factextract.record_files import gather
    from factextract.sinks._folder import Folder

    gathered = gather(records)
    found = group_programs(gathered.records)
    if output is None:
        print_bytes(found.to_json().encode())
    else:
        folder = Folder(output)
        folder.put("programs.json", found.to_json() + "\n")
        folder.put("programs.csv", found.to_csv())
        folder.put("repeated.csv", found.repeated_csv())
    if gathered.repeated:
        say(f"records of documents that others tell of already: {len(gathered.repeated)}, not counted again")
    if found.without:
        say(f"documents that name no program: {len(found.without)}")
    return 0
