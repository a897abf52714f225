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
from factextract.values.acronym import abbreviates
from factextract.values.domain import domains
from factextract.values.name_tokens import keys
from factextract.values.place import fold

CONTACT = 25  # words: a block at most so long that holds an address is a line of contact, no sentence about somebody
LEAST = 3  # letters of a domain that may be an acronym
OPENING = 6  # letters of a domain that may be the beginning of a name
_SIGNS = re.compile(r"[\W_]+")


def addressed_publisher(reading: Reading, partners: Sequence[Candidate], rules: RuleSet) -> Name | None:
    """The partner whose name or acronym is the domain of the addresses that lines of contact give most; what the rules take for
    the program itself is none, unless it is known by the address alone."""
    labels = Counter(label for label in _labels(reading) if label not in rules.lexicon.names.hosts)
    able = [c for c in partners if c.traits.get("program") != "yes" or c.rule == "partners.address"]
    bodies = [c.value for c in able if isinstance(c.value, Name)]
    weights = [max(_weight(labels, form) for form in _forms(name)) for name in bodies]
    most = max(weights, default=0)
    if not most:
        return None
    return _in_full(next(name for name, weight in zip(bodies, weights, strict=True) if weight == most), reading)


def _in_full(body: Name, reading: Reading) -> Name:
    """The longest form of a name that headers, footers or the head of the document give ("NDF": Norland Development Fund)."""
    end = masthead_end(reading)
    edges = [n for n in reading.names if n.span.start < end or _role_at(n, reading) == "furniture"]
    longer = [n for n in edges if len(words_of(n)) > len(words_of(body)) and is_form_of(body, n)]
    return min(longer, key=lambda n: (-len(words_of(n)), n.text.isupper(), n.span.start), default=body)


def shown_publisher(reading: Reading, partners: Sequence[Candidate]) -> Name | None:
    """The partner that headers and footers name most, when it is named more than once, else one that the head of the document
    names, else one that opens a header or footer. One that pays is none as long as there are others. Where it is told in capitals
    and otherwise too, the latter."""
    bodies = [(c.value, c.traits.get("role") == "funding") for c in partners if isinstance(c.value, Name)]
    known = {n: [pays for body, pays in bodies if is_form_of(body, n)] for n in reading.names}
    able = [n for n, pays in known.items() if pays]
    others = [n for n in able if not all(known[n])]
    shown = _most_shown(others, reading) or _most_shown(able, reading)
    if shown is None:
        return None
    return next((n for n in able if words_of(n) == words_of(shown) and not n.text.isupper()), shown)


def _most_shown(names: Sequence[Name], reading: Reading) -> Name | None:
    """The name that headers and footers give most, else the first in the head of the document, else the first that opens a
    header or footer."""
    counts = Counter(map(words_of, names))
    edges = [n for n in names if _role_at(n, reading) == "furniture"]
    often = Counter(words_of(n) for n in edges if counts[words_of(n)] > 1)
    if often:
        most = often.most_common(1)[0][0]
        return next(n for n in edges if words_of(n) == most)
    end = masthead_end(reading)
    head = [n for n in names if n.span.start < end and _role_at(n, reading) not in ("title", "cell")]
    starts = {b.span.start for b in reading.document.blocks if b.role == "furniture"}
    return next(iter((*head, *(n for n in edges if n.span.start in starts))), None)


def words_of(name: Name) -> tuple[str, ...]:
    """The words of a name in lower case, without the article before it."""
    words = keys(name.text)
    return words[1:] if words[:1] == ("the",) else words


def is_form_of(partner: Name, name: Name) -> bool:
    """Whether a name is that of a partner: the same words or short form, what the short form stands for, or more words after
    the partner's own ("Koro Valley" for the Koro Valley Electric Cooperative)."""
    own, words = words_of(partner), words_of(name)
    if own == words[: len(own)] and (len(own) > 1 or own == words):
        return True
    if partner.acronym is None:
        return False
    if partner.acronym in (name.text, name.acronym):
        return True
    # An office that is named by a short form ("NDF Country Office") is not what the short form stands for.
    return partner.acronym.casefold() not in words and abbreviates(partner.acronym, name.text)


def _labels(reading: Reading) -> Iterator[str]:
    """The parts of the domains that lines of contact give, without their endings."""
    for start, parts in domains(reading.text):
        block = reading.document.block_at(start)
        if block is not None and (block.role == "furniture" or len(block.span.of(reading.text).split()) <= CONTACT):
            yield from (_SIGNS.sub("", part) for part in parts[:-1] if part != "www")


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
