"""Numbers of a story's beginning, before help came, are no results."""

from __future__ import annotations

import pytest

from factextract.authoring.snippet import study_snippet
from factextract.ruleset.load import load_rules

RULES = load_rules("en")
BEGINNING = (
    "Success story: Amina's boat | For six years Amina Said sold dried fish by the road and earned 40 shillings a day. "
    "Her son had left school to help her. "
)
HELP = "In March the project lent her an ice box and paid for a course. She now sells 90 kg of fresh fish a week."


def _standing(text: str) -> dict[str, str | None]:
    return {m.text: m.status for m in study_snippet(text, RULES).record.metrics}


@pytest.mark.parametrize(
    ("text", "number", "status"),
    [
        (BEGINNING + HELP, "six years", "context"),
        (BEGINNING + HELP, "90 kg", "actual"),
        ("Success story: Amina's boat | Amina Said has sold fish for six years. " + HELP, "six years", "actual"),
        (BEGINNING.replace("Success story: Amina's boat | ", "") + HELP, "six years", "actual"),
    ],
)  # fmt: skip
def test_what_a_story_tells_of_the_time_before_help_is_context(text: str, number: str, status: str) -> None:
    assert _standing(text)[number] == status
