"""Names of organisations in running text: capitalised phrases with a word that names a body, pairs of a long and a short
form, and well-known names. Linear in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from factextract.model.geometry import Span
from factextract.model.name_words import NameWords
from factextract.model.value import Name
from factextract.values.acronym import abbreviates, in_brackets
from factextract.values.known_names import known_at
from factextract.values.name_bounds import country_end
from factextract.values.name_heads import HeadAt, heads, leading, says_nothing
from factextract.values.name_phrase import extent
from factextract.values.name_tokens import Token, attribute, tokens

_UNITED_NATIONS = frozenset({"un", "united nations"})
_INCORPORATED = ("foundation", "ngo", "academic")
"""Types of bodies that may be incorporated as companies are."""
_CHAPTERS = ("ngo", "private")
"""Types of well-known bodies that have chapters and branches of their own names."""
_NONPROFIT = ("inc", "incorporated")
"""Legal forms that bodies of citizens have too ("Mara Outreach Inc.")."""
_REACH = 14
"""How many words before a bracket its long form may take."""


def names(text: str, words: NameWords) -> list[Name]:
    """All organisations named in `text`, by position; they do not overlap, a name inside a longer one is not given.

    A blank line or a tab ends a name, a single line break is a blank. The article before a name is not part of it.
    """
    row = tokens(text)
    found: list[Name] = []
    at = 0
    while at < len(row):
        if row[at].kind != "cap" and known_at(row, at, words) is None:
            at += 1
            continue
        first, end = extent(row, at, words)
        made = list(_read(text, row, (first, end), words))
        found += (name for name, _ in made)
        at = max([end, at + 1, *(after for _, after in made)])
    return found


def _read(text: str, row: Sequence[Token], phrase: tuple[int, int], words: NameWords) -> Iterator[tuple[Name, int]]:
    """The names in one phrase, each with the token after it."""
    first, end = phrase
    while first < end and (row[first].key in words.starters or attribute(row[first], words.starters)):
        if known_at(row, first, words) is not None or _new_place(row, first, end, words):
            break
        first += 1
    if first == end:
        return
    short = in_brackets(row, end)
    known = known_at(row, first, words)
    cut = end if known is not None and known[0] == end else _cut(row, first, end, words)
    head = leading(heads(row, first, cut, words))
    if short is not None and _is_code(row, short, words):
        short = None
    if short is None and cut == end and end - first > 2:
        short = _trailing(text, row, (first, end), words)
        end = cut = end if short is None else short[0]
    if short is not None:
        letters = row[short[0] : short[1]]
        if not any(t.acronym or t.text.isupper() for t in letters) and not abbreviates(
            _slice(text, row, *short[:2]), _slice(text, row, first, end)
        ):
            short = None
    if short is not None:
        start = _long_form(text, row, first, end, short, words)
        if start is not None and known is None and _a_thing(row, (first, end), short, head, words):
            return
        if start is not None and (head is None or start <= head.first):
            yield _name(text, row, (start, end), short, words)
            return
        if cut == end and ((known is not None and known[0] == end) or _named(row, first, end, head, words)):
            yield _name(text, row, (first, end), short, words)
            return
    reversed_pair = _short_then_long(row, first, end, words)
    if reversed_pair is not None and abbreviates(row[end - 1].text, _slice(text, row, *reversed_pair[0])):
        (long_first, long_end), after = reversed_pair
        yield _name(text, row, (long_first, long_end), (end - 1, end, after), words)
        return
    whole = known is not None and (known[0] == cut or _local(row, known, cut, words))
    if whole or _named(row, first, cut, head, words):
        yield _name(text, row, (first, cut), None, words)
    else:
        yield from _known_inside(text, row, (first, end), words)


def _is_code(row: Sequence[Token], short: tuple[int, int, int], words: NameWords) -> bool:
    """Whether a bracket behind a name holds the code of a country ("Politecnico di Torino (IT)")."""
    letters = row[short[0]].text
    return short[1] - short[0] == 1 and len(letters) == 2 and letters in words.codes


def _trailing(
    text: str, row: Sequence[Token], phrase: tuple[int, int], words: NameWords
) -> tuple[int, int, int] | None:
    """The short form that ends a phrase without brackets ("Mara Basin Water Authority MBWA")."""
    first, end = phrase
    last = row[end - 1]
    plain = last.text.isupper() or known_at(row, end - 1, words) is not None
    if not plain or not last.acronym or last.tail or all(t.text.isupper() for t in row[first:end]):
        return None
    known = known_at(row, first, words)
    whole = (known is not None and known[0] == end - 1) or bool(heads(row, first, end - 1, words))
    return (end - 1, end, end) if whole and abbreviates(last.text, _slice(text, row, first, end - 1)) else None


def _new_place(row: Sequence[Token], at: int, end: int, words: NameWords) -> bool:
    """Whether `New` is a part of a place's name ("New Mexico")."""
    return row[at].key == "new" and at + 1 < end and row[at + 1].key in words.new_places


def _a_thing(
    row: Sequence[Token], phrase: tuple[int, int], short: tuple[int, int, int], head: HeadAt | None, words: NameWords
) -> bool:
    """Whether a phrase with its short form names no body: it ends in a word for things, or the short form is a plural."""
    last = row[phrase[1] - 1].key
    plural = row[short[1] - 1].text[-1] == "s" and row[short[1] - 1].text[:-1].isupper()
    kinds = head is None and last.endswith("s") and last[:-1] in words.heads  # Village Savings and Loan Associations
    opened = head is not None and head.open and head.strong  # Institute for Health Metrics and Evaluation
    return (
        kinds
        or (last in words.not_last and not opened)
        or plural
        or (last in words.not_spelled and (head is None or not head.strong))
    )


def _named(row: Sequence[Token], first: int, end: int, head: HeadAt | None, words: NameWords) -> bool:
    """Whether a phrase is a name for its head word: it has one, says more than its kind, and is not barred."""
    if end - first < 2 or row[first].key in words.not_first or says_nothing(row, first, end, words):
        return False
    if row[end - 1].key in words.legal and row[end - 1].kind == "cap" and not row[end - 2].text.isupper():
        return True
    if head is None or (row[first].key in words.titles and not row[first].tail):
        return False
    shouted = all(t.text.isupper() or t.kind == "mark" for t in row[first:end]) and end - first > 2
    return not shouted or (head.open and head.strong) or head.head.strong


def _cut(row: Sequence[Token], first: int, end: int, words: NameWords) -> int:
    """Where the phrase ends as a name: before words that name no body ("Maseno University | Report"); `first` when it is
    barred altogether."""
    while end > first and row[end - 1].key in words.joiners and row[end - 1].kind != "mark":
        end -= 1
    if (
        end == first
        or not _bars(row[end - 1], words)
        or any(country_end(row, i, words) == end for i in range(first, end))
    ):
        return end
    found = heads(row, first, end, words)
    if any(h.open and h.head.opens for h in found) and (row[end - 2].kind != "cap" or row[end - 1].key in words.titles):
        return end  # Office of the Prime Minister
    if any(h.open for h in found) and len(found) > 1 and found[-1].end < end - 1:
        return first
    for head in reversed(found):
        if head.strong and not head.open and head.end - first > 1:
            return head.end
        if head.open and head.strong:
            topics = [i for i in range(head.end, end) if row[i].key in words.subjects]
            return topics[-1] + 1 if topics else end - 1
    return first


def _bars(token: Token, words: NameWords) -> bool:
    return token.key in words.not_last or token.key in words.rarely_last


def _long_form(
    text: str, row: Sequence[Token], first: int, end: int, short: tuple[int, int, int], words: NameWords
) -> int | None:
    """Where the long form of a bracketed short form starts; None when the words before it do not spell it."""
    letters = _slice(text, row, short[0], short[1])
    for start in range(first, end):
        token = row[start]
        if token.kind == "cap" and abbreviates(letters, _slice(text, row, start, end)):
            return first if start - first <= 2 and first >= end - _REACH else start
    return None


def _short_then_long(
    row: Sequence[Token], first: int, end: int, words: NameWords
) -> tuple[tuple[int, int], int] | None:
    """For `WFP (World Food Programme)`: the long form's tokens and what follows the bracket."""
    if end - first != 1 or not row[first].acronym or end + 1 >= len(row) or row[end].text != "(":
        return None
    if row[end + 1].kind != "cap":
        return None
    long_first, long_end = extent(row, end + 1, words)
    if long_end - long_first < 2 or long_end >= len(row) or row[long_end].text != ")":
        return None
    return (long_first, long_end), long_end + 1


def _place_after(row: Sequence[Token], at: int, end: int, words: NameWords) -> bool:
    """Whether only a country or a part of the world follows a well-known name ("WWF Armenia")."""
    rest = " ".join(t.key for t in row[at:end])
    return rest in words.countries or rest in words.regions


def _local(row: Sequence[Token], known: tuple[int, int], end: int, words: NameWords) -> bool:
    """Whether what follows a well-known name says of which place it is ("WWF Armenia", "Catholic Charities of Ohio")."""
    at, index = known
    chapter = end - at > 1 and row[at].key == "of" and words.organisations[index].org_type in _CHAPTERS
    return _place_after(row, at, end, words) or (chapter and not heads(row, at, end, words))


def _known_inside(
    text: str, row: Sequence[Token], phrase: tuple[int, int], words: NameWords
) -> Iterator[tuple[Name, int]]:
    at, end = phrase
    while at < end:
        known = known_at(row, at, words)
        if known is None:
            at += 1
            continue
        short = in_brackets(row, known[0])
        yield _name(text, row, (at, known[0]), short, words)
        at = known[0] if short is None else short[2]


def _org_type(row: Sequence[Token], phrase: tuple[int, int], head: HeadAt | None, words: NameWords) -> str | None:
    """What the words of a name say it is: its legal form, a national body, else its head."""
    first, end = phrase
    legal = words.legal.get(row[end - 1].key)
    if legal is not None and not (legal == "private" and head is not None and _incorporated(row, head, end)):
        kind = words.leanings.get(row[max(first, end - 2)].key)
        return kind if kind == "ngo" and row[end - 1].key in _NONPROFIT else legal
    if head is None:
        return None
    word = " ".join(t.key for t in row[head.first : head.end])
    if _of_states(row, first, head, words):
        return "multilateral"
    start = first
    while start < end and row[start].key in words.countries:
        start += 1
    if row[start].key == "national" and word in words.national:
        return "government"
    if word in words.of_country and (country_end(row, first, words) is not None or _of_country(row, head, end, words)):
        return "government"
    if head.open and word in words.opened:
        return words.opened[word]
    return head.head.org_type


def _incorporated(row: Sequence[Token], head: HeadAt, end: int) -> bool:
    """Whether the legal form behind a name is that of a foundation, association or school, whose word stands right before it
    ("Mara Light Foundation, Inc.")."""
    bare = head.end == end - 1 or (head.end == end - 2 and row[head.end].text == ",")
    return bare and head.strong and head.head.org_type in _INCORPORATED


def _of_country(row: Sequence[Token], head: HeadAt, end: int, words: NameWords) -> bool:
    """Whether a country alone follows the head of a name ("Development Fund of Korea")."""
    return head.open and country_end(row, head.end + 1, words) == end


def _of_states(row: Sequence[Token], first: int, head: HeadAt, words: NameWords) -> bool:
    """Whether words for several states stand before the head of a name and the head is one that they found."""
    word = row[head.end - 1].key
    before = [t.key for t in row[first : head.first]]
    states = {*before, *(" ".join(pair) for pair in pairwise(before))} & words.several_states
    return bool(states) and (
        word in words.states_heads or (word in words.united_heads and not states.isdisjoint(_UNITED_NATIONS))
    )


def _country(row: Sequence[Token], words: NameWords) -> str | None:
    """The code of the first country, or country's adjective, among the words of a name."""
    for at in range(len(row)):
        end = country_end(row, at, words)
        if end is not None:
            return words.countries[" ".join(t.key for t in row[at:end])]
    return None


def _slice(text: str, row: Sequence[Token], first: int, end: int) -> str:
    return " ".join(text[row[first].start : row[end - 1].end].split())


def _name(
    text: str, row: Sequence[Token], phrase: tuple[int, int], short: tuple[int, int, int] | None, words: NameWords
) -> tuple[Name, int]:
    first, end = phrase
    after = end if short is None else short[2]
    last = row[end - 1]
    stop = last.end - (last.tail or last.text[-1] in "'’")
    long = Span(row[first].start, stop)
    whole = Span(min(long.start, row[short[0]].start), max(stop, row[after - 1].end)) if short is not None else long
    known = known_at(row, first, words)
    organisation = words.organisations[known[1]] if known is not None else None
    if known is not None and known[0] != end and not _local(row, known, end, words):
        organisation = None
    head = leading(heads(row, first, end, words))
    acronym = None if short is None else _slice(text, row, short[0], short[1])
    written = " ".join(long.of(text).split())
    if organisation is not None:
        acronym = acronym or organisation.acronym
        return Name(written, whole, long, acronym, organisation.org_type, organisation.country), after
    org_type = _org_type(row, (first, end), head, words)
    above = words.organisations[known[1]].org_type if known is not None else None
    if known is not None and (head is None or not head.strong or above == "multilateral"):
        org_type = above  # UNICEF Supply Division
    country = _country(row[first:end], words)
    return Name(written, whole, long, acronym, org_type, country), after
