"""What a number in running text counts: the words after it, or the subject and verb before it.

Where a noun phrase follows, that is counted, with the words that make it the thing it is ("people reached", "firms signed
agreements"). Otherwise the number belongs to what stands before: "a loan of", "Unemployment stood at", "(", "Label:".
"""

from __future__ import annotations

from factextract.facts.metrics import clause, phrases
from factextract.facts.metrics.clause import Sentence
from factextract.facts.metrics.leading import comparable, label_over, leftover, subject_and_verb, told_before
from factextract.facts.metrics.phrases import Range, Words
from factextract.facts.metrics.units import bare
from factextract.model.grammar_words import GrammarWords
from factextract.model.value import Quantity

_PASSED = ("aux", "adverb", "pronoun")  # classes of words between a number and what tells of it
_ENDS = (".", ";", ":", ")")
_MILLION, _DIGITS_OF_A_MILLION = 1_000_000, 7
SHARES = ("percent", "ratio", "multiple")
DASHES = ("–", "—", "-")
LONGEST_CAPTION = 10  # words of a caption before its comparison
SAME_ORDER = 10  # times at most that one of two numbers in the same unit is greater, where only one names it
LONGEST_CUE = 6  # words that hold a number against another, with what leads to them


def measure_at(at: int, sentence: Sentence) -> list[Range]:
    """Ranges of words that say what the quantity at index `at` counts; empty when nothing does. They may hold numbers and small
    words, which are no part of the measure."""
    words = sentence.words
    quantity = words[at].quantity
    if quantity is None:
        return []
    found = _compared(at, sentence) or _counted_after(at, quantity, sentence) or told_before(at, quantity, sentence)
    found = [r for r in found if r[1] > r[0]] or leftover(at, sentence)
    if found and at + 1 < len(words) and words[at + 1].cls == "rate":
        found = [*found, (at + 1, at + 2)]
    return found


def lender(at: int, sentence: Sentence) -> int | None:
    """The index of the number whose unit a bare one leaves out ("from 18 to 41 km/h", "22 hours a day, up from 5"), or whose
    currency one in millions does ("EUR 21 million: 15 million from the union")."""
    words = sentence.words
    quantity = words[at].quantity
    if quantity is None:
        return None
    if not bare(quantity) and not _in_words(quantity):
        return _currency_of(at, sentence)
    right = clause.after(words, at)
    if right + 1 < len(words) and words[right].role == "to" and words[right + 1].cls == "quantity":
        return _with_unit(right + 1, words)
    if right < len(words) and phrases.noun_phrase(words, right)[1] > right:
        return None
    earlier = [k for k in range(at - 1, -1, -1) if words[k].cls == "quantity"]
    if not earlier:
        return None
    if _held_against(at, sentence) is not None:
        return _with_unit(earlier[0], words)
    told = ((k, words[k].quantity) for k in earlier if not _is_led_to(k, words))
    free = next((k for k, q in told if q is not None and q.comparator == "="), earlier[0])  # not "days above 38°C"
    return _with_unit(free, words) if _goes_without(at, free, words) else None


def _in_words(quantity: Quantity) -> bool:
    return quantity.kind == "count" and quantity.text.isalpha()


def _goes_without(at: int, earlier: int, words: Words) -> bool:
    """Whether a number of the same order as the one before ends its clause where a unit would stand ("14 months …; in Ardle,
    11.", "64 days in 1990 and 101 in 2023")."""
    one, other = words[at].quantity, words[earlier].quantity
    if one is None or other is None or not one.value or not other.value:
        return False
    right, left = clause.after(words, at), clause.before(words, at)
    dated = right + 1 < len(words) and words[right].cls == "preposition" and words[right + 1].cls == "time"
    if left < 0 or not (dated or right >= len(words) or words[right].cls == "mark"):
        return False
    led = words[left].low in (",", ":", "at") or words[left].cls in ("conjunction", "aux")
    return led and max(one.value, other.value) <= SAME_ORDER * min(one.value, other.value)


def _currency_of(at: int, sentence: Sentence) -> int | None:
    """The money before a number in millions behind which the words tell of money and no noun stands that it counts."""
    words = sentence.words
    quantity = words[at].quantity
    if quantity is None or quantity.kind != "count" or not _scaled(quantity):
        return None
    told = next((w for w in words[at + 1 :] if w.cls not in _PASSED), None)
    if told is not None and told.low not in sentence.grammar.money_told and not _apart(words, at + 1):
        return None
    earlier = next((k for k in range(at - 1, -1, -1) if words[k].cls == "quantity"), None)
    other = None if earlier is None else words[earlier].quantity
    if earlier is None or other is None or not _scaled(other):
        return None
    return earlier if other.kind == "money" else _currency_of(earlier, sentence)


def _apart(words: Words, at: int) -> bool:
    """Whether what stands at `at` is told of by itself: "15 million the union, 4 million the state"."""
    return words[at].cls == "determiner" or words[at].low in _ENDS


def _scaled(quantity: Quantity) -> bool:
    """Whether a word or sign multiplies a number: it has fewer digits than its value."""
    digits = sum(c.isdigit() for c in quantity.text)
    return quantity.value is not None and quantity.value >= _MILLION and digits < _DIGITS_OF_A_MILLION


def _with_unit(at: int, words: Words) -> int | None:
    quantity = words[at].quantity
    return at if quantity is not None and quantity.kind in ("percent", "measure", "duration", "money") else None


def _counted_after(at: int, quantity: Quantity, sentence: Sentence) -> list[Range]:
    """The noun phrase that a number counts and, where the sentence goes on to say what of it, that."""
    words, grammar = sentence.words, sentence.grammar
    right = clause.past_sign(words, clause.after(words, at))
    if right >= len(words):
        return []
    if at == 0 and words[right].low in DASHES and right + 1 < len(words):
        stop = next((k for k in range(right + 1, len(words)) if words[k].cls in ("mark", "quantity")), len(words))
        return [(right + 1, stop)]  # "1,250 – volunteers trained"
    if words[right].cls == "relative" and quantity.kind == "count":
        return [_relative(words, right, grammar)]  # "and 474,000 who were stateless"
    skips = words[right].cls == "adverb" and quantity.kind in ("ratio", "count") and right + 1 < len(words)
    verb = right + 1 if skips else right
    if words[verb].cls in phrases.VERBS and _stands_alone(at, sentence):
        told = clause.fuller(words, clause.predicate(words, verb))
        if any(w.cls == "noun" or (w.cls == "verb" and not w.light) for w in words[told[0] : told[1]]):
            return [*label_over(at - 1, sentence), told]
    of = words[right].role == "of" and right + 1 < len(words)
    if of and words[right + 1].low in grammar.whole_pronouns:
        return _of_the_whole(at, right + 2, sentence)
    if of:
        whole = _whole_of(right + 1, sentence)
        if whole:
            return whole
    if words[right].low in grammar.comparatives and _is_difference(quantity, right, sentence):
        return [*(_same_as_before(at, sentence) or subject_and_verb(at, sentence)), (right, right + 1)]
    if quantity.kind == "multiple" and words[right].cls in ("determiner", "pronoun", "relative"):
        against = _multiplied(words, right)
        if against[1] > against[0]:
            return [against]
    if words[right].low in grammar.likened and quantity.kind in ("percent", "multiple"):
        against = _held_to(words, right)
        if against[1] > against[0]:
            return [against]
    if quantity.kind == "money" and _is_duration(words, right):
        right = min(
            clause.past_bracket(words, clause.after(words, right)), len(words) - 1
        )  # "USD 2 m six months net needs"
    if words[right].low in grammar.occasions and quantity.kind == "count":
        return [*subject_and_verb(at, sentence), (right, right + 1)]  # "the board met four times"
    form = _form_of_money(at, right, sentence)
    if form[1] > form[0]:
        verb = clause.verb_before(words, at)
        giver = phrases.head_phrase(words, at)
        if giver[1] > giver[0]:
            return [giver, form]  # "Norway gave two million and the State Fund one million in grants"
        return [form, (verb, verb + 1)] if verb >= 0 and not words[verb].light else [form]
    start = right + 1 if of else right
    phrase = phrases.noun_phrase(words, start, listed=True)
    if phrase[1] < len(words) and words[phrase[1]].low == ":" and at > 0 and words[at - 1].low == ":":
        return []  # the next label follows: "Area: 222 Median age: 41"
    shared = _shared_noun(phrase, words)
    if shared[1] > shared[0]:
        return [phrase, shared]
    if phrase[1] == phrase[0] or (quantity.kind == "money" and not of and words[start].cls == "determiner"):
        return []
    if quantity.change is not None and phrase[1] < len(words) and words[phrase[1]].low in grammar.within:
        _, end = phrases.noun_phrase(words, phrase[1] + 1)
        if end > phrase[1] + 1:
            return [(phrase[0], end)]  # "a 12% drop in losses"
    left = clause.before(words, at)
    if left > 0 and words[left].role == "of" and words[left - 1].cls == "quantity":
        return [phrase]  # the whole of "19 of 23 sites"
    if left >= 0 and words[left].role == "including":
        return [phrase]  # the verb behind an aside is that of the whole: "80 officials, including eight judges, met"
    more = clause.predicate(words, clause.past_asides(words, phrase[1]))
    if more[1] > more[0]:
        return [phrase, more] if of or quantity.kind in ("count", *SHARES) else [phrase]
    if phrases.general(words, phrase, grammar):
        relative = _relative(words, phrase[1], grammar)
        if relative[1] > relative[0]:
            return [phrase, relative]
        given = _given_to(at, quantity, sentence)
        if given[1] > given[0]:
            return [given, phrase]
    if of and quantity.kind in (*SHARES, "measure", "money"):
        governing = clause.verb_before(words, at)
        if any(w.quantity is not None and w.quantity.unit == quantity.unit for w in words[governing + 1 : at]):
            return [phrase]  # "restored 150 hectares of land and 60 hectares of reef"
        lead = subject_and_verb(at, sentence, whole=quantity.kind in SHARES)
        brief = sum(words[k].cls == "noun" for r in lead for k in range(*r)) <= 2
        return [*lead, phrase] if brief or governing < 0 or not words[governing].light else [phrase]
    verb = left if left >= 0 and words[left].cls == "verb" and not words[left].light else -1
    return [phrase, (verb, verb + 1)] if verb >= 0 else [phrase]  # "trained 117 health workers": health workers trained


def _shared_noun(phrase: Range, words: Words) -> Range:
    """The noun that an adjective before "and" and a number leaves to the next ("600 direct and 900 indirect beneficiaries")."""
    end = phrase[1]
    bare_adjective = end > phrase[0] and all(w.adjective for w in words[phrase[0] : end])
    if (
        not bare_adjective
        or end + 2 >= len(words)
        or words[end].cls != "conjunction"
        or words[end + 1].cls != "quantity"
    ):
        return (end, end)
    start, stop = phrases.noun_phrase(words, end + 2, deep=0)
    while start < stop and words[start].adjective:
        start += 1
    return (start, stop)


def _is_difference(quantity: Quantity, right: int, sentence: Sentence) -> bool:
    """Whether a number before "more", "fewer" tells by how much one is greater ("four more than in 2022"), not how many more."""
    words = sentence.words
    if quantity.kind in (*SHARES, "money", "duration"):
        return True
    return right + 1 < len(words) and words[right + 1].low in sentence.grammar.against


def _is_duration(words: Words, at: int) -> bool:
    quantity = words[at].quantity
    return quantity is not None and quantity.kind == "duration"


def _form_of_money(at: int, right: int, sentence: Sentence) -> Range:
    """What money is given as ("$24 million in grants"); empty where "in" says anything else."""
    words, grammar, quantity = sentence.words, sentence.grammar, sentence.words[at].quantity
    if quantity is None or quantity.kind != "money" or right + 1 >= len(words) or words[right].cls != "preposition":
        return (right, right)
    first = right + 1
    while first + 1 < len(words) and _only_describes(words, first, grammar):
        first += 1
    _, end = phrases.noun_phrase(words, first, deep=0)
    start = right + 1 if end > first else end
    head = words[phrases.noun_end(words, first) - 1].low
    named = words[right + 1].cls != "noun" or words[right + 1].text[0].isupper() or head in grammar.places
    spent = any(w.low in grammar.spending for w in words[max(0, at - 2) : at])
    given = head in grammar.money_forms or not (named or spent)
    return (start, end) if words[right].low in grammar.within and given else (right, right)


def _only_describes(words: Words, at: int, grammar: GrammarWords) -> bool:
    """Whether a word before a noun says only how much or what became of it ("in total approved funding")."""
    word, later = words[at], words[at + 1]
    tells = word.low in grammar.further or (word.cls == "verb" and word.low.endswith(grammar.participle_endings))
    return tells and later.cls in ("noun", "verb")


def _held_to(words: Words, at: int) -> Range:
    """What a percentage or multiple is held against ("as much heat as a new school", "above the best variety")."""
    end = phrases.noun_phrase(words, at + 1)[1]
    if end < len(words) and words[end].low == words[at].low:
        end = max(end, phrases.noun_phrase(words, end + 1)[1])
    told = end > at + 1 and not words[end - 1].adjective  # not "twice as likely to"
    return (at, end) if told else (at, at)


def _multiplied(words: Words, at: int) -> Range:
    """What a multiple is taken of ("three times the limit", "twice that of other crops", "twice what it had been")."""
    if at + 1 < len(words) and words[at + 1].role == "of":
        return phrases.noun_phrase(words, at + 2)
    start, end = phrases.noun_phrase(words, at)
    if end > start:
        return (start, end)
    start, end = phrases.noun_phrase(words, at + 1)
    return (start, clause.verb_group(words, end)[1]) if end > start else (at, at)


def _stands_alone(at: int, sentence: Sentence) -> bool:
    """Whether a number before a verb is its subject ("874 finished one"), not the end of the phrase before."""
    words = sentence.words
    left = clause.before(words, at)
    if left < 0:
        return True
    if words[left].cls in ("mark", "conjunction", "subordinator", "relative"):
        return words[left].low not in ("(", ":")
    if words[left].role == "of" and left > 0 and words[left - 1].cls == "quantity":
        return True
    quantity = words[at].quantity
    return quantity is not None and quantity.kind == "ratio" and words[left].cls == "noun"


def _whole_of(start: int, sentence: Sentence) -> list[Range]:
    """What follows "19 of" when the whole has a number too ("19 of 23 sites …"); empty when it has none."""
    words = sentence.words
    inner = next((k for k in range(start, min(start + 4, len(words))) if words[k].cls == "quantity"), None)
    if inner is None or not all(w.cls in ("determiner", "noun", "quantity") for w in words[start : inner + 1]):
        return []
    phrase = phrases.noun_phrase(words, clause.after(words, inner), deep=0)
    return [phrase, clause.predicate(words, clause.past_asides(words, phrase[1]))]


def _given_to(at: int, quantity: Quantity, sentence: Sentence) -> Range:
    """What is given or done to people that are counted ("shelter kits for 22,500 people"); empty where nothing is."""
    words = sentence.words
    left = clause.before(words, at)
    if left < 1 or quantity.kind != "count" or words[left].low not in sentence.grammar.receiving:
        return (at, at)
    return phrases.head_phrase(words, left)


def _relative(words: Words, at: int, grammar: GrammarWords) -> Range:
    """What narrows a general noun: "with disabilities", "who dropped out", "aged 15 to 24"."""
    if at >= len(words):
        return (at, at)
    if words[at].cls == "relative":
        end = clause.predicate(words, at + 1)[1]
        return (at, end if end > at + 1 else at)
    if words[at].cls == "preposition" and words[at].low in grammar.narrowing:
        end = phrases.noun_phrase(words, at + 1)[1]
        return (at, end if end > at + 1 else at)
    return (at, at)


def _of_the_whole(at: int, start: int, sentence: Sentence) -> list[Range]:
    """ "… of them are outside camps", "of whom 1,204 girls", "of those who finished": what is told of the part."""
    words = sentence.words
    if start < len(words) and words[start].cls == "relative":
        return [(start, clause.predicate(words, start + 1)[1])]
    told = clause.fuller(words, clause.predicate(words, start))
    if told[1] > told[0]:
        return [told]
    phrase = phrases.noun_phrase(words, start, listed=True)
    if phrase[1] > phrase[0]:
        return [phrase]
    end = start
    while end < len(words) and words[end].cls not in ("mark", "quantity"):
        end += 1
    return [(start, end)] if end > start else told_before(at, None, sentence)


def _compared(at: int, sentence: Sentence) -> list[Range]:
    """A number that another is held against counts the same ("87 per cent, up from 61"); "a target of" adds its own word."""
    words = sentence.words
    held = _held_against(at, sentence)
    if held is None:
        return []
    left, target = held
    quantity = words[at].quantity
    earlier = comparable(at, quantity, sentence)
    own = phrases.noun_phrase(words, clause.after(words, at))
    if own[1] > own[0] and quantity is not None and quantity.kind == "count":
        return []
    if earlier is None:
        comma = next((k for k in range(left, max(0, left - LONGEST_CUE), -1) if words[k].low == ","), 0)
        start = next((k + 1 for k in range(comma - 1, -1, -1) if words[k].cls == "mark"), 0)
        whole = (start, comma) if comma - start <= LONGEST_CAPTION else phrases.phrase_before(words, comma)
        return [whole] if whole[1] > whole[0] else []  # a caption: "cost per home, down from $1,150"
    return [*sentence.known[earlier], *([(left - 1, left)] if target else [])]


def _held_against(at: int, sentence: Sentence) -> tuple[int, bool] | None:
    """Whether words before a number hold it against another: (index of the word before it, whether that follows a noun of its
    own, as in "against a target of"); None when they do not."""
    words, grammar = sentence.words, sentence.grammar
    left = clause.before(words, at)
    if left < 0:
        return None
    target = left > 0 and words[left].role == "of" and words[left - 1].cls == "noun"
    lead = [w.low for w in words[max(0, left - 5) : left - 1 if target else left + 1] if w.cls != "determiner"]
    said = f" {' '.join(lead)}"
    if words[left].cls == "noun":  # "narrower than the national 14"
        said = said.rsplit(" ", 1)[0]
    return (left, target) if any(said.endswith(f" {cue}") for cue in grammar.comparing) else None


def _same_as_before(at: int, sentence: Sentence) -> list[Range]:
    """The measure of the number before the comma that this one is compared to ("… began a course, 16% more than …"): of the
    nearest that no preposition leads to, else of the nearest."""
    words = sentence.words
    left = clause.before(words, at)
    if left < 0 or words[left].low != ",":
        return []
    told = [k for k in range(left - 1, -1, -1) if words[k].cls == "quantity"]
    free = (k for k in told if not _is_led_to(k, words))
    earlier = next(free, next(iter(told), None))
    return list(sentence.known.get(earlier, ())) if earlier is not None else []


def _is_led_to(at: int, words: Words) -> bool:
    """Whether a preposition stands before a number, a determiner between them aside ("in all 16 counties")."""
    left = clause.before(words, at)
    while left > 0 and words[left].cls == "determiner":
        left -= 1
    return left >= 0 and words[left].cls == "preposition"
