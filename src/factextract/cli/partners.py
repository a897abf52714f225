"""`factextract partners`: the partners of many records as organisations."""

from __future__ import annotations

from pathlib import Path

import click

from factextract.cli._words import say

ALIASES = "aliases.yaml"


@click.command("partners")
@click.argument("records", metavar="RECORDS...", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write organisations.json, organisations.csv, members.csv and aliases.yaml here.",
)
@click.option(
    "--aliases", type=click.Path(path_type=Path), metavar="FILE", help="What you decided; DIR/aliases.yaml if not said."
)  # fmt: skip
def command(records: tuple[Path, ...], output: Path | None, aliases: Path | None) -> int:
    """Group the partners of RECORDS into organisations.

    RECORDS are record files, records.jsonl, or folders of them. Only what is sure is merged. What may be one organisation is
    listed as `open` in aliases.yaml, with its scores and documents: move an entry to `same` or `different`, and the next run
    obeys. Without -o the organisations are printed as JSON.
    """
    from factextract.cli._stdout import print_bytes
    from factextract.organisations.aliases import read_aliases
    from factextract.organisations.partners import group_partners
    from factextract.record_files import gather
    from factextract.sinks._folder import Folder

    place = aliases or (output / ALIASES if output else None)
    gathered = gather(records)
    told = read_aliases(_text(place, needed=aliases is not None and output is None), str(place)) if place else None
    grouped = group_partners(gathered.records, told)
    if output is None:
        print_bytes(grouped.found.to_json().encode())
    else:
        folder = Folder(output)
        folder.put("organisations.json", grouped.found.to_json() + "\n")
        folder.put("organisations.csv", grouped.found.to_csv())
        folder.put("members.csv", grouped.found.members_csv())
    if place is not None and (output is not None or aliases is not None):
        Folder(place.parent).put(place.name, grouped.aliases)
    _summary(grouped.found.open, place, len(gathered.repeated))
    return 0


def _text(place: Path, needed: bool) -> str:
    """The text of the aliases; "" for a file that this run will make."""
    from factextract.errors import UsageError

    try:
        return place.read_text("utf-8-sig")
    except FileNotFoundError:
        if needed and not place.parent.is_dir():
            raise UsageError(f"{place}: no such folder", hint="check the path of --aliases") from None
        return ""
    except UnicodeDecodeError:
        raise UsageError(f"{place}: not UTF-8 text", hint="save the file as UTF-8") from None
    except OSError as error:
        raise UsageError(f"{place}: cannot be read: {error.strerror or error}", hint="check the path") from None


def _summary(undecided: tuple[object, ...], place: Path | None, repeated: int) -> None:
    if repeated:
        say(f"records of documents that others tell of already: {repeated}, not counted again")
    if undecided:
        where = f"{place} lists them" if place else "name a folder with -o, or a file with --aliases, to decide them"
        say(f"pairs that may be one organisation: {len(undecided)}; {where}")
