"""Garbage that is not looked for while there is none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Holds back Python's search for reference cycles; also a decorator. For stages that make many objects and no cycles: the
    search goes through all of them again and again, a tenth of a page's time (measured), and finds nothing."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
