"""Domains of web and mail addresses."""

from __future__ import annotations

import pytest

from factextract.values.domain import domains


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to hello@kindhands.ca or see https://www.Mara.org.au/wells.", ["kindhands.ca", "www.mara.org.au"]),
        ("See mara-springs.org, page 4.", ["mara-springs.org"]),
        ("U.S. grants rose by 1.5 per cent, e.g. in 2021.", []),
    ],
)
def test_domains_of_a_text(text: str, found: list[str]) -> None:
    assert [".".join(parts) for _, parts in domains(text)] == found
