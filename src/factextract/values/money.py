"""Currencies before and after a number."""

from __future__ import annotations

from dataclasses import dataclass

from factextract.model.quantity_words import Currency, MoneyWords
from factextract.values.number import Number
from factextract.values.quantity_tokens import HYPHENS, Phrases, Scan, phrases

_INSIDE = frozenset(",(-–/&")
"""Marks behind which a sentence goes on."""


@dataclass(frozen=True, slots=True)
class Purse:
    """MoneyWords compiled."""

    words: MoneyWords
    before: Phrases[Currency]
    after: Phrases[Currency]
    names: Phrases[Currency]
    hundredths: Phrases[Currency]


@dataclass(frozen=True, slots=True)
class Marked:
    """A currency and where it stands: the outer edge (its first token before a number, the token after it behind one)."""

    currency: Currency
    edge: int
    sign: str
    hundredth: bool = False
    gap: bool = False


def purse(words: MoneyWords) -> Purse:
    codes = {code: Currency(code) for code in words.codes}
    return Purse(
        words=words,
        before=phrases({**codes, **words.before}, folded=False),
        after=phrases({**codes, **words.after}, folded=False),
        names=phrases(words.names, folded=True),
        hundredths=phrases(words.hundredths, folded=True),
    )


def currency_before(scan: Scan, i: int, lexicon: Purse) -> Marked | None:
    """The currency whose sign ends just before token i, or a blank before it."""
    gap = scan.blank(i - 1)
    found = lexicon.before.before(scan, i - 1 if gap else i)
    if found is None:
        return None
    start, currency = found
    sign = scan.text[scan.start[start] : scan.start[i]].strip()
    if sign[1:2].isspace() and _opens_sentence(scan, start):
        # "A $400,000 fund" begins with an article, not with a sign of Australia's dollar.
        alone = lexicon.before.at(scan, start + 2)
        if alone is None:
            return None
        start, currency, sign = start + 2, alone[1], sign[1:].lstrip()
    # "Group D 1,234" is no dalasi.
    if gap and len(sign) == 1 and sign.isalpha() and scan.blank(start - 1) and scan.raw[start - 2][:1].isupper():
        return None
    return Marked(currency, start, sign, gap=gap)


def _opens_sentence(scan: Scan, i: int) -> bool:
    """Whether token i is the first of a sentence, line or item."""
    return scan.opens_line(i) or (
        scan.blank(i - 1) and not scan.raw[i - 2][-1:].isalnum() and scan.raw[i - 2] not in _INSIDE
    )


def credible(mark: Marked, number: Number, lexicon: Purse, *, rated: bool) -> bool:
    """Whether letters that are also a word or a name are a currency before this number: only when it looks like money, or a
    letter is glued to it and words of a rate follow ("D96 a metre")."""
    if mark.sign not in lexicon.words.doubtful and mark.sign not in lexicon.words.shy:
        return True
    if number.grouped or number.scaled:
        return True
    cents = len(number.parts) > 1 and len(number.parts[-1]) == 2
    glued = not mark.gap and (mark.sign == "R" or (rated and len(mark.sign) == 1))
    return cents or (
        glued and not number.yearlike and len(number.parts) == 1 and len(number.parts[0]) > (1 if rated else 2)
    )


def currency_after(scan: Scan, i: int, lexicon: Purse) -> Marked | None:
    """The currency that starts at token i, or a blank or hyphen after it. One that belongs to the next number is none."""
    at = i + 1 if scan.blank(i) or scan.raw[i] in HYPHENS else i
    for table, hundredth in ((lexicon.hundredths, True), (lexicon.names, False), (lexicon.after, False)):
        found = table.at(scan, at)
        if found is None or scan.kind[found[0]] in ("d", "w"):
            continue
        letter = found[0] == at + 1 and len(scan.raw[at]) == 1
        if hundredth and letter and at > i:
            continue  # "83p" are pence, "83 p" are pages
        stop, currency = found
        sign = scan.text[scan.start[at] : scan.start[stop]]
        prefix = table is lexicon.after
        if prefix and (
            scan.kind[scan.after_blank(stop)] == "d" or scan.raw[i] in HYPHENS or sign in lexicon.words.doubtful
        ):
            continue
        return Marked(currency, stop, sign, hundredth)
    return None
