from dataclasses import replace

import pytest

from pages import ARTICLE, EDITION, STATEMENT
from readout.formats import as_markdown, look
from readout.formats.look import _named, once, tidy
from readout.formats.terminal import as_text, statements_as_text
from readout.model import Cast, Edition

SHOWN = {
    "the title": "Talks go on",
    "the outlet": "The Paper",
    "the age as written": "5 hours ago",
    "the brief": "Minister Ana Roy told Kyiv",
    "the speaker": "Ana Roy",
    "the act, readable": "no comment",
    "the words": '"talks go on"',
    "a problem": "binary",
    "a dispute": "one side only",
}


@pytest.mark.parametrize("words", SHOWN.values(), ids=SHOWN)
@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_terminal_edition_shows(words, width):
    page = " ".join(as_text(EDITION, width=width).split())
    assert words in page


@pytest.mark.parametrize("words", SHOWN.values(), ids=SHOWN)
def test_the_markdown_edition_shows(words):
    assert words in "".join(as_markdown(EDITION))


def test_every_sentence_of_the_markdown_edition_has_a_footnote_that_says_where_it_stands():
    page = "".join(as_markdown(EDITION))
    (line,) = [line for line in page.split("\n") if "Minister Ana Roy told Kyiv" in line and "[^1]" in line]
    mark = line[line.rindex("[^") :]
    (note,) = [line for line in page.split("\n") if line.startswith(f"{mark}: ")]
    assert "The Paper" in note
    assert "characters" in note


def test_the_markdown_edition_sets_the_words_of_each_side_under_a_dispute():
    page = "".join(as_markdown(EDITION))
    assert page.index("*one side only*: talks go on") < page.index(
        "- **Ana Roy**: “Minister Ana Roy told Kyiv"
    )


@pytest.mark.parametrize("width", [30, 50, 80, 120])
def test_no_line_is_wider_than_the_terminal(width):
    assert all(len(line) <= width for line in as_text(EDITION, width=width).split("\n"))


def test_a_speaker_who_is_not_settled_is_shown_as_unresolved():
    nobody = replace(EDITION, cast=replace(EDITION.cast, voices={}))
    assert "Minister Ana Roy (unresolved)" in " ".join(as_text(nobody, width=60).split())
    assert "*Minister Ana Roy* (unresolved)" in "".join(as_markdown(nobody))


def test_a_speaker_below_the_confidence_is_shown_as_unresolved():
    doubtful = replace(EDITION, statements=(replace(STATEMENT, confidence=0.3),))
    (voice,) = look(doubtful).stories[0].voices
    assert voice.speaker is None


def test_reasons_are_shown_when_asked_for():
    assert "shared names" in as_text(EDITION, width=100, explain=True)
    assert "shared names" not in as_text(EDITION, width=100)


def test_colour_is_only_there_when_asked_for():
    assert "\x1b[" in as_text(EDITION, width=80, colour=True)
    assert "\x1b[" not in as_text(EDITION, width=80)


def test_a_page_cannot_command_the_terminal():
    evil = replace(ARTICLE, outlet="\x1b]0;owned\x07\x1b[2JThe\u202e Paper")
    page = as_text(replace(EDITION, articles=(evil,)), width=80)
    assert not {"\x1b", "\x07", "\u202e"} & set(page)
    assert tidy("a\x9b31m\r\nb") == "a 31m b"


def test_markup_in_the_words_stays_words():
    odd = replace(ARTICLE, outlet="[bold]The *Paper*[/bold]")
    odd_edition = replace(EDITION, articles=(odd,))
    assert "[bold]The *Paper*[/bold]" in as_text(odd_edition, width=80)
    assert r"\[bold\]The \*Paper\*\[/bold\]" in "".join(as_markdown(odd_edition))


def test_an_empty_edition_is_printed_too():
    assert "0 stories" in as_text(Edition(), width=80)
    assert "no statement" in statements_as_text(Edition(cast=Cast()), width=80)
    assert "0 stories" in "".join(as_markdown(Edition()))


NAMES = {
    "an office beside the name": ("Ana Roy", "Minister Ana Roy", ("Minister Ana Roy", None)),
    "part of the name": ("Ana Roy", "Roy", ("Ana Roy", None)),
    "a pronoun": ("Ana Roy", "she", ("Ana Roy", "she")),
    "nobody settled": (None, "she", (None, "she")),
    "nobody named": (None, None, (None, None)),
}


@pytest.mark.parametrize(("name", "written", "shown"), NAMES.values(), ids=NAMES)
def test_a_name_and_the_words_for_it_are_shown_once(name, written, shown):
    assert _named(name, written) == shown


def test_a_story_without_a_title_is_called_by_how_it_begins():
    untitled = replace(EDITION.told.stories[0], title="")
    told = replace(EDITION.told, stories=(untitled,))
    (story,) = look(replace(EDITION, told=told)).stories
    assert story.title.startswith("PARIS (AP) — Minister Ana Roy told Kyiv")
    assert len(story.title) <= 92


def test_what_a_person_corrected_is_not_folded_into_the_same_words_read_by_machine():
    (voice,) = look(EDITION).stories[0].voices
    corrected = replace(voice, corrected=("act corrected",))
    assert once([voice, corrected, voice, corrected]) == (voice, corrected)
