"""Organisations that a document's addresses name."""

from __future__ import annotations

import pytest

from factextract.authoring.snippet import study_snippet
from factextract.ruleset.load import load_rules

RULES = load_rules("en")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("LumoTerra trains teachers. More at www.lumoterra.org.", {"LumoTerra"}),
        ("LumoTerra trains teachers. Write to info@lumoterra.co.uk.", {"LumoTerra"}),
        ("We are Lumo Terra, at https://lumo-terra.org/about.", {"Lumo Terra"}),
        ("LumoTerra trains teachers. More at www.facebook.com.", set()),
        ("Water is scarce. Where water is, life is. More at www.water.org.", set()),
        ("In Kenya rain is rare. More at www.kenya.example.", set()),
        ("Terra is far. More at www.lumoterra.org.", set()),
    ],
)
def test_words_that_run_together_are_a_domain_are_a_body(text: str, names: set[str]) -> None:
    assert {partner.name for partner in study_snippet(text, RULES).record.partners} == names
