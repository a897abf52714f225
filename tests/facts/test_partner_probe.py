"""Which organisations take part, in which role, of which type: the table of cases in partners.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from factextract.authoring.snippet import study_snippet
from factextract.model.rule import RuleSet
from factextract.records import Partner
from factextract.ruleset.load import load_rules

PROBES: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("partners.yaml").read_text("utf-8"))
CASES = [case for part in PROBES.values() for case in part]
LANGUAGES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("partners_other_languages.yaml").read_text("utf-8")
)
NON_ORGANISATIONS = "others"
RIGHT = 0.97


def plain(text: str) -> str:
    return text.replace("’", "'").rstrip(".")


def wrong(case: dict[str, Any], rules: RuleSet) -> list[str]:
    """What is wrong with the partners found in a case; nothing where all is right."""
    found = [*study_snippet(case["text"], rules).record.partners]
    faults: list[str] = []
    for name, role, org_type in ([*wanted, None, None][:3] for wanted in case["partners"]):
        mine = next((p for p in found if named(p, name)), None)
        if mine is None:
            faults.append(f"not found: {name}")
            continue
        found.remove(mine)
        if role not in (None, mine.role):
            faults.append(f"{name}: {mine.role}, not {role}")
        if org_type not in (None, mine.org_type):
            faults.append(f"{name}: {mine.org_type}, not {org_type}")
        for short, long in case.get("acronyms", {}).items():
            if long == name and mine.acronym != short:
                faults.append(f"{name}: short form {mine.acronym}, not {short}")
    allowed = {plain(name) for name in case.get("allow", [])}
    return [*faults, *(f"made up: {p.name}" for p in found if plain(p.name) not in allowed)]


def named(partner: Partner, name: str) -> bool:
    return plain(name) in {plain(spelling) for spelling in (partner.name, partner.acronym or "", *partner.aliases)}


RULES = load_rules("en")


@cache
def faults() -> dict[str, list[str]]:
    return {case["text"]: wrong(case, RULES) for case in CASES}


def test_the_table_is_large_enough() -> None:
    assert len({case["text"] for case in CASES}) == len(CASES) >= 150
    assert len(PROBES[NON_ORGANISATIONS]) >= 50
    assert all(case["partners"] for part, cases in PROBES.items() for case in cases if part != NON_ORGANISATIONS)


@pytest.mark.parametrize("part", PROBES)
def test_partners_of_each_part(part: str) -> None:
    failed = {case["text"]: faults()[case["text"]] for case in PROBES[part] if faults()[case["text"]]}
    assert len(failed) <= (1 - RIGHT) * len(CASES), failed


def test_of_all_cases_97_in_100_are_right() -> None:
    failed = [f"{text}: {'; '.join(found)}" for text, found in faults().items() if found]
    assert len(failed) <= (1 - RIGHT) * len(CASES), "\n".join(failed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_partners_in_other_languages(language: str) -> None:
    rules = load_rules(language)
    failed = [f"{case['text']}: {'; '.join(found)}" for case in LANGUAGES[language] if (found := wrong(case, rules))]
    assert len(failed) <= 1, "\n".join(failed)
