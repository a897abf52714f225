"""Days and months: `15th of April 2025`, `May 6, 2025`, `15.04.2025`, `05/2020`, `Jan ’21`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factextract.model.period_words import PeriodWords
from factextract.values.period_guard import is_year, joined_left, joined_right, year_number
from factextract.values.period_piece import Piece, Setting, calendar_day, century
from factextract.values.period_scan import DASHES, Token, match


def numeric_date(tokens: Sequence[Token], at: int, setting: Setting, before: Piece | None) -> Piece | None:
    """`2025-04-15`, `15.04.2025`, `15/04/2025`, `4/15/25`: three numbers with the same sign between."""
    if at + 5 > len(tokens):
        return None
    a, sign, b, again, c = tokens[at : at + 5]
    if sign.text not in "-/.‐‑" or again.text != sign.text or b.kind != "number" or c.kind != "number":
        return None
    if sign.spaced or b.spaced or again.spaced or c.spaced:
        return None
    # 2021-01-01/2021-12-31 is a span.
    interval = (
        sign.text == "-"
        and at + 6 < len(tokens)
        and tokens[at + 5].text == "/"
        and year_number(tokens[at + 6]) is not None
    )
    if joined_right(tokens, at + 5) and not interval:
        return None
    if before is None and joined_left(tokens, at):
        return None
    sizes = len(a.text), len(b.text), len(c.text)
    first, second, third = int(a.text), int(b.text), int(c.text)
    if sizes[0] == 4 and sizes[1] <= 2 and sizes[2] <= 2:
        return calendar_day(at, at + 5, first, second, third)
    if sizes[0] > 2 or sizes[1] > 2 or not (sizes[2] == 4 or (sizes[2] == 2 and sign.text == "/")):
        return None
    year = third if sizes[2] == 4 else century(third)
    day_first = True if sign.text == "." else _day_comes_first(first, second, setting.conventions.day_first)
    if day_first is None:
        return None
    day, month = (first, second) if day_first else (second, first)
    return calendar_day(at, at + 5, year, month, day)


def _day_comes_first(first: int, second: int, told: bool | None) -> bool | None:
    if first > 12 or first == second:
        return True
    return False if second > 12 else told


def numeric_month(tokens: Sequence[Token], at: int, setting: Setting, before: Piece | None) -> Piece | None:
    """`05/2020`."""
    if at + 3 > len(tokens):
        return None
    month, sign, year = tokens[at : at + 3]
    if sign.text not in "/-." or sign.spaced or year.spaced or len(month.text) != 2:
        return None
    if sign.text == "." and before is None and not _span_of_dotted_months(tokens, at + 3):
        return None
    if not 1 <= int(month.text) <= 12 or year_number(year) is None or joined_right(tokens, at + 3):
        return None
    if not is_year(tokens, at, at + 3, setting.words, joined=before is not None):
        return None
    return Piece(at, at + 3, "month", year=int(year.text), month=int(month.text))


def _span_of_dotted_months(tokens: Sequence[Token], at: int) -> bool:
    """Whether a dash and another `12.2024` follow; alone, `01.2021` is a decimal number as well."""
    if at + 4 > len(tokens) or tokens[at].text not in DASHES:
        return False
    month, point, year = tokens[at + 1 : at + 4]
    return month.kind == "number" and len(month.text) == 2 and point.text == "." and year_number(year) is not None


def day_piece(tokens: Sequence[Token], at: int, words: PeriodWords, before: Piece | None) -> Piece | None:
    """`15th of April 2025`, `15 April`, a day alone, and `8, 2025` after `May 6–`."""
    day = int(tokens[at].text)
    if not 1 <= day <= 31 or (before is None and joined_left(tokens, at)):
        return None
    after = at + 1
    if after < len(tokens) and not tokens[after].spaced and tokens[after].low in words.ordinal_marks | {"º", "°"}:
        after += 1
    start = after
    if start < len(tokens) and (tokens[start].text in DASHES or tokens[start].text == "/") and not tokens[start].spaced:
        start += 1
    joiner = match(words.of, tokens, start)
    month = _month(tokens, joiner[1] if joiner else start, words)
    if month is not None:
        number, after = month
        year, after = _year_after(tokens, after, words)
        return calendar_day(at, after, year, number, day)
    if before is not None and before.month_first and before.year is None:
        year, end = _year_after(tokens, after, words)
        if year is not None:
            return Piece(at, end, "bare", year=year, day=day)
    if joined_right(tokens, after):
        return None
    return Piece(at, after, "bare", day=day)


def _month(tokens: Sequence[Token], at: int, words: PeriodWords) -> tuple[int, int] | None:
    """The month named at `at` and the token after it, an abbreviation's point included."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    month = words.months.get(token.low)
    if month is None or (words.capital_months and not token.text[0].isupper()):
        return None
    after = at + 1
    if (
        token.low in words.short_months
        and after < len(tokens)
        and tokens[after].text == "."
        and not tokens[after].spaced
    ):
        after += 1
    return month, after


def month_piece(tokens: Sequence[Token], at: int, words: PeriodWords) -> Piece | None:
    """`May 2021`, `May 6, 2025`, `Jan-2021`, `May 6`, `May`."""
    found = _month(tokens, at, words)
    if found is None or (at > 0 and not tokens[at].spaced and tokens[at - 1].kind != "sign"):
        return None
    month, after = found
    year, end = _year_after(tokens, after, words)
    if year is not None:
        return Piece(at, end, "month", year=year, month=month)
    behind = _day_after(tokens, after, words)
    if behind is not None:
        day = int(tokens[after].text)
        year, end = _year_after(tokens, behind, words)
        made = calendar_day(at, end, year, month, day)
        return None if made is None else replace(made, month_first=True)
    return Piece(at, after, "month", month=month)


def _day_after(tokens: Sequence[Token], at: int, words: PeriodWords) -> int | None:
    """The token after the day that stands behind a month at `at`, `6` or `6th`; None when no day stands there."""
    if at >= len(tokens) or not tokens[at].spaced:
        return None
    token, after = tokens[at], at + 1
    if token.kind != "number" or len(token.text) > 2 or not 1 <= int(token.text) <= 31:
        return None
    if after < len(tokens) and not tokens[after].spaced and tokens[after].low in words.ordinal_marks:
        after += 1
    return None if joined_right(tokens, after) else after


def _year_after(tokens: Sequence[Token], at: int, words: PeriodWords) -> tuple[int | None, int]:
    """The year that completes a date ending before `at`: `, 2025`, ` of 2025`, `-2025`, ` ’25`; and the token after it."""
    if at >= len(tokens):
        return None, at
    sign, start = tokens[at], at
    tight = not sign.spaced and (sign.text in DASHES or sign.text == "/")
    if tight or sign.text == ",":
        start += 1
    else:
        joiner = match(words.of, tokens, at)
        if joiner is not None:
            start = joiner[1]
    if start >= len(tokens) or (tight and tokens[start].spaced):
        return None, at
    if year_number(tokens[start]) is not None and is_year(tokens, start, start + 1, words, joined=True, dated=True):
        return int(tokens[start].text), start + 1
    if start == at and tokens[start].text in "'’‘" and start + 1 < len(tokens):
        short = tokens[start + 1]
        if short.kind == "number" and len(short.text) == 2 and not short.spaced and not joined_right(tokens, start + 2):
            return century(int(short.text)), start + 2
    return None, at
