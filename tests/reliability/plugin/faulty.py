"""An engine that fails as the document says: its last line may be `% fault: WORD`. All else is read by pdfium.

Each document that is begun is noted in the file that FAULTY_LOG names, with the worker's process id. One that is `held` hangs
when it is begun for the first time and FAULTY_HOLD is set: who must end its worker, or the run, before it is read comes in time.
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


def noted(source: Path) -> int:
    """How often it has been begun, this time included; 0 when nobody counts."""
    told = os.environ.get("FAULTY_LOG")
    if not told:
        return 0
    log = Path(told)
    with log.open("a") as file:
        file.write(f"{os.getpid()} {source}\n")
    return sum(line.partition(" ")[2] == str(source) for line in log.read_text().splitlines())


class FaultyEngine:
    name = "faulty"
    text_source: TextSource = "native"

    def open(self, source: Path, settings: Settings) -> Reader:
        begun = noted(source)
        last = source.read_bytes().rstrip().rpartition(b"\n")[2].decode("latin-1")
        if last == "% fault: held":
            if begun == 1 and "FAULTY_HOLD" in os.environ:
                hang()
        elif last.startswith("% fault: "):
            FAULTS[last.removeprefix("% fault: ")]()
        reader: Reader = registry.get("engines", "pdfium").open(source, settings)
        return reader


PLUGIN = FaultyEngine()
