"""Every shipped rule holds on its own examples, without a recogniser."""

from __future__ import annotations

from factextract.authoring.check import check
from factextract.authoring.snippet import run


def test_all_examples_of_the_shipped_rules_hold() -> None:
    assert [str(failure) for failure in check((), run)] == []
