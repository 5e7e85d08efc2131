"""Keys are numbered in the order in which they come, however many there are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from readout.text.places import NONE, Places, grown


def keys(*values):
    return np.array(values, dtype=np.uint64)


def test_keys_have_numbers_and_numbers_have_keys():
    places = Places()
    assert places.add(keys(7, 2**63, 0)).tolist() == [0, 1, 2]
    assert places.add(keys(5, 7)).tolist() == [3, 0]
    assert places.find(keys(0, 9, 2**63)).tolist() == [2, NONE, 1]
    assert places.keys(np.array([1, 3], dtype=np.int32)).tolist() == [2**63, 5]
    assert len(places) == 4


@given(st.lists(st.sets(st.integers(0, 2**64 - 1), max_size=40), max_size=20))
def test_the_numbers_are_those_of_a_dictionary(batches):
    places, plain = Places(), {}
    for batch in map(sorted, batches):
        expected = [plain.setdefault(key, len(plain)) for key in batch]
        assert places.add(keys(*batch)).tolist() == expected


def test_growing_keeps_every_number():
    places = Places()
    many = np.arange(0, 3 * 50_000, 3, dtype=np.uint64)
    for at in range(0, len(many), 700):
        # Old and new keys together, while the table grows.
        places.add(many[max(0, at - 350) : at + 700])
    assert places.find(many).tolist() == list(range(50_000))


def test_a_grown_array_begins_with_the_old_one():
    longer = grown(np.array([4, 5], dtype=np.int32), 9, fill=-1)
    assert longer[:3].tolist() == [4, 5, -1]
    assert len(longer) >= 9
