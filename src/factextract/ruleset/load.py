"""Loads the rules and word lists of a language."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from factextract.errors import RuleError, UsageError
from factextract.garbage import uncollected
from factextract.model.lexicon import Lexicon
from factextract.model.name_words import Organisation
from factextract.model.rule import Rule, RuleSet
from factextract.ruleset.calibration import calibration, calibration_files
from factextract.ruleset.currency_words import currency_words
from factextract.ruleset.gazetteer import read_gazetteer, with_gazetteer
from factextract.ruleset.grammar_words import grammar_words
from factextract.ruleset.name_words import name_words
from factextract.ruleset.packs import LEXICON, RuleFile, builtin_rules, lexicon_files, rule_files
from factextract.ruleset.period_words import period_words
from factextract.ruleset.place_words import place_words
from factextract.ruleset.quantity_words import quantity_words
from factextract.ruleset.schema import read_rules


def load_rules(language: str, folders: Sequence[Path] = (), gazetteers: Sequence[Path] = ()) -> RuleSet:
    """The built-in rules of a language and those of `folders`, where a later rule takes the place of an earlier one of its id;
    the organisations of `gazetteers` join the well-known ones, later files winning where spellings agree.

    A language without rules has none, but the lexicon. Loaded once a process: files changed later are not seen. Raises RuleError
    for what a file says wrongly, UsageError for a folder or gazetteer that does not exist.
    """
    return _load(language, tuple(folders), tuple(gazetteers))


@lru_cache(maxsize=32)
@uncollected()
def _load(language: str, folders: tuple[Path, ...], gazetteers: tuple[Path, ...]) -> RuleSet:
    digest = hashlib.sha256()
    rules: dict[str, Rule] = {}
    for file in rule_files(language, folders):
        content = _read(file.path, file.shown)
        _add(digest, file.name, content)
        for rule in read_rules(_decoded(content, file), file, language):
            rules[rule.id] = rule
    for name, path in (*lexicon_files(), *calibration_files()):
        _add(digest, name, _read(path, name))
    words = lexicon(language)
    for number, path in enumerate(gazetteers):
        content, added = _gazetteer(path)
        _add(digest, f"gazetteer/{number}", content)
        words = replace(words, names=with_gazetteer(words.names, added))
    return RuleSet(language, tuple(rules.values()), words, f"sha256:{digest.hexdigest()}", calibration())


@lru_cache(maxsize=32)
def _gazetteer(path: Path) -> tuple[bytes, tuple[Organisation, ...]]:
    """The SHA-256 of a gazetteer and its organisations, which are the same in every language."""
    if not path.is_file():
        raise UsageError(f"{path}: no such file", hint="--gazetteer takes a CSV file", source=str(path))
    content = _read(path, str(path))
    return hashlib.sha256(content).digest(), read_gazetteer(path, content)


@lru_cache(maxsize=32)
def lexicon(language: str) -> Lexicon:
    """All word lists for a language, from the built-in pack."""
    folder = builtin_rules() / LEXICON
    return Lexicon(
        quantities=quantity_words(folder, language),
        periods=period_words(folder, language),
        names=name_words(folder, language),
        places=place_words(folder, language),
        grammar=grammar_words(folder, language),
        currencies=currency_words(folder),
    )


def _add(digest: hashlib._Hash, name: str, content: bytes) -> None:
    # Lengths keep names and contents apart, so that no two sets of files can hash alike by moving bytes between them.
    digest.update(f"{len(name.encode())}:{name}:{len(content)}:".encode())
    digest.update(content)


def _read(path: Path, shown: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RuleError(
            f"{shown}:1: cannot be read: {error.strerror}", hint="check the file's rights", source=str(path)
        ) from None


def _decoded(content: bytes, file: RuleFile) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise RuleError(
            f"{file.shown}:{line}: not UTF-8 text", hint="save the file as UTF-8", source=str(file.path)
        ) from None
