"""`factextract rules`: for those who write rules."""

from __future__ import annotations

from pathlib import Path

import click

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
