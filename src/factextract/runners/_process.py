"""The supervisor's side of one worker process: how it is started, asked, heard and ended."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from factextract.errors import Crashed, OutOfMemory, SourceError
from factextract.protocols import Task
from factextract.runners._frames import OUT_OF_MEMORY, SOURCE, TASK, Inbox, frame
from factextract.settings import Effort

TERM_SECONDS = 1.0  # between asking a process to end and ending it
KILL_SECONDS = 5.0  # after which a killed process is left to the system: it waits for a disk that does not answer
REPORT = "please report it, with the document if you may"
_SEPARATOR = "\x1f"
# The search path is taken over before anything is imported: the worker finds what its supervisor finds, and no module that
# lies in the current folder.
_BOOT = (
    f"import sys; path, *numbers = sys.argv[1:]; sys.path[:] = path.split({_SEPARATOR!r}); "
    "from factextract.runners._worker import main; main(*map(int, numbers))"
)
# A worker is one thread of work; the libraries under spaCy would start one a core.
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Process:
    """A worker process in a process group of its own, with the channel to it."""

    def __init__(self, task: Task, effort: Effort) -> None:
        """Starts it. Raises OSError when the system refuses another process."""
        self.channel, theirs = socket.socketpair()
        try:
            with theirs:
                self._process = subprocess.Popen(
                    [sys.executable, "-c", _BOOT, _SEPARATOR.join(sys.path), *map(str, _numbers(theirs))],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    pass_fds=(theirs.fileno(),),
                    process_group=0,
                    env={**dict.fromkeys(_ONE_THREAD, "1"), **os.environ},
                )
            self._send(frame(TASK, pickle.dumps((task, effort))))
        except BaseException:
            self.channel.close()
            raise
        self.channel.setblocking(False)
        self.inbox = Inbox(self.channel)

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, source: Path) -> None:
        """Hands over a source. That the process has gone is seen when its answer is read."""
        self.channel.setblocking(True)
        self._send(frame(SOURCE, os.fsencode(source)))
        self.channel.setblocking(False)

    def _send(self, said: bytes) -> None:
        with suppress(ConnectionError):
            self.channel.sendall(said)

    def stop(self) -> None:
        """Ends the process and all it started: TERM, then KILL."""
        stop_all([self])

    def end(self) -> SourceError:
        """What the end of a process that closed its channel means for the source it was at."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(TERM_SECONDS)
        self.stop()
        return _meaning(self._process.returncode)

    def dismiss(self) -> None:
        """Lets a process that waits for a source end by itself."""
        self.channel.close()

    def gone(self) -> bool:
        """Whether it has ended."""
        return self._process.poll() is not None

    def wait(self, seconds: float) -> bool:
        """Whether it has ended, given so much time."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(seconds, 0.0))
        return self.gone()

    def signal(self, number: signal.Signals) -> None:
        """To all of its group."""
        # A process that was waited for may still have left others in its group; no other group has its number while it has.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, number)


def stop_all(processes: Sequence[Process]) -> None:
    """Ends processes and all they started, all at the same time: however many they are it takes TERM_SECONDS and a moment."""
    for process in processes:
        process.channel.close()
    left = processes
    for number, seconds in ((signal.SIGTERM, TERM_SECONDS), (signal.SIGKILL, KILL_SECONDS)):
        for process in left:
            process.signal(number)
        until = time.monotonic() + seconds
        left = [process for process in left if not process.wait(until - time.monotonic())]
    for process in processes:
        process.signal(signal.SIGKILL)  # whatever it started itself is in its group


def _numbers(channel: socket.socket) -> tuple[int, int, int]:
    """Channel, supervisor, and whether the worker may be bound to this thread, which then must live as long as it."""
    return channel.fileno(), os.getpid(), int(threading.current_thread() is threading.main_thread())


def _meaning(status: int | None) -> SourceError:
    if status == OUT_OF_MEMORY:
        return OutOfMemory(
            "reading it took more memory than a worker may have",
            hint="raise --max-memory, or read it in parts with --pages",
        )
    if status is not None and status < 0:
        return Crashed(
            f"its worker was ended by signal {-status} ({_signal_name(-status)})",
            hint="a library gave up on this document, or the system ran out of memory: save it anew in a viewer, or raise "
            "--max-memory",
        )
    return Crashed(
        f"its worker ended with status {status}",
        hint=REPORT,
    )


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return "unknown"
