"""Supervised workers: one outcome a source, whatever becomes of its worker, and no process left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from factextract.errors import FactextractError, MissingModel
from factextract.records import Outcome
from factextract.runners import _process, pool, runner
from factextract.settings import Effort
from scripted import NeverReady, Refusing, Scripted

SMALL = 512 * 2**20  # bytes of address space
A_LONG_TIME = 60.0  # seconds; what is over before was not waited for, on the slowest machine


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log"
    path.touch()
    return path


def run(log: Path, *words: str, task: type[Scripted] = Scripted, **effort: float) -> dict[int, Outcome]:
    sources = [Path(f"{number}-{word}") for number, word in enumerate(words)]
    told = Effort(**{"jobs": 2, "timeout": 30, "max_memory": SMALL, **effort})
    ended = list(runner("pool", told).map(task(log), sources))
    assert sorted(number for number, _ in ended) == list(range(len(words)))
    assert gone(log)
    return dict(ended)


def pids(log: Path) -> list[int]:
    return [int(line.split()[1]) for line in log.read_text().splitlines()]


def alive(pid: int) -> bool:
    """Whether the process runs; one that only waits to be reaped by its new parent does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return sys.platform != "linux"  # where there is no /proc; elsewhere it has ended since


def gone(log: Path, within: float = A_LONG_TIME) -> bool:
    """Whether all processes that the log names have ended, given a moment."""
    end = time.monotonic() + within
    while any(alive(pid) for pid in pids(log)):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def tried(log: Path, name: str) -> int:
    return sum(line.split()[0] == name for line in log.read_text().splitlines())


@pytest.mark.parametrize(
    ("word", "outcome", "says"),
    [
        ("segfault", "crashed", "signal 11 (SIGSEGV)"),
        ("abort", "crashed", "signal 6 (SIGABRT)"),
        ("leave", "crashed", "status 3"),
        ("babble", "crashed", "an answer that is none"),
        pytest.param(
            "memory", "out_of_memory", "more memory than a worker may have",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="no limit of address space"),
        ),
    ],
)  # fmt: skip
def test_what_kills_a_worker_is_tried_twice_and_harms_no_other(log: Path, word: str, outcome: str, says: str) -> None:
    ended = run(log, "ok", word, "ok", "ok")
    assert [ended[n].outcome for n in range(4)] == ["ok", outcome, "ok", "ok"]
    assert says in ended[1].message
    assert ended[1].hint
    assert [tried(log, f"{n}-{w}") for n, w in enumerate(("ok", word, "ok", "ok"))] == [1, 2, 1, 1]


def test_what_hangs_ends_at_its_deadline_even_if_it_ignores_term(log: Path) -> None:
    start = time.monotonic()
    ended = run(log, "ok", "hang", "ok", timeout=1)
    assert [ended[n].outcome for n in range(3)] == ["ok", "timeout", "ok"]
    assert "after 1 s" in ended[1].message
    assert 2 <= ended[1].seconds <= time.monotonic() - start < A_LONG_TIME


@pytest.mark.parametrize("word", ["once_segfault", "once_leave"])
def test_a_second_try_in_a_fresh_worker_counts(log: Path, word: str) -> None:
    assert run(log, word)[0].outcome == "ok"
    assert tried(log, f"0-{word}") == 2
    assert tried(log, "ready") == 2


def test_a_process_that_a_worker_started_ends_with_it(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # It tells of pages when it has started its own process; until then it has all the time that it may need.
    monkeypatch.setattr(Effort, "seconds", lambda self, pages=0: 0.1 if pages else A_LONG_TIME)
    assert run(log, "child")[0].outcome == "timeout"
    assert tried(log, "child") == 2


def test_pages_give_time(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Effort, "seconds", lambda self, pages=0: 0.8 + pages)
    ended = run(log, "longer", "long")
    assert [ended[n].outcome for n in range(2)] == ["timeout", "ok"]


@pytest.mark.parametrize(
    ("pages", "timeout", "seconds"), [(0, None, 60), (10, None, 80), (10**6, None, 600), (10**6, 5, 5)]
)
def test_seconds_of_a_document(pages: int, timeout: float | None, seconds: float) -> None:
    assert Effort(timeout=timeout).seconds(pages) == seconds


def test_workers_make_way_for_new_ones(log: Path) -> None:
    run(log, *["ok"] * 7, jobs=1, renew_after=2)
    assert tried(log, "ready") == 4


def test_no_more_workers_than_sources(log: Path) -> None:
    run(log, "slow", jobs=4)
    assert tried(log, "ready") == 1
    assert run(log) == {}


def test_a_source_is_taken_when_somebody_can_work_on_it(log: Path) -> None:
    taken: list[int] = []

    def sources() -> Iterator[Path]:
        for number in range(6):
            taken.append(number)
            yield Path(f"{number}-ok")

    for done, _ in enumerate(runner("pool", Effort(jobs=2)).map(Scripted(log), sources())):
        assert len(taken) <= done + 2


@pytest.mark.parametrize("words", [("refuse",), ("ok", "ok", "refuse")])
def test_an_error_that_no_source_is_to_blame_for_ends_the_run(log: Path, words: tuple[str, ...]) -> None:
    with pytest.raises(MissingModel, match="no model"):
        run(log, *words)
    assert gone(log)


def test_a_task_that_cannot_be_prepared_ends_the_run(log: Path) -> None:
    with pytest.raises(MissingModel, match="no model"):
        run(log, "ok", task=Refusing)
    with pytest.raises(FactextractError, match=r"no worker process can be started: .*SIGSEGV") as raised:
        run(log, "ok", task=NeverReady)
    assert "--max-memory" in raised.value.hint


def test_a_worker_that_is_never_ready_is_not_waited_for(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "START_SECONDS", 0.001)
    with pytest.raises(FactextractError, match="not ready"):
        run(log, "ok")


def test_closing_the_iterator_stops_all_work(log: Path) -> None:
    ended = runner("pool", Effort(jobs=2)).map(Scripted(log), [Path("0-ok"), Path("1-hang"), Path("2-hang")])
    next(ended)
    start = time.monotonic()
    ended.close()
    assert time.monotonic() - start < A_LONG_TIME
    assert gone(log)


def test_workers_that_ignore_term_are_stopped_all_at_once(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_process, "TERM_SECONDS", 2.0)
    hanging = [Path(f"{number}-hang") for number in range(1, 6)]
    ended = runner("pool", Effort(jobs=6)).map(Scripted(log), [Path("0-last"), *hanging])
    next(ended)
    start = time.monotonic()
    ended.close()
    assert time.monotonic() - start < len(hanging) * 2.0
    assert gone(log)


def test_killed_workers_are_replaced(log: Path) -> None:
    words = ["slow"] * 6
    ended = {}
    for number, outcome in runner("pool", Effort(jobs=2)).map(Scripted(log), [Path(f"{n}-slow") for n in range(6)]):
        ended[number] = outcome
        if len(ended) == 2:
            for pid in pids(log):
                if alive(pid):
                    os.kill(pid, signal.SIGKILL)
    assert [ended[n].outcome for n in range(len(words))] == ["ok"] * 6


SUPERVISOR = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from scripted import Scripted
from factextract.runners import runner
from factextract.settings import Effort
sources = [Path("0-ok"), Path("1-hang"), Path("2-hang")]
for _ in runner("pool", Effort(jobs=2)).map(Scripted(Path(sys.argv[2])), sources):
    pass
"""


def wait_for(log: Path, *names: str) -> None:
    end = time.monotonic() + A_LONG_TIME
    while not all(tried(log, name) for name in names):
        assert time.monotonic() < end
        time.sleep(0.02)


def test_no_worker_outlives_a_killed_supervisor(log: Path) -> None:
    tests = str(Path(__file__).parents[1])
    supervisor = subprocess.Popen([sys.executable, "-c", SUPERVISOR, tests, str(log)])
    wait_for(log, "1-hang", "2-hang")
    assert any(alive(pid) for pid in pids(log))
    supervisor.kill()
    supervisor.wait()
    assert gone(log)
