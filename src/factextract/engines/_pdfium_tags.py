"""Which structure element a piece of marked content belongs to."""

from __future__ import annotations

from factextract.engines import _pdfium_api as api

MOST_ELEMENTS = 50_000
"""A page's tree that is larger, or that runs in a circle, is read no further."""


MOST_MARKS = 8
"""Nested marks asked of one object."""
INLINE = frozenset(("Span", "Link", "NonStruct", "Private", "Annot", "Quote", "Code", "Em", "Strong"))
"""Types that say nothing of the block a word stands in; the element around them does."""
PLAIN = frozenset(("P", "Div", "Sect", "Part", "Art", "Document", "DocumentFragment", "Aside", "StyleSpan"))
"""Types that say less than a telling one around them: a paragraph in a table cell is of the cell."""


def tags_by_mcid(page: int) -> dict[int, str]:
    """The innermost telling element type (`H1`, `LBody`, `TD`, `Figure` …, else `P`; roles mapped to the standard types)
    of each marked content id of the page's own stream; empty for an untagged page."""
    tree = api.struct_tree(page)
    if not tree:
        return {}
    try:
        return _walk([api.struct_child(tree, i) for i in range(_count(api.struct_count(tree)))])
    finally:
        api.struct_close(tree)


def _count(said: int) -> int:
    return min(max(said, 0), MOST_ELEMENTS)


def _walk(roots: list[int | None]) -> dict[int, str]:
    tags: dict[int, str] = {}
    seen: set[int] = set()
    waiting = [(root, "") for root in roots if root]
    while waiting and len(seen) < MOST_ELEMENTS:
        element, around = waiting.pop()
        if element in seen:
            continue
        seen.add(element)
        kind = _told(api.utf16(api.element_type, element), around)
        for i in range(_count(api.element_count(element))):
            child = api.element_child(element, i)
            if child:
                waiting.append((child, kind))
                continue
            mcid = api.element_child_mcid(element, i)
            if mcid >= 0 and kind:
                tags[mcid] = kind
    return tags


def _told(kind: str, around: str) -> str:
    """What to call the content of an element of `kind` within one that is called `around`."""
    if not kind or kind in INLINE:
        return around or kind
    if kind in PLAIN and around and around not in PLAIN and around not in INLINE:
        return around
    return kind


class Marks:
    """Marked content outside the structure tree; a mark is looked up once, whatever the number of objects in it."""

    def __init__(self) -> None:
        self._artifact: dict[int, bool] = {}

    def is_artifact(self, item: api.Pointer) -> bool:
        """Whether an object is marked as page furniture."""
        for i in range(min(api.object_count_marks(item), MOST_MARKS)):
            mark = api.object_mark(item, i)
            if not mark:
                continue
            known = self._artifact.get(mark)
            if known is None:
                known = self._artifact[mark] = api.name_of_mark(mark) == "Artifact"
            if known:
                return True
        return False
