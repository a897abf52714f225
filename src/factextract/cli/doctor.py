"""`factextract doctor`: is everything there?"""

from __future__ import annotations

import click

from factextract.cli._words import shown

WRONG = 1


@click.command("doctor")
def command() -> int:
    """Tell what this installation has, what it lacks and how to get it."""
    from factextract.doctor import examine

    findings = examine()
    for finding in findings:
        click.echo(shown(f"{finding.state:5} {finding.what}: {finding.told}"))
        if finding.hint:
            click.echo(shown(f"      hint: {finding.hint}"))
    return WRONG if any(finding.state == "wrong" for finding in findings) else 0
