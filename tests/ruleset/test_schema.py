"""What a file of rules may say, and what is told when it says something else."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from factextract.errors import RuleError
from factextract.model.rule import Rule
from factextract.ruleset.packs import RuleFile
from factextract.ruleset.schema import RULE_KEYS, STRATEGIES, read_rules

GOOD = """
- id: partners.funded_by
  means: Words that stand before a funder.
  find: role_before
  where: {block: [body, list_item], not_section: [contact]}
  phrases: [funded by, "paid for by"]
  regex: ['with (?P<what>money|help) from']
  score: 0.6
  gives: {role: funding}
  lifts: [{words: [grant, donor], by: 0.1, side: before, why: money words}, {words: [news], by: -0.2}]
  hits:
    - {text: "Funded by the Ministry of Health", gives: {name: Ministry of Health, acronym: null}}
  misses:
    - funded by tolls
"""


def read(text: str, kind: str = "partners") -> list[Rule]:
    file = RuleFile(Path(f"/pack/en/{kind}.yaml"), kind, f"en/{kind}.yaml", f"0/en/{kind}.yaml")
    return read_rules(textwrap.dedent(text), file, "en")


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def test_every_key_of_a_rule_reaches_the_rule() -> None:
    (rule,) = read(GOOD)
    assert (rule.id, rule.kind, rule.find, rule.language) == ("partners.funded_by", "partners", "role_before", "en")
    assert (rule.means, rule.source) == ("Words that stand before a funder.", "en/partners.yaml:2")
    assert rule.where.block == {"body", "list_item"}
    assert rule.where.not_section == {"contact"}
    assert not rule.where.section
    assert [bool(p.search("FUNDED  BY us, with help from them")) for p in rule.patterns] == [True, True]
    assert rule.score == 0.6
    assert rule.gives == {"role": "funding"}
    assert [(lift.by, lift.side, lift.why) for lift in rule.lifts] == [
        (0.1, "before", "money words"),
        (-0.2, "any", ""),
    ]
    (hit,) = rule.hits
    assert (hit.line, hit.gives) == (12, {"name": "Ministry of Health", "acronym": None})
    (miss,) = rule.misses
    assert (miss.line, miss.text) == (14, "funded by tolls")


def test_words_that_yaml_takes_for_something_else_stay_as_written() -> None:
    text = changed('[funded by, "paid for by"]', "[no, on, 2020, 1.50, ~]")
    (rule,) = read(
        text.replace("name: Ministry of Health, acronym: null", "value: 1.50, total: true, code: 007, end: ~")
    )
    assert all(rule.patterns[0].search(word) for word in ("no", "on", "2020", "1.50"))
    assert rule.hits[0].gives == {"value": "1.50", "total": "true", "code": "007", "end": None}


def test_a_hit_that_gives_nothing_only_has_to_be_found() -> None:
    (rule,) = read(changed(", gives: {name: Ministry of Health, acronym: null}", ""))
    assert rule.hits[0].gives == {}


def test_an_empty_file_has_no_rules() -> None:
    assert read("") == []
    assert read("# nothing yet\n") == []


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (changed("  score: 0.6", "  scroe: 0.6"), "8: R: unknown key 'scroe'", "mean 'score'"),
        (changed("not_section:", "not_sektion:"), "5: R: unknown key 'not_sektion' in where", "'not_section'"),
        (changed("[contact]", "[contacts]"), "5: R: not_section knows no 'contacts'", "mean 'contact'"),
        (changed("[body,", "[boddy,"), "5: R: block knows no 'boddy'", "mean 'body'"),
        (changed("side: before", "side: left"), "10: R: side knows no 'left'", "before, after, any"),
        (changed("by: 0.1", "bye: 0.1"), "10: R: unknown key 'bye' in a lift", "mean 'by'"),
        (changed("by: 0.1", "by: much"), "10: R: by is a number, not 'much'", "between -1 and 1"),
        (changed(", by: -0.2", ""), "10: R: a lift without 'by'", "add `by:`"),
        (changed("score: 0.6", "score: 60"), "8: R: score is 60", "between 0 and 1"),
        (changed("score: 0.6", "score: nan"), "8: R: score is nan", "between 0 and 1"),
        (changed("find: role_before", "find: role_befor"), "4: R: find knows no 'role_befor'", "'role_before'"),
        (changed("  find: role_before\n", ""), "2: R: a rule without 'find'", "add `find:`"),
        (changed("  means: Words that stand before a funder.\n", ""), "2: R: a rule without 'means'", "add"),
        (changed("- id: partners.funded_by\n  means", "- means"), "2: a rule without 'id'", "add `id:`"),
        (changed("partners.funded_by", "funded_by"), "2: rule funded_by: the id does not start with 'partners'", "something"),
        (changed("partners.funded_by", "partners."), "2: rule partners.: the id does not start", "partners.something"),
        (changed("|help) from", "|help from"), "7: R: bad regex: missing )", "RE2"),
        (changed("with (?P<what>money|help) from", "(a)\\1"), "7: R: bad regex: invalid escape sequence", "RE2"),
        (changed("with (?P<what>money|help) from", "x*"), "7: R: bad regex: it matches the empty", "RE2"),
        (changed("[funded by, \"paid for by\"]", "funded by"), "6: R: phrases is a list", "- item"),
        (changed("[funded by, \"paid for by\"]", "[]"), "6: R: phrases is empty", "leave the key out"),
        (changed("[funded by, \"paid for by\"]", "[[a], b]"), "6: R: phrases is a text, not a list", "quote"),
        (changed("[funded by, \"paid for by\"]", "[' ']"), "6: R: phrases is empty", "give it a text"),
        (changed("{role: funding}", "[funding]"), "9: R: gives is made of keys and values", "key: value"),
        (changed("{role: funding}", "{role: ~}"), "9: R: 'role' gives nothing", "leave the key out"),
        (changed("{role: funding}", "{role: a, role: b}"), "9: R: gives has the key 'role' twice", "join"),
        (changed("  score: 0.6", "  find: name"), "8: R: a rule has the key 'find' twice", "join"),
        (changed("  misses:\n    - funded by tolls\n", ""), "2: R: it has no misses", "leave alone"),
        (changed("    - funded by tolls\n", "    []\n"), "2: R: it has no misses", "leave alone"),
        (GOOD[: GOOD.index("  hits:")] + "  misses: [a]\n", "2: R: it has words but no hits", "must find"),
        (changed("text: \"Funded by the Ministry of Health\", ", ""), "12: R: a hit without 'text'", "add"),
        (changed("gives: {name:", "give: {name:"), "12: R: unknown key 'give' in a hit", "mean 'gives'"),
        (GOOD + GOOD, "16: R: the id is taken by the rule in line 2", "unique"),
        ("rules: []", "1: the file is a list, not keys and values", "- item"),
        ("- just a text", "1: a rule is made of keys and values, not the text 'just a text'", "key: value"),
        ("- id: a: b", "1: this is not YAML: mapping values are not allowed", "quote texts"),
        ("- id: [a\n- b", "3: this is not YAML", "quote texts"),
        ("- id: \"a\x07\"", "1: this is not YAML", "quote texts"),
    ],
)  # fmt: skip
def test_what_a_file_may_not_say_is_refused_with_its_line_and_a_hint(text: str, message: str, hint: str) -> None:
    with pytest.raises(RuleError) as caught:
        read(text)
    told = message.replace("R: ", "rule partners.funded_by: ")
    assert caught.value.message.startswith(f"en/partners.yaml:{told}"), caught.value.message
    assert hint in caught.value.hint
    assert caught.value.source == "/pack/en/partners.yaml"
    assert caught.value.exit_code == 3


def test_a_rule_that_goes_by_words_needs_some() -> None:
    wordless = "\n".join(line for line in GOOD.splitlines() if "phrases" not in line and "regex" not in line)
    with pytest.raises(RuleError, match="a rule that finds 'role_before' needs words"):
        read(wordless)


def test_a_rule_that_goes_by_shape_needs_neither_words_nor_hits() -> None:
    (rule,) = read("- {id: metrics.tile, means: A figure., find: tile, misses: [Page 3]}", "metrics")
    assert (rule.patterns, rule.hits, rule.score) == ((), (), 0.5)


def test_a_file_is_named_by_a_known_kind() -> None:
    with pytest.raises(RuleError, match=r"^en/partnerz.yaml:1: no kind of rules is called 'partnerz'") as caught:
        read(GOOD, "partnerz")
    assert "did you mean 'partners'?" in caught.value.hint


@pytest.mark.parametrize(
    ("gives", "message"),
    [
        ("gives: {kind: partner}", "6: rule sections.x: kind knows no 'partner'"),
        ("gives: {role: funding}", "6: rule sections.x: unknown key 'role' in gives"),
        ("gives: {}", "6: rule sections.x: gives without 'kind'"),
        ("score: 0.5", "2: rule sections.x: a rule without 'gives'"),
    ],
)
def test_a_rule_for_titles_gives_a_known_section_kind(gives: str, message: str) -> None:
    text = f"""
        - id: sections.x
          means: A title.
          find: title
          phrases: [backers]
          {gives}
          hits: [{{text: Backers, gives: {{kind: partners}}}}]
          misses: [Backer]
        """
    with pytest.raises(RuleError) as caught:
        read(text, "sections")
    assert caught.value.message.startswith(f"en/sections.yaml:{message}"), caught.value.message


def test_every_key_and_strategy_has_its_line_in_the_guide() -> None:
    guide = (Path(__file__).parents[2] / "rules" / "README.md").read_text("utf-8")
    for key in RULE_KEYS:
        assert f"| `{key}` |" in guide, key
    for kind, strategies in STRATEGIES.items():
        for find in strategies:
            assert f"| `{kind}` | `{find}` |" in guide, (kind, find)


def test_the_rule_of_the_guide_is_one() -> None:
    guide = (Path(__file__).parents[2] / "rules" / "README.md").read_text("utf-8")
    example = guide.split("```yaml\n")[1].split("```")[0]
    (rule,) = read(example)
    assert set(RULE_KEYS) == {
        line.strip("- ").split(":")[0] for line in example.splitlines() if line[:2] in ("- ", "  ")
    } & set(RULE_KEYS)
    assert rule.hits
