"""The straightforward script that a user would write in a day: pdfplumber's text, spaCy's entities, a few regular expressions.

    python benchmarks/yardstick.py FILE.pdf...

Prints what it finds as JSON lines. It is what the whole pipeline is timed against, no more.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pdfplumber
import spacy

from factextract.settings import DEFAULT_MODELS

NUMBER = re.compile(r"(?:[$€£]|USD|EUR)?\s?\d[\d,.]*\s?(?:%|percent|million|billion)?")
DATE = re.compile(r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* )?(?:19|20)\d\d")


def main(paths: list[str]) -> None:
    nlp = spacy.load(DEFAULT_MODELS[0])
    for path in paths:
        with pdfplumber.open(path) as document:
            text = "\n".join(page.extract_text() or "" for page in document.pages)
        read = nlp(text)
        found = {
            "source": Path(path).name,
            "partners": sorted({e.text for e in read.ents if e.label_ == "ORG"}),
            "metrics": [m[0] for m in NUMBER.finditer(text)],
            "dates": [m[0] for m in DATE.finditer(text)],
        }
        print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
