"""Arithmetic as evidence: numbers that sum to another are its parts; a share that two numbers give is a share of the larger.

Read are the columns and rows of tables and the runs of one unit in a section's text. Only neighbours are added up, and only where
the sum meets the total to the last digit written, so that chance does not make parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from factextract.model.candidate import Candidate, Reason
from factextract.model.reading import Reading, Section
from factextract.model.value import Quantity
from factextract.relate.rows import row_of

SUMMED = ("money", "count", "measure")
MOST_PARTS = 14
LEAST_COUNT = 20  # smaller counts in running text meet by chance
LEAST_MONEY = 100  # smaller amounts meet by chance
ROUNDED = Decimal("0.6")  # of the last digit written, for each part
LEAST_SHARED = 10  # small numbers have the same ratios by chance
FULL = Decimal(100)
CLOSE = Decimal("0.01")  # of a total by which rounded parts may miss it at most
LEAST_ROUNDED = 1000  # from here on whole numbers may be rounded too
OPEN_TOTAL = Decimal("0.02")  # of "more than 1,100" by which three and more parts may go beyond it
NEAR_FULL = Decimal("1.5")  # percent points by which rounded shares may miss 100


@dataclass(frozen=True, slots=True)
class Sums:
    """Part id → whole id, the ids of totals, and why."""

    part_of: dict[str, str]
    totals: frozenset[str]
    reasons: dict[str, Reason]


def sums(metrics: Sequence[Candidate], reading: Reading) -> Sums:
    """The parts and totals that the numbers of the document show."""
    part_of: dict[str, str] = {}
    totals: set[str] = set()
    reasons: dict[str, Reason] = {}
    for whole, parts, why in (*_in_tables(metrics, reading), *_in_sections(metrics, reading)):
        totals.add(whole.id)
        for part in parts:
            if part.id not in part_of and part.id != whole.id and part_of.get(whole.id) != part.id:
                part_of[part.id] = whole.id
                reasons[part.id] = Reason(f"part of {_shown(whole, reading)}: {why}")
    for part, whole in _shares_of_parts(metrics, reading, part_of):
        if part.id not in part_of:
            part_of[part.id] = whole.id
            reasons[part.id] = Reason(f"part of {_shown(whole, reading)}: the share of a part before it")
    for part, whole in _shares_in_rows(metrics, reading):
        if part.id not in part_of:
            part_of[part.id] = whole.id
            reasons[part.id] = Reason(f"part of {_shown(whole, reading)}: the share that two numbers of its row give")
    for part, whole in _shares_nearby(metrics, reading):
        if part.id not in part_of:
            part_of[part.id] = whole.id
            reasons[part.id] = Reason(f"part of {_shown(whole, reading)}: the share that the numbers beside it give")
    return Sums(part_of, frozenset(totals), reasons)


Group = tuple[Candidate, Sequence[Candidate], str]


def _in_tables(metrics: Sequence[Candidate], reading: Reading) -> Iterator[Group]:
    tables: dict[tuple[int, int], list[tuple[int, int, Candidate]]] = {}
    for metric in metrics:
        block = reading.document.block_at(metric.span.start)
        if block is not None and block.cell is not None and _value(metric) is not None:
            tables.setdefault((block.page, block.cell.table), []).append((block.cell.row, block.cell.column, metric))
    for (page, _), cells in tables.items():
        columns: dict[int, list[Candidate]] = {}
        rows: dict[int, list[Candidate]] = {}
        for row, column, metric in cells:
            columns.setdefault(column, []).append(metric)
            rows.setdefault(row, []).append(metric)
        found: list[Group] = []
        for line in (*columns.values(), *rows.values()):
            found += _line(line)
        for line in columns.values():
            if not any(set(_ids(line)) & set(_ids(parts)) for _, parts, _ in found):
                found += _outside(line, [m for m in metrics if reading.document.page_of(m.span.start) == page])
        yield from found
        yield from _full_columns(columns.values(), found, cells)


def _line(line: Sequence[Candidate]) -> Iterator[Group]:
    """Totals within a column or row: the last number of a run that is the sum of those before it, else the first."""
    for unit in _units(line):
        if unit[0] not in SUMMED:
            continue
        same = [m for m in line if _unit(m) == unit]
        for total_at in range(len(same) - 1, 1, -1):
            parts = _run(same[total_at], same[max(0, total_at - MOST_PARTS) : total_at][::-1])
            if parts:
                yield same[total_at], parts, "they sum to it"
                break
        else:
            parts = _run(same[0], same[1:]) if len(same) > 2 else []
            if parts and len(parts) == len(same) - 1:
                yield same[0], parts, "they sum to it"


def _run(total: Candidate, ordered: Sequence[Candidate]) -> list[Candidate]:
    """The numbers next to a total, nearest first, that sum to it; empty when none do."""
    wanted, summed, slack = _value(total), Decimal(0), _slack(total)
    if wanted is None or wanted <= 0:
        return []
    for count, metric in enumerate(ordered[:MOST_PARTS], 1):
        value = _value(metric)
        if value is None or value <= 0:
            return []
        summed += value
        slack += _slack(metric)
        allowed = min(slack, CLOSE * wanted) if count > 2 else min(slack / 3, CLOSE * wanted)
        over = OPEN_TOTAL * wanted if count > 2 and _at_least(total) else Decimal(0)
        if count > 1 and (abs(summed - wanted) <= allowed or wanted <= summed <= wanted + over):
            return list(ordered[:count])
        if summed > wanted + slack:
            return []
    return []


def _at_least(metric: Candidate) -> bool:
    return isinstance(metric.value, Quantity) and metric.value.comparator in (">", ">=")


def _outside(line: Sequence[Candidate], page: Sequence[Candidate]) -> Iterator[Group]:
    """A total that stands elsewhere on the page: the whole column sums to it."""
    for unit in _units(line):
        same = [m for m in line if _unit(m) == unit]
        if len(same) < 3 or unit[0] not in SUMMED:
            continue
        summed = sum((_value(m) or Decimal(0) for m in same), Decimal(0))
        slack = sum((_slack(m) for m in same), Decimal(0))
        for other in page:
            value = _value(other)
            if (
                other not in same
                and _unit(other) == unit
                and value is not None
                and abs(value - summed) <= slack + _slack(other)
            ):
                yield other, same, "they sum to it"
                break


def _full_columns(
    columns: Iterable[Sequence[Candidate]], found: Sequence[Group], cells: Sequence[tuple[int, int, Candidate]]
) -> Iterator[Group]:
    """Shares that sum to 100 beside a column with a total are shares of that total."""
    place = {metric.id: row for row, _, metric in cells}
    for column in columns:
        shares = [m for m in column if _unit(m)[0] == "percent"]
        if len(shares) < 2:
            continue
        for whole, parts, _ in found:
            rows = {place.get(p.id) for p in parts}
            mine = [s for s in shares if place[s.id] in rows and place[s.id] != place.get(whole.id)]
            if len(mine) > 1 and abs(sum((_value(s) or Decimal(0) for s in mine), Decimal(0)) - FULL) <= NEAR_FULL * 2:
                yield whole, mine, "shares beside its parts that sum to 100"
                break


def _in_sections(metrics: Sequence[Candidate], reading: Reading) -> Iterator[Group]:
    """Runs of one unit in the running text of a section, next to their sum."""
    sections: dict[tuple[int, int], list[Candidate]] = {}
    for metric in metrics:
        section = _section(metric, reading)
        page = reading.document.page_of(metric.span.start)
        sections.setdefault((page, section.index if section else -1), []).append(metric)
    for (page, _), line in sections.items():
        found = list(_in_text(line, reading))
        yield from found
        money = [m for m in line if _unit(m)[0] == "money"]
        if not found and len(money) > 2:
            yield from _outside(money, [m for m in metrics if reading.document.page_of(m.span.start) == page])


def _section(metric: Candidate, reading: Reading) -> Section | None:
    """The section that a number stands in; for one that is the whole of a title, the section around."""
    number = metric.span.of(reading.text)
    inner = reading.sections_at(metric.span.start)
    return next((s for s in inner if s.title is None or s.title.of(reading.text).strip() != number), None)


def _in_text(line: Sequence[Candidate], reading: Reading) -> Iterator[Group]:
    for unit in _units(line):
        same = [m for m in line if _unit(m) == unit]
        if unit[0] not in SUMMED:
            continue
        for at, total in enumerate(same):
            if unit[0] == "count" and (_value(total) or 0) < LEAST_COUNT:
                continue
            parts = _run(total, same[at + 1 : at + 1 + MOST_PARTS]) or _run(
                total, same[max(0, at - MOST_PARTS) : at][::-1]
            )
            if parts and _belong(total, parts, reading):
                yield total, parts, "they sum to it"
    yield from _full_runs(line, reading)


def _belong(total: Candidate, parts: Sequence[Candidate], reading: Reading) -> bool:
    """Whether numbers that sum to another are its parts and do not meet it by chance: money is; in one table its rows and
    columns decide; two counts stand in the sentence of the total, as do those that meet a rounded one."""
    if len({_table(m, reading) for m in (total, *parts)}) == 1 and _table(total, reading) is not None:
        return False
    if _unit(total)[0] == "money" and (_value(total) or 0) >= LEAST_MONEY:
        return True
    rounded = sum((_value(p) or Decimal(0) for p in parts), Decimal(0)) != _value(total)
    together = reading.sentence_at(total.span.start).contains(parts[0].span)
    return together or (len(parts) > 2 and not rounded)


def _table(metric: Candidate, reading: Reading) -> tuple[int, int] | None:
    row = row_of(metric, reading)
    return None if row is None else row[:2]


def _full_runs(line: Sequence[Candidate], reading: Reading) -> Iterator[Group]:
    """Neighbouring shares that sum to 100, with the one number among or before them that they divide."""
    for start in range(len(line)):
        run: list[Candidate] = []
        inner: Candidate | None = None
        for metric in line[start:]:
            if _unit(metric)[0] == "percent":
                run.append(metric)
            elif inner is None and run and _unit(metric)[0] in SUMMED:
                inner = metric
            else:
                break
            if len(run) > 1 and abs(sum((_value(s) or Decimal(0) for s in run), Decimal(0)) - FULL) <= NEAR_FULL:
                whole = inner or (line[start - 1] if start else None)
                if whole is not None and _unit(whole)[0] in SUMMED and _may_be_whole(whole, run[0], reading):
                    yield whole, run, "neighbouring shares that sum to 100"
                break


def _may_be_whole(whole: Candidate, share: Candidate, reading: Reading) -> bool:
    """Whether shares can be of a number: it is no rate, and no small count of another sentence of their paragraph."""
    if isinstance(whole.value, Quantity) and whole.value.per is not None:
        return False
    blocks = [reading.document.block_at(m.span.start) for m in (whole, share)]
    apart = blocks[0] == blocks[1] and not reading.sentence_at(whole.span.start).contains(share.span)
    return not (apart and _unit(whole)[0] == "count" and (_value(whole) or 0) < LEAST_COUNT)


def _shares_of_parts(
    metrics: Sequence[Candidate], reading: Reading, part_of: Mapping[str, str]
) -> Iterator[tuple[Candidate, Candidate]]:
    """Percentages in brackets behind a part that are its share of its whole ("610 (21%)"), with that whole."""
    by_id = {m.id: m for m in metrics}
    for part, share in pairwise(sorted(metrics, key=lambda m: m.span.start)):
        whole = by_id.get(part_of.get(part.id, ""))
        between = reading.text[part.span.end : share.span.start]
        if whole is not None and between.strip() == "(" and _is_share(_value(share), part, whole):
            yield share, whole


def _shares_in_rows(metrics: Sequence[Candidate], reading: Reading) -> Iterator[tuple[Candidate, Candidate]]:
    """Percentages that are the ratio of two other numbers of their table row, with the larger of these."""
    rows: dict[tuple[int, int, int], list[Candidate]] = {}
    for metric in metrics:
        block = reading.document.block_at(metric.span.start)
        if block is not None and block.cell is not None:
            rows.setdefault((block.page, block.cell.table, block.cell.row), []).append(metric)
    for row in rows.values():
        numbers = [m for m in row if _unit(m)[0] in SUMMED and (_value(m) or 0) > 0]
        for share in (m for m in row if _unit(m)[0] == "percent"):
            value = _value(share)
            for part in numbers:
                whole = next((w for w in numbers if _is_share(value, part, w)), None)
                if whole is not None:
                    yield share, whole
                    break


def _shares_nearby(metrics: Sequence[Candidate], reading: Reading) -> Iterator[tuple[Candidate, Candidate]]:
    """Percentages that are the ratio of two numbers right beside them in one section, with the larger of these."""
    told = sorted(metrics, key=lambda m: m.span.start)
    for at, share in enumerate(told):
        if _unit(share)[0] != "percent":
            continue
        section = reading.section_at(share.span.start)
        beside = [
            m
            for m in (*told[max(0, at - 2) : at], *told[at + 1 : at + 3])
            if reading.section_at(m.span.start) == section
            and _unit(m)[0] in SUMMED
            and (_value(m) or 0) >= LEAST_SHARED
        ]
        pairs = ((part, w) for part in beside for w in beside if row_of(part, reading) == row_of(w, reading))
        whole = next((w for part, w in pairs if _is_share(_value(share), part, w)), None)
        if whole is not None:
            yield share, whole


def _is_share(share: Decimal | None, part: Candidate, whole: Candidate) -> bool:
    small, large = _value(part), _value(whole)
    if share is None or small is None or large is None or part is whole or _unit(part) != _unit(whole) or large <= 0:
        return False
    return abs(FULL * small / large - share) <= ROUNDED and large > small


def _value(metric: Candidate) -> Decimal | None:
    return metric.value.value if isinstance(metric.value, Quantity) else None


def _unit(metric: Candidate) -> tuple[str, str | None]:
    value = metric.value
    return (value.kind, value.unit) if isinstance(value, Quantity) else ("", None)


def _units(line: Sequence[Candidate]) -> list[tuple[str, str | None]]:
    return list(dict.fromkeys(_unit(m) for m in line if _value(m) is not None))


def _slack(metric: Candidate) -> Decimal:
    """By how much rounding may have moved a number: ROUNDED of the last digit written, nothing for small whole numbers."""
    value = metric.value
    if not isinstance(value, Quantity) or not value.value:
        return Decimal(0)
    digits = re.search(r"\d[\d.,'’ ]*", value.text)
    written = digits[0].strip(" .,") if digits else ""
    decimals = written.rsplit(".", 1)[1] if "." in written else ""
    plain = re.sub(r"[^\d.]" if 0 < len(decimals) < 3 else r"\D", "", written)
    scale = abs(value.value / Decimal(plain)) if plain and Decimal(plain) else Decimal(1)
    worth = scale / (Decimal(10) ** (len(decimals) if len(decimals) < 3 else 0))
    return ROUNDED * worth if worth != 1 or abs(value.value) >= LEAST_ROUNDED else Decimal(0)


def _ids(line: Sequence[Candidate]) -> list[str]:
    return [m.id for m in line]


def _shown(metric: Candidate, reading: Reading) -> str:
    return repr(" ".join(metric.span.of(reading.text).split()))
