"""Which facts a story tells of: those whose words lie in its body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factextract.model.candidate import Candidate, Story


def story_members(named: Mapping[str, Sequence[Candidate]]) -> dict[str, tuple[str, ...]]:
    """Story id to the ids of the partners, metrics and dates inside its body, by kind and position."""
    members: dict[str, tuple[str, ...]] = {}
    for story in named.get("case_studies", ()):
        if not isinstance(story.value, Story):
            continue
        body = story.value.body
        inside = []
        for kind in ("partners", "metrics", "dates"):
            for candidate in named.get(kind, ()):
                spans = [candidate.span, *candidate.part("name")]
                if any(piece.contains(span) for piece in body for span in spans):
                    inside.append(candidate.id)
        members[story.id] = tuple(inside)
    return members
