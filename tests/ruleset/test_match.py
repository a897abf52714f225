"""Phrases, expressions, where a rule holds and what context does to its score."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factextract.model.geometry import Span
from factextract.model.rule import Lift, Rule, Where
from factextract.ruleset.match import allowed, lifted, matches, scan
from factextract.ruleset.patterns import expression, phrases

BARE = Rule(id="partners.x", kind="partners", find="role_before", means="", language="en", source="x.yaml:1")


def rule(*words: str, **fields: object) -> Rule:
    return replace(BARE, patterns=(phrases(words),), **fields)


def found(one: Rule, text: str, offset: int = 0) -> list[str]:
    return [text[m.span.start - offset : m.span.end - offset] for m in matches(one, text, offset)]


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        (("funded by",), "Funded by the fund, FUNDED  BY you, funded\n by me", ["Funded by", "FUNDED  BY", "funded\n by"]),
        (("funded by",), "funded\u00a0by us", ["funded\u00a0by"]),
        (("funded by",), "refunded by us, funded bypass", []),
        (("funded by", "funded by the people of"), "funded by the people of Norland", ["funded by the people of"]),
        (("by",), "standby by-law by", ["by", "by"]),
        (("art",), "àart artë äart art", ["art"]),
        (("été",), "l'été, ÉTÉ, étés", ["été", "ÉTÉ"]),
        (("year's end",), "year’s end, year's end, years end", ["year’s end", "year's end"]),
        (("co-funded",), "co‑funded co-funded co–funded cofunded", ["co‑funded", "co-funded", "co–funded"]),
        (('the "pool"',), "the “pool”", ["the “pool”"]),
        (("donor:",), "Donor: Norland", ["Donor:"]),
        (("$ (usd)",), "in $ (USD), yes", ["$ (USD)"]),
        (("资助方",), "资助方：卫生部", ["资助方"]),
        (("c++",), "C++ and C+", ["C++"]),
    ],
)  # fmt: skip
def test_phrases_are_whole_words_in_any_case_spacing_and_print(
    words: tuple[str, ...], text: str, expected: list[str]
) -> None:
    assert found(rule(*words), text) == expected


def test_spans_count_code_points_and_are_shifted() -> None:
    text = "naïve 🌍 – funded by Ω"
    (match,) = matches(rule("funded by"), text, offset=100)
    assert match.span == Span(100 + text.index("funded"), 100 + text.index(" Ω"))


def test_named_groups_that_took_part_are_told() -> None:
    one = replace(BARE, patterns=(expression(r"(?P<role>led|run) by (?:the (?P<body>\w+))?(?P<other>x)?"),))
    (first, second) = matches(one, "é led by the union, run by x")
    assert first.groups == (("role", Span(2, 5)), ("body", Span(13, 18)))
    assert second.group("other") == Span(27, 28)
    assert second.group("body") is None


@pytest.mark.parametrize(("source", "text", "hit"), [("abc", "ABC", True), ("(?-i)abc", "ABC", False)])
def test_an_expression_minds_case_only_when_it_says_so(source: str, text: str, hit: bool) -> None:
    assert bool(list(matches(replace(BARE, patterns=(expression(source),)), text))) is hit


def test_matches_of_several_patterns_come_by_position_the_longer_first() -> None:
    one = replace(BARE, patterns=(phrases(["by us"]), expression(r"led by \w+"), phrases(["led"])))
    assert found(one, "led by us; led") == ["led by us", "led", "by us", "led"]


def test_scan_gives_what_each_rule_matches_in_the_order_of_the_rules() -> None:
    rules = (rule("led by"), rule("funded by", "led"), rule("run by"), BARE)
    text = "led by A, funded by B"
    assert [(m.rule, m.span) for m in scan(rules, text, 7)] == [
        (m.rule, m.span) for r in rules for m in matches(r, text, 7)
    ]
    assert list(scan(rules, "nothing")) == []
    assert list(scan((), "led by")) == []
    assert list(scan((BARE,), "led by")) == []


def test_scan_keeps_case_anchors_and_lost_boundaries_as_each_rule_has_them() -> None:
    cased = replace(BARE, patterns=(expression("(?-i)Fund"), expression("^a fund")))
    assert [m.span for m in scan((rule("led"), cased), "a fund, a Fund, lede")] == [Span(0, 6), Span(10, 14)]
    assert list(scan((rule("led"),), "ledé éled")) == []


WORDS = st.lists(st.sampled_from(["led", "by", "funded", "é", "the", "co-op", "x's", "Ω"]), min_size=1, max_size=3).map(
    " ".join
)


@given(st.lists(WORDS, min_size=1, max_size=5), st.lists(WORDS, max_size=6))
def test_a_phrase_between_other_words_is_always_found_and_scan_agrees(words: list[str], around: list[str]) -> None:
    one = rule(*words)
    text = " . ".join([*around, words[0].upper(), *around])
    seen = list(matches(one, text))
    at = len(" . ".join([*around, ""])) if around else 0
    assert any(m.span.contains(Span(at, at + len(words[0]))) for m in seen)
    assert [m.span for m in scan((one,), text)] == [m.span for m in seen]
    assert all(" ".join(m.span.of(text).lower().split()) in {" ".join(w.lower().split()) for w in words} for m in seen)


@pytest.mark.parametrize("filler", ["a", "é", "by ", "🌍"])
def test_matching_takes_linear_time(filler: str) -> None:
    one = replace(BARE, patterns=(phrases(["funded by", "by by funded"]), expression("(?:(?:a|é|by )*)*funded")))
    text = filler * 100_000
    start = time.process_time()
    assert list(matches(one, text)) == []
    assert time.process_time() - start < 10.0


@pytest.mark.parametrize(
    ("where", "role", "kinds", "holds"),
    [
        (Where(), "body", (), True),
        (Where(block=frozenset({"body", "figure"})), "figure", (None,), True),
        (Where(block=frozenset({"body"})), "cell", (), False),
        (Where(not_block=frozenset({"furniture"})), "furniture", (), False),
        (Where(not_block=frozenset({"furniture"})), "body", (), True),
        (Where(section=frozenset({"partners"})), "body", ("case_study", "partners"), True),
        (Where(section=frozenset({"partners"})), "body", (None, "results"), False),
        (Where(section=frozenset({"partners"})), "body", (), False),
        (Where(not_section=frozenset({"contact"})), "body", (None, "contact"), False),
        (Where(not_section=frozenset({"contact"})), "body", (None,), True),
    ],
)
def test_where_a_rule_holds(where: Where, role: str, kinds: tuple[str | None, ...], holds: bool) -> None:
    assert allowed(replace(BARE, where=where), role, kinds) is holds


LIFTS = (
    Lift(phrases(["grant", "donor"]), 0.2, "before", "money words"),
    Lift(phrases(["news"]), -0.3, "after", "named in passing"),
    Lift(phrases(["pool"]), 0.1),
)


@pytest.mark.parametrize(
    ("before", "after", "score", "reasons"),
    [
        ("", "", 0.5, []),
        ("a Grant was", "", 0.7, [("money words: 'Grant'", 0.2)]),
        ("grant donor grant", "", 0.7, [("money words: 'grant'", 0.2)]),
        ("grants", "a grant", 0.5, []),
        ("the news", "the  NEWS", 0.2, [("named in passing: 'NEWS'", -0.3)]),
        ("pool", "pool", 0.6, [("context: 'pool'", 0.1)]),
        (
            "donor",
            "news of the pool",
            0.5,
            [("money words: 'donor'", 0.2), ("named in passing: 'news'", -0.3), ("context: 'pool'", 0.1)],
        ),
    ],
)  # fmt: skip
def test_lifts_move_the_score_once_each_and_say_why(
    before: str, after: str, score: float, reasons: list[tuple[str, float]]
) -> None:
    got, why = lifted(replace(BARE, score=0.5, lifts=LIFTS), before, after)
    assert got == pytest.approx(score)
    assert [(reason.why, reason.by) for reason in why] == reasons
    assert {reason.rule for reason in why} <= {"partners.x"}


@pytest.mark.parametrize(
    ("score", "by", "expected"), [(0.9, 0.5, 0.99), (0.2, -0.5, 0.01), (1.0, 0.0, 0.99), (0.0, 0.0, 0.01)]
)
def test_no_score_is_certain_or_impossible(score: float, by: float, expected: float) -> None:
    assert lifted(replace(BARE, score=score, lifts=(Lift(phrases(["a"]), by),)), "a", "")[0] == expected
