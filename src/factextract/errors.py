"""What can go wrong, each with what to do next. An error ends one file and never the batch (issues are data in the record)."""

from __future__ import annotations

from typing import ClassVar


class FactextractError(Exception):
    """Base of all errors raised on purpose.

    `hint` says what to do next, `source` names the file (or None), `exit_code` is the CLI's exit status.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str, source: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.source = source


class UsageError(FactextractError):
    """The call itself cannot be carried out: a missing path, an unknown engine, a page range that is none."""

    exit_code = 2


class RuleError(FactextractError):
    """A rule pack cannot be loaded or a rule fails its own examples; the message starts with file:line."""

    exit_code = 3


class MissingModel(FactextractError):
    """A recogniser was asked for by name and is not installed."""

    exit_code = 5


class SinkError(FactextractError):
    """A result could not be written."""

    exit_code = 6


class PageError(FactextractError):
    """An engine could not read one page; the pipeline tries the fallback engine and goes on."""


class SourceError(FactextractError):
    """One document could not be read. `outcome` is its word in the outcome list."""

    exit_code = 4
    outcome: ClassVar[str] = "damaged"


class NoText(SourceError):
    outcome = "no_text"


class Encrypted(SourceError):
    outcome = "encrypted"


class NotAPdf(SourceError):
    outcome = "not_a_pdf"


class Damaged(SourceError):
    outcome = "damaged"


class Empty(SourceError):
    outcome = "empty"


class TooLarge(SourceError):
    outcome = "too_large"


class TimedOut(SourceError):
    outcome = "timeout"


class OutOfMemory(SourceError):
    outcome = "out_of_memory"


class Crashed(SourceError):
    outcome = "crashed"
