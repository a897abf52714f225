"""The name grammar by its probe table, and the parts of it that are used alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from factextract.errors import RuleError
from factextract.model.geometry import Span
from factextract.model.name_words import NameWords
from factextract.model.value import Name
from factextract.ruleset.name_words import name_words
from factextract.ruleset.packs import builtin_rules
from factextract.values.acronym import abbreviates
from factextract.values.known_names import organisation
from factextract.values.name import names
from factextract.values.name_form import form
from factextract.values.name_list import bullet, listed
from factextract.values.name_tokens import key, tokens
from factextract.values.resolve_names import acronyms, resolve

PROBES: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("names.yaml").read_text("utf-8"))
CASES = [pytest.param(case, id=f"{part}: {case['text'][:40]}") for part, cases in PROBES.items() for case in cases]


@cache
def words(language: str = "en") -> NameWords:
    return name_words(builtin_rules() / "lexicon", language)


def plain(text: str) -> str:
    return text.replace("’", "'")


def written(name: Name) -> str:
    return plain(f"{name.text} = {name.acronym}" if name.acronym else name.text)


@pytest.mark.parametrize("case", CASES)
def test_reads_names(case: dict[str, Any]) -> None:
    found = names(case["text"], words())
    assert [written(name) for name in found] == [plain(wanted) for wanted in case["gives"]]
    if "type" in case:
        assert found[0].org_type == case["type"]
    if "country" in case:
        assert found[0].country == case["country"]


def test_a_tab_ends_a_name() -> None:
    assert [n.text for n in names("University of Zambia\tResearch Council of Kenya", words())] == [
        "University of Zambia",
        "Research Council of Kenya",
    ]


def test_the_span_takes_in_the_short_form_and_the_name_span_does_not() -> None:
    text = "the Caribbean Development Bank (CDB) lends"
    (name,) = names(text, words())
    assert name.span.of(text) == "Caribbean Development Bank (CDB)"
    assert name.name_span.of(text) == "Caribbean Development Bank"


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("NCCT", "National Committee for Counter Trafficking"),
        ("BDRCS", "Bangladesh Red Crescent Society"),
        ("MoDMR", "Ministry of Disaster Management and Relief"),
        ("DepEd", "Department of Education"),
        ("R2E2", "Renewable Resources and Energy Efficiency"),
        ("merSETA", "Manufacturing, Engineering and Related Services Sector Education and Training Authority"),
        ("LSCW", "Legal Support for Women and Children"),
        ("PacWASH", "Pacific Water, Sanitation and Hygiene"),
    ],
)
def test_short_forms_abbreviate(short: str, long: str) -> None:
    assert abbreviates(short, long)


@pytest.mark.parametrize(
    ("short", "long"),
    [("GIZ", "Ministry of Health"), ("MOH", "Ministry"), ("X", "Xylophone Union"), ("KENYA", "Kenya"), ("AFD", "")],
)
def test_other_letters_do_not_abbreviate(short: str, long: str) -> None:
    assert not abbreviates(short, long)


LISTS = [
    ("Ministry of Labour; UNHCR; Tkiyet Um Ali; Orange Jordan.",
     ["Ministry of Labour", "UNHCR", "Tkiyet Um Ali", "Orange Jordan"]),
    ("Cedar International (lead), the Crafts Union of Irbid and Humber Polytechnic",
     ["Cedar International", "Crafts Union of Irbid", "Humber Polytechnic"]),
    ("Natural England, NatureScot, Yorkshire Water, the National Trust, and the Crofters, Graziers and Commoners Alliance",
     ["Natural England", "NatureScot", "Yorkshire Water", "National Trust", "Crofters, Graziers and Commoners Alliance"]),
    ("Ameriabank and ACBA Bank", ["Ameriabank", "ACBA Bank"]),
    ("Government of Belize, through MIDH", ["Government of Belize", "MIDH"]),
    ("European Union (EUR 3.5 million)", ["European Union"]),
    ("Lakeside Gas: pipes and pumps", ["Lakeside Gas"]),
    ("Alpha Works\nBeta Works\nGamma Works", ["Alpha Works", "Beta Works", "Gamma Works"]),
    ("government, civil society and the private sector", []),
    ("CLICK ON THE CODE", []),
    ("Working Paper 14", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), LISTS, ids=[text[:30] for text, _ in LISTS])
def test_items_of_a_list_are_names(text: str, found: list[str]) -> None:
    assert [name.text for name in listed(text, words())] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("• Ministry of Health, Environmental Health Unit", ["Ministry of Health"]),
        ("• Provincial governments of Sanma, Torba and Penama", ["Provincial governments of Sanma, Torba and Penama"]),
        ("• Reef & River Trust", ["Reef & River Trust"]),
        ("• Forty wells dug", []),
    ],
)
def test_a_bullet_names_one_body(text: str, found: list[str]) -> None:
    assert [name.text for name in bullet(text, words())] == found


def at(*texts: str, short: str | None = None) -> list[Name]:
    """Names in a row; `short` is the short form beside the first."""
    found, start = [], 0
    for number, text in enumerate(texts):
        beside = short if number == 0 else None
        span = Span(start, start + len(text) + (len(beside) + 3 if beside else 0))
        found.append(Name(text, span, Span(start, start + len(text)), beside, "ngo" if " " in text else None))
        start = span.end + 2
    return found


SAME = [
    (at("Ministry of Health", "The Ministry of Health"), 1),
    (at("Cambodian National Police", "Cambodia National Police"), 1),
    (at("Government of Australia", "Australian Government"), 1),
    (at("Halvorsen Engineers Ltd", "Halvorsen Engineers"), 1),
    (at("Counter-trafficking Office", "Countertrafficking Office"), 1),
    (at("National Committee for Trade", "NCT", short="NCT"), 1),
    (at("World Food Programme", "WFP", "UN World Food Program"), 1),
    (at("Kathmandu University School of Education", "Kathmandu University"), 1),
    (at("Alliance for Cancer Care", "ACC"), 1),
    (at("Ministry of Health", "Ministry of Education"), 2),
    (at("University of Leeds", "University of Bremen"), 2),
    (at("Lakeside Trust Kenya", "Lakeside Trust Uganda", "Lakeside Trust"), 3),
    (at("Coega Development Corporation", "CDC", "Centers for Disease Control and Prevention", short="CDC"), 2),
]


@pytest.mark.parametrize(("found", "bodies"), SAME, ids=[" = ".join(n.text for n in found)[:50] for found, _ in SAME])
def test_variants_of_one_name_are_one_body_and_others_are_not(found: list[Name], bodies: int) -> None:
    assert len(resolve(found, words())) == bodies


def test_a_document_says_what_its_short_forms_mean() -> None:
    text = "The Coega Development Corporation (CDC) pays. CDC also builds. The Green Fund (EUR 3 million) waits."
    assert {short: name.text for short, name in acronyms(names(text, words())).items()} == {
        "CDC": "Coega Development Corporation"
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("UNICEF", "known"),
        ("UNICEF Pacific", "known"),
        ("Ministry of Health", "body"),
        ("Norrvik Line AB", "body"),
        ("Kalokol Feeding Programme", "unit"),
        ("Mel do Mangal", "plain"),
    ],
)
def test_the_form_tells_how_much_a_name_says(text: str, wanted: str) -> None:
    span = Span(0, len(text))
    assert form(Name(text, span, span), words()) == wanted


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("U.S.", "us"), ("Organisation", "organization"), ("&", "and"), ("Women’s", "women's"), ("Inc.", "inc")],
)
def test_word_lists_write_words_one_way(word: str, wanted: str) -> None:
    assert key(word) == wanted


def test_tokens_keep_initials_and_currencies_apart() -> None:
    row = tokens("Alfred P. Sloan gave US$5 to U.S. aid.")
    assert [t.text for t in row] == ["Alfred", "P.", "Sloan", "gave", "US$", "5", "to", "U.S.", "aid", "."]
    assert row[4].kind == "mark"


def test_a_well_known_organisation_has_its_identifier() -> None:
    unicef = organisation("UN Children’s Fund", words())
    assert unicef is not None
    assert (unicef.acronym, unicef.org_type, unicef.identifiers) == ("UNICEF", "multilateral", (("XM-DAC", "41122"),))
    assert organisation("unicef", words()) is None


def test_no_spelling_of_the_gazetteer_is_claimed_twice() -> None:
    owners: dict[str, str] = {}
    for body in words().organisations:
        for spelling in (body.name, *body.aliases):
            assert owners.setdefault(spelling, body.name) == body.name, spelling


def test_the_gazetteer_is_well_formed() -> None:
    types = {"government", "multilateral", "ngo", "academic", "private", "foundation", "other"}
    assert len(words().organisations) > 500
    for body in words().organisations:
        assert body.name == body.name.strip()
        assert body.org_type in types, body.name
        assert body.country is None or (len(body.country) == 2 and body.country.isupper()), body.name
        assert all(scheme and number for scheme, number in body.identifiers), body.name
        assert [n.text for n in names(body.name, words())] == [body.name], body.name


def test_a_broken_lexicon_is_told_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "names.yaml").write_text("heads: [ministry]\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"names\.yaml"):
        name_words(tmp_path, "en")
    with pytest.raises(RuleError, match=r"names\.yaml"):
        name_words(tmp_path / "nowhere", "en")


def test_every_country_has_a_word_for_what_is_of_it() -> None:
    told = {words().countries.get(demonym) for demonym in DEMONYMS.split(", ")}
    assert None not in told
    assert len(told) == len(DEMONYMS.split(", "))


DEMONYMS = (
    "namibian, eritrean, sudanese, chadian, gambian, basotho, bahraini, emirati, kosovar, i-kiribati, burundian, "
    "sierra leonean, trinidadian, cape verdean, seychellois, montenegrin, malagasy, nigerien, nigerian, omani, belarusian"
)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Namibian Red Cross Society", "NA"),
        ("Eritrean Ministry of Health", "ER"),
        ("Government of Cabo Verde", "CV"),
        ("Government of the Democratic Republic of Congo", "CD"),
        ("Development Bank of Central African States", None),
        ("Sierra Leonean Women’s Union", "SL"),
    ],
)
def test_the_country_in_a_name(text: str, country: str | None) -> None:
    (name,) = names(text, words())
    assert name.country == country


def test_the_gazetteer_holds_800_organisations_each_once() -> None:
    known = words().organisations
    assert len({o.name for o in known}) == len(known) >= 800
