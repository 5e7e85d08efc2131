from dataclasses import replace

import pytest

from newsroom import article
from readout.model import Basis, When
from readout.statements import read_statements

#: A Tuesday.
PUBLISHED = When(iso="2022-01-18", as_written=None, basis=Basis.METADATA)


def said(text, *, language="en", published=PUBLISHED):
    report = replace(article(text, language=language), published=published)
    return [s.said and (s.said.iso, s.said.as_written) for s in read_statements(report, text)]


CASES = {
    "a weekday behind the cue": ("The ministry said Friday it was ready.", ("2022-01-14", "Friday")),
    "a day written out": ("The ministry said on 12 January that it was ready.", ("2022-01-12", "12 January")),
    "yesterday": ("The ministry said yesterday it was ready.", ("2022-01-17", "yesterday")),
    "at the start": ("On Monday, the foreign ministry rejected the claim.", ("2022-01-17", "Monday")),
    "what is spoken of is not when": ("The ministry said the Americans will meet in Geneva on Friday.", None),
}


@pytest.mark.parametrize(("text", "when"), CASES.values(), ids=CASES)
def test_a_statement_was_said_when_its_cue_says(text, when):
    assert said(text) == [when]


def test_without_a_date_the_words_stay_and_no_day_is_invented():
    assert said("The ministry said Friday it was ready.", published=None) == [(None, "Friday")]


def test_who_goes_on_speaking_said_it_when_he_began():
    text = (
        "On Monday, Lavrov rejected the allegations.\n"
        "He dismissed the claim as “total disinformation.”\n"
        "Lavrov said that Russia expects an answer."
    )
    assert said(text) == [("2022-01-17", "Monday")] * 3


def test_a_spokesman_speaks_on_the_occasion_of_who_sent_him():
    text = "The Kremlin said Thursday it was sorry.\nKremlin spokesman Dmitry Peskov warned of a rupture."
    assert said(text) == [("2022-01-13", "Thursday")] * 2


def test_past_another_day_nothing_is_carried_on():
    text = (
        "On Monday, Lavrov rejected the allegations.\nThe two met on Tuesday.\nLavrov said that he was glad."
    )
    assert said(text) == [("2022-01-17", "Monday"), None]


def test_nobody_elses_words_are_dated_by_it():
    text = "On Monday, Lavrov rejected the allegations.\nBlinken said that he was sorry."
    assert said(text) == [("2022-01-17", "Monday"), None]
