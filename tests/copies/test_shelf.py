"""One article is placed at a time, and the groups are those of all at once."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsroom
from readout.copies import CopyShelf, group_copies
from readout.copies.parts import Shared, cuts, split
from readout.model import ArticleId

RNG = random.Random(11)


def text(length: int) -> str:
    return " ".join(f"word{RNG.randrange(4000)}" for _ in range(length))


ONE, TWO = text(300), text(300)
TEXTS = {
    "one": ONE,
    "cut": ONE[:700],
    "end": ONE[-700:],
    "two": TWO,
    "mixture": ONE[:1000] + " " + TWO[-1000:],
    "two again": TWO + " as told",
    "other": text(200),
}
ARTICLES = [replace(newsroom.article(words), id=ArticleId(name)) for name, words in TEXTS.items()]
HELD = {newsroom.capture(words).id: words for words in TEXTS.values()}
ALL = group_copies(ARTICLES, HELD)


def shelf_of(articles) -> CopyShelf:
    shelf = CopyShelf()
    for article in articles:
        shelf.add(article, HELD[article.capture_id])
    return shelf


@settings(deadline=None, max_examples=40)
@given(st.permutations(ARTICLES))
def test_the_order_of_arrival_changes_nothing(order):
    assert shelf_of(order).groups() == ALL


def test_an_article_that_comes_twice_is_there_once():
    assert shelf_of([*ARTICLES, *ARTICLES]).groups() == ALL


@pytest.mark.parametrize("gone", TEXTS)
def test_what_is_taken_out_leaves_the_groups_of_the_others(gone):
    shelf = shelf_of(ARTICLES)
    shelf.drop([ArticleId(gone)])
    assert shelf.groups() == group_copies([a for a in ARTICLES if a.id != gone], HELD)


def test_what_is_kept_can_be_held_again_and_grown():
    first, rest = ARTICLES[:4], ARTICLES[4:]
    before = shelf_of(first)
    again = CopyShelf()
    again.restore((i, before.kept(i)) for i in before)
    assert again.groups() == before.groups()
    for article in rest:
        again.add(article, HELD[article.capture_id])
    assert again.groups() == ALL


def test_the_agency_is_the_one_that_most_copies_credit():
    credited = [replace(a, credit="Nordwire") if a.id in {"one", "cut"} else a for a in ARTICLES]
    (group,) = [g for g in group_copies(credited, HELD) if "cut" in g.articles]
    assert group.agency == "Nordwire"
    assert any("Nordwire, credited by 2 of" in reason.detail for reason in group.reasons)


def test_credits_that_disagree_name_no_agency():
    one, cut = (replace(a, credit=a.id.title()) for a in ARTICLES[:2])
    (group,) = group_copies([one, cut], HELD)
    assert group.agency is None
    assert group.reasons[-1].detail == "credits differ: Cut and One"


def edges_of(*pairs, of_first=0.5):
    edges = {}
    for one, other in pairs:
        edges.setdefault(one, {})[other] = Shared(0.5, of_first, 9)
        edges.setdefault(other, {})[one] = Shared(0.5, of_first, 9)
    return edges


def test_a_chain_falls_apart_without_its_middle_and_a_ring_does_not():
    assert cuts(edges_of("ab", "bc"), set("abc")) == {"b"}
    assert cuts(edges_of("ab", "bc", "ca"), set("abc")) == set()
    assert cuts(edges_of("ab", "ac", "ad"), set("abcd")) == {"a"}


def test_cuts_that_lie_inside_their_middle_stay_together():
    assert split(edges_of("ab", "bc", of_first=0.9), set("abc"), 0.75) == [set("abc")]
    assert sorted(map(sorted, split(edges_of("ab", "bc"), set("abc"), 0.75))) == [["a", "b"], ["b", "c"]]
