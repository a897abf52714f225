"""Runs and workers that are killed: nothing is lost, nothing is there twice, no other document is harmed."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from reliability import harness

JOBS = 2
FAULTS = {3: "segfault", 5: "memory", 7: "hang", 9: "exception"}


def options(folder: Path, out: str) -> list[str | Path]:
    given = [folder / "in", "-o", folder / out, "--jobs", str(JOBS), "--engine", "faulty", "--log-format", "json"]
    return [*given, *harness.FAST]


def read_again(log: Path, documents: int, kills: int) -> list[str]:
    """A complaint when more documents were read a second time than workers were at when they were killed."""
    redone = len(log.read_text().splitlines()) - documents
    return [f"{redone} documents were read again after {kills} kills"] if redone > JOBS * kills else []


def read_by(supervisor: int, log: Path) -> list[str]:
    """A complaint when the supervisor opened a document."""
    pids = {int(line.split()[0]) for line in log.read_text().splitlines()}
    return ["the supervisor opened a document"] if supervisor in pids else []


def killed_and_resumed(folder: Path, documents: int, kills: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Kills a run at moments drawn by lot, each time after some more documents, and goes on with it. It does not end before:
    its last document is held until then."""
    harness.unlike(folder / "in", documents, {**dict.fromkeys(range(0, documents, 2), "slow"), documents - 1: "held"})
    (folder / "in" / "twin.pdf").write_bytes((folder / "in" / "0.pdf").read_bytes())
    log = folder / "begun.txt"
    monkeypatch.setenv("FAULTY_LOG", str(log))
    monkeypatch.setenv("FAULTY_HOLD", "1")
    chance = random.Random(7)
    complaints = []
    for _ in range(kills):
        started = harness.Started(options(folder, "out"), folder)
        more = chance.randrange(1, max(2, documents // (kills + 1)))
        wait = chance.random() / 5

        def kill(run: harness.Started, more: int = more, wait: float = wait) -> None:
            fresh = [line for line in run.err.read_text().splitlines() if '"read_before": false' in line]
            if len(fresh) >= more:
                time.sleep(wait)
                run.process.kill()

        seen = started.watched(every=0.02, meanwhile=kill)
        complaints += [] if seen.status == -signal.SIGKILL else [f"ended with {seen.status} before it was killed"]
        complaints += [*harness.orphans(seen), *read_by(started.process.pid, log)]
    monkeypatch.delenv("FAULTY_HOLD")
    last = harness.Started(options(folder, "out"), folder).watched()
    complaints += read_again(log, documents, kills)
    monkeypatch.delenv("FAULTY_LOG")
    whole = harness.Started(options(folder, "whole"), folder).watched()
    complaints += [f"status {s.status}" for s in (last, whole) if s.status != 0]
    complaints += harness.differences(folder / "out" / "factextract.db", folder / "whole" / "factextract.db")
    for name in [*(f"{number}.json" for number in range(documents)), "twin.json"]:
        if (folder / "out" / name).read_bytes() != (folder / "whole" / name).read_bytes():
            complaints.append(f"{name} differs")
    return complaints + harness.litter(last, folder / "out")


def test_a_killed_run_is_resumed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert killed_and_resumed(tmp_path, 8, 1, monkeypatch) == []


@pytest.mark.battery
def test_a_run_of_200_documents_killed_ten_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert killed_and_resumed(tmp_path, 200, 10, monkeypatch) == []


def with_faults(
    folder: Path, documents: int, worker_kills: int, seconds: int, monkeypatch: pytest.MonkeyPatch
) -> tuple[Counter[str], dict[str, dict[str, str]]]:
    """A run with a document that ends its worker, one that wants 8 GB and one that hangs, whose workers are killed besides, each
    at a document that is held until then. No other may take `seconds`, however busy the machine is."""
    held = {str(number) for number in range(10, 10 + worker_kills)}
    harness.unlike(folder / "in", documents, FAULTS | dict.fromkeys(map(int, held), "held"))
    log = folder / "begun.txt"
    monkeypatch.setenv("FAULTY_LOG", str(log))
    monkeypatch.setenv("FAULTY_HOLD", "1")
    killed: set[str] = set()

    def kill(run: harness.Started) -> None:
        # A document that loses two workers is given up, so only one at a time loses one, and none that costs a worker itself.
        begun = harness.begun(log)
        tries = Counter(name for _, name in begun)
        if any(tries[name] == 1 for name in killed):
            return
        for pid, name in dict(begun).items():
            if name in held and tries[name] == 1 and run.at_work(pid):
                os.kill(pid, signal.SIGKILL)
                killed.add(name)
                return

    seen = harness.Started([*options(folder, "out"), "--timeout", f"{seconds}"], folder).watched(
        every=0.05, meanwhile=kill
    )
    assert seen.status == 4
    assert len(killed) == worker_kills
    assert harness.orphans(seen) == []
    lines = [json.loads(line) for line in (folder / "out" / "outcomes.jsonl").read_text().splitlines()]
    return Counter(line["outcome"] for line in lines), {Path(line["source"]).stem: line for line in lines}


def judge(folder: Path, documents: int, worker_kills: int, seconds: int, monkeypatch: pytest.MonkeyPatch) -> None:
    words, lines = with_faults(folder, documents, worker_kills, seconds, monkeypatch)
    assert {name: lines[name]["outcome"] for name in ("3", "5", "7", "9")} == {
        "3": "crashed", "5": "out_of_memory", "7": "timeout", "9": "crashed",
    }  # fmt: skip
    assert "SIGSEGV" in lines["3"]["message"]
    assert "ArithmeticError" in lines["9"]["message"]
    others = {name: line["message"] for name, line in lines.items() if line["outcome"] != "ok"}
    assert (words["ok"], set(others)) == (documents - 4, {"3", "5", "7", "9"}), others


def test_bad_documents_and_a_killed_worker_harm_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judge(tmp_path, 20, 1, 4, monkeypatch)


@pytest.mark.battery
def test_bad_documents_and_killed_workers_harm_none_of_100(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judge(tmp_path, 100, 10, 20, monkeypatch)
