"""Whether a number of four digits is a year, by what stands around it: most mistakes with dates are made here."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from factextract.model.period_words import PeriodWords
from factextract.values.period_scan import DASHES, Token, ends_with, match

FIRST_YEAR, LAST_YEAR = 1900, 2099

_CURRENCY_SIGNS = frozenset("$€£¥₹₦₱₵₽฿৳")
_OPENING = frozenset("([{“„\"'‘«|*•·©~/")
_ROUND = 50
"""A number that 50 divides is more often an estimate than a year; before a counted noun it is taken for one."""
_CITATION_REACH = 6


def year_number(token: Token) -> int | None:
    """The year that the digits of a token could be."""
    if token.kind != "number" or len(token.text) != 4:
        return None
    year = int(token.text)
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def joined_left(tokens: Sequence[Token], at: int) -> bool:
    """Whether token `at` is glued to something before it, so that it is only part of a number, code or word."""
    if at == 0 or tokens[at].spaced:
        return False
    before = tokens[at - 1]
    if before.kind != "sign":
        return True
    if before.text in DASHES or before.text == "/":
        return at >= 2 and not before.spaced and tokens[at - 2].text not in _OPENING | {")"}
    return before.text not in _OPENING | {")", "]", ",", ";", ":"} or (
        before.text in ",:" and at >= 2 and tokens[at - 2].kind == "number"
    )


def joined_right(tokens: Sequence[Token], after: int) -> bool:
    """Whether the token before `after` goes on: `2,000`, `2019a`, `2014/24/EU`, `20%`. A dash does not count, nor the mark of a
    footnote after a year's full stop (`in 2022.3 Health workers`)."""
    if after >= len(tokens) or tokens[after].spaced:
        return False
    token = tokens[after]
    if token.kind != "sign":
        return True
    if token.text in "%°×€$£_":
        return True
    if after + 1 >= len(tokens) or tokens[after + 1].spaced:
        return False
    following = tokens[after + 1]
    if token.text == ".":
        return following.kind == "number" and not _footnote(tokens, after)
    if token.text in ",:":
        return following.kind == "number"
    if token.text in "'’":
        return following.kind == "number"
    return token.text == "/" and following.kind != "sign"


def _footnote(tokens: Sequence[Token], point: int) -> bool:
    mark = tokens[point + 1]
    if len(tokens[point - 1].text) != 4 or len(mark.text) > 2:
        return False
    if point + 2 >= len(tokens):
        return point > 1 and len(mark.text) == 1
    return tokens[point + 2].spaced and not tokens[point + 2].text[0].islower()


def is_year(
    tokens: Sequence[Token], at: int, after: int, words: PeriodWords, *, joined: bool = False, dated: bool = False
) -> bool:
    """Whether tokens [at, after), a year or `2018/19` or `05/2020` by their digits, are one in their context.

    `joined`: a date stands before, so nothing on the left can speak against it. `dated`: a month stands before.
    """
    if joined_right(tokens, after) or _coded_right(tokens, after, words):
        return False
    if not dated and (_counts(tokens, at, after, words) or _named_right(tokens, after, words)):
        return False
    return joined or not (
        joined_left_of_year(tokens, at, words) or _labelled(tokens, at, words) or _cited(tokens, at, after)
    )


def joined_left_of_year(tokens: Sequence[Token], at: int, words: PeriodWords) -> bool:
    """As joined_left, but `pre-2020` and `Sendai–2015` keep their year where a whole word of letters stands before the dash."""
    if not joined_left(tokens, at):
        return False
    if at < 2 or tokens[at - 1].text not in DASHES:
        return True
    word = tokens[at - 2]
    return not (word.kind == "word" and word.low in ("pre", "post"))


def _coded_right(tokens: Sequence[Token], after: int, words: PeriodWords) -> bool:
    """`2019-nCoV`, `2023-4567`: a dash with something that is neither a date nor the end of a period."""
    if after + 1 >= len(tokens) or tokens[after].text not in DASHES or tokens[after].spaced or tokens[after + 1].spaced:
        return False
    following = tokens[after + 1]
    if following.kind == "number":
        return year_number(following) is None and not (len(following.text) <= 2 and _dated(tokens, after + 2, words))
    if following.kind != "word":
        return False
    known = following.low in words.months or following.low in words.letters
    tables = (words.opens, words.fiscal, words.shades, words.ranges)
    return not known and all(match(table, tokens, after + 1) is None for table in tables)


def _dated(tokens: Sequence[Token], at: int, words: PeriodWords) -> bool:
    """Whether a date goes on behind its day or month number: the `March` of `2021-3 March 2021`, the `/2021` of `–05/2021`."""
    if at + 1 >= len(tokens):
        return False
    low = tokens[at].low
    return (
        low in words.months
        or low in words.ordinal_marks
        or low in words.of
        or (low in "/." and not tokens[at + 1].spaced)
    )


def _counts(tokens: Sequence[Token], at: int, after: int, words: PeriodWords) -> bool:
    """`2000 households`, `2020 poor farmers`, `USD 2020`; not `in 2021 women …`, `2023 Members`."""
    if at > 0 and (tokens[at - 1].text in words.money or tokens[at - 1].text in _CURRENCY_SIGNS):
        return True
    if after >= len(tokens):
        return False
    if tokens[after].text in words.money:
        return True
    round_number = len(tokens[at].text) == 4 and int(tokens[at].text) % _ROUND == 0
    if at > 0 and tokens[at - 1].low in words.times_before and (not round_number or tokens[at - 1].text[0].isupper()):
        return False
    noun = _past_other_number(tokens, after, words)
    if noun >= len(tokens):
        return False
    if not _is_counted(tokens[noun], words, round_number):
        joined = match(words.ands, tokens, noun) or match(words.ranges, tokens, noun)
        if noun + 1 >= len(tokens) or not tokens[noun].text.islower() or joined:
            return False
        noun += 1
    return _is_counted(tokens[noun], words, round_number)


def _past_other_number(tokens: Sequence[Token], after: int, words: PeriodWords) -> int:
    """The token after the second number of `1950 to 2000 farmers`, else `after`."""
    if tokens[after].text in DASHES:
        second = after + 1
    else:
        joiner = match(words.ranges, tokens, after) or match(words.ands, tokens, after)
        second = joiner[1] if joiner is not None else after
    return second + 1 if after < second < len(tokens) and tokens[second].kind == "number" else after


def _is_counted(token: Token, words: PeriodWords, round_number: bool) -> bool:
    if len(token.text) <= 2 or token.text in words.counted:
        return token.text in words.counted
    return token.low in words.counted and (round_number or token.text[0].islower())


def _named_right(tokens: Sequence[Token], after: int, words: PeriodWords) -> bool:
    """`2030 Agenda`, `2000 Main Street`."""
    if after >= len(tokens) or not tokens[after].text[0].isupper():
        return False
    if tokens[after].low in words.names_after:
        return True
    return any(token.low in words.streets and token.text[0].isupper() for token in tokens[after + 1 : after + 3])


def _labelled(tokens: Sequence[Token], at: int, words: PeriodWords) -> bool:
    """`No. 2023`, `Agenda 2030`, `more than 2000`, `Trafficking Act of 2003`, `spring 2021`."""
    if at == 0:
        return False
    before = tokens[at - 1]
    if ends_with(words.labels, tokens, at) or ends_with(words.not_years_before, tokens, at):
        return True
    if before.low in words.names_before and before.text[0].isupper():
        return True
    return _in_season(tokens, at, words) or _in_law(tokens, at, words)


def _in_season(tokens: Sequence[Token], at: int, words: PeriodWords) -> bool:
    if tokens[at - 1].low in words.seasons:
        return True
    return at >= 2 and tokens[at - 1].low in ("of", "de") and tokens[at - 2].low in words.seasons


def _in_law(tokens: Sequence[Token], at: int, words: PeriodWords) -> bool:
    for back in range(at - 1, max(-1, at - 1 - _CITATION_REACH), -1):
        token = tokens[back]
        if token.low in words.laws:
            return token.text[0].isupper() or tokens[back + 1].kind == "number"
        if token.kind != "number" and token.low not in (
            "of",
            "de",
            "del",
            "du",
            "no",
            "n",
            ".",
            ",",
            "(",
            ")",
            "º",
            "°",
            "eu",
            "ec",
            "-",
            "–",
        ):
            return False
    return False


def _cited(tokens: Sequence[Token], at: int, after: int) -> bool:
    """`(Smith et al., 2019)`, `(Smith & Jones, 2019)`."""
    lows = [token.low for token in tokens[max(0, at - 5) : at]]
    if any(one == "et" and two == "al" for one, two in pairwise(lows)):
        return True
    if after >= len(tokens) or tokens[after].text not in (")", ";") or at < 4:
        return False
    second = at - 2 if tokens[at - 1].text == "," else at - 1
    return tokens[second].kind == "word" and tokens[second - 1].text == "&" and tokens[second - 2].kind == "word"
