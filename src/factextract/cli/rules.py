"""`factextract rules`: for those who write rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from factextract.cli._options import finding, settings
from factextract.cli._words import say


@click.group("rules")
def command() -> None:
    """Try rules on their own examples."""


@command.command("check")
@click.argument("folders", metavar="[DIR]...", type=click.Path(path_type=Path), nargs=-1)
def check(folders: tuple[Path, ...]) -> int:
    """Run the hits and misses of every rule: the built-in ones, and those in DIR.

    Exit status 3 when an example does not hold or a rule cannot be loaded.
    """
    from factextract.authoring.check import check as failures_of
    from factextract.authoring.snippet import run
    from factextract.errors import RuleError

    failures = failures_of(folders, run)
    for failure in failures:
        say(f"{failure}")
    if failures:
        rules = len({failure.rule for failure in failures})
        raise RuleError(
            f"examples that do not hold: {len(failures)}, of rules: {rules}",
            hint="each line above begins with the file and line of its example; rules/README.md tells what examples mean",
        )
    say("all examples hold")
    return 0


@command.command("report")
@click.argument("records", metavar="RECORDS...", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option(
    "--pairs", type=click.Path(path_type=Path), metavar="FILE", required=True,
    help="Verdicts on facts: JSON lines with id and verdict (right, spurious, optional).",
)  # fmt: skip
@click.option(
    "--documents",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Read the records' documents in DIR again and count where rules overlap.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as data instead of a table.")
@finding
def report_(records: tuple[Path, ...], pairs: Path, documents: Path | None, as_json: bool, **given: Any) -> int:
    """Tell what each rule found in RECORDS and how much of it is right.

    RECORDS are record files, records.jsonl, or folders of them. The verdicts come from a comparison with facts made by hand. With
    --documents say how the records were made (--rules, --model …) where it was not the default way.
    """
    from factextract.authoring.overlaps import contested
    from factextract.authoring.report import read_verdicts, report
    from factextract.cli._stdout import print_bytes
    from factextract.record_files import gather

    made = gather(records).records
    met = None if documents is None else contested(made, documents, settings(given))
    found = report(made, read_verdicts(pairs), met)
    print_bytes((found.to_json() if as_json else found.to_text()).encode())
    if found.unmatched:
        say(f"verdicts on facts that these records do not hold: {found.unmatched}; were they made by another run?")
    return 0
