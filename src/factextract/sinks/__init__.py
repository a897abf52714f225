"""Ways to write outcomes into a folder. Each module's `PLUGIN` makes a Sink of (folder, names)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from factextract import registry
from factextract.protocols import Sink


def open_sink(name: str, folder: Path, names: Mapping[str, str]) -> Sink:
    """The sink of that name over `folder`, made when it is not there.

    `names`: for each outcome's source, the path inside the folder without suffix where its result goes. Raises UsageError for an
    unknown sink, SinkError for a folder that cannot be written.
    """
    sink: Sink = registry.get("sinks", name)(folder, names)
    return sink
