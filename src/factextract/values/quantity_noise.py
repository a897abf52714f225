"""Stretches of digits that count nothing whatever stands around them: dates, times, telephone numbers, codes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factextract.model.quantity_words import ContextWords
from factextract.values.number import STROKES
from factextract.values.quantity_tokens import DASHES, HYPHENS, Phrases, Scan, phrase_set

_ORDINALS = frozenset({"st", "nd", "rd", "th", "er", "ère", "re", "ème", "eme", "e", "º", "ª", "o"})
_TIMES_SIGN = frozenset("x×✕X")
_APOSTROPHES = frozenset("'’‘")
_MINUTES = frozenset("'’′\"”″")
_HOOKS = HYPHENS | {"/", ".", "−"}
_RAISED = re.compile(r"^(?:[¹²³⁰-⁹]{1,2}|[ᵃᵇᶜᵈᵉᶠᵍʰ])$")
"""A footnote mark; behind 10 an exponent."""
_PHONE_DIGITS = range(8, 16)
_LONG_RUN = 9
_RATIO_REACH = 8
"""Tokens on either side in which "ratio" says that 1:45 is no time of day."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The context words of this module and of quantity_names, compiled."""

    words: ContextWords
    labels: Phrases[str]
    capital_labels: Phrases[str]
    identifiers: Phrases[str]
    dated: Phrases[str]
    clock: Phrases[str]
    ages: Phrases[str]
    old: Phrases[str]
    age_words: Phrases[str]
    under_age: Phrases[str]


def surroundings(words: ContextWords) -> Surroundings:
    return Surroundings(
        words=words,
        labels=phrase_set(words.labels),
        capital_labels=phrase_set(words.capital_labels),
        identifiers=phrase_set(words.identifiers),
        dated=phrase_set(words.dated),
        clock=phrase_set(words.clock),
        ages=phrase_set(words.ages),
        old=phrase_set(words.old),
        age_words=phrase_set(words.age_words),
        under_age=phrase_set(words.under_age),
    )


def stretch(scan: Scan, i: int, lexicon: Surroundings) -> int:
    """The token behind the stretch at digits i that is no quantity as a whole (a date, a telephone number); 0: none."""
    for find in (_phone, _time, _date, _strokes, _dimensions, _angle, _chain):
        stop = find(scan, i, lexicon)
        if stop:
            return stop
    return 0


def code(scan: Scan, i: int) -> int:
    """The token behind digits that hang on letters or signs before them: `COVID-19`, `21_IK`, `#3`, `'19`; 0: they do not."""
    before = scan.raw[i - 1]
    if before in ("_", "@", "#", "№", "\\"):
        return scan.past(i)
    if before in _HOOKS and scan.kind[i - 2] == "w":
        return scan.past(i)
    if before in (".", ";", ":") and scan.kind[i - 2] == "d":
        # What is left of a date with a footnote's mark, or of a source: `2014;27:129–32`.
        return i + 1 if before == "." else scan.past(i)
    if before in _APOSTROPHES and scan.kind[i - 2] in ("s", "n", "", "d") and len(scan.raw[i]) == 2:
        return i + 1
    return 0


def _phone(scan: Scan, i: int, lexicon: Surroundings) -> int:
    plus = scan.raw[i - 1] == "+" and scan.kind[i - 2] not in ("d", "w")
    opened = scan.raw[i - 1] == "(" and scan.raw[i + 1] == ")"
    groups, j, signs = [scan.raw[i]], i + 1, 0
    while len(groups) < 8:
        k = j
        while k < j + 3 and (
            scan.raw[k] in HYPHENS or scan.raw[k] in ("(", ")", ".", "/") or scan.raw[k] in (" ", "\u00a0")
        ):
            k += 1
        if k == j or scan.kind[k] != "d":
            break
        signs += any(scan.raw[m] in "-./()" for m in range(j, k))
        groups.append(scan.raw[k])
        j = k + 1
    total = sum(map(len, groups))
    if total not in _PHONE_DIGITS:
        return 0
    named = lexicon.identifiers.before(scan, left_word(scan, i - 1 if plus or scan.raw[i - 1] == "(" else i))
    if plus and (len(groups) > 1 or total >= _LONG_RUN):
        return j
    if named and len(groups) > 1:
        return j
    thousands = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3 and groups[0][0] != "0"
    if (
        len(groups) >= 3
        and total >= _LONG_RUN
        and not (thousands and scan.raw[i + 1] not in HYPHENS)
        and max(map(len, groups)) >= 3
    ):
        years = sum(len(group) == 4 and group[:2] in ("19", "20") for group in groups)
        return j if years == 0 and (signs or groups[0][0] == "0" or opened) else 0
    return 0


def left_word(scan: Scan, i: int) -> int:
    """The token behind the word to the left of token i, over a blank and a full stop or colon."""
    j = i - 1 if scan.blank(i - 1) else i
    while scan.raw[j - 1] in (".", ":", "-") and scan.raw[j - 1]:
        j -= 1
    return j


def _time(scan: Scan, i: int, lexicon: Surroundings) -> int:
    if len(scan.raw[i]) > 2:
        return 0
    j = i + 1
    if scan.raw[j] in (":", ".", "h", "H") and scan.kind[j + 1] == "d" and len(scan.raw[j + 1]) == 2:
        stop = j + 2
        if scan.raw[stop] == ":" and scan.kind[stop + 1] == "d":
            stop += 2
        named = lexicon.clock.at(scan, scan.after_blank(stop))
        if named and scan.kind[named[0]] != "w":
            return named[0]
        proportion = scan.raw[j] == ":" and "1" in (scan.raw[i], scan.raw[j + 1]) and _tells_ratio(scan, i, lexicon)
        if scan.raw[j] in (":", "h") and not proportion and int(scan.raw[i]) < 25 and int(scan.raw[j + 1]) < 60:
            return stop
        return 0 if proportion or scan.raw[j] != ":" else stop
    named = lexicon.clock.at(scan, scan.after_blank(j))
    if named and scan.kind[named[0]] not in ("w", "d") and int(scan.raw[i]) < 25:
        return named[0]
    # "9–11 am"
    k = scan.after_blank(j)
    if scan.raw[k] in DASHES and scan.kind[scan.after_blank(k + 1)] == "d":
        end = scan.after_blank(k + 1) + 1
        named = lexicon.clock.at(scan, scan.after_blank(end))
        if named and scan.kind[named[0]] not in ("w", "d"):
            return named[0]
    return 0


def _tells_ratio(scan: Scan, i: int, lexicon: Surroundings) -> bool:
    """Whether "ratio" stands near token i."""
    return any(scan.low[k] in lexicon.words.ratio_words for k in range(max(0, i - _RATIO_REACH), i + _RATIO_REACH))


def _date(scan: Scan, i: int, lexicon: Surroundings) -> int:
    """Days beside a month's name, dates in digits, spans of years, ordinals."""
    j, raw = i + 1, scan.raw[i]
    if scan.low[j] in _ORDINALS and scan.kind[j + 1] != "d":
        return j + 1
    if len(raw) <= 2:
        month = _month_behind(scan, j, lexicon)
        if month:
            return month
    if (len(raw) <= 2 or _is_year(raw)) and not _grouped(scan, j) and _month_before(scan, i, lexicon):
        k = scan.after_blank(j)
        day = scan.after_blank(k + 1)
        joint = scan.raw[k] in DASHES or scan.low[k] in lexicon.words.joints
        return day + 1 if joint and scan.kind[day] == "d" and len(scan.raw[day]) <= max(len(raw), 2) else j
    if (
        scan.raw[j] in ("/", "-", ".", "–", "‑")
        and scan.kind[j + 1] == "d"
        and scan.raw[j + 2] == scan.raw[j]
        and scan.kind[j + 3] == "d"
    ):
        shape = tuple(len(scan.raw[k]) for k in (i, i + 2, i + 4))
        if shape in _DATE_SHAPES and scan.raw[j + 4] != scan.raw[j]:
            return i + 5
    if _is_year(raw):
        k = scan.after_blank(j)
        if scan.raw[k] in DASHES or scan.raw[k] == "/":
            other = scan.after_blank(k + 1)
            if scan.kind[other] == "d" and (_is_year(scan.raw[other]) or (k == j and len(scan.raw[other]) == 2)):
                return other + 1
    return 0


_DATE_SHAPES = frozenset(
    {(a, b, c) for a in (1, 2) for b in (1, 2) for c in (2, 4)} | {(4, a, b) for a in (1, 2) for b in (1, 2)}
)


def _grouped(scan: Scan, j: int) -> bool:
    """Whether the digits before token j are the head of a grouped number."""
    return scan.raw[j] in (",", ".") and scan.kind[j + 1] == "d" and len(scan.raw[j + 1]) == 3


def _is_year(raw: str) -> bool:
    return len(raw) == 4 and raw[:2] in ("19", "20")


def _is_month(scan: Scan, i: int, lexicon: Surroundings) -> bool:
    return scan.low[i] in lexicon.words.months and (not lexicon.words.months_capital or scan.raw[i][0].isupper())


def _month_behind(scan: Scan, j: int, lexicon: Surroundings) -> int:
    """The token behind the month's name that follows the day before token j, over further days: `12, 13 and 14 March`."""
    for _ in range(4):
        k = scan.after_blank(j)
        if scan.low[k] in lexicon.words.month_links and scan.blank(k + 1):
            k += 2
        if _is_month(scan, k, lexicon) and (k > j or scan.kind[j] == "w"):
            return k + 1
        if scan.raw[j] in HYPHENS and _is_month(scan, j + 1, lexicon):
            return j + 2
        k = scan.after_blank(j)
        joint = (
            scan.raw[k] in DASHES or scan.raw[k] in (",", "&") or scan.low[k] in ("and", "to", "et", "au", "y", "al")
        )
        day = scan.after_blank(k + 1)
        if not joint or scan.kind[day] != "d" or len(scan.raw[day]) > 2:
            return 0
        j = day + 1
        if scan.low[j] in _ORDINALS:
            j += 1
    return 0


def _month_before(scan: Scan, i: int, lexicon: Surroundings) -> bool:
    j = i - 1
    if scan.blank(j) or scan.raw[j] in HYPHENS:
        j -= 1
    if scan.raw[j] == "." or (scan.raw[j] == "," and _is_year(scan.raw[i])):
        j -= 1
    if scan.low[j] in lexicon.words.month_links and scan.blank(j - 1):
        j -= 2
    return j >= 0 and scan.kind[j] == "w" and _is_month(scan, j, lexicon)


def _strokes(scan: Scan, i: int, lexicon: Surroundings) -> int:
    """`2018/19`, `11/2025`, `24/7`, `2/2`: digits on both sides of a stroke."""
    if scan.raw[i - 1] in STROKES and scan.kind[i - 2] == "d":
        return i + 1
    if scan.raw[i + 1] not in STROKES or scan.kind[i + 2] != "d":
        return 0
    stop = i + 3
    while scan.raw[stop] in ("/", "-") and scan.raw[stop] and scan.kind[stop + 1] == "d":
        stop += 2
    return stop


def _dimensions(scan: Scan, i: int, lexicon: Surroundings) -> int:
    k = scan.after_blank(i + 1)
    if scan.raw[k] in _TIMES_SIGN and scan.raw[k]:
        other = scan.after_blank(k + 1)
        if scan.kind[other] == "d" and (k == i + 1) == (other == k + 1):
            return other + 1
    return 0


def _angle(scan: Scan, i: int, lexicon: Surroundings) -> int:
    j = i + 1
    if scan.raw[j] == "." and scan.kind[j + 1] == "d":
        j += 2
    if scan.raw[j] not in ("°", "º") or scan.raw[scan.after_blank(j + 1)] in ("C", "F"):
        return 0
    stop = scan.past(j)
    while scan.blank(stop) and scan.kind[stop + 1] == "d" and scan.raw[stop + 2] in _MINUTES:
        stop = scan.past(stop + 2)
    return stop


def _chain(scan: Scan, i: int, lexicon: Surroundings) -> int:
    """Three and more digit runs with hyphens are a code; two equal ones (`50-50`) and powers (`10^6`) count nothing either."""
    if scan.raw[i + 1] == "^" or (scan.raw[i + 1] in HYPHENS and scan.raw[i + 2] == scan.raw[i]):
        return scan.past(i)
    j, links = i + 1, 0
    while scan.raw[j] in HYPHENS and scan.kind[j + 1] == "d":
        j, links = j + 2, links + 1
    return scan.past(j) if links > 1 else 0


def glued_behind(scan: Scan, stop: int) -> bool:
    """Whether the number that ends before token `stop` goes on into letters or a code: `4G`, `501(c)`, `12-A`, `10%x`."""
    if scan.kind[stop] in ("w", "d") or scan.raw[stop] in ("_", "@"):
        return not (_RAISED.match(scan.raw[stop]) and scan.raw[stop - 1] != "10")
    if (
        scan.raw[stop] == "("
        and scan.kind[stop + 1] == "w"
        and scan.raw[stop + 2] == ")"
        and len(scan.raw[stop + 1]) == 1
    ):
        return True
    if scan.raw[stop] in HYPHENS and scan.kind[stop + 1] == "w":
        letter = scan.raw[stop + 1]
        return letter.isupper() and len(letter) <= 3 and scan.kind[stop + 2] != "d" and scan.raw[stop + 2] != "$"
    return scan.raw[stop] in _APOSTROPHES and scan.low[stop + 1] == "s"
