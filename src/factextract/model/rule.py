"""A compiled rule and the rules of a language. Rules are data (rules/**/*.yaml); code names no rule by its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from factextract.model.calibration import Calibration
from factextract.model.lexicon import Lexicon


class Pattern(Protocol):
    """A compiled linear-time expression, as `re` has it, over a short text (a block, a title)."""

    @property
    def pattern(self) -> str:
        """Its source."""

    def finditer(self, text: str) -> Any: ...

    def search(self, text: str) -> Any: ...


@dataclass(frozen=True, slots=True)
class Where:
    """Conditions on a match's surroundings; an empty set asks nothing. Names: block roles, section kinds."""

    block: frozenset[str] = frozenset()
    not_block: frozenset[str] = frozenset()
    section: frozenset[str] = frozenset()
    not_section: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lift:
    """Context words that move a score by `by` (negative: a penalty). `side`: `before`, `after` or `any`, seen from the match,
    within the same block."""

    words: Pattern
    by: float
    side: str = "any"
    why: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule must find (`gives`: field → value of the fact) or must leave alone. `line` is its place in the file."""

    text: str
    gives: Mapping[str, str | None] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule; a rule equals only itself. `kind` is the file it stands in (`metrics`, `sections` …), `find` the strategy
    that uses it.

    `patterns` are its phrases and regular expressions, `gives` the traits a match lends to its fact, `source` is file:line.
    """

    id: str
    kind: str
    find: str
    means: str
    language: str
    source: str
    score: float = 0.5
    where: Where = Where()
    patterns: tuple[Pattern, ...] = ()
    gives: Mapping[str, str] = field(default_factory=dict)
    lifts: tuple[Lift, ...] = ()
    hits: tuple[Example, ...] = ()
    misses: tuple[Example, ...] = ()


@dataclass(frozen=True)
class RuleSet:
    """All rules of a language in file order, later packs having won by id. `digest` is `sha256:…` over all files read.

    A language without a folder has no rules (`rules` empty) and the lexicon's language-neutral part.
    """

    language: str
    rules: tuple[Rule, ...]
    lexicon: Lexicon
    digest: str
    calibration: Calibration = field(default_factory=Calibration)
    _by_find: Mapping[tuple[str, str], tuple[Rule, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_find: dict[tuple[str, str], tuple[Rule, ...]] = {}
        for rule in self.rules:
            by_find[rule.kind, rule.find] = (*by_find.get((rule.kind, rule.find), ()), rule)
        object.__setattr__(self, "_by_find", by_find)

    def of(self, kind: str, find: str) -> tuple[Rule, ...]:
        """The rules of one kind that one strategy uses, in file order."""
        return self._by_find.get((kind, find), ())

    def rule(self, kind: str, find: str) -> Rule | None:
        """The first such rule; None when the language has none."""
        return next(iter(self.of(kind, find)), None)
