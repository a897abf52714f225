"""The time, place and standing that hold for each fact: the nearest scope that gives one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factextract.model.candidate import Candidate, Scope
from factextract.model.reading import Reading
from factextract.model.rule import RuleSet
from factextract.model.value import Period


def scopes(named: Mapping[str, Sequence[Candidate]], reading: Reading, rules: RuleSet) -> dict[str, Scope]:
    """Fact id to its scope, for metrics and stories."""
    return {}


def periods_of(named: Mapping[str, Sequence[Candidate]]) -> list[Period]:
    """The periods of the kept dates, by position."""
    return [d.value for d in named.get("dates", ()) if isinstance(d.value, Period)]
