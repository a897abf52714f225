"""Organisations that users add by CSV: read, merged into the well-known ones, found in documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factextract import Settings, extract
from factextract.batch.single import check_settings
from factextract.errors import RuleError, UsageError
from factextract.model.name_words import NameWords, Organisation
from factextract.ruleset.gazetteer import read_gazetteer, with_gazetteer
from factextract.ruleset.known import known_names
from factextract.ruleset.load import lexicon
from factextract.values.known_names import known_at, organisation
from factextract.values.name_tokens import keys, tokens

HEAD = "name,alias,id,scheme,type,country\n"
PLAIN = Settings(model="none", kinds=("partners",))
SHEET = "Lanterns Project\n\nLanterns is funded by Mtoa Nuru and run with Rhyd Vale in Kenya.\n"


def read(text: str) -> tuple[Organisation, ...]:
    return read_gazetteer(Path("own.csv"), text.encode())


def test_rows_of_one_name_are_one_organisation() -> None:
    rows = "Mtoa Nuru,MN | Nuru Trust,12,KE-NGO,ngo,KE\n\nMtoa Nuru,Light Givers|MNT,77,XX-OWN,,\nKijani\n"
    assert read("\ufeff" + HEAD + rows) == (
        Organisation(
            "Mtoa Nuru", ("Nuru Trust", "Light Givers", "MNT"), "MN", "ngo", "KE", (("KE-NGO", "12"), ("XX-OWN", "77"))
        ),
        Organisation("Kijani"),
    )


WRONG = [
    ("", ":1: no column 'name'"),
    ("nam,alias\n", ":1: unknown column 'nam'"),
    ("name,name\n", ":1: a column stands twice"),
    (f"{HEAD}A\n,B\n", ":3: no name"),
    (f"{HEAD}A,,12\n", ":2: id '12' without a scheme"),
    (f"{HEAD}A,,,,goverment,\n", ":2: unknown type 'goverment'"),
    (f"{HEAD}A,,,,,Kenya\n", ":2: no country code: 'Kenya'"),
    (f"{HEAD}A,b,1,x,ngo,KE,more\n", ":2: 7 cells under 6 columns"),
    (f'{HEAD}"A\nB",,,,,\n"C,\n', "not CSV"),
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_what_cannot_be_read_is_told_with_its_line(text: str, words: str) -> None:
    with pytest.raises(RuleError, match=f"own.csv{words}" if words.startswith(":") else words):
        read(text)


def test_what_is_no_text_is_told_with_its_line() -> None:
    with pytest.raises(RuleError, match=r"own\.csv:2: not UTF-8"):
        read_gazetteer(Path("own.csv"), HEAD.encode() + b"\xff\n")


def test_an_added_organisation_owns_its_spellings_and_others_stay() -> None:
    words = with_gazetteer(lexicon("en").names, read(f"{HEAD}World Food Programme,WFP,1,XX-OWN,other,IT\n"))
    found = [organisation(name, words) for name in ("World Food Programme", "WFP", "UN World Food Programme")]
    assert [o.identifiers for o in found if o] == [(("XX-OWN", "1"),), (("XX-OWN", "1"),), (("XM-DAC", "41140"),)]


def test_a_document_shows_the_added_organisations(tmp_path: Path) -> None:
    sheet, own, more = tmp_path / "a.txt", tmp_path / "own.csv", tmp_path / "more.csv"
    sheet.write_text(SHEET, "utf-8")
    own.write_text(f"{HEAD}Mtoa Nuru,,12,KE-NGO,ngo,KE\nRhyd Vale,,,,academic,GB\n", "utf-8")
    more.write_text(f"{HEAD}Rhyd Vale,,9,XX-OWN,private,GB\n", "utf-8")
    plain, told, both = (extract(sheet, PLAIN.model_copy(update={"gazetteer": g})) for g in ((), (own,), (own, more)))
    partners = {p.name: p for p in told.partners}
    assert (partners["Mtoa Nuru"].org_type, partners["Mtoa Nuru"].country) == ("ngo", "KE")
    assert [(i.scheme, i.id) for i in partners["Mtoa Nuru"].identifiers] == [("KE-NGO", "12")]
    assert {p.name: p.org_type for p in both.partners}["Rhyd Vale"] == "private"
    assert len({record.run.config for record in (plain, told, both)}) == 3


def test_a_wrong_gazetteer_ends_the_run_before_the_first_document(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        check_settings(Settings(model="none", gazetteer=(tmp_path / "none.csv",)))
    (tmp_path / "own.csv").write_text("nonsense\n", "utf-8")
    with pytest.raises(RuleError, match=r"own.csv:1: unknown column 'nonsense'"):
        check_settings(Settings(model="none", gazetteer=(tmp_path / "own.csv",)))


NAMES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20),
    st.text("aBcS 1'&.-/’", max_size=12),
    st.lists(st.sampled_from(["Dept", "Univ", "Programme", "NOK", "12", "of", "US", "R2E2"]), max_size=4).map(" ".join),
)


@given(NAMES)
def test_the_index_reads_spellings_as_texts_are_read(name: str) -> None:
    read = tuple(token.key for token in tokens(name))
    assert keys(name) == read
    assert set(known_names([Organisation(name)]).spellings) == ({read} if read else set())


@given(st.lists(st.lists(st.sampled_from(["Blue", "Delta", "Fund", "of"]), min_size=1, max_size=4), max_size=6))
def test_the_longest_spelling_at_a_place_is_found(spellings: list[list[str]]) -> None:
    bodies = tuple(Organisation(" ".join(words)) for words in spellings)
    words = replace(NameWords(), organisations=bodies, known=known_names(bodies))
    row = tokens("the Blue Delta Fund of Delta Fund Blue")
    texts = [t.text for t in row]
    for at in range(len(row)):
        fitting = [len(s) for s in spellings if texts[at : at + len(s)] == s]
        found = known_at(row, at, words)
        assert (found[0] - at if found else 0) == max(fitting, default=0)
