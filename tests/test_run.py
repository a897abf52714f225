"""A run over many inputs: resumed, repeated, over equal files, with one worker or more."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import shutil
import signal
import struct
import subprocess
import sys
import termios
from contextlib import suppress
from pathlib import Path

import pytest

from bad_files import GOOD, without_text
from factextract import extract, extract_many
from factextract.batch.plan import Plan
from factextract.cli import main
from factextract.settings import Effort, Settings
from factextract.store import open_store
from reliability import harness

PLAIN = Settings(model="none", kinds=("dates",))
OPTIONS = ("--model", "none", "--only", "dates")
# By these whoever runs the tests says what a terminal is like.
OF_TERMINALS = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")


@pytest.fixture
def run(capfd):
    """Runs extract in this process; (status, stderr)."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        status = main(["extract", *map(str, arguments), *OPTIONS])
        out, err = capfd.readouterr()
        return status, out, err

    return call


def unlike(folder: Path, *names: str) -> Path:
    """Readable documents, each of other bytes."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(GOOD.read_bytes() + f"\n% {name}\n".encode())
    return folder


def records(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*.json"))}


def ledger(folder: Path) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in (folder / "outcomes.jsonl").read_text().splitlines()]
    return [{key: value for key, value in line.items() if key != "seconds"} for line in lines]


def contents(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a store holds but times and runs."""
    import sqlite3

    connection = sqlite3.connect(store)
    found = {
        table: sorted(connection.execute(f"SELECT {columns} FROM {table}").fetchall(), key=repr)
        for table, columns in {
            "documents": "id, bytes",
            "sources": "path, document, outcome, message, hint",
            "records": "document, config, tool, json",
            "outcomes": "document, asked, tool, outcome, message, hint, config",
        }.items()
    }
    connection.close()
    return found


def mixed(folder: Path) -> Path:
    unlike(folder, "b.pdf", "sub/a.pdf", "page 10.pdf", "page 9.pdf")
    shutil.copy(folder / "b.pdf", folder / "sub" / "twin of b.pdf")
    (folder / "bad.pdf").write_bytes(b"no")
    (folder / "scan.pdf").write_bytes(without_text())
    return folder


def test_one_worker_or_two_or_none_write_the_same(run, tmp_path: Path) -> None:
    mixed(tmp_path / "in")
    for jobs in ("1", "2"):
        status, _, _ = run(tmp_path / "in", "-o", tmp_path / jobs, "--jobs", jobs)
        assert status == 4
    assert records(tmp_path / "1") == records(tmp_path / "2")
    assert len(records(tmp_path / "1")) == 5
    assert ledger(tmp_path / "1") == ledger(tmp_path / "2")
    assert contents(tmp_path / "1" / "factextract.db") == contents(tmp_path / "2" / "factextract.db")
    here = list(extract_many(tmp_path / "in", PLAIN, Plan()))
    assert {o.source: o.outcome for o in here} == {line["source"]: line["outcome"] for line in ledger(tmp_path / "2")}
    assert [line["source"] for line in ledger(tmp_path / "2")] == [o.source for o in here]
    record = next(o.record for o in here if o.source.endswith("a.pdf"))
    assert (tmp_path / "2" / "sub" / "a.json").read_text() == record.to_json() + "\n"


def test_a_record_of_a_run_is_that_of_the_document_alone(tmp_path: Path) -> None:
    unlike(tmp_path, "a.pdf")
    (outcome,) = extract_many(tmp_path, PLAIN, Plan(effort=Effort()))
    assert outcome.record == extract(tmp_path / "a.pdf", PLAIN)


def test_equal_files_are_read_once_and_differ_in_their_name_alone(run, tmp_path: Path) -> None:
    folder = unlike(tmp_path / "in", "a.pdf")
    for name in ("b.pdf", "c/d.pdf"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(folder / "a.pdf", folder / name)
    run(folder, "-o", tmp_path / "out", "--jobs", "2")
    found = {name: json.loads(content) for name, content in records(tmp_path / "out").items()}
    assert {name: record["document"].pop("source") for name, record in found.items()} == {
        "a.json": "a.pdf", "b.json": "b.pdf", "c/d.json": "d.pdf",
    }  # fmt: skip
    assert len({json.dumps(record) for record in found.values()}) == 1
    held = contents(tmp_path / "out" / "factextract.db")
    assert [len(held[table]) for table in ("documents", "records", "outcomes", "sources")] == [1, 1, 1, 3]


def read(err: str) -> list[str]:
    """Names of the documents that a run read itself."""
    lines = [line for line in err.splitlines() if line.startswith("[") and "read before" not in line]
    return sorted(Path(line.split("] ")[1].split(": ")[0]).name for line in lines)


def test_what_was_read_is_not_read_again_unless_it_is_wished(run, tmp_path: Path) -> None:
    folder, out = unlike(tmp_path / "in", "a.pdf", "b.pdf"), tmp_path / "out"
    (folder / "bad.pdf").write_bytes(b"no")
    assert read(run(folder, "-o", out)[2]) == ["a.pdf", "b.pdf", "bad.pdf"]
    before = records(out), ledger(out)
    status, _, err = run(folder, "-o", out)
    assert (status, read(err)) == (4, [])
    assert "--retry-failed tries them" in err
    assert (records(out), ledger(out)) == before
    assert read(run(folder, "-o", out, "--retry-failed")[2]) == ["bad.pdf"]
    assert read(run(folder, "-o", out, "--force")[2]) == ["a.pdf", "b.pdf", "bad.pdf"]
    assert (records(out), ledger(out)) == before
    assert read(run(folder, "-o", out, "--pages", "1")[2]) == ["a.pdf", "b.pdf", "bad.pdf"]


def test_a_changed_gazetteer_is_another_setting(run, tmp_path: Path) -> None:
    folder, out, known = unlike(tmp_path / "in", "a.pdf"), tmp_path / "out", tmp_path / "known.csv"

    def again() -> tuple[list[str], str]:
        done = read(run(folder, "-o", out, "--gazetteer", known)[2])
        return done, json.loads((out / "a.json").read_text())["run"]["config"]

    known.write_text("name,type\nTurkana Wells Trust,ngo\n")
    done, config = again()
    assert (done, again()) == (["a.pdf"], ([], config))
    known.write_text("name,type\nTurkana Wells Trust,foundation\n")
    done, other = again()
    assert (done, again()) == (["a.pdf"], ([], other))
    assert config != other


def test_new_changed_and_renamed_files(run, tmp_path: Path) -> None:
    folder, out = unlike(tmp_path / "in", "a.pdf", "b.pdf", "c.pdf"), tmp_path / "out"
    run(folder, "-o", out)
    (folder / "a.pdf").rename(folder / "renamed.pdf")
    unlike(folder, "new.pdf")
    (folder / "b.pdf").write_bytes((folder / "b.pdf").read_bytes() + b"% changed\n")
    assert read(run(folder, "-o", out)[2]) == ["b.pdf", "new.pdf"]
    renamed = json.loads((out / "renamed.json").read_text())
    assert renamed["document"]["source"] == "renamed.pdf"
    assert renamed["document"]["id"] == json.loads((out / "a.json").read_text())["document"]["id"]


def test_a_record_file_that_was_lost_is_written_from_the_store(run, tmp_path: Path) -> None:
    folder, out = unlike(tmp_path / "in", "a.pdf", "b.pdf"), tmp_path / "out"
    run(folder, "-o", out)
    before = records(out)
    (out / "a.json").unlink()
    (out / "b.json").write_text('{"schema_version": half')
    assert read(run(folder, "-o", out)[2]) == []
    assert records(out) == before


def test_a_named_store_serves_several_outputs(run, tmp_path: Path) -> None:
    folder, store = unlike(tmp_path / "in", "a.pdf", "b.pdf"), tmp_path / "mine.db"
    run(folder, "-o", tmp_path / "1", "--store", store)
    assert read(run(folder, "-o", tmp_path / "2", "--store", store)[2]) == []
    assert records(tmp_path / "1") == records(tmp_path / "2")
    status, out, err = run(folder / "a.pdf", "--store", store)
    assert (status, read(err)) == (0, [])
    assert json.loads(out)["document"]["source"] == "a.pdf"


def test_a_dry_run_tells_what_would_be_read_and_writes_nothing(run, tmp_path: Path) -> None:
    folder, out = unlike(tmp_path / "in", "a.pdf", "b.pdf"), tmp_path / "out"
    shutil.copy(folder / "a.pdf", folder / "twin.pdf")
    status, told, _ = run(folder, "-o", out, "--dry-run")
    assert (status, told.splitlines()) == (0, [
        str(folder / "a.pdf"), str(folder / "b.pdf"), "to read: 2; read before: 0; failed before and left alone: 0",
    ])  # fmt: skip
    assert not out.exists()
    run(folder, "-o", out)
    (folder / "b.pdf").write_bytes(b"")
    assert run(folder, "-o", out, "--dry-run")[1].splitlines()[-1].startswith("to read: 1; read before: 2;")
    assert "to read: 2" in run(folder, "-o", out, "--dry-run", "--force")[1]


def test_fail_fast_stops_at_the_first_failure(run, tmp_path: Path) -> None:
    folder = unlike(tmp_path / "in", "a.pdf", "c.pdf")
    (folder / "b.pdf").write_bytes(b"no")
    status, _, err = run(folder, "-o", tmp_path / "out", "--jobs", "1", "--fail-fast")
    assert status == 4
    assert "stopped with 2 of 3 documents done; the same command goes on from there" in err
    assert [line["outcome"] for line in ledger(tmp_path / "out")] == ["ok", "not_a_pdf"]
    assert run(folder, "-o", tmp_path / "out", "--jobs", "1", "--fail-fast")[0] == 4
    assert [line["outcome"] for line in ledger(tmp_path / "out")] == ["ok", "not_a_pdf", "ok"]


@pytest.mark.parametrize(
    ("options", "outcome", "says"),
    [(("--max-pages", "1"), "too_large", "2 pages"), (("--timeout", "0.001"), "timeout", "--timeout")],
)
def test_limits_are_outcomes(run, tmp_path: Path, options: tuple[str, ...], outcome: str, says: str) -> None:
    unlike(tmp_path / "in", "a.pdf")
    status, _, err = run(tmp_path / "in", "-o", tmp_path / "out", *options)
    assert status == 4
    assert ledger(tmp_path / "out")[0]["outcome"] == outcome
    assert says in " ".join(err.split())


def test_too_little_memory_to_start_is_told(run, tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("no limit of address space")
    unlike(tmp_path / "in", "a.pdf")
    status, _, err = run(tmp_path / "in", "-o", tmp_path / "out", "--max-memory", "60M")
    assert status == 1
    assert "hint: raise --max-memory" in err


@pytest.mark.parametrize("value", ["much", "0", "2X"])
def test_amounts_of_memory_are_checked(run, value: str) -> None:
    status, _, err = run(GOOD, "--max-memory", value)
    assert status == 2
    assert "is no amount of memory" in err


def test_a_file_that_changes_while_it_is_read_is_no_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlike(tmp_path, "a.pdf", "b.pdf")
    from factextract.batch import single

    real = single.outcome_of

    def written_to(path: Path, settings: Settings):
        if path.name == "a.pdf":
            path.write_bytes(path.read_bytes() + b"% more\n")
        return real(path, settings)

    monkeypatch.setattr(single, "outcome_of", written_to)
    ended = list(extract_many(tmp_path, PLAIN, Plan(store=tmp_path / "s.db")))
    assert [(o.outcome, o.document is None) for o in ended] == [("damaged", True), ("ok", False)]
    assert "changed" in ended[0].message
    monkeypatch.undo()
    assert [o.outcome for o in extract_many(tmp_path, PLAIN, Plan(store=tmp_path / "s.db"))] == ["ok", "ok"]


def test_a_file_over_the_limit_of_bytes_is_not_read_at_all(tmp_path: Path) -> None:
    unlike(tmp_path, "a.pdf")
    (outcome,) = extract_many(tmp_path, Settings(model="none", max_bytes=100), Plan())
    assert (outcome.outcome, outcome.document) == ("too_large", None)


def test_a_terminal_is_shown_a_bar(tmp_path: Path) -> None:
    folder = unlike(tmp_path / "in", *(f"{n}.pdf" for n in range(4)))
    (folder / "bad.pdf").write_bytes(b"no")
    unstyled = {name: value for name, value in os.environ.items() if name not in OF_TERMINALS}
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 160, 0, 0))
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        process = subprocess.Popen(
            [sys.executable, "-m", "factextract", "extract", folder, "-o", tmp_path / "out", "--jobs", "1", *OPTIONS],
            stdout=subprocess.DEVNULL, stderr=theirs, env={**unstyled, "TERM": "xterm"},
        )  # fmt: skip
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # a terminal that nobody writes to any more
            while piece := terminal.read(1 << 16):
                shown += piece
    assert process.wait() == 4
    text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.decode())
    assert re.search(r"5/5 \d+\.\d pages/s 1 failed \d:\d\d:\d\d ", text), text
    assert "[1/5]" not in text
    assert "export it as PDF" in text


def test_events_as_json(run, tmp_path: Path) -> None:
    folder = unlike(tmp_path / "in", "a.pdf")
    (folder / "b.pdf").write_bytes(b"")
    status, _, err = run(folder, "missing.pdf", "-o", tmp_path / "out", "--log-format", "json")
    assert status == 2
    events = [json.loads(line) for line in err.splitlines()]
    assert [event["event"] for event in events] == ["error", "document", "document", "done"]
    assert {Path(e["source"]).name: e["outcome"] for e in events[1:3]} == {"a.pdf": "ok", "b.pdf": "empty"}
    assert events[3]["outcomes"] == {"ok": 1, "empty": 1}


def test_errors_that_end_a_run_are_events_too(run, tmp_path: Path) -> None:
    (tmp_path / "s.db").write_bytes(b"mine" * 1000)
    folder = unlike(tmp_path / "in", "a.pdf")
    status, _, err = run(folder, "--store", tmp_path / "s.db", "--log-format", "json")
    assert (status, json.loads(err)["event"]) == (2, "error")
    assert "--store" in json.loads(err)["hint"]


def test_the_order_of_the_inputs_does_not_matter(run, tmp_path: Path) -> None:
    unlike(tmp_path, "one/a.pdf", "two/a.pdf", "two/b.pdf", "three/10.pdf", "three/9.pdf")
    given = [tmp_path / "one" / "a.pdf", tmp_path / "two", tmp_path / "two" / "a.pdf", tmp_path / "three"]
    run(*given, "-o", tmp_path / "out")
    run(*reversed(given), "-o", tmp_path / "other")
    assert records(tmp_path / "out") == records(tmp_path / "other")
    assert ledger(tmp_path / "out") == ledger(tmp_path / "other")
    assert len(records(tmp_path / "out")) == 5


def test_quiet_tells_of_errors_only(run, tmp_path: Path) -> None:
    folder = unlike(tmp_path / "in", "a.pdf", "b.pdf")
    assert run(folder, "-o", tmp_path / "out", "--quiet") == (0, "", "")
    status, _, err = run(folder, "missing.pdf", "-o", tmp_path / "out", "--quiet")
    assert (status, err.count("\n")) == (2, 2)


def test_status_tells_what_a_store_knows(run, tmp_path: Path, capfd) -> None:
    folder = unlike(tmp_path / "in", "a.pdf")
    (folder / "b.pdf").write_bytes(b"no")
    run(folder, "-o", tmp_path / "out")
    assert main(["status", str(tmp_path / "out")]) == 0
    out = capfd.readouterr().out
    assert "files: 2; documents: 2; with a record: 1" in out
    assert "outcomes: 1 not_a_pdf, 1 ok" in out
    assert f"not_a_pdf: {folder / 'b.pdf'}" in out
    assert "hint: export it as PDF" in out
    assert main(["status", str(tmp_path / "out" / "factextract.db"), "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["outcomes"] == {"not_a_pdf": 1, "ok": 1}
    assert main(["status", str(tmp_path / "none.db")]) == 2
    with open_store(tmp_path / "out" / "factextract.db") as store:
        store.begin("0.1.0", "{}")
    assert main(["status", str(tmp_path / "out")]) == 0
    lines = [line for line in capfd.readouterr().out.splitlines() if line.startswith("run ")]
    assert ["broken off" in line for line in lines] == [True, False]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_a_run_within_seconds_and_it_goes_on_later(tmp_path: Path, number: int) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    harness.unlike(folder, 30, {29: "held"})  # the run is not over before the signal comes
    command = [sys.executable, "-m", "factextract", "extract", folder, "-o", out, "--jobs", "2", "--engine", "faulty"]
    holding = {"FAULTY_LOG": str(tmp_path / "log"), "FAULTY_HOLD": "1"}
    process = subprocess.Popen(
        [*command, *OPTIONS], env={**harness.environment(), **holding}, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # a shell starts what it runs aside deaf to SIGINT
    )  # fmt: skip
    for line in process.stderr:
        if line.startswith("[3/"):
            break
    process.send_signal(number)
    err = process.communicate(timeout=30)[1]
    assert process.returncode == 130
    assert "the same command goes on from there" in err
    assert "Traceback" not in err
    with open_store(out / "factextract.db", create=False) as store:
        status = store.status()
    assert status.runs[0].state == "interrupted"
    assert 3 <= status.records < 30
    assert not list(out.glob(".factextract-*"))
    again = subprocess.run([*command, *OPTIONS], env=harness.environment(), capture_output=True, text=True, check=True)
    left = read(again.stderr)
    assert len(left) == 30 - status.records
    assert len(records(out)) == 30


def test_what_a_killed_run_left_half_written_is_swept_away(run, tmp_path: Path) -> None:
    from factextract.sinks import _folder

    out = tmp_path / "out"
    out.mkdir()
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = [
        out / f".factextract-{host}-{pid}-77.tmp"
        for host in (_folder._HOST, "other")
        for pid in (dead.pid, os.getpid())
    ]
    for path in left:
        path.touch()
    run(unlike(tmp_path / "in", "a.pdf"), "-o", out)
    assert [path.exists() for path in left] == [False, True, True, True]
