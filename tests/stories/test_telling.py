"""One article touches what hangs together with it, and the rest stays as it was."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsroom
from eventwork import CABLE, CABLE_TOO, FIFTH, FILLER, FLOOD, MUSEUM, SIXTH
from readout.desk.shelves import Shelves
from readout.model import (
    ArticleId,
    Block,
    Cast,
    CopyGroup,
    CopyGroupId,
    Role,
    Span,
    minted_story,
    minted_thread,
)
from readout.stories import Telling, tell
from readout.stories.packed import from_bytes, pack, to_bytes
from readout.stories.regions import reached
from readout.stories.sketch import sketch

TEXTS = [CABLE, CABLE_TOO, FIFTH, SIXTH, FLOOD, MUSEUM, *FILLER]
HELD = {newsroom.capture(text).id: text for text in TEXTS}
ARTICLES = [replace(newsroom.article(text), id=ArticleId(f"a{number}")) for number, text in enumerate(TEXTS)]


def place(shelves, articles, judgements=()):
    return shelves.place(articles, HELD, Cast(), judgements)


@settings(deadline=None, max_examples=25)
@given(st.permutations(ARTICLES))
def test_one_at_a_time_in_any_order_is_all_at_once(order):
    shelves = Shelves()
    for count in range(1, len(order) + 1):
        placed = place(shelves, order[:count])
    assert placed.told == tell(ARTICLES, HELD, (), Cast())


def test_what_arrives_again_changes_nothing():
    shelves = Shelves()
    first = place(shelves, ARTICLES)
    again = place(shelves, ARTICLES)
    assert again.told == first.told
    assert (again.fresh, again.stories) == ((), frozenset())


@pytest.fixture
def never_anew(monkeypatch):
    """Articles are added to what is held, however few there are."""
    monkeypatch.setattr(Telling, "wants_weighing", lambda self, articles, new: not self.shelf.held)


@pytest.mark.usefixtures("never_anew")
def test_a_new_report_touches_its_own_story_and_no_other():
    shelves = Shelves()
    place(shelves, [a for a in ARTICLES if a.id != "a1"])
    placed = place(shelves, ARTICLES)
    (story,) = [s for s in placed.told.stories if "a1" in s.articles]
    assert story.articles == ("a0", "a1")
    assert placed.stories == {story.id}
    assert placed.fresh == ("a1",)


@pytest.mark.usefixtures("never_anew")
def test_what_is_taken_out_leaves_its_story():
    shelves = Shelves()
    place(shelves, ARTICLES)
    placed = place(shelves, [a for a in ARTICLES if a.id != "a0"])
    assert placed.gone == {"a0"}
    assert ("a1",) in [s.articles for s in placed.told.stories]
    assert all("a0" not in (link.a, link.b) for link in placed.told.links)


@pytest.mark.usefixtures("never_anew")
def test_shelves_that_were_kept_go_on_as_if_nobody_had_stopped():
    shelves = Shelves()
    before = place(shelves, ARTICLES[:7])
    again = Shelves()
    kept = shelves.kept([a.id for a in ARTICLES[:7]])
    again.restore(kept, before.told.stories, before.told.threads, shelves.telling.weighed_at, ())
    assert place(again, ARTICLES).told == place(shelves, ARTICLES).told


def test_ids_of_a_story_and_its_thread_come_from_the_earliest_article():
    told = tell(ARTICLES, HELD, (), Cast())
    (story,) = [s for s in told.stories if "a1" in s.articles]
    assert story.id == minted_story("a0")
    for thread in told.threads:
        assert thread.id == minted_thread(thread.stories[0])


def test_every_placement_has_a_reason_that_names_both_articles():
    told = tell(ARTICLES, HELD, (), Cast())
    for story in told.stories:
        for article in story.articles[1:]:
            assert any(article in reason.detail for reason in story.reasons)
    for thread in told.threads:
        members = {a for s in told.stories if s.id in thread.stories for a in s.articles}
        assert all(any(a in reason.detail for a in members) for reason in thread.reasons)


def test_a_mixture_of_two_texts_does_not_make_their_stories_one():
    groups = tuple(
        CopyGroup(id=CopyGroupId(name), articles=(ArticleId(name), ArticleId("a6")), of=None, reasons=())
        for name in ("a4", "a5")
    )
    told = tell(ARTICLES, HELD, groups, Cast())
    story = {a: s.id for s in told.stories for a in s.articles}
    assert story["a4"] != story["a5"]


def test_a_title_alone_finds_the_story_it_is_about():
    words = "Cable ship Alma Ridge held at Bergen over survey without a permit"
    title = replace(
        newsroom.article(words), id=ArticleId("t"), blocks=(Block(span=Span(0, len(words)), role=Role.TITLE),)
    )
    texts = HELD | {newsroom.capture(words).id: words}
    told = tell([*ARTICLES, title], texts, (), Cast())
    assert ("a0", "a1", "t") in [s.articles for s in told.stories]


def test_a_title_about_something_else_stays_alone():
    words = "Cable cars of Bergen carry more visitors than ever"
    title = replace(
        newsroom.article(words), id=ArticleId("t"), blocks=(Block(span=Span(0, len(words)), role=Role.TITLE),)
    )
    told = tell([*ARTICLES, title], HELD | {newsroom.capture(words).id: words}, (), Cast())
    assert ("t",) in [s.articles for s in told.stories]


def test_a_sketch_that_was_kept_comes_back_as_it_was():
    loose = pack(sketch(ARTICLES[0], CABLE, {"alma"}))
    again = from_bytes(loose.facts.id, to_bytes(loose))
    assert (again.facts, again.ends) == (loose.facts, loose.ends)
    for one, other in ((again.keys, loose.keys), (again.counts, loose.counts), (again.flags, loose.flags)):
        assert one.tolist() == other.tolist()


CHAIN = {n: [n - 1, n + 1] for n in range(1, 9)} | {0: [1], 9: [8]}


def test_a_change_reaches_everything_that_hangs_together():
    assert reached([4], CHAIN.get, lambda n: (), most=20) == set(range(10))
    assert reached([], CHAIN.get, lambda n: (), most=20) == set()


def test_where_too_much_hangs_together_it_reaches_what_is_near():
    assert reached([4], CHAIN.get, lambda n: (), most=3) == {3, 4, 5}
    assert reached([4], CHAIN.get, lambda n: [n, n + 5] if n < 5 else (), most=3) == {3, 4, 5, 8, 9}
