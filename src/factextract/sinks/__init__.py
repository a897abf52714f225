"""Ways to write outcomes into a folder. Each module's `PLUGIN` makes a Sink of (folder, names)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from factextract import registry
from factextract.extras import PACKAGES, needed
from factextract.protocols import Sink
from factextract.sinks._folder import Folder
from factextract.sinks._ledger import Ledger


def open_sink(name: str, folder: Path, names: Mapping[str, str]) -> Sink:
    """The sink of that name over `folder`, made when it is not there.

    `names`: for each outcome's source, the path inside the folder without suffix where its result goes. Raises UsageError for an
    unknown sink and for a package that is missing, SinkError for a folder that cannot be written.
    """
    if name in PACKAGES:
        needed(name, f"the format {name}")
    sink: Sink = registry.get("sinks", name)(folder, names)
    return sink


def open_run_sink(name: str, folder: Path, names: Mapping[str, str]) -> Sink:
    """The same for a run, which also writes outcomes.jsonl."""
    return Ledger(open_sink(name, folder, names), Folder(folder))
