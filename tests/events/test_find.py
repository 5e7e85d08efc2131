from dataclasses import replace

import pytest

from newsroom import article, capture
from readout.events.find import tellings
from readout.model import Basis, EventStatus, When
from readout.statements import read_statements

#: A Tuesday.
PUBLISHED = When(iso="2022-01-18", as_written=None, basis=Basis.METADATA)


def told(text, *, language="en", published=PUBLISHED):
    report = replace(article(text, language=language), published=published)
    return list(tellings(report, text, read_statements(report, text)))


STATUSES = {
    "told as done": ("Norway released the ship on Monday.", ["happened"]),
    "done with an auxiliary": ("Russia has expelled two British diplomats.", ["happened"]),
    "suffered": ("The ship was detained on Monday by the coast guard.", ["happened"]),
    "under way": ("Norway is holding a ship at Bergen.", ["ongoing"]),
    "to come": ("Blinken will travel to Kyiv on Wednesday.", ["planned"]),
    "planned": ("NATO chiefs are scheduled to meet on Thursday.", ["planned"]),
    "somebody says so": ("The minister said the ship left Bergen on Monday.", ["reported"]),
    "a plan that somebody tells": (
        "The ministry said Blinken will travel to Kyiv on Wednesday.",
        ["planned"],
    ),
    "an accusation": (
        "Portugal accused Norway of lying and claimed that Norway seized the ship on Monday.",
        ["alleged"],
    ),
    "a denial": ("Norway denied that it seized the ship on Monday.", ["denied"]),
    "hearsay": ("The ship reportedly left Bergen on Monday.", ["reported"]),
    "an allegation": ("The ship allegedly left Bergen on Monday.", ["alleged"]),
    "a proposal": ("The committee proposed a ban on Monday, and hopes rose.", []),
    "what did not happen": ("The ship did not leave Bergen on Monday.", []),
    "what might": ("The ship may leave Bergen on Friday.", []),
    "a condition": ("If the ship left Bergen on Monday, it was late.", []),
    "what had to come first": ("The ship could not leave before its owner had answered on Monday.", []),
    "long ago": ("Russia in 2014 seized the peninsula.", ["background"]),
    "a noun with its day": ("Monday’s talks in Geneva failed.", ["happened"]),
    "words of a quotation": ("“They sank the ship on Monday,” the captain said.", []),
    "said behind it": ("The vessel sailed a grid on Monday, an officer told the paper.", ["reported"]),
}


@pytest.mark.parametrize(("text", "statuses"), STATUSES.values(), ids=STATUSES)
def test_the_status_is_what_the_words_say(text, statuses):
    assert [t.status.value for t in told(text)] == statuses


def test_who_did_what_to_whom_where_and_when():
    [found] = told("The coast guard detained the ship Alma Ridge in Bergen on Monday.")
    assert (found.actor, found.action, found.target) == ("The coast guard", "detained", "the ship Alma Ridge")
    assert found.place == "Bergen"
    assert found.when == When(iso="2022-01-17", as_written="Monday", basis=Basis.INFERENCE)


def test_who_suffers_is_not_who_does():
    [found] = told("The ship was detained on Monday by the coast guard.")
    assert (found.actor, found.target) == ("the coast guard", "The ship")


def test_without_a_day_of_publication_a_weekday_stays_as_written():
    [found] = told("Norway released the ship on Monday.", published=None)
    assert found.when == When(iso=None, as_written="Monday", basis=Basis.NONE)


def test_a_time_from_which_something_goes_on_is_not_its_day():
    [found] = told("Norway has held the ship since 1 March 2021.")
    assert found.when is None


def test_the_opening_tells_an_event_without_a_time():
    [found] = told("Russia has expelled two diplomats.\nIt rained.")
    assert (found.action, found.when) == ("has expelled", None)


OTHERS = {
    "es": ("Noruega liberó el barco el lunes.", "happened", "2022-01-17"),
    "fr": ("La Norvège a libéré le navire lundi.", "happened", "2022-01-17"),
    "de": ("Norwegen hat das Schiff am Montag freigelassen.", "happened", "2022-01-17"),
    "ru": ("Норвегия освободила судно в понедельник.", "happened", "2022-01-17"),
    "uk": ("Норвегія відпустила судно у понеділок.", "happened", "2022-01-17"),
}


@pytest.mark.parametrize(("language", "case"), OTHERS.items(), ids=OTHERS)
def test_other_languages_tell_events_as_whole_sentences(language, case):
    text, status, day = case
    [found] = told(text, language=language)
    assert (found.status.value, found.when.iso, found.action) == (status, day, text)


def test_a_language_without_words_tells_nothing():
    assert told("Skipið fór á mánudag.", language="is") == []


def test_nothing_inside_a_statement_is_said_to_have_happened():
    acts = ["said", "confirmed", "claimed", "announced", "insisted", "warned", "admitted", "denied"]
    for act in acts:
        for found in told(f"The minister {act} that the navy sank the ship on Monday."):
            assert found.status is not EventStatus.HAPPENED


def test_every_passage_is_its_words():
    text = (
        "BERGEN, Norway — The ship left on Monday. It was detained on Tuesday.\nOn Friday the ship will sail."
    )
    page = capture(text)
    for found in told(text):
        assert page.passage(found.passage.span) == found.passage
