"""A run over many documents: which are read, what outputs are called, how each ends."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bad_files import GOOD
from factextract import extract_many
from factextract.batch import outcomes, places
from factextract.batch.inputs import find_inputs, natural
from factextract.batch.names import LONGEST, output_names, safe_name
from factextract.batch.single import check_settings, outcome_of
from factextract.errors import MissingModel, RuleError, UsageError
from factextract.settings import Settings

PLAIN = Settings(model="none")


def tree(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF-")
    return root


def found(*paths: Path, glob: tuple[str, ...] = ("*.pdf",)) -> list[tuple[str, str]]:
    return [(i.path.name, i.output) for i in find_inputs(paths, glob).found]


def test_a_folder_yields_its_pdfs_in_natural_order(tmp_path: Path) -> None:
    tree(
        tmp_path,
        "page 10.pdf",
        "page 9.PDF",
        "b/z.pdf",
        "b/a/y.Pdf",
        "notes.txt",
        ".hidden.pdf",
        ".git/x.pdf",
        "B2.pdf",
    )
    assert found(tmp_path) == [
        ("y.Pdf", "b/a/y"), ("z.pdf", "b/z"), ("B2.pdf", "B2"), ("page 9.PDF", "page 9"), ("page 10.pdf", "page 10"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("glob", "names"),
    [
        (("*.txt",), ["notes.txt", "old.TXT"]),
        (("*.txt", "*.pdf"), ["a.pdf", "notes.txt", "old.TXT"]),
        (("sub/*.txt",), ["old.TXT"]),
    ],
)
def test_a_glob_says_what_is_read_in_folders(tmp_path: Path, glob: tuple[str, ...], names: list[str]) -> None:
    tree(tmp_path, "a.pdf", "notes.txt", "sub/old.TXT")
    assert sorted(name for name, _ in found(tmp_path, glob=glob)) == names


def test_a_named_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    tree(tmp_path, "notes.txt", "report.bin", ".hidden.pdf")
    paths = [tmp_path / name for name in ("report.bin", "notes.txt", ".hidden.pdf")]
    assert [name for name, _ in found(*paths)] == [".hidden.pdf", "notes.txt", "report.bin"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    tree(tmp_path, "a.pdf", "b.pdf")
    assert [name for name, _ in found(tmp_path / "b.pdf", tmp_path, tmp_path / "b.pdf")] == ["a.pdf", "b.pdf"]


def test_links_are_followed_inside_the_folder_only(tmp_path: Path) -> None:
    folder = tree(tmp_path / "in", "real.pdf", "sub/one.pdf")
    outside = tree(tmp_path / "out", "secret.pdf")
    (folder / "inside.pdf").symlink_to(folder / "sub" / "one.pdf")
    (folder / "outside.pdf").symlink_to(outside / "secret.pdf")
    (folder / "away").symlink_to(outside)
    (folder / "loop.pdf").symlink_to(folder / "loop.pdf")
    (folder / "gone.pdf").symlink_to(folder / "nowhere.pdf")
    assert sorted(name for name, _ in found(folder)) == ["inside.pdf", "real.pdf"]
    assert [name for name, _ in found(folder / "outside.pdf")] == ["outside.pdf"]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: None, "no such file or folder"),
        (lambda path: path.mkdir(), "no documents in this folder (*.pdf)"),
        (lambda path: os.mkfifo(path), "not a regular file"),
    ],
)
def test_what_cannot_be_taken_in_is_a_problem_and_the_others_are_read(tmp_path: Path, make, says: str) -> None:
    path = tmp_path / "odd"
    make(path)
    good = tree(tmp_path / "good", "a.pdf") / "a.pdf"
    inputs = find_inputs([path, good])
    assert [i.path for i in inputs.found] == [good]
    (problem,) = inputs.problems
    assert says in problem.message
    assert str(path) in problem.message
    assert problem.exit_code == 2


def test_a_name_no_file_can_have_is_a_problem() -> None:
    assert [p.exit_code for p in find_inputs(["a" * 5000, "nul\0"]).problems] == [2, 2]


def test_an_unreadable_file_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, "a.pdf")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert "no right to read it" in find_inputs([tmp_path / "a.pdf"]).problems[0].message


@pytest.mark.parametrize(
    ("inputs", "names"),
    [
        (["a.pdf", "b/a.pdf"], ["a", "b/a"]),
        (["a.pdf", "a.txt", "b.pdf"], ["a.pdf", "a.txt", "b"]),
        (["A.pdf", "a.txt"], ["A.pdf", "a.txt"]),
        (["caf\u00e9.pdf", "cafe\u0301.txt"], ["caf\u00e9.pdf", "cafe\u0301.txt"]),
        (["notes.docx", "data.json"], ["notes.docx", "data.json"]),
        # a.json would be overwritten by the record of a.pdf.
        (["a.pdf", "a.json"], ["a.pdf", "a.json"]),
        (["report v1.2.pdf"], ["report v1.2"]),
        (["a.pdf.pdf", "a.pdf", "a.txt"], ["a.pdf.pdf", "a.pdf", "a.txt"]),
        (["Gesch\u00e4ftsbericht.pdf", "\u5e74\u6b21.pdf"], ["Gesch\u00e4ftsbericht", "\u5e74\u6b21"]),
    ],
)
def test_outputs_are_named_after_inputs(inputs: list[str], names: list[str]) -> None:
    assert output_names(inputs) == names


def test_the_same_name_twice_gets_a_hash() -> None:
    first, second = output_names(["a.pdf", "a.pdf"])
    assert first != second
    assert first.startswith("a.pdf-")


@pytest.mark.parametrize(
    "name",
    ["line\nbreak", "../up", "a\\b", "CON", "nul.pdf", ".hidden", "ends.", "tab\there", "x" * 400, "", "\udce9", "-o"],
)
def test_an_unsafe_name_is_written_safely(name: str) -> None:
    safe = safe_name(name)
    assert safe != name
    assert safe == safe_name(safe)
    assert safe == safe_name(name)


characters = st.characters(exclude_categories=()) | st.sampled_from(["/", "\\", ".", "\n", "é", "\udce9", "\u202e"])
paths = st.lists(
    st.text(characters, min_size=1, max_size=8).map(lambda t: t.replace("/", "_")).filter(lambda t: t not in (".", "..")),
    min_size=1, max_size=3,
).map("/".join)  # fmt: skip


@given(st.lists(paths, max_size=6))
def test_output_names_are_safe_and_apart(inputs: list[str]) -> None:
    names = output_names(inputs)
    assert len({name.casefold() for name in names}) == len(inputs)
    for name in names:
        for part in name.split("/"):
            assert part not in ("", ".", "..")
            assert part.isprintable()
            assert len(part.encode()) <= LONGEST + 40


names_and_shuffled = st.lists(st.text("ab0123 /", max_size=8), max_size=8).flatmap(
    lambda names: st.tuples(st.just(names), st.permutations(names))
)


@given(names_and_shuffled)
def test_natural_order_does_not_hang_on_what_the_disk_says_first(pair: tuple[list[str], list[str]]) -> None:
    assert sorted(pair[0], key=natural) == sorted(pair[1], key=natural)


def test_extract_many_gives_one_outcome_a_document(tmp_path: Path) -> None:
    shutil.copy(GOOD, tmp_path / "good.pdf")
    (tmp_path / "bad.pdf").write_bytes(b"no")
    ended = list(extract_many(tmp_path, PLAIN))
    assert [(Path(o.source).name, o.outcome, o.record is not None) for o in ended] == [
        ("bad.pdf", "not_a_pdf", False), ("good.pdf", "ok", True),
    ]  # fmt: skip
    assert ended[1].document == ended[1].record.document.id


def test_extract_many_refuses_a_missing_path_before_it_reads(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        extract_many([GOOD, tmp_path / "missing.pdf"], PLAIN)


@pytest.mark.parametrize(
    ("settings", "error", "says"),
    [
        ({"engine": "pdfum"}, UsageError, "did you mean 'pdfium'"),
        ({"kinds": ("metrics", "partner")}, UsageError, "did you mean 'partners'"),
        ({"model": "en_core_web_nope"}, MissingModel, "install it"),
    ],
)
def test_settings_that_no_document_could_be_read_with_are_refused(settings, error, says: str) -> None:
    with pytest.raises(error) as raised:
        check_settings(Settings(**settings))
    assert says in raised.value.hint


def test_rules_are_checked_before_documents(tmp_path: Path) -> None:
    (tmp_path / "metrics.yaml").write_text("- id: metrics.mine\n  finds: tile\n")
    with pytest.raises(RuleError, match=r"metrics\.yaml:2"):
        check_settings(Settings(rules=(tmp_path,)))


def scripted(error: BaseException):
    def study(path: Path, settings: Settings) -> None:
        raise error

    return study


@pytest.mark.parametrize(
    ("error", "outcome", "says"),
    [
        (KeyError("x"), "crashed", "KeyError in"),
        (RecursionError("deep"), "crashed", "RecursionError"),
        (MemoryError(), "out_of_memory", "memory"),
        (UsageError("there is no page 9", hint="the document has 2 pages"), "empty", "no page 9"),
    ],
)
def test_whatever_happens_inside_a_document_is_an_outcome(monkeypatch, error, outcome: str, says: str) -> None:
    monkeypatch.setattr("factextract.batch.single.study", scripted(error))
    ended = outcome_of(GOOD, PLAIN)
    assert (ended.outcome, ended.record) == (outcome, None)
    assert says in ended.message
    assert ended.hint


def test_an_interrupt_is_not_an_outcome(monkeypatch) -> None:
    monkeypatch.setattr("factextract.batch.single.study", scripted(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        outcome_of(GOOD, PLAIN)


def test_each_source_has_its_place(tmp_path: Path) -> None:
    tree(tmp_path, "a.pdf", "sub/b.pdf")
    inputs = find_inputs([tmp_path])
    assert list(places(inputs)) == [o.source for o in outcomes([i.path for i in inputs.found], PLAIN)]


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the process and its hash seed: nothing in a record hangs on the order of a set."""
    command = [sys.executable, "-m", "factextract", "extract", str(GOOD), "--model", "none"]
    runs = [
        subprocess.Popen(command, env={**os.environ, "PYTHONHASHSEED": seed}, stdout=subprocess.PIPE)
        for seed in ("0", "4711")
    ]
    first, second = (run.communicate()[0] for run in runs)
    assert [run.returncode for run in runs] == [0, 0]
    assert first == second
    assert first.startswith(b"{")
