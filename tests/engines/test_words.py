"""Characters into words, whatever their sizes, gaps and objects."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factextract.engines._drawing import Char
from factextract.engines._ink import Ink
from factextract.engines._words import group
from factextract.model.sheet import Style


def ink(size: float = 10.0, base: float = 0.0) -> Ink:
    return Ink(Style(size=size), turn=0, base=base, low=base - 2, high=base + size - 2, sequence=1, rotation=0)


def row(letters: str, gaps: list[float], one: Ink) -> list[Char | None]:
    """Letters 5 wide with these gaps before them; a space is white space."""
    chars: list[Char | None] = []
    x = 0.0
    for index, (letter, gap) in enumerate(zip(letters, gaps, strict=True)):
        x += gap
        chars.append(None if letter == " " else Char(letter, x, x + 5, one, index))
        x += 5
    return chars


@st.composite
def drawn(draw):
    """Characters of several inks anywhere on a page."""
    inks = [ink(draw(st.floats(4, 40)), draw(st.floats(-30, 30))) for _ in range(draw(st.integers(1, 3)))]
    chars: list[Char | None] = []
    for index in range(draw(st.integers(0, 30))):
        if draw(st.integers(0, 5)) == 0:
            chars.append(None)
            continue
        start = draw(st.floats(0, 100))
        width = draw(st.floats(0, 20))
        letter = draw(st.sampled_from("abcXYZ019.,ا"))
        chars.append(Char(letter, start, start + width, draw(st.sampled_from(inks)), index, draw(st.booleans())))
    return chars


@given(drawn())
def test_no_character_is_lost_or_moved(chars):
    """All but letters printed twice come back once, in the order given."""
    indices = [char.index for piece in group(chars) for char in piece.chars]
    assert indices == sorted(set(indices))
    given_indices = [char.index for char in chars if char is not None]
    dropped = set(given_indices) - set(indices)
    texts = {char.index: char.text for char in chars if char is not None}
    assert all(any(texts[kept] == texts[index] and kept < index for kept in indices) for index in dropped)


@given(drawn())
def test_white_space_always_parts(chars):
    breaks = [at for at, char in enumerate(chars) if char is None]
    for piece in group(chars):
        assert not any(piece.chars[0].index < at < piece.chars[-1].index for at in breaks)


@given(drawn())
def test_a_glued_word_follows_one_on_its_line(chars):
    pieces = group(chars)
    assert not (pieces and pieces[0].glued)
    for before, piece in pairwise(pieces):
        if piece.glued:
            larger = max(before.ink.style.size, piece.ink.style.size)
            assert abs(before.chars[-1].ink.base - piece.ink.base) <= larger


@given(st.floats(0, 0.7), st.floats(2.0, 6.0))
def test_words_part_where_gaps_are_wide(letter_gap, word_gap):
    """Letters of size 10: gaps up to .7 points hold a word, from 2 points on they part it."""
    letters = "someletters"
    gaps = [word_gap if at == 4 else letter_gap for at in range(len(letters))]
    assert [piece.text for piece in group(row(letters, gaps, ink()))] == ["some", "letters"]


@given(st.floats(1.0, 8.0), st.integers(4, 12))
def test_evenly_spaced_letters_are_one_word(gap, count):
    letters = "CONFEDERATION"[:count]
    assert [piece.text for piece in group(row(letters, [gap] * count, ink()))] == [letters]


RIGHT_TO_LEFT = "سلام"


def test_right_to_left_letters_hold_together():
    one = ink()
    chars = [Char(letter, 50 - 5 * at, 55 - 5 * at, one, at) for at, letter in enumerate(RIGHT_TO_LEFT)]
    assert [piece.text for piece in group(chars)] == [RIGHT_TO_LEFT]


@pytest.mark.parametrize("text", ["ff", "ffi"])
def test_a_ligature_spelt_out_in_one_box_stays_whole(text):
    one = ink()
    assert [piece.text for piece in group([Char(c, 0, 8, one, i) for i, c in enumerate(text)])] == [text]
