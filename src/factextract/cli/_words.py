"""What the commands say on stderr: one line a statement, whatever characters a name holds."""

from __future__ import annotations

import click

from factextract.errors import FactextractError


def shown(text: str) -> str:
    """The text on one line and harmless to a terminal: what cannot be printed is written as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def say(text: str) -> None:
    """One line on stderr."""
    click.echo(shown(text), err=True)


def complain(error: FactextractError) -> None:
    """An error with the file it is about, and what to do next."""
    told = error.source is None or error.source in error.message
    say(f"error: {error.message}" if told else f"error: {error.source}: {error.message}")
    say(f"hint: {error.hint}")
