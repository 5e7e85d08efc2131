"""Copies corroborate nothing: counts are of independent texts."""

import pytest

from readout.formats.originals import counted, originals
from readout.model import ArticleId, CopyGroup, CopyGroupId


def group(name, *articles):
    ids = tuple(map(ArticleId, articles))
    return CopyGroup(id=CopyGroupId(name), articles=ids, of=None, reasons=())


CASES = {
    "no copies": ("abc", [], 3),
    "one text three times": ("abc", [group("g", *"abc")], 1),
    "a copy and two others": ("abcd", [group("g", *"ab")], 3),
    "two texts": ("abcd", [group("g", *"ab"), group("h", *"cd")], 2),
    "a mixture of two texts adds none": ("abm", [group("g", *"am"), group("h", *"bm")], 2),
    "a mixture alone": ("m", [group("g", *"am"), group("h", *"bm")], 1),
    "copies outside do not count": ("a", [group("g", *"abc")], 1),
    "nothing": ("", [group("g", *"abc")], 0),
}


@pytest.mark.parametrize("name", CASES)
def test_originals(name):
    articles, copies, expected = CASES[name]
    assert originals([ArticleId(a) for a in articles], copies) == expected


def test_originals_are_named_where_they_are_fewer():
    assert counted(1, 1) == "1 article"
    assert counted(3, 3) == "3 articles"
    assert counted(3, 1) == "3 articles, 1 original"
    assert counted(4, 2) == "4 articles, 2 originals"
