"""Documents made to hurt whoever reads them, each by one device; small on the disk."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from bad_files import GOOD, pdf

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
RESOURCES = b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>/Pattern<</P 6 0 R>>/ExtGState<</G 6 0 R>>>>"
GREY = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8"
BOX = b"/BBox[0 0 9 9]" + RESOURCES
WORDS = b"BT /F 12 Tf 20 100 Td (The program reached 6,940 farmers in 2021.) Tj ET\n"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def squeezed(content: bytes, entries: bytes = b"", times: int = 1) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, entries + b"/Filter[%s]" % (b"/FlateDecode " * times))


def page(content: bytes, *more: bytes, box: bytes = b"[0 0 300 200]", entries: bytes = b"") -> bytes:
    """A document of one page with a content stream (object 4), a font (5) and what follows (from 6)."""
    about = b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R%s%s>>" % (box, RESOURCES, entries)
    return pdf(CATALOG, ONE_PAGE, about, content, FONT, *more)


def drawn(content: bytes, *more: bytes) -> bytes:
    return page(stream(content + WORDS), *more)


@cache
def zeros() -> bytes:
    """512 MB of zero bytes, squeezed: one block of deflate again and again, which is made in no time."""
    packer = zlib.compressobj(9, wbits=-15)
    packer.compress(bytes(2**20))
    packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    adler = (512 * 2**20 % 65521) << 16 | 1  # of so many zeros, RFC 1950
    return b"\x78\xda" + block * 512 + packer.flush() + adler.to_bytes(4, "big")


def bombs() -> Iterator[tuple[str, bytes]]:
    yield "content of 50 MB", page(squeezed(WORDS * 500_000))
    yield "content of 512 MB of zeros", page(stream(zeros(), b"/Filter/FlateDecode"))
    yield "content squeezed twice", page(stream(zlib.compress(zeros(), 9), b"/Filter[/FlateDecode/FlateDecode]"))
    yield "content through 100 filters", page(squeezed(WORDS, times=100))
    yield "run length bomb", page(stream(b"\x81 " * 200_000 + b"\x80", b"/Filter/RunLengthDecode"))
    yield "picture of 10 gigapixels", drawn(
        b"q 100 0 0 100 0 0 cm /X Do Q\n",
        squeezed(bytes(10**6), b"/Width 100000/Height 100000" + GREY),
    )  # fmt: skip
    yield "picture that unpacks to 512 MB", drawn(
        b"q 100 0 0 100 0 0 cm /X Do Q\n",
        stream(zeros(), b"/Width 32768/Height 16384/Filter/FlateDecode" + GREY),
    )  # fmt: skip
    yield (
        "picture of negative size",
        drawn(
            b"/X Do\n",
            stream(
                b"", b"/Type/XObject/Subtype/Image/Width -1/Height 9999999999/ColorSpace/DeviceRGB/BitsPerComponent 16"
            ),
        ),
    )
    yield "object stream of 512 MB", pdf(
        CATALOG, ONE_PAGE, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        stream(zeros(), b"/Type/ObjStm/N 100000000/First 900000000/Filter/FlateDecode"),
    )  # fmt: skip
    yield (
        "character map of 100 MB",
        page(
            stream(b"BT /F 12 Tf 20 100 Td <0041> Tj ET"),
            b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode 7 0 R>>",
            squeezed(b"1 beginbfrange <0000> <ffff> <0041> endbfrange\n" * 2_000_000),
        ),
    )


def loops() -> Iterator[tuple[str, bytes]]:
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 5 0 R>>"
    yield "pages that hold themselves", pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>")
    yield (
        "pages that hold each other",
        pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 9>>", b"<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count 9>>"),
    )
    yield "pages that hold the catalog", pdf(CATALOG, b"<</Type/Pages/Kids[1 0 R]/Count 1>>")
    yield "page that is its parent", pdf(CATALOG, ONE_PAGE, b"<</Type/Page/Parent 3 0 R/Contents 3 0 R>>")
    yield (
        "one page 100,000 times",
        pdf(CATALOG, b"<</Type/Pages/Kids[%s]/Count 100000>>" % (b"3 0 R " * 100_000), leaf, FONT, stream(WORDS)),
    )
    yield "100,000 pages", pdf(
        CATALOG, b"<</Type/Pages/Kids[%s]/Count 100000>>" % b" ".join(b"%d 0 R" % n for n in range(3, 100_003)),
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * 100_000,
    )  # fmt: skip
    yield (
        "count beyond all pages",
        pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", leaf, FONT, stream(WORDS)),
    )
    yield "count below zero", pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count -5>>", leaf, FONT, stream(WORDS))
    yield "pages 20,000 deep", pdf(
        CATALOG, *[b"<</Type/Pages/Kids[%d 0 R]/Parent %d 0 R/Count 1>>" % (n + 1, n - 1) for n in range(2, 20_002)],
        b"<</Type/Page/Parent 20001 0 R/MediaBox[0 0 9 9]>>",
    )  # fmt: skip
    yield (
        "form that draws itself",
        drawn(b"/X Do\n", stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + RESOURCES)),
    )
    yield "forms that draw ten forms each", page(
        stream(b"/F1 Do"), FONT,
        *[
            stream(b"/X Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (n + 1))
            for n in range(7, 17)
        ],
        stream(WORDS, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + RESOURCES),
        entries=b"/Resources<</XObject<</F1 7 0 R>>>>",
    )  # fmt: skip
    yield "pattern that fills with itself", drawn(
        b"/Pattern cs /P scn 0 0 100 100 re f\n",
        stream(b"/Pattern cs /P scn 0 0 9 9 re f", b"/PatternType 1/PaintType 1/TilingType 1/XStep 1/YStep 1" + BOX),
    )  # fmt: skip
    yield "mask of itself", drawn(b"/G gs\n", b"<</Type/ExtGState/SMask<</S/Luminosity/G 6 0 R>>>>")
    yield "glyph in its own font", page(
        stream(b"BT /T 9 Tf (a) Tj ET"), FONT,
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 8 0 R>>"
        b"/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]/Resources<</Font<</T 7 0 R>>>>>>",
        stream(b"BT /T 9 Tf (a) Tj ET"), entries=b"/Resources<</Font<</T 7 0 R>>>>",
    )  # fmt: skip
    yield "structure that holds itself", pdf(
        b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R>>", ONE_PAGE,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>/StructParents 0>>",
        stream(b"/P<</MCID 0>>BDC " + WORDS + b"EMC"), FONT,
        b"<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0[7 0 R]]>>>>",
        b"<</Type/StructElem/S/P/P 7 0 R/Pg 3 0 R/K[7 0 R 0]>>",
    )  # fmt: skip
    yield "length that is its own", pdf(
        CATALOG, ONE_PAGE, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Length 4 0 R>>stream\n%s\nendstream" % WORDS,
    )  # fmt: skip


def tables_of_objects() -> Iterator[tuple[str, bytes]]:
    good = drawn(b"")
    at = int(good.rpartition(b"startxref\n")[2].split()[0])
    trailer = b"trailer\n<</Size 7/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    yield "xref before itself", good[:at] + good[at:].replace(b"/Root", b"/Prev %d/Root" % at)
    yield "two xrefs before each other", good + b"xref\n0 0\n" + trailer % (at, len(good)) + b"% end"
    yield (
        "xref stream before itself",
        good[:at]
        + stream(b"", b"/Type/XRef/Size 1/W[1 2 1]/Root 1 0 R/Prev %d" % at)
        + b"\nstartxref\n%d\n%%%%EOF" % at,
    )
    for name, value in {"beyond the end": 10**12, "below zero": -7, "at the start": 0}.items():
        yield f"startxref {name}", good[:at] + b"startxref\n%d\n%%%%EOF\n" % value
    yield "xref of 2 billion entries", good[:at] + b"xref\n0 2000000000\n" + trailer % (0, at)
    yield "every object at one place", good.replace(b"00000 n", b"00000 f")


def nests() -> Iterator[tuple[str, bytes]]:
    deep = 100_000
    yield "arrays in arrays", page(stream(WORDS), b"[" * deep + b"]" * deep)
    yield "dictionaries in dictionaries", page(stream(WORDS), b"<</A" * deep + b" 1 " + b">>" * deep)
    yield "arrays in the page", page(stream(WORDS), entries=b"/Annots " + b"[" * deep + b"]" * deep)
    yield "brackets in a string", drawn(b"BT /F 9 Tf " + b"(" * deep + b")" * deep + b" Tj ET\n")
    yield "saved states", drawn(b"q " * deep)
    yield "marked contents", drawn(b"/Span<</MCID 1>>BDC " * deep)
    yield "text objects in text objects", drawn(b"BT " * deep)
    yield "operands without operator", drawn(b"1 " * (10 * deep))


def crowds() -> Iterator[tuple[str, bytes]]:
    yield "a line of 300,000 characters", drawn(b"BT /F 1 Tf 0 50 Td (%s) Tj ET\n" % (b"a" * 300_000))
    yield "digits without end", drawn(b"BT /F 1 Tf 0 50 Td (%s) Tj ET\n" % (b"1,1.1 " * 40_000))
    yield "50,000 words at one place", drawn(b"BT /F 9 Tf 20 50 Td " + b"(word ) Tj 0 0 Td " * 50_000 + b"ET\n")
    yield "30,000 lines drawn", drawn(b"".join(b"%d 0 m %d 200 l S\n" % (n % 300, n % 299) for n in range(30_000)))
    yield "20,000 boxes drawn", drawn(b"".join(b"%d %d 9 9 re S\n" % (n % 300, n // 300) for n in range(20_000)))
    yield "page without area", page(stream(WORDS), box=b"[0 0 0 0]")
    yield "page as wide as the world", page(stream(WORDS), box=b"[-1e38 -1e38 1e38 1e38]")
    yield "page of no numbers", page(stream(WORDS), box=b"[nan inf (x) null]")
    yield "letters of 10^30 points", drawn(b"BT /F 1e30 Tf 1e30 0 0 1e-30 1e30 1e30 Tm (12 farms) Tj ET\n")


def stumps() -> Iterator[tuple[str, bytes]]:
    good = GOOD.read_bytes()
    yield "nothing", b""
    yield "header alone", b"%PDF-1.7\n"
    yield "header and zeros", b"%PDF-1.7\n" + bytes(100_000)
    yield "end alone", b"%PDF-1.7\n" + good[-200:]
    for share in (5, 20, 50, 80, 95, 99):
        yield f"first {share} of 100", good[: len(good) * share // 100]


DEVICES: tuple[Callable[[], Iterator[tuple[str, bytes]]], ...] = (
    bombs, loops, tables_of_objects, nests, crowds, stumps,
)  # fmt: skip


def write_all(folder: Path) -> list[str]:
    """Writes them; returns the names of the files."""
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for device in DEVICES:
        for name, content in device():
            names.append(f"{device.__name__} - {name}.pdf".replace(",", ""))
            (folder / names[-1]).write_bytes(content)
    return names
