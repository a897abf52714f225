"""The report of rules: what each found and how much of it the judge called right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from factextract import Settings, extract
from factextract.authoring.report import read_verdicts, report
from factextract.cli import commands
from factextract.errors import FactextractError
from places import SAMPLES

RECORD = extract(SAMPLES / "second-bell-turkana.pdf", Settings(model="none"))


def verdicts(path: Path) -> Path:
    """Every second metric right, the others spurious."""
    lines = [
        {"document": "second-bell-turkana", "kind": "metrics", "id": m.id, "rule": m.rule, "confidence": m.confidence,
         "verdict": "right" if at % 2 else "spurious"}
        for at, m in enumerate(RECORD.metrics)
    ]  # fmt: skip
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def test_a_rule_is_told_by_its_hits_and_verdicts(tmp_path: Path) -> None:
    rows = {row.rule: row for row in report([RECORD], read_verdicts(verdicts(tmp_path / "pairs.jsonl"))).rules}
    for rule in {m.rule for m in RECORD.metrics}:
        mine = [at for at, m in enumerate(RECORD.metrics) if m.rule == rule]
        assert (rows[rule].hits, rows[rule].right) == (len(mine), sum(at % 2 for at in mine))
        assert rows[rule].wrong == len(mine) - rows[rule].right


def test_every_hit_has_one_verdict_or_none() -> None:
    told = [m for m in RECORD.metrics if m.rule == "metrics.sentence"]
    right, wrong, optional = (m.id for m in told[:3])
    made = {right: "right", wrong: "spurious", optional: "optional", "metric:elsewhere": "right"}
    found = report([RECORD], made)
    row = next(r for r in found.rules if r.rule == "metrics.sentence")
    assert (row.hits, row.right, row.wrong, row.optional, row.unjudged) == (len(told), 1, 1, 1, len(told) - 3)
    assert row.precision == 0.5
    assert found.unmatched == 1
    assert [r.precision for r in report([RECORD], {}).rules if r.right or r.wrong] == []


def moved(kind: str, at: int, **fields: object) -> dict[str, object]:
    """The facts of one kind, one of them changed."""
    facts = list(getattr(RECORD, kind))
    facts[at] = facts[at].model_copy(update=fields)
    return {kind: tuple(facts)}


def test_rules_that_meet_on_the_same_words_are_told() -> None:
    assert {r.overlaps for r in report([RECORD], {}).rules} == {0}
    first = RECORD.metrics[0]
    meeting = RECORD.model_copy(update=moved("metrics", 1, evidence=first.evidence, rule="metrics.tile"))
    met = {r.rule: r.overlaps for r in report([meeting], {}).rules if r.overlaps}
    assert met == {first.rule: 1, "metrics.tile": 1}
    alike = RECORD.model_copy(update=moved("metrics", 1, evidence=first.evidence, rule=first.rule))
    assert {r.overlaps for r in report([alike], {}).rules} == {0}


def test_what_is_no_verdict_is_told_with_its_line(tmp_path: Path) -> None:
    for line in (
        "nonsense",
        '{"id": "metric:1"}',
        "[]",
        '{"id": "metric:1", "verdict": "perhaps"}',
        '{"id": 1, "verdict": "right"}',
    ):
        (tmp_path / "pairs.jsonl").write_text(f'{{"id": "metric:1", "verdict": "right"}}\n{line}\n', "utf-8")
        with pytest.raises(FactextractError, match=":2"):
            read_verdicts(tmp_path / "pairs.jsonl")
    with pytest.raises(FactextractError, match="cannot be read"):
        read_verdicts(tmp_path / "none.jsonl")


def test_the_command_prints_a_table_or_json(tmp_path: Path) -> None:
    (tmp_path / "second-bell-turkana.json").write_text(RECORD.to_json(), "utf-8")
    pairs = str(verdicts(tmp_path / "pairs.jsonl"))
    call = ["rules", "report", str(tmp_path / "second-bell-turkana.json"), "--pairs", pairs]
    told = CliRunner().invoke(commands, call)
    assert told.exit_code == 0, told.output
    assert "metrics.sentence" in told.output
    assert json.loads(CliRunner().invoke(commands, [*call, "--json"]).output)
