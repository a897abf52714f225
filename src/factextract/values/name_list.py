"""Lists of organisations: where every item is one, whether a word in it says so or not ("Orange Jordan; Tkiyet Um Ali")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from factextract.model.geometry import Span
from factextract.model.name_words import NameWords
from factextract.model.value import Name
from factextract.values.acronym import abbreviates
from factextract.values.known_names import known_at
from factextract.values.name import names
from factextract.values.name_bounds import country_end
from factextract.values.name_form import form
from factextract.values.name_tokens import Token, tokens

_HARD = re.compile(r"\s*(?:[;•●▪■◦·|]|\n\s*[–*-]\s)\s*")
_LINES = re.compile(r"\s*\n\s*")
_BRACKETS = re.compile(r"\([^()]*\)")
_ASIDE = re.compile(r"\s*\([^()A-Z]*\)$")
"""A remark in small letters behind an item: "(lead)"."""
_DESCRIPTION = re.compile(r"\s*(?::\s|\s[–—-]\s|\s\(|,\s(?=\d|an?\s|the\s))")
_SHORT_FORM = re.compile(r"\s\(([A-Z][A-Za-z-]*[A-Z])\)")
_SHOUTED = 3
"""Words in capitals from which a line is an exclamation or a heading and no name."""
_SEVERAL = re.compile(r"\s(?:and|&)\s|,.*,")
_LONGEST = 9
"""Words in the longest item that is taken for a name without a word that says so."""


def listed(text: str, words: NameWords) -> list[Name]:
    """The organisations of a list, by position. Items are parted by semicolons or bullets where there are any, else by
    commas and `and` outside names and brackets; what follows a colon, a dash or a bracket in an item describes it."""
    parts = list(_split(text, Span(0, len(text)), _LINES if _line_by_line(text) else _HARD))
    if len(parts) == 1:
        parts = list(_parted(text, words))
    found: list[Name] = []
    for part in parts:
        found += item(text, part, words)
    return found


def _line_by_line(text: str) -> bool:
    """Whether each line is an item: several lines, each with a capital first, and no mark that would part items."""
    lines = [line.strip() for line in text.split("\n")]
    if len(lines) < 3 or ";" in text or text.count(",") * 3 > len(lines):
        return False
    return all(line[:1].isupper() and len(line.split()) <= _LONGEST and line[-1] not in ",:" for line in lines)


def bullet(text: str, words: NameWords) -> list[Name]:
    """The organisation that one bullet of a list names; a unit of it that follows a comma is a part of it."""
    found = item(text, Span(0, len(text)), words)
    if len(found) == 1 and found[0].org_type is None and _SEVERAL.search(found[0].text):
        parted = listed(text, words)
        found = parted if len(parted) > 1 else found
    if not found:
        found = _plural(text, words)
    if (
        len(found) > 1
        and all(form(n, words) != "known" for n in found[1:])
        and ", " in text
        and not _SEVERAL.search(text)
    ):
        return [replace(found[0], span=Span(found[0].span.start, found[-1].span.end))]
    return found


def item(text: str, part: Span, words: NameWords) -> list[Name]:
    """The organisation or organisations that one item of a list names; none where it is no name."""
    trimmed = _trimmed(text, part, words)
    start, end = trimmed.start, trimmed.end
    inner = trimmed.of(text)
    inside = [_shifted(n, start) for n in names(inner, words)]
    first = inside[0] if inside and inside[0].span.start - start <= 1 else None
    if first is not None and not _subsidiary(first, trimmed, text, words):
        return inside
    stop = _DESCRIPTION.search(inner)
    whole = Span(start, start + stop.start()) if stop else Span(start, end)
    row = tokens(whole.of(text))
    spelled = _spelled(text, whole, row, words)
    if spelled is not None:
        return [spelled]
    country = bool(row) and country_end(row, 0, words) == len(row)
    if not (country or is_name(row, words)):
        return inside
    code = words.countries.get(" ".join(t.key for t in row)) if country else None
    # Germany (BMZ): who pays for the country is told beside it.
    bracket = _BRACKETS.match(text, whole.end + 1, end) if code else None
    return [
        Name(
            text=" ".join(whole.of(text).split()),
            span=Span(whole.start, bracket.end()) if bracket else whole,
            name_span=whole,
            org_type="government" if code else (first.org_type if first is not None else None),
            country=code,
        )
    ]


def _subsidiary(found: Name, whole: Span, text: str, words: NameWords) -> bool:
    """Whether an item is a company whose name begins with that of a well-known one ("Orange Cyberdefense Kenya")."""
    row = tokens(whole.of(text))
    last = max((t.end for t in row if t.kind == "cap"), default=0)
    longer = found.span.end < whole.start + last
    return longer and found.org_type == "private" and form(found, words) == "known" and is_name(row, words)


def _spelled(text: str, whole: Span, row: Sequence[Token], words: NameWords) -> Name | None:
    """An item that its short form in brackets shortens, small words among its own ("Congress of Towns from Moldova (CTM)")."""
    bracket = _SHORT_FORM.match(text, whole.end)
    small = any(t.kind == "low" and t.key not in words.joiners for t in row)
    if bracket is None or not small or len(row) > _LONGEST or row[0].kind != "cap" or row[-1].kind != "cap":
        return None
    if not words.verbs.isdisjoint(t.key for t in row) or not abbreviates(bracket[1], whole.of(text)):
        return None
    return Name(" ".join(whole.of(text).split()), Span(whole.start, bracket.end()), whole, bracket[1])


def _plural(text: str, words: NameWords) -> list[Name]:
    """A bullet for several bodies of a kind ("Provincial governments of Sanma and Torba"): the whole of it."""
    whole = _trimmed(text, Span(0, len(text)), words)
    row = tokens(whole.of(text))
    if not row or len(row) > _LONGEST or row[0].kind != "cap" or not any(t.kind == "cap" for t in row[1:]):
        return []
    heads = [words.heads[single] for t in row[:3] for single in _singular(t.key) if single in words.heads]
    if not heads:
        return []
    return [Name(" ".join(whole.of(text).split()), whole, whole, None, heads[0].org_type)]


def _singular(word: str) -> tuple[str, ...]:
    if word.endswith("ies"):
        return (word[:-3] + "y",)
    return (word[:-1],) if word.endswith("s") else ()


def is_name(row: Sequence[Token], words: NameWords) -> bool:
    """Whether an item of a list of organisations can be one's name: capitals throughout but for joining words."""
    plain = [t for t in row if t.kind != "mark"]
    if not is_phrase(row, words):
        return False
    if any(t.kind == "number" for t in plain) and known_at(row, 0, words) is None:
        return False
    if len(plain) > _SHOUTED and all(t.text.isupper() for t in plain):
        return False
    if (
        plain[-1].key in words.not_last
        or plain[-1].key in words.rarely_last
        or plain[0].key in words.not_first
        or plain[0].key in words.places
        or plain[0].key in words.titles
    ):
        return False
    return not (
        len(plain) == 1
        and (plain[0].key in words.generic or plain[0].key in words.subjects or plain[0].key in words.heads)
    )


def is_phrase(row: Sequence[Token], words: NameWords) -> bool:
    """Whether words form one capitalised phrase, joining words aside."""
    plain = [t for t in row if t.kind != "mark"]
    if not plain or len(plain) > _LONGEST or plain[0].kind != "cap":
        return False
    if any(t.kind == "low" and t.key not in words.joiners for t in plain):
        return False
    return not any(t.kind == "mark" and t.text not in "&,'.-’" for t in row)


def _trimmed(text: str, part: Span, words: NameWords) -> Span:
    """An item without bullets, numbers, articles and joining words before it, and marks and remarks behind it."""
    row = tokens(part.of(text))
    first = 0
    while first < len(row) and row[first].kind != "cap" and not _keeps(row[first], words):
        first += 1
    if first + 1 < len(row) and row[first].text == "The" and row[first + 1].kind == "cap":
        first += 1
    numbered = [i for i in range(first) if row[i].kind == "number"]
    if first == len(row) or any(row[i + 1].text not in (".", ")") for i in numbered if i + 1 < len(row)):
        return Span(part.end, part.end)
    body = part.of(text)[: row[-1].end].rstrip(" .,;:")
    while (aside := _ASIDE.search(body)) is not None:
        body = body[: aside.start()].rstrip(" .,;:")
    start = part.start + row[first].start
    return Span(start, max(start, part.start + len(body)))


def _keeps(token: Token, words: NameWords) -> bool:
    """Whether an item may not begin after this word: a word in small letters that is no joining word or article."""
    return token.kind == "low" and token.key not in words.joiners and token.key not in words.linkers


def _parted(text: str, words: NameWords) -> Iterator[Span]:
    """A text cut at commas and joining words outside names and brackets."""
    whole = [n.span for n in names(text, words)] + [Span(*m.span()) for m in _BRACKETS.finditer(text)]
    start = 0
    for token in tokens(text):
        parts = token.text == "," or (token.kind == "low" and words.joiners.get(token.key) == "and")
        if not parts or any(span.start < token.end and token.start < span.end for span in whole):
            continue
        if text[start : token.start].strip():
            yield Span(start, token.start)
        start = token.end
    if text[start:].strip():
        yield Span(start, len(text))


def _split(text: str, within: Span, mark: re.Pattern[str]) -> Iterator[Span]:
    start = within.start
    for match in mark.finditer(text, within.start, within.end):
        if text[start : match.start()].strip():
            yield Span(start, match.start())
        start = match.end()
    if text[start : within.end].strip():
        yield Span(start, within.end)


def _shifted(name: Name, by: int) -> Name:
    return replace(name, span=name.span.shifted(by), name_span=name.name_span.shifted(by))
