"""The report of rules: what each found and how much of it the judge called right."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from factextract import Settings, extract
from factextract.authoring.overlaps import contested, contested_in
from factextract.authoring.report import read_verdicts, report
from factextract.authoring.snippet import study_snippet
from factextract.cli import commands
from factextract.errors import FactextractError
from factextract.model.candidate import Lost
from factextract.ruleset.load import load_rules
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


def test_hits_that_another_rule_reads_too_are_counted_from_the_document() -> None:
    assert {r.overlaps for r in report([RECORD], {}).rules} == {None}
    met = contested([RECORD], SAMPLES, Settings(model="none"))
    rows = report([RECORD], {}, met).rules
    assert 0 < sum(r.overlaps or 0 for r in rows) == len(met) < sum(r.hits for r in rows)


def test_a_fact_is_contested_by_who_lost_to_it_and_by_who_agreed() -> None:
    listed = study_snippet("Our partners | • Tumaini Trust | • Orange Jordan", load_rules("en"))
    assert contested_in(listed) == {p.id for p in listed.record.partners}  # the title is a label too
    lone = study_snippet("The trucks were lent by UNICEF in March.", load_rules("en"))
    assert contested_in(lone) == frozenset()
    kept = lone.kept["partners"][0]
    loser = Lost(replace(kept, rule="partners.mention", id=""), "score 0.25 is below 0.5")
    assert contested_in(replace(lone, lost={**lone.lost, "partners": [loser]})) == {kept.id}
    same = Lost(replace(kept, id=""), "said on this page already")
    assert contested_in(replace(lone, lost={**lone.lost, "partners": [same]})) == frozenset()


def test_overlaps_need_the_documents_that_the_records_were_made_from(tmp_path: Path) -> None:
    with pytest.raises(FactextractError, match="does not hold the document"):
        contested([RECORD], tmp_path, Settings(model="none"))
    (tmp_path / RECORD.document.source).write_text("another document", "utf-8")
    with pytest.raises(FactextractError, match="does not hold the document"):
        contested([RECORD], tmp_path, Settings(model="none"))


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
    call += ["--json", "--documents", str(SAMPLES), "--model", "none"]
    rows = json.loads(CliRunner().invoke(commands, call).output)["rules"]
    assert any(row["overlaps"] for row in rows)
