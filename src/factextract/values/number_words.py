"""Numbers in words, shares in words, and the multipliers behind numbers of every kind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from factextract.model.quantity_words import NumberWords
from factextract.values.number import MAX_DIGITS, SHARE_DECIMALS, STROKES, Number, plain
from factextract.values.quantity_tokens import HYPHENS, Phrases, Scan, phrase_set, phrases

_MAX_SCALES = 2
_LARGEST = 10**MAX_DIGITS


@dataclass(frozen=True, slots=True)
class Numerals:
    """NumberWords compiled."""

    words: NumberWords
    names: Phrases[int]
    scales: Phrases[int]
    collectives: Phrases[int]
    fractions: Phrases[int]
    articles: Phrases[str]
    starters: frozenset[str]


def numerals(words: NumberWords) -> Numerals:
    names = phrases(words.numbers, folded=True)
    starters = {*names.first, *words.fractions, *words.articles}
    return Numerals(
        words=words,
        names=names,
        scales=phrases(words.scales, folded=True),
        collectives=phrases(words.collectives, folded=True),
        fractions=phrases(words.fractions, folded=True),
        articles=phrase_set(words.articles),
        starters=frozenset(starters),
    )


def words_at(scan: Scan, i: int, lexicon: Numerals) -> Number | None:
    """The number in words at token i: `two hundred and fifty`, `half a million`, `a dozen`, `two-thirds`, `a quarter`."""
    if scan.kind[i] != "w":
        return None
    article = lexicon.articles.at(scan, i)
    if article and scan.blank(article[0]):
        after = article[0] + 1
        if lexicon.scales.at(scan, after) or lexicon.collectives.at(scan, after):
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
        else:
            dozen = lexicon.collectives.at(scan, i) if total == 0 and current > 0 else None
            if dozen:
                return Number(current * dozen[1], first, dozen[0], words=True)
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
        scale = lexicon.scales.at(scan, at) or lexicon.collectives.at(scan, at) if at else None
        if scale:
            return Number(plain(share * scale[1]), first, scale[0], words=True, scaled=True)
    return Number(plain(round(share, SHARE_DECIMALS)), first, stop, words=True, ratio=True)


def half_behind(scan: Scan, stop: int, lexicon: Numerals) -> tuple[int, Decimal] | None:
    """`and a half` at token `stop`: the token behind it and its value."""
    return _next_word(scan, stop, Decimal(0), lexicon)[1]


def and_a_half(scan: Scan, number: Number, lexicon: Numerals) -> Number:
    """`3 and a half`: digits with a fraction in words behind; the number unchanged when there is none."""
    half = half_behind(scan, number.stop, lexicon)
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
    at = stop if link is None else link
    word = lexicon.scales.at(scan, at) or lexicon.collectives.at(scan, at)
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
    # "5.6 M people", "1.2 M": behind a blank the capital is a multiplier where the number is no label's.
    if sign == "M" and at != stop and (scan.edge(at + 1) or scan.blank(at + 1)) and not _is_whole(scan, stop):
        return at + 1, factor
    return None


def _is_whole(scan: Scan, stop: int) -> bool:
    """Whether the number that ends at `stop` has no decimals: "Block 5 M" is a name, 5.6 M is none."""
    return scan.raw[stop - 2] not in (".", ",")


def stroke_at(scan: Scan, i: int, lexicon: Numerals) -> Number | None:
    """`2/3 of`: a share in digits with a stroke; without the "of" it may be anything else."""
    if (
        scan.raw[i + 1] not in STROKES
        or scan.kind[i + 2] != "d"
        or not scan.blank(i + 3)
        or scan.low[i + 4] not in lexicon.words.of
    ):
        return None
    top, bottom = scan.raw[i], scan.raw[i + 2]
    if len(top) > 1 or len(bottom) > 2 or not 0 < int(top) < int(bottom) <= 10:
        return None
    return Number(plain(round(Decimal(int(top)) / int(bottom), SHARE_DECIMALS)), i, i + 3, ratio=True)
