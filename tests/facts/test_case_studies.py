"""Stories: found by label or by how they read, their bodies whole and clean, their titles without the label."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from factextract import ner
from factextract.authoring.snippet import study_snippet
from factextract.facts.case_studies import PLUGIN
from factextract.facts.case_studies.headline import sentence_case
from factextract.layout.arrange import arrange
from factextract.model.candidate import Links
from factextract.model.sheet import Sheet, Style
from factextract.pipeline import read
from factextract.records import CaseStudy
from factextract.ruleset.load import load_rules
from factextract.settle import settle
from facts.storypages import BODY, HEAD, LAYOUTS, QUOTE, TAG, TITLE, Case, Pen, case
from layout.compose import Page

BIG = Style("Body", 17.0, bold=True, color="#0a5080")
RULES = load_rules("en")
TALE = (
    "For eleven years Amina Traoré carried her millet to the mill at Koro. 'My back was bent before I was thirty,' she says. "
    "When the diesel mill broke down, she and her sister walked on to Bandi. In 2019 they joined a group that bought a solar "
    "mill. Today Amina runs it with her daughter and has paid back what she owed."
)
PLAIN = (
    "The kiosk at the edge of the field has two solar panels, a fridge and a counter of planks. It was put up in 2021 and "
    "keeps the milk of forty herds cold until the lorry comes, which spares the herders a walk of two hours each morning."
)
OWN = (
    "I was eleven when the mill at Koro broke. My mother sent me to Bandi with the millet on my head, and I walked until the "
    "moon was up. In 2019 we joined the women who had borrowed for a new one, and I learned to mend the belt. Now they call me "
    "when it stops, and my mother tells everybody whose daughter I am."
)
CAREER = (
    "Salma Idris has led the fund since 2019. She studied hydrology in Bandi and worked for nine years in the ministry before "
    "she joined the team. She is a member of two advisory boards and has published on slopes and on rivers. She lives in Koro "
    "with her husband and two sons, and she teaches at the university."
)
LETTER = (
    "Dear friends, when I came to this fund five years ago I found six people in one room. Today our team is forty, and our "
    "work goes on in 48 villages. I remember standing in the mud with our masons in July and wondering where we should begin. "
    "Thank you for your trust; I am proud of what you made possible with us."
)
PROGRAM = (
    "The program will train 340 nurses and midwives in twelve districts. It is led by the Ministry of Health in line with its "
    "strategy. Our partners bring in staff and vaccines, and each district has a plan of its own with targets and indicators "
    "that we review each year together with local stakeholders."
)


def stories(text: str) -> list[CaseStudy]:
    return list(study_snippet(text, RULES).record.case_studies)


def told_on(sheets: list[Sheet]) -> list[CaseStudy]:
    reading = read(arrange(sheets), "en", RULES, ner.recognizer("none", "en"))
    kept, _ = settle(PLUGIN.find(reading, RULES))
    return [PLUGIN.build(candidate, Links(), reading) for candidate in kept]


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_bodies_and_titles_are_right_in_every_layout(layout: str) -> None:
    wanted = found = titled = spurious = 0
    for seed in range(sorted(LAYOUTS).index(layout), 60, len(LAYOUTS)):
        _, document = case(seed)
        facts = told_on(document.sheets())
        bodies = {" ".join(fact.body.split()): fact.title for fact in facts}
        wanted += len(document.stories)
        right = [(title, body) for title, body in document.stories if " ".join(body) in bodies]
        found += len(right)
        titled += sum((bodies[" ".join(body)] or "").casefold() == title.casefold() for title, body in right)
        spurious += len(facts) - len(right)
    assert found >= 0.95 * wanted
    assert titled >= 0.95 * wanted
    assert spurious <= 0.05 * wanted


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Case study: the kiosk | {PLAIN}", "The kiosk"),
        (f"CASE STUDY: THE KIOSK | {PLAIN}", "The kiosk"),
        (f"Spotlight | MILK IN THE FIELD | {PLAIN}", "Milk in the field"),
        (f"STORY FROM THE FIELD | {PLAIN}", None),
        (f"Meet Amina | NINE KILOMETRES TO THE MILL | {TALE}", "Nine kilometres to the mill"),
        (f"Meet Amina | {TALE}", "Meet Amina"),
        (f"Nine kilometres to the mill | {TALE}", "Nine kilometres to the mill"),
        (f"The belt of the mill | {OWN}", "The belt of the mill"),
        (f"In her own words: Amina Traoré | {OWN}", "Amina Traoré"),
        (f"In the words of a miller | {OWN}", "In the words of a miller"),
        (f"Ten minutes with Amina Traoré | {OWN}", "Ten minutes with Amina Traoré"),
        (f"Example: the kiosk of Koro | {PLAIN}", "The kiosk of Koro"),
        (f"Partner spotlight: the kiosk of Koro | {PLAIN}", "The kiosk of Koro"),
        (f"From tenant to owner | {TALE}", "From tenant to owner"),
        (f"Changing lives | MILK IN THE FIELD | {PLAIN}", "Milk in the field"),
    ],
)
def test_a_title_is_what_the_label_leaves_or_the_next_title(text: str, title: str | None) -> None:
    assert [story.title for story in stories(text)] == [title]


@pytest.mark.parametrize(
    "text",
    [
        f"Our approach | {PROGRAM}",
        f"Milk in the field | {PLAIN}",
        "Case study: see page 4",
        f"Salma Idris, director | {CAREER}",
        f"A word from the director | {LETTER}",
        f"A word from the managing director | {OWN}",
        f"From the chairwoman | {OWN}",
        f"The editor's note | {OWN}",
        f"Foreword | {OWN}",
        f"Case studies show mixed results | {PROGRAM}",
        f"Our work with Amina Traoré | {PROGRAM} Amina Traoré leads our office.",
    ],
)
def test_what_is_no_story(text: str) -> None:
    assert stories(text) == []


def test_two_stories_stay_apart() -> None:
    both = stories(f"Case study: the kiosk | {PLAIN} | Case study: the mill | {TALE}")
    assert [story.title for story in both] == ["The kiosk", "The mill"]
    assert [" ".join(story.body.split()) for story in both] == [PLAIN, TALE]


def test_words_in_quotation_marks_over_a_text_are_its_title() -> None:
    page = Page(random.Random(1))
    Pen(page, 50, 60, 480).put("Mills of Mara", TITLE)
    left, right = Pen(page, 50, 110, 220), Pen(page, 310, 110, 220)
    for _ in range(4):
        left.put(PROGRAM, BODY)
    right.put("FIELD NOTE · KORO", TAG)
    right.put('"Now they call me when it stops"', QUOTE)
    right.put(TALE, BODY)
    assert [(s.title, " ".join(s.body.split())) for s in told_on(Case([page]).sheets())] == [
        ('"Now they call me when it stops"', TALE)
    ]


def titles_told(*texts: tuple[str, Style]) -> list[str | None]:
    """Titles of the stories in a column under the program's name and what it is."""
    page = Page(random.Random(1))
    pen = Pen(page, 50, 60, 400)
    for text, style in (("Mills of Mara", TITLE), (PROGRAM, BODY), *texts):
        pen.put(text, style)
    return [story.title for story in told_on(Case([page]).sheets())]


def test_the_words_behind_a_label_are_no_title_where_a_larger_one_follows() -> None:
    label = ("STORY 2 | KORO DISTRICT, MARA", TAG)
    assert titles_told(label, ("Milk in the field", BIG), (PLAIN, BODY)) == ["Milk in the field"]


def test_what_the_chair_writes_under_a_column_s_title_is_no_story() -> None:
    below = (("The belt of the mill", BIG), (OWN, BODY))
    assert titles_told(("FROM THE CHAIR", HEAD), *below) == []
    assert titles_told(("FROM THE HILLS", HEAD), *below) == ["The belt of the mill"]


def test_a_label_for_several_stories_covers_each() -> None:
    titles = ["The kiosk in the field", "The second kiosk"]
    stories = (text for title in titles for text in ((title, HEAD), (PLAIN, BODY)))
    assert titles_told(("Stories of change", BIG), *stories, ("Partners", BIG), (PROGRAM, BODY)) == titles


def test_a_story_links_what_lies_in_its_body() -> None:
    record = study_snippet(f"Case study: the mill | {TALE} | Partners | University of Koro, since 2018", RULES).record
    (story,) = record.case_studies
    inside = {date.id for date in record.dates if date.text == "2019"}
    assert set(story.dates) == inside
    assert story.period is not None
    assert story.period.text == "2019"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("CROSS-BORDER CRIME", "Cross-border crime"),
        ("the kiosk", "The kiosk"),
        ("A road back to Koro", "A road back to Koro"),
        ("HOW NMBSP CAME TO KORO", "How NMBSP came to Koro"),
    ],
)
def test_titles_in_capitals_become_sentences(title: str, shown: str) -> None:
    assert (
        sentence_case(title, "At Koro crime was cross-border until NMBSP came; how the kiosk of NMBSP came to be.")
        == shown
    )


def test_the_generator_sets_every_word_once() -> None:
    _, document = case(4)
    printed = Counter(word.text for page in document.pages for word in page.words)
    assert all(printed[word] >= count for _, body in document.stories for word, count in Counter(body).items())
