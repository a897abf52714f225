"""What a document is called, who made it, when, and which countries it is about."""

from __future__ import annotations

import pytest

from factextract.authoring.snippet import study_snippet
from factextract.records import DocumentInfo
from factextract.ruleset.load import load_rules

RUNNING = (
    "Three in four families in the hills of Mara fetch their water from a spring that is dry for half of the year."
)


def about(text: str) -> DocumentInfo:
    return study_snippet(text, load_rules("en")).record.document


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"WATER FOR MARA | {RUNNING}", "WATER FOR MARA"),
        (f"FACT SHEET | WATER FOR MARA | {RUNNING}", "WATER FOR MARA"),
        (f"QUARTERLY UPDATE 3, MAY 2024 | WATER FOR MARA | {RUNNING}", "WATER FOR MARA"),
        (f"WATER FOR MARA | {RUNNING} | RESULTS | It dug nine wells.", "WATER FOR MARA"),
        (f"By 2030 we will: | • dig nine wells | WATER FOR MARA | {RUNNING}", "WATER FOR MARA"),
        (f"{RUNNING}", None),
    ],
)
def test_the_title_is_no_kind_of_document_and_stands_before_the_text(text: str, title: str | None) -> None:
    assert about(text).title == title


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (f"WATER FOR MARA | {RUNNING} | Published by the Norland Water Trust, Mara", "Norland Water Trust"),
        (f"WATER FOR MARA | {RUNNING} | © 2023 Norland Water Trust", "Norland Water Trust"),
        (f"WATER FOR MARA | {RUNNING} | Published May 2023 by the Norland Water Trust, Mara", "Norland Water Trust"),
        (
            f"WATER FOR MARA | {RUNNING} | Paid for by the Alder Foundation and led by the Norland Water Trust. "
            "| info@norlandwater.example",
            "Norland Water Trust",
        ),
        (
            f"WATER FOR MARA | {RUNNING} | Led by the Norland Water Trust (NWT) with the Alder Foundation. | nwt.example/mara",
            "Norland Water Trust",
        ),
        (f"WATER FOR MARA | {RUNNING}", None),
    ],
)
def test_the_publisher_is_named_as_such(text: str, publisher: str | None) -> None:
    assert about(text).publisher == publisher


@pytest.mark.parametrize(
    ("name", "program"),
    [
        ("Mara Springs Project", "Mara Springs Project"),
        ("International Rescue Committee", None),
        ("Norland Water Trust", None),
    ],
)
def test_a_body_that_speaks_of_itself_is_no_program(name: str, program: str | None) -> None:
    text = f"{name} in Mara | {name} digs wells. {name} has trained nine women. {name} works in Mara. | © 2023 {name}"
    described = about(text).program
    assert (described.name if described else None) == program


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (f"WATER FOR MARA | June 2024 | {RUNNING}", "2024-06"),
        (f"WATER FOR MARA | {RUNNING} | © 2023 Norland Water Trust | Revised 3 May 2024", "2024-05-03"),
        (f"WATER FOR MARA | {RUNNING} | © 2023 Norland Water Trust", "2023"),
        (f"WATER FOR MARA | {RUNNING} | The well was dug in May 2019.", None),
    ],
)
def test_a_day_or_month_of_publication_goes_before_a_copyright_year(text: str, published: str | None) -> None:
    assert about(text).published == published


@pytest.mark.parametrize(
    ("text", "program", "acronym"),
    [
        (f"Niger: Hill Roads and Markets Project | {RUNNING}", "Hill Roads and Markets Project", None),
        (f"Springs That Last (STL) | {RUNNING} Springs That Last mends them.", "Springs That Last", "STL"),
        (f"SPRINGS THAT LAST | {RUNNING} Springs that Last mends them.", "SPRINGS THAT LAST", None),
        (f"Springs that never run dry | {RUNNING} Springs that never run dry are rare.", None, None),
        (f"Hill Roads Report | {RUNNING} The Hill Roads Report says so.", None, None),
    ],
)
def test_a_title_that_the_text_uses_as_a_name_is_the_program(
    text: str, program: str | None, acronym: str | None
) -> None:
    described = about(text).program
    assert (described.name if described else None, described.acronym if described else None) == (program, acronym)


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        (f"Water for Ohio | {RUNNING}", ("US",)),
        (f"Water for Mara | {RUNNING} It works near Kisumu and Nairobi.", ("KE",)),
        (f"Water for Mara | {RUNNING} Nepali masons build the tanks.", ("NP",)),
        (f"Water for Mara | {RUNNING} It cost PHP 3.2 million.", ("PH",)),
        (f"Water for Mara | {RUNNING} It cost EUR 3.2 million.", ()),
        (f"Water for Kenya | {RUNNING} Nepali masons build the tanks.", ("KE",)),
    ],
)
def test_what_lies_in_a_country_tells_it_where_none_is_named(text: str, countries: tuple[str, ...]) -> None:
    assert about(text).countries == countries


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (f"Water for Mara | Data as of 31 March 2025 | {RUNNING}", "2025-03-31"),
        (f"Water for Mara | Issued May 2025 | Data as of 31 March 2025 | {RUNNING}", "2025-05"),
        (
            f"Water for Mara | {RUNNING} As of 31 March 2025 nine wells had been dug in the hills of Mara and Koro.",
            None,
        ),
    ],
)
def test_the_day_as_of_which_things_are_told_stands_in_for_that_of_publication(
    text: str, published: str | None
) -> None:
    assert about(text).published == published


def test_the_country_of_the_title_goes_first_and_one_told_in_passing_is_left_out() -> None:
    text = f"WATER FOR KENYA | {RUNNING} | Norway and Japan pay. Norway pays half. In Kenya nine wells were dug."
    assert about(text).countries == ("KE",)
    assert about("Wells in Kenya and in Uganda. Kenya has nine, Uganda four.").countries == ("KE", "UG")


@pytest.mark.parametrize(
    ("head", "text", "publisher"),
    [
        ("KORO WATER COOPERATIVE", "Koro Water Cooperative is owned by its members.", "Koro Water Cooperative"),
        ("Norland Development Fund", "NDF chairs the board. Funded by NDF.", "Norland Development Fund"),
        ("NORLAND WATER TRUST", "Nine wells were dug by hand.", "NORLAND WATER TRUST"),
        ("ALL ABOUT WELLS", "Nine wells were dug by hand.", None),
    ],
)
def test_a_name_over_the_title_is_the_publisher_s_and_told_as_the_text_writes_it(
    head: str, text: str, publisher: str | None
) -> None:
    assert about(f"{head} | WATER FOR MARA | {RUNNING} | {text}").publisher == publisher


def test_all_that_is_told_has_its_words_as_evidence() -> None:
    found = about(f"WATER FOR MARA | June 2024 | {RUNNING} | Published by the Norland Water Trust")
    assert [(e.part, e.quote) for e in found.evidence] == [
        ("title", "WATER FOR MARA"),
        ("name", "Norland Water Trust"),
        ("date", "June 2024"),
    ]
