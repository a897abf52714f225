"""Which rule earns its keep: what each found, how much of it was judged right, and where rules meet on the same words."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from factextract.errors import UsageError
from factextract.records import KINDS, CaseStudy, DateFact, Evidence, Fact, Metric, Record

VERDICTS = ("right", "spurious", "optional")


@dataclass(frozen=True, slots=True)
class RuleReport:
    """One rule's facts in a set of records. `hits` = right + wrong + optional + unjudged; `overlaps`: hits whose words a fact of
    another rule shares; `precision` is right / (right + wrong), None where nothing was judged; `confidence` is their mean."""

    kind: str
    rule: str
    hits: int
    right: int
    wrong: int
    optional: int
    unjudged: int
    overlaps: int
    precision: float | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Report:
    """The rules by kind, most hits first. `unmatched`: verdicts on facts that are not in the records."""

    rules: tuple[RuleReport, ...]
    unmatched: int

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=1)

    def to_text(self) -> str:
        """A table, a line a rule."""
        names = ("rule", "hits", "right", "wrong", "optional", "unjudged", "overlaps", "precision", "confidence")
        rows = [names, *(tuple(_shown(getattr(rule, name)) for name in names) for rule in self.rules)]
        widths = [max(len(row[at]) for row in rows) for at in range(len(names))]
        lines = (
            "  ".join(
                cell.ljust(width) if at == 0 else cell.rjust(width)
                for at, (cell, width) in enumerate(zip(row, widths, strict=True))
            )
            for row in rows
        )
        return "\n".join(line.rstrip() for line in lines)


def report(records: Sequence[Record], verdicts: Mapping[str, str]) -> Report:
    """What each rule found in `records`. `verdicts`: fact id → `right`, `spurious` or `optional`."""
    facts: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    overlaps: Counter[tuple[str, str]] = Counter()
    seen: set[str] = set()
    for record in records:
        every = [(kind, fact) for kind in KINDS for fact in getattr(record, kind)]
        for kind, fact in every:
            facts[kind, fact.rule].append(fact)
            seen.add(fact.id)
        overlaps.update(_met(every))
    rules = (_rule(key, found, verdicts, overlaps[key]) for key, found in facts.items())
    ordered = sorted(rules, key=lambda r: (KINDS.index(r.kind), -r.hits, r.rule))
    return Report(tuple(ordered), len(set(verdicts) - seen))


def read_verdicts(path: Path) -> dict[str, str]:
    """Fact id → verdict, from JSON lines with `id` and `verdict`. Raises UsageError with file:line for a line that is none."""
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}", hint="check the path"
        ) from None
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                told = json.loads(line)
                fact, verdict = told["id"], told["verdict"]
            except (ValueError, KeyError, TypeError):
                raise _no_verdict(path, number, "no verdict on a fact") from None
            if verdict not in VERDICTS or not isinstance(fact, str):
                raise _no_verdict(path, number, f"no such verdict: {verdict!r}")
            found[fact] = verdict
    return found


def _no_verdict(path: Path, number: int, why: str) -> UsageError:
    return UsageError(f"{path}:{number}: {why}", hint=f"a line holds id and verdict ({', '.join(VERDICTS)}), as JSON")


def _rule(key: tuple[str, str], found: Sequence[Fact], verdicts: Mapping[str, str], overlaps: int) -> RuleReport:
    counts = Counter(verdicts.get(fact.id, "unjudged") for fact in found)
    judged = counts["right"] + counts["spurious"]
    return RuleReport(
        kind=key[0],
        rule=key[1],
        hits=len(found),
        right=counts["right"],
        wrong=counts["spurious"],
        optional=counts["optional"],
        unjudged=counts["unjudged"],
        overlaps=overlaps,
        precision=round(counts["right"] / judged, 3) if judged else None,
        confidence=round(sum(fact.confidence for fact in found) / len(found), 3),
    )


def _met(facts: Sequence[tuple[str, Fact]]) -> Counter[tuple[str, str]]:
    """How many facts of each rule share words with a fact of another; a story, which holds others by nature, with a story."""
    spans = sorted((piece.start_char, piece.end_char, at) for at, (_, fact) in enumerate(facts) for piece in _own(fact))
    met: set[int] = set()
    live: list[tuple[int, int]] = []
    for start, end, at in spans:
        live = [(until, other) for until, other in live if until > start]
        for _, other in live:
            (kind, fact), (other_kind, other_fact) = facts[at], facts[other]
            story = {kind, other_kind} & {"case_studies"}
            if fact.rule != other_fact.rule and (not story or kind == other_kind):
                met |= {at, other}
        live.append((end, at))
    return Counter((facts[at][0], facts[at][1].rule) for at in met)


def _own(fact: Fact) -> Iterator[Evidence]:
    """The words that the fact is, without those that tell its circumstances."""
    part = (
        "value"
        if isinstance(fact, Metric)
        else "date"
        if isinstance(fact, DateFact)
        else "body"
        if isinstance(fact, CaseStudy)
        else "name"
    )
    return (piece for piece in fact.evidence if piece.part == part)


def _shown(value: object) -> str:
    return "-" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)
