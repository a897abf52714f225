"""What kind of section a title opens."""

from __future__ import annotations

import re
from functools import lru_cache

from factextract.model.rule import Pattern, Rule, RuleSet
from factextract.ruleset.match import lifted
from factextract.ruleset.patterns import expression

# Before the words: list numbers ("2.", "3.1", "IV."), a year or fiscal year ("2023 Highlights"), and marks.
_LEAD = re.compile(
    r"^(?:(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,4}[.)]|FY ?\d\d|(?:FY ?)?(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?)\s+|[^\w(“\"'‘]+)+"
)
# Marks after them (a question mark or a bracket may belong to the words).
_TRAIL = re.compile(r"[^\w?!)]+$")
# After a rule's words nothing follows, or a mark and anything, or a year or date and then nothing: "Case study: a new well",
# "Results FY21", "Results to 30 June 2025". No Unicode classes: each takes RE2 half a millisecond to compile.
_REST = (
    r"(?:$|\s*[:;|,(/–—→?!]|\s+-\s|\.(?:\s|$)"
    r"|\s(?:(?:in|for|from|to|as of|as at|at|by|since|until|during|up to|between)\s.{0,30})?"
    r"(?:(?:19|20)\d\d|[FC]Y ?\d\d)\W{0,3}(?:\d\d){0,2}$)"
)


def kind_of(title: str, rules: RuleSet) -> tuple[str, Rule] | None:
    """The section kind of a title and the rule that knows it, None when no rule does; the best score wins, then the first.

    A rule's words must open the title, numbering aside, and either be all of it or end at a mark ("Case study: a new well").
    A regular expression that holds whatever follows takes that in itself (`funded by\\b.*`).
    """
    words = " ".join(_TRAIL.sub("", _LEAD.sub("", title)).split())
    best: tuple[float, Rule] | None = None
    for rule in rules.of("sections", "title"):
        opening = _opening(rule).search(words)
        if opening is not None:
            score, _ = lifted(rule, "", words[opening.end(1) :])
            if best is None or score > best[0]:
                best = score, rule
    return None if best is None else (best[1].gives["kind"], best[1])


@lru_cache(maxsize=1024)
def _opening(rule: Rule) -> Pattern:
    """The rule's words (group 1) at the start of a title with what may stand after them."""
    compiled: Pattern = expression(rf"^({'|'.join(f'(?:{pattern.pattern})' for pattern in rule.patterns)}){_REST}")
    return compiled
