import gzip
import zlib

import pytest

from readout.intake.unpack import TooLargeError, unpacked

WORDS = b"Moscow denied it. " * 100


def test_what_is_not_packed_stays_as_it_is():
    assert unpacked(WORDS, limit=10) == WORDS


@pytest.mark.parametrize("layers", [1, 2, 3])
def test_layers_are_taken_off(layers):
    packed = WORDS
    for _ in range(layers):
        packed = gzip.compress(packed)
    assert unpacked(packed, limit=len(WORDS)) == WORDS


def test_members_in_a_row_are_one_text():
    assert unpacked(gzip.compress(WORDS) + gzip.compress(b"More."), limit=10_000) == WORDS + b"More."


def test_a_bomb_is_refused_before_it_fills_the_memory():
    bomb = gzip.compress(gzip.compress(b"\0" * 50_000_000))
    with pytest.raises(TooLargeError):
        unpacked(bomb, limit=1_000_000)


@pytest.mark.parametrize("cut", [5, 20, 40])
def test_a_file_cut_short_is_an_error_and_not_half_a_text(cut):
    with pytest.raises(zlib.error):
        unpacked(gzip.compress(WORDS)[:cut], limit=10_000)
