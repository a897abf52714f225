"""What holds for every text that the name grammar reads."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from factextract.model.name_words import NameWords
from factextract.ruleset.name_words import name_words
from factextract.ruleset.packs import builtin_rules
from factextract.values.name import names
from factextract.values.name_list import listed
from factextract.values.name_tokens import tokens
from factextract.values.resolve_names import resolve

PIECES = st.sampled_from(
    ("Ministry", "University", "Foundation", "of", "for", "and", "the", "&", ",", ";", ":", "(", ")", ".", "\n", "\t",
     "WFP", "UNICEF", "(WFP)", "Kenya", "Kenyan", "Kenya's", "Health", "Water", "Trade", "Maseno", "Lakeside", "Ltd",
     "Inc.", "GmbH", "S.A.", "Dr", "Director", "General", "World", "Bank", "Group", "Act", "Report", "R9.8", "US$", "12",
     "NOK", "in", "with", "to", "de", "la", "Women’s", "Fishers'", "a", "x", "É", "Ōtautahi", "ASEAN-ACT", "USAID/BHA")
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=60)


@cache
def words() -> NameWords:
    return name_words(builtin_rules() / "lexicon", "en")


@given(TEXTS)
def test_names_are_slices_of_the_text_in_order(text: str) -> None:
    end = 0
    for name in names(text, words()):
        assert end <= name.span.start
        assert name.span.contains(name.name_span)
        assert name.text == " ".join(name.name_span.of(text).split())
        assert name.text
        end = name.span.end


@given(TEXTS)
def test_items_of_a_list_are_slices_of_the_text(text: str) -> None:
    for name in listed(text, words()):
        assert name.text == " ".join(name.name_span.of(text).split())
        assert name.text


@given(TEXTS)
def test_tokens_cover_every_visible_character(text: str) -> None:
    row = tokens(text)
    visible = "".join(c for c in "".join(text.split()) if c not in "⁰¹²³⁴⁵⁶⁷⁸⁹")  # raised figures refer to notes
    assert "".join(c for t in row for c in t.text if c not in "⁰¹²³⁴⁵⁶⁷⁸⁹") == visible or any(
        c.isspace() for t in row for c in t.text
    )
    assert all(a.end <= b.start for a, b in pairwise(row))


@given(TEXTS)
def test_a_line_break_is_a_blank_and_an_empty_line_is_a_wall(text: str) -> None:
    halves = [n.text for part in (text, text) for n in names(part, words())]
    assert [n.text for n in names(f"{text}\n\n{text}", words())] == halves


@given(TEXTS)
def test_resolving_parts_all_names_into_groups(text: str) -> None:
    found = names(text, words())
    groups = resolve(found, words())
    assert sorted(index for group in groups for index in group) == list(range(len(found)))
    assert groups == sorted(groups)


def test_time_grows_with_the_text_and_no_faster() -> None:
    text = "The Ministry of Health, Water and Trade of Kenya and the Women, Water and Welfare Forum (WWWF) met Maseno. "
    words()
    names(text * 50, words())
    small, large = (_seconds(text * times) for times in (50, 400))
    assert large < small * 8 * 4


def _seconds(text: str) -> float:
    """Of the processor, the best of three: the machine may be busy."""
    best = float("inf")
    for _ in range(3):
        start = process_time()
        names(text, words())
        best = min(best, process_time() - start)
    return best
