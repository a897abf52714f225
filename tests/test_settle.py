"""Choosing among candidates: threshold, overlap, order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factextract.model.candidate import Candidate, Story
from factextract.model.geometry import Span
from factextract.settle import THRESHOLD, settle


def candidate(start: int, end: int, score: float = 0.8, rule: str = "metrics.tile") -> Candidate:
    return Candidate("metrics", rule, Span(start, end), Story((Span(start, end),)), score)


spans = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))
scores = st.sampled_from([0.2, 0.5, 0.6, 0.9])
candidates = st.lists(
    st.builds(lambda s, score, rule: candidate(*s, score, rule), spans, scores, st.text("ab", max_size=2))
)  # fmt: skip


@given(candidates)
def test_every_candidate_is_kept_or_lost_with_a_winner_that_was_preferred(proposed: list[Candidate]) -> None:
    kept, lost = settle(proposed)
    assert len(kept) + len(lost) == len(proposed)
    assert kept == sorted(kept, key=lambda c: c.span)
    assert not any(a.span.overlaps(b.span) for at, a in enumerate(kept) for b in kept[:at])
    for loser in lost:
        rank = (-loser.candidate.score, -len(loser.candidate.span))
        if loser.candidate.score < THRESHOLD:
            assert loser.winner is None
            continue
        rivals = [k for k in kept if k.span.overlaps(loser.candidate.span)]
        best = min(rivals, key=lambda c: (-c.score, -len(c.span), c.span.start, c.rule))
        assert loser.winner == best
        assert (-best.score, -len(best.span)) <= rank


@given(candidates)
def test_the_order_of_proposals_does_not_matter_but_for_twins(proposed: list[Candidate]) -> None:
    assert settle(proposed)[0] == settle(proposed[::-1])[0]
