from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.lang.times import time_words
from readout.model import Span
from readout.text.times import expressions, looks_ahead, resolve

#: A Tuesday.
PUBLISHED = date(2022, 1, 18)
CASES = {
    "a weekday is the last one": ("The ministry said Friday it was ready.", "2022-01-14"),
    "its own weekday is today": ("The ministry said Tuesday it was ready.", "2022-01-18"),
    "a weekday to come": ("Blinken will travel to Kyiv on Wednesday.", "2022-01-19"),
    "last Wednesday": ("Burns visited Kyiv last Wednesday.", "2022-01-12"),
    "last week": ("The talks were held last week.", "2022-01-10/2022-01-16"),
    "a month": ("They met in December 2021.", "2021-12"),
    "a month without its year is the last one": ("They met in November.", "2021-11"),
    "a year": ("Russia in 2014 seized the peninsula.", "2014"),
    "a day without its year lies back": ("He left on 3 December.", "2021-12-03"),
    "a day without its year, ahead": ("He will leave on 3 March.", "2022-03-03"),
    "a numeric date": ("He left on 2021-12-03.", "2021-12-03"),
}


def meant(text, published=PUBLISHED):
    words = time_words("en")
    return [
        (days := resolve(e, published, ahead=looks_ahead(text, Span(0, len(text)), e.span, words)))
        and days.iso
        for e in expressions(text, words)
    ]


@pytest.mark.parametrize(("text", "iso"), CASES.values(), ids=CASES)
def test_an_expression_counts_from_the_day_of_publication(text, iso):
    assert meant(text) == [iso]


def test_without_a_day_of_publication_only_whole_dates_are_known():
    text = "In 2014, on Friday and on February 24, 2022, and in May 2021, and last week."
    assert meant(text, None) == ["2014", None, "2022-02-24", "2021-05", None]


@pytest.mark.parametrize(
    "text", ["He may go.", "The 2,014 men march on.", "He won 25 to 2021 votes.", "Sun and sat."]
)
def test_words_that_look_like_times_are_none(text):
    assert meant(text) == []


def test_no_such_day_is_nobodys_date():
    assert meant("They met on 31 February 2022.") == [None]


@given(st.text(max_size=200), st.sampled_from(["en", "es", "fr", "de", "ru", "uk", "xx"]))
def test_any_text_is_read_and_every_expression_is_its_words(text, language):
    for found in expressions(text, time_words(language)):
        assert found.span.of(text) == found.words
        resolve(found, PUBLISHED)
        resolve(found, None)
