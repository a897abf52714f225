"""Runs the examples that every rule carries: what it must find and what it must leave alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factextract.model.rule import Example, Rule, RuleSet
from factextract.records import Fact
from factextract.ruleset.load import load_rules
from factextract.ruleset.packs import builtin_rules, languages
from factextract.sections.titles import kind_of


@dataclass(frozen=True, slots=True)
class Seen:
    """Something found in an example. `rules`: the ids of all rules that had a part in it (the one that found it, one that gave
    its role or status, one that refused it); `values`: its fields as the record writes them, with the traits of those rules."""

    rules: frozenset[str]
    values: Mapping[str, str | None]


Run = Callable[[str, RuleSet], Sequence[Seen]]
"""Reads an example as a small document, ` | ` parting its blocks, and tells all that was found or refused in it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold. `place` is file:line of the example."""

    rule: str
    place: str
    text: str
    why: str

    def __str__(self) -> str:
        return f"{self.place}: rule {self.rule}: {self.text!r}: {self.why}"


def check(folders: Sequence[Path], run: Run) -> list[Failure]:
    """Every example of every rule that is in force, in the built-in pack and `folders`, for every language these know.

    Raises RuleError for rules that cannot be loaded. A rule for all languages is tried with the first of them.
    """
    failures: list[Failure] = []
    tried: set[str] = set()
    for language in _languages((builtin_rules(), *folders)):
        rules = load_rules(language, folders)
        for rule in rules.rules:
            if rule.source not in tried:
                tried.add(rule.source)
                failures += check_rule(rule, rules, run)
    return failures


def check_rule(rule: Rule, rules: RuleSet, run: Run) -> Iterator[Failure]:
    """The examples of one rule that do not hold, in file order. Titles of sections need no `run`: they are matched alone."""
    look = _title if rule.kind == "sections" else run
    for hit in rule.hits:
        why = _missed(rule, hit, look(hit.text, rules))
        if why:
            yield _failure(rule, hit, why)
    for miss in rule.misses:
        mine = [seen for seen in look(miss.text, rules) if rule.id in seen.rules]
        if mine:
            yield _failure(rule, miss, f"must be left alone, but gives {_shown(mine)}")


def fields_of(fact: Fact) -> dict[str, str | None]:
    """A fact's fields as an example names them: a field within a field behind a dot (`period.start`), the members of a list
    joined by ` | `; evidence is left out."""
    return dict(_flat("", fact.model_dump(mode="json", exclude={"evidence"})))


def _flat(prefix: str, value: Any) -> Iterator[tuple[str, str | None]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(f"{prefix}.{name}" if prefix else name, inner)
    elif isinstance(value, list):
        yield prefix, " | ".join(str(item) for item in value) or None
    elif isinstance(value, bool):
        yield prefix, str(value).lower()
    else:
        yield prefix, None if value is None else str(value)


def _title(text: str, rules: RuleSet) -> Sequence[Seen]:
    known = kind_of(text, rules)
    return () if known is None else (Seen(frozenset({known[1].id}), {"kind": known[0]}),)


def _missed(rule: Rule, hit: Example, found: Sequence[Seen]) -> str | None:
    mine = [seen for seen in found if rule.id in seen.rules]
    if any(all(_same(seen.values.get(name), value) for name, value in hit.gives.items()) for seen in mine):
        return None
    if mine:
        return f"must give {_fields(hit.gives)}, but gives {_shown(mine, hit.gives)}"
    others = f"; other rules give {_shown(found, hit.gives)}" if found and hit.gives else ""
    return f"must be found, but is not{others}"


def _same(seen: str | None, wanted: str | None) -> bool:
    if seen is None or wanted is None:
        return seen is wanted
    return seen.split() == wanted.split()


def _failure(rule: Rule, example: Example, why: str) -> Failure:
    file = rule.source.rpartition(":")[0]
    return Failure(rule.id, f"{file}:{example.line}", example.text, why)


def _shown(found: Sequence[Seen], wanted: Mapping[str, str | None] | None = None) -> str:
    """What was found, in one line; `wanted` names the fields to show, None for all."""
    told = []
    for seen in found:
        values = seen.values if wanted is None else {name: seen.values.get(name) for name in wanted}
        told.append(f"{_fields(values)} ({', '.join(sorted(seen.rules))})")
    return "; ".join(told)


def _fields(values: Mapping[str, str | None]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in values.items() if value is not None) or "no values"


def _languages(packs: Sequence[Path]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(language for pack in packs if pack.is_dir() for language in languages(pack)))
