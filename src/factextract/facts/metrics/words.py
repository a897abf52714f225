"""A stretch of text as words of few classes: what the grammar of measures reads. The tagger's word classes where there are
some, else those that the small words, the verbs and the neighbours tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from factextract.model.geometry import Span
from factextract.model.grammar_words import GrammarWords
from factextract.model.reading import Token
from factextract.model.value import Quantity

Class = Literal[
    "noun", "verb", "aux", "adverb", "determiner", "pronoun", "preposition", "conjunction", "relative", "subordinator",
    "mark", "quantity", "time", "rate",
]  # fmt: skip
"""Nouns are also adjectives and names. A rate is the base after a quantity ("a month"), a time a date or period."""
Role = Literal["", "of", "to", "including", "worth"]
"""What some small words do, told in rules/lexicon/grammar.yaml."""

_TAGS: dict[str, Class] = {
    "NOUN": "noun", "PROPN": "noun", "ADJ": "noun", "NUM": "noun", "X": "noun", "SYM": "mark", "VERB": "verb", "AUX": "aux",
    "ADV": "adverb", "ADP": "preposition", "DET": "determiner", "PRON": "pronoun", "CCONJ": "conjunction",
    "SCONJ": "subordinator", "PUNCT": "mark", "INTJ": "noun", "PART": "adverb",
}  # fmt: skip
MOST_BASE = 3  # words of a rate's base: "per 100-kilogram bag"
LONGEST_NAME = 8  # words between the quotation marks of a name
MOST_JOINED = 4  # words before a noun that describe it, joints included
_PARTICIPLES = ("ed", "ing", "en", "wn")
_JOINTS, _POSSESSIVES = ("-", "‑", "/", "&"), ("'s", "’s", "'", "’")
_OPEN: tuple[Class, ...] = ("noun", "verb", "adverb")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a whole quantity, date or rate base. `light` marks verbs that only tie a number to its subject,
    `adjective` nouns that cannot be the last of their phrase."""

    span: Span
    text: str
    cls: Class
    quantity: Quantity | None = None
    light: bool = False
    role: Role = ""
    adjective: bool = False

    @property
    def low(self) -> str:
        return self.text.casefold()


def words_in(
    tokens: Sequence[Token], values: Sequence[tuple[Span, Quantity | None]], text: str, grammar: GrammarWords
) -> list[Word]:
    """The tokens as words; each value (a quantity, or a period when None) is one word, whatever tokens it covers."""
    found: list[Word] = []
    pending = list(values)
    for token in _whole(tokens):
        while pending and pending[0][0].end <= token.span.start:
            found.append(_value(pending.pop(0), text))
        if pending and pending[0][0].overlaps(token.span):
            continue
        low = token.text.casefold()
        found.append(
            Word(
                token.span,
                token.text,
                _class(token, grammar),
                light=low in grammar.light,
                role=_role(low, grammar),
                adjective=token.pos == "ADJ" if token.pos else low in grammar.adjectives,
            )
        )
    found += [_value(value, text) for value in pending]
    found = _with_adverbs(_without_quotes(found, grammar), grammar)
    tagged = any(token.pos for token in tokens)
    if not tagged:
        found = [_placed(found, at, grammar) for at in range(len(found))]
    found = [_acronym(found, at) for at in range(len(found))]
    return _with_rates([_modifier(found, at) for at in range(len(found))], grammar)


def _whole(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with what stands together without a space made one: compounds ("job-seekers"), possessives ("women's")."""
    found: list[Token] = []
    for token in tokens:
        last = found[-1] if found else None
        joint = (
            last is not None
            and last.span.end == token.span.start
            and (token.text in _JOINTS or token.text.casefold() in _POSSESSIVES or last.text[-1] in _JOINTS)
        )
        if last is not None and joint and last.text[0].isalnum():
            pos = last.pos if token.text in _JOINTS or token.text.casefold() in _POSSESSIVES else token.pos
            found[-1] = Token(Span(last.span.start, token.span.end), last.text + token.text, "", pos)
        else:
            found.append(token)
    return found


def _without_quotes(words: Sequence[Word], grammar: GrammarWords) -> list[Word]:
    """The words without the quotation marks around a name that is counted ("39 “Blue Star” hubs")."""
    found: list[Word] = []
    inside = 0
    for word in words:
        opens = word.low in grammar.quotes and found and found[-1].cls == "quantity"
        if opens or (inside and word.low in grammar.quotes):
            inside = 0 if inside else LONGEST_NAME
            continue
        inside = max(0, inside - 1)
        found.append(word)
    return found


def _with_adverbs(words: Sequence[Word], grammar: GrammarWords) -> list[Word]:
    """The words with adverbs of two words ("on average") told as such."""
    pairs = {at for at in range(len(words) - 1) if f"{words[at].low} {words[at + 1].low}" in grammar.adverbs}
    return [_as(w, "adverb", grammar) if at in pairs or at - 1 in pairs else w for at, w in enumerate(words)]


def _value(value: tuple[Span, Quantity | None], text: str) -> Word:
    span, quantity = value
    return Word(span, span.of(text), "time" if quantity is None else "quantity", quantity)


def _class(token: Token, grammar: GrammarWords) -> Class:
    low = token.text.casefold().replace("’", "'")
    if low in grammar.prepositions and token.pos == "PART":
        return "preposition"
    if not any(c.isalnum() for c in low) and low != "&":
        return "mark"
    known = _small(low, grammar)
    if token.pos:
        tag = _TAGS.get(token.pos, "noun")
        if tag in _OPEN and known in ("preposition", "conjunction", "relative", "aux"):
            return known if known != "preposition" or token.pos == "ADV" else tag
        if known in ("relative",) and token.pos in ("PRON", "SCONJ", "DET"):
            return known
        if tag == "pronoun" and known == "determiner" and low not in grammar.whole_pronouns:
            return known
        return tag
    return known or "noun"


def _role(low: str, grammar: GrammarWords) -> Role:
    roles: tuple[tuple[Role, frozenset[str]], ...] = (
        ("of", grammar.of),
        ("to", grammar.to),
        ("including", grammar.including),
        ("worth", grammar.worth),
    )
    return next((role for role, members in roles if low in members), "")


def _small(low: str, grammar: GrammarWords) -> Class | None:
    """The class of a word that belongs to a closed one; None for others. Order matters: "that" is a relative first."""
    classes: tuple[tuple[Class, frozenset[str]], ...] = (
        ("relative", grammar.relatives),
        ("determiner", grammar.determiners),
        ("aux", grammar.auxiliaries),
        ("conjunction", grammar.conjunctions),
        ("preposition", grammar.prepositions),
        ("subordinator", grammar.subordinators),
        ("pronoun", grammar.pronouns),
        ("adverb", grammar.adverbs),
    )
    return next((cls for cls, members in classes if low in members), None)


def _placed(words: Sequence[Word], at: int, grammar: GrammarWords) -> Word:
    """Without a tagger: a word that may be a verb, told by its form and by what stands around it."""
    word = words[at]
    if word.cls != "noun" or not word.text[0].isalpha():
        return word
    low = word.low
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    if low.endswith(grammar.adverb_endings) and len(low) > 4 and low not in grammar.verbs and grammar.adverb_endings:
        named = (
            before is not None and before.cls in ("determiner", "quantity") and (after is None or after.cls != "noun")
        )
        return word if named else _as(word, "adverb", grammar)  # "each family"
    participle = (low.endswith(grammar.participle_endings) and len(low) > 4) or low in grammar.past_forms
    if not participle and low not in grammar.verbs:
        return word
    if word.text[0].isupper() and before is not None and before.cls != "mark":
        return word
    if before is None or before.cls == "mark":
        opens = after is not None and after.cls in ("determiner", "quantity", "noun", "preposition", "conjunction")
        return _as(word, "verb", grammar) if opens and low in grammar.verbs and not low.endswith("ing") else word
    if before.cls in ("pronoun", "aux", "adverb", "relative"):
        return _as(word, "verb", grammar)
    if before.role == "to":
        return _as(word, "verb", grammar) if not low.endswith(("s", "ing")) else word
    if before.cls == "determiner":
        return word
    if before.cls == "quantity" and after is not None and after.cls in ("determiner", "quantity"):
        return _as(word, "verb", grammar)  # "a team of eleven runs the workshop"
    if before.cls in ("determiner", "preposition", "quantity", "rate") and not (participle and _ends(after)):
        return word
    if before.cls == "conjunction":
        return (
            _as(word, "verb", grammar)
            if participle or (after is not None and after.cls in ("determiner", "quantity"))
            else word
        )
    if low.endswith("ing") and before.low in grammar.general_nouns and after is not None and after.cls == "preposition":
        return _as(word, "verb", grammar)  # "people living in"
    # After a noun: a verb if something that can follow one does; two bare nouns stay a compound.
    follows = after is None or after.cls in (
        "determiner",
        "quantity",
        "preposition",
        "mark",
        "adverb",
        "pronoun",
        "conjunction",
        "time",
        "aux",
    )
    finite = participle or (low in grammar.verbs and (follows or not low.endswith("s")))
    plural = before.low.endswith("s") or low.endswith("s") or participle or _past(low)
    return (
        _as(word, "verb", grammar)
        if finite and (plural and (follows or participle or before.low.endswith("s")))
        else word
    )


def _past(low: str) -> bool:
    return not low.endswith(("s", "ing"))


def _ends(after: Word | None) -> bool:
    return after is None or after.cls in ("mark", "preposition", "conjunction", "adverb", "time")


def _as(word: Word, cls: Class, grammar: GrammarWords) -> Word:
    return Word(word.span, word.text, cls, word.quantity, word.low in grammar.light)


def _acronym(words: Sequence[Word], at: int) -> Word:
    """A pronoun in capitals among words that are not is a name ("the WHO limit")."""
    word = words[at]
    if word.cls not in ("pronoun", "relative") or len(word.text) < 2 or not word.text.isupper():
        return word
    beside = [w.text for w in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2]) if w.text.isalpha()]
    return word if all(text.isupper() for text in beside) else Word(word.span, word.text, "noun")


def _modifier(words: Sequence[Word], at: int) -> Word:
    """A verb form between a determiner or number and a noun describes that noun ("620,000 registered refugees", "12 highly
    skilled and newly trained nurses")."""
    word = words[at]
    if word.cls != "verb" or not at or at + 1 >= len(words) or not word.low.endswith(_PARTICIPLES):
        return word
    start = _leading_to(words, at)
    if words[start - 1].cls not in ("determiner", "quantity") or start == 0:
        return word
    after = words[at + 1]
    joined = after.cls == "conjunction" or after.low == ","
    if after.cls == "noun" or (joined and _describing(words, at + 2)) or (start < at and _describing(words, at + 1)):
        return Word(word.span, word.text, "noun", adjective=True)
    return word


def _leading_to(words: Sequence[Word], at: int) -> int:
    """The index after the determiner or number left of the adverbs, verb forms and joints before `at`."""
    start = at
    while (
        start > 0
        and at - start < MOST_JOINED
        and (
            words[start - 1].cls in ("adverb", "conjunction")
            or words[start - 1].low == ","
            or words[start - 1].adjective
            or (words[start - 1].cls == "verb" and words[start - 1].low.endswith(_PARTICIPLES))
        )
    ):
        start -= 1
    return start


def _describing(words: Sequence[Word], at: int) -> bool:
    """Whether verb forms and adjectives from `at` on lead to a noun."""
    end = at
    while (
        end < len(words)
        and end - at < MOST_JOINED
        and (words[end].cls == "adverb" or (words[end].cls == "verb" and words[end].low.endswith(_PARTICIPLES)))
    ):
        end += 1
    return end < len(words) and words[end].cls == "noun" and (end > at or words[end].adjective)


def _with_rates(words: Sequence[Word], grammar: GrammarWords) -> list[Word]:
    """The words with "a month", "per head", "per 100-kilogram bag" after a quantity made one word each."""
    found: list[Word] = []
    at = 0
    while at < len(words):
        word = words[at]
        base = at + 1
        if word.low in grammar.per:
            while (
                base < len(words) and base <= at + MOST_BASE and words[base].cls in ("noun", "quantity", "determiner")
            ):
                base += 1
        elif word.low in grammar.each and base < len(words) and words[base].cls == "noun":
            base += 1
        near = found[-1].cls if found else "mark"
        second = len(found) > 1 and found[-2].cls in ("quantity", "noun") and near == "noun"
        if base > at + 1 and (near in ("quantity", "rate") or (word.low in grammar.per and second)):
            end = words[base - 1]
            found.append(Word(Span(word.span.start, end.span.end), f"{word.text} {end.text}", "rate"))
            at = base
            continue
        found.append(word)
        at += 1
    return found
