"""What kind of section a title opens."""

from __future__ import annotations

import re

from factextract.model.rule import Rule, RuleSet
from factextract.ruleset.match import lifted, matches

# Before the words: list numbers ("2.", "3.1", "IV.") and marks.
_LEAD = re.compile(r"^(?:(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,4}[.)])\s+|[^\w(“\"'‘]+)+")
# After the words a title may go on behind a mark, or with nothing but a year or a period: "Key results, 2021", "Results FY21".
_REST = re.compile(
    r"\W*$|\s*(?:[:;|,(/–—?!]|-\s|\.(?:\s|$)|(?:in |for |from )?(?:19|20)\d\d\b|[FC]Y\s?\d\d)", re.IGNORECASE
)


def kind_of(title: str, rules: RuleSet) -> tuple[str, Rule] | None:
    """The section kind of a title and the rule that knows it, None when no rule does; the best score wins, then the first.

    A rule's words must open the title, numbering aside, and either be all of it or end at a mark ("Case study: a new well").
    A regular expression that holds whatever follows takes that in itself (`funded by\\b.*`).
    """
    words = " ".join(_LEAD.sub("", title).split())
    best: tuple[float, Rule] | None = None
    for rule in rules.of("sections", "title"):
        for match in matches(rule, words):
            if match.span.start == 0 and _REST.match(words, match.span.end):
                score, _ = lifted(rule, "", words[match.span.end :])
                if best is None or score > best[0]:
                    best = score, rule
    return None if best is None else (best[1].gives["kind"], best[1])
