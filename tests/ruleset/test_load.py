"""Packs: which files a language reads, who wins, and what the digest tells."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import re2

from factextract.errors import RuleError, UsageError
from factextract.ruleset import packs
from factextract.ruleset.load import load_rules
from factextract.ruleset.packs import builtin_rules, languages, lexicon_files, rule_files, shipped_rules
from factextract.ruleset.patterns import options

MOST_STEPS = 10_000  # of the automaton of an expression; the largest list of phrases takes 4,400

RULE = """
- id: {id}
  means: {means}
  find: title
  phrases: [{phrase}]
  gives: {{kind: partners}}
  hits: [{{text: {phrase}, gives: {{kind: partners}}}}]
  misses: [else]
"""


def pack(folder: Path, files: dict[str, list[tuple[str, str]]]) -> Path:
    for name, rules in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(RULE.format(id=rule, means=means, phrase="backers") for rule, means in rules), "utf-8")
    return folder


def test_a_wheel_has_its_rules_inside_an_editable_install_beside_its_project_file(tmp_path: Path) -> None:
    package = tmp_path / "src" / "factextract"
    package.mkdir(parents=True)
    with pytest.raises(RuleError, match="built-in rules are missing"):
        shipped_rules(package)
    (tmp_path / "rules").mkdir()
    with pytest.raises(RuleError, match="built-in rules are missing"):
        shipped_rules(package)
    (tmp_path / "pyproject.toml").touch()
    assert shipped_rules(package) == tmp_path / "rules"
    (package / "_rules").mkdir()
    assert shipped_rules(package) == package / "_rules"


def test_somebody_elses_rules_further_up_are_not_ours(tmp_path: Path) -> None:
    package = tmp_path / "host" / "src" / "factextract"
    package.mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "rules").mkdir()
    (tmp_path / "host" / "pyproject.toml").touch()
    with pytest.raises(RuleError, match="built-in rules are missing"):
        shipped_rules(package)


def test_the_built_in_pack_knows_english() -> None:
    assert "en" in languages(builtin_rules())
    assert "lexicon" not in languages(builtin_rules())
    assert load_rules("en").of("sections", "title")


def test_a_language_without_rules_has_none_but_the_lexicon() -> None:
    rules = load_rules("qq")
    assert rules.rules == ()
    assert rules.lexicon
    assert rules.language == "qq"


def test_files_are_read_built_in_first_then_packs_in_order(tmp_path: Path) -> None:
    first = pack(tmp_path / "a", {"sections.yaml": [], "en/sections.yml": [], "en/dates.yaml": [], "fr/dates.yaml": []})
    second = pack(tmp_path / "b", {"en/sections.yaml": []})
    (first / "notes.txt").write_text("no rules", "utf-8")
    names = [file.name for file in rule_files("en", (first, second)) if not file.name.startswith("builtin")]
    assert names == ["0/sections.yaml", "0/en/dates.yaml", "0/en/sections.yml", "1/en/sections.yaml"]
    assert rule_files("en", (first,))[0].shown.startswith("rules/en/")
    french = [file.name for file in rule_files("fr", (first,)) if not file.builtin]
    assert french == ["0/sections.yaml", "0/fr/dates.yaml"]


def test_a_later_pack_wins_by_id_and_keeps_the_place(tmp_path: Path) -> None:
    first = pack(tmp_path / "a", {"sections.yaml": [("sections.one", "first"), ("sections.two", "first")]})
    second = pack(tmp_path / "b", {"en/sections.yaml": [("sections.one", "second"), ("sections.three", "second")]})
    rules = load_rules("en", (first, second))
    ours = [
        (rule.id, rule.means) for rule in rules.rules if rule.id in ("sections.one", "sections.two", "sections.three")
    ]
    assert ours == [("sections.one", "second"), ("sections.two", "first"), ("sections.three", "second")]
    assert next(rule for rule in rules.rules if rule.id == "sections.one").source == f"{second}/en/sections.yaml:2"


def test_the_digest_tells_contents_and_names_but_not_where_a_pack_lies(tmp_path: Path) -> None:
    here = pack(tmp_path / "here", {"sections.yaml": [("sections.one", "first")]})
    there = pack(tmp_path / "there", {"sections.yaml": [("sections.one", "first")]})
    other = pack(tmp_path / "other", {"sections.yaml": [("sections.one", "other")]})
    moved = pack(tmp_path / "moved", {"en/sections.yaml": [("sections.one", "first")]})
    digests = [load_rules("en", folders).digest for folders in ((here,), (there,), (other,), (moved,), ())]
    assert digests[0] == digests[1]
    assert len(set(digests[1:])) == 4
    assert all(digest.startswith("sha256:") and len(digest) == 71 for digest in digests)


def test_the_lexicon_is_part_of_the_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = load_rules("qq").digest
    file = tmp_path / "more.txt"
    file.write_text("more words", "utf-8")
    real = lexicon_files()
    monkeypatch.setattr("factextract.ruleset.load.lexicon_files", lambda: (*real, ("lexicon/more.txt", file)))
    assert load_rules("qq", (pack(tmp_path / "p", {"en/dates.yaml": []}),)).digest != before


@pytest.mark.parametrize(
    ("files", "error", "message"),
    [
        (None, UsageError, "no such folder of rules"),
        ({}, RuleError, "no rules in this folder"),
        ({"english/sections.yaml": []}, RuleError, "no rules in this folder"),
        ({"lexicon/units.yaml": [], "en/dates.yaml": []}, RuleError, "word lists are read from the built-in pack only"),
        ({"en/partnerz.yaml": []}, RuleError, "no kind of rules is called 'partnerz'"),
    ],
)
def test_a_folder_that_is_no_pack_is_refused(
    tmp_path: Path, files: dict[str, list[tuple[str, str]]] | None, error: type[Exception], message: str
) -> None:
    folder = tmp_path / "pack"
    if files is not None:
        folder.mkdir()
        pack(folder, files)
    with pytest.raises(error, match=message):
        load_rules("en", (folder,))


def test_a_file_that_is_no_text_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "dates.yaml").write_bytes(b"# caf\xc3\xa9\n# caf\xe9\n")
    with pytest.raises(RuleError, match=r"dates.yaml:2: not UTF-8 text"):
        load_rules("en", (tmp_path,))


def test_a_byte_order_mark_is_no_harm(tmp_path: Path) -> None:
    text = RULE.format(id="sections.one", means="m", phrase="backers")
    (tmp_path / "sections.yaml").write_text(text, "utf-8-sig")
    assert load_rules("qq", (tmp_path,)).rules[0].id == "sections.one"


def test_a_hundred_rules_load_fast(tmp_path: Path) -> None:
    folder = pack(tmp_path, {"sections.yaml": [(f"sections.r{n}", "one of many") for n in range(100)]})
    load_rules("qq")
    start = time.process_time()
    load_rules("qq", (folder,))
    # Measured: 20 ms with the lexicon left out; the bound leaves room for any machine.
    assert time.process_time() - start < 4.0


def test_loading_twice_reads_once() -> None:
    assert load_rules("en") is load_rules("en", [])


def test_every_built_in_rule_has_an_id_of_its_own() -> None:
    for language in packs.languages(builtin_rules()):
        read = [rule.id for rule in load_rules(language).rules]
        assert len(read) == len(set(read))


@pytest.mark.parametrize("language", languages(builtin_rules()))
def test_every_shipped_expression_compiles_and_wants_some_text(language: str) -> None:
    patterns = [pattern for rule in load_rules(language).rules for pattern in rule.patterns]
    assert patterns
    assert [p.pattern for p in patterns if p.search("") is not None] == []


@pytest.mark.parametrize("language", languages(builtin_rules()))
def test_no_shipped_expression_is_slow_to_compile(language: str) -> None:
    """Sixty times any letter, by its Unicode class, takes 70,000 steps and 25 ms; by ranges of code points, 2,000."""
    patterns = [pattern.pattern for rule in load_rules(language).rules for pattern in rule.patterns]
    assert [pattern for pattern in patterns if re2.compile(pattern, options()).programsize > MOST_STEPS] == []
