"""Without a model there are no entities, and words without tags."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from factextract import registry
from factextract.model.reading import Passage

NULL = registry.get("ner", "none")("none")


def test_it_sees_no_entities_and_says_so() -> None:
    assert NULL.label == "none"
    assert NULL.mentions([Passage("The Ministry of Health of Norland", 0)]) == []


def test_words_keep_their_inner_marks_and_have_no_tags() -> None:
    (tokens,) = NULL.analyse([Passage("The year’s co-op, U.N. (15%)", 100)])
    assert [token.text for token in tokens] == ["The", "year’s", "co-op", ",", "U.N", ".", "(", "15", "%", ")"]
    assert tokens[1].span.start == 104
    assert {(token.lemma, token.pos, token.head, token.dep) for token in tokens} == {("", "", -1, "")}


@given(st.lists(st.tuples(st.text(), st.integers(0, 10**6)), max_size=5))
def test_each_sentence_has_its_tokens_in_order_and_in_place(sentences: list[tuple[str, int]]) -> None:
    passages = [Passage(text, start) for text, start in sentences]
    analysed = NULL.analyse(passages)
    assert len(analysed) == len(passages)
    for passage, tokens in zip(passages, analysed, strict=True):
        text = passage.text
        assert all(t.text == text[t.span.start - passage.start : t.span.end - passage.start] for t in tokens)
        assert all(a.span.end <= b.span.start for a, b in pairwise(tokens))
        assert "".join("".join(t.text for t in tokens).split()) == "".join(text.split())
