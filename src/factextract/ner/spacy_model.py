"""spaCy's entities and tags. The only module that imports spaCy, and only once it is asked for something."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from factextract.errors import MissingModel
from factextract.model.geometry import Span
from factextract.model.reading import Mention, Passage, Token

# spaCy refuses texts over a million characters, as they take a gigabyte; blocks never come near, plain text may.
_LONGEST = 100_000
_BATCH = 128
_SPACE = re.compile(r"\s")
_FEEDERS = ("tok2vec", "transformer")


class SpacyRecognizer:
    """A spaCy package. `label` is its name and version. The model is loaded when first used, then kept."""

    def __init__(self, package: str) -> None:
        """Raises MissingModel when `package` is not installed or no spaCy model."""
        self._package = package
        self._loaded: Any = None
        self.label = f"{package} {_version(package)}"

    def mentions(self, passages: Sequence[Passage]) -> list[Mention]:
        nlp = self._pipeline()
        pieces = [piece for passage in passages for piece in _pieces(passage)]
        found = []
        with nlp.select_pipes(enable=_needed(nlp, ("ner",))):
            for piece, doc in zip(pieces, nlp.pipe(map(_flat, pieces), batch_size=_BATCH), strict=True):
                found += [_mention(piece, entity.start_char, entity.end_char, entity.label_) for entity in doc.ents]
        return sorted((m for m in found if m.text), key=lambda m: (m.span, m.label))

    def analyse(self, sentences: Sequence[Passage]) -> list[tuple[Token, ...]]:
        """Tokens without white space ones. `pos` is Universal Dependencies', `dep` the model's own label; a root's head
        is -1. Heads are -1 in a sentence over 100 000 characters, which is read in pieces."""
        nlp = self._pipeline()
        pieces = [list(_pieces(sentence)) for sentence in sentences]
        flat = [piece for parts in pieces for piece in parts]
        with nlp.select_pipes(enable=_needed(nlp, tuple(name for name in nlp.component_names if name != "ner"))):
            docs = nlp.pipe(map(_flat, flat), batch_size=_BATCH)
            tokens = iter([_tokens(piece, doc) for piece, doc in zip(flat, docs, strict=True)])
        return [_joined([next(tokens) for _ in parts]) for parts in pieces]

    def _pipeline(self) -> Any:
        if self._loaded is None:
            spacy = _import_spacy()
            # The senter would only repeat what the parser does. Loading the rest at once costs 0.05 s more than ner alone.
            self._loaded = spacy.load(self._package, exclude=["senter"])
        return self._loaded


@cache
def spacy_recognizer(model: str) -> SpacyRecognizer:
    """The recogniser of a spaCy package, one a process. Raises MissingModel."""
    return SpacyRecognizer(model)


PLUGIN = spacy_recognizer


def _version(package: str) -> str:
    spec = find_spec(package)
    folders = (spec.submodule_search_locations or ()) if spec is not None else ()
    for folder in folders:
        meta = Path(folder) / "meta.json"
        if meta.is_file():
            return str(json.loads(meta.read_text(encoding="utf-8"))["version"])
    raise MissingModel(f"{package!r} is no spaCy model", hint="name an installed model, such as en_core_web_sm")


def _import_spacy() -> Any:
    """spaCy without its command line, which is half of its import time (0.5 of 1.1 s measured: an HTTP client, templates, …).

    While spaCy is imported an empty module stands where it looks for that; afterwards the real one can be imported as ever.
    """
    if "spacy" not in sys.modules:
        places = ("spacy.cli", "spacy.cli.info")
        for name in places:
            stand_in = ModuleType(name)
            vars(stand_in).update(__path__=[], info=_info)
            sys.modules[name] = stand_in
        try:
            import spacy
        finally:
            for name in places:
                sys.modules.pop(name, None)
    import spacy

    return spacy


def _info(*args: Any, **options: Any) -> Any:
    from spacy.cli.info import info

    return info(*args, **options)


def _needed(nlp: Any, wanted: tuple[str, ...]) -> list[str]:
    """The wanted components with those that feed them; a component that feeds nobody wanted is left out."""
    chosen = [name for name in wanted if name not in _FEEDERS]
    for feeder in _FEEDERS:
        if feeder in nlp.component_names and set(nlp.get_pipe(feeder).listening_components) & set(chosen):
            chosen.append(feeder)
    return [name for name in nlp.component_names if name in chosen]


def _pieces(passage: Passage) -> Iterator[Passage]:
    """A passage cut at white space into pieces that spaCy takes."""
    start, text = 0, passage.text
    while len(text) - start > _LONGEST:
        end = text.rfind(" ", start + 1, start + _LONGEST)
        end = end if end > start else start + _LONGEST
        yield Passage(text[start:end], passage.start + start)
        start = end
    yield Passage(text[start:], passage.start + start)


def _flat(passage: Passage) -> str:
    # A line end would be a token of its own and cut names; every white space is one character before and after.
    return _SPACE.sub(" ", passage.text)


def _mention(piece: Passage, start: int, end: int, label: str) -> Mention:
    text = piece.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return Mention(Span(start, start + len(text)).shifted(piece.start), text, label)


def _tokens(piece: Passage, doc: Any) -> tuple[Token, ...]:
    kept = [token for token in doc if not token.is_space]
    place = {token.i: index for index, token in enumerate(kept)}
    return tuple(
        Token(
            span=Span(token.idx, token.idx + len(token.text)).shifted(piece.start),
            text=piece.text[token.idx : token.idx + len(token.text)],
            lemma=token.lemma_,
            pos=token.pos_,
            head=-1 if token.head.i == token.i else place.get(token.head.i, -1),
            dep=token.dep_,
        )
        for token in kept
    )


def _joined(parts: list[tuple[Token, ...]]) -> tuple[Token, ...]:
    if len(parts) == 1:
        return parts[0]
    return tuple(Token(t.span, t.text, t.lemma, t.pos, -1, t.dep) for part in parts for t in part)
