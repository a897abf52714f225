"""spaCy's mentions and tokens in document offsets."""

from __future__ import annotations

import importlib
import sys
from types import SimpleNamespace

import pytest

from factextract.model.geometry import Span
from factextract.model.reading import Passage, Token
from factextract.ner import DEFAULT_MODELS, default_model, recognizer, spacy_model
from factextract.protocols import Recognizer

pytestmark = pytest.mark.skipif(default_model() == "none", reason=f"none of {', '.join(DEFAULT_MODELS)} is installed")

TEXT = "The World Health Organization trained 40 nurses in Kenya\nand Uganda in March 2021. It paid UNICEF."


@pytest.fixture(scope="module")
def model() -> Recognizer:
    return recognizer(None, "en")


def test_mentions_stand_in_document_offsets_sorted_with_their_text_as_printed(model: Recognizer) -> None:
    mentions = model.mentions([Passage("UNICEF paid.", 900), Passage(TEXT, 100), Passage("", 0), Passage(" \n ", 5)])
    assert mentions == sorted(mentions, key=lambda m: m.span)
    assert all(m.text == TEXT[m.span.start - 100 : m.span.end - 100] for m in mentions if m.span.start < 900)
    assert {"Kenya", "Uganda"} <= {m.text for m in mentions if m.label == "GPE"}
    assert any(m.text == "UNICEF" and m.span == Span(900, 906) for m in mentions)


def test_a_line_end_within_a_name_does_not_cut_it(model: Recognizer) -> None:
    (first, *_) = model.mentions([Passage("It was the World Health\nOrganization that came.", 0)])
    assert " ".join(first.text.split()).endswith("World Health Organization")


def test_tokens_know_lemma_tag_and_head_within_their_sentence(model: Recognizer) -> None:
    first, empty, last = model.analyse(
        [Passage("Nurses  were\ntrained quickly.", 50), Passage("", 7), Passage("Kenya won.", 0)]
    )
    assert [(t.text, t.span.start) for t in first] == [
        ("Nurses", 50),
        ("were", 58),
        ("trained", 63),
        ("quickly", 71),
        (".", 78),
    ]
    assert [t.lemma for t in first] == ["nurse", "be", "train", "quickly", "."]
    assert [t.pos for t in first][:3] == ["NOUN", "AUX", "VERB"]
    assert [t.head for t in first] == [2, 2, -1, 2, 2]
    assert empty == ()
    assert last[0].head == 1


def test_the_same_texts_give_the_same_answer_in_any_order_and_after_the_other_question(model: Recognizer) -> None:
    texts = [Passage(TEXT, 0), Passage("Funded by the European Union since 2019.", 500)]
    mentions = model.mentions(texts)
    tokens = model.analyse(texts)
    assert model.mentions(texts[::-1]) == mentions
    assert model.analyse(texts[::-1])[::-1] == tokens


def test_a_text_that_spacy_would_refuse_is_read_in_pieces(model: Recognizer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy_model, "_LONGEST", 60)
    text = "Nurses came to Kenya. " * 10 + "x" * 100
    assert [text[m.span.start : m.span.end] for m in model.mentions([Passage(text, 0)])].count("Kenya") == 10
    (tokens,) = model.analyse([Passage(text, 0)])
    assert "".join(t.text for t in tokens) == text.replace(" ", "")
    assert all(t.text == text[t.span.start : t.span.end] and t.head == -1 for t in tokens)


def test_spacy_stays_whole_for_others_in_the_process(model: Recognizer) -> None:
    model.mentions([Passage("Kenya", 0)])
    assert importlib.import_module("spacy.cli").download
    assert sys.modules["spacy"].info(silent=True)["spacy_version"]


def test_one_model_is_loaded_once_a_process(model: Recognizer) -> None:
    assert recognizer(None, "en") is model
    assert recognizer(default_model(), "und") is model


@pytest.mark.parametrize(
    ("listening", "wanted", "enabled"),
    [
        (["tagger", "ner"], ("ner",), ["tok2vec", "ner"]),
        (["tagger"], ("ner",), ["ner"]),
        (["tagger"], ("tok2vec", "tagger"), ["tok2vec", "tagger"]),
        ([], ("tok2vec", "tagger"), ["tagger"]),
    ],
)
def test_only_what_a_question_needs_runs(listening: list[str], wanted: tuple[str, ...], enabled: list[str]) -> None:
    nlp = SimpleNamespace(
        component_names=["tok2vec", "tagger", "ner"],
        get_pipe=lambda name: SimpleNamespace(listening_components=listening),
    )
    assert spacy_model._needed(nlp, wanted) == enabled


def test_pieces_of_a_sentence_lose_their_heads() -> None:
    token = Token(Span(0, 1), "a", "a", "X", 3, "dep")
    assert spacy_model._joined([(token,)]) == (token,)
    assert [t.head for t in spacy_model._joined([(token,), (token,)])] == [-1, -1]
