"""Pieces of dates joined to chains, and what they share filled in: `6–8 May 2025`, `Jan–June 2021`, `FY 2022–2024`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from factextract.model.period_words import PeriodWords
from factextract.values.period_day import day_piece, month_piece, numeric_date, numeric_month
from factextract.values.period_piece import Piece, Setting
from factextract.values.period_scan import DASHES, Token, match
from factextract.values.period_year import calendar_year, fiscal_year, letter_part, named_part, year_piece

Join = Literal["range", "and", "comma"]

_ARTICLES = frozenset({"the", "le", "la", "el"})
_ARROWS = frozenset("→➝⟶⇒")
LONGEST_CHAIN = 16
"""Pieces joined at most; bounds the work for each token, so that time stays linear in the text."""


def lead_at(tokens: Sequence[Token], at: int, words: PeriodWords) -> tuple[str, int]:
    """The word that opens a period at `at` (`between`, `from`, `since`) and the token after it and an article."""
    for name, table in (("between", words.betweens), ("since", words.sinces), ("from", words.froms)):
        found = match(table, tokens, at)
        if found is not None:
            after = found[1]
            if after < len(tokens) and tokens[after].low in _ARTICLES:
                after += 1
            return name, after
    return "", at


def chain_at(tokens: Sequence[Token], at: int, setting: Setting) -> tuple[list[Piece], list[Join]]:
    """The pieces that stand from token `at` on, joined by dashes, `to`, `and`, commas."""
    first = piece_at(tokens, at, setting)
    if first is None:
        return [], []
    chain, joins = [first], list[Join]()
    while len(chain) < LONGEST_CHAIN:
        join = _join(tokens, chain[-1], setting.words)
        if join is None or join[1] >= len(tokens):
            break
        piece = piece_at(tokens, join[1], setting, before=chain[-1])
        if piece is None or (piece.level == "year" and chain[-1].level == "bare"):
            break  # 5-1-2023, whose order nothing tells, is not 2023
        chain.append(piece)
        joins.append(join[0])
    return chain, joins


def _join(tokens: Sequence[Token], piece: Piece, words: PeriodWords) -> tuple[Join, int] | None:
    """What joins `piece` to another, and the token after it and its article."""
    start = piece.after
    comma = start < len(tokens) and tokens[start].text == ","
    if comma:
        start += 1
    if start >= len(tokens):
        return None
    if tokens[start].text == "/" and not comma and start + 1 < len(tokens):
        # `July/August 2021`, `2021-01-01/2021-12-31`
        dates = tokens[start + 1].kind == "word" or (piece.level == "day" and len(tokens[start + 1].text) == 4)
        return ("range", start + 1) if dates else None
    if not comma and (tokens[start].text in DASHES or tokens[start].text in _ARROWS):
        start += 1
        while start < len(tokens) and tokens[start].text in DASHES:
            start += 1
        return "range", start
    for name, table in (("range", words.ranges), ("and", words.ands)):
        found = match(table, tokens, start)
        if found is not None:
            after = found[1]
            if after < len(tokens) and tokens[after].low in _ARTICLES:
                after += 1
            return ("range" if name == "range" else "and"), after
    return ("comma", start) if comma else None


def fill(chain: list[Piece], joins: list[Join], year: int | None = None) -> list[Piece]:
    """The pieces with what they share: the month of `6–8 May`, the year of `March to May 2020`, the mark of `FY 2022–2024`.

    `year` is that of days and spans of months behind which no year is written.
    """
    filled = list(chain)
    for k in range(1, len(filled)):
        left, piece = filled[k - 1], filled[k]
        if piece.level == "bare" and left.month_first and left.month is not None:
            filled[k] = _with_month(piece, left)
        elif (
            left.level == "fiscal"
            and not left.after_mark
            and piece.level in ("year", "split")
            and joins[k - 1] != "comma"
        ):
            if not piece.after_mark:
                filled[k] = replace(piece, level="fiscal", begins=left.begins)
        elif left.level == "split" and piece.level == "fiscal" and piece.after_mark and joins[k - 1] != "comma":
            filled[k - 1] = replace(left, level="fiscal", begins=piece.begins)
    if year is not None:
        _fill_year(filled, joins, year)
    for k in range(len(filled) - 2, -1, -1):
        piece, right = filled[k], filled[k + 1]
        if joins[k] == "comma" and "and" not in joins[k + 1 :]:
            continue
        if piece.level == "bare" and piece.month is None and right.level == "day" and not right.month_first:
            filled[k] = piece = _with_month(piece, right)
        if piece.year is None and piece.month is not None and right.month is not None and right.year is not None:
            filled[k] = _with_year(piece, right, joins[k])
    return filled


def _fill_year(filled: list[Piece], joins: list[Join], year: int) -> None:
    for k in range(len(filled) - 1, -1, -1):
        piece = filled[k]
        if piece.year is not None:
            return
        span = k > 0 and joins[k - 1] == "range" and piece.level == filled[k - 1].level == "month"
        if piece.level == "day" or span:
            filled[k] = replace(piece, year=year)


def _with_month(piece: Piece, other: Piece) -> Piece:
    return replace(piece, level="day", month=other.month, month_first=other.month_first)


def _with_year(piece: Piece, right: Piece, join: Join) -> Piece:
    """The piece in the year of its right neighbour; in the year before it where a range would run backwards."""
    here, there = (piece.month or 0, piece.day or 0), (right.month or 0, right.day or 31)
    backwards = join == "range" and here > there and piece.level != "part"
    year = None if right.year is None else right.year - backwards
    return replace(piece, year=year, until=right.until, begins=right.begins)


def piece_at(tokens: Sequence[Token], at: int, setting: Setting, before: Piece | None = None) -> Piece | None:
    """The piece that begins at token `at`, with a weekday or a word like `mid` in front. `before`: the piece it is joined to."""
    shade = match(setting.words.shades, tokens, at)
    if shade is not None:
        return _shaded(tokens, at, shade, setting)
    if tokens[at].low in setting.words.weekdays:
        return _weekday(tokens, at, setting)
    return _bare_piece(tokens, at, setting, before)


def _shaded(tokens: Sequence[Token], at: int, shade: tuple[str, int], setting: Setting) -> Piece | None:
    meaning, start = shade
    if start < len(tokens) and tokens[start].text in DASHES:
        start += 1
    if start < len(tokens) and tokens[start].low in _ARTICLES:
        start += 1
    if start >= len(tokens):
        return None
    inner = _bare_piece(tokens, start, setting, Piece(at, start, "bare"))
    if inner is None or inner.level == "bare":
        return None
    return replace(inner, first=at, shade=None if meaning == "exact" else meaning)


def _weekday(tokens: Sequence[Token], at: int, setting: Setting) -> Piece | None:
    start = at + 1
    while start < min(len(tokens), at + 3) and tokens[start].text in (",", "."):
        start += 1
    inner = _bare_piece(tokens, start, setting, None) if start < len(tokens) else None
    return replace(inner, first=at) if inner is not None and inner.level == "day" else None


def _bare_piece(tokens: Sequence[Token], at: int, setting: Setting, before: Piece | None) -> Piece | None:
    token, words = tokens[at], setting.words
    if token.kind == "number":
        return _number_piece(tokens, at, setting, before)
    if token.kind != "word":
        return None
    return (
        month_piece(tokens, at, words)
        or letter_part(tokens, at, words)
        or named_part(tokens, at, words)
        or fiscal_year(tokens, at, words)
        or calendar_year(tokens, at, words)
    )


def _number_piece(tokens: Sequence[Token], at: int, setting: Setting, before: Piece | None) -> Piece | None:
    found = numeric_date(tokens, at, setting, before)
    if found is not None:
        return found
    if len(tokens[at].text) == 4:
        return year_piece(tokens, at, setting, before)
    if len(tokens[at].text) > 2:
        return None
    return (
        numeric_month(tokens, at, setting, before)
        or named_part(tokens, at, setting.words)
        or letter_part(tokens, at, setting.words)
        or day_piece(tokens, at, setting.words, before)
    )
