"""What a file of rules may say. Anything else is refused with file, line and what was probably meant."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NoReturn, get_args

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from factextract.errors import RuleError
from factextract.model.document import Role
from factextract.model.rule import Example, Lift, Pattern, Rule, Where
from factextract.ruleset.packs import RuleFile
from factextract.ruleset.patterns import Expression, expression, phrases

SECTION_KINDS = (
    "partners", "case_study", "results", "about", "context", "contact", "finance", "plans", "method", "timeline",
)  # fmt: skip
BLOCK_ROLES: tuple[str, ...] = get_args(Role)
SIDES = ("before", "after", "any")

STRATEGIES: Mapping[str, Mapping[str, bool]] = {
    "sections": {"title": True},
    "metrics": {
        "tile": False, "sentence": False, "label": False, "table": False, "list": False, "heading": False,
        "reject": True, "status": False, "dimension": True, "part": True,
    },
    "partners": {
        "section_list": False, "role_before": True, "role_after": True, "label": True, "table": False, "name": False,
        "acronym": False, "mention": False, "address": False,
        "program": False, "reject": True, "table_role": True, "table_amount": False,
        "pays": True, "kind": True, "periodical": True,
    },
    "dates": {
        "written": False, "kind": False, "masthead": True, "imprint": True, "label": True, "title": True, "often": False,
        "reject": True,
    },
    "case_studies": {"title": True, "label": False, "many": True, "frame": False, "cue": True, "letter": True},
    "program": {"genre": True, "publisher": True},
}  # fmt: skip
"""The strategies of each kind of rules (the stem of its file): every name here is one that code looks rules up by. True: it
goes by words, so that its rules need phrases or an expression; the others go by the shape of the page or by context too."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_rules(text: str, file: RuleFile, language: str) -> list[Rule]:
    """The rules of one file, in order. Raises RuleError `file:line: rule id: what is wrong`."""
    if file.kind not in STRATEGIES:
        known = ", ".join(f"{kind}.yaml" for kind in STRATEGIES)
        raise RuleError(
            f"{file.shown}:1: no kind of rules is called {file.kind!r}",
            hint=f"{_meant(file.kind, STRATEGIES)}a file is named by the kind of its rules: {known}",
            source=str(file.path),
        )
    reader = _Reader(file)
    root = reader.compose(text)
    rules: list[Rule] = []
    lines: dict[str, int] = {}
    for item in reader.items(root, "the file") if root is not None else ():
        rule = reader.rule(item, language)
        if rule.id in lines:
            reader.refuse(item, f"the id is taken by the rule in line {lines[rule.id]}", "an id is unique in its file")
        lines[rule.id] = _line(item)
        rules.append(rule)
    return rules


@dataclass(slots=True)
class _Reader:
    """Reads one file's nodes; knows the rule it is in, to name it when something is wrong."""

    file: RuleFile
    rule_id: str = ""

    def compose(self, text: str) -> Node | None:
        try:
            return yaml.compose(text, Loader=_LOADER)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = 1 if mark is None else mark.line + 1
            what = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
            raise RuleError(
                f"{self.file.shown}:{line}: this is not YAML: {what}",
                hint="quote texts that hold a colon, a quote or a bracket",
                source=str(self.file.path),
            ) from None

    def rule(self, node: Node, language: str) -> Rule:
        self.rule_id = _id_of(node)
        fields = self.fields(node, "a rule", RULE_KEYS)
        self.rule_id = self.text(self.needed(fields, "id", node, "a rule"), "id")
        kind = self.file.kind
        if not self.rule_id.startswith(f"{kind}.") or self.rule_id == f"{kind}.":
            self.refuse(fields["id"], f"the id does not start with {kind!r}", f"call it {kind}.something")
        find = self.one_of(self.needed(fields, "find", node, "a rule"), "find", STRATEGIES[kind])
        given = {name: read(self, fields[name]) for name, read in _KEYS.items() if name in fields}
        patterns = (*given.pop("phrases", ()), *given.pop("regex", ()))
        if STRATEGIES[kind][find] and not patterns:
            self.refuse(node, f"a rule that finds {find!r} needs words", "give it phrases or a regex")
        if patterns and not given.get("hits"):
            self.refuse(node, "it has words but no hits", "give at least one text that the rule must find")
        if not given.get("misses"):
            self.refuse(node, "it has no misses", "give at least one text that the rule must leave alone")
        self.needed(fields, "means", node, "a rule")
        if kind == "sections":
            kinds = self.fields(self.needed(fields, "gives", node, "a rule"), "gives", ("kind",))
            self.one_of(self.needed(kinds, "kind", fields["gives"], "gives"), "kind", SECTION_KINDS)
        return Rule(
            id=self.rule_id,
            kind=kind,
            language=language,
            source=f"{self.file.shown}:{_line(node)}",
            patterns=patterns,
            **given,
        )

    def where(self, node: Node) -> Where:
        known = {"block": BLOCK_ROLES, "not_block": BLOCK_ROLES, "section": SECTION_KINDS, "not_section": SECTION_KINDS}
        return Where(
            **{
                name: frozenset(self.one_of(item, name, known[name]) for item in self.items(value, name))
                for name, value in self.fields(node, "where", known).items()
            }
        )

    def lifts(self, node: Node) -> tuple[Lift, ...]:
        return tuple(self.lift(item) for item in self.items(node, "lifts"))

    def lift(self, node: Node) -> Lift:
        fields = self.fields(node, "a lift", ("words", "by", "side", "why"))
        by = self.number(self.needed(fields, "by", node, "a lift"), "by", -1.0, 1.0)
        return Lift(
            words=phrases(self.texts(self.needed(fields, "words", node, "a lift"), "words")),
            by=by,
            side=self.one_of(fields["side"], "side", SIDES) if "side" in fields else "any",
            why=self.text(fields["why"], "why") if "why" in fields else "",
        )

    def hits(self, node: Node) -> tuple[Example, ...]:
        return tuple(self.hit(item) for item in self.items(node, "hits"))

    def hit(self, node: Node) -> Example:
        fields = self.fields(node, "a hit", ("text", "gives"))
        text = self.text(self.needed(fields, "text", node, "a hit"), "text")
        return Example(text, self.pairs(fields["gives"]) if "gives" in fields else {}, _line(node))

    def misses(self, node: Node) -> tuple[Example, ...]:
        return tuple(Example(self.text(item, "misses"), line=_line(item)) for item in self.items(node, "misses"))

    def phrases(self, node: Node) -> tuple[Pattern, ...]:
        return (phrases(self.texts(node, "phrases")),)

    def expressions(self, node: Node) -> tuple[Pattern, ...]:
        return tuple(self.expression(item) for item in self.items(node, "regex"))

    def expression(self, node: Node) -> Pattern:
        source = self.text(node, "regex")
        if self.file.builtin:  # held to compile by the tests; compiling all of them costs 60 ms at each start
            return Expression(source)
        try:
            return expression(source)
        except ValueError as error:
            self.refuse(node, f"bad regex: {error}", "RE2 syntax, see github.com/google/re2/wiki/Syntax")

    def gives(self, node: Node) -> dict[str, str]:
        given: dict[str, str] = {}
        for name, value in self.pairs(node).items():
            if value is None:
                self.refuse(node, f"{name!r} gives nothing", "leave the key out")
            given[name] = value
        return given

    def pairs(self, node: Node) -> dict[str, str | None]:
        fields = self.fields(node, "gives", None)
        return {name: None if _is_null(value) else self.text(value, name) for name, value in fields.items()}

    def score(self, node: Node) -> float:
        return self.number(node, "score", 0.0, 1.0)

    def means(self, node: Node) -> str:
        return self.text(node, "means")

    def find(self, node: Node) -> str:
        return self.text(node, "find")

    def fields(self, node: Node, name: str, known: Collection[str] | None) -> dict[str, Node]:
        if not isinstance(node, MappingNode):
            self.refuse(node, f"{name} is made of keys and values, not {_what(node)}", "write `key: value` lines")
        fields: dict[str, Node] = {}
        for key_node, value in node.value:
            key = self.text(key_node, "a key")
            if known is not None and key not in known:
                hint = f"{_meant(key, known)}{name} knows: {', '.join(known)}"
                self.refuse(key_node, f"unknown key {key!r} in {name}", hint)
            if key in fields:
                self.refuse(key_node, f"{name} has the key {key!r} twice", "join the two")
            fields[key] = value
        return fields

    def needed(self, fields: Mapping[str, Node], key: str, node: Node, name: str) -> Node:
        if key not in fields:
            self.refuse(node, f"{name} without {key!r}", f"add `{key}:`")
        return fields[key]

    def items(self, node: Node, name: str) -> list[Node]:
        if not isinstance(node, SequenceNode):
            self.refuse(node, f"{name} is a list, not {_what(node)}", "write `- item` lines or [item, item]")
        items: list[Node] = node.value
        return items

    def texts(self, node: Node, name: str) -> Iterable[str]:
        texts = [self.text(item, name) for item in self.items(node, name)]
        if not texts:
            self.refuse(node, f"{name} is empty", "leave the key out")
        return texts

    def text(self, node: Node, name: str) -> str:
        if not isinstance(node, ScalarNode):
            self.refuse(node, f"{name} is a text, not {_what(node)}", "quote it if it holds a colon or a bracket")
        text: str = node.value.strip()
        if not text:
            self.refuse(node, f"{name} is empty", "give it a text")
        return text

    def number(self, node: Node, name: str, low: float, high: float) -> float:
        text = self.text(node, name)
        try:
            number = float(text)
        except ValueError:
            self.refuse(node, f"{name} is a number, not {text!r}", f"between {low:g} and {high:g}")
        if not low <= number <= high:
            self.refuse(node, f"{name} is {text}", f"it lies between {low:g} and {high:g}")
        return number

    def one_of(self, node: Node, name: str, known: Collection[str]) -> str:
        text = self.text(node, name)
        if text not in known:
            self.refuse(node, f"{name} knows no {text!r}", f"{_meant(text, known)}known: {', '.join(known)}")
        return text

    def refuse(self, node: Node, what: str, hint: str) -> NoReturn:
        rule = f"rule {self.rule_id}: " if self.rule_id else ""
        raise RuleError(f"{self.file.shown}:{_line(node)}: {rule}{what}", hint=hint, source=str(self.file.path))


_KEYS: Mapping[str, Callable[[_Reader, Node], Any]] = {
    "means": _Reader.means,
    "find": _Reader.find,
    "where": _Reader.where,
    "phrases": _Reader.phrases,
    "regex": _Reader.expressions,
    "score": _Reader.score,
    "gives": _Reader.gives,
    "lifts": _Reader.lifts,
    "hits": _Reader.hits,
    "misses": _Reader.misses,
}
RULE_KEYS = ("id", *_KEYS)
"""Every key a rule may have, in the order in which it is written."""


def _line(node: Node) -> int:
    line: int = node.start_mark.line + 1
    return line


def _id_of(node: Node) -> str:
    """The id of a rule not yet checked, so that whatever is wrong with it can be told by its name; empty when there is none."""
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next((value.value for key, value in pairs if key.value == "id" and isinstance(value, ScalarNode)), "")


def _what(node: Node) -> str:
    if isinstance(node, MappingNode):
        return "keys and values"
    return "a list" if isinstance(node, SequenceNode) else f"the text {node.value!r}"


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def _meant(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1)
    return f"did you mean {near[0]!r}? " if near else ""
