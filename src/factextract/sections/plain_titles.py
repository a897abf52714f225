"""Titles of text without geometry: a line by itself whose words open a known kind of section."""

from __future__ import annotations

from dataclasses import replace

from factextract.model.document import Block, Document
from factextract.model.rule import RuleSet
from factextract.sections.titles import kind_of
from factextract.values.known_names import organisation

LONGEST_TITLE = 9
"""Words in the longest line that is taken for a title."""


def with_plain_titles(document: Document, rules: RuleSet) -> Document:
    """The document, known titles among its blocks without a box marked as headings; drawn pages show theirs by their style."""
    return replace(document, blocks=tuple(_titled(block, document.text, rules) for block in document.blocks))


def like_title(words: str) -> bool:
    """Whether a line is short, begins with a capital and is no sentence."""
    return len(words.split()) <= LONGEST_TITLE and words[:1].isupper() and not words.endswith((".", "!", "?"))


def _titled(block: Block, text: str, rules: RuleSet) -> Block:
    words = block.span.of(text)
    if block.box is None and block.role == "heading" and organisation(words, rules.lexicon.names) is not None:
        return replace(block, role="body", level=0)  # capitals alone: a short form
    if block.box is not None or block.role != "body" or len(block.lines) > 1 or not like_title(words):
        return block
    return replace(block, role="heading", level=1) if kind_of(words, rules) is not None else block
