"""Groups by average likeness do not depend on order, and decisions outrank it."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from readout.stories.cluster import cluster, parts


def pair(a, b):
    return frozenset((a, b))


LIKE = {pair("a", "b"): 0.9, pair("b", "c"): 0.6, pair("c", "d"): 0.8}


def test_near_ones_join_and_far_ones_stay_apart():
    assert cluster("abcd", LIKE) == [("a", "b"), ("c", "d")]


def test_a_decision_joins_what_nothing_likens():
    assert ("a", "e") in [g[:2] for g in cluster("ae", {}, same=[pair("a", "e")])]


def test_a_no_outranks_any_score():
    assert cluster("ab", LIKE, different=[pair("a", "b")]) == [("a",), ("b",)]


def test_a_no_holds_for_the_groups_around_it():
    like = {pair("a", "b"): 0.9, pair("b", "c"): 0.9, pair("a", "c"): 0.9}
    groups = cluster("abc", like, different=[pair("a", "c")])
    assert not any({"a", "c"} <= set(group) for group in groups)


@given(st.dictionaries(st.sampled_from([pair(*p) for p in itertools.combinations("abcdef", 2)]),
                       st.floats(0, 1)), st.permutations("abcdef"))  # fmt: skip
def test_the_order_of_keys_changes_nothing(like, order):
    assert cluster(order, like) == cluster("abcdef", like)


def test_parts_are_what_hangs_together():
    assert parts([pair("a", "b"), pair("b", "c"), pair("x", "y")]) == [{"a", "b", "c"}, {"x", "y"}]
