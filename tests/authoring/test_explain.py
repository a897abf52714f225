"""What explain answers: the fact with its reasons, its rivals, and words that nothing was read in."""

from __future__ import annotations

import pytest

from bad_files import GOOD
from factextract.authoring.explain import Question, answer, explain
from factextract.errors import UsageError
from factextract.pipeline import Study, study
from factextract.records import KINDS
from factextract.settings import Settings

PLAIN = Settings(model="none")


@pytest.fixture(scope="module")
def studied() -> Study:
    return study(GOOD, PLAIN)


def test_without_a_question_every_candidate_is_answered_for_once(studied: Study) -> None:
    verdicts = answer(studied, Question()).verdicts
    facts = [fact.id for kind in KINDS for fact in getattr(studied.record, kind)]
    assert sorted(v.fact.id for v in verdicts if v.fact) == sorted(facts)
    lost = sum(len(losers) for losers in studied.lost.values())
    assert len(verdicts) == len(facts) + lost
    assert all(v.why for v in verdicts if v.fact is None)
    assert all(v.places for v in verdicts)


def test_places_are_those_of_the_evidence(studied: Study) -> None:
    for metric in studied.record.metrics:
        (verdict, *rivals) = answer(studied, Question(fact=metric.id)).verdicts
        value = next(p for p in verdict.places if p.part == "value")
        proof = metric.evidence[0]
        assert (verdict.fact, value.page) == (metric, proof.page)
        assert [tuple(round(x, 1) for x in (b.x0, b.top, b.x1, b.bottom)) for b in value.boxes] == list(proof.boxes)
        assert all(r.fact is None and r.span.overlaps(verdict.span) for r in rivals)


def test_a_rule_is_told_in_words(studied: Study) -> None:
    known = {rule.id: rule.means for rule in studied.rules.rules}
    told = [v for v in answer(studied, Question()).verdicts if v.rule in known]
    assert told
    assert all(v.means == known[v.rule] for v in told)


@pytest.mark.parametrize("words", ["9,412 girls", "9,412\n  GIRLS", "enrolled in 318"])
def test_a_text_is_found_however_it_is_laid_out(studied: Study, words: str) -> None:
    explained = answer(studied, Question(find=words))
    assert any(v.fact is not None for v in explained.verdicts)
    assert not explained.unread


def test_words_that_nothing_was_read_in_are_shown_with_their_place(studied: Study) -> None:
    place = answer(studied, Question(find="drawing:")).unread[0]
    assert place.page == 1
    assert "Drawing: Doorstep" in place.quote


@pytest.mark.parametrize("page", [1, 2])
def test_a_page_has_its_own_candidates(studied: Study, page: int) -> None:
    mine = answer(studied, Question(page=page)).verdicts
    assert mine
    assert all(any(place.page == page for place in v.places) for v in mine)
    assert len(mine) < len(answer(studied, Question()).verdicts)


@pytest.mark.parametrize(
    ("question", "says", "hint"),
    [
        (Question(fact="metric:0"), "no fact of this document", "record lists the ids"),
        (Question(find="no such words"), "does not stand in", "factextract text"),
        (Question(find="  "), "nothing to look for", "words"),
        (Question(page=3), "page 3 was not read", "1, 2"),
    ],
)
def test_a_question_without_an_answer_says_so(studied: Study, question: Question, says: str, hint: str) -> None:
    with pytest.raises(UsageError, match=says) as raised:
        answer(studied, question)
    assert hint in raised.value.hint


def test_an_id_that_is_nearly_right_is_guessed(studied: Study) -> None:
    known = studied.record.metrics[0].id
    with pytest.raises(UsageError) as raised:
        answer(studied, Question(fact=known[:-1]))
    assert known in raised.value.hint


def test_explain_reads_the_document_itself(studied: Study) -> None:
    metric = studied.record.metrics[0]
    assert explain(GOOD, Question(fact=metric.id), PLAIN).verdicts[0].fact == metric
