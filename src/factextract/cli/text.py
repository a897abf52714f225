"""`factextract text`: the canonical text of a document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from factextract.cli._options import reading, settings


@click.command("text")
@click.argument("file", type=click.Path(path_type=Path))
@reading
def command(file: Path, **given: Any) -> None:
    """Print the text of FILE in reading order.

    It is the text that a record's start_char and end_char count in; pages are parted by form feeds.
    """
    from factextract.batch.single import guarded
    from factextract.cli._stdout import print_bytes
    from factextract.pipeline import read_text

    with guarded(file):
        text = read_text(file, settings(given))
    print_bytes(text.encode(errors="replace"))
