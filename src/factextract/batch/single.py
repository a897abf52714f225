"""How one document ends: a record, or an error that names what is wrong. Nothing that happens inside a document gets past."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import cast

import factextract
from factextract import ner, registry
from factextract.errors import Crashed, FactextractError, MissingModel, OutOfMemory, RuleError, SourceError, UsageError
from factextract.model.reading import Passage
from factextract.opening import page_ranges
from factextract.pipeline import study, written
from factextract.records import KINDS, Outcome, OutcomeWord, Record
from factextract.ruleset.load import load_rules
from factextract.ruleset.packs import builtin_rules, languages
from factextract.settings import Settings

PAGE_FAILED = "page_failed"
LIKELY = "en"
_SOMETHING = Passage("Something to read.", 0)  # a model is loaded when it is first given text
_PACKAGE = Path(factextract.__file__).parent


def read_record(path: Path, settings: Settings) -> Record:
    """The record of one document, as `extract`; whatever goes wrong in it is a FactextractError."""
    with guarded(path):
        return study(path, settings).record


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turns what nobody foresaw while a document was read into Crashed, and lack of memory into OutOfMemory."""
    try:
        yield
    except FactextractError:
        raise
    except MemoryError as error:
        raise OutOfMemory(
            "reading it took more memory than there is",
            hint="read it in parts with --pages, or on a larger machine",
            source=str(path),
        ) from error
    except Exception as error:
        raise crashed(error, str(path)) from error


def crashed(error: Exception, source: str | None) -> Crashed:
    """The error for an exception that nobody foresaw: what it was and where in our code."""
    return Crashed(
        f"{type(error).__name__} in {_place(error)}: {error}",
        hint="this is a mistake in factextract: please report it, with the document if you may",
        source=source,
    )


def outcome_of(path: Path, settings: Settings) -> Outcome:
    """How one document ended; never an exception but RuleError and MissingModel, which no document is to blame for."""
    start = time.perf_counter()
    try:
        record = read_record(path, settings)
    except (RuleError, MissingModel):
        raise
    except FactextractError as error:
        return failure(error, path, _since(start))
    failed = [issue for issue in record.issues if issue.code == PAGE_FAILED]
    pages = page_ranges(sorted(issue.page for issue in failed if issue.page is not None))
    return Outcome(
        source=written(str(path)),
        document=record.document.id,
        outcome="partial" if failed else "ok",
        message=f"{len(failed)} of its pages could not be read ({pages}): {failed[0].message}" if failed else None,
        hint="open and save it in a viewer, or print those pages to a new PDF" if failed else None,
        record=record,
        seconds=_since(start),
    )


def failure(error: FactextractError, path: Path, seconds: float = 0.0) -> Outcome:
    """The outcome of a document that could not be read."""
    return Outcome(
        source=written(str(path)),
        document=None,
        outcome=_word(error),
        message=written(error.message),
        hint=error.hint,
        seconds=seconds,
    )


@dataclass(frozen=True, slots=True)
class Extraction:
    """The task of a run: documents read with the same settings."""

    settings: Settings

    def prepare(self) -> None:
        """Loads rules and model for the language that most documents are in. Raises RuleError, MissingModel."""
        load_rules(LIKELY, self.settings.rules, self.settings.gazetteer)
        recognizer = ner.recognizer(self.settings.model, LIKELY)
        recognizer.mentions([_SOMETHING])
        recognizer.analyse([_SOMETHING])

    def __call__(self, source: Path) -> Outcome:
        return outcome_of(source, self.settings)


def check_settings(settings: Settings) -> None:
    """Raises what would fail for every document: UsageError for an unknown engine or kind, RuleError for rules that cannot be
    loaded, MissingModel for a model that is not there."""
    registry.get("engines", settings.engine)
    for kind in settings.kinds:
        if kind not in KINDS:
            near = get_close_matches(kind, KINDS, n=1)
            meant = f"did you mean {near[0]!r}? " if near else ""
            raise UsageError(f"no facts are called {kind!r}", hint=f"{meant}known: {', '.join(KINDS)}")
    if settings.rules:
        packs: Sequence[Path] = (builtin_rules(), *(folder for folder in settings.rules if folder.is_dir()))
        for language in dict.fromkeys(language for pack in packs for language in languages(pack)):
            load_rules(language, settings.rules)
    if settings.gazetteer:
        load_rules(LIKELY, settings.rules, settings.gazetteer)
    if settings.model is not None:
        ner.recognizer(settings.model, "en")


def _word(error: FactextractError) -> OutcomeWord:
    """The outcome word of an error; that of a call that asks a document for what it has not (a page beyond its last) is empty."""
    return cast(OutcomeWord, error.outcome) if isinstance(error, SourceError) else "empty"


def _place(error: BaseException) -> str:
    """module:line of the last frame of our own code."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(_PACKAGE)]
    if not frames:
        return "factextract"
    return f"{Path(frames[-1].filename).relative_to(_PACKAGE).as_posix()}:{frames[-1].lineno}"


def _since(start: float) -> float:
    return round(time.perf_counter() - start, 3)
