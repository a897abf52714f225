"""`factextract explain`: why a document gives the facts it gives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factextract.cli._options import finding, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factextract.authoring.explain import Place, Verdict
    from factextract.model.geometry import Box

QUOTE = 90  # characters of a quote that are shown
OWN = ("id", "confidence", "rule", "body")  # fields that have a line of their own, or many


@click.command("explain")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("fact", metavar="[FACT_ID]", required=False)
@click.option("--find", metavar="TEXT", help="Explain what was read in these words, or that nothing was.")
@click.option("--page", type=click.IntRange(min=1), metavar="N", help="Explain everything on one page.")
@finding
def command(file: Path, fact: str | None, find: str | None, page: int | None, **given: Any) -> None:
    """Tell why FILE gives the facts it gives.

    The document is read again. Each fact comes with its rule, its reasons and its place on the page (boxes in points from the
    top-left corner), each candidate that lost with the reason.
    """
    from factextract.authoring.explain import Question, explain
    from factextract.batch.single import guarded
    from factextract.cli._stdout import print_line

    if sum(asked is not None for asked in (fact, find, page)) > 1:
        raise click.UsageError("give one of FACT_ID, --find and --page")
    with guarded(file):
        explained = explain(file, Question(fact, find, page), settings(given))
    for verdict in explained.verdicts:
        for line in _told(verdict):
            print_line(line)
    for place in explained.unread:
        print_line(f"nothing was read here: page {place.page}{_boxes(place.boxes)}: … {place.quote} …")
    kept = sum(verdict.fact is not None for verdict in explained.verdicts)
    print_line(f"facts: {kept}; candidates that lost: {len(explained.verdicts) - kept}")


def _told(verdict: Verdict) -> Iterator[str]:
    from factextract.authoring.check import fields_of

    if verdict.fact is not None:
        fields = fields_of(verdict.fact)
        yield f"{verdict.fact.id}  confidence {verdict.fact.confidence:.2f}"
        told = {k: v for k, v in fields.items() if k not in OWN and v not in (None, "false")}
        yield f"  fact    {', '.join(f'{k}: {v}' for k, v in told.items())}"
    else:
        winner = f": {verdict.winner}" if verdict.winner else ""
        yield f"lost ({verdict.kind}): {verdict.why}{winner}"
    yield f"  rule    {verdict.rule}{': ' if verdict.means else ''}{verdict.means}"
    for place in verdict.places:
        yield f"  {place.part:7} page {place.page}{_boxes(place.boxes)}: {_cut(place)}"
    for reason in verdict.reasons:
        by = f"{reason.by:+.2f} " if reason.by else ""
        yield f"  because {by}{reason.why}{f' [{reason.rule}]' if reason.rule else ''}"


def _cut(place: Place) -> str:
    return place.quote if len(place.quote) <= QUOTE else f"{place.quote[: QUOTE - 1]}…"


def _boxes(boxes: tuple[Box, ...]) -> str:
    return "".join(f" [{b.x0:.1f} {b.top:.1f} {b.x1:.1f} {b.bottom:.1f}]" for b in boxes[:3]) + (
        " …" if len(boxes) > 3 else ""
    )
