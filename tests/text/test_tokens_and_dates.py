from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.lang.dates import all_months
from readout.text.dates import written_dates
from readout.text.tokens import tokens

WORDS = {
    "clitics": ("Grushko didn’t say it’s Moscow’s", ["Grushko", "did", "n’t", "say", "it", "’s", "Moscow", "’s"]),
    "a state": ("the U.S. envoy", ["the", "U.S.", "envoy"]),
    "a hyphen": ("U.S.-brokered", ["U.S.", "-", "brokered"]),
    "a title": ("Mr. Roth", ["Mr.", "Roth"]),
    "an initial": ("Wendy R. Sherman", ["Wendy", "R.", "Sherman"]),
    "a number": ("100,000 men", ["100,000", "men"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WORDS.values(), ids=WORDS)
def test_tokens(text, expected):
    assert [token.word for token in tokens(text, abbreviations={"mr"})] == expected


@given(st.text(max_size=100))
def test_tokens_hold_every_character_that_is_not_white_space(text):
    assert "".join(text[t.span.start : t.span.end] for t in tokens(text)) == "".join(text.split())


DATES = {
    "English": ("on 9 March 2026", date(2026, 3, 9)),
    "American": ("March 9, 2026", date(2026, 3, 9)),
    "French": ("le 9 mars 2026", date(2026, 3, 9)),
    "German": ("am 9. März 2026", date(2026, 3, 9)),
    "Spanish": ("9 de marzo de 2026", date(2026, 3, 9)),
    "Russian": ("9 марта 2026 года", date(2026, 3, 9)),
    "Ukrainian": ("9 березня 2026", date(2026, 3, 9)),
    "ISO": ("2026-03-09", date(2026, 3, 9)),
    "points": ("09.03.2026", date(2026, 3, 9)),
    "a day that is none": ("31 February 2026", None),
    "slashes": ("3/4/2026", None),
    "no year": ("on 9 March", None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "day"), DATES.values(), ids=DATES)
def test_written_dates(text, day):
    assert [found for _, found in written_dates(text, all_months())] == ([day] if day else [])
