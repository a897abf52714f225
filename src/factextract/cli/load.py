"""`factextract load`: records into a database."""

from __future__ import annotations

from pathlib import Path

import click

from factextract.cli._words import complain, say


@click.command("load")
@click.argument("records", metavar="RECORDS...", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option(
    "--to",
    "url",
    required=True,
    metavar="URL",
    envvar="FACTEXTRACT_DATABASE",
    help="The database: FILE.db, sqlite:///FILE.db or postgresql://USER@HOST/DATABASE; or set FACTEXTRACT_DATABASE.",
)
@click.option("--create", is_flag=True, help="Make the tables and views where there are none.")
@click.option("--bulk", is_flag=True, help="Load all in one transaction into empty tables: faster.")
def command(records: tuple[Path, ...], url: str, create: bool, bulk: bool) -> int:
    """Load RECORDS into a database, SQLite or PostgreSQL.

    RECORDS are record files, records.jsonl, folders of them, or the store of a run. Each document is loaded in a transaction of
    its own: what the record tells replaces what was there of the kinds that its run looked for. Loading again changes nothing.

    Exit status: 0 all loaded, 2 wrong usage or a record that was refused, 6 a database that cannot be reached or written.
    """
    from rich.console import Console

    from factextract.batch.load import load

    with Console(stderr=True).status("loading") as status:
        loaded = load(
            records, url, create=create, bulk=bulk, progress=lambda count: status.update(f"loading: {count} documents")
        )
    for error in loaded.refused:
        complain(error)
    facts = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in loaded.facts.items())
    say(
        f"documents: {loaded.new} new, {loaded.replaced} replaced, {loaded.unchanged} unchanged; facts loaded: {facts or 'none'}"
    )
    if loaded.repeated:
        say(f"records that tell the same as others: {loaded.repeated}, passed over")
    return loaded.refused[0].exit_code if loaded.refused else 0
