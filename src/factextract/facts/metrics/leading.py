"""What leads up to a number that nothing countable follows: a label, subject and verb, what a bracket or comma belongs to."""

from __future__ import annotations

from factextract.facts.metrics import clause, phrases
from factextract.facts.metrics.clause import Sentence
from factextract.facts.metrics.phrases import Range, Words
from factextract.facts.metrics.units import bare
from factextract.model.value import Quantity

_CLOSING = (")", "]")
BREAKS = (";", "—", "–", "|", "•", "■", "○", "●", "▪")


def told_before(at: int, quantity: Quantity | None, sentence: Sentence) -> list[Range]:
    """What stands before a number that nothing countable follows."""
    words = sentence.words
    left = clause.before(words, at)
    if left < 0:
        return []
    word = words[left]
    repeated = _same_again(at, left, sentence)
    if repeated:
        return repeated
    if word.role == "to" and left > 0 and words[left - 1].low in sentence.grammar.equivalents:
        amount = next((k for k in range(left - 1, -1, -1) if _is_money(words, k)), None)
        if amount is not None:
            return list(sentence.known.get(amount, ()))  # "MWK 19,000, equivalent to $24.50"
    if word.low in ("(", "["):
        return _before_bracket(left, sentence)
    if word.low == ":":
        aside = _phrase_after(clause.after(words, at), sentence)
        return aside if aside and left > 0 and words[left - 1].cls == "quantity" else _label(left, at, sentence)
    if word.low == "," or word.cls == "conjunction":
        return _after_comma(at, left, sentence)
    if word.cls == "preposition" or word.role == "to":
        return _after_preposition(at, left, sentence)
    if word.cls in phrases.VERBS:
        return _with_purpose(at, quantity, sentence)
    if word.low in sentence.grammar.further:
        lead = clause.before(words, left)
        lead = clause.before(words, lead) if lead >= 0 and words[lead].cls == "determiner" else lead
        if lead >= 0 and words[lead].cls == "preposition" and (quantity is None or quantity.kind != "money"):
            return _after_preposition(at, lead, sentence)  # "brought costs down by a further 12%"
    if word.cls in ("noun", "determiner"):
        if word.cls == "determiner":
            left = clause.before(words, left)
        if quantity is not None and quantity.kind in ("duration", "money") and clause.verb_before(words, left) >= 0:
            return _with_purpose(at, quantity, sentence)
        return [phrases.head_phrase(words, left + 1)]
    if word.low == ")":
        return [phrases.phrase_before(words, left + 1)]
    if word.low in BREAKS:
        right = clause.after(words, at)
        if right < len(words) and words[right].low in BREAKS:
            return [phrases.phrase_before(words, left)]  # "the basin – three million hectares – will …"
        return [phrases.head_phrase(words, left)] if right >= len(words) else []
    return []


def _is_money(words: Words, at: int) -> bool:
    quantity = words[at].quantity
    return quantity is not None and quantity.kind == "money"


def _same_again(at: int, left: int, sentence: Sentence) -> list[Range]:
    """The measure of an earlier number in "as did 69% in the south"; the noun before "of whom there were 86"."""
    words = sentence.words
    if words[left].cls not in phrases.VERBS or not left:
        return []
    if words[left - 1].low in sentence.grammar.likewise:
        earlier = comparable(at, words[at].quantity, sentence)
        return [] if earlier is None else list(sentence.known[earlier])
    whom = next(
        (k for k in range(left - 1, max(0, left - 4), -1) if words[k].low in sentence.grammar.whole_pronouns), 0
    )
    if whom > 1 and words[whom - 1].role == "of" and words[whom - 2].low == ",":
        return [phrases.phrase_before(words, whom - 2)]
    return []


def comparable(at: int, quantity: Quantity | None, sentence: Sentence) -> int | None:
    """The nearest number before of the same kind and unit whose measure is known."""
    for index in range(at - 1, -1, -1):
        other = sentence.words[index].quantity
        if other is None or quantity is None or not sentence.known.get(index):
            continue
        if (other.kind, other.unit) == (quantity.kind, quantity.unit) or bare(quantity):
            return index
    return None


def _with_purpose(at: int, quantity: Quantity | None, sentence: Sentence) -> list[Range]:
    """Subject and verb before a number; for money also what it is for ("gave $75,000 for translation")."""
    told = subject_and_verb(at, sentence)
    if quantity is not None and quantity.kind == "money":
        told = [*told, *_phrase_after(clause.after(sentence.words, at), sentence)]
    return told


def _before_bracket(bracket: int, sentence: Sentence) -> list[Range]:
    """A number in brackets tells of what stands before them; after another number, of the same as that."""
    words = sentence.words
    left = bracket - 1
    if left >= 0 and words[left].cls == "quantity":
        return list(sentence.known.get(left, ())) or leftover(bracket, sentence)
    closing = next(
        (k for k in range(bracket, min(bracket + phrases.ASIDE, len(words))) if words[k].low in _CLOSING), -1
    )
    part = left >= 0 and words[left].low in sentence.grammar.part_nouns
    if part and 0 < closing < len(words) - 1 and words[closing + 1].role == "of":
        return [phrases.noun_phrase(words, closing + 2)]  # "the majority (65%) of the villages"
    phrase = phrases.phrase_before(words, bracket)
    if phrase[1] - phrase[0] == 1 and words[left].text.isupper() and left > 1 and words[left - 1].low == ",":
        phrase = phrases.phrase_before(words, left - 1)  # a name and its acronym: "the Sea Fund, SF (€2 million)"
    numbers = [k for k in range(*phrase) if words[k].cls == "quantity"]
    if numbers:
        return list(sentence.known.get(numbers[-1], ())) or [(numbers[-1] + 1, bracket)]
    if sum(w.cls == "noun" for w in words[phrase[0] : phrase[1]]) <= clause.MOST_SUBJECT:
        return [phrase]
    return [phrases.head_phrase(words, bracket)]


def _label(colon: int, at: int, sentence: Sentence) -> list[Range]:
    """The words before "Label: number", with what became of the number ("40 promised")."""
    words = sentence.words
    start = colon
    closed = 0
    while start > 0 and words[start - 1].low not in (*BREAKS, ":", ".") and (closed or words[start - 1].low != "("):
        closed += (words[start - 1].low == ")") - (words[start - 1].low == "(")
        start -= 1
    host = start > 1 and words[start - 1].low == "(" and words[start - 2].cls == "quantity"
    over = sentence.known.get(start - 2, ()) if host else ()  # "Rate: 24% (by another count: 28%)"
    end = at + 1
    while end < len(words) and words[end].cls in ("verb", "adverb") and end - at <= 2:
        end += 1
    return [*over, (start, colon), (at + 1, end)]


def _after_comma(at: int, left: int, sentence: Sentence) -> list[Range]:
    """A number after a comma or "and": one more of a list, or an aside to the phrase before."""
    words = sentence.words
    right = clause.after(words, at)
    aside = _phrase_after(right, sentence)
    if aside:
        return [*_counted_alike(at, sentence), *aside]
    if left > 0 and words[left].cls == "conjunction" and words[left - 1].low == ",":
        left -= 1  # "most of the money, or 74%, went …"
    label = label_over(left, sentence)
    if label and right < len(words) and words[right].cls in ("verb", "adverb"):
        return [*label, (right, right + 1)]
    if left > 0 and words[left - 1].cls in ("noun", "verb"):
        phrase = phrases.phrase_before(words, left)
        if phrase[1] == phrase[0]:
            phrase = (phrases.head_phrase(words, left - 1)[0], left)
        if not any(words[k].cls == "quantity" for k in range(*phrase)):
            return [phrase if phrase[1] - phrase[0] <= clause.MOST_SUBJECT else phrases.head_phrase(words, left)]
    earlier = next((k for k in range(left - 1, -1, -1) if words[k].cls == "quantity" and sentence.known.get(k)), None)
    return list(sentence.known[earlier]) if earlier is not None else [phrases.head_phrase(words, left)]


def _counted_alike(at: int, sentence: Sentence) -> list[Range]:
    """The noun that a bare number leaves out ("500 refugees with cash and 300 with food")."""
    words = sentence.words
    quantity = words[at].quantity
    if quantity is None or quantity.kind != "count":
        return []
    for index in range(at - 1, -1, -1):
        other = words[index].quantity
        if other is not None:
            phrase = phrases.noun_phrase(words, clause.after(words, index), deep=0)
            return [phrase] if other.kind == "count" and phrase[1] > phrase[0] else []
    return []


def label_over(at: int, sentence: Sentence) -> list[Range]:
    """The label of a line whose first number stands right after a colon ("Sites: 40 promised, 46 set up")."""
    words = sentence.words
    colon = next((k for k in range(at, 0, -1) if words[k].low == ":" and words[k + 1].cls == "quantity"), None)
    return [(0, colon)] if colon is not None else []


def _phrase_after(right: int, sentence: Sentence) -> list[Range]:
    """A phrase after a number that says whose share it is ("25 % to the districts", "$1.1 million from the State Fund")."""
    words = sentence.words
    if right >= len(words) or words[right].cls != "preposition" or words[right].role == "of":
        return []
    if any(words[right].low == cue.split()[0] for cue in sentence.grammar.comparing):
        return []
    phrase = phrases.noun_phrase(words, right + 1)
    return [(right, phrase[1])] if phrase[1] > phrase[0] else []


def _after_preposition(at: int, left: int, sentence: Sentence) -> list[Range]:
    """A number after "of", "at", "to", "by": of the noun before, else of the clause that leads up to it."""
    words = sentence.words
    word = words[left]
    prior = clause.before(words, left)
    if word.role == "to":
        start = _past_time(words, prior)
        if start >= 0 and words[start].cls == "quantity" and sentence.known.get(start):
            return list(sentence.known[start])
    if word.role == "including":
        aside = _phrase_after(clause.after(words, at), sentence)
        if aside:
            return aside
    if word.role in ("of", "worth"):
        if prior > 0 and words[prior].low in (",", ")"):
            prior -= 1
        if prior >= 0 and words[prior].cls == "noun":
            head = phrases.head_phrase(words, prior + 1)
            return [head] if not _says_nothing(head, sentence) else _of_total(at, head[0], sentence)
    told = subject_and_verb(left, sentence)
    if told:
        return told
    if prior > 0 and words[prior].low in (",", "(", *BREAKS):
        prior -= 1  # "its income (from 64 to 243)", "sick children – from 28 to 16"
    if prior >= 0 and words[prior].cls in ("noun", "quantity"):
        return [phrases.phrase_before(words, prior + 1)]
    return leftover(at, sentence)


def _past_time(words: Words, at: int) -> int:
    """The index left of a date and what leads to it ("28 million in 2000 to")."""
    while at > 0 and (words[at].cls == "time" or (words[at].cls == "preposition" and words[at + 1].cls == "time")):
        at -= 1
    return at


def _says_nothing(head: Range, sentence: Sentence) -> bool:
    """Whether a phrase holds no noun but "total", "amount", "average" and the like."""
    nouns = [w for w in sentence.words[head[0] : head[1]] if w.cls == "noun"]
    return all(w.low in sentence.grammar.plain_heads or w.low in sentence.grammar.averages for w in nouns)


def _of_total(at: int, start: int, sentence: Sentence) -> list[Range]:
    """What "a total of" counts: the verb behind it, else the noun or clause before it."""
    words = sentence.words
    told = clause.predicate(words, clause.after(words, at))
    if told[1] > told[0]:
        return [told]
    before = told_before(start, words[at].quantity, sentence) if start else []
    quantity = words[at].quantity
    averaged = any(w.low in sentence.grammar.averages for w in words[start:at])
    if averaged or (quantity is not None and quantity.kind == "money"):
        return [*before, *_phrase_after(clause.after(words, at), sentence)] or [(start, at)]
    return before


def subject_and_verb(at: int, sentence: Sentence, *, whole: bool = True) -> list[Range]:
    """The clause that leads up to `at`: subject, verb when it says more than "is", and the words between verb and number."""
    words = sentence.words
    verb = clause.verb_before(words, at)
    if verb < 0:
        return []
    group = clause.main_verb(words, verb)
    subject = clause.subject_of(words, group[0])
    if not whole and subject[1] - subject[0] > 3:
        subject = (subject[0], subject[0])
    between = phrases.noun_phrase(words, verb + 1, deep=2) if at - verb > 8 else (verb + 1, at)
    content = [w for w in words[between[0] : between[1]] if w.cls == "noun"]
    weak = words[verb].cls == "aux" or words[verb].light
    empty = subject[1] == subject[0]
    said = [] if weak else [(verb, verb + 1)]
    if content:
        return [between] if (weak and empty) or len(content) > 3 else [subject, *said, between]
    if weak and empty:
        return [(verb, verb + 1)]
    return [subject, *said]


def leftover(at: int, sentence: Sentence) -> list[Range]:
    """The words after a number up to the next mark or number, else those before it."""
    words = sentence.words
    end = at + 1
    while end < len(words) and words[end].cls not in ("mark", "quantity"):
        end += 1
    if any(w.cls in ("noun", "verb") for w in words[at + 1 : end]):
        return [(at + 1, end)]
    start = at
    while start > 0 and words[start - 1].cls not in ("mark", "quantity"):
        start -= 1
    return [(start, at)] if any(w.cls in ("noun", "verb") for w in words[start:at]) else []
