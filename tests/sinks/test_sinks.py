"""Sinks: what a folder holds afterwards, whole or not at all, and nothing outside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bad_files import GOOD
from factextract import registry
from factextract.batch.single import outcome_of
from factextract.errors import SinkError
from factextract.records import Outcome, Record
from factextract.settings import Settings
from factextract.sinks import open_run_sink

FAILED = Outcome(source="in/bad.pdf", document=None, outcome="empty", message="no bytes", hint="again", seconds=0.1)
NAMES = {"in/good.pdf": "sub/good", "in/bad.pdf": "bad"}


@pytest.fixture(scope="module")
def good() -> Outcome:
    return outcome_of(GOOD, Settings(model="none")).model_copy(update={"source": "in/good.pdf"})


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def ledger(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "outcomes.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("name", registry.names("sinks"))
def test_every_sink_tells_each_outcome_once_with_the_place_of_its_record(
    name: str, tmp_path: Path, good: Outcome
) -> None:
    with open_run_sink(name, tmp_path / "new" / "out", NAMES) as sink:
        sink.write(FAILED)
        sink.write(good)
    lines = ledger(tmp_path / "new" / "out")
    assert [line["source"] for line in lines] == ["in/bad.pdf", "in/good.pdf"]
    assert list(lines[0]) == ["source", "document", "outcome", "message", "hint", "record", "seconds"]
    assert lines[0] | {"record": None, "message": "no bytes", "hint": "again", "outcome": "empty"} == lines[0]
    place = tmp_path / "new" / "out" / str(lines[1]["record"])
    if place.suffix.startswith(".json"):
        assert Record.model_validate_json(place.read_text()) == good.record
    assert place.stat().st_size > 100
    assert not [path for path in files(tmp_path) if path.endswith(".tmp")]


def test_json_writes_a_file_a_document(tmp_path: Path, good: Outcome) -> None:
    with open_run_sink("json", tmp_path, NAMES) as sink:
        sink.write(good)
    assert files(tmp_path) == ["outcomes.jsonl", "sub/good.json"]


def test_jsonl_writes_a_line_a_record(tmp_path: Path, good: Outcome) -> None:
    with open_run_sink("jsonl", tmp_path, NAMES) as sink:
        sink.write(good)
        sink.write(good)
    assert files(tmp_path) == ["outcomes.jsonl", "records.jsonl"]
    assert len((tmp_path / "records.jsonl").read_text().splitlines()) == 2


def test_two_runs_write_the_same_records(tmp_path: Path, good: Outcome) -> None:
    for _ in range(2):
        with open_run_sink("json", tmp_path, NAMES) as sink:
            sink.write(good)
        first = (tmp_path / "sub/good.json").read_bytes()
    assert first == (good.record.to_json() + "\n").encode()


def test_a_document_that_fails_now_loses_the_record_of_an_earlier_run(tmp_path: Path, good: Outcome) -> None:
    names = {"in/good.pdf": "a"}
    with open_run_sink("json", tmp_path, names) as sink:
        sink.write(good)
    with open_run_sink("json", tmp_path, names) as sink:
        sink.write(FAILED.model_copy(update={"source": "in/good.pdf"}))
    assert files(tmp_path) == ["outcomes.jsonl"]


def test_a_file_that_is_no_record_is_never_removed(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text('{"mine": 1}')
    with open_run_sink("json", tmp_path, NAMES) as sink:
        sink.write(FAILED)
    assert (tmp_path / "bad.json").read_text() == '{"mine": 1}'


def test_what_was_told_before_a_run_breaks_off_is_kept(tmp_path: Path, good: Outcome) -> None:
    def interrupted() -> None:
        with open_run_sink("jsonl", tmp_path, NAMES) as sink:
            sink.write(good)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert files(tmp_path) == ["outcomes.jsonl", "records.jsonl"]


def test_a_folder_that_cannot_be_made_is_an_error_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SinkError, match="cannot be written") as raised:
        open_run_sink("json", tmp_path / "file" / "out", {})
    assert raised.value.exit_code == 6
    assert "-o" in raised.value.hint


def test_a_record_that_cannot_be_written_is_told_and_the_next_is_written(tmp_path: Path, good: Outcome) -> None:
    (tmp_path / "bad.json").mkdir()
    spoiled = good.model_copy(update={"source": "in/bad.pdf"})
    with open_run_sink("json", tmp_path, NAMES) as sink:
        with pytest.raises(SinkError, match=r"bad\.json"):
            sink.write(spoiled)
        sink.write(good)
    first, second = ledger(tmp_path)
    assert first["record"] is None
    assert "cannot be written" in str(first["message"])
    assert second["record"] == "sub/good.json"
    assert files(tmp_path) == ["outcomes.jsonl", "sub/good.json"]


@pytest.mark.parametrize("place", ["../up", "sub/../../up", "link/up"])
def test_nothing_is_written_outside_the_folder(place: str, tmp_path: Path, good: Outcome) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (inside / "link").symlink_to(outside)
    with open_run_sink("json", inside, {"in/good.pdf": place}) as sink, pytest.raises(SinkError, match="outside"):
        sink.write(good)
    assert files(tmp_path) == ["inside/outcomes.jsonl"]
    assert not list(outside.iterdir())


def test_a_link_in_place_of_a_record_is_replaced_not_followed(tmp_path: Path, good: Outcome) -> None:
    target = tmp_path / "precious.txt"
    target.write_text("mine")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.json").symlink_to(target)
    with open_run_sink("json", folder, {"in/good.pdf": "a"}) as sink:
        sink.write(good)
    assert target.read_text() == "mine"
    assert not (folder / "a.json").is_symlink()
