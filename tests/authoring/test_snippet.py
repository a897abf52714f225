"""Examples of rules are read like documents: blocks, captions, headings, and what was refused."""

from __future__ import annotations

import pytest

from factextract.authoring.snippet import run, study_snippet
from factextract.ruleset.load import load_rules

RULES = load_rules("en")


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("117 | health workers trained", ["figure", "caption"]),
        ("Our partners | Lakeside Soil Institute", ["heading", "body"]),
        ("Ferry hours: | The ferry leaves at noon.", ["heading", "body"]),
        ("The ferry leaves at noon.", ["body"]),
        ("The ferry leaves at noon. | It is late.", ["body", "body"]),
        ("Harbour plan | The ferry leaves at noon.", ["heading", "body"]),
    ],
)
def test_parts_become_blocks_with_their_roles(text: str, roles: list[str]) -> None:
    document = study_snippet(text, RULES).reading.document
    assert [block.role for block in document.blocks] == roles
    assert [block.span.of(document.text) for block in document.blocks] == text.split(" | ")


def test_a_kept_fact_is_seen_with_its_rule_and_fields() -> None:
    seen = [s for s in run("117 | health workers trained", RULES) if s.values.get("value") == "117"]
    assert len(seen) == 1
    assert "metrics.tile" in seen[0].rules
    assert seen[0].values["kind"] == "count"


def test_what_a_rule_refused_is_seen_with_that_rule_only() -> None:
    refusing = {rule.id for rule in RULES.rules if rule.find == "reject"}
    tried = [(hit.text, rule.id) for rule in RULES.rules if rule.find == "reject" for hit in rule.hits]
    assert tried
    seen = [(text, rule, s.rules & refusing) for text, rule in tried for s in run(text, RULES) if rule in s.rules]
    assert seen
    assert all(rule in named for _, rule, named in seen)


def test_an_example_of_nothing_gives_no_fact() -> None:
    assert all(not s.values.get("value") and not s.values.get("name") for s in run("It rained.", RULES))
