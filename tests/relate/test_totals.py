"""Numbers that sum to another are its parts."""

from __future__ import annotations

import pytest

from factextract.authoring.snippet import study_snippet
from factextract.ruleset.load import load_rules

RULES = load_rules("en")


def _parts(text: str) -> dict[str, str]:
    """Part to whole, by their texts."""
    record = study_snippet(text, RULES).record
    texts = {m.id: m.text for m in record.metrics}
    return {m.text: texts[m.part_of] for m in record.metrics if m.part_of}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "The budget was EUR 38.6 million. The city paid EUR 21.5 million, the state EUR 9.8 million, firms EUR 7.3 million.",
            {"EUR 21.5 million", "EUR 9.8 million", "EUR 7.3 million"},
        ),
        ("The city paid EUR 21.5 million and the state EUR 9.8 million. The budget was EUR 40 million.", set()),
        ("Income of EUR 900,000: 64% from fees and 36% from grants.", {"64%", "36%"}),
        ("Income of EUR 900,000: 64% from fees and 30% from grants.", set()),
        ("The plan costs USD 92 million. It has received USD 51.5 million, or 56 percent.", {"56 percent"}),
        ("The plan costs USD 92 million. It has received USD 51.5 million, or 51 percent.", set()),
        (
            "More than 1,200 sites got power last year: 640 schools, 410 clinics and 165 wells.",
            {"640", "410", "165"},
        ),
        ("2.1 million | people affected | 864,000 | people in need | 640,000 | people aided | 600,000 | people fed", set()),
        ("The wards keep six kinds of tree. Villages get 60% of the fees, districts 25% and the fund 15%.", set()),
        (
            "Income was EUR 900,000. Grants brought in EUR 600,000 (67%), fees EUR 200,000 (22%), gifts EUR 100,000 (11%).",
            {"EUR 600,000", "67%", "EUR 200,000", "22%", "EUR 100,000", "11%"},
        ),
    ],
)  # fmt: skip
def test_parts_are_those_that_sum_to_a_whole(text: str, parts: set[str]) -> None:
    assert set(_parts(text)) == parts


def test_small_counts_that_meet_by_chance_are_no_parts() -> None:
    assert _parts("The school has 7 rooms. Of late 3 pumps and 4 wells were added in town.") == {}
