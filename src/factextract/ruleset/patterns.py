"""Compiles phrases and regular expressions into patterns that run in linear time (google-re2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import re2

# Ways to print one character of a phrase: apostrophes, double quotes, hyphens and the en dash.
_ALIKE = {char: f"[{kin}]" for kin in ("'’‘ʼ`´", '"“”„«»', "-‐‑–") for char in kin}
_SPACE = r"[\s\p{Zs}]+"


class Phrases:
    """Whole words, any case; what finds them behaves like a compiled expression.

    RE2's `\\b` knows ASCII letters only (its Unicode classes cost 1 ms a pattern to compile, measured), so a match with
    a letter of another script glued to it is thrown out here.
    """

    __slots__ = ("_regex", "pattern")

    def __init__(self, source: str) -> None:
        self.pattern = source
        self._regex: Any = None

    def finditer(self, text: str) -> Iterator[Any]:
        # Compiled when first used: phrases cannot be wrong, and most rules never meet a text that may hold them (match.scan).
        if self._regex is None:
            self._regex = _compile(self.pattern)
        return (match for match in self._regex.finditer(text) if _whole(text, match.start(), match.end()))

    def search(self, text: str) -> Any:
        return next(self.finditer(text), None)


class Expression:
    """A regular expression, any case unless it says `(?-i)`; what finds it behaves like a compiled one."""

    __slots__ = ("_regex", "pattern")

    def __init__(self, source: str) -> None:
        self.pattern = source
        self._regex: Any = None

    def compiled(self) -> Any:
        """Compiled when first used: most rules never meet a text that may hold them (match.scan). Raises re2.error."""
        if self._regex is None:
            self._regex = _compile(self.pattern)
        return self._regex

    def finditer(self, text: str) -> Iterator[Any]:
        found: Iterator[Any] = self.compiled().finditer(text)
        return found

    def search(self, text: str) -> Any:
        return self.compiled().search(text)


def phrases(words: Iterable[str]) -> Phrases:
    """One pattern for all `words`, the longest first. White space stands for any white space, quotes and hyphens for any
    of their kind."""
    longest_first = sorted(dict.fromkeys(words), key=lambda phrase: (-len(phrase), phrase))
    return Phrases("|".join(_source(phrase) for phrase in longest_first))


def expression(source: str) -> Expression:
    """A pattern for a regular expression. Raises ValueError that tells what is wrong with it."""
    found = Expression(source)
    try:
        empty = found.search("")
    except re2.error as error:
        raise ValueError(_told(error)) from None
    if empty is not None:
        raise ValueError("it matches the empty text")
    return found


def options() -> Any:
    """RE2 options of all patterns: any case, quiet."""
    chosen = re2.Options()
    chosen.case_sensitive = False
    chosen.log_errors = False
    return chosen


def _compile(source: str) -> Any:
    return re2.compile(source, options())


def _source(phrase: str) -> str:
    words = phrase.split()
    body = _SPACE.join("".join(_ALIKE.get(c) or re2.escape(c) for c in word) for word in words)
    head, tail = words[0][0], words[-1][-1]
    return (r"\b" if _ascii_letter(head) else "") + body + (r"\b" if _ascii_letter(tail) else "")


def _ascii_letter(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _whole(text: str, start: int, end: int) -> bool:
    cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    cut_after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not (cut_before or cut_after)


def _told(error: Exception) -> str:
    told = error.args[0] if error.args else ""
    return re.sub(r"\s+", " ", told.decode() if isinstance(told, bytes) else str(told))
