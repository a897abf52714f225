"""An engine that fails as the document says: its last line may be `% fault: WORD`. All else is read by pdfium.

Each document that is begun is noted in the file that FAULTY_LOG names, with the worker's process id.
"""

from __future__ import annotations

import ctypes
import os
import time
from pathlib import Path

from factextract import registry
from factextract.protocols import Reader
from factextract.records import TextSource
from factextract.settings import Settings


def hang() -> None:
    while True:
        time.sleep(1)


def segfault() -> None:
    ctypes.string_at(0)


def memory() -> None:
    bytearray(8 * 2**30)


def exception() -> None:
    raise ArithmeticError("planted")


def slow() -> None:
    time.sleep(0.3)


FAULTS = {f.__name__: f for f in (hang, segfault, memory, exception, slow)}


class FaultyEngine:
    name = "faulty"
    text_source: TextSource = "native"

    def open(self, source: Path, settings: Settings) -> Reader:
        log = os.environ.get("FAULTY_LOG")
        if log:
            with Path(log).open("a") as file:
                file.write(f"{os.getpid()} {source}\n")
        last = source.read_bytes().rstrip().rpartition(b"\n")[2].decode("latin-1")
        if last.startswith("% fault: "):
            FAULTS[last.removeprefix("% fault: ")]()
        reader: Reader = registry.get("engines", "pdfium").open(source, settings)
        return reader


PLUGIN = FaultyEngine()
