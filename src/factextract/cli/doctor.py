"""`factextract doctor`: is everything there?"""

from __future__ import annotations

import click

WRONG = 1


@click.command("doctor")
def command() -> int:
    """Tell what this installation has, what it lacks and how to get it."""
    from factextract.cli._stdout import print_line
    from factextract.doctor import examine

    findings = examine()
    for finding in findings:
        print_line(f"{finding.state:5} {finding.what}: {finding.told}")
        if finding.hint:
            print_line(f"      hint: {finding.hint}")
    return WRONG if any(finding.state == "wrong" for finding in findings) else 0
