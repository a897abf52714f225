"""Loading the word lists of the quantity grammar."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from factextract.errors import RuleError
from factextract.ruleset.packs import builtin_rules
from factextract.ruleset.quantity_words import quantity_words
from factextract.values.quantity_grammar import grammar

LEXICON = builtin_rules() / "lexicon"
FILES = ("numbers.yaml", "currencies.yaml", "units.yaml", "quantities.yaml", "months.yaml")


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(LEXICON / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("language", ["en", "fr", "es", "xx"])
def test_every_language_loads(language: str) -> None:
    words = quantity_words(LEXICON, language)
    assert words.language == language
    assert "USD" in words.money.codes
    assert words.unit.percents["%"] == "%"
    assert bool(words.number.numbers) == (language != "xx")


def test_signs_are_exact_and_names_are_not() -> None:
    words = quantity_words(LEXICON, "en")
    assert "MW" in words.unit.signs
    assert all(name == name.lower() for name in words.unit.names)
    assert words.money.before["$"].ambiguous
    assert not words.money.before["US$"].ambiguous


def test_a_grammar_is_compiled_once_a_lexicon() -> None:
    words = quantity_words(LEXICON, "en")
    assert grammar(words) is grammar(words)
    assert grammar(words) is not grammar(quantity_words(LEXICON, "en"))


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(lexicon: Path, name: str) -> None:
    (lexicon / name).unlink()
    with pytest.raises(RuleError, match=name):
        quantity_words(lexicon, "en")


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_yaml_is_named(lexicon: Path, name: str) -> None:
    (lexicon / name).write_text("a: [b", encoding="utf-8")
    with pytest.raises(RuleError, match=name):
        quantity_words(lexicon, "en")


def test_a_word_that_yaml_takes_for_a_truth_value_is_refused_with_a_hint(lexicon: Path) -> None:
    path = lexicon / "quantities.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('"no"', "no"), encoding="utf-8")
    with pytest.raises(RuleError, match=r"quantities\.yaml") as caught:
        quantity_words(lexicon, "en")
    assert "quotes" in caught.value.hint


def test_a_list_without_its_place_is_refused(lexicon: Path) -> None:
    (lexicon / "currencies.yaml").write_text("codes: [USD]\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"currencies\.yaml"):
        quantity_words(lexicon, "en")
