"""Named entities and word tags. Each module is a way to get them, loaded only when it is chosen."""

from __future__ import annotations

from importlib.util import find_spec

from factextract import registry
from factextract.errors import MissingModel
from factextract.protocols import Recognizer
from factextract.settings import DEFAULT_MODELS

NONE = "none"


def recognizer(model: str | None, language: str) -> Recognizer:
    """The recogniser for a document of that language.

    `model`: a spaCy package, a recogniser that an entry point of the group `factextract.ner` provides, `none`, or None for the
    first installed of DEFAULT_MODELS (English only, no recogniser where none is installed). A model of another language than
    the document's is not used. Raises MissingModel when a model was named and is not there.
    """
    if model is None:
        model = default_model() if language == "en" else NONE
    if model == NONE:
        return _open(NONE, model)
    if _installed(model):
        opened = _open("spacy_model", model)
        return opened if _speaks(model, language) else _open(NONE, model)
    if model in registry.names("ner"):
        return _open(model, model)
    raise MissingModel(
        f"the model {model!r} is not installed",
        hint=f"install it (python -m spacy download {model}), choose --model {NONE}, or give no model for the default",
    )


def default_model() -> str:
    """The first installed of DEFAULT_MODELS, `none` when there is none."""
    return next((name for name in DEFAULT_MODELS if _installed(name)), NONE)


def _open(plugin: str, model: str) -> Recognizer:
    opened: Recognizer = registry.get("ner", plugin)(model)
    return opened


def _installed(model: str) -> bool:
    # find_spec of a dotted name imports its parent; no model package has one.
    return model.isidentifier() and find_spec(model) is not None


def _speaks(model: str, language: str) -> bool:
    # A spaCy package is named by its language first; xx is a model for many.
    return language == "und" or model.split("_")[0] in (language, "xx")
