"""What kind of section a title opens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factextract.authoring.check import check_rule
from factextract.model.rule import Rule
from factextract.ruleset.load import load_rules
from factextract.sections.titles import kind_of

RULES = load_rules("en")
TITLE_RULES = RULES.of("sections", "title")


def kind(title: str) -> str | None:
    known = kind_of(title, RULES)
    return known and known[0]


@pytest.mark.parametrize("rule", TITLE_RULES, ids=lambda rule: rule.id)
def test_every_rule_holds_its_own_examples(rule: Rule) -> None:
    assert len(rule.hits) >= 2
    assert [str(failure) for failure in check_rule(rule, RULES, lambda text, rules: ())] == []


@pytest.mark.parametrize(
    "title",
    [
        "Partners",
        "2. Our partners",
        "IV. Partners",
        "• PARTNERS •",
        "3.1 Key partners (2021)",
        "🤝 Partners",
        "PARTNERS →",
        "Partners\n and   donors",
        "Partners, 2018–2023",
        "2023 Partners",
        "FY 2021/22 partners",
        "Partners in 2024",
        "Partners as of 30 June 2023",
        "Partners – who they are",
    ],
)
def test_numbers_marks_case_and_dates_around_a_title_do_not_matter(title: str) -> None:
    assert kind(title) == "partners"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Program results", "results"),
        ("Programme results", "results"),
        ("The program", "about"),
        ("Program period", "timeline"),
        ("Executing agency: Water Board of Norland", "partners"),
        ("Development partners", "partners"),
        ("Co-funded by the Regional Council", "partners"),
        ("Implemented and supervised by", "partners"),
        ("Private-sector partners", "partners"),
        ("Donor", "partners"),
        ("Our team", None),
        ("The project team", None),
        ("A farmer's story", "case_study"),
        ("Box 3: How the herders came back", "case_study"),
        ("Impact story – The last mile", "case_study"),
        ("Our stories", "case_study"),
        ("Health achievements", "results"),
        ("Intended outcomes", "plans"),
        ("Expected outcomes", "plans"),
        ("Goals for 2030", "plans"),
        ("Vision for 2035", "plans"),
        ("Financials", "finance"),
        ("Budget USD 4.5 million", "finance"),
        ("Donations", "finance"),
        ("Background and context", "about"),
        ("Situation", "context"),
        ("What is at stake", "context"),
        ("Get in touch", "contact"),
        ("Imprint", "contact"),
        ("Sources and notes", "contact"),
        ("Governance", "method"),
        ("Lessons", None),
        ("Table of contents", None),
        ("", None),
        ("2024", None),
        ("•", None),
        ("Kenya", None),
        ("Clean water for all", None),
        ("Training of midwives", None),
        ("Partnering hospitals receive new beds", None),
        ("Results show that the method works", None),
        ("Funding gap widens in the north", None),
        ("Impacts of climate change on herders", None),
        ("Challenges remain", None),
        ("Story time in the library", None),
        ("Focus group discussions", None),
        ("Contact lenses", None),
        ("Profile of the aquifer", "case_study"),
        ("Next door to the clinic", None),
        ("Solutions that last", None),
    ],
)
def test_titles_that_nobody_wrote_a_rule_for(title: str, expected: str | None) -> None:
    assert kind(title) == expected


@given(st.text(max_size=60))
def test_any_text_may_be_asked_for(title: str) -> None:
    known = kind_of(title, RULES)
    assert known is None or known[1].gives["kind"] == known[0]


@given(
    st.sampled_from([hit.text for rule in TITLE_RULES for hit in rule.hits]),
    st.sampled_from(["{}", " {} ", "7. {}", "– {}"]),
)
def test_numbering_never_changes_what_a_title_is(title: str, around: str) -> None:
    assert kind_of(around.format(title), RULES) == kind_of(title, RULES)


def test_the_best_score_wins() -> None:
    known = kind_of("Expected results", RULES)
    assert known is not None
    assert known[1].id == "sections.plans"


def test_a_language_without_rules_knows_no_title() -> None:
    assert kind_of("Partners", load_rules("qq")) is None
