"""How far sections reach."""

from __future__ import annotations

from dataclasses import replace

from factextract.layout.arrange import arrange
from factextract.model.sheet import Sheet
from factextract.ruleset.load import load_rules
from factextract.sections.segment import segment
from layout.compose import BOLD, Page
from layout.drawn import BODY_BOLD, LEFT, _page, _say, _text_around


def _sheet(number: int, page: Page) -> Sheet:
    return replace(page.sheet(), number=number)


def test_a_section_with_addresses_ends_with_its_page() -> None:
    first, second = _page(), _page()
    _say(first, LEFT, _text_around(first), "Contact us", BOLD)
    _say(second, LEFT, 120, "Wells in the hills", BODY_BOLD)
    _text_around(second, 140)
    document = arrange([_sheet(1, first), _sheet(2, second)])
    sections = segment(document, load_rules("en"))
    named = {s.title.of(document.text): s for s in sections if s.title is not None}
    assert named["Contact us"].kind == "contact"
    assert named["Wells in the hills"].parent != named["Contact us"].index
