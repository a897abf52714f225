"""`factextract inspect`: a document's pages drawn with what was seen on them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from factextract.cli._options import finding, settings


@click.command("inspect")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="DIR", type=click.Path(path_type=Path), help="Where the pictures go.")
@click.option(
    "--format", "form", type=click.Choice(("png", "svg")), default="png", help="Kind of picture; png if not said."
)
@click.option("--scale", type=click.FloatRange(0.2, 8.0), default=1.5, help="Pixels a point, 1.5 if not said.")
@click.option("--json", "as_json", is_flag=True, help="Print the same as data instead.")
@finding
def command(file: Path, output: Path | None, form: str, scale: float, as_json: bool, **given: Any) -> None:
    """Draw each page of FILE with its frames, blocks, reading order and facts.

    Blocks are outlined in the colour of their role and numbered in reading order, frames are drawn thick, the words of facts
    are tinted: metrics red, partners green, dates blue, stories yellow.
    """
    from factextract.batch.single import guarded

    if as_json:
        from factextract.drawing.view import inspect

        with guarded(file):
            pages = inspect(file, settings(given))
        for page in pages:
            click.echo(page.model_dump_json())
        return
    if output is None:
        raise click.UsageError("say with -o where the pictures go, or ask for --json")
    from factextract.drawing.write import draw

    with guarded(file):
        for picture in draw(file, output, form, settings(given), scale):
            click.echo(picture)
