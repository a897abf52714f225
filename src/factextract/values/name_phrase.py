"""How far a capitalised phrase reaches: over joining words, over lists inside one name, and never into the next name."""

from __future__ import annotations

from collections.abc import Sequence

from factextract.model.name_words import NameWords
from factextract.values.acronym import abbreviates, in_brackets
from factextract.values.known_names import known_at
from factextract.values.name_bounds import complete, country_end, known_whole, legal_end, opens, run_end
from factextract.values.name_heads import HeadAt, heads
from factextract.values.name_tokens import Token

_ITEM = 4
"""Words in the longest item of a list inside a name ("Related Services Sector Education and Training Authority" is the last
item of one and may be longer)."""
_ADJECTIVE, _NOUN = 4, 3
"""Letters of the shortest adjective and noun that stand small in a name; shorter words join or begin something new."""
_SMALL_WORDS = 10
"""Small words that a short form in brackets may need."""


def extent(row: Sequence[Token], at: int, words: NameWords) -> tuple[int, int]:
    """The longest phrase from token `at` that may be one name: (first, after last). What stands before a person's title or
    before a name that follows `of` is left out, so `first` can lie after `at`."""
    first, end = at, _step(row, at, words)
    while end < len(row) and not row[end].broken:
        before = row[end - 1]
        if before.tail and (end - first == 1 and before.key in words.countries):
            first = end  # Kenya's | Ministry of Health
        elif before.tail and not _of_people(row, end, words) and complete(row, first, end, words):
            break
        token = row[end]
        if _parts(row, first, end, words):
            break
        if token.kind == "cap":
            if before.text.endswith(".") and token.key in words.starters:
                break
            if end > at and _country_closes(row, first, end, words):
                break
            if complete(row, first, end, words) and _begins(row, end, words):
                break
            end = _step(row, end, words)
            continue
        if _adjective(row, first, end, words):
            end += 1
            continue
        joined = _join(row, first, end, words)
        if joined is None:
            return first, _to_bracket(row, first, end, words)
        first, end = joined
    return first, end


def _parts(row: Sequence[Token], first: int, end: int, words: NameWords) -> bool:
    """Whether a name that is whole ends before `end`: at the verb of a headline, in the next line unless that says where, and
    behind the plural possessive of a well-known name ("Climate Investment Funds' | Clean Technology Fund")."""
    token = row[end]
    if token.key in words.headline_verbs and token.kind == "cap" and complete(row, first, end, words):
        return True
    start = first + (row[first].key in words.starters and end - first > 1)
    if not known_whole(row, start, end, words) or token.kind != "cap":
        return False
    return (token.line and not _where(row, end, words)) or row[end - 1].text[-1] in "'’"


def _where(row: Sequence[Token], at: int, words: NameWords) -> bool:
    """Whether a country, a part of the world or a word for a part of a body begins at `at`."""
    return row[at].key in words.regions or country_end(row, at, words) is not None or row[at].key in words.heads


def _adjective(row: Sequence[Token], first: int, end: int, words: NameWords) -> bool:
    """Whether the small word at `end` is an adjective of the name before it ("Action | sociale")."""
    token, before = row[end], row[end - 1]
    if not words.adjective_endings or token.kind != "low" or len(token.text) < _ADJECTIVE:
        return False
    follows = before.kind in ("cap", "low") and before.key not in words.joiners
    return follows and token.key.endswith(words.adjective_endings) and bool(heads(row, first, end, words))


def _to_bracket(row: Sequence[Token], first: int, end: int, words: NameWords) -> int:
    """After the small words that a short form in brackets spells with those before them ("Agence de l’eau | et des forêts
    (AEF)"); `end` where there are none, and in languages that write names with capitals."""
    if not heads(row, first, end, words):
        return end
    after = end
    while (
        after < len(row) and after - end < _SMALL_WORDS and row[after].kind in ("low", "cap") and not row[after].broken
    ):
        after += 1
    spelt = after > end and _spelt(row, first, after)
    if spelt and not words.adjective_endings:
        # In a language that writes names with capitals the short form must need the small words.
        spelt = not any(t.key in words.verbs for t in row[end:after]) and not _shortens(row, after, (first, end))
    return after if spelt else end


def _small_noun(row: Sequence[Token], first: int, end: int, words: NameWords) -> int | None:
    """After the small noun that `of` at `end` joins to the word for a kind of body right before it ("Union des | mutuelles")."""
    here = heads(row, first, end, words)
    if not words.adjective_endings or not here or words.joiners.get(row[end].key) != "of":
        return None
    head = here[-1]
    behind = all(t.kind == "low" and t.key.endswith(words.adjective_endings) for t in row[head.end : end])
    at = end + 1
    while at < len(row) and words.joiners.get(row[at].key) == "the":
        at += 1
    if (
        not behind
        or not (head.head.strong or head.head.opens)
        or at >= len(row)
        or row[at].kind != "low"
        or row[at].broken
    ):
        return None
    plain = row[at].key not in words.joiners and row[at].key not in words.linkers and row[at].key not in words.starters
    return at + 1 if plain and len(row[at].text) >= _NOUN else None


def _of_people(row: Sequence[Token], end: int, words: NameWords) -> bool:
    """Whether a field of work is named by the people it is for ("Ministry of Women and Children's | Affairs")."""
    return row[end - 1].key in words.rarely_last and row[end].key in words.subjects


def _country_closes(row: Sequence[Token], first: int, end: int, words: NameWords) -> bool:
    """Whether the country before `end` closes a name that a head opened ("Embassy of Switzerland | Swiss cooperation")."""
    if row[end].key not in words.countries or not any(country_end(row, i, words) == end for i in range(first, end)):
        return False
    return any(h.open for h in heads(row, first, end, words))


def _begins(row: Sequence[Token], at: int, words: NameWords) -> bool:
    """Whether another name begins at `at`: a head that opens, a well-known name of several words, or a line of its own."""
    before = row[at - 1]
    closes = (
        before.key in words.subjects or before.key in words.countries or (before.key in words.heads and row[at].line)
    )
    if closes and opens(row, at, words):
        return True
    known = known_at(row, at, words)
    if known is not None and known[0] - at > 1:
        return True
    if not row[at].line or row[at].key in words.countries:
        return False
    after = run_end(row, at, words)
    closed = before.key in words.heads and words.heads[before.key].strong
    return known is not None or complete(row, at, after, words) or (closed and after - at > 1)


def _step(row: Sequence[Token], at: int, words: NameWords) -> int:
    known = known_at(row, at, words)
    return known[0] if known is not None else country_end(row, at, words) or at + 1


def _target(row: Sequence[Token], at: int, words: NameWords) -> tuple[int, bool] | None:
    """The capitalised word that follows joining word `at`, and whether an article stands between."""
    after = at + 1
    article = False
    while after < len(row) and row[after].kind == "low" and after - at <= (3 if words.adjective_endings else 2):
        how = words.joiners.get(row[after].key)
        # Santé et de | l’Action: the first joining word again
        again = how == "of" and after == at + 1 and words.joiners.get(row[at].key) == "and"
        if how != "the" and not (again and words.adjective_endings):
            return None
        article = how == "the" and row[after - 1].kind == "low" and after == at + 1
        after += 1
    if after >= len(row) or row[after].kind != "cap" or any(t.broken for t in row[at : after + 1]):
        return None
    return after, article


def _join(row: Sequence[Token], first: int, end: int, words: NameWords) -> tuple[int, int] | None:
    token = row[end]
    if token.text == ",":
        after = legal_end(row, end + 1, words) or _list(row, first, end, words)
        return None if after is None else (first, after)
    how = words.joiners.get(token.key)
    target = _target(row, end, words) if how else None
    if target is None and how == "of":
        noun = _small_noun(row, first, end, words)
        return None if noun is None else (first, noun)
    if target is None or how == "the":
        return None
    if how == "of":
        return _of(row, first, end, target, words)
    if how == "and":
        return (first, _step(row, target[0], words)) if _and(row, first, end, target, words) else None
    if how == "for":
        return (first, _step(row, target[0], words)) if _for(row, first, end, target[0], words) else None
    return (first, _step(row, target[0], words)) if _loose(row, first, end, target[0], words) else None


def _of(
    row: Sequence[Token], first: int, end: int, target: tuple[int, bool], words: NameWords
) -> tuple[int, int] | None:
    at = target[0]
    here = heads(row, first, end, words)
    own = opens(row, at, words) or known_at(row, at, words) is not None
    opening = end - first == 1 and (first == 0 or row[first - 1].text in ".!?")
    own = own or (opening and complete(row, at, run_end(row, at, words), words))
    if row[end - 1].key in words.titles or (own and not here):
        return at, _step(row, at, words)
    strong = [h for h in here if h.strong]
    if own and strong and (end - first > 2 or any(h.open for h in strong)) and _ends_in_head(row, at, words):
        return None
    return first, _step(row, at, words)


def _for(row: Sequence[Token], first: int, end: int, at: int, words: NameWords) -> bool:
    here = heads(row, first, end, words)
    if opens(row, at, words) or row[end - 1].key in words.countries:
        return False
    known = known_at(row, first, words)
    if known is not None and known[0] == end and (not here or words.joiners.get(row[end + 1].key) == "the"):
        return False  # Abt Associates | for the Water Project
    return not here or here[-1].end == end or here[-1].open


def _loose(row: Sequence[Token], first: int, end: int, at: int, words: NameWords) -> bool:
    here = heads(row, first, end, words)
    after = run_end(row, at, words)
    if in_brackets(row, after) is not None and not complete(row, at, after, words) and not known_at(row, at, words):
        return True
    if here and here[0].open and row[end].key == "in" and here[0].head.org_type == "government":
        return country_end(row, at, words) is not None and row[here[0].first].key in (
            "embassy",
            "consulate",
            "ambassade",
            "embajada",
        )
    if known_at(row, at, words) is not None or opens(row, at, words):
        return False
    inner = heads(row, at, after, words)
    if row[end].key == "at":  # University of Texas at | Austin
        return not any(h.strong for h in inner) and any(h.head.org_type == "academic" and h.strong for h in here)
    if not here and inner and inner[-1].end == after and after - at > 1:
        return True
    return bool(here) and row[end].key == "with" and words.joiners.get(row[here[-1].end].key) == "for"


def _and(row: Sequence[Token], first: int, end: int, target: tuple[int, bool], words: NameWords) -> bool:
    at, article = target
    after = run_end(row, at, words)
    while row[after - 1].tail and after < len(row) and row[after].kind == "cap" and not row[after].broken:
        after = run_end(row, after, words)  # Mothers and Children's | Hospital
    if any(h.first < end < h.end for h in heads(row, first, at + 1, words)) or _spelt(row, first, after):
        return True
    if (
        known_at(row, at, words) is not None
        or (row[at].acronym and row[at].key not in words.subjects)
        or row[at].key in words.countries
        or opens(row, at, words)
    ):
        return _country_pair(row, end, at, words)
    if article and row[at].key not in words.subjects:
        return False
    right = heads(row, at, after, words)
    here = heads(row, first, end, words)
    if any(h.open for h in here):
        lists = any(h.open and (h.head.opens or _teaches(row, h, end, (at, after), words)) for h in here)
        return lists and not _closed(row, at, after, words) and after - at <= _ITEM
    if any(h.strong and h.end == end for h in here) or known_whole(row, first, end, words):
        return bool(right) and after - at <= 2 and all(t.key in words.heads for t in row[at:after])
    if not right and not (after < len(row) and words.joiners.get(row[after].key) == "for"):
        return False
    if any(t.key in words.countries for t in row[end - 1 : end]) or any(t.acronym for t in row[end - 1 : end]):
        return False
    if any(h.strong for h in here) and any(h.strong and h.first > at for h in right):
        return False
    if any(words.joiners.get(row[i].key) == "the" for i in (first - 1, first) if i >= 0):
        return True
    topics = [row[i].key in words.subjects and not row[i].tail for i in (*range(first, end), *range(at, after - 1))]
    if end - first == 1:
        return topics[0] == (row[at].key in words.subjects and not row[at].tail) and after - at >= 2
    return any(topics)


def _teaches(row: Sequence[Token], head: HeadAt, end: int, other: tuple[int, int], words: NameWords) -> bool:
    """Whether a university is named by what it teaches, and tokens `other` are more of it ("University of Business | and
    Applied Sciences", but "University of Leeds | and Maseno Trust")."""
    fields = all(row[i].key in words.subjects for i in range(head.end + 1, end) if row[i].kind == "cap")
    return head.head.org_type == "academic" and fields and all(row[i].key in words.subjects for i in range(*other))


def _spelt(row: Sequence[Token], first: int, end: int) -> bool:
    """Whether a short form in brackets follows whose letters need all words from `first` on."""
    return _shortens(row, end, (first, end))


def _shortens(row: Sequence[Token], bracket: int, long: tuple[int, int]) -> bool:
    """Whether the short form in brackets that opens at `bracket` stands for the words `long`."""
    short = in_brackets(row, bracket)
    return short is not None and abbreviates(
        " ".join(t.text for t in row[short[0] : short[1]]), " ".join(t.text for t in row[slice(*long)])
    )


def _list(row: Sequence[Token], first: int, comma: int, words: NameWords) -> int | None:
    """After the first word of the last item, when the comma at `comma` goes on a list inside the name."""
    here = heads(row, first, comma, words)
    opened = any(h.open and h.head.opens for h in here)
    if here and not opened:
        return None
    items: list[tuple[int, int]] = []
    at = comma
    while at < len(row) and row[at].text == "," and len(items) < _ITEM:
        at += 1
        if at < len(row) and words.joiners.get(row[at].key) == "and":
            break
        while opened and at + 1 < len(row) and _again(row[at], words):
            at += 1
        after = run_end(row, at, words)
        if after == at or after - at > _ITEM or row[at].broken or not _item(row, at, after, words):
            return None
        items.append((at, after))
        at = after
    if not items or at >= len(row) or words.joiners.get(row[at].key) != "and":
        return None
    target = _target(row, at, words)
    if target is None or (target[1] and row[target[0]].key not in words.subjects):
        return None
    last, after = target[0], run_end(row, target[0], words)
    if known_at(row, last, words) is not None or opens(row, last, words) or row[last].acronym:
        return None
    topical = any(row[i].key in words.subjects for a, b in (*items, (last, after)) for i in range(a, b))
    if opened and any(b - a > 1 and not any(t.key in words.subjects for t in row[a:b]) for a, b in items):
        return None  # Department of Energy, | Mass Save and …
    if opened:
        return last + 1 if topical and _item(row, last, min(after, last + _ITEM), words) else None
    short = comma - first <= 3 and all(b - a <= 2 for a, b in items)
    told = (first > 0 and words.joiners.get(row[first - 1].key) == "the") or topical or comma - first == 1
    ends = heads(row, last, after, words)
    closes = bool(ends) or (after < len(row) and words.joiners.get(row[after].key) in ("for", "and"))
    return last + 1 if short and told and closes and after - last > 1 and _item(row, first, comma, words) else None


def _again(token: Token, words: NameWords) -> bool:
    """Whether a word may stand before each item of a list inside a name: the article, in some languages `of` too."""
    how = words.joiners.get(token.key)
    return token.kind == "low" and (how == "the" or (how == "of" and bool(words.adjective_endings)))


def _item(row: Sequence[Token], first: int, end: int, words: NameWords) -> bool:
    """Whether tokens [first, end) can be one of several things that a single body is for."""
    return not (
        _closed(row, first, end, words)
        or known_at(row, first, words) is not None
        or any(t.acronym or t.key in words.countries for t in row[first:end])
    )


def _closed(row: Sequence[Token], first: int, end: int, words: NameWords) -> bool:
    """Whether tokens [first, end) look like a name of their own."""
    own = heads(row, first, end, words)
    return (
        any(h.head.strong and h.end == end and end - first > 1 for h in own)
        or opens(row, first, words)
        or legal_end(row, end - 1, words) is not None
    )


def _ends_in_head(row: Sequence[Token], at: int, words: NameWords) -> bool:
    known = known_at(row, at, words)
    return known is not None or opens(row, at, words)


def _country_pair(row: Sequence[Token], joiner: int, at: int, words: NameWords) -> bool:
    """Whether the joining word stands inside one country's name ("Trinidad and Tobago")."""
    return f"{row[joiner - 1].key} and {row[at].key}" in words.countries
