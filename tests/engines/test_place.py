"""From page space to the page as shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factextract.engines._place import Place

side = st.floats(-1000, 1000).map(lambda number: round(number, 2))


@st.composite
def places(draw):
    left, bottom = draw(side), draw(side)
    width, height = draw(st.floats(10, 500)), draw(st.floats(10, 500))
    return Place(left, bottom, left + width, bottom + height, draw(st.integers(0, 3)))


@st.composite
def rects(draw):
    left, bottom = draw(side), draw(side)
    return left, bottom, left + draw(st.floats(0, 200)), bottom + draw(st.floats(0, 200))


CORNERS = [
    # turns, the page's lower left corner and its upper left corner as shown (width 100, height 300 before turning)
    (0, (0, 300), (0, 0)),
    (1, (0, 0), (300, 0)),
    (2, (100, 0), (100, 300)),
    (3, (300, 100), (0, 100)),
]


@pytest.mark.parametrize(("turns", "lower_left", "upper_left"), CORNERS)
def test_corners_go_where_a_clockwise_turn_takes_them(turns, lower_left, upper_left):
    place = Place(10, 20, 110, 320, turns)
    assert place.show((10, 20, 10, 20))[:2] == lower_left
    assert place.show((10, 320, 10, 320))[:2] == upper_left


@given(places())
def test_the_visible_rectangle_fills_the_shown_page(place):
    shown = place.show((place.left, place.bottom, place.right, place.top))
    assert shown == pytest.approx((0, 0, place.width, place.height), abs=1e-6)


@given(places(), rects())
def test_showing_keeps_size_up_to_a_turn(place, rect):
    x0, top, x1, bottom = place.show(rect)
    sides = rect[2] - rect[0], rect[3] - rect[1]
    assert (x1 - x0, bottom - top) == pytest.approx(sides if place.turns % 2 == 0 else sides[::-1], abs=1e-6)


@given(places(), rects())
def test_what_is_clipped_lies_on_the_page(place, rect):
    clipped = place.clip(place.show(rect))
    if clipped is not None:
        x0, top, x1, bottom = clipped
        assert 0 <= x0 <= x1 <= place.width
        assert 0 <= top <= bottom <= place.height
