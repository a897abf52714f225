"""`factextract status`: what a store knows."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command("status")
@click.argument("store", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the same as data instead.")
def command(store: Path, as_json: bool) -> int:
    """Tell what STORE knows: documents, how each ended, what failed and what to do, the last runs.

    STORE is the file that a run wrote, or the output folder it lies in.
    """
    from dataclasses import asdict

    from factextract.cli._running import STORE
    from factextract.cli._stdout import print_bytes, print_line
    from factextract.store import open_store

    with open_store(store / STORE if store.is_dir() else store, create=False) as opened:
        status = opened.status()
    if as_json:
        print_bytes(json.dumps(asdict(status), indent=1, ensure_ascii=False).encode())
        return 0
    how = ", ".join(f"{count} {word}" for word, count in status.outcomes.items())
    print_line(f"files: {status.sources}; documents: {status.documents}; with a record: {status.records}")
    print_line(f"outcomes: {how or 'none'}")
    for run in status.runs:
        state = f"{run.state} {run.ended}" if run.ended else "running, or broken off without a word"
        print_line(f"run {run.number}: begun {run.begun}, {state}")
    for failure in status.failures:
        print_line(f"{failure.outcome}: {failure.source}: {failure.message}")
        print_line(f"  hint: {failure.hint}")
    return 0
