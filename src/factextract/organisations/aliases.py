"""aliases.yaml: what a person decided about organisations, and what is still open.

The lists `same` and `different` are the person's and are never touched; the list `open` is written anew by each run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from factextract.errors import UsageError
from factextract.organisations.cluster import Pair, Told
from factextract.organisations.compare import Likeness
from factextract.organisations.profile import Profile
from factextract.organisations.wording import acronym_key, wording

_LISTS = ("same", "different", "open")
_FIELDS = frozenset({"one", "other", "score", "why", "documents", "note"})
_LABEL = re.compile(r"^(?P<name>.*?)(?:\s*\[(?P<where>[^\[\]]*)\])?\s*$", re.DOTALL)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HEAD = """\
# Organisations that may be one. Move an entry from `open` to `same` or to `different`; the next run obeys.
# A name stands for all organisations so named; a country or a document in brackets tells which: Ministry of Health [KE].
# `same` and `different` are yours and stay as you write them; `open` is written anew by each run.
same: []
different: []
"""


@dataclass(frozen=True, slots=True)
class Decision:
    """A pair of labels on which a person decided; `place` is file:line."""

    one: str
    other: str
    place: str


@dataclass(frozen=True, slots=True)
class Aliases:
    """The lists of a file. `text` is the file as it stands, "" for none; `open` holds its undecided entries as read."""

    same: tuple[Decision, ...] = ()
    different: tuple[Decision, ...] = ()
    open: tuple[Mapping[str, Any], ...] = ()
    text: str = ""


def read_aliases(text: str, shown: str = "aliases.yaml") -> Aliases:
    """Reads the text of such a file. Raises UsageError with file:line for what is none."""
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise _wrong(f"{shown}:{line}", f"not YAML: {getattr(error, 'problem', None) or error}") from None
    found: dict[str, list[tuple[Mapping[str, Any], str]]] = {name: [] for name in _LISTS}
    if root is not None:
        if not isinstance(root, yaml.MappingNode):
            raise _wrong(f"{shown}:1", "must hold the lists same, different and open")
        for name, value in root.value:
            if name.value not in found:
                raise _wrong(f"{shown}:{name.start_mark.line + 1}", f"unknown list {name.value!r}")
            found[name.value] += _entries(value, shown)
    return Aliases(
        same=tuple(_decision(*entry) for entry in found["same"]),
        different=tuple(_decision(*entry) for entry in found["different"]),
        open=tuple(entry for entry, _ in found["open"]),
        text=text,
    )


def applied(aliases: Aliases, profiles: Sequence[Profile]) -> Told:
    """What was decided, on these profiles. A decision on a name that is not among them has no effect here.

    Raises UsageError where two decisions contradict each other, and where a name stands for bodies of several countries.
    """
    by_name = _named(profiles)
    same: dict[Pair, Decision] = {}
    for decision in aliases.same:
        one, other = (_meant(label, by_name, profiles, decision) for label in (decision.one, decision.other))
        for a, b in ((a, b) for a in one for b in other if a != b):
            same.setdefault((min(a, b), max(a, b)), decision)
    different: dict[Pair, Decision] = {}
    for decision in aliases.different:
        one, other = (_found(label, by_name, profiles) for label in (decision.one, decision.other))
        if set(one) & set(other):
            raise _wrong(decision.place, f"{decision.one!r} and {decision.other!r} name the same mentions")
        for a, b in ((a, b) for a in one for b in other):
            different.setdefault((min(a, b), max(a, b)), decision)
    _check(same, different)
    return Told(frozenset(same), frozenset(different))


def rewritten(aliases: Aliases, still: Sequence[tuple[Pair, Likeness]], profiles: Sequence[Profile]) -> str:
    """The file's text with the list `open` as it is now. Entries on organisations that these records do not show are kept."""
    by_name = _named(profiles)
    entries = [_entry(pair, like, profiles) for pair, like in still]
    known = {frozenset((entry["one"], entry["other"])) for entry in entries}
    for entry in aliases.open:
        labels = (str(entry["one"]), str(entry["other"]))
        if frozenset(labels) not in known and not all(_found(label, by_name, profiles) for label in labels):
            entries.append(dict(entry))
    listed = yaml.safe_dump({"open": entries}, allow_unicode=True, sort_keys=False, width=110)
    kept = _without_open(aliases.text) if aliases.text.strip() else _HEAD
    return f"{kept.rstrip()}\n{listed}"


def _entry(pair: Pair, like: Likeness, profiles: Sequence[Profile]) -> dict[str, Any]:
    one, other = (profiles[index] for index in pair)
    sources = [sorted({member.source for member in profile.members}) for profile in (one, other)]
    labels = [one.label, other.label]
    if labels[0] == labels[1]:
        labels = [f"{profile.name} [{source[0]}]" for profile, source in zip((one, other), sources, strict=True)]
    return {
        "one": labels[0],
        "other": labels[1],
        "score": round(like.score, 2),
        "why": "; ".join(like.why),
        "documents": {"one": sources[0], "other": sources[1]},
    }


def _entries(node: yaml.Node, shown: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null"):
        return
    if not isinstance(node, yaml.SequenceNode):
        raise _wrong(f"{shown}:{node.start_mark.line + 1}", "must be a list of pairs")
    for item in node.value:
        place = f"{shown}:{item.start_mark.line + 1}"
        value = yaml.load(yaml.serialize(item), Loader=_LOADER)
        if isinstance(value, list) and len(value) == 2:
            value = {"one": value[0], "other": value[1]}
        if not isinstance(value, dict) or not all(_is_name(value.get(side)) for side in ("one", "other")):
            raise _wrong(place, "a pair needs two names: {one: NAME, other: NAME}")
        unknown = sorted(map(str, set(value) - _FIELDS))
        if unknown:
            raise _wrong(place, f"unknown key {unknown[0]!r}; known: {', '.join(sorted(_FIELDS))}")
        yield value, place


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _decision(entry: Mapping[str, Any], place: str) -> Decision:
    return Decision(entry["one"], entry["other"], place)


_Names = Mapping[tuple[str, ...], list[int]]


def _named(profiles: Sequence[Profile]) -> _Names:
    found: dict[tuple[str, ...], list[int]] = {}
    for index, profile in enumerate(profiles):
        keys = {*(_key(w.text) for w in profile.wordings), *(("", acronym) for acronym in profile.acronyms)}
        for key in keys:
            found.setdefault(key, []).append(index)
    return found


def _key(name: str) -> tuple[str, ...]:
    """How two spellings of a label are one: case, accents, articles and legal forms aside."""
    taken = wording(name)
    return ("", acronym_key(taken.text)) if taken.short else (*sorted(taken.countries), "", *taken.core)


def _found(label: str, by_name: _Names, profiles: Sequence[Profile]) -> list[int]:
    """The profiles that a label stands for; none when no record shows it."""
    match = _LABEL.match(label)
    name, where = (match["name"], match["where"]) if match else (label, None)
    found = by_name.get(_key(name), [])
    return found if where is None else [index for index in found if _is_there(profiles[index], where.strip())]


def _is_there(profile: Profile, where: str) -> bool:
    countries = frozenset(where.upper().split("+"))
    given = {profile.country} if profile.country else set()
    return where in {m.source for m in profile.members} or countries in (profile.places, given)


def _meant(label: str, by_name: _Names, profiles: Sequence[Profile], decision: Decision) -> list[int]:
    """The same, for a decision that two are one; refused where the label alone would join bodies of several countries."""
    found = _found(label, by_name, profiles)
    places = {profiles[index].places for index in found if profiles[index].local}
    if len(places) > 1:
        choice = ", ".join(sorted({profiles[index].label for index in found}))
        raise _wrong(decision.place, f"{label!r} stands for bodies of several places; say which: {choice}")
    return found


def _check(same: Mapping[Pair, Decision], different: Mapping[Pair, Decision]) -> None:
    """Raises UsageError where a chain of `same` joins what `different` parts."""
    owner: dict[int, int] = {}

    def root(index: int) -> int:
        while owner.get(index, index) != index:
            index = owner[index]
        return index

    for one, other in sorted(same):
        owner[root(other)] = root(one)
    for pair, decision in sorted(different.items()):
        if root(pair[0]) == root(pair[1]):
            joined = next((d.place for p, d in sorted(same.items()) if root(p[0]) == root(pair[0])), "")
            told = same[pair].place if pair in same else joined
            raise _wrong(
                decision.place,
                f"{decision.one!r} and {decision.other!r} are told to be different here, and the same at {told}",
                hint="keep one of the two; entries under `same` also hold through a third name",
            )


def _without_open(text: str) -> str:
    """The text without the lines of its list `open`; what a person wrote is kept to the letter."""
    root = yaml.compose(text, Loader=_LOADER)
    if not isinstance(root, yaml.MappingNode):
        return f"{text.rstrip()}\n{_HEAD}"
    if root.flow_style:
        rest = {name: value for name, value in yaml.load(text, Loader=_LOADER).items() if name != "open"}
        return yaml.safe_dump(rest, allow_unicode=True, sort_keys=False) if rest else _HEAD
    lines = text.split("\n")
    starts = [name.start_mark.line for name, _ in root.value]
    for at, (name, _) in reversed(list(enumerate(root.value))):
        if name.value == "open":
            end = starts[at + 1] if at + 1 < len(starts) else len(lines)
            while at + 1 < len(starts) and lines[end - 1].lstrip().startswith("#"):
                end -= 1  # a comment above the next list is that list's
            del lines[starts[at] : end]
    return "\n".join(lines)


def _wrong(place: str, why: str, hint: str = "docs/organisations.md shows such a file") -> UsageError:
    return UsageError(f"{place}: {why}", hint=hint)
