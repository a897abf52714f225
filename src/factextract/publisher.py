"""Who published a document that does not say so: whose address it gives, whom its headers name, who stands in its head."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from factextract.model.candidate import Candidate
from factextract.model.reading import Reading
from factextract.model.rule import RuleSet
from factextract.model.value import Name
from factextract.sections.masthead import masthead_end
from factextract.values.place import fold

CONTACT = 25  # words: a block at most so long that holds an address is a line of contact, no sentence about somebody
LEAST = 3  # letters of a domain that may be an acronym
OPENING = 6  # letters of a domain that may be the beginning of a name
_DOMAIN = re.compile(r"(?:@|https?://|(?<![\w@.-]))((?:[a-z0-9-]+\.)+[a-z]{2,7})(?![\w@-])", re.I)
_SIGNS = re.compile(r"[\W_]+")


def addressed_publisher(reading: Reading, partners: Sequence[Candidate], rules: RuleSet) -> Name | None:
    """The partner whose name or acronym is the domain of the addresses that lines of contact give most; what the rules take for
    the program itself is none, unless it is known by the address alone."""
    labels = Counter(label for label in _labels(reading) if label not in rules.lexicon.names.hosts)
    able = [c for c in partners if c.traits.get("program") != "yes" or c.rule == "partners.address"]
    bodies = [c.value for c in able if isinstance(c.value, Name)]
    weights = [max(_weight(labels, form) for form in _forms(name)) for name in bodies]
    most = max(weights, default=0)
    return next(name for name, weight in zip(bodies, weights, strict=True) if weight == most) if most else None


def shown_publisher(reading: Reading, partners: Sequence[Candidate]) -> Name | None:
    """The partner that headers and footers name most, when it is named more than once, else one that the head of the document
    names. One that pays is none as long as there are others."""
    payers = {c.value.text for c in partners if isinstance(c.value, Name) and c.traits.get("role") == "funding"}
    taking_part = {c.value.text for c in partners if isinstance(c.value, Name)}
    taking_part |= {c.value.acronym for c in partners if isinstance(c.value, Name) and c.value.acronym}
    known = [n for n in reading.names if n.text in taking_part]
    counts = Counter(n.text for n in known)
    end = masthead_end(reading)
    edges = [n for n in known if _role_at(n, reading) == "furniture" and counts[n.text] > 1]
    head = [n for n in known if n.span.start < end and _role_at(n, reading) != "title"]
    for names in ([n for n in edges if n.text not in payers], [n for n in head if n.text not in payers], edges, head):
        if names and names is not head:
            most = Counter(n.text for n in names).most_common(1)[0][0]
            return next(n for n in names if n.text == most)
        if names:
            return names[0]
    return None


def _labels(reading: Reading) -> Iterator[str]:
    """The parts of the domains that lines of contact give, without their endings."""
    for found in _DOMAIN.finditer(reading.text):
        block = reading.document.block_at(found.start())
        if block is not None and (block.role == "furniture" or len(block.span.of(reading.text).split()) <= CONTACT):
            yield from (_SIGNS.sub("", part) for part in found[1].casefold().split(".")[:-1] if part != "www")


def _forms(name: Name) -> tuple[str, ...]:
    """Name, acronym and initials as a domain writes them."""
    words = [word for word in re.split(r"[\W_]+", name.text) if word]
    initials = "".join(word[0] for word in words if word[0].isupper())
    return tuple(_SIGNS.sub("", fold(form)) for form in ("".join(words), name.acronym or "", initials))


def _weight(labels: Counter[str], form: str) -> int:
    """How often addresses give a form of a name, or a longer beginning of it."""
    if len(form) < LEAST:
        return 0
    return sum(
        count for label, count in labels.items() if label == form or (len(label) >= OPENING and form.startswith(label))
    )


def _role_at(name: Name, reading: Reading) -> str:
    block = reading.document.block_at(name.span.start)
    return block.role if block else "body"
