"""Every expression of time carries its example and the day it means; they are its test."""

from datetime import date

import pytest

from readout.lang import languages, table
from readout.lang.times import time_words
from readout.model import Span
from readout.text.times import expressions, looks_ahead, resolve

#: A Thursday. The examples count from it.
PUBLISHED = date(2026, 3, 12)
ROWS = [(language, row) for language in languages("times") for row in table(language, "times")["time"]]
TENSES = [(language, tense) for language in languages("times") for tense in ("ahead", "back")]


@pytest.mark.parametrize(("language", "row"), ROWS, ids=lambda v: v if isinstance(v, str) else v["example"])
def test_every_expression_means_the_day_of_its_example(language, row):
    before, rest = row["example"].split("[")
    inside, after = rest.split("]")
    text, words = before + inside + after, time_words(language)
    [found] = [e for e in expressions(text, words) if e.span == Span(len(before), len(before + inside))]
    ahead = looks_ahead(text, Span(0, len(text)), found.span, words)
    days = resolve(found, PUBLISHED, ahead=ahead)
    assert days is not None
    assert days.iso == row["iso"]


@pytest.mark.parametrize(("language", "tense"), TENSES)
def test_the_examples_of_both_tenses_look_the_right_way(language, tense):
    text, words = table(language, "times")[tense]["example"], time_words(language)
    [found] = expressions(text, words)
    assert looks_ahead(text, Span(0, len(text)), found.span, words) is (tense == "ahead")
