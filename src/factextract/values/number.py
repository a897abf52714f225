"""Numbers in digits and in words: grouping, decimals, fractions, multipliers. Says nothing about units or surroundings."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from factextract.model.quantity_words import NumberWords
from factextract.values.quantity_tokens import HYPHENS, Phrases, Scan, phrase_set, phrases

MAX_DIGITS = 15
"""Longer digit strings are identifiers: the largest amounts that programs print are some 10^14 (rupiah, lira)."""
_MAX_SCALES = 2
_LARGEST = 10**MAX_DIGITS
_GROUP = 3
_NARROW = "\u00a0\u2009\u202f"
_APOSTROPHES = "'’‘ʼ"
_SEPARATORS = frozenset(".,· " + _NARROW + _APOSTROPHES)
_COMMA_GROUPS = re.compile(r"\d,\d{3}(?!\d)")
_SURE_COMMA_GROUPS = re.compile(r"\d,\d{3}(?:,\d{3}|\.\d)(?!\d)")
_SURE_DOT_GROUPS = re.compile(r"\d\.\d{3}(?:\.\d{3}|,\d)(?!\d)")
_DECIMAL_COMMA = re.compile(r"\d,\d{1,2}(?!\d)")
_DECIMAL_POINT = re.compile(r"\d\.\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Notation:
    """How a text writes numbers: a comma before decimals (and a full stop between groups), blanks between groups."""

    decimal_comma: bool
    blank_groups: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A number at tokens [first, stop). `bare`: digits only, no grouping, decimals or multiplier (1, 2018).

    `words`: written in words. `ratio`: a fraction on its own ("two-thirds"). `parts` are the digit groups as
    written, `factor` the multiplier that `value` has in it. `open_end`: a plus stands
    before the multiplier (`5+ million`).
    """

    value: Decimal
    first: int
    stop: int
    bare: bool = False
    words: bool = False
    ratio: bool = False
    grouped: bool = False
    scaled: bool = False
    parts: tuple[str, ...] = ()
    factor: Decimal = Decimal(1)
    open_end: bool = False

    def head(self) -> Number:
        """Its first group of digits as a number of its own."""
        return Number(Decimal(int(self.parts[0])), self.first, self.first + 1, bare=True, parts=self.parts[:1])

    @property
    def yearlike(self) -> bool:
        """Four bare digits from 1900 to 2099."""
        return self.bare and len(self.parts) == 1 and len(self.parts[0]) == 4 and self.parts[0][:2] in ("19", "20")


@dataclass(frozen=True, slots=True)
class Numerals:
    """NumberWords compiled."""

    words: NumberWords
    names: Phrases[int]
    scales: Phrases[int]
    fractions: Phrases[int]
    articles: Phrases[str]
    starters: frozenset[str]


def numerals(words: NumberWords) -> Numerals:
    names = phrases(words.numbers, folded=True)
    starters = {*names.first, *words.scales, *words.fractions, *words.articles}
    return Numerals(
        words=words,
        names=names,
        scales=phrases(words.scales, folded=True),
        fractions=phrases(words.fractions, folded=True),
        articles=phrase_set(words.articles),
        starters=frozenset(starters),
    )


def notation(text: str, words: NumberWords) -> Notation:
    """The text's own habits where it shows them, else the language's."""
    comma = words.decimal_comma
    if comma:
        if _SURE_COMMA_GROUPS.search(text) or (_DECIMAL_POINT.search(text) and not _DECIMAL_COMMA.search(text)):
            comma = False
    elif _SURE_DOT_GROUPS.search(text) or (
        _DECIMAL_COMMA.search(text) and not _COMMA_GROUPS.search(text) and not _DECIMAL_POINT.search(text)
    ):
        comma = True
    return Notation(decimal_comma=comma, blank_groups=comma or not _COMMA_GROUPS.search(text))


def plain(value: Decimal) -> Decimal:
    """The same number without exponent and without zeros that only the notation asks for."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def digits_at(scan: Scan, i: int, habits: Notation) -> tuple[Number | None, int]:
    """The number in digits at token i and the token after it; None for digits that are no number (`1.2.3`, `007`)."""
    parts = [scan.raw[i]]
    seps: list[str] = []
    j = i + 1
    while scan.kind[j + 1] == "d" and _joins(scan, j, parts, seps, habits):
        seps.append(scan.raw[j])
        parts.append(scan.raw[j + 1])
        j += 2
    whole, decimals = _split(parts, seps, habits)
    if whole is None or len(whole) + len(decimals) > MAX_DIGITS or (whole[0] == "0" and len(whole) > 1):
        return None, j
    value = Decimal(f"{int(whole)}.{decimals}" if decimals else int(whole))
    if scan.kind[j] == "w" or (scan.blank(j) and scan.kind[j + 1] == "w"):
        k = scan.after_blank(j)
        part = _vulgar(scan.raw[k])
        if part and not decimals:
            return Number(value + part, i, k + 1, parts=tuple(parts)), k + 1
    grouped = bool(whole != parts[0])
    return Number(value, i, j, bare=not grouped and not decimals, grouped=grouped, parts=tuple(parts)), j


def _joins(scan: Scan, j: int, parts: list[str], seps: list[str], habits: Notation) -> bool:
    """Whether the single character at token j can part two pieces of one number."""
    sep = scan.raw[j]
    if sep not in _SEPARATORS:
        return False
    if scan.kind[j] != "s":
        return True
    if sep == " " and not habits.blank_groups:
        return False
    return (
        len(scan.raw[j + 1]) == _GROUP
        and len(parts[0]) <= _GROUP
        and parts[0][0] != "0"
        and all(s == sep for s in seps)
        and scan.raw[j + 2] not in ("_", "/", ":")
    )


def _split(parts: list[str], seps: list[str], habits: Notation) -> tuple[str | None, str]:
    """(integer digits, decimal digits); (None, "") when the pieces are not one number."""
    nothing = (None, "")
    if not seps:
        return parts[0], ""
    kinds = set(seps)
    if len(kinds) == 1:
        sep = seps[0]
        if sep in _NARROW + _APOSTROPHES + " ":
            return ("".join(parts), "") if _western(parts) and not _stairs(parts, sep) else nothing
        if len(seps) > 1:
            return ("".join(parts), "") if _western(parts) or (sep == "," and _indian(parts)) else nothing
        # Nobody prints three decimals that are zeros: 50.000 is grouped wherever it stands.
        groups = _western(parts) and ((sep == ",") != habits.decimal_comma or parts[1] == "000")
        if sep == "," and not groups and not habits.decimal_comma and len(parts[1]) > 2:
            return nothing
        return ("".join(parts), "") if groups and parts[0] != "0" else (parts[0], parts[1])
    head, last = parts[:-1], seps[-1]
    if len(kinds) == 2 and last in ".,·" and seps.count(last) == 1 and (_western(head) or _indian(head)):
        return "".join(head), parts[-1]
    return nothing


def _western(parts: list[str]) -> bool:
    return len(parts[0]) <= _GROUP and parts[0][0] != "0" and all(len(part) == _GROUP for part in parts[1:])


def _indian(parts: list[str]) -> bool:
    """12,50,000: groups of two but for the last."""
    return (
        len(parts) > 2
        and len(parts[0]) <= 2
        and parts[0][0] != "0"
        and len(parts[-1]) == _GROUP
        and all(len(part) == 2 for part in parts[1:-1])
    )


def _stairs(parts: list[str], sep: str) -> bool:
    """100 200 300: an axis, not a number."""
    if sep != " " or len(parts) < 3:
        return False
    numbers = [int(part) for part in parts[:4]]
    return len({b - a for a, b in pairwise(numbers)}) == 1


def _vulgar(raw: str) -> Decimal | None:
    """The value of ½ and its kin; None for anything else."""
    if (
        len(raw) != 1
        or unicodedata.category(raw) != "No"
        or not unicodedata.decomposition(raw).startswith("<fraction>")
    ):
        return None
    return plain(round(Decimal(str(unicodedata.numeric(raw))), 4))


def stroke_at(scan: Scan, i: int, lexicon: Numerals) -> Number | None:
    """`2/3 of`: a share in digits with a stroke; without the "of" it may be anything else."""
    if (
        scan.raw[i + 1] != "/"
        or scan.kind[i + 2] != "d"
        or not scan.blank(i + 3)
        or scan.low[i + 4] not in lexicon.words.of
    ):
        return None
    top, bottom = scan.raw[i], scan.raw[i + 2]
    if len(top) > 1 or len(bottom) > 2 or not 0 < int(top) < int(bottom) <= 10:
        return None
    return Number(plain(round(Decimal(int(top)) / int(bottom), 4)), i, i + 3, ratio=True)


def point_at(scan: Scan, i: int) -> Number | None:
    """`.5`: decimals without a zero before the point."""
    before = scan.raw[i - 2]
    money = len(before) == 1 and unicodedata.category(before) == "Sc"
    if scan.raw[i - 1] != "." or not (scan.edge(i - 2) or money) or len(scan.raw[i]) > 3:
        return None
    return Number(Decimal(f"0.{int(scan.raw[i]):0{len(scan.raw[i])}}"), i - 1, i + 1, parts=("0", scan.raw[i]))


def vulgar_at(scan: Scan, i: int) -> Number | None:
    """½ standing alone."""
    value = _vulgar(scan.raw[i])
    return None if value is None else Number(value, i, i + 1, ratio=True)


def words_at(scan: Scan, i: int, lexicon: Numerals) -> Number | None:
    """The number in words at token i: `two hundred and fifty`, `half a million`, `a dozen`, `two-thirds`, `a quarter`."""
    if scan.kind[i] != "w":
        return None
    article = lexicon.articles.at(scan, i)
    if article and scan.blank(article[0]):
        after = article[0] + 1
        scale = lexicon.scales.at(scan, after)
        if scale:
            return _cardinal(scan, i, after, Decimal(1), lexicon)
        fraction = lexicon.fractions.at(scan, after)
        if fraction and not _ordinal(scan, after, fraction[0], lexicon):
            return _fraction(scan, i, fraction[0], 1, fraction[1], lexicon)
    name = lexicon.names.at(scan, i)
    if name:
        stop, value = name
        follows = _link(scan, stop)
        fraction = lexicon.fractions.at(scan, follows) if follows else None
        if fraction:
            return _fraction(scan, i, fraction[0], value, fraction[1], lexicon)
        return _cardinal(scan, i, i, Decimal(0), lexicon)
    fraction = lexicon.fractions.at(scan, i)
    if fraction is None:
        return None
    share = _fraction(scan, i, fraction[0], 1, fraction[1], lexicon)
    # "half" needs no article; other fractions without one are ordinals or plurals, but for "quarter of a million".
    return share if share and (share.scaled or (fraction[1] == 2 and scan.low[i] != "halves")) else None


def _ordinal(scan: Scan, i: int, stop: int, lexicon: Numerals) -> bool:
    """Whether the word at token i, behind an article, puts in order ("a third phase") instead of dividing ("a third of")."""
    if scan.low[i] not in lexicon.words.ordinals or not scan.blank(stop):
        return False
    return scan.kind[stop + 1] == "w" and scan.low[stop + 1] not in lexicon.words.of | lexicon.words.after_fraction


def _link(scan: Scan, i: int) -> int | None:
    """The token after a blank or hyphen at token i, None when there is neither."""
    return i + 1 if scan.kind[i] == "s" or scan.raw[i] in HYPHENS else None


def _cardinal(scan: Scan, first: int, at: int, current: Decimal, lexicon: Numerals) -> Number | None:
    """Reads number words from token `at` on, greedily, as long as they make one number."""
    total, stop = Decimal(0), first
    room = Decimal(_LARGEST if current == 0 else 0)  # only a word below `room` can be added
    ceiling = Decimal(_LARGEST)  # multipliers fall from left to right
    seen = current != 0
    i = at
    while True:
        name = lexicon.names.at(scan, i)
        scale = lexicon.scales.at(scan, i)
        if name and name[1] < room and (name[1] > 0 or not seen):
            current += name[1]
            room = Decimal(_room_behind(name[1], lexicon.words.decimal_comma))
            stop = name[0]
        elif scale and scale[1] == 100 and 0 < current < 100:
            current *= 100
            room = Decimal(100)
            stop = scale[0]
        elif scale and 100 < scale[1] < ceiling and current > 0:
            total += current * scale[1]
            current, room, ceiling = Decimal(0), Decimal(1000), Decimal(scale[1])
            stop = scale[0]
        elif scale and scale[1] == 12 and total == 0 and current > 0:
            return Number(current * 12, first, scale[0], words=True)
        else:
            break
        seen = True
        if total + current >= _LARGEST:
            return None
        i, half = _next_word(scan, stop, room, lexicon)
        if half is not None:
            return _with_half(scan, first, total + current, *half, lexicon)
        if i == 0:
            break
    if not seen or stop == first:
        return None
    return Number(total + current, first, stop, words=True, scaled=total > 0)


def _room_behind(value: int, comma: bool) -> int:
    """What may be added to a number word: 21 is twenty-one; soixante-dix and quatre-vingt-douze add up to nineteen."""
    if value >= 100:
        return value
    if value % 10 or value < 20:
        return 0
    return 20 if comma and value in (60, 80) else 10


def _next_word(scan: Scan, stop: int, room: Decimal, lexicon: Numerals) -> tuple[int, tuple[int, Decimal] | None]:
    """Where the next word of the number may stand (0: nowhere), or the fraction that ends it: (token after, value)."""
    link = _link(scan, stop)
    if link is None:
        return 0, None
    if scan.low[link] not in lexicon.words.and_words | lexicon.words.joints:
        return link, None
    after = _link(scan, link + 1)
    if after is None:
        return 0, None
    article = lexicon.articles.at(scan, after)
    half = lexicon.fractions.at(scan, _link(scan, article[0]) or after) if article else None
    if half and half[1] in (2, 4):
        return 0, (half[0], Decimal(1) / half[1])
    below_hundred = scan.low[link] in lexicon.words.and_words and room >= 100
    after_tens = scan.low[link] in lexicon.words.joints and room in (10, 20)
    return (after, None) if below_hundred or after_tens else (0, None)


def _with_half(scan: Scan, first: int, value: Decimal, stop: int, part: Decimal, lexicon: Numerals) -> Number:
    value += part
    link = _link(scan, stop)
    scale = lexicon.scales.at(scan, link) if link else None
    if scale:
        return Number(plain(value * scale[1]), first, scale[0], words=True, scaled=True)
    return Number(value, first, stop, words=True)


def _fraction(scan: Scan, first: int, stop: int, top: int, bottom: int, lexicon: Numerals) -> Number | None:
    """A fraction, alone or of a multiplier: `half a million`, `a quarter of a million`."""
    if not 0 < top < bottom * 10:
        return None
    share = Decimal(top) / Decimal(bottom)
    i = stop
    link = _link(scan, i)
    if link and scan.low[link] in lexicon.words.of:
        link = _link(scan, link + 1)
    if link:
        article = lexicon.articles.at(scan, link)
        at = (_link(scan, article[0]) or 0) if article else (link if scan.raw[stop] in HYPHENS else 0)
        scale = lexicon.scales.at(scan, at) if at else None
        if scale:
            return Number(plain(share * scale[1]), first, scale[0], words=True, scaled=True)
    return Number(plain(round(share, 4)), first, stop, words=True, ratio=True)


def and_a_half(scan: Scan, number: Number, lexicon: Numerals) -> Number:
    """`3 and a half`: digits with a fraction in words behind; the number unchanged when there is none."""
    _, half = _next_word(scan, number.stop, Decimal(0), lexicon)
    if half is None or not number.bare:
        return number
    return _with_half(scan, number.first, number.value, *half, lexicon)


def scaled(scan: Scan, number: Number, money: bool, lexicon: Numerals) -> Number:
    """The number with the multipliers that follow it applied. `money`: a currency stands before it."""
    value, stop, product = number.value, number.stop, Decimal(1)
    more = scan.raw[stop] == "+" and scan.blank(stop + 1) and lexicon.scales.at(scan, stop + 2) is not None
    stop += more
    for _ in range(_MAX_SCALES):
        found = _scale_at(scan, stop, money, lexicon)
        if found is None:
            break
        stop, factor = found
        value *= factor
        product *= factor
    if product == 1:
        return number
    return replace(number, value=plain(value), stop=stop, scaled=True, bare=False, factor=product, open_end=more)


def with_sign(scan: Scan, number: Number, lexicon: Numerals) -> Number | None:
    """The number with the multiplier's sign behind it applied as it is for money; None when there is none."""
    found = scaled(scan, number, True, lexicon)
    return found if found.stop > number.stop else None


def _scale_at(scan: Scan, stop: int, money: bool, lexicon: Numerals) -> tuple[int, int] | None:
    link = _link(scan, stop)
    word = lexicon.scales.at(scan, stop if link is None else link)
    if word and scan.kind[word[0]] not in ("d", "w"):
        return word
    at = scan.after_blank(stop)
    sign = scan.raw[at]
    factor = lexicon.words.scale_signs.get(sign)
    if factor is None or scan.kind[at + 1] in ("d", "w") or scan.raw[at + 1] == "_":
        return None
    if sign in lexicon.words.sure_signs or money:
        return at + 1, factor
    # Without money a glued capital M, k or K is a multiplier; m, b, t and B may be a unit or a label ("2B").
    if at == stop and (sign in ("M", "k", "K") or (sign == "B" and scan.raw[at + 1] in ("+", "."))):
        return at + 1, factor
    return None
