"""Views for people. Tables have singular names; views, which join what belongs together, plural ones."""

from __future__ import annotations

from typing import Protocol


class Wording(Protocol):
    """How a database says what SQL has no common words for."""

    def number(self, column: str) -> str:
        """The exact decimal of a column as a number to calculate with."""

    def joined(self, column: str) -> str:
        """An aggregate: the texts of a column, `; ` between them, in the order of the rows."""


NAMES = ("metrics", "partners_by_role", "stories")
_DOCUMENT = (
    "d.id AS document_id, d.source, d.title AS document_title, coalesce(d.program_name, d.program_acronym) AS program, "
    "d.program_acronym"
)


def views(words: Wording) -> dict[str, str]:
    """The CREATE VIEW statement of each view."""
    return {name: f"CREATE VIEW {name} AS\n{make(words)}" for name, make in _VIEWS.items()}


def _metrics(words: Wording) -> str:
    """Every amount once. A part is in its whole, so the whole stands; a total of which no part is known would count again what
    stands apart, and goes; so does what repeats another."""
    return f"""
SELECT m.id, {_DOCUMENT}, m.measure, {words.number("m.value")} AS value, {words.number("m.low")} AS low,
  {words.number("m.high")} AS high, m.comparator, m.kind, m.unit, m.per, m.change, m.status, m.text,
  m.period_start, m.period_end, m.period_text, m.place_text AS place, m.place_country AS country, m.page, m.confidence
FROM metric AS m JOIN document AS d ON d.id = m.document_id
WHERE m.same_as IS NULL AND m.part_of IS NULL
  AND (NOT m.total OR EXISTS (SELECT 1 FROM metric AS part WHERE part.part_of = m.id))
""".strip()


def _partners(words: Wording) -> str:
    return f"""
SELECT r.role, p.name, p.acronym, p.org_type, p.country, {_DOCUMENT}, p.id, p.page, p.confidence
FROM partner AS p JOIN document AS d ON d.id = p.document_id
JOIN (SELECT 'funding' AS role UNION ALL SELECT 'accountable' UNION ALL SELECT 'implementing' UNION ALL SELECT 'partner') AS r
  ON p.role = r.role OR CAST(p.other_roles AS TEXT) LIKE '%"' || r.role || '"%'
""".strip()


def _stories(words: Wording) -> str:
    names = (
        f"SELECT {words.joined('name')} FROM (SELECT p.name FROM case_study_fact AS l JOIN partner AS p ON p.id = l.fact_id "
        "WHERE l.case_study_id = s.id ORDER BY p.name) AS named"
    )
    counted = (
        "SELECT count(*) FROM case_study_fact AS l JOIN metric AS m ON m.id = l.fact_id WHERE l.case_study_id = s.id"
    )
    return f"""
SELECT s.id, s.title, s.body, s.place_text AS place, s.place_country AS country, s.period_start, s.period_end, s.period_text,
  {_DOCUMENT}, ({names}) AS partners, ({counted}) AS metrics, s.page, s.confidence
FROM case_study AS s JOIN document AS d ON d.id = s.document_id
""".strip()


_VIEWS = {"metrics": _metrics, "partners_by_role": _partners, "stories": _stories}
