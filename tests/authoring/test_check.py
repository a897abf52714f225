"""Rules are run against their own examples, and what fails is told so that a person can act on it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from factextract.authoring.check import Failure, Seen, check, check_rule, fields_of
from factextract.errors import RuleError
from factextract.model.rule import RuleSet
from factextract.records import CaseStudy, DateFact, Evidence, PeriodRef
from factextract.ruleset.load import load_rules

DATES = """
- id: dates.test
  means: A year.
  find: written
  regex: ['\\d{4}']
  hits:
    - {text: in 2021, gives: {start: "2021", end: null}}
  misses:
    - 2,021 trees
"""
TITLES = """
- id: sections.test
  means: Who pays.
  find: title
  phrases: [the purse]
  gives: {kind: finance}
  hits: [{text: The purse, gives: {kind: finance}}, {text: The purse strings, gives: {kind: finance}}]
  misses: ["The purse: who fills it", Purse]
"""


def pack(tmp_path: Path, **files: str) -> tuple[Path]:
    for name, text in files.items():
        path = tmp_path / "pack" / f"{name.replace('_', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return (tmp_path / "pack",)


def ours(failures: Sequence[Failure]) -> list[Failure]:
    return [failure for failure in failures if failure.rule.endswith(".test")]


def seen(rule: str, **values: str | None) -> Seen:
    return Seen(frozenset({rule}), values)


@pytest.mark.parametrize(
    ("hit", "miss", "whys"),
    [
        ([seen("dates.test", start="2021", end=None)], [], []),
        ([seen("dates.test", start="2021")], [], []),
        ([seen("dates.test", start="2020"), seen("dates.test", start=" 2021\n")], [seen("dates.other", start="2")], []),
        ([], [], ["must be found, but is not"]),
        (
            [seen("dates.other", start="2021", precision="year")],
            [],
            ["must be found, but is not; other rules give start: 2021 (dates.other)"],
        ),
        (
            [seen("dates.test", start="2020", precision="year")],
            [],
            ["must give start: 2021, but gives start: 2020 (dates.test)"],
        ),
        (
            [seen("dates.test", start="2021", end="2022")],
            [],
            ["must give start: 2021, but gives start: 2021, end: 2022 (dates.test)"],
        ),
        (
            [seen("dates.test", start="2021")],
            [seen("dates.test", start="2021")],
            ["must be left alone, but gives start: 2021 (dates.test)"],
        ),
        ([Seen(frozenset({"dates.a", "dates.test"}), {"start": "2021"})], [], []),
        (
            [],
            [Seen(frozenset({"dates.test"}), {})],
            ["must be found, but is not", "must be left alone, but gives no values (dates.test)"],
        ),
    ],
)  # fmt: skip
def test_an_example_holds_when_its_rule_gives_its_values(
    tmp_path: Path, hit: list[Seen], miss: list[Seen], whys: list[str]
) -> None:
    def run(text: str, rules: RuleSet) -> Sequence[Seen]:
        return {"in 2021": hit, "2,021 trees": miss}.get(text, [])

    failures = ours(check(pack(tmp_path, dates=DATES), run))
    assert [failure.why for failure in failures] == whys
    file = tmp_path / "pack" / "dates.yaml"
    assert all(f.place == f"{file}:{7 if f.text == 'in 2021' else 9}" for f in failures)


def test_titles_are_matched_alone(tmp_path: Path) -> None:
    failures = ours(check(pack(tmp_path, en_sections=TITLES), nothing))
    assert [str(failure) for failure in failures] == [
        f"{tmp_path}/pack/en/sections.yaml:7: rule sections.test: 'The purse strings': must be found, but is not",
        f"{tmp_path}/pack/en/sections.yaml:8: rule sections.test: 'The purse: who fills it': "
        "must be left alone, but gives kind: finance (sections.test)",
    ]


def nothing(text: str, rules: RuleSet) -> Sequence[Seen]:
    return []


def test_a_rule_for_all_languages_is_tried_once_and_each_language_has_its_own(tmp_path: Path) -> None:
    folders = pack(tmp_path, dates=DATES, fr_dates=DATES.replace("dates.test", "dates.fr.test"))
    asked: list[tuple[str, str]] = []

    def run(text: str, rules: RuleSet) -> Sequence[Seen]:
        asked.append((text, rules.language))
        return []

    assert len(ours(check(folders, run))) == 2
    assert asked.count(("in 2021", "en")) == 1
    assert asked.count(("in 2021", "fr")) == 1


def test_a_pack_that_cannot_be_loaded_is_an_error_and_no_failure(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="unknown key"):
        check(pack(tmp_path, dates=DATES.replace("means", "meens")), nothing)


def test_fields_are_named_as_in_the_record() -> None:
    evidence = Evidence(part="date", page=1, boxes=(), quote="2021", prefix="", suffix="", start_char=0, end_char=4)
    fact = DateFact(
        id="date:1", text="2021", start="2021", end=None, precision="year", approximate=None, kind="other",
        label=None, confidence=0.5, rule="dates.test", evidence=(evidence,),
    )  # fmt: skip
    fields = fields_of(fact)
    assert fields["start"] == "2021"
    assert fields["end"] is None
    assert fields["confidence"] == "0.5"
    assert "evidence" not in fields


def test_inner_fields_stand_behind_a_dot_and_lists_are_joined() -> None:
    story = CaseStudy.model_construct(
        body="b",
        period=PeriodRef(start="2021", end=None, text="2021", inherited_from=None),
        partners=("a", "b"),
        metrics=(),
    )
    fields = fields_of(story)
    assert (fields["period.start"], fields["period.end"]) == ("2021", None)
    assert (fields["partners"], fields["metrics"]) == ("a | b", None)


def test_one_rule_can_be_tried_alone() -> None:
    rules = load_rules("en")
    for rule in rules.of("sections", "title"):
        assert list(check_rule(rule, rules, nothing)) == []
