"""The garbage search is held back for a stage and no longer."""

from __future__ import annotations

import gc

import pytest

from factextract.garbage import uncollected


@pytest.fixture(params=[True, False], ids=["searching", "not searching"])
def before(request: pytest.FixtureRequest):
    was = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield request.param
    (gc.enable if was else gc.disable)()


@uncollected()
def seen(depth: int) -> list[bool]:
    return [gc.isenabled(), *(seen(depth - 1) if depth else ())]


def test_it_is_as_before_when_the_outermost_stage_is_over(before: bool) -> None:
    assert seen(2) == [False] * 3
    assert gc.isenabled() is before


def test_it_is_as_before_when_a_stage_fails(before: bool) -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        raise ZeroDivisionError
    assert gc.isenabled() is before
