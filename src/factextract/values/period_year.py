"""Years and their parts: `2018/19`, `1990s`, `FY2021/22`, `calendar year 2021`, `Q3 2020`, `first half of FY2021`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factextract.model.period_words import PeriodWords
from factextract.values.period_guard import is_year, joined_left, joined_right, year_number
from factextract.values.period_piece import Level, Piece, Setting, century
from factextract.values.period_scan import DASHES, Token, match


def year_piece(tokens: Sequence[Token], at: int, setting: Setting, before: Piece | None) -> Piece | None:
    year = year_number(tokens[at])
    if year is None:
        return None
    words = setting.words
    after = at + 1
    until = None
    if after < len(tokens) and tokens[after].low == "s" and not tokens[after].spaced:
        if year % 10 or (before is None and joined_left(tokens, at)):
            return None
        return Piece(at, after + 1, "decade", year=year)
    pair = split_year(tokens, at)
    if pair is not None:
        until, after = pair
        month = _iso_month(tokens, at, until, setting)
        if month is not None:
            return Piece(at, after, "month", year=year, month=month)
        if until <= year:
            return None
    quarter = _part_after_year(tokens, at, year, words) if until is None else None
    if quarter is not None:
        return quarter
    mark = match(words.fiscal_after, tokens, after)
    if mark is not None:
        return Piece(at, mark[1], "fiscal", year=year, until=until, begins=mark[0], after_mark=True)
    if not is_year(tokens, at, after, words, joined=before is not None):
        return None
    plain = match(words.plain, tokens, after) is not None or _plain_before(tokens, at, words)
    level: Level = "year" if until is None else "split"
    return Piece(at, after, level, year=year, until=until, after_mark=plain)


def _plain_before(tokens: Sequence[Token], at: int, words: PeriodWords) -> bool:
    """`drought of 2023/24`, `school year 2021-22`: years that are not fiscal."""
    end = at - 1 if at > 0 and tokens[at - 1].low in words.of else at
    starts = range(max(0, end - 3), end)
    return any((found := match(words.plain, tokens, start)) is not None and found[1] == end for start in starts)


def split_year(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The second year of `2018/19`, `2018-28` or `2018/2019` at `at`, with the token after it; a year that comes earlier
    than the first is given as it stands."""
    if at + 3 > len(tokens):
        return None
    sign, second = tokens[at + 1], tokens[at + 2]
    if sign.spaced or second.spaced or second.kind != "number" or not (sign.text == "/" or sign.text in DASHES):
        return None
    if joined_right(tokens, at + 3):
        return None
    year = int(tokens[at].text)
    if len(second.text) == 2:
        until = year - year % 100 + int(second.text)
        if until < year and (year + 1) % 100 == 0 and second.text == "00":
            until = year + 1
        if sign.text == "/" and until != year + 1:
            return None
        return until, at + 3
    if len(second.text) == 1:
        return (year + 1, at + 3) if int(second.text) == (year + 1) % 10 else None
    if sign.text == "/" and len(second.text) == 4 and year_number(second) is not None:
        return int(second.text), at + 3
    return None


def _iso_month(tokens: Sequence[Token], at: int, until: int, setting: Setting) -> int | None:
    """`2018-05` is a month: as years it would run backwards; `2018-11` is one only where the text writes months so."""
    second = tokens[at + 2].text
    month = int(second)
    if tokens[at + 1].text != "-" or len(second) != 2 or not 1 <= month <= 12:
        return None
    if (
        at + 4 < len(tokens)
        and tokens[at + 3].text == "-"
        and tokens[at + 4].kind == "number"
        and not tokens[at + 4].spaced
    ):
        return None
    return month if until <= int(tokens[at].text) or setting.conventions.iso_months else None


def _part_after_year(tokens: Sequence[Token], at: int, year: int, words: PeriodWords) -> Piece | None:
    """`2020 Q3`, `2020-Q3`."""
    start = at + 1
    if start < len(tokens) and (tokens[start].text in DASHES or tokens[start].text == "/") and not tokens[start].spaced:
        start += 1
    if start >= len(tokens):
        return None
    found = _letter(tokens, start, words)
    if found is None or (found[2] < len(tokens) and _year_follows(tokens, found[2])):
        return None
    month, size, after = found
    return Piece(at, after, "part", year=year, month=month, size=size)


def _year_follows(tokens: Sequence[Token], at: int) -> bool:
    return year_number(tokens[at]) is not None and tokens[at].spaced


def _letter(tokens: Sequence[Token], at: int, words: PeriodWords) -> tuple[int, int, int] | None:
    """`Q3`, `H1`, and `3Q`: first month, number of months, the token after."""
    if at + 2 > len(tokens) or tokens[at + 1].spaced:
        return None
    letter, number = tokens[at], tokens[at + 1]
    if letter.kind == "number":
        letter, number = number, letter
    size = words.letters.get(letter.low)
    if size is None or number.kind != "number" or len(number.text) != 1 or not 1 <= int(number.text) <= 12 // size:
        return None
    after = at + 2
    glued = after < len(tokens) and tokens[after].kind != "sign" and not tokens[after].spaced
    if not letter.text.isupper() or (glued and match(words.fiscal, tokens, after) is None):
        return None
    return (int(number.text) - 1) * size + 1, size, at + 2


def letter_part(tokens: Sequence[Token], at: int, words: PeriodWords) -> Piece | None:
    found = _letter(tokens, at, words)
    if found is None or (at > 0 and not tokens[at].spaced and tokens[at - 1].kind != "sign"):
        return None
    month, size, after = found
    return _part_of(tokens, Piece(at, after, "part", month=month, size=size), words)


def named_part(tokens: Sequence[Token], at: int, words: PeriodWords) -> Piece | None:
    """`third quarter of 2020`, `first half of FY2021`, `first six months of 2021`, `Quarter 3, 2021`, and `first` before `and
    second quarters of 2021`."""
    numbered = _numbered_part(tokens, at, words)
    if numbered is not None:
        return _part_of(tokens, numbered, words)
    ordinal = match(words.ordinals, tokens, at)
    if ordinal is None:
        return None
    which, start = ordinal
    if start < len(tokens) and tokens[start].text in DASHES:
        start += 1
    part = match(words.parts, tokens, start)
    if part is not None:
        made = _nth_part(at, part[1], which, part[0])
        return None if made is None else _part_of(tokens, made, words)
    shared = _shared_part(tokens, ordinal[1], words)
    if shared is not None:
        return _nth_part(at, ordinal[1], which, shared)
    return _first_months(tokens, at, (which, start), words)


def _nth_part(at: int, after: int, which: int, size: int) -> Piece | None:
    """The `which`-th part of a year, -1 the last, without a year."""
    which = 12 // size if which == -1 else which
    return Piece(at, after, "part", month=(which - 1) * size + 1, size=size) if which <= 12 // size else None


def _numbered_part(tokens: Sequence[Token], at: int, words: PeriodWords) -> Piece | None:
    part = match(words.parts, tokens, at)
    if part is None or part[1] >= len(tokens) or tokens[part[1]].kind != "number" or len(tokens[part[1]].text) != 1:
        return None
    which = int(tokens[part[1]].text)
    return _nth_part(at, part[1] + 1, which, part[0]) if which else None


def _shared_part(tokens: Sequence[Token], at: int, words: PeriodWords) -> int | None:
    """The size of the part that an ordinal shares with the next one: `and second quarters`."""
    joiner = match(words.ands, tokens, at) or match(words.ranges, tokens, at)
    following = match(words.ordinals, tokens, joiner[1]) if joiner is not None else None
    part = match(words.parts, tokens, following[1]) if following is not None else None
    return None if part is None else part[0]


def _first_months(tokens: Sequence[Token], at: int, ordinal: tuple[int, int], words: PeriodWords) -> Piece | None:
    """`first six months of 2021`; relative without its year."""
    which, start = ordinal
    if which not in (1, -1) or start + 2 > len(tokens) or tokens[start + 1].low not in words.month_nouns:
        return None
    number = tokens[start]
    size = int(number.text) if number.kind == "number" and len(number.text) <= 2 else words.numbers.get(number.low, 0)
    if not 1 < size < 12:
        return None
    made = _part_of(tokens, Piece(at, start + 2, "part", month=1 if which == 1 else 13 - size, size=size), words)
    return None if made.year is None else made


def _part_of(tokens: Sequence[Token], part: Piece, words: PeriodWords) -> Piece:
    """The part with the year or fiscal year that follows it; without one it is left open."""
    start = part.after
    joiner = match(words.of, tokens, start)
    if joiner is not None:
        start = joiner[1]
    elif start < len(tokens) and tokens[start].text in (",", "/", *DASHES) and not tokens[start].spaced:
        start += 1
    if start < len(tokens) and tokens[start].low == "the":
        start += 1
    if start >= len(tokens):
        return part
    fiscal = fiscal_year(tokens, start, words)
    if fiscal is not None:
        return replace(part, after=fiscal.after, year=fiscal.year, until=fiscal.until, begins=fiscal.begins)
    calendar = match(words.calendar, tokens, start)
    if calendar is not None:
        start = calendar[1]
    if start < len(tokens) and year_number(tokens[start]) is not None:
        pair = split_year(tokens, start)
        if pair is not None and pair[0] == int(tokens[start].text) + 1:
            return replace(part, after=pair[1], year=int(tokens[start].text), until=pair[0], begins=0)
        mark = match(words.fiscal_after, tokens, start + 1)
        if mark is not None:
            return replace(part, after=mark[1], year=int(tokens[start].text), begins=mark[0])
        if is_year(tokens, start, start + 1, words, joined=True, dated=True):
            return replace(part, after=start + 1, year=int(tokens[start].text))
    return part


def fiscal_year(tokens: Sequence[Token], at: int, words: PeriodWords) -> Piece | None:
    """`FY2021`, `FY21/22`, `FY 2021-22`, `fiscal year 2021`, `State Fiscal Year (SFY) 2024`."""
    mark = match(words.fiscal, tokens, at)
    if mark is None:
        return None
    begins, start = mark
    if start + 2 < len(tokens) and tokens[start].text == "(":
        short = match(words.fiscal, tokens, start + 1)
        if short is not None and short[1] < len(tokens) and tokens[short[1]].text == ")":
            begins, start = short[0] or begins, short[1] + 1
    if start < len(tokens) and tokens[start].text in ("'", "’", "-", "–"):
        start += 1
    if start >= len(tokens) or tokens[start].kind != "number":
        return None
    shown, until, after = tokens[start].text, None, start + 1
    if len(shown) == 2:
        year = century(int(shown))
        until, after = _short_split(tokens, start, year)
    elif year_number(tokens[start]) is not None:
        year = int(shown)
        pair = split_year(tokens, start)
        if pair is not None and pair[0] > year:
            until, after = pair
    else:
        return None
    if joined_right(tokens, after):
        return None
    made = Piece(at, after, "fiscal", year=year, until=until, begins=begins)
    return _part_behind(tokens, made, words) or made


def _part_behind(tokens: Sequence[Token], made: Piece, words: PeriodWords) -> Piece | None:
    """`FY2022 Q1`, `Fiscal year 2022, Quarter 1`."""
    start = made.after
    if start < len(tokens) and (tokens[start].text in DASHES or tokens[start].text == ","):
        start += 1
    letter = _letter(tokens, start, words)
    if letter is not None:
        month, size, after = letter
    else:
        part = _numbered_part(tokens, start, words)
        if part is None or part.month is None:
            return None
        month, size, after = part.month, part.size, part.after
    if after < len(tokens) and year_number(tokens[after]) is not None:
        return None
    return replace(made, level="part", month=month, size=size, after=after)


def _short_split(tokens: Sequence[Token], at: int, year: int) -> tuple[int | None, int]:
    """`21/22`, `21-23` after FY: the second year and the token after it."""
    if at + 3 <= len(tokens):
        sign, second = tokens[at + 1], tokens[at + 2]
        joined = not sign.spaced and not second.spaced and (sign.text == "/" or sign.text in DASHES)
        if joined and second.kind == "number" and len(second.text) == 2 and century(int(second.text)) > year:
            return century(int(second.text)), at + 3
    return None, at + 1


def calendar_year(tokens: Sequence[Token], at: int, words: PeriodWords) -> Piece | None:
    """`calendar year 2021`, `CY2021`, `SY 2021-22`: years that are not fiscal."""
    mark = match(words.calendar, tokens, at)
    if mark is None or mark[1] >= len(tokens) or year_number(tokens[mark[1]]) is None:
        return None
    year, until, after = int(tokens[mark[1]].text), None, mark[1] + 1
    pair = split_year(tokens, mark[1])
    if pair is not None and pair[0] > year:
        until, after = pair
    if joined_right(tokens, after):
        return None
    return Piece(at, after, "year" if until is None else "split", year=year, until=until, after_mark=True)
