"""Documents that cannot be read, each made small: what the tests of bad input share."""

from __future__ import annotations

import os
from pathlib import Path

GOOD = Path(__file__).parent.parent / "samples" / "second-bell-turkana.pdf"


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects, the first its catalog."""
    body, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(body) + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, trailer, len(body),
    )  # fmt: skip


def without_pages() -> bytes:
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>")


def without_text() -> bytes:
    """Two pages with a drawn square each."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 5 0 R>>"
    square = b"10 10 50 50 re f"
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>", page, page,
        b"<</Length %d>>stream\n%s\nendstream" % (len(square), square),
    )  # fmt: skip


def encrypted() -> bytes:
    """A document behind a password that nobody knows (standard security handler, revision 2)."""
    key = b"<%s>" % (b"5a" * 32)
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        b"<</Filter/Standard/V 1/R 2/O %s/U %s/P -44>>" % (key, key),
        trailer=b"/Encrypt 4 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]",
    )  # fmt: skip


def bad_files(folder: Path) -> dict[str, str]:
    """Writes one file for each way to be bad; file name → the outcome it must have."""
    contents = {
        "empty.pdf": (b"", "empty"),
        "letter.pdf": (b"Dear reader, this is no PDF.", "not_a_pdf"),
        "cut.pdf": (GOOD.read_bytes()[:700], "damaged"),
        "locked.pdf": (encrypted(), "encrypted"),
        "scan.pdf": (without_text(), "no_text"),
        "pageless.pdf": (without_pages(), "damaged"),
        "blank.txt": (b" \n\n", "no_text"),
    }
    for name, (content, _) in contents.items():
        (folder / name).write_bytes(content)
    return {name: outcome for name, (_, outcome) in contents.items()}


def undecodable(folder: Path) -> Path | None:
    """A good document whose name is no UTF-8; None where the file system has no such names."""
    path = Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.pdf"))
    try:
        path.write_bytes(GOOD.read_bytes())
    except OSError:
        return None
    return path
