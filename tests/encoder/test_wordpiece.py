"""Words of a text and their pieces."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.encoder.wordpiece import (
    CLOSES,
    INSIDE,
    LOWER,
    MARK,
    NUMBER,
    OPENS,
    OUTSIDE,
    TITLE,
    UPPER,
    Wordpiece,
)

PIECES = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "the",
    "mac",
    "##ron",
    "said",
    "minister",
    "un",
    "##happy",
    "naive",
    "'",
    "s",
    ".",
    ",",
    "“",
    "”",
    '"',
]
WORDPIECE = Wordpiece(PIECES)

CASES = {
    "whole words": ("the minister", ["the", "minister"]),
    "the longest pieces": ("unhappy Macron", ["un ##happy", "mac ##ron"]),
    "accents and capitals are dropped": ("NAÏVE", ["naive"]),
    "accents that stand alone too": ("nai\u0308ve", ["naive"]),
    "a word with a piece missing is unknown as a whole": ("unsaid machine", ["[UNK]", "[UNK]"]),
    "marks stand alone": ("the minister's.", ["the", "minister", "'", "s", "."]),
    "white space of any kind parts": ("the\u00a0minister\nsaid", ["the", "minister", "said"]),
    "nothing": (" \n", []),
}


@pytest.mark.parametrize(("text", "pieces"), CASES.values(), ids=CASES)
def test_words_are_cut_into_the_longest_known_pieces(text, pieces):
    assert [" ".join(PIECES[n] for n in word.pieces) for word in WORDPIECE.words(text)] == pieces


def test_a_word_keeps_its_shape():
    shapes = [word.shape for word in WORDPIECE.words("the Macron EU 2,000 A")]
    assert shapes == [LOWER, TITLE, UPPER, NUMBER, MARK, NUMBER, TITLE]


@pytest.mark.parametrize(
    "text", ["the “minister said” the", 'the "minister said" the', "the «minister said» the"]
)
def test_a_word_knows_whether_it_is_quoted(text):
    assert [word.quoting for word in WORDPIECE.words(text)] == [
        OUTSIDE,
        OPENS,
        INSIDE,
        INSIDE,
        CLOSES,
        OUTSIDE,
    ]


def test_an_apostrophe_closes_no_single_marks():
    quotings = [word.quoting for word in WORDPIECE.words("‘the minister’s’ s")]
    assert quotings == [OPENS, INSIDE, INSIDE, INSIDE, INSIDE, CLOSES, OUTSIDE]


@given(st.text())
def test_words_hold_every_letter_and_digit_once_and_in_order(text):
    words = WORDPIECE.words(text)
    assert all(word.pieces for word in words)
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(words))
    covered = {n for word in words for n in range(word.span.start, word.span.end)}
    assert covered >= {n for n, sign in enumerate(text) if sign.isalnum()}
    assert not any(text[n].isspace() for n in covered)
