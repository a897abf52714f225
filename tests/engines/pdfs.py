"""Small PDFs written by hand, so that a test shows what stands on its page.

`F1` is Helvetica, `F2` Helvetica-Bold; `G0` and `G5` set the fill's opacity to 0 and a half; `S1` is a shading, `P1` a pattern
that is one.
"""

from __future__ import annotations

from hashlib import md5

PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
PERMISSIONS = -4
FILE_ID = b"0123456789abcdef"


def text(x: float, y: float, words: str, size: float = 12, *, font: str = "F1", before: str = "") -> str:
    """A text object of its own, its baseline starting at x, y (from the lower left corner). `before`: operators first."""
    encoded = words.encode("cp1252").hex()
    return f"q BT {before} /{font} {size} Tf 1 0 0 1 {x} {y} Tm <{encoded}> Tj ET Q\n"


def turned(x: float, y: float, words: str, matrix: str, size: float = 12) -> str:
    """Text whose direction is set by the first four numbers of a text matrix."""
    return f"BT /F1 {size} Tf {matrix} {x} {y} Tm <{words.encode('cp1252').hex()}> Tj ET\n"


def rect(x: float, y: float, width: float, height: float, color: str = "0.5 0.5 0.5 rg") -> str:
    """A filled rectangle; x, y is its lower left corner."""
    return f"q {color} {x} {y} {width} {height} re f Q\n"


def picture(x: float, y: float, width: float, height: float) -> str:
    """A picture of one gray pixel."""
    return f"q {width} 0 0 {height} {x} {y} cm /I1 Do Q\n"


def pdf(
    *pages: str | bytes,
    media: tuple[float, ...] = (0, 0, 400, 300),
    page: str = "",
    catalog: str = "",
    objects: dict[int, str] | None = None,
    password: str | None = None,
) -> bytes:
    """A document of these content streams. `page` and `catalog` are entries added to each page and to the catalog,
    `objects` further objects by their number (from 50)."""
    bodies: dict[int, bytes] = {
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        4: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        5: b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\n\x80\nendstream",
        6: b"<</Font<</F1 3 0 R/F2 4 0 R>>/XObject<</I1 5 0 R/X1 50 0 R>>/ExtGState<</G0<</ca 0>>/G5<</ca 0.5>>>>"
        b"/Shading<</S1<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 400 0]/Extend[true true]"
        b"/Function<</FunctionType 2/Domain[0 1]/C0[1 0 0]/C1[0 0 1]/N 1>>>>>>"
        b"/Pattern<</P1<</PatternType 2/Shading<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 400 0]"
        b"/Function<</FunctionType 2/Domain[0 1]/C0[0.5 0 0]/C1[0 0 0.5]/N 1>>>>>>>>>>",
    }
    bodies |= {number: body.encode("latin-1") for number, body in (objects or {}).items()}
    kids = []
    for index, content in enumerate(pages):
        number = 10 + 2 * index
        data = content if isinstance(content, bytes) else content.encode("latin-1")
        box = " ".join(f"{side:g}" for side in media)
        bodies[number] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Resources 6 0 R/Contents {number + 1} 0 R{page}>>".encode()
        )
        bodies[number + 1] = _stream(data, number + 1, password)
        kids.append(f"{number} 0 R")
    bodies[1] = f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode()
    bodies[2] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
    if password is not None:
        owner, user, _ = _keys(password)
        bodies[7] = (
            f"<</Filter/Standard/V 1/R 2/Length 40/P {PERMISSIONS}/O<{owner.hex()}>/U<{user.hex()}>>>"
        ).encode()
    return _file(bodies, encrypted=password is not None)


def _file(bodies: dict[int, bytes], *, encrypted: bool) -> bytes:
    out = b"%PDF-1.7\n"
    at = {}
    for number, body in sorted(bodies.items()):
        at[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(bodies) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % at[number] if number in at else b"0000000000 65535 f \n"
    lock = f"/Encrypt 7 0 R/ID[<{FILE_ID.hex()}><{FILE_ID.hex()}>]".encode() if encrypted else b""
    return out + b"trailer<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, lock, start)


def _stream(data: bytes, number: int, password: str | None) -> bytes:
    if password is not None:
        _, _, key = _keys(password)
        data = _rc4(md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10], data)
    return b"<</Length %d>>stream\n%s\nendstream" % (len(data), data)


def _keys(password: str) -> tuple[bytes, bytes, bytes]:
    """The O and U entries and the key of the standard security handler, revision 2 (ISO 32000-1, 7.6.3)."""
    padded = (password.encode() + PAD)[:32]
    owner = _rc4(md5(padded).digest()[:5], padded)
    key = md5(padded + owner + PERMISSIONS.to_bytes(4, "little", signed=True) + FILE_ID).digest()[:5]
    return owner, _rc4(key, PAD), key


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
