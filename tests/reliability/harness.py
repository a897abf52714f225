"""Runs the command line as a process of its own and looks at what it does to the machine.

Each check returns complaints, in words; none when all is well. test_harness.py shows each of them complaining.
"""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reliability import hostile_pdfs

HERE = Path(__file__).parent
PLUGIN = HERE / "plugin"
SMALL = hostile_pdfs.drawn(b"")
FAST = ("--model", "none", "--only", "dates")
WORDS = {
    "ok", "partial", "no_text", "encrypted", "not_a_pdf", "damaged", "empty", "too_large", "timeout", "out_of_memory",
    "crashed",
}  # fmt: skip
MARK = "FACTEXTRACT_RUN"
SUPERVISOR_BYTES = 200 * 2**20
LINUX = sys.platform == "linux"


@dataclass(frozen=True)
class Seen:
    """What a run did. `peak`: bytes of memory of the supervisor; `descriptors`: open files of it, each time it was looked at;
    `memory`: its resident bytes, likewise; `work`: seconds that the processors worked for it and its workers, likewise;
    `mark`: found in the environment of each of its processes."""

    status: int
    err: str
    seconds: float
    peak: int
    memory: tuple[tuple[float, int], ...]
    descriptors: tuple[tuple[float, int], ...]
    work: tuple[tuple[float, float], ...]
    mark: str
    temporary: Path

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.err.splitlines() if line.startswith("{")]


class Started:
    """A run under way."""

    def __init__(self, arguments: Sequence[str | Path], scratch: Path, file_limit: int | None = None) -> None:
        scratch.mkdir(parents=True, exist_ok=True)
        self.mark, self.scratch = uuid.uuid4().hex, scratch
        self.temporary = scratch / "tmp"
        self.temporary.mkdir(exist_ok=True)
        self.err = scratch / f"{self.mark}.err"
        self._begun = time.monotonic()

        def limit() -> None:
            if file_limit:
                resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, file_limit))

        with self.err.open("wb") as err:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "factextract", "extract", *map(str, arguments)],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=err, preexec_fn=limit,
                env={**environment(), MARK: self.mark, "TMPDIR": str(self.temporary)},
            )  # fmt: skip

    def watched(self, every: float = 0.1, meanwhile: Callable[[Started], None] | None = None) -> Seen:
        """Waits for its end. `meanwhile` is called each time it is looked at."""
        peak, memory, descriptors, work = 0, [], [], []
        while self.process.poll() is None:
            now = self.age()
            peak = max(peak, _kilobytes(self.process.pid, "VmHWM") * 1024)
            memory.append((now, _kilobytes(self.process.pid, "VmRSS") * 1024))
            descriptors.append((now, _descriptors(self.process.pid)))
            work.append((now, _work(self.process.pid)))
            if meanwhile:
                meanwhile(self)
            time.sleep(every)
        return Seen(
            self.process.returncode, self.err.read_text(), self.age(), peak,
            tuple(memory), tuple(descriptors), tuple(work), self.mark, self.temporary,
        )  # fmt: skip

    def age(self) -> float:
        """Seconds since it was started."""
        return time.monotonic() - self._begun

    def at_work(self, pid: int) -> bool:
        """Whether that process is one of the run's workers, still alive."""
        return pid != self.process.pid and pid in marked(self.mark)

    def told(self) -> int:
        """How many documents it has told of."""
        return self.err.read_bytes().count(b'"event": "document"')


def environment() -> dict[str, str]:
    """Ours, with the engine `faulty`. Compiled modules are kept: each run and each worker would compile them anew."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": os.pathsep.join([str(PLUGIN), *filter(None, [kept.get("PYTHONPATH")])])}


def extract(*arguments: str | Path, scratch: Path, **options: Any) -> Seen:
    """Runs it to its end, with JSON events."""
    return Started([*arguments, "--log-format", "json"], scratch, **options).watched()


def untyped(out: Path, inputs: Iterable[str]) -> list[str]:
    """Inputs without exactly one outcome of a known word, or without a hint where there is no record."""
    lines = [json.loads(line) for line in (out / "outcomes.jsonl").read_text().splitlines()]
    named: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        named.setdefault(Path(line["source"]).name, []).append(line)
    wanted = list(inputs)
    complaints = [f"{name}: {len(named.get(name, []))} outcomes" for name in wanted if len(named.get(name, [])) != 1]
    complaints += [f"{name}: nobody asked for it" for name in named if name not in wanted]
    for line in lines:
        failed = line["outcome"] not in ("ok", "partial")
        if line["outcome"] not in WORDS or (failed and not (line["message"] and line["hint"])):
            complaints.append(f"{line['source']}: {line['outcome']}, {line['message']}, {line['hint']}")
    return complaints


def late(out: Path, seconds: float, tries: int = 2) -> list[str]:
    """Documents that took longer than their tries may, and 5 s."""
    lines = [json.loads(line) for line in (out / "outcomes.jsonl").read_text().splitlines()]
    return [f"{x['source']}: {x['seconds']} s" for x in lines if x["seconds"] > tries * (seconds + 5)]


def heavy(seen: Seen, most: int = SUPERVISOR_BYTES) -> list[str]:
    """A supervisor that took too much memory."""
    return [f"supervisor: {seen.peak / 2**20:.0f} MB"] if seen.peak > most or (LINUX and not seen.peak) else []


def orphans(seen: Seen, within: float = 30.0) -> list[str]:
    """Processes of the run that are left."""
    end = time.monotonic() + within
    while (left := marked(seen.mark)) and time.monotonic() < end:
        time.sleep(0.05)
    return [f"process {pid} is left" for pid in left]


def litter(seen: Seen, *folders: Path) -> list[str]:
    """Temporary files that are left."""
    left = [*seen.temporary.rglob("*"), *(p for folder in folders for p in folder.rglob(".factextract-*"))]
    return [f"{path} is left" for path in left]


def traces(seen: Seen) -> list[str]:
    """Python's own words for what nobody foresaw, in what the run told."""
    return [line for line in seen.err.splitlines() if "Traceback" in line or "mistake in factextract" in line]


def marked(mark: str) -> list[int]:
    """Living processes whose environment has the mark of a run."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if f"{MARK}={mark}".encode() in (place / "environ").read_bytes():
                found.append(int(place.name))
        except OSError:
            continue
    return found


def contents(store: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that a store holds but times and runs, sorted."""
    columns = {
        "documents": "id, bytes",
        "sources": "path, document, outcome, message, hint",
        "records": "document, config, tool, json",
        "outcomes": "document, asked, tool, outcome, message, hint, config",
    }
    connection = sqlite3.connect(store)
    try:
        return {
            table: sorted(connection.execute(f"SELECT {names} FROM {table}").fetchall(), key=repr)
            for table, names in columns.items()
        }
    finally:
        connection.close()


def differences(one: Path, other: Path) -> list[str]:
    """What two stores do not agree on."""
    a, b = contents(one), contents(other)
    return [
        f"{table}: {len(set(a[table]) ^ set(b[table]))} rows differ, {len(a[table])} and {len(b[table])}"
        for table in a if a[table] != b[table]
    ]  # fmt: skip


def unlike(folder: Path, count: int, fault: dict[int, str] | None = None, content: bytes = SMALL) -> list[str]:
    """`count` readable documents of different bytes; those in `fault` fail so when the engine `faulty` reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"{number}.pdf" for number in range(count)]
    for number, name in enumerate(names):
        word = (fault or {}).get(number)
        last = f"% fault: {word}\n" if word else ""
        (folder / name).write_bytes(content + f"\n% {number}\n{last}".encode())
    return names


def begun(log: Path) -> list[tuple[int, str]]:
    """(worker, name of the document without its suffix) of each line of the engine's log that is written to its end."""
    lines = log.read_text().rpartition("\n")[0].splitlines() if log.exists() else []
    return [(int(pid), Path(source).stem) for pid, _, source in (line.partition(" ") for line in lines)]


def _kilobytes(pid: int, field: str) -> int:
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(f"{field}:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def _work(pid: int) -> float:
    """Seconds of processor time of a process, its children, and those of its children that have ended."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ticks = sum(_ticks(pid)) + sum(sum(_ticks(int(child))[:2]) for child in children)
    except OSError:
        return 0.0
    return ticks / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int) -> tuple[int, ...]:
    """Processor time in user and system mode, and the same of children that have ended (proc_pid_stat(5))."""
    return tuple(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15]))


def _descriptors(pid: int) -> int:
    try:
        return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return 0
