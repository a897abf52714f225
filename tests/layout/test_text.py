"""The canonical text: what is normalised, how lines join, and the way back to the page."""

from __future__ import annotations

import pytest

from factextract.layout.arrange import arrange
from factextract.model.document import Document
from factextract.model.geometry import Box, Span
from factextract.model.sheet import Sheet, Style, Word

STYLE = Style("Body", 10.0)


def page(*lines: str, gap: float = 2.5, style: Style = STYLE) -> Document:
    """Lines set one under the other, words `gap` points apart."""
    words = []
    for row, line in enumerate(lines):
        x = 50.0
        for text in line.split(" "):
            width = 5.0 * len(text)
            words.append(Word(text, Box(x, 50 + 13 * row, x + width, 61 + 13 * row), style, order=len(words)))
            x += width + gap
    return arrange([Sheet(1, 400, 400, tuple(words))])


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("The oﬃce was ﬁrst to reﬂect",), "The office was first to reflect"),
        (("“We can’t wait” she says",), '"We can\'t wait" she says'),
        (("co\u00adoperation of part\u00adners",), "cooperation of partners"),
        (("a commu-", "nity of fishers"), "a community of fishers"),
        (("The counter-", "trafficking unit and others"), "The counter-trafficking unit and others"),
        (("Norms of ASEAN-", "ACT are public"), "Norms of ASEAN-ACT are public"),
        (("It ran 2018-", "2028 in all"), "It ran 2018-2028 in all"),
        (
            ("All open code and its source are open-", "source work"),
            "All open code and its source are open-source work",
        ),
        (("The re-entry plan and the re-", "entry team"), "The re-entry plan and the re-entry team"),
        (("A long first line of words here", "second"), "A long first line of words here second"),
        (("Short one", "This is the much longer second line"), "Short one\nThis is the much longer second line"),
    ],
)
def test_lines_become_text(lines: tuple[str, ...], text: str) -> None:
    assert page(*lines).text == text


def test_letter_spaced_words_close_up() -> None:
    word = [Word(c, Box(50 + 12 * i, 50, 57 + 12 * i, 61), STYLE, order=i) for i, c in enumerate("CAMBODIA")]
    second = [Word(c, Box(158 + 12 * i, 50, 165 + 12 * i, 61), STYLE, order=20 + i) for i, c in enumerate("FACTS")]
    document = arrange([Sheet(1, 400, 400, (*word, *second))])
    assert document.text == "CAMBODIA FACTS"
    assert document.locate(Span(0, 8)) == [(1, [Box(50, 50, 141, 61)])]


def test_raised_digits_are_no_digits_of_their_word() -> None:
    base = Word("95%", Box(50, 50, 70, 61), STYLE, order=0)
    mark = Word("1", Box(70, 49, 73, 55), Style("Body", 6.0), order=1, rise=4.0, glued=True)
    after = Word("agreed", Box(76, 50, 106, 61), STYLE, order=2)
    assert arrange([Sheet(1, 400, 400, (base, mark, after))]).text == "95%¹ agreed"


def test_a_parted_word_keeps_both_forms_and_two_boxes() -> None:
    document = page("We met the commu-", "nity of fishers today")
    start = document.text.index("community")
    assert document.hyphens[0].kept == "commu-nity"
    assert document.hyphens[0].joined == "community"
    assert document.hyphens[0].span == Span(start, start + 9)
    assert len(document.locate(Span(start, start + 9))[0][1]) == 2


def test_hidden_words_are_set_apart() -> None:
    seen = Word("Seen", Box(50, 50, 70, 61), STYLE, order=0)
    ghost = Word("Ghost", Box(80, 50, 110, 61), STYLE, order=1, hidden="background")
    document = arrange([Sheet(1, 400, 400, (seen, ghost))])
    assert document.text == "Seen"
    assert document.pages[0].set_apart == (ghost,)
