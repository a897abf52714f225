"""What a run asks of a document, known before it is opened, and which document a file is."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path

from factextract import ner
from factextract.batch.single import LIKELY
from factextract.errors import FactextractError, TooLarge, UsageError
from factextract.ruleset.fingerprint import fingerprint
from factextract.settings import Settings

TOOL = "factextract"
PLAIN = ".txt"  # read by the engine for plain text, whatever engine was asked for


class Asked:
    """The settings of a run that decide what a record says, as a hash; the password and all limits are none of them."""

    def __init__(self, settings: Settings) -> None:
        """Raises MissingModel for a model that is not there."""
        self.tool = version(TOOL)
        self._about = {
            "engine": settings.engine,
            "kinds": settings.kinds,
            "model": ner.recognizer(settings.model, LIKELY).label,
            "pages": settings.pages,
            "rules": fingerprint(settings.rules, settings.gazetteer),
        }

    @property
    def about(self) -> str:
        """The settings in words, as JSON."""
        return json.dumps(self._about)

    def of(self, path: Path) -> str:
        """The hash for one file: its name decides whether it is read as plain text."""
        about = {**self._about, "engine": "plaintext"} if path.suffix.lower() == PLAIN else self._about
        return f"sha256:{hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()}"


def identify(path: Path, settings: Settings) -> tuple[str, int]:
    """The document's id and its size in bytes; the file is read in pieces. Raises UsageError for a file that cannot be read,
    TooLarge beyond `settings.max_bytes`."""
    try:
        if not path.is_file():
            raise _unread(path, "no regular file any more")
        with path.open("rb") as file:
            size = path.stat().st_size
            if size > settings.max_bytes:
                raise TooLarge(
                    f"the file has {size:,} bytes, more than the {settings.max_bytes:,} allowed",
                    hint="split the document",
                    source=str(path),
                )
            return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}", size
    except OSError as error:
        raise _unread(path, error.strerror or str(error)) from error


def _unread(path: Path, why: str) -> FactextractError:
    return UsageError(f"{path}: cannot be read: {why}", hint="check the path and its permissions", source=str(path))
