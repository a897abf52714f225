"""Documents of one program, and the metrics that several of them repeat."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from factextract import Settings, extract
from factextract.cli import commands
from factextract.organisations.programs import group_programs

BRIEF = """\
HARBOUR LINKS PROGRAM

{country}

The Harbour Links Program (HLP) is a ten-year program with a budget of US$80 million for all countries.

In {country} the Harbour Links Program (HLP) trained {count} dock workers in 2021.
"""


def records(folder: Path) -> list[Path]:
    made = []
    for country, count in (("Kenya", 312), ("Tanzania", 127)):
        path = folder / f"{country.lower()}.txt"
        path.write_text(BRIEF.format(country=country, count=count), "utf-8")
        target = folder / f"{country.lower()}.json"
        target.write_text(extract(path, Settings(model="none")).to_json(), "utf-8")
        made.append(target)
    return made


def test_a_sum_repeated_in_two_factsheets_is_listed_once(tmp_path: Path) -> None:
    from factextract.record_files import gather

    found = group_programs(gather(records(tmp_path)).records).programs
    assert [len(program.documents) for program in found] == [2]
    values = [metric.value for metric in found[0].repeated]
    assert "80000000" in values
    assert not {"312", "127"} & set(values)


def test_the_commands_print_json(tmp_path: Path) -> None:
    paths = [str(path) for path in records(tmp_path)]
    for command in ("programs", "partners"):
        told = CliRunner().invoke(commands, [command, *paths])
        assert told.exit_code == 0, told.output
        assert json.loads(told.stdout)
