"""Every fact is traceable: its quote is a slice of the text, its boxes lie around those very words on the page.

What stands in a box is asked of pdfplumber, which shares no code with the engine that read the document.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from factextract.pipeline import study
from factextract.records import Evidence, Record
from factextract.settings import Settings
from places import SAMPLES, SEED

DOCUMENTS = [*sorted(SAMPLES.glob("*.pdf")), *sorted(SEED.glob("*.pdf"))]
SLACK = 3.0  # points by which two engines' word boxes may differ


@cache
def read(path: Path) -> Any:
    return study(path, Settings(model="none"))


def facts(record: Record) -> list[Any]:
    return [*record.metrics, *record.partners, *record.dates, *record.case_studies]


def letters(text: str) -> str:
    return "".join(re.findall(r"\w", unicodedata.normalize("NFKD", text)))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.stem)
def test_quotes_are_slices_of_the_text(path: Path) -> None:
    found = read(path)
    proofs = [e for fact in facts(found.record) for e in fact.evidence] + list(found.record.document.evidence)
    assert len(proofs) > 20
    for proof in proofs:
        assert found.reading.text[proof.start_char : proof.end_char] == proof.quote
        assert found.reading.text[: proof.start_char].endswith(proof.prefix)
        assert found.reading.text[proof.end_char :].startswith(proof.suffix)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.stem)
def test_boxes_hold_the_words_they_are_evidence_of(path: Path) -> None:
    proofs: dict[int, list[Evidence]] = {}
    for fact in facts(read(path).record):
        for proof in fact.evidence:
            assert proof.boxes, f"{proof.quote!r} has no place on the page"
            proofs.setdefault(proof.page, []).append(proof)
    with pdfplumber.open(path) as document:
        for number, mine in proofs.items():
            page = document.pages[number - 1]
            seen = [(c, (c["x0"] + c["x1"]) / 2, (c["top"] + c["bottom"]) / 2) for c in page.chars]
            for proof in mine:
                for x0, top, x1, bottom in proof.boxes:
                    assert -SLACK <= x0 < x1 <= float(page.width) + SLACK
                    assert -SLACK <= top < bottom <= float(page.height) + SLACK
                inside = letters(
                    "".join(
                        str(c["text"])
                        for c, x, y in seen
                        if any(
                            a - SLACK <= x <= b + SLACK and t - SLACK <= y <= d + SLACK for a, t, b, d in proof.boxes
                        )
                    )
                )
                missing = Counter(letters(proof.quote)) - Counter(inside)
                assert not missing, f"page {number}: {proof.quote!r} is not in its boxes: {missing}"
