"""What must hold for the quantity grammar on any text, and that it reads back what styles of writing can print."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factextract.model.quantity_words import QuantityWords
from factextract.ruleset.packs import builtin_rules
from factextract.ruleset.quantity_words import quantity_words
from factextract.values import quantity_tokens
from factextract.values.quantity import quantities


@cache
def words(language: str = "en") -> QuantityWords:
    return quantity_words(builtin_rules() / "lexicon", language)


ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int) -> str:
    """The number in English words."""
    for size, name in ((1_000_000, "million"), (1000, "thousand")):
        if number >= size:
            rest = number % size
            joint = " and " if 0 < rest < 100 else " "
            return f"{spelled(number // size)} {name}" + (f"{joint}{spelled(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{ONES[number // 100]} hundred" + (f" and {spelled(rest)}" if rest else "")
    if number >= 20:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    return ONES[number]


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


def lakhs(number: int) -> str:
    """Indian grouping: 12,50,000."""
    head, tail = divmod(number, 1000)
    if not head:
        return str(tail)
    pairs = []
    while head:
        head, pair = divmod(head, 100)
        pairs.append(f"{pair:02}" if head else str(pair))
    return ",".join([*reversed(pairs), f"{tail:03}"])


@given(st.integers(2, 999_999_999), st.sampled_from([",", " ", "\u00a0", "\u2009", "\u202f", "'", "’"]))
def test_reads_back_grouped_numbers(number: int, mark: str) -> None:
    if mark == " " and number >= 1_000_000:
        number |= 1  # 100 200 300 may be an axis
    (found,) = quantities(f"reached {grouped(number, mark)} of them", words())
    assert found.value == number


@given(st.integers(100_000, 999_999_999))
def test_reads_back_indian_grouping(number: int) -> None:
    assert [q.value for q in quantities(f"Rs {lakhs(number)}", words())] == [number]


@given(st.integers(2, 999_999_999))
def test_reads_back_numbers_in_words(number: int) -> None:
    text = spelled(number)
    (found,) = quantities(f"about {text} nets", words())
    assert (found.value, found.comparator) == (number, "~")
    assert found.text == f"about {text}"


@given(
    st.decimals(Decimal("0.1"), Decimal("999.9"), places=1),
    st.sampled_from(["US$", "A$", "€", "£", "KES ", "USD ", "CHF ", "R$", "BZ$", "Rs "]),
    st.sampled_from(
        [("", 1), (" million", 10**6), ("m", 10**6), (" m", 10**6), ("bn", 10**9), (" billion", 10**9), ("K", 1000)]
    ),
    st.sampled_from(["", "more than ", "up to ", "~", "about "]),
)
def test_reads_back_money(amount: Decimal, sign: str, scale: tuple[str, int], before: str) -> None:
    text = f"{before}{sign}{amount}{scale[0]}"
    (found,) = quantities(f"It cost {text}, they say.", words())
    assert (found.kind, found.value, found.text) == ("money", amount * scale[1], text)


@given(
    st.integers(1, 500),
    st.integers(1, 500),
    st.sampled_from([" to ", "–", "-", " – "]),
    st.sampled_from(["%", " percent", " km", " ha", " months", " million", " MW", " litres"]),
)
def test_reads_back_ranges(start: int, span: int, mark: str, unit: str) -> None:
    text = f"{start}{mark}{start + span}{unit}"
    (found,) = quantities(f"some saw {text} there", words())
    factor = 10**6 if unit == " million" else 1
    assert (found.low, found.high, found.value) == (start * factor, (start + span) * factor, None)
    assert found.text == text


@given(st.integers(1, 9), st.integers(1, 9))
def test_reads_back_shares(top: int, more: int) -> None:
    bottom = top + more
    if bottom > 10:
        return
    expected = round(Decimal(top) / Decimal(bottom), 4)
    for text in (f"{top} in {bottom}", f"{ONES[top]} in {ONES[bottom]}", f"{ONES[top]} out of {ONES[bottom]}"):
        (found,) = quantities(f"and {text} agree", words())
        assert (found.kind, found.value, found.text) == ("ratio", expected, text)


@given(st.integers(1900, 2099))
def test_a_bare_year_is_never_a_count(number: int) -> None:
    for text in (
        f"{number}",
        f"in {number}",
        f"In {number}, they came",
        f"{number}–{(number + 1) % 100:02}",
        f"({number})",
    ):
        assert quantities(text, words()) == []


PIECES = st.sampled_from([
    "1", "12", "345", "2019", "1,200", "3.5", "007", "½", "²", "one", "two", "hundred", "million", "half", "third", "a", "an",
    "of", "in", "to", "and", "per", "from", "between", "more", "than", "over", "US$", "$", "€", "KES", "Rs", "R", "%", "percent",
    "km", "kg", "m", "t", "years", "year-old", "aged", "page", "No.", "May", "March", "am", *"+-–.,:/()[]x'_@°~<>&|",
])  # fmt: skip
GLUE = st.sampled_from(["", "", " ", " ", "\n", "\u00a0", "\u200b"])


def sound(text: str, language: str = "en") -> None:
    """Spans lie in the text, in order, apart, on one line, without blanks at their ends; values agree with each other."""
    last = 0
    for found in quantities(text, words(language)):
        assert last <= found.start_char <= found.core_start < found.core_end <= found.end_char <= len(text)
        assert text[found.start_char : found.end_char] == found.text == found.text.strip()
        assert "\n" not in found.text
        assert (found.value is None) == (found.low is not None and found.high is not None)
        assert found.low is None or found.high is None or found.low < found.high
        assert (found.unit is None) == (found.kind in ("count", "ratio", "multiple"))
        last = found.end_char


@settings(max_examples=300)
@given(st.lists(st.tuples(PIECES, GLUE), max_size=14))
def test_any_mixture_of_its_words_is_read_soundly(pieces: list[tuple[str, str]]) -> None:
    sound("".join(piece + glue for piece, glue in pieces))


@settings(max_examples=200)
@given(st.text(max_size=60), st.sampled_from(["en", "fr", "es", "xx"]))
def test_any_text_is_read_soundly(text: str, language: str) -> None:
    sound(text, language)
    sound(f"12{text}3 %", language)


@given(st.text(alphabet="0123456789 ,.-/", max_size=40))
def test_any_digits_are_read_soundly(text: str) -> None:
    sound(text)


UNITS = [
    "1", "1.", "1,1", "111 ", "1-", "1/", "1:", "1 to ", "1, ", "page 1, ", "hundred and ", "a@", "a", "$", "$1 ", "+1 ", "(1)",
    "1. ", "http://", "1 per ", "1 in ", "from 1 to ", "1 | ", " ", "\u200b", "\n", "a.org ", "half of a ", "not more than ",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_work_grows_with_the_length_only(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks at tokens are counted: four times the text may take four times as many, not sixteen."""

    def looks(length: int) -> int:
        count = 0
        real = quantity_tokens.Scan.blank

        def counted(self: quantity_tokens.Scan, i: int) -> bool:
            nonlocal count
            count += 1
            return real(self, i)

        monkeypatch.setattr(quantity_tokens.Scan, "blank", counted)
        quantities((unit * length)[:length], words())
        monkeypatch.setattr(quantity_tokens.Scan, "blank", real)
        return count

    assert looks(8000) <= 5 * looks(2000) + 100


def test_a_megabyte_of_digits_and_marks_is_no_trouble() -> None:
    for unit in ("1", "1.", "111 ", "1,", "-1", "1'"):
        assert len(quantities((unit * 1_000_000)[:200_000], words())) <= 100_000
