"""Records on standard output, one a line, as soon as each is there."""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import Self

import click

from factextract.cli._words import shown
from factextract.errors import SinkError
from factextract.records import Outcome


class PrintedRecords:
    """The sink of a run without an output folder. After a record that cannot be written none is."""

    def __init__(self) -> None:
        self._failed: SinkError | None = None

    def write(self, outcome: Outcome) -> None:
        if outcome.record is None:
            return
        if self._failed is not None:
            raise self._failed
        try:
            print_bytes(outcome.record.to_json(indent=None).encode())
        except SinkError as error:
            self._failed = error
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is held back, so there is nothing to close."""


def print_line(text: str) -> None:
    """A line for people: what the output's encoding or a terminal cannot show is written as an escape."""
    print_bytes(shown(text).encode(sys.stdout.encoding or "utf-8", "backslashreplace"))


def print_bytes(line: bytes) -> None:
    """One line on standard output, whatever its encoding. Raises SinkError when it cannot be written.

    A reader that has gone (`| head`) ends the run, as click does it.
    """
    try:
        click.echo(line)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What is still buffered would fail again, and loudly, when Python closes down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SinkError(
            f"standard output cannot be written: {error.strerror or error}",
            hint="check that the disk has room, or write into a folder with -o",
        ) from error
