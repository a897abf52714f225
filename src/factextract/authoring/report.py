"""Which rule earns its keep: what each found, how much of it was judged right, and how much another rule reads too."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from factextract.errors import UsageError
from factextract.records import KINDS, Fact, Record

VERDICTS = ("right", "spurious", "optional")


@dataclass(frozen=True, slots=True)
class RuleReport:
    """One rule's facts in a set of records. `hits` = right + wrong + optional + unjudged; `overlaps`: hits whose words another
    rule read too, None where that was not asked for; `precision` is right / (right + wrong), None where nothing was judged;
    `confidence` is their mean."""

    kind: str
    rule: str
    hits: int
    right: int
    wrong: int
    optional: int
    unjudged: int
    overlaps: int | None
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


def report(records: Sequence[Record], verdicts: Mapping[str, str], contested: Collection[str] | None = None) -> Report:
    """What each rule found in `records`. `verdicts`: fact id → `right`, `spurious` or `optional`; `contested`: ids of the facts
    whose words another rule read too, which records do not tell (None: not known)."""
    facts: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    seen: set[str] = set()
    for record in records:
        for kind in KINDS:
            for fact in getattr(record, kind):
                facts[kind, fact.rule].append(fact)
                seen.add(fact.id)
    rules = (_rule(key, found, verdicts, contested) for key, found in facts.items())
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


def _rule(
    key: tuple[str, str], found: Sequence[Fact], verdicts: Mapping[str, str], contested: Collection[str] | None
) -> RuleReport:
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
        overlaps=None if contested is None else sum(fact.id in contested for fact in found),
        precision=round(counts["right"] / judged, 3) if judged else None,
        confidence=round(sum(fact.confidence for fact in found) / len(found), 3),
    )


def _shown(value: object) -> str:
    return "-" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)
