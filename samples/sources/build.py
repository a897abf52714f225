#!/usr/bin/env python3
"""Rebuild the sample PDFs from the sources in this folder.

usage: build.py OUTPUT_FOLDER [NAME ...]      NAME as in manifest.yaml, without .pdf; all when none is given

Python packages: typst weasyprint fpdf2 reportlab font-lato font-roboto font-source-sans-pro font-source-serif-pro
font-hanken-grotesk. The letter-like brief also needs LibreOffice Writer (Debian: libreoffice-writer-nogui and
fonts-liberation2); it is passed over with a note where `soffice` is missing.

The fonts are free: SIL Open Font License (Lato, Source Sans, Source Serif, Hanken Grotesk, Liberation) and Apache
License 2.0 (Roboto). All pictures are drawn by the sources. The same versions of the packages give the same bytes,
but for LibreOffice, which writes a fresh document id.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
CREATED = datetime.fromisoformat("2025-09-01T00:00:00+00:00")  # what the PDFs carry where the source gives no date


def font_folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"missing Python package {package.replace('_', '-')}")
    return Path(spec.submodule_search_locations[0]) / "files"


def build_typst(source: Path, target: Path) -> None:
    import typst

    typst.compile(
        source,
        output=target,
        font_paths=[font_folder("font_hanken_grotesk")],
        ignore_system_fonts=True,
        timestamp=int(CREATED.timestamp()),
    )


def build_html(source: Path, target: Path) -> None:
    from weasyprint import HTML

    html = source.read_text("utf-8")
    for package in ("font_lato", "font_source_sans_pro", "font_source_serif_pro", "font_roboto"):
        html = html.replace(f"{package}:", f"{font_folder(package).as_uri()}/")
    tagged = 'data-tagged="true"' in html
    HTML(string=html, base_url=str(HERE)).write_pdf(
        target, pdf_identifier=source.stem.encode(), pdf_variant="pdf/ua-1" if tagged else None
    )


def build_python(source: Path, target: Path) -> None:
    spec = importlib.util.spec_from_file_location(source.stem.replace("-", "_"), source)
    if spec is None or spec.loader is None:
        raise SystemExit(f"cannot load {source.name}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.build(target, font_folder, CREATED)


def build_fodt(source: Path, target: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        print(f"{target.name}: passed over, LibreOffice is not installed", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as profile:
        command = [soffice, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless"]
        command += ["--convert-to", "pdf:writer_pdf_Export", "--outdir", str(target.parent), str(source)]
        subprocess.run(command, check=True, capture_output=True)


BUILDERS = {".typ": build_typst, ".html": build_html, ".py": build_python, ".fodt": build_fodt}


def main() -> int:
    parser = argparse.ArgumentParser(description="Rebuild the sample PDFs.")
    parser.add_argument("output", type=Path)
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    os.environ["SOURCE_DATE_EPOCH"] = str(int(CREATED.timestamp()))
    sys.dont_write_bytecode = True
    args.output.mkdir(parents=True, exist_ok=True)
    sources = sorted(p for p in HERE.iterdir() if p.suffix in BUILDERS and p.name != Path(__file__).name)
    for source in sources:
        if args.names and source.stem not in args.names:
            continue
        target = (args.output / f"{source.stem}.pdf").resolve()
        BUILDERS[source.suffix](source, target)
        if target.is_file():
            print(f"{target.name}: {target.stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
