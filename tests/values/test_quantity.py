"""The quantity grammar against its probe table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from factextract.model.quantity_words import QuantityWords
from factextract.model.value import Quantity
from factextract.ruleset.packs import builtin_rules
from factextract.ruleset.quantity_words import quantity_words
from factextract.values.quantity import quantities

TABLE = yaml.load(
    Path(__file__).with_name("quantities.yaml").read_text(encoding="utf-8"),
    Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),
)
LANGUAGES = {"french": "fr", "spanish": "es"}


@cache
def words(language: str = "en") -> QuantityWords:
    return quantity_words(builtin_rules() / "lexicon", language)


def shown(quantity: Quantity) -> str:
    """A quantity in the table's notation."""
    sign = "" if quantity.comparator == "=" else quantity.comparator
    number = quantity.value if quantity.value is not None else f"{quantity.low}..{quantity.high}"
    parts = [
        f"{sign}{number}",
        "" if quantity.kind == "count" else quantity.kind,
        quantity.unit,
        f"/{quantity.per}" if quantity.per else "",
        {"increase": "up", "decrease": "down", None: ""}[quantity.change],
        "?" if quantity.ambiguous else "",
    ]
    return " ".join(part for part in parts if part)


def reads() -> Iterator[Any]:
    for group, cases in TABLE["reads"].items():
        for text, gives in cases.items():
            yield pytest.param(text, gives, LANGUAGES.get(group, "en"), id=f"{group}: {text}")


def nothing() -> Iterator[Any]:
    for group, texts in TABLE["nothing"].items():
        for text in texts:
            yield pytest.param(text, id=f"{group}: {text}")


@pytest.mark.parametrize(("text", "gives", "language"), list(reads()))
def test_reads(text: str, gives: dict[str, str], language: str) -> None:
    found = quantities(text, words(language))
    assert [(quantity.text, shown(quantity)) for quantity in found] == list(gives.items())
    assert all(text[quantity.start_char : quantity.end_char] == quantity.text for quantity in found)


@pytest.mark.parametrize("text", list(nothing()))
def test_reads_nothing(text: str) -> None:
    assert quantities(text, words()) == []


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("more than US$ 5 million", "US$ 5 million"),
        ("about -$230K", "-$230K"),
        ("20 percent or more", "20 percent"),
        ("$20,000+", "$20,000"),
        ("just under 60 percent", "60 percent"),
        ("nearly one in two", "one in two"),
        ("≥ 20 hours", "20 hours"),
        ("+4%", "+4%"),
    ],
)
def test_core_is_the_number_with_sign_scale_and_unit(text: str, core: str) -> None:
    (quantity,) = quantities(text, words())
    assert text[quantity.core_start : quantity.core_end] == core


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\u2028", "\f"])
@pytest.mark.parametrize(
    ("left", "right"), [("US$", "5"), ("3", "million"), ("more than", "5"), ("12", "kg"), ("1", "200")]
)
def test_a_line_break_joins_nothing(left: str, right: str, gap: str) -> None:
    text = f"{left}{gap}{right}"
    assert all(left not in quantity.text or right not in quantity.text for quantity in quantities(text, words()))
    joined = quantities(f"{left} {right}", words())
    assert len(joined) == 1
    assert joined[0].text == f"{left} {right}"


def test_a_language_without_words_reads_what_needs_none() -> None:
    text = "1 200 ha, US$ 5, 40 %, >3 km, 12 kg; acht Frauen, zwei Drittel"
    found = quantities(text, words("xx"))
    assert [quantity.text for quantity in found] == ["1 200 ha", "US$ 5", "40 %", ">3 km", "12 kg"]


def test_every_currency_code_is_read_on_both_sides() -> None:
    for code in words().money.codes:
        for text in (f"{code} 2.5 million", f"{code}1,200", f"2.5 million {code}"):
            found = [(q.text, q.unit) for q in quantities(text, words())]
            if code in words().money.doubtful and text.endswith(code):
                assert found == [("2.5 million", None)]
            else:
                assert found == [(text, code)], text


def test_every_unit_is_read_back() -> None:
    for name, symbol in {**words().unit.signs, **words().unit.names}.items():
        (quantity,) = quantities(f"about 45 {name} of", words())
        assert (quantity.kind, quantity.unit, quantity.value) == ("measure", symbol, Decimal(45)), name


def test_texts_of_the_table_are_free_of_doubles() -> None:
    raw = Path(__file__).with_name("quantities.yaml").read_text(encoding="utf-8")
    keys = re.findall(r'^    (".*?"): \{', raw, re.MULTILINE)
    groups = sum(len(cases) for cases in TABLE["reads"].values())
    assert len(keys) == groups


@pytest.mark.parametrize(
    ("text", "cell", "values"), [("1 412 600", True, ["1412600"]), ("388 402 415", False, ["388", "402", "415"])]
)
def test_groups_of_digits_that_fill_a_cell_are_one_number(text: str, cell: bool, values: list[str]) -> None:
    assert [str(q.value) for q in quantities(text, words("en"), cell=cell)] == values
