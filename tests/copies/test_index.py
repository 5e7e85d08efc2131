"""The index finds cut, merged and edited texts, and leaves shared quotations alone."""

import random

import pytest

from readout.copies.index import CopyIndex

rng = random.Random(7)
VOCABULARY = [f"word{n}" for n in range(900)]


def text(length: int) -> list[str]:
    return [rng.choice(VOCABULARY) for _ in range(length)]


LONG, OTHER, SHORT = text(600), text(500), text(40)
EDITS = {
    "the same": (LONG, LONG),
    "cut to a third": (LONG, LONG[:200]),
    "a stretch from the middle": (LONG, LONG[300:420]),
    "half of each": (LONG, LONG[:300] + OTHER[250:]),
    "a local paragraph added": (LONG, LONG[:200] + OTHER[:90] + LONG[200:]),
    "another title and lead": (LONG, OTHER[:15] + LONG[15:]),
    "a short text, twice": (SHORT, SHORT),
    "a short text inside a long one": (LONG[:100] + SHORT + LONG[100:], SHORT),
    "one word in ten changed": (LONG, [w if n % 10 else "changed" for n, w in enumerate(LONG)]),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_found_whichever_comes_first(name):
    one, other = EDITS[name]
    for first, second in ((one, other), (other, one)):
        index = CopyIndex()
        assert index.add(first) == ()
        assert [match.key for match in index.add(second)] == [0]


def test_a_shared_quotation_does_not_make_a_copy():
    quotation = text(18)
    index = CopyIndex()
    index.add(LONG + quotation)
    assert index.add(OTHER[:90] + quotation) == ()


def test_texts_of_a_few_words_are_like_nothing():
    index = CopyIndex()
    index.add(["no", "comments", "yet", "so", "far"])
    assert index.add(["no", "comments", "yet", "so", "far"]) == ()
    assert index.add([]) == ()


def test_a_crowd_of_copies_is_still_found():
    index = CopyIndex()
    for _ in range(100):
        index.add(SHORT)
    assert index.add(SHORT)[0].key == 0
