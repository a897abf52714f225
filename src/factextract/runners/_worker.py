"""A worker process: prepares its task, then works on one source after the other until its supervisor has gone.

It reads files of strangers through C libraries, so it may hang, crash or ask for all memory there is; nothing here but the
supervisor's deadline can be relied on then. What the process itself can do is not to outlive its supervisor.
"""

from __future__ import annotations

import ctypes
import json
import os
import pickle
import resource
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from factextract.errors import FactextractError
from factextract.opening import page_counts_told
from factextract.protocols import Task
from factextract.runners._frames import OUT_OF_MEMORY, OUTCOME, PAGES, READY, REFUSED, frame, receive
from factextract.settings import Effort

_WATCH_EVERY = 0.5  # seconds
_GRACE = (
    30  # seconds beyond a document's longest time, after which the system ends a worker that no supervisor has ended
)
_MOST_ALARM = 10**8  # seconds, far within a C unsigned int
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main(number: int, supervisor: int, bound: int) -> None:
    """Runs a worker whose channel is the descriptor `number`; `bound`: 1 ties it to the thread that started it (Linux)."""
    _follow(supervisor, bound)
    with socket.socket(fileno=number) as channel:
        first = receive(channel)
        if first is None:
            return
        try:
            task, effort = pickle.loads(first[1])
            _limit(effort)
            task.prepare()
        except FactextractError as error:
            channel.sendall(_refused(error))
            return
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        channel.sendall(frame(READY))
        _serve(channel, task, effort)


def _serve(channel: socket.socket, task: Task, effort: Effort) -> None:
    longest = int(min(effort.seconds(sys.maxsize), _MOST_ALARM)) + _GRACE
    with page_counts_told(lambda pages: channel.sendall(frame(PAGES, b"%d" % pages))):
        while (asked := receive(channel)) is not None:
            # The alarm's default action needs no Python: it ends a worker that is stuck in C and has lost its supervisor.
            signal.alarm(longest)
            try:
                answer = frame(OUTCOME, task(Path(os.fsdecode(asked[1]))).model_dump_json().encode())
            except FactextractError as error:
                answer = _refused(error)
            except MemoryError:
                os._exit(OUT_OF_MEMORY)
            signal.alarm(0)
            channel.sendall(answer)


def _refused(error: FactextractError) -> bytes:
    told = {"type": type(error).__name__, "message": error.message, "hint": error.hint, "source": error.source}
    return frame(REFUSED, json.dumps(told).encode())


def _limit(effort: Effort) -> None:
    """Holds the memory of this process. macOS ignores a limit of address space, so its resident memory is watched there."""
    # Refused beyond a limit that already holds, and by systems without.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (effort.max_memory, effort.max_memory))
    # A core file for each document that crashes would fill the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "linux":
        threading.Thread(target=_watch_memory, args=(effort.max_memory,), daemon=True).start()


def _follow(supervisor: int, bound: int) -> None:
    """Ends this process when its supervisor does, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the supervisor decides what an interrupt ends
    if bound and sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    threading.Thread(target=_watch, args=(supervisor,), daemon=True).start()


def _watch(supervisor: int) -> None:
    while os.getppid() == supervisor:
        time.sleep(_WATCH_EVERY)
    os._exit(0)


def _watch_memory(most: int) -> None:
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, getrusage(2)
    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit <= most:
        time.sleep(_WATCH_EVERY)
    os._exit(OUT_OF_MEMORY)
