"""What kind of section a title opens."""

from __future__ import annotations

import pytest

from factextract.authoring.check import check_rule
from factextract.ruleset.load import load_rules
from factextract.sections.titles import kind_of

RULES = load_rules("en")


@pytest.mark.parametrize("rule", RULES.of("sections", "title"), ids=lambda rule: rule.id)
def test_every_rule_holds_its_own_examples(rule) -> None:  # type: ignore[no-untyped-def]
    assert len(rule.hits) >= 2
    assert [str(failure) for failure in check_rule(rule, RULES, lambda text, rules: ())] == []


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Partners", "partners"),
        ("2. Our partners", "partners"),
        ("• PARTNERS •", "partners"),
        ("3.1 Key partners (2021)", "partners"),
    ],
)
def test_numbers_marks_case_and_years_around_a_title_do_not_matter(title: str, kind: str) -> None:
    known = kind_of(title, RULES)
    assert known is not None
    assert known[0] == kind
