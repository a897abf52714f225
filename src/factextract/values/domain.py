"""Domains of the web and mail addresses in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DOMAIN = re.compile(r"(?:@|https?://|(?<![\w@.-]))((?:[a-z0-9-]+\.)+[a-z]{2,7})(?![\w@-])", re.I)


def domains(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where each address stands and the parts of its domain in lower case: `("www", "mara", "org")`."""
    for found in _DOMAIN.finditer(text):
        yield found.start(), tuple(found[1].casefold().split("."))
