"""Records into files of other formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from factextract.batch.names import output_names
from factextract.batch.records import Written
from factextract.protocols import Remarking
from factextract.records import DocumentInfo, Outcome, Record
from factextract.sinks import open_sink


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: documents, their facts by kind, how many records were passed over because others tell of the same
    document, and what the format could not hold as it is: each place with what stands there."""

    documents: int
    facts: dict[str, int]
    repeated: int
    remarks: tuple[str, ...]


def export(
    records: str | Path | Sequence[str | Path],
    form: str,
    folder: str | Path,
    *,
    progress: Callable[[int], None] | None = None,
) -> Exported:
    """Writes records (files, folders, stores) into `folder` by the sink `form`; see docs/exports.md.

    A document that several records tell of is written once, from the first. `progress` is told how many documents are written.
    Raises UsageError for what is no record, an unknown format and a missing package; SinkError for what cannot be written.
    """
    written = Written([records] if isinstance(records, str | Path) else records, per_document=True)
    written.check()
    facts: Counter[str] = Counter()
    count = 0
    names = _Names()
    sink = open_sink(form, Path(folder), names.places)
    with sink:
        for record in written:
            names.add(record.document)
            sink.write(_outcome(record))
            for kind in record.run.kinds:
                facts[kind] += len(getattr(record, kind))
            count += 1
            if progress:
                progress(count)
    remarks = tuple(sink.remarks) if isinstance(sink, Remarking) else ()
    return Exported(count, dict(facts), written.repeated, remarks)


def _outcome(record: Record) -> Outcome:
    """The record as a sink takes it; its document is named by its id, as several files may have one name."""
    document = record.document.id
    return Outcome(
        source=document, document=document, outcome="ok", message=None, hint=None, record=record, seconds=0.0
    )  # fmt: skip


class _Names:
    """Where the result of each document goes. Records know the names of their files, not their folders: of files of one name
    the second and further ones bear part of their document's id."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}
        self._taken: set[str] = set()

    def add(self, document: DocumentInfo) -> None:
        (place,) = output_names([document.source])
        place = place.replace("/", "-")
        if place.casefold() in self._taken:
            place = f"{place}-{document.id.rpartition(':')[2][:12]}"
        self._taken.add(place.casefold())
        self.places[document.id] = place
