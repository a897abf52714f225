"""Numbers that name something instead of counting it: labels, numbering, years, ages, addresses."""

from __future__ import annotations

import re

from factextract.values.number import Number
from factextract.values.quantity_noise import Surroundings, left_word
from factextract.values.quantity_tokens import DASHES, HYPHENS, Scan

_MAX_LABELLED = 5
"""Digits of a number behind a label: Resolution 1325, ISO 14001."""
_MAX_CAPITAL_LABELLED = 3
_MAX_AGE = 110
_MAX_LISTED = 150
_ADDRESS_DIGITS = range(3, 7)
_STREET_WORDS = 3
_ADDRESS_REACH = 12
"""Tokens on either side in which an address shows itself by a street, a bar or a mail address."""
_LISTED = re.compile(r"(?<!\S)(\d{1,3})[.)](?=[\s\u200b])|\((\d{1,3})\)")


def enumerated(text: str) -> frozenset[int]:
    """The numbers of the list that a text holds (`1. … 2. …`, `(1) … (2) …`): they run from 1 without gaps, and there are two."""
    seen = {int(match[1] or match[2]) for match in _LISTED.finditer(text)}
    top = next(n for n in range(1, _MAX_LISTED + 1) if n not in seen or n == _MAX_LISTED)
    return frozenset(range(1, top)) if top > 2 else frozenset()


def labelled(scan: Scan, number: Number, lexicon: Surroundings) -> bool:
    """Whether a label names this number: `page 3`, `Goal 4`, `Output 1.2`, `No. 12`, `Resolution 1325`."""
    i = number.first
    if scan.opens_line(i):
        return False
    end = left_word(scan, i)
    near = end == i - scan.blank(i - 1)
    dot = scan.raw[end] == "." and not near
    found = lexicon.identifiers.before(scan, end)
    # "no" without a capital or full stop denies: "no 5 people".
    if found and (len(found[1]) > 2 or not scan.raw[end - 1][0].islower() or dot):
        return not number.grouped
    if number.grouped or not (near or dot) or sum(map(len, number.parts)) > _MAX_LABELLED:
        return False
    found = lexicon.capital_labels.before(scan, end)
    if found and len(number.parts) <= 1 and sum(map(len, number.parts)) <= _MAX_CAPITAL_LABELLED:
        # "by the end of year 2, half …", but "this year 2 schools …"
        ends = number.bare and number.value < 10 and not scan.blank(number.stop)
        return scan.raw[found[0]][0].isupper() or ends
    found = lexicon.labels.before(scan, end)
    if found is None:
        return False
    label = scan.raw[found[0]]
    return label[0].isupper() or (not number.words and (len(label) > 1 or dot or label in ("p", "v")))


def past_labelled(scan: Scan, number: Number, lexicon: Surroundings) -> int:
    """The token behind the further numbers that a label names: `Goals 3, 4 and 5`, `pages 12–15`, `no. 1178 204`."""
    stop = number.stop
    if lexicon.identifiers.before(scan, left_word(scan, number.first)):
        while scan.blank(stop) and scan.kind[stop + 1] == "d" and scan.edge(stop + 2):
            stop += 2
    while True:
        if scan.raw[stop] == "(" and scan.kind[stop + 1] == "d" and scan.raw[stop + 2] == ")":
            stop += 3
            continue
        k = scan.after_blank(stop)
        joint = scan.raw[k] in DASHES or scan.raw[k] in (",", "&", "/") or scan.low[k] in lexicon.words.joints
        other = scan.after_blank(k + 1)
        if not joint or scan.kind[other] != "d" or len(scan.raw[other]) > _MAX_CAPITAL_LABELLED:
            return stop
        end = other + 1
        if scan.raw[end] in (",", ".") and scan.kind[end + 1] == "d":
            if len(scan.raw[end + 1]) > 2:
                return stop
            end += 2
        if not (scan.edge(end) or scan.raw[end] in (",", ".", ")", ";", ":") or scan.raw[end] in DASHES):
            return stop
        # "Phases 1 and 2" names two, "in Phase 1, 340 people" one and counts.
        if (
            scan.raw[k] == ","
            and scan.blank(end)
            and scan.kind[end + 1] == "w"
            and scan.low[end + 1] not in lexicon.words.joints
        ):
            return stop
        stop = end


def list_number(scan: Scan, number: Number, listed: frozenset[int]) -> bool:
    """Whether it numbers a list, section, page or source: `1.`, `2)`, `(3)`, `1 |`, `1.2 Reaching …`, `.... 7`, `[3]`."""
    i, stop = number.first, number.stop
    if number.words or sum(map(len, number.parts)) > 3:
        return False
    bare = len(number.parts) == 1
    bracket = scan.raw[i - 1] == "("
    mark = scan.raw[stop]
    if bare and scan.raw[i - 1] == "[" and mark == "]":
        return True
    if bare and number.value in listed and mark in (".", ")") and (scan.edge(stop + 1) or bracket):
        return True
    dots = i - 1 if scan.blank(i - 1) else i
    if scan.raw[dots - 1] == "." and scan.raw[dots - 2] in (".", " ") and scan.raw[dots - 3] == ".":
        return True
    if bare and scan.blank(i - 1) and scan.raw[i - 2] == "|" and scan.edge(stop) and not scan.blank(stop):
        return True
    if not scan.opens_line(i - 1 if bracket else i) or sum(map(len, number.parts)) > 2:
        return False
    if bracket:
        return mark == ")"
    if mark == ")" or (mark in (".", ":") and scan.blank(stop + 1) and scan.kind[stop + 2] in ("w", "p")):
        return True
    if mark == "." and bare and scan.edge(stop + 1):
        return True
    if scan.raw[scan.after_blank(stop)] == "|":
        return True
    word = scan.raw[stop + 1]
    return not bare and scan.blank(stop) and scan.kind[stop + 1] == "w" and word[0].isupper() and not word.isupper()


def year(scan: Scan, number: Number, lexicon: Surroundings, compared: bool) -> bool:
    """Whether a number from 1900 to 2099 without grouping is a year, perhaps with a footnote's mark (`2022.3`).

    `compared`: a comparator other than about stands before it ("more than 2000").
    """
    if number.parts and len(number.parts) == 2 and len(number.parts[0]) == 4 and len(number.parts[1]) == 1:
        return number.parts[0][:2] in ("19", "20")
    stop, i = number.stop, number.first
    dated = lexicon.dated.before(scan, i - 1 if scan.blank(i - 1) else i) is not None
    if number.bare and _glued_years(number.parts[0], dated):
        return True
    if not number.yearlike or compared:
        return False
    if not scan.blank(stop) or scan.low[stop + 1] not in lexicon.words.counted:
        return True
    return dated


def _glued_years(digits: str, dated: bool) -> bool:
    """`20222023`, a year and the next without what stood between them; `20221` behind "in", a year and a footnote's mark."""
    if digits[:2] not in ("19", "20"):
        return False
    if len(digits) == 8:
        return int(digits[4:]) - int(digits[:4]) == 1
    return len(digits) == 5 and dated and digits[-1] != "0"


def age(scan: Scan, first: int, stop: int, number: Number, lexicon: Surroundings) -> int:
    """The token behind an age or age group around the number at [first, stop), 0 when it is none: `aged 15`, `23-year-old`."""
    if number.value > _MAX_AGE or number.value != int(number.value):
        return 0
    at = scan.after_blank(stop)
    if scan.raw[at] in HYPHENS:
        at += 1
    found = lexicon.ages.at(scan, at) if at > stop else None
    if found and scan.kind[found[0]] != "w":
        return found[0]
    start = first - 1 if scan.blank(first - 1) else first
    if lexicon.age_words.before(scan, start):
        return stop
    under = lexicon.under_age.before(scan, start)
    if under is None:
        return 0
    person = under[0] - 2 if scan.blank(under[0] - 1) else under[0] - 1
    grown = person >= 0 and scan.low[person] in lexicon.words.persons
    return stop if grown or lexicon.age_words.before(scan, under[0] - 1) else 0


def byline(scan: Scan, number: Number) -> bool:
    """`Maria Santos, 34,`: an age between commas behind a name."""
    i = number.first
    if not number.bare or number.value > _MAX_AGE or not scan.blank(i - 1) or scan.raw[i - 2] != ",":
        return False
    return scan.kind[i - 3] == "w" and scan.raw[i - 3][0].isupper() and scan.raw[number.stop] == ","


def address(scan: Scan, number: Number, lexicon: Surroundings) -> bool:
    """`1300 Pennsylvania Avenue`, `DC 20523`, `Dhaka 1205 | mail@…`, `1218 Grand-Saconnex`."""
    i, stop = number.first, number.stop
    if not number.bare:
        return False
    if _street_behind(scan, stop, lexicon):
        return True
    if len(number.parts[0]) not in _ADDRESS_DIGITS:
        return False
    before = scan.raw[i - 2] if scan.blank(i - 1) and scan.kind[i - 2] == "w" else ""
    if len(before) == 2 and before.isupper() and len(number.parts[0]) == 5:
        return True
    behind = scan.raw[stop + 1] if scan.blank(stop) and scan.kind[stop + 1] == "w" else ""
    place_before = before[:1].isupper() and (not behind or behind[0].isupper())
    place_behind = behind[:1].isupper() and (scan.raw[i - 2] in (",", "|", "·") or scan.opens_line(i))
    if not place_before and not place_behind:
        return False
    for step in (-1, 1):
        k = i
        for _ in range(_ADDRESS_REACH):
            k += step
            if k < 0 or scan.kind[k] in ("n", ""):
                break
            if scan.raw[k] in ("|", "·", "@") or scan.low[k] in lexicon.words.streets:
                return True
    return False


def _street_behind(scan: Scan, stop: int, lexicon: Surroundings) -> bool:
    """Whether a street's name follows: up to three words with capitals, the last one a kind of street."""
    for named in range(_STREET_WORDS + 1):
        if not scan.blank(stop) or scan.kind[stop + 1] != "w" or not scan.raw[stop + 1][0].isupper():
            return False
        if named and scan.low[stop + 1] in lexicon.words.streets:
            return True
        stop += 2
    return False
