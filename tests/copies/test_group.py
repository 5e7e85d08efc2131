"""Copy groups do not depend on order, and say which article is nearest the original."""

import itertools
from dataclasses import replace

import newsroom
from readout.copies import group_copies
from readout.model import ArticleId, Basis, When

WIRE = " ".join(f"alpha{n} beta{n} gamma{n}" for n in range(30))
OTHER = " ".join(f"delta{n} epsilon{n} zeta{n}" for n in range(30))


def newsroom_of(*texts: str, **fields):
    articles = [
        replace(newsroom.article(text), id=ArticleId(f"a{number}")) for number, text in enumerate(texts)
    ]
    held = {newsroom.capture(text).id: text for text in texts}
    return articles, held


def test_two_cuts_of_one_text_are_one_group_named_after_the_fullest():
    articles, texts = newsroom_of(WIRE, WIRE[: len(WIRE) // 3], WIRE[len(WIRE) // 2 :], OTHER)
    (group,) = group_copies(articles, texts)
    assert group.articles == ("a0", "a1", "a2")
    assert group.of == "a0"
    assert [reason.name for reason in group.reasons] == ["shared text", "fullest text"]


def test_the_order_of_articles_changes_nothing():
    articles, texts = newsroom_of(WIRE, WIRE[: len(WIRE) // 3], OTHER, OTHER[:200])
    groups = {group_copies(order, texts) for order in itertools.permutations(articles)}
    assert len(groups) == 1


def test_a_mixture_of_two_texts_stands_in_both_groups():
    mixed = WIRE[: len(WIRE) // 2] + " " + OTHER[len(OTHER) // 2 :]
    articles, texts = newsroom_of(WIRE, OTHER, mixed)
    assert [group.articles for group in group_copies(articles, texts)] in (
        [("a0", "a2"), ("a1", "a2")],
        [("a1", "a2"), ("a0", "a2")],
    )


def test_the_earliest_is_nearest_the_original_and_an_agency_page_is_nearer():
    articles, texts = newsroom_of(WIRE + " end", WIRE + " stop")
    times = ["2026-03-02T10:00:00+00:00", "2026-03-02T09:00:00+00:00"]
    dated = [
        replace(a, published=When(iso=t, as_written=None, basis=Basis.METADATA))
        for a, t in zip(articles, times, strict=True)
    ]
    assert group_copies(dated, texts)[0].of == "a1"
    agency = replace(dated[0], outlet="Agency", credit="Agency")
    assert group_copies([agency, dated[1]], texts)[0].of == "a0"


def test_nothing_tells_the_original_of_equal_undated_texts():
    articles, texts = newsroom_of(WIRE + " end", WIRE + " stop")
    (group,) = group_copies(articles, texts)
    assert group.of is None
    assert group.reasons[-1].name == "original unknown"
