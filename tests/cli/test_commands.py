"""The command line: what goes where, exit statuses, words for every error."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bad_files import GOOD
from factextract import extract, read_text
from factextract.authoring.check import Failure
from factextract.cli import main
from factextract.errors import RuleError
from factextract.extras import PACKAGES
from factextract.records import Record
from factextract.settings import Settings

PLAIN = ("--model", "none")


@pytest.fixture
def run(capfdbinary):
    """Runs the command line in this process; (status, stdout, stderr)."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        status = main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return call


@pytest.fixture
def two(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(GOOD, folder / "a.pdf")
    (folder / "sub").mkdir()
    (folder / "sub" / "b.pdf").write_bytes(b"no pdf")
    return folder


def test_one_document_prints_its_record_and_nothing_else(run) -> None:
    status, out, err = run("extract", GOOD, *PLAIN)
    assert (status, err) == (0, "")
    assert Record.model_validate_json(out) == extract(GOOD, Settings(model="none"))
    assert run("extract", GOOD, *PLAIN, "--format", "jsonl")[1].count("\n") == 1


def test_several_documents_print_a_record_a_line(run, two: Path) -> None:
    shutil.copy(GOOD, two / "c.pdf")
    status, out, err = run("extract", two, *PLAIN, "--only", "dates", "--pages", "1")
    records = [Record.model_validate_json(line) for line in out.splitlines()]
    assert status == 4
    assert [r.document.source for r in records] == ["a.pdf", "c.pdf"]
    assert all(r.run.kinds == ("dates",) and r.run.pages == (1,) and not r.metrics for r in records)
    assert "[3/3]" in err


def test_an_output_folder_mirrors_the_input_folder(run, two: Path, tmp_path: Path) -> None:
    shutil.copy(GOOD, two / "sub" / "c.pdf")
    status, out, err = run("extract", two, "-o", tmp_path / "out", *PLAIN)
    assert (status, out) == (4, "")
    written = sorted(p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*.json*"))
    assert written == ["a.json", "outcomes.jsonl", "sub/c.json"]
    assert (tmp_path / "out" / "factextract.db").is_file()
    assert "not_a_pdf" in err
    assert "export it as PDF" in " ".join(err.split())
    assert "3 documents: 2 ok, 1 not_a_pdf" in err


def test_inputs_of_one_name_keep_their_extensions(run, tmp_path: Path) -> None:
    shutil.copy(GOOD, tmp_path / "a.pdf")
    (tmp_path / "a.txt").write_text("The program reached 6,940 farmers in 2021.")
    status, _, _ = run("extract", tmp_path / "a.pdf", tmp_path / "a.txt", "-o", tmp_path / "out", *PLAIN)
    assert status == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "a.pdf.json", "a.txt.json", "factextract.db", "outcomes.jsonl",
    ]  # fmt: skip


def test_jsonl_goes_into_one_file(run, two: Path, tmp_path: Path) -> None:
    run("extract", two, "-o", tmp_path / "out", "--format", "jsonl", *PLAIN)
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["factextract.db", "outcomes.jsonl", "records.jsonl"]
    assert len((tmp_path / "out" / "records.jsonl").read_text().splitlines()) == 1


def test_text_prints_what_offsets_count_in(run) -> None:
    status, out, _ = run("text", GOOD)
    assert status == 0
    assert out == read_text(GOOD) + "\n"
    record = extract(GOOD, Settings(model="none"))
    proofs = [e for metric in record.metrics for e in metric.evidence]
    assert proofs
    assert all(out[e.start_char : e.end_char] == e.quote for e in proofs)


def test_explain_tells_rule_reasons_and_box_of_a_fact(run) -> None:
    metric = next(m for m in extract(GOOD, Settings(model="none")).metrics if m.measure)
    status, out, _ = run("explain", GOOD, metric.id, *PLAIN)
    assert status == 0
    box = metric.evidence[0].boxes[0]
    assert all(word in out for word in (metric.id, metric.rule, metric.text, f"[{box[0]:.1f} {box[1]:.1f}"))


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("--page", "1"), 0, "page 1 ["),
        (("--find", "second   BELL"), 0, ""),
        (("--find", "no such words here"), 2, "does not stand in"),
        (("--page", "9"), 2, "page 9 was not read"),
        (("metric:nope",), 2, "no fact of this document"),
        (("metric:nope", "--page", "1"), 2, "give one of"),
    ],
)
def test_explain_answers_or_says_why_not(run, arguments: tuple[str, ...], status: int, says: str) -> None:
    ended, out, err = run("explain", GOOD, *arguments, *PLAIN)
    assert ended == status
    assert says in out + err


def test_rules_check_names_the_examples_that_do_not_hold(run, monkeypatch) -> None:
    failure = Failure("metrics.mine", "mine/metrics.yaml:7", "It reached 12 farms.", "must be found, but is not")
    monkeypatch.setattr("factextract.authoring.check.check", lambda folders, run: [failure, failure])
    status, _, err = run("rules", "check")
    assert status == RuleError.exit_code
    assert err.splitlines()[0] == str(failure)
    assert "error: examples that do not hold: 2, of rules: 1" in err


def test_rules_check_is_content_when_all_examples_hold(run, monkeypatch) -> None:
    monkeypatch.setattr("factextract.authoring.check.check", lambda folders, run: [])
    assert run("rules", "check") == (0, "", "all examples hold\n")


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("nope",), 2, "No such command 'nope'"),
        (("extract",), 2, "Missing argument"),
        (("extract", "missing.pdf"), 2, "missing.pdf: no such file or folder"),
        (("text", "missing.pdf"), 2, "missing.pdf: no such file"),
        (("extract", GOOD, "--pages", "3-1"), 2, "no range of pages"),
        (("extract", GOOD, "--pages", "one"), 2, "are no pages"),
        (("extract", GOOD, "--pages", "9"), 2, "there is no page 9"),
        (("extract", GOOD, "--only", "metric"), 2, "did you mean 'metrics'"),
        (("extract", GOOD, "--engine", "pdfum"), 2, "did you mean 'pdfium'"),
        (("extract", GOOD, "--model", "en_core_nope"), 5, "en_core_nope"),
        (("extract", GOOD, "--rules", "no_such_folder"), 2, "no_such_folder"),
        (("extract", GOOD, "--format", "xml"), 2, "xml"),
        (("extract", GOOD, "--colour"), 2, "No such option"),
        (("rules", "check", "no_such_folder"), 2, "no_such_folder"),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_what_to_do(run, arguments, status: int, says: str) -> None:
    ended, out, err = run(*arguments)
    assert (ended, out) == (status, "")
    assert says in err
    first, second = err.splitlines()
    assert first.startswith("error: ")
    assert second.startswith("hint: ")


def test_an_interrupt_ends_with_130_and_what_was_done(run, two: Path, tmp_path: Path, monkeypatch) -> None:
    def interrupted(path: Path, settings: Settings) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("factextract.batch.single.study", interrupted)
    status, _, err = run("extract", two / "a.pdf", "-o", tmp_path / "out", *PLAIN)
    assert status == 130
    assert "interrupted" in err
    assert "stopped with 0 of 1 documents done" in err
    assert (tmp_path / "out" / "outcomes.jsonl").read_text() == ""


def test_a_mistake_of_ours_is_told_in_words(run, monkeypatch) -> None:
    monkeypatch.setattr("factextract.doctor.examine", lambda: 1 / 0)
    status, _, err = run("doctor")
    assert status == 1
    assert "error: ZeroDivisionError" in err
    assert "Traceback" not in err


def test_doctor_names_what_is_there(run) -> None:
    status, out, _ = run("doctor")
    assert status == 0
    assert all(
        f"ok    {what}" in out
        for what in ("python", "engine pdfium: pypdfium2", "rules", "factextract", "workers: ", "store: SQLite 3")
    )


def test_doctor_tells_how_to_get_a_model_and_that_windows_is_untried(run, monkeypatch) -> None:
    monkeypatch.setattr("factextract.doctor.DEFAULT_MODELS", ())
    monkeypatch.setattr(sys, "platform", "win32")
    _, out, _ = run("doctor")
    assert "note  model: none is installed" in out
    assert "factextract[ner-en]" in out
    assert "on Windows" in out


def test_doctor_tells_how_to_get_what_only_some_commands_need(run, monkeypatch) -> None:
    assert "ok    extra postgres: psycopg" in run("doctor")[1]
    monkeypatch.setattr("factextract.doctor.find_spec", lambda name: None)
    status, out, _ = run("doctor")
    assert status == 0
    for extra in PACKAGES:
        assert f"note  extra {extra}: " in out
        assert f"factextract[{extra}]" in out


def test_schema_is_that_of_records(run) -> None:
    schema = json.loads(run("schema")[1])
    assert list(schema["properties"])[:2] == ["schema_version", "document"]
    assert schema["properties"]["metrics"]["items"] == {"$ref": "#/$defs/Metric"}


HEAVY = (
    "spacy",
    "numpy",
    "pydantic",
    "pypdfium2",
    "pdfplumber",
    "google",
    "re2",
    "babel",
    "sqlalchemy",
    "pyarrow",
    "xlsxwriter",
)


@pytest.mark.parametrize("words", [(), ("--help",), ("extract", "--help"), ("--version",)], ids=str)
def test_help_and_import_load_nothing_that_takes_time(words: tuple[str, ...]) -> None:
    """How long they take is measured in benchmarks; here, that nothing is imported which only work needs."""
    call = f"from factextract.cli import main; main({list(words)!r})" if words else "import factextract"
    code = f"import sys\ntry:\n    {call}\nexcept SystemExit:\n    pass\nprint('|', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = {name.split(".")[0] for name in done.stdout.rpartition("|")[2].split()}
    assert not loaded & set(HEAVY)


def test_no_model_no_spacy() -> None:
    code = (
        "import sys; from factextract import extract, Settings; "
        f"extract({str(GOOD)!r}, Settings(model='none')); assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_output_that_cannot_hold_a_character_still_shows_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "factextract", "explain", str(GOOD), "--find", "£6.4 million", *PLAIN],
        env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "\\xa36.4 million" in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_standard_output_on_a_full_disk_is_status_6() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "factextract", "text", str(GOOD)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 6
    first, second = done.stderr.splitlines()
    assert first.startswith("error: standard output cannot be written")
    assert second.startswith("hint: ")
