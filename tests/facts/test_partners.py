"""Partners: which names take part, in which role, and which mentions are one organisation."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factextract.authoring.check import check_rule
from factextract.authoring.snippet import run, study_snippet
from factextract.facts.partners.sighting import Role, Sighting, distinct
from factextract.model.geometry import Span
from factextract.model.rule import Rule, RuleSet
from factextract.model.value import Name
from factextract.pipeline import Study
from factextract.records import Partner
from factextract.ruleset.load import load_rules


@cache
def rules() -> RuleSet:
    return load_rules("en")


@cache
def study(text: str) -> Study:
    return study_snippet(text, rules())


def partners(text: str) -> list[Partner]:
    return list(study(text).record.partners)


def named(text: str) -> list[str]:
    return [partner.name for partner in partners(text)]


def one(text: str, name: str) -> Partner:
    return next(p for p in partners(text) if p.name == name)


OWN = [rule for rule in rules().rules if rule.kind == "partners"]


@pytest.mark.parametrize("rule", OWN, ids=[rule.id for rule in OWN])
def test_a_rule_holds_on_its_own_examples(rule: Rule) -> None:
    assert [str(failure) for failure in check_rule(rule, rules(), run)] == []


FOUND = [
    ("Officers of the Ministry of Water met UNICEF staff in Mara.", ["Ministry of Water", "UNICEF"]),
    ("Our partners | • Orange Jordan | • Tkiyet Um Ali", ["Orange Jordan", "Tkiyet Um Ali"]),
    ("With thanks to | Ministry of Labour; UNHCR; Tkiyet Um Ali.", ["Ministry of Labour", "UNHCR", "Tkiyet Um Ali"]),
    ("Who we worked with | In the villages: Aasa Kendra, Setu Samuha and the Hill Trust.",
     ["Aasa Kendra", "Setu Samuha", "Hill Trust"]),
    ("It is managed by Coral Works and the Hill Trust.", ["Coral Works", "Hill Trust"]),
    ("Partners | Jua Kwa Wote supports customers, and the Hill Trust tests lamps.", ["Jua Kwa Wote", "Hill Trust"]),
    ("The work is done in partnership with Hill Trust; Aasa Kendra; and the Lake Guild, whose members hand out kits.",
     ["Hill Trust", "Aasa Kendra", "Lake Guild"]),
    ("The fund is paid into by the shipping firm Norrvik Line.", ["Norrvik Line"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), FOUND, ids=[text[:40] for text, _ in FOUND])
def test_finds(text: str, found: list[str]) -> None:
    assert named(text) == found


NOT_FOUND = [
    "Rahaf Al-Khatib says: “Everybody laughed.”",
    "The Children Act of 2003 and the Paris Agreement bind them.",
    "In Lori and Tavush three homes in five are heated with wood.",
    "The country was funded by taxes, and led by women.",
    "Support groups (led by Johnson) met in May.",
    "Our partners | Government, civil society and the private sector",
    "Our partners | CLICK ON THE CODE TO SUPPORT US",
    "The National Nutrition Survey counted 300 homes.",
    "Partners | • Forty wells dug | • Two pumps repaired",
]


@pytest.mark.parametrize("text", NOT_FOUND, ids=[text[:40] for text in NOT_FOUND])
def test_leaves_alone(text: str) -> None:
    assert named(text) == []


ROLES = [
    ("The clinic is funded by the Hill Trust.", "Hill Trust", "funding"),
    ("The clinic is co-financed by Norway.", "Norway", "funding"),
    ("Funded by: Hill Trust", "Hill Trust", "funding"),
    ("The Hill Trust gave $40,000 for the roof.", "Hill Trust", "funding"),
    ("It cost $2 million, of which $1 million from the Hill Trust.", "Hill Trust", "funding"),
    ("Income | Hill Trust: $40,000", "Hill Trust", "funding"),
    ("The clinic is led by the Ministry of Water.", "Ministry of Water", "accountable"),
    ("The clinic is led by the Hill Trust.", "Hill Trust", "implementing"),
    ("Lead executing agency | Ministry of Water", "Ministry of Water", "accountable"),
    ("The clinic is run by the Hill Trust.", "Hill Trust", "implementing"),
    ("Implementing partners: Hill Trust; Lake Guild", "Lake Guild", "implementing"),
    ("The clinic works with the Hill Trust.", "Hill Trust", "partner"),
    ("In partnership with | Hill Trust; Lake Guild", "Lake Guild", "partner"),
    ("The clinic is a project of the Hill Trust, funded by the Lake Guild.", "Hill Trust", "implementing"),
    ("The clinic is a project of the Hill Trust, funded by the Lake Guild.", "Lake Guild", "funding"),
    ("Nurses met the Lakeside Foundation in May.", "Lakeside Foundation", "funding"),
    ("Nurses met the Hill Trust in May.", "Hill Trust", "partner"),
]


@pytest.mark.parametrize(("text", "name", "role"), ROLES, ids=[f"{text[:40]} {name}" for text, name, _ in ROLES])
def test_role(text: str, name: str, role: str) -> None:
    assert one(text, name).role == role


def test_the_words_of_a_role_are_evidence() -> None:
    proof = one("The clinic is funded by the Hill Trust.", "Hill Trust").evidence
    assert [(e.part, e.quote) for e in proof] == [("name", "Hill Trust"), ("role", "funded by")]


PLACED = [
    ("IMPLEMENTING PARTNERS | • Hill Trust | • Lake Guild", "Hill Trust", "implementing"),
    ("How it works | Classes are delivered by: | • Hill Trust | • Lake Guild", "Lake Guild", "implementing"),
    ("Our partners | • Hill Trust (donor) | • Lake Guild (prime contractor)", "Hill Trust", "funding"),
    ("Our partners | • Hill Trust (donor) | • Lake Guild (prime contractor)", "Lake Guild", "implementing"),
    ("In partnership with: Hill Trust | The Hill Trust runs a pump.", "Hill Trust", "partner"),
    ("Implemented by: Hill Trust | The Hill Trust works with women.", "Hill Trust", "implementing"),
    ("Donors | The year was good for the Hill Trust and for the Lake Guild.", "Lake Guild", "funding"),
    ("The Hill Trust planted 40,000 trees.", "Hill Trust", "implementing"),
]


@pytest.mark.parametrize(("text", "name", "role"), PLACED, ids=[f"{text[:40]} {name}" for text, name, _ in PLACED])
def test_role_by_place_and_by_the_surer_words(text: str, name: str, role: str) -> None:
    assert one(text, name).role == role


def test_who_is_spoken_of_most_does_the_work() -> None:
    own = " | ".join(["The Hill Alliance is small.", "Nurses of the Hill Alliance walk.", "Ask the Hill Alliance."] * 2)
    assert one(f"{own} | The Lake Guild sings.", "Hill Alliance").role == "implementing"
    often = "The Lake Guild sings. | So does the Lake Guild. | Ask the Lake Guild. | The Lake Guild is old."
    assert one(f"{own} | {often}", "Hill Alliance").role == "partner"


def test_other_roles_follow_the_first() -> None:
    text = "The clinic is funded by the Hill Trust. | Nurses work with the Hill Trust. | It is run by the Hill Trust."
    partner = one(text, "Hill Trust")
    assert (partner.role, partner.other_roles) == ("funding", ("implementing", "partner"))


def test_mentions_of_one_organisation_are_one_partner() -> None:
    text = (
        "The National Committee for Clean Water (NCCW) met. | NCCW staff and the Hill Trust agreed. | "
        "The NCCW signed with the Hill Trust."
    )
    assert named(text) == ["National Committee for Clean Water", "Hill Trust"]
    committee = one(text, "National Committee for Clean Water")
    assert committee.acronym == "NCCW"
    assert [e.quote for e in committee.evidence if e.part == "name"] == [
        "National Committee for Clean Water",
        "NCCW",
        "NCCW",
    ]


def test_two_ministries_are_two_partners() -> None:
    assert named("The Ministry of Health and the Ministry of Education met.") == [
        "Ministry of Health",
        "Ministry of Education",
    ]


def test_a_well_known_organisation_has_its_identifier_and_fullest_name() -> None:
    (partner,) = partners("UNICEF buys. | The United Nations Children’s Fund (UNICEF) ships.")
    assert partner.name == "United Nations Children's Fund"
    assert (partner.acronym, partner.org_type) == ("UNICEF", "multilateral")
    assert [(i.scheme, i.id) for i in partner.identifiers] == [("XM-DAC", "41122")]


def test_a_documents_own_short_form_wins_over_the_well_known_one() -> None:
    text = "The Coega Development Corporation (CDC) pays. | Night school is run with CDC in May."
    assert named(text) == ["Coega Development Corporation"]
    assert partners(text)[0].identifiers == ()


def test_the_title_names_the_program() -> None:
    text = (
        "Clear Springs Kenya | Clear Springs Kenya works in six counties of the coast. | "
        "Since May Clear Springs Kenya has trained 40 plumbers."
    )
    record = study(text).record
    assert record.document.program is not None
    assert record.document.program.name == "Clear Springs Kenya"
    assert (one(text, "Clear Springs Kenya").role, one(text, "Clear Springs Kenya").org_type) == (
        "implementing",
        "other",
    )


PAYERS = ["Lakeside Development Bank", "Green Climate Fund", "Sida"]


@pytest.mark.parametrize("payer", PAYERS)
def test_who_pays_for_programs_is_none(payer: str) -> None:
    acts = f"{payer} works in six counties. {payer} trains plumbers in all of them. Since May {payer} has reached all."
    assert study(f"{payer} | {acts}").record.document.program is None


def test_a_country_of_a_title_is_no_program() -> None:
    assert study("Kenya | Kenya has 47 counties, and Kenya is growing fast now.").record.document.program is None


def test_what_is_not_believed_is_kept_with_the_reason() -> None:
    (lost,) = study("Staff of the Mara Feeding Programme met in May.").lost["partners"]
    assert isinstance(lost.candidate.value, Name)
    assert lost.candidate.value.text == "Mara Feeding Programme"
    assert "below" in lost.why


def sighting(start: int, end: int, score: float, role: str | None = None) -> Sighting:
    span = Span(start, end)
    roles = (Role(role, span, "partners.role", 0.7),) if role else ()
    return Sighting(Name("x", span, span), "partners.rule", score, roles=roles)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9), st.sampled_from([0.2, 0.5, 0.7])), max_size=12))
def test_of_overlapping_sightings_the_surest_stay_in_order(spans: list[tuple[int, int, float]]) -> None:
    kept = distinct(sighting(start, start + size, score) for start, size, score in spans)
    assert all(a.name.span.end <= b.name.span.start for a, b in pairwise(kept))
    if spans:
        assert max(s.score for s in kept) == max(score for _, _, score in spans)


def test_a_kept_sighting_takes_over_the_roles_of_what_it_overlaps() -> None:
    (kept,) = distinct([sighting(0, 9, 0.7), sighting(2, 5, 0.5, "funding")])
    assert [role.role for role in kept.roles] == ["funding"]


PIECES = st.sampled_from(
    ("The", "Ministry of Water", "Hill Trust", "UNICEF", "funded by", "led by", "and", ",", ";", ":", "|", "Partners",
     "Norway", "(HT)", "gave $4 million", "Implementing partner", "•", "Aasa Kendra", "works with", ".", "2021")
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(PIECES, min_size=1, max_size=14).map(" ".join))
def test_every_partner_is_traceable(text: str) -> None:
    found = study_snippet(text, rules())
    written = found.reading.document.text
    for partner in found.record.partners:
        assert any(e.part == "name" for e in partner.evidence)
        for e in partner.evidence:
            assert written[e.start_char : e.end_char] == e.quote
    assert len({p.id for p in found.record.partners}) == len(found.record.partners)
