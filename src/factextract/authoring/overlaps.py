"""Where rules meet: facts whose words another rule read too. Who lost stands in no record, so the documents are read again."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from factextract.errors import UsageError
from factextract.model.candidate import ALSO, Candidate, Lost
from factextract.pipeline import Study, study
from factextract.records import Record
from factextract.settings import Settings


def contested(records: Sequence[Record], folder: Path, settings: Settings) -> frozenset[str]:
    """Ids of the facts of `records` whose words another rule read too, by reading their documents in `folder` again.

    Raises UsageError for a record whose document is not there, and the SourceError of one that cannot be read."""
    files = {path.name: path for path in sorted(folder.rglob("*")) if path.is_file()}
    found: set[str] = set()
    for record in records:
        path = files.get(record.document.source)
        if path is None or f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}" != record.document.id:
            raise UsageError(
                f"{folder}: does not hold the document of a record: {record.document.source}",
                hint="give the folder that the records were made from",
            )
        found |= contested_in(study(path, settings))
    return frozenset(found)


def contested_in(seen: Study) -> frozenset[str]:
    """Ids of the facts of one document whose words another rule read too: its candidate lost to them, or agreed with them."""
    return frozenset(
        kept.id
        for kind, candidates in seen.kept.items()
        for kept in candidates
        if {*_losers(kept, seen.lost[kind]), *_agreeing(kept)} - {kept.rule}
    )


def _losers(kept: Candidate, lost: Collection[Lost]) -> Iterator[str]:
    yield from (loser.candidate.rule for loser in lost if loser.candidate.span.overlaps(kept.span))


def _agreeing(kept: Candidate) -> Iterator[str]:
    """Rules that read the same words and gave way before candidates were made."""
    yield from (reason.rule for reason in kept.reasons if reason.rule and reason.why.startswith(ALSO))
