"""When a fiscal year begins: as the document itself says, and by the country or publisher."""

from __future__ import annotations

from collections.abc import Sequence

from factextract.model.period_words import PeriodWords
from factextract.values.period_chain import chain_at, fill, piece_at
from factextract.values.period_piece import Conventions, Piece, Setting
from factextract.values.period_scan import Token, match, paragraphs, scan

_HEAD = 4
"""How many tokens the line over a span of months may have that calls it a fiscal year."""
_REACH = 10
"""How many tokens may stand between the word for a year and the months it runs over."""


def stated_fiscal_month(text: str, words: PeriodWords) -> int | None:
    """The first month of the fiscal year that `text` itself tells of: "financial years run from July to June", "for the year
    ended 31 March 2024". None when it tells of none; the first one when it tells of several. A line that is no more than a
    fiscal year heads the next one."""
    setting = Setting(words, Conventions())
    headed = False
    for start, end in paragraphs(text):
        tokens = scan(text, start, end)
        year = -_REACH - 1
        fiscal = -1 if headed else year
        headed = len(tokens) <= _HEAD and any(match(words.fiscal, tokens, at) is not None for at in range(len(tokens)))
        for at, token in enumerate(tokens):
            ended = match(words.year_ends, tokens, at)
            if ended is not None and ended[1] < len(tokens):
                month = _after_the_end(piece_at(tokens, ended[1], setting))
                if month is not None:
                    return month
            if match(words.fiscal, tokens, at) is not None:
                fiscal = at
            elif token.low in words.year_nouns:
                year = at
            if at - max(year, fiscal) <= _REACH and (token.kind == "number" or token.low in words.months):
                month = _twelve_months(tokens, at, setting, dated=at - fiscal <= _REACH or at - year == 1)
                if month is not None:
                    return month
    return None


def _after_the_end(last: Piece | None) -> int | None:
    """The month after the last day of a year."""
    if (
        last is None
        or last.month is None
        or last.level not in ("month", "day")
        or (last.day is not None and last.day < 28)
    ):
        return None
    return last.month % 12 + 1


def _twelve_months(tokens: Sequence[Token], at: int, setting: Setting, *, dated: bool) -> int | None:
    """The first month of a span of whole months at token `at` that makes a year. `dated`: it may name the years as well; else
    it is only a year that something took."""
    chain, joins = chain_at(tokens, at, setting)
    if not joins or joins[0] != "range":
        return None
    first, last = fill(chain[:2], joins[:1])
    if first.month is None or last.month is None or first.month != last.month % 12 + 1:
        return None
    if not first.level == last.level in ("month", "day") or not _whole_months(first, last):
        return None
    if (
        first.year is not None
        and last.year is not None
        and (not dated or last.year - first.year != int(first.month > 1))
    ):
        return None
    return first.month


def _whole_months(first: Piece, last: Piece) -> bool:
    """From the first day of a month to the last of one, where days are given."""
    return (first.day is None or first.day == 1) and (last.day is None or last.day >= 28)
