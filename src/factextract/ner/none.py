"""No recogniser: no entities, words without tags."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factextract.model.geometry import Span
from factextract.model.reading import Mention, Passage, Token

_WORD = re.compile(r"\w+(?:[-‑.'’]\w+)*|[^\w\s]")


class NullRecognizer:
    """Stands in where no model is installed or wanted; `label` is `none`."""

    label = "none"

    def mentions(self, passages: Sequence[Passage]) -> list[Mention]:
        return []

    def analyse(self, sentences: Sequence[Passage]) -> list[tuple[Token, ...]]:
        return [
            tuple(Token(Span(*m.span()).shifted(sentence.start), m.group()) for m in _WORD.finditer(sentence.text))
            for sentence in sentences
        ]


_NULL = NullRecognizer()


def null_recognizer(model: str) -> NullRecognizer:
    """The null recogniser, whatever the model."""
    return _NULL


PLUGIN = null_recognizer
