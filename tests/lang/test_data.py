"""Every datum carries its example; the example is its test."""

import re

import pytest

from readout.lang import languages, table
from readout.lang.cues import cues, nouns, refinements
from readout.lang.dates import all_months, months, weekdays
from readout.lang.frames import frames
from readout.lang.names import skeleton, state_names, territories
from readout.lang.pages import agencies, form_of, forms, sections
from readout.model import Span
from readout.statements.find import Reader
from readout.statements.noun_cues import noun_finds
from readout.statements.nouns import Grammar
from readout.statements.plain import PlainReader
from readout.statements.sentences import read_paragraph
from readout.text.phrases import Sentence


def reader(sentence: Sentence, language: str) -> Reader | PlainReader:
    known = None if sentence.tagged else frames(language)
    return PlainReader(sentence, Grammar(language), known) if known else Reader(sentence, Grammar(language))


GROUPS = ("furniture", "credit", "heading", "marked", "byline", "pull_quote")
FORMS = [(group, form) for group in GROUPS for form in forms(group)]
CUES = [(language, cue) for language in languages("cues") for cue in cues(language)]


def unmarked(example: str) -> tuple[str, str, str]:
    """An example's words before, inside and behind its [brackets]."""
    marked = re.fullmatch(r"(.*)\[(.+)\](.*)", example)
    assert marked, "an example shows its cue in [brackets]"
    return marked[1], marked[2], marked[3]


@pytest.mark.parametrize(
    ("group", "form"), FORMS, ids=lambda v: v if isinstance(v, str) else f"{v.language}-{v.type}"
)
def test_every_form_of_line_fits_its_example(group, form):
    assert form.pattern.fullmatch(form.example)
    assert form_of(group, form.example) is not None


SENTENCES = {
    "a report": "The minister said that the talks would go on next week in the capital.",
    "a denial": "Russia has angrily denied the charge.",
    "a question": "Who owns the port, and who will pay for it when the lease ends?",
    "a title": "Ministry denies it received a letter",
    "a quotation": "“We have received nothing,” she told reporters.",
    "a Russian report": "Министерство сообщило, что переговоры продолжатся на следующей неделе.",
    "a French report": "Le ministre a déclaré que les pourparlers reprendraient la semaine prochaine.",
}


@pytest.mark.parametrize("line", SENTENCES.values(), ids=SENTENCES)
def test_no_form_takes_words_of_an_article(line):
    assert [group for group in GROUPS if form_of(group, line)] == []


@pytest.mark.parametrize(("language", "cue"), CUES, ids=lambda v: v if isinstance(v, str) else v.forms[0])
def test_every_cue_is_read_in_its_example(language, cue):
    before, word, after = unmarked(cue.example)
    text = before + word + after
    found = [
        hit
        for sentence in read_paragraph(text, Span(0, len(text)), language)
        for hit in reader(sentence, language).hits
        if sentence.tokens[hit.start].span.start == len(before)
    ]
    assert [hit.cue.act for hit in found] == [cue.act]


FRAMES = [(language, row) for language in languages("frames") for row in table(language, "frames")["example"]]


@pytest.mark.parametrize(("language", "row"), FRAMES, ids=lambda v: v if isinstance(v, str) else v["text"])
def test_every_frame_finds_the_speaker_of_its_example(language, row):
    text = "".join(unmarked(row["text"]))
    [sentence] = read_paragraph(text, Span(0, len(text)), language)
    [found] = reader(sentence, language).read()
    assert found.speaker
    assert sentence.words(*found.speaker).of(text) == row["speaker"]


@pytest.mark.parametrize("row", table("en", "nouns")["noun"], ids=lambda row: row["forms"])
def test_every_noun_cue_names_a_known_act_and_stands_in_its_example(row):
    _, word, _ = unmarked(row["example"])
    assert word in nouns("en")


def test_a_noun_cue_in_a_possessive_is_a_statement():
    text = "The paper printed Macron’s rejection of the plan on Monday."
    [sentence] = read_paragraph(text, Span(0, len(text)), "en")
    [found] = noun_finds(sentence, Grammar("en"))
    assert sentence.words(*found.speaker).of(text) == "Macron"


REFINEMENTS = [r for language in languages("acts") for r in refinements(language)]


@pytest.mark.parametrize("refinement", REFINEMENTS, ids=lambda r: f"{r.act}: {r.example}")
def test_every_refinement_fits_the_end_of_its_example(refinement):
    example = refinement.example.rstrip(".")
    ends = (example[n:] for n in range(len(example)) if n == 0 or example[n - 1] == " ")
    assert any(refinement.pattern.match(end) for end in ends)


@pytest.mark.parametrize("language", list(languages("dates")))
def test_every_language_names_twelve_months_and_seven_days(language):
    assert set(months(language).values()) == set(range(1, 13))
    assert len(weekdays(language)) == 7


def test_months_that_two_languages_name_differently_are_left_out():
    assert all_months()["march"] == 3
    assert all_months()["марта"] == 3


def test_territories_have_one_first_name():
    names = [territory.name for territory in territories("en")]
    assert len(names) == len(set(names))
    assert state_names("en")["moscow"] == "Russia"
    assert state_names("en")["kiev"] == "Ukraine"


VARIANTS = [("Zelensky", "Zelenskyy"), ("Sergei", "Sergey"), ("Kuleba", "Kouleba"), ("Wörgetter", "Vorgeter")]


@pytest.mark.parametrize(("one", "other"), VARIANTS)
def test_spellings_of_one_name_share_a_skeleton(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("Lavrov", "Labrov"), ("Roth", "Rot"), ("Ivanov", "Ivanova")])
def test_different_names_do_not(one, other):
    assert skeleton(one) != skeleton(other)


def test_agencies_are_shown_under_one_name_and_sections_are_no_outlets():
    assert agencies()["Associated Press"] == agencies()["AP"] == "AP"
    assert "власть" in sections()
