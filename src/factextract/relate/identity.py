"""Ids that survive better layouts and rules: never offsets, confidence, rule or measure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from factextract.model.candidate import Candidate
from factextract.model.reading import Reading
from factextract.model.value import Name

PREFIX = {"metrics": "metric", "partners": "partner", "dates": "date", "case_studies": "case_study"}


def identified(candidates: Sequence[Candidate], reading: Reading, document_id: str) -> list[Candidate]:
    """The candidates with `id` set: kind, page, value quote and how many-th such on its page; a partner by its name alone,
    a story by its title."""
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for candidate in candidates:
        prefix = PREFIX.get(candidate.kind, candidate.kind)
        if isinstance(candidate.value, Name):
            key: tuple[str, ...] = (document_id, prefix, normalised(candidate.value.text))
        else:
            title = candidate.part("title")
            quote = title[0].of(reading.text) if title else candidate.span.of(reading.text)
            key = (document_id, prefix, str(reading.document.page_of(candidate.span.start)), normalised(quote[:200]))
        seen[key] += 1
        digest = hashlib.sha256("\x1f".join((*key, str(seen[key]))).encode()).hexdigest()
        found.append(replace(candidate, id=f"{prefix}:{digest[:16]}"))
    return found


def normalised(text: str) -> str:
    """Lower case, accents and punctuation aside, single spaces: two ways to write one thing become equal."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"[\w%$€£]+", plain))
