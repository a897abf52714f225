"""Reading order of this tool beside others': the share of neighbouring snippets that stay neighbours, by set and by document.

    python -m benchmarks.reading_order [SHARED]

SHARED holds the development documents with their gold and judge. The others are asked for plain text in the way their manuals
show: pdfplumber `extract_text`, `pdftotext` (where poppler is installed), PDFium's text in drawing order, pypdf, pdf_oxide. A
tool that fails on a document keeps nothing there. Ours is also read with every page's drawing order shuffled and its tags gone.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pdf_oxide
import pdfplumber
import pypdf
import pypdfium2
from rich.console import Console
from rich.table import Table

from benchmarks.shuffle import shuffled
from factextract import registry
from factextract.layout.arrange import arrange
from factextract.model.sheet import Sheet
from factextract.settings import Settings

SETS = (
    ("seed", "seed", "seed"),
    ("real", "corpus/dev", "gold/dev"),
    ("look-alike", "corpus/synthetic", "corpus/synthetic"),
)
WITHIN = 1  # pairs by which another tool may be better on one document


def sheets(path: Path) -> list[Sheet]:
    with registry.get("engines", "pdfium").open(path, Settings()) as reader:
        return [reader.sheet(number) for number in range(1, reader.pages + 1)]


def ours(path: Path) -> str:
    return arrange(sheets(path)).text


def ours_shuffled(path: Path) -> str:
    """The same with each page's words and shapes in random drawing order and without structure tags."""
    return arrange([shuffled(sheet) for sheet in sheets(path)]).text


def with_pdfplumber(path: Path) -> str:
    with pdfplumber.open(path) as document:
        return "\n".join(page.extract_text() or "" for page in document.pages)


def with_pdftotext(path: Path) -> str:
    return subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, text=True).stdout


def with_pdfium(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "\n".join(document[n].get_textpage().get_text_bounded() for n in range(len(document)))


def with_pypdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def with_pdf_oxide(path: Path) -> str:
    document = pdf_oxide.PdfDocument(str(path))
    return "\n".join(document.extract_text(n) for n in range(document.page_count()))


def tools() -> dict[str, Callable[[Path], str]]:
    """Ours first; pdftotext only where it is installed."""
    found = {
        "factextract": ours,
        "shuffled": ours_shuffled,
        "pdfplumber": with_pdfplumber,
        "PDFium": with_pdfium,
        "pypdf": with_pypdf,
        "pdf_oxide": with_pdf_oxide,
    }
    if shutil.which("pdftotext"):
        found["pdftotext"] = with_pdftotext
    return found


def main(shared: Path) -> int:
    judge = _judge(shared / "gold" / "score.py")
    asked: dict[str, int] = {}
    kept: dict[tuple[str, str], int] = {}
    beaten: list[str] = []
    for group, gold, path in _documents(shared):
        scores = {}
        for name, tool in tools().items():
            try:
                text = tool(path)
            except Exception as error:  # another tool's fault is its own score
                print(f"{name} fails on {path.name}: {error}", file=sys.stderr)
                text = ""
            scores[name], pairs = judge.order_pairs(text, gold)
            kept[group, name] = kept.get((group, name), 0) + scores[name]
        asked[group] = asked.get(group, 0) + pairs
        best = max(score for name, score in scores.items() if name not in ("factextract", "shuffled"))
        if best > scores["factextract"] + WITHIN:
            beaten.append(f"{path.name}: {scores['factextract']} of {pairs}, another tool {best}")
    table = Table("set", *tools())
    for group, pairs in asked.items():
        table.add_row(group, *(f"{kept[group, name] / pairs:.3f}" for name in tools()))
    Console(width=120).print(table)
    print("beaten by more than one pair:", "; ".join(beaten) or "on no document")
    return 0


def _documents(shared: Path) -> Iterator[tuple[str, list[list[str]], Path]]:
    for group, pdfs, golds in SETS:
        for gold in sorted((shared / golds).glob("*.gold.json")):
            chains = json.loads(gold.read_text("utf-8")).get("reading_order")
            if chains:
                yield group, chains, shared / pdfs / f"{gold.name.removesuffix('.gold.json')}.pdf"


def _judge(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("judge", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["judge"] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")))
