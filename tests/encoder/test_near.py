"""Vectors of meaning: how they are kept and compared, how a text is cut, and the weights where they are installed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.encoder.e5 import bent, normal, spread
from readout.encoder.near import best, cosines, find, packed
from readout.encoder.unigram import SPACE, Unigram
from readout.model import Problem


def unigram(**scores):
    known = {piece.replace("_", SPACE): score for piece, score in scores.items()}
    return Unigram({piece: n for n, piece in enumerate(known, 1)}, known, {0xBD: "1/2", 0xA0: " "}, 0)


def test_a_word_is_cut_where_the_scores_add_up_to_most():
    pieces = unigram(_un=-2.0, do=-2.0, _undo=-5.0, _=-3.0, un=-3.0)
    assert pieces.pieces("undo", 9) == [1, 2]


def test_signs_are_read_as_the_vocabulary_says_and_spaces_count_once():
    pieces = unigram(_a=-1.0, **{"_1/2": -1.0})
    assert pieces.pieces("a  ½\xa0a", 9) == [1, 2, 1]


def test_what_no_piece_has_is_unknown_and_the_rest_is_read():
    assert unigram(_=-1.0, a=-1.0).pieces("a漢a", 9) == [1, 2, 0, 2]


@given(st.text(max_size=400), st.integers(1, 20))
def test_any_text_is_cut_into_a_bounded_number_of_pieces(text, most):
    assert len(unigram(_=-1.0, a=-1.0, ab=-1.5).pieces(text, most)) <= most


def test_weights_are_spread_by_the_scale_of_their_block():
    block = np.zeros((1, 18), np.uint8)
    block[0, :2] = np.array([0.5], "<f2").view(np.uint8)
    block[0, 2] = 0x9A  # the first weight is 10 - 8, the seventeenth 9 - 8
    row = spread(block, 32)[0]
    assert row[0] == 1.0
    assert row[16] == 0.5
    assert row[1] == -4.0


def test_a_row_is_brought_to_mean_0_and_variance_1():
    row = normal(np.array([[1.0, 3.0]], np.float32), np.ones(2, np.float32), np.zeros(2, np.float32), 0.0)
    assert row.tolist() == [[-1.0, 1.0]]


def test_what_is_bent_keeps_what_is_large_and_drops_what_is_negative():
    assert bent(np.array([[-9.0, 0.0, 9.0]], np.float32)).round(3).tolist() == [[0.0, 0.0, 9.0]]


def test_eight_bits_keep_the_direction():
    rows = np.random.default_rng(7).standard_normal((5000, 64)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    kept = cosines(packed(rows), rows[3])
    assert np.abs(kept - rows @ rows[3]).max() < 0.01
    assert best(kept, 1) == [3]


def test_rows_of_zeros_are_near_nothing():
    assert cosines(packed(np.zeros((2, 8), np.float32)), np.ones(8, np.float32)).tolist() == [0.0, 0.0]


def test_the_best_stand_first_and_of_equals_the_first():
    assert best(np.array([0.1, 0.9, 0.5, 0.9], np.float32), 3) == [1, 3, 2]
    assert best(np.zeros(0, np.float32), 3) == []


@pytest.fixture(scope="module")
def encoder():
    found = find()
    if isinstance(found, Problem):
        assert "readout[near]" in found.what
        pytest.skip(found.what)
    return found


def test_a_text_in_another_language_is_near_and_another_matter_is_not(encoder):
    truce, rain, same = encoder.passages(
        ["The two sides signed a truce.", "Il a plu toute la journée.", "Стороны подписали перемирие."]
    )
    sought = encoder.query("ceasefire agreement")
    assert sought @ truce > sought @ rain
    assert sought @ same > sought @ rain


def test_a_text_has_the_same_vector_whatever_stands_beside_it(encoder):
    one = "The two sides signed a truce."
    assert (encoder.passages([one])[0] == encoder.passages(["Something else", one])[1]).all()
    assert np.linalg.norm(encoder.query("")) == pytest.approx(1, abs=1e-3)
