"""Organisations that a user adds: CSV files with the columns name, alias, id, scheme, type, country."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import get_args

from factextract.errors import RuleError
from factextract.model.name_words import NameWords, Organisation
from factextract.records import OrgType
from factextract.ruleset.known import known_names

COLUMNS = ("name", "alias", "id", "scheme", "type", "country")
_TYPES = frozenset(get_args(OrgType))
_COUNTRY = re.compile(r"[A-Z]{2}")
_ACRONYM = re.compile(r"(?=(?:[^A-ZÀ-Þ]*[A-ZÀ-Þ]){2})\S{2,12}")
"""What of the aliases is taken for the acronym: no blank, two capitals or more."""


def with_gazetteer(words: NameWords, added: Sequence[Organisation]) -> NameWords:
    """The word lists with more organisations; where two have a spelling, the added one owns it."""
    return replace(
        words,
        organisations=(*words.organisations, *added),
        known=known_names(added, len(words.organisations), words.known),
    )


def read_gazetteer(path: Path, content: bytes) -> tuple[Organisation, ...]:
    """The organisations of a file, in its order. Rows of one name are one organisation with all their aliases and ids; an alias
    may hold several, parted by `|`.

    Raises RuleError with file:line for what is no UTF-8, an unknown or missing column, a row without a name, an id without a
    scheme, an unknown type, and a country that is no code of ISO 3166-1.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _wrong(path, line, "not UTF-8 text", "save the file as UTF-8") from None
    found: dict[str, Organisation] = {}
    for line, row in _rows(path, text):
        made = _organisation(path, line, row)
        known = found.get(made.name)
        found[made.name] = made if known is None else _joined(known, made)
    return tuple(found.values())


def _rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """(line, the cells in the order of COLUMNS) of each row that is not empty."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        _demand_columns(path, header)
        places = [header.index(name) if name in header else -1 for name in COLUMNS]
        blank = [""] * (len(header) + 1)  # for short rows, and at its end for columns that are not there
        for cells in reader:
            if len(cells) > len(header):
                raise _wrong(
                    path, reader.line_num, f"{len(cells)} cells under {len(header)} columns", "quote cells with commas"
                )
            if any(cells):
                cells += blank[len(cells) :]
                yield reader.line_num, [cells[place].strip() for place in places]
    except csv.Error as error:
        raise _wrong(path, reader.line_num, f"not CSV: {error}", "quote cells that hold commas or quotes") from None


def _demand_columns(path: Path, header: Sequence[str]) -> None:
    for name in header:
        if name not in COLUMNS:
            near = get_close_matches(name, COLUMNS, n=1)
            meant = f"did you mean {near[0]!r}? " if near else ""
            raise _wrong(path, 1, f"unknown column {name!r}", f"{meant}known: {', '.join(COLUMNS)}")
    if "name" not in header:
        raise _wrong(path, 1, "no column 'name'", f"the first line names the columns: {', '.join(COLUMNS)}")
    if len(set(header)) < len(header):
        raise _wrong(path, 1, "a column stands twice", f"known: {', '.join(COLUMNS)}")


def _organisation(path: Path, line: int, row: Sequence[str]) -> Organisation:
    name, alias, number, scheme, org_type, country = row
    if not name:
        raise _wrong(path, line, "no name", "each row needs one")
    if number and not scheme:
        raise _wrong(path, line, f"id {number!r} without a scheme", "say whose code it is, such as XM-DAC or GB-CHC")
    if org_type and org_type not in _TYPES:
        near = get_close_matches(org_type, _TYPES, n=1)
        meant = f"did you mean {near[0]!r}? " if near else ""
        raise _wrong(path, line, f"unknown type {org_type!r}", f"{meant}known: {', '.join(sorted(_TYPES))}")
    if country and not _COUNTRY.fullmatch(country):
        raise _wrong(path, line, f"no country code: {country!r}", "two capital letters of ISO 3166-1, such as KE")
    aliases = [part for part in map(str.strip, alias.split("|")) if part] if alias else []
    acronym = next((a for a in aliases if _ACRONYM.fullmatch(a)), None)
    return Organisation(
        name=name,
        aliases=tuple(a for a in aliases if a != acronym),
        acronym=acronym,
        org_type=org_type or None,
        country=country or None,
        identifiers=((scheme, number),) if number else (),
    )


def _joined(one: Organisation, other: Organisation) -> Organisation:
    """Two rows of one name; the first says what both say."""
    acronym = one.acronym or other.acronym
    spellings = (*one.aliases, *other.aliases, *((other.acronym,) if other.acronym else ()))
    return replace(
        one,
        aliases=_once(a for a in spellings if a != acronym),
        acronym=acronym,
        org_type=one.org_type or other.org_type,
        country=one.country or other.country,
        identifiers=tuple(dict.fromkeys((*one.identifiers, *other.identifiers))),
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _wrong(path: Path, line: int, why: str, hint: str) -> RuleError:
    return RuleError(f"{path}:{line}: {why}", hint=hint, source=str(path))
