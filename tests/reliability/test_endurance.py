"""Long runs do not grow, and runs over one store at the same time do not disturb each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest

from reliability import harness, hostile_pdfs

DISTINCT = 20
STRETCH = 50
LAST_LOOKS = 5
FASTEST = 0.95  # share of the first documents' throughput that the last ones must have


def many(folder: Path, count: int) -> None:
    """Documents of a page, in DISTINCT kinds, made different by a comment at their end. They are short, so that the supervisor
    has most to do."""
    folder.mkdir()
    line = b"BT /F 12 Tf 20 150 Td (In %d the program trained %d teachers in Kenya.) Tj ET\n"
    kinds = [hostile_pdfs.drawn(line % (n + 2001, n + 100)) for n in range(DISTINCT)]
    for number in range(count):
        (folder / f"{number}.pdf").write_bytes(kinds[number % DISTINCT] + b"\n%% %d\n" % number)


def growth(values: Sequence[tuple[float, int]], first: float, last: float) -> int:
    """How much more there is at the last moment than there was at most until the first. There is at the last moment what
    every look shortly before it saw: a file that is open for a moment, as a record is while it is written, is no growth."""
    before = max(value for when, value in values if when <= first)
    looks = [value for when, value in values if when <= last]
    return min(looks[-max(LAST_LOOKS, len(looks) // 10) :]) - before


def run(folder: Path, count: int) -> tuple[harness.Seen, list[float]]:
    """What was seen of it, and after how many seconds each document was told of."""
    many(folder / "in", count)
    moments: list[float] = []

    def look(started: harness.Started) -> None:
        told = started.told()
        moments.extend([started.age()] * (told - len(moments)))

    started = harness.Started(
        [folder / "in", "-o", folder / "out", "--jobs", "2", "--log-format", "json", *harness.FAST], folder
    )
    seen = started.watched(every=0.1, meanwhile=look)
    look(started)  # a machine that is busy may let nobody look until the run is over
    assert seen.status == 0
    assert len(moments) == count
    return seen, moments


def steady(seen: harness.Seen, moments: list[float], first: int) -> list[str]:
    """Complaints about memory and descriptors that grow after the first documents."""
    until, end, complaints = moments[first - 1], moments[-1], []
    if (more := growth(seen.memory, until, end)) > 20 * 2**20:
        complaints.append(f"{more / 2**20:.0f} MB more than after {first} documents")
    if (more := growth(seen.descriptors, until, end)) > 0:
        complaints.append(f"{more} more open files than after {first} documents")
    return complaints


def slower(seen: harness.Seen, moments: list[float], some: int) -> list[str]:
    """A complaint when the usual one of the last documents took more than that of the first ones, by 5 % or more: longer, and
    more work of the processors. Others who use the machine make a run longer, but no more work."""
    stretches = pace(seen, moments)
    first = [each for each in stretches if each.end <= some]
    last = [each for each in stretches if each.begin >= len(moments) - some]
    times = [median(each.seconds for each in part) for part in (first, last)]
    works = [median(each.work for each in part) for part in (first, last)]
    if times[1] * FASTEST <= times[0] or (harness.LINUX and works[1] * FASTEST <= works[0]):
        return []
    told = [f"{1000 * number:.1f}" for number in (*times, *works)]
    return [f"ms a document: {told[0]}, then {told[1]}; of the processors: {told[2]}, then {told[3]}"]


@dataclass(frozen=True)
class Stretch:
    """Documents from `begin` on and before `end`; `seconds` and `work`, in seconds of the processors, that one of them took."""

    begin: int
    end: int
    seconds: float
    work: float


def pace(seen: harness.Seen, moments: list[float]) -> list[Stretch]:
    """Stretches of STRETCH documents and a few more: so many that those in which a worker made way for a new one do not count."""
    ends = [n + 1 for n in range(len(moments) - 1) if moments[n] != moments[n + 1]] + [len(moments)]
    stretches: list[Stretch] = []
    begin = ends[0]
    for end in ends:
        if (count := end - begin) >= STRETCH:
            since, until = moments[begin - 1], moments[end - 1]
            work = worked(seen, until) - worked(seen, since)
            stretches.append(Stretch(begin, end, (until - since) / count, work / count))
            begin = end
    return stretches


def worked(seen: harness.Seen, moment: float) -> float:
    """Seconds that processors had worked until that moment."""
    return max((work for when, work in seen.work if when <= moment), default=0.0)


def test_200_documents(tmp_path: Path) -> None:
    seen, moments = run(tmp_path, 200)
    assert steady(seen, moments, 100) == []
    assert harness.heavy(seen) == []


@pytest.mark.battery
def test_10_000_documents(tmp_path: Path) -> None:
    seen, moments = run(tmp_path, 10_000)
    assert steady(seen, moments, 1000) == []
    assert harness.heavy(seen) == []
    assert slower(seen, moments, 1000) == []


def locked(seen: harness.Seen) -> list[str]:
    """What SQLite says when a run did not wait for another."""
    return [line for line in seen.err.splitlines() if "locked" in line]


def together(folder: Path, documents: int, runs: int) -> list[str]:
    """Runs over one store and folders that overlap."""
    harness.unlike(folder / "in" / "inner", documents)
    for number in range(documents):
        (folder / "in" / f"{number}.pdf").write_bytes(harness.SMALL + f"\n% outer {number}\n".encode())
    places = [folder / "in", folder / "in" / "inner"]
    started = [
        harness.Started(
            [places[n % 2], "-o", folder / f"out {n}", "--store", folder / "one.db", "--jobs", "1", *harness.FAST],
            folder,
        )
        for n in range(runs)
    ]
    seen = [one.watched() for one in started]
    complaints = [f"status {one.status}: {one.err[-500:]}" for one in seen if one.status != 0]
    complaints += [line for one in seen for line in locked(one)]
    alone = harness.extract(folder / "in", "-o", folder / "alone", "--jobs", "2", *harness.FAST, scratch=folder)
    complaints += [f"alone: {alone.status}"] if alone.status else []
    complaints += harness.differences(folder / "one.db", folder / "alone" / "factextract.db")
    for number in range(documents):
        one, other = folder / "out 0" / "inner" / f"{number}.json", folder / "out 1" / f"{number}.json"
        if one.read_bytes() != other.read_bytes():
            complaints.append(f"{one} and {other} differ")
    return complaints


def test_two_runs_over_one_store(tmp_path: Path) -> None:
    assert together(tmp_path, 5, 2) == []


@pytest.mark.battery
def test_four_runs_over_one_store(tmp_path: Path) -> None:
    assert together(tmp_path, 60, 4) == []
