"""Country names in text."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factextract.model.place_words import PlaceWords
from factextract.ruleset.packs import builtin_rules
from factextract.ruleset.place_words import place_words
from factextract.values.place import fold, places


@cache
def words(language: str = "en") -> PlaceWords:
    return place_words(builtin_rules() / "lexicon", language)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("schools in Cambodia", [("Cambodia", "KH")]),
        ("KENYA · RESULTS BRIEF", [("KENYA", "KE")]),
        ("Cambodia’s ministry and Kenya's", [("Cambodia", "KH"), ("Kenya", "KE")]),
        ("Papua New\nGuinea", [("Papua New\nGuinea", "PG")]),
        (
            "Guinea, Guinea-Bissau and Equatorial Guinea",
            [("Guinea", "GN"), ("Guinea-Bissau", "GW"), ("Equatorial Guinea", "GQ")],
        ),
        ("Niger and Nigeria", [("Niger", "NE"), ("Nigeria", "NG")]),
        ("Lao PDR, Laos", [("Lao PDR", "LA"), ("Laos", "LA")]),
        ("Timor-Leste (East Timor)", [("Timor-Leste", "TL"), ("East Timor", "TL")]),
        ("the Gambia", [("Gambia", "GM")]),
        ("DRC; Democratic Republic of the Congo", [("DRC", "CD"), ("Democratic Republic of the Congo", "CD")]),
        ("Republic of Korea", [("Republic of Korea", "KR")]),
        ("Côte d’Ivoire, Cote d'Ivoire", [("Côte d’Ivoire", "CI"), ("Cote d'Ivoire", "CI")]),
        ("Myanmar (Burma)", [("Myanmar", "MM"), ("Burma", "MM")]),
        ("the USA, the U.S. and the US", [("USA", "US"), ("U.S.", "US"), ("US", "US")]),
        ("UK and U.K.", [("UK", "GB"), ("U.K.", "GB")]),
        ("Bosnia and Herzegovina", [("Bosnia and Herzegovina", "BA")]),
        ("Trinidad & Tobago", [("Trinidad & Tobago", "TT")]),
        ("Saint Lucia, St. Lucia, St Lucia", [("Saint Lucia", "LC"), ("St. Lucia", "LC"), ("St Lucia", "LC")]),
        ("Türkiye and Turkey", [("Türkiye", "TR"), ("Turkey", "TR")]),
        ("Viet Nam", [("Viet Nam", "VN")]),
        ("Dominica and the Dominican Republic", [("Dominica", "DM"), ("Dominican Republic", "DO")]),
        ("Sudan and South Sudan", [("Sudan", "SD"), ("South Sudan", "SS")]),
        ("Kyrgyz Republic", [("Kyrgyz Republic", "KG")]),
        ("Georgia and Armenia", [("Georgia", "GE"), ("Armenia", "AM")]),
        ("UNICEF Jordan", [("Jordan", "JO")]),
        ("New Mexico borders Mexico", [("Mexico", "MX")]),
        ("Réunion", [("Réunion", "RE")]),
    ],
)
def test_reads(text: str, found: list[tuple[str, str]]) -> None:
    assert [(place.text, place.country) for place in places(text, words())] == found


@pytest.mark.parametrize(
    "text",
    [
        "Cambodian farmers", "cambodia", "a turkey", "china plates", "Papuans", "Nigerien", "give it to us",
        "ABOUT US", "US$ 5", "US$40", "US $15 million", "US dollars", "Michael Jordan", "Dr. Chad", "Atlanta, Georgia",
        "Augusta and Savannah in Georgia", "New Guinea", "Gulf of Guinea", "Niger Delta", "a family Reunion",
        "Lake Chad", "New South Wales", "Ukraines", "Mali2", "European Union", "United Nations", "",
    ],
)  # fmt: skip
def test_refuses(text: str) -> None:
    assert places(text, words()) == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("fr", "au Sénégal et au Niger", ["SN", "NE"]),
        ("fr", "Côte d’Ivoire, États-Unis, Royaume-Uni", ["CI", "US", "GB"]),
        ("fr", "République démocratique du Congo", ["CD"]),
        ("es", "Honduras, El Salvador y España", ["HN", "SV", "ES"]),
        ("es", "Estados Unidos y EE. UU.", ["US", "US"]),
        ("xx", "Kenya", ["KE"]),
    ],
)
def test_reads_other_languages(language: str, text: str, found: list[str]) -> None:
    assert [place.country for place in places(text, words(language))] == found


def test_a_name_never_goes_over_a_blank_line_or_into_the_next_cell() -> None:
    assert [place.text for place in places("Papua New\tGuinea", words())] == ["Guinea"]
    assert [place.text for place in places("Papua New\n\nGuinea", words())] == ["Guinea"]


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_name_of_the_lexicon_is_found(language: str) -> None:
    names = [name for named in words(language).names.values() for name in named if name.country]
    assert len({name.country for name in names}) >= 245
    for name in names:
        text = " ".join(name.words)
        assert [place.country for place in places(text, words(language))][:1] == [name.country], text


@given(st.text(max_size=60), st.sampled_from(["Papua New Guinea", "U.S.", "Jordan", "Niger"]), st.text(max_size=60))
def test_any_text_gives_sound_places(before: str, name: str, behind: str) -> None:
    text = before + name + behind
    after = 0
    for place in places(text, words()):
        assert place.span.of(text) == place.text
        assert place.span.start >= after
        assert len(place.country) == 2
        after = place.span.end


def test_folding_keeps_what_tells_words_apart() -> None:
    assert [fold(word) for word in ("Côte", "’", "–", "Türkiye")] == ["cote", "'", "-", "turkiye"]
