"""PDFium's C functions as the engine calls them: handles are plain integers, the GIL is held.

pypdfium2's own bindings build a pointer object for every handle they return and drop the GIL on every call. A page
takes thousands of calls of well under a microsecond each; these prototypes make them half as dear, and a handle can be
a dict key. Opening, closing and drawing go through pypdfium2 itself.

Functions bound by `_bare` convert no arguments, which is most of the cost of a call: they take handles as `Pointer`
objects and references, and plain integers for C ints only.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Callable
from ctypes import c_double, c_float, c_int, c_uint, c_ulong, c_void_p
from typing import Any

import pypdfium2.raw as raw

from factextract.engines._place import Rect

OBJECT_TEXT, OBJECT_PATH, OBJECT_IMAGE, OBJECT_SHADING, OBJECT_FORM = 1, 2, 3, 4, 5
MODE_STROKE, MODE_FILL_STROKE, MODE_INVISIBLE = 1, 2, 3
FLAG_ITALIC, FLAG_FORCE_BOLD = 1 << 6, 1 << 18


Function = Callable[..., Any]


def _bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(raw, name), c_void_p).value
    if address is None:
        raise ImportError(f"this PDFium has no function {name}")
    function: Callable[..., Any] = ctypes.PYFUNCTYPE(result, *arguments)(address)
    return function


def _bare(name: str, result: Any) -> Function:
    return _bind(name, result)


Pointer = c_void_p


def handle(pointer: Any) -> int:
    """The address in one of pypdfium2's pointers; 0 for a null pointer."""
    return ctypes.cast(pointer, c_void_p).value or 0


_P, _I = c_void_p, c_int

text_load = _bind("FPDFText_LoadPage", _P, _P)
text_close = _bind("FPDFText_ClosePage", None, _P)
text_count = _bind("FPDFText_CountChars", _I, _P)
text_unicode = _bare("FPDFText_GetUnicode", c_uint)
text_text = _bare("FPDFText_GetText", _I)
text_object = _bare("FPDFText_GetTextObject", _P)
text_loose_box = _bare("FPDFText_GetLooseCharBox", _I)
text_matrix = _bare("FPDFText_GetMatrix", _I)
text_font_size = _bare("FPDFText_GetFontSize", c_double)
text_map_error = _bare("FPDFText_HasUnicodeMapError", _I)

textobj_font = _bare("FPDFTextObj_GetFont", _P)
textobj_mode = _bare("FPDFTextObj_GetTextRenderMode", _I)
font_base_name = _bind("FPDFFont_GetBaseFontName", ctypes.c_size_t, _P, _P, ctypes.c_size_t)
font_family_name = _bind("FPDFFont_GetFamilyName", ctypes.c_size_t, _P, _P, ctypes.c_size_t)
font_flags = _bind("FPDFFont_GetFlags", _I, _P)
font_ascent = _bind("FPDFFont_GetAscent", _I, _P, c_float, _P)
font_descent = _bind("FPDFFont_GetDescent", _I, _P, c_float, _P)

page_count_objects = _bind("FPDFPage_CountObjects", _I, _P)
page_object = _bare("FPDFPage_GetObject", _P)
page_bounding_box = _bind("FPDF_GetPageBoundingBox", _I, _P, _P)
page_rotation = _bind("FPDFPage_GetRotation", _I, _P)
form_count_objects = _bind("FPDFFormObj_CountObjects", _I, _P)
form_object = _bind("FPDFFormObj_GetObject", _P, _P, c_ulong)
object_type = _bare("FPDFPageObj_GetType", _I)
object_bounds = _bare("FPDFPageObj_GetBounds", _I)
object_matrix = _bind("FPDFPageObj_GetMatrix", _I, _P, _P)
object_fill = _bare("FPDFPageObj_GetFillColor", _I)
object_stroke = _bare("FPDFPageObj_GetStrokeColor", _I)
object_stroke_width = _bare("FPDFPageObj_GetStrokeWidth", _I)
object_transparent = _bind("FPDFPageObj_HasTransparency", _I, _P)
object_clip = _bind("FPDFPageObj_GetClipPath", _P, _P)
object_mcid = _bare("FPDFPageObj_GetMarkedContentID", _I)
object_count_marks = _bare("FPDFPageObj_CountMarks", _I)
object_mark = _bind("FPDFPageObj_GetMark", _P, _P, c_ulong)
mark_name = _bind("FPDFPageObjMark_GetName", _I, _P, _P, c_ulong, _P)
path_draw_mode = _bind("FPDFPath_GetDrawMode", _I, _P, _P, _P)
path_count_segments = _bind("FPDFPath_CountSegments", _I, _P)
path_segment = _bare("FPDFPath_GetPathSegment", _P)
segment_point = _bare("FPDFPathSegment_GetPoint", _I)
segment_type = _bare("FPDFPathSegment_GetType", _I)
clip_count_paths = _bind("FPDFClipPath_CountPaths", _I, _P)
clip_count_segments = _bind("FPDFClipPath_CountPathSegments", _I, _P, _I)
clip_segment = _bind("FPDFClipPath_GetPathSegment", _P, _P, _I, _I)

struct_tree = _bind("FPDF_StructTree_GetForPage", _P, _P)
struct_close = _bind("FPDF_StructTree_Close", None, _P)
struct_count = _bind("FPDF_StructTree_CountChildren", _I, _P)
struct_child = _bind("FPDF_StructTree_GetChildAtIndex", _P, _P, _I)
element_type = _bind("FPDF_StructElement_GetType", c_ulong, _P, _P, c_ulong)
element_count = _bind("FPDF_StructElement_CountChildren", _I, _P)
element_child = _bind("FPDF_StructElement_GetChildAtIndex", _P, _P, _I)
element_child_mcid = _bind("FPDF_StructElement_GetChildMarkedContentID", _I, _P, _I)


Color = tuple[int, int, int, int]
"""red, green, blue, alpha (0..255)."""
Quad = tuple[float, float, float, float]
"""left, top, right, bottom in page space, as PDFium writes rectangles."""
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first`, then `then` (row vectors, as in PDF)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def moved(rect: Rect, by: Matrix) -> Rect:
    """The upright rectangle (left, bottom, right, top) around `rect` after `by`."""
    a, b, c, d, e, f = by
    left, bottom, right, top = rect
    xs = (a * left + c * bottom, a * left + c * top, a * right + c * bottom, a * right + c * top)
    ys = (b * left + d * bottom, b * left + d * top, b * right + d * bottom, b * right + d * top)
    return min(xs) + e, min(ys) + f, max(xs) + e, max(ys) + f


_four_floats: Callable[[Any], Quad] = struct.Struct("4f").unpack_from
_six_floats: Callable[[Any], Matrix] = struct.Struct("6f").unpack_from
_four_ints: Callable[[Any], Color] = struct.Struct("4I").unpack_from


class Calls:
    """Out-parameters, allocated once a page; every method makes one PDFium call and returns plain values."""

    def __init__(self) -> None:
        self._floats = (c_float * 6)()
        self._ints = (c_uint * 4)()
        self._float_at = [ctypes.byref(self._floats, 4 * i) for i in range(6)]
        self._int_at = [ctypes.byref(self._ints, 4 * i) for i in range(4)]

    def bounds(self, item: Pointer) -> Rect | None:
        """left, bottom, right, top in the space of the stream that draws it; None when PDFium knows none."""
        at = self._float_at
        if not object_bounds(item, at[0], at[1], at[2], at[3]):
            return None
        return _four_floats(self._floats)

    def page_box(self, page: int) -> Rect:
        """left, bottom, right, top of what is shown of a page: its crop box within its media box, unrotated.

        Raises ValueError when nothing is shown.
        """
        if page_bounding_box(page, self._float_at[0]):
            left, top, right, bottom = _four_floats(self._floats)
            if right > left and top > bottom:
                return left, bottom, right, top
        raise ValueError("its visible area is empty")

    def matrix(self, item: int) -> Matrix:
        return _six_floats(self._floats) if object_matrix(item, self._float_at[0]) else IDENTITY

    def char_matrix(self, text: Pointer, index: int) -> Matrix:
        return _six_floats(self._floats) if text_matrix(text, index, self._float_at[0]) else IDENTITY

    def fill(self, item: Pointer) -> Color | None:
        return self._color(object_fill, item)

    def stroke(self, item: Pointer) -> Color | None:
        return self._color(object_stroke, item)

    def _color(self, ask: Function, item: Pointer) -> Color | None:
        at = self._int_at
        if not ask(item, at[0], at[1], at[2], at[3]):
            return None
        return _four_ints(self._ints)

    def stroke_width(self, item: Pointer) -> float:
        """In the path's own units."""
        return float(self._floats[0]) if object_stroke_width(item, self._float_at[0]) else 0.0

    def draw_mode(self, path: int) -> tuple[bool, bool]:
        """Whether a path is filled, and whether it is stroked."""
        if not path_draw_mode(path, self._int_at[0], self._int_at[1]):
            return False, False
        return self._ints[0] != 0, self._ints[1] != 0

    def point(self, segment: Pointer) -> tuple[float, float]:
        if not segment_point(segment, self._float_at[0], self._float_at[1]):
            return 0.0, 0.0
        return self._floats[0], self._floats[1]

    def font_lines(self, font: int) -> tuple[float, float]:
        """Ascent and descent (negative) for a size of 1."""
        ascent = self._floats[0] if font_ascent(font, 1.0, self._float_at[0]) else 0.0
        descent = self._floats[0] if font_descent(font, 1.0, self._float_at[0]) else 0.0
        return ascent, descent


def font_name(font: int) -> str:
    """The base font's name without its subset prefix, else the family name, else an empty string."""
    for ask in (font_base_name, font_family_name):
        needed = ask(font, None, 0)
        if needed > 1:
            buffer = ctypes.create_string_buffer(needed)
            ask(font, buffer, needed)
            name: str = buffer.value.decode("utf-8", "replace")
            return name[7:] if name[6:7] == "+" else name
    return ""


def utf16(ask: Callable[..., int], item: int, most: int = 512) -> str:
    """A string that PDFium writes as UTF-16LE; empty when there is none or it is longer than `most` bytes."""
    buffer = ctypes.create_string_buffer(most)
    length = ask(item, buffer, most)
    return buffer.raw[: max(0, length - 2)].decode("utf-16-le", "replace") if length <= most else ""


def name_of_mark(mark: int, most: int = 128) -> str:
    """The name of a marked-content mark; empty when unreadable."""
    buffer = ctypes.create_string_buffer(most)
    length = c_ulong(0)
    if not mark_name(mark, buffer, most, ctypes.addressof(length)) or not 2 <= length.value <= most:
        return ""
    return buffer.raw[: length.value - 2].decode("utf-16-le", "replace")
