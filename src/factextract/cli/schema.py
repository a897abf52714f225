"""`factextract schema`: the contract of a record."""

from __future__ import annotations

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of a record."""
    from factextract.records import record_schema

    click.echo(record_schema())
