"""Disks that are full, folders that cannot be written, names and files that no program likes."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bad_files import GOOD, undecodable
from factextract.store import open_store
from reliability import harness

DOCUMENTS = 8


def mount(place: Path, options: str) -> bool:
    place.mkdir(exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], capture_output=True, check=False)
    return done.returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    if not harness.LINUX or os.geteuid() != 0 or not mount(place, "size=400k"):
        pytest.skip("no right to mount a small disk")
    yield place
    subprocess.run(["umount", place], check=True)


def errors(seen: harness.Seen) -> list[tuple[str, str]]:
    return [(event["message"], event["hint"]) for event in seen.events if event["event"] == "error"]


@pytest.mark.battery
def test_a_full_disk_is_told_and_the_run_goes_on_when_there_is_room(small_disk: Path, tmp_path: Path) -> None:
    harness.unlike(tmp_path / "in", DOCUMENTS, content=GOOD.read_bytes())
    command = (tmp_path / "in", "-o", small_disk / "out", "--jobs", "2", *harness.FAST)
    seen = harness.extract(*command, scratch=tmp_path / "scratch")
    assert seen.status == 6
    assert any("disk" in message or "space" in message for message, _ in errors(seen)), seen.err
    assert all(hint for _, hint in errors(seen))
    assert harness.traces(seen) == harness.orphans(seen) == []
    with open_store(small_disk / "out" / "factextract.db", create=False) as store:
        kept = store.status().records
    assert 0 < kept < DOCUMENTS
    subprocess.run(["mount", "-o", "remount,size=20m", small_disk], check=True)
    seen = harness.extract(*command, scratch=tmp_path / "scratch")
    assert seen.status == 0
    assert seen.events[-1]["read_before"] >= kept
    assert len(list((small_disk / "out").glob("*.json"))) == DOCUMENTS


def test_a_store_that_may_not_grow_is_told_and_intact(tmp_path: Path) -> None:
    """The same without a right to mount: the system refuses files over a size."""
    harness.unlike(tmp_path / "in", DOCUMENTS, content=GOOD.read_bytes())
    command = (tmp_path / "in", "-o", tmp_path / "out", "--jobs", "2", *harness.FAST)
    seen = harness.extract(*command, scratch=tmp_path / "scratch", file_limit=200_000)
    assert seen.status == 6
    ((message, hint),) = errors(seen)
    assert "factextract.db: the store cannot be used" in message
    assert "nothing that was done is lost" in hint
    assert harness.traces(seen) == harness.orphans(seen) == harness.litter(seen, tmp_path / "out") == []
    seen = harness.extract(*command, scratch=tmp_path / "scratch")
    assert seen.status == 0
    assert seen.events[-1]["read_before"] > 0


def test_an_output_folder_that_cannot_be_written(tmp_path: Path) -> None:
    harness.unlike(tmp_path / "in", 2)
    out = tmp_path / "out"
    mounted = False
    if harness.LINUX and os.geteuid() == 0:
        mounted = mount(out, "ro,size=100k")
        if not mounted:
            pytest.skip("no right to mount a read-only disk")
    else:
        out.mkdir(mode=0o500)
    try:
        seen = harness.extract(tmp_path / "in", "-o", out, *harness.FAST, scratch=tmp_path / "scratch")
    finally:
        if mounted:
            subprocess.run(["umount", out], check=True)
    assert seen.status == 6
    ((message, hint),) = errors(seen)
    assert "cannot be written" in message
    assert "another -o folder" in hint
    assert harness.traces(seen) == []


AWKWARD = [
    "a b.pdf", " lead.pdf", "trail .pdf", "two\nlines.pdf", "tab\t.pdf", "-o.pdf", "--force.pdf", "a;b.pdf", "a&b.pdf",
    "$(x).pdf", "`x`.pdf", "a'b.pdf", 'a"b.pdf', "a\\b.pdf", "a*b?.pdf", "a<b>.pdf", "a|b.pdf", "a:b.pdf", "con.pdf",
    "NUL.pdf", "a..pdf", "é.pdf", "e\u0301.pdf", "年次.pdf", "\u202egpj.pdf", "\u200b.pdf", "😀.pdf",
    "A.pdf", "a.pdf", "x" * 250 + ".pdf", "[b]%s{0}.pdf", "a%00b.pdf", "\x1b[31m.pdf",
]  # fmt: skip


def test_awkward_names_pipes_and_links(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    content = harness.SMALL
    for number, name in enumerate(AWKWARD):
        (folder / name).write_bytes(content + f"\n% {number}\n".encode())
    undecodable(folder)
    expected = len(list(folder.iterdir()))
    assert expected >= 30
    os.mkfifo(folder / "pipe.pdf")
    (folder / "loop.pdf").symlink_to("loop.pdf")
    (folder / "round").symlink_to(folder)
    (folder / "out of here.pdf").symlink_to(GOOD)
    seen = harness.extract(
        folder, "-o", out, "--jobs", "2", "--pages", "1", *harness.FAST, scratch=tmp_path / "scratch"
    )
    assert seen.status == 0, seen.err
    lines = [json.loads(line) for line in (out / "outcomes.jsonl").read_text().splitlines()]
    places = {(out / line["record"]).resolve() for line in lines}
    assert len(lines) == len(places) == expected
    assert all(place.is_file() and place.is_relative_to(out.resolve()) for place in places)
    assert harness.traces(seen) == harness.orphans(seen) == harness.litter(seen, out) == []


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    harness.unlike(tmp_path / "in", 2)
    mine = tmp_path / "mine.db"
    mine.write_bytes(b"precious" * 1000)
    seen = harness.extract(
        tmp_path / "in", "-o", tmp_path / "out", "--store", mine, *harness.FAST, scratch=tmp_path / "scratch"
    )
    assert seen.status == 2
    assert "not a database" in seen.err
    assert mine.read_bytes() == b"precious" * 1000
