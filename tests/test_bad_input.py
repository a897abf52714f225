"""Bad input: one clear message with what to do, an outcome and an exit status, no trace, and the others still run."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest

from bad_files import GOOD, bad_files, encrypted, undecodable, without_pages
from factextract.batch import extract_many, outcomes
from factextract.batch.single import outcome_of
from factextract.cli import main
from factextract.settings import Settings

PLAIN = Settings(model="none")
HOSTILE = Path(__file__).parent.parent.parent / "shared" / "corpus" / "hostile"
PATIENCE = 60  # seconds that no document may take
HINTS = {
    "empty": "copy or download it again", "not_a_pdf": "export it as PDF", "damaged": "save it", "encrypted": "--password",
    "no_text": "",
}  # fmt: skip


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("bad")
    return folder, bad_files(folder)


def test_each_kind_of_bad_file_has_its_outcome_message_and_hint(bad) -> None:
    folder, expected = bad
    for name, outcome in expected.items():
        ended = outcome_of(folder / name, PLAIN)
        assert (name, ended.outcome, ended.record) == (name, outcome, None)
        assert ended.message
        assert "\n" not in ended.message
        assert HINTS[outcome].split()[0] in ended.hint if HINTS[outcome] else ended.hint


@pytest.mark.parametrize("name", ["empty.pdf", "letter.pdf", "cut.pdf", "locked.pdf", "scan.pdf", "pageless.pdf"])
def test_alone_it_is_an_error_with_a_hint_and_status_4(bad, name: str, capfd) -> None:
    status = main(["extract", str(bad[0] / name), "--model", "none"])
    out, err = capfd.readouterr()
    assert (status, out) == (4, "")
    first, second = err.splitlines()
    assert first.startswith(f"error: {bad[0] / name}: ")
    assert second.startswith("hint: ")


def test_among_others_it_fails_alone(bad, tmp_path: Path, capfd) -> None:
    folder, expected = bad
    shutil.copy(GOOD, folder / "zz good.pdf")
    status = main(
        ["extract", str(folder), "--glob", "*.pdf", "--glob", "*.txt", "-o", str(tmp_path / "out"), "--model", "none"]
    )
    _, err = capfd.readouterr()
    assert status == 4
    lines = [json.loads(line) for line in (tmp_path / "out" / "outcomes.jsonl").read_text().splitlines()]
    assert {Path(line["source"]).name: line["outcome"] for line in lines} == {**expected, "zz good.pdf": "ok"}
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["factextract.db", "outcomes.jsonl", "zz good.json"]
    assert "Traceback" not in err
    (folder / "zz good.pdf").unlink()


def test_a_missing_path_does_not_keep_the_others_from_being_read(tmp_path: Path, capfd) -> None:
    status = main(["extract", "missing.pdf", str(GOOD), "-o", str(tmp_path), "--model", "none"])
    _, err = capfd.readouterr()
    assert status == 2
    assert "error: missing.pdf: no such file or folder" in err
    assert (tmp_path / f"{GOOD.stem}.json").is_file()


def test_no_text_names_the_pages_and_ocr(bad) -> None:
    ended = outcome_of(bad[0] / "scan.pdf", PLAIN)
    assert "(1-2)" in ended.message
    assert "run OCR first" in ended.hint


def test_a_document_is_judged_by_itself_and_not_by_the_one_before(tmp_path: Path) -> None:
    """PDFium keeps the error of the last document it refused."""
    (tmp_path / "1.pdf").write_bytes(encrypted())
    (tmp_path / "2.pdf").write_bytes(without_pages())
    assert [o.outcome for o in extract_many(tmp_path, PLAIN)] == ["encrypted", "damaged"]


def test_a_password_that_does_not_open_it_says_so(bad) -> None:
    ended = outcome_of(bad[0] / "locked.pdf", Settings(model="none", password="wrong"))
    assert (ended.outcome, ended.message) == ("encrypted", "the password does not open the document")


@pytest.mark.parametrize(
    "name", ["r\u00e9sum\u00e9 \u5e74\u6b21.pdf", "two\nlines.pdf", "tab\t\x1b[31mred.pdf", "[bold]x[blink].pdf"]
)
def test_odd_names_are_read_shown_on_one_line_and_written_safely(name: str, tmp_path: Path, capfd) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(GOOD, folder / name)
    status = main(["extract", str(folder), "-o", str(tmp_path / "out"), "--model", "none", "--only", "dates"])
    _, err = capfd.readouterr()
    assert status == 0
    assert err.startswith("[1/1] ")
    assert "\x1b" not in err
    line = json.loads((tmp_path / "out" / "outcomes.jsonl").read_text())
    assert Path(line["source"]).name == name
    record = tmp_path / "out" / line["record"]
    assert record.name.isprintable()
    assert json.loads(record.read_text())["document"]["source"] == name


def test_a_name_that_is_no_utf_8_is_read(tmp_path: Path, capfd) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    if undecodable(folder) is None:
        pytest.skip("this file system has no such names")
    status = main(["extract", str(folder), "-o", str(tmp_path / "out"), "--model", "none", "--only", "dates"])
    assert status == 0
    line = json.loads((tmp_path / "out" / "outcomes.jsonl").read_text())
    assert line["source"].endswith("caf\\xe9.pdf")
    assert json.loads((tmp_path / "out" / line["record"]).read_text())["document"]["source"] == "caf\\xe9.pdf"


@pytest.mark.parametrize("out", ["file", "file/below"])
def test_an_output_that_cannot_be_written_is_status_6(out: str, tmp_path: Path, capfd) -> None:
    (tmp_path / "file").write_text("")
    status = main(["extract", str(GOOD), "-o", str(tmp_path / out), "--model", "none"])
    _, err = capfd.readouterr()
    assert status == 6
    first, second = err.splitlines()
    assert "cannot be written" in first
    assert second.startswith("hint: ")


def test_one_record_that_cannot_be_written_is_status_6_and_the_others_are_there(tmp_path: Path, capfd) -> None:
    for name in ("a.pdf", "b.pdf"):
        shutil.copy(GOOD, tmp_path / name)
    (tmp_path / "out" / "a.json").mkdir(parents=True)
    status = main(["extract", str(tmp_path), "-o", str(tmp_path / "out"), "--model", "none", "--only", "dates"])
    _, err = capfd.readouterr()
    assert status == 6
    assert "1 not written, 1 ok" in err
    first = json.loads((tmp_path / "out" / "outcomes.jsonl").read_text().splitlines()[0])
    assert "a.json: cannot be written" in first["message"]
    assert (tmp_path / "out" / "b.json").is_file()


def hostile() -> list[Path]:
    return sorted(HOSTILE.glob("*.pdf"))


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the hostile corpus lies beside the repository")
def test_hostile_documents_end_in_an_outcome() -> None:
    """A tenth of them; all of them in the battery."""
    assert all(o.outcome != "crashed" for o in outcomes(hostile()[::10], PLAIN))


@pytest.mark.battery
@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the hostile corpus lies beside the repository")
def test_all_hostile_documents_end_in_an_outcome_in_time() -> None:
    start, slow, words = time.monotonic(), [], []
    for outcome in outcomes(hostile(), PLAIN):
        words.append(outcome.outcome)
        if outcome.seconds > PATIENCE or outcome.outcome == "crashed":
            slow.append((outcome.source, outcome.outcome, outcome.message, outcome.seconds))
    assert not slow, f"{slow} of {len(words)} documents, {time.monotonic() - start:.0f} s in all"
    assert len(words) == len(hostile())
