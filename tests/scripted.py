"""A task whose sources say in their names what happens to them: `NUMBER-WORD`, such as `7-hang`."""

from __future__ import annotations

import ctypes
import os
import signal
import stat
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from factextract.errors import MissingModel
from factextract.opening import _listener
from factextract.records import Outcome
from factextract.runners._frames import OUTCOME, frame


@dataclass(frozen=True)
class Scripted:
    """`log`: a file that each begun source is written to, with the worker's process id."""

    log: Path

    def prepare(self) -> None:
        with self.log.open("a") as file:
            file.write(f"ready {os.getpid()}\n")

    def __call__(self, source: Path) -> Outcome:
        before = source.name in self.log.read_text().split()
        with self.log.open("a") as file:
            file.write(f"{source.name} {os.getpid()}\n")
        assert threading.current_thread() is threading.main_thread(), "PDFium is never touched by a thread"
        word = source.name.partition("-")[2]
        if not word.startswith("once_") or not before:
            getattr(self, word.removeprefix("once_"), lambda: None)()
        return Outcome(source=str(source), document=None, outcome="ok", message=None, hint=None, seconds=0.0)

    def hang(self) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while True:
            time.sleep(1)

    def last(self) -> None:
        """Ends when five others have begun to hang."""
        while self.log.read_text().count("-hang") < 5:
            time.sleep(0.02)

    def slow(self) -> None:
        time.sleep(0.4)

    def longer(self) -> None:
        time.sleep(1.2)

    def long(self) -> None:
        """Longer than a document of one page may take in the test, not longer than one of many."""
        self.tell(100)
        self.longer()

    def tell(self, pages: int) -> None:
        listener = _listener.get()
        assert listener is not None
        listener(pages)

    def child(self) -> None:
        """Starts a process of its own, tells of a page, then hangs."""
        process = subprocess.Popen(["sleep", "600"])
        with self.log.open("a") as file:
            file.write(f"child {process.pid}\n")
        self.tell(1)
        self.hang()

    def segfault(self) -> None:
        ctypes.string_at(0)

    def abort(self) -> None:
        os.abort()

    def memory(self) -> None:
        bytearray(8 * 2**30)

    def leave(self) -> None:
        os._exit(3)

    def babble(self) -> None:
        """Says something that is no outcome, in the place of one."""
        channel = next(fd for fd in range(3, 64) if _is_socket(fd))
        os.write(channel, frame(OUTCOME, b'{"outcome": "fine"}'))
        time.sleep(600)

    def refuse(self) -> None:
        raise MissingModel("no model", hint="get one")


def _is_socket(fd: int) -> bool:
    try:
        return stat.S_ISSOCK(os.fstat(fd).st_mode)
    except OSError:
        return False


@dataclass(frozen=True)
class NeverReady(Scripted):
    """A worker that dies while it prepares."""

    def prepare(self) -> None:
        ctypes.string_at(0)


@dataclass(frozen=True)
class Refusing(Scripted):
    """A task that nothing can be prepared for."""

    def prepare(self) -> None:
        raise MissingModel("no model", hint="get one")
