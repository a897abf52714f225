"""What every PDF engine refuses before it opens a file, and the words it refuses with."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from factextract.errors import Damaged, Empty, Encrypted, NotAPdf, TooLarge, UsageError
from factextract.settings import Settings

HEADER_WITHIN = 4096
"""Bytes searched for `%PDF`. ISO 32000 readers accept 1024; mailed and scanned files with longer preambles exist."""

_MADE = re.compile(r"D?:?\s*((?:19|20)\d\d)(\d\d)(\d\d)")
"""A date string of ISO 32000-1, 7.9.4, down to the day; writers forget its `D:`."""


def read_bytes(source: Path, settings: Settings) -> bytes:
    """The file's bytes, read once so that no name is ever handed to a C library.

    Raises UsageError when there is no such file, Empty for no bytes, TooLarge beyond `settings.max_bytes`.
    """
    try:
        size = source.stat().st_size
        if size > settings.max_bytes:
            raise TooLarge(
                f"the file has {size:,} bytes, more than the {settings.max_bytes:,} allowed",
                hint="raise max_bytes, or split the document",
                source=str(source),
            )
        data = source.read_bytes()
    except OSError as error:
        raise UsageError(
            f"cannot read {source}: {error.strerror or error}",
            hint="check the path and its permissions",
            source=str(source),
        ) from error
    if not data:
        raise Empty("the file has no bytes", hint="copy or download it again", source=str(source))
    return data


def read_pdf_bytes(source: Path, settings: Settings) -> bytes:
    """As `read_bytes`; also raises NotAPdf when no PDF header stands near the start."""
    data = read_bytes(source, settings)
    if b"%PDF" not in data[:HEADER_WITHIN]:
        raise NotAPdf(
            "the file does not start like a PDF",
            hint="export it as PDF, or name it .txt when it is plain text",
            source=str(source),
        )
    return data


def check_pages(pages: int, source: Path, settings: Settings) -> None:
    """Raises Damaged for a document without pages, TooLarge for more than `settings.max_pages`."""
    if pages < 1:
        raise without_pages(source)
    if pages > settings.max_pages:
        raise TooLarge(
            f"the document has {pages:,} pages, more than the {settings.max_pages:,} allowed",
            hint="raise max_pages, or split the document",
            source=str(source),
        )


def without_pages(source: Path) -> Damaged:
    """The error for a document that opens and has nothing to read."""
    return Damaged("the document has no pages", hint="open it in a viewer and save it again", source=str(source))


def encrypted(source: Path, settings: Settings) -> Encrypted:
    """The error for a document that does not open with the password at hand."""
    if settings.password is None:
        return Encrypted("the document needs a password", hint="give it with --password", source=str(source))
    return Encrypted("the password does not open the document", hint="check --password", source=str(source))


def locked(source: Path) -> Encrypted:
    """The error for a protection that the engine does not know, whatever the password."""
    return Encrypted(
        "the document is protected in a way that cannot be opened here",
        hint="save a copy without protection",
        source=str(source),
    )


def damaged(source: Path, detail: str) -> Damaged:
    """The error for a PDF whose structure cannot be read."""
    return Damaged(
        f"the PDF cannot be read: {detail}",
        hint="it may be cut short; fetch it again, or open and save it in a viewer",
        source=str(source),
    )


def made_on(told: object) -> str | None:
    """The day of a PDF's `CreationDate` in ISO 8601, None where there is none that the calendar has."""
    found = _MADE.match(told) if isinstance(told, str) else None
    if found is None:
        return None
    try:
        return date(*map(int, found.groups())).isoformat()
    except ValueError:
        return None
