"""What happened, told once: stories, links and threads of small newsrooms."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime

import newsroom
from eventwork import CABLE, CABLE_RU, CABLE_TOO, FIFTH, FILLER, FLOOD, MUSEUM, SIXTH
from readout.model import (
    ArticleId,
    Basis,
    Cast,
    CopyGroup,
    CopyGroupId,
    Judgement,
    Passage,
    Relation,
    Span,
    Verdict,
    When,
)
from readout.stories import tell


def tell_of(*texts, judgements=(), copies=(), cast=None, languages=None):
    languages = languages or {}
    articles = [
        replace(newsroom.article(text, language=languages.get(text, "en")), id=ArticleId(f"a{n}"))
        for n, text in enumerate(texts)
    ]
    held = {newsroom.capture(text).id: text for text in texts}
    return tell(articles, held, copies, cast or Cast(), judgements), articles, held


def stories(told):
    return sorted(tuple(sorted(story.articles)) for story in told.stories)


def test_two_reports_of_one_event_are_one_story_with_a_reason():
    told, *_ = tell_of(CABLE, CABLE_TOO, FLOOD, MUSEUM, *FILLER)
    assert ("a0", "a1") in stories(told)
    (story,) = [s for s in told.stories if len(s.articles) == 2]
    assert "Alma" in story.reasons[0].detail or "Ridge" in story.reasons[0].detail


def test_the_fifth_of_a_row_is_not_the_sixth():
    told, *_ = tell_of(FIFTH, SIXTH, FLOOD, MUSEUM, *FILLER)
    assert ("a0",) in stories(told)
    assert any({link.a, link.b} == {"a0", "a1"} for link in told.links)


def test_an_event_told_in_two_languages_is_linked():
    told, *_ = tell_of(CABLE, CABLE_RU, FLOOD, MUSEUM, *FILLER, languages={CABLE_RU: "ru"})
    (link,) = [link for link in told.links if {link.a, link.b} == {"a0", "a1"}]
    assert link.relation is Relation.SHARED_EVENT


def test_articles_with_nothing_in_common_are_not_linked():
    told, *_ = tell_of(CABLE, FLOOD, MUSEUM, *FILLER)
    assert told.links == ()
    assert len(told.stories) == 6


def test_every_article_is_in_exactly_one_story_whatever_the_order():
    _, articles, held = tell_of(CABLE, CABLE_TOO, FIFTH, SIXTH)
    results = {tell(order, held, (), Cast()) for order in itertools.permutations(articles)}
    assert len({(r.stories, r.links, r.threads) for r in results}) == 1
    (told,) = results
    assert sorted(a for s in told.stories for a in s.articles) == ["a0", "a1", "a2", "a3"]


def judgement(one, other, verdict):
    def whole(text):
        return Passage(capture_id=newsroom.capture(text).id, span=Span(0, len(text)), exact=text)

    at = datetime(2026, 3, 1, tzinfo=UTC)
    return Judgement(one=whole(one), other=whole(other), verdict=verdict, by="reader", at=at)


def test_a_person_can_part_a_story_and_join_two():
    parted, *_ = tell_of(
        CABLE, CABLE_TOO, FLOOD, MUSEUM, *FILLER, judgements=[judgement(CABLE, CABLE_TOO, Verdict.DIFFERENT)]
    )
    assert ("a0",) in stories(parted)
    joined, *_ = tell_of(CABLE, FLOOD, MUSEUM, judgements=[judgement(CABLE, FLOOD, Verdict.SAME)])
    assert ("a0", "a1") in stories(joined)


def test_copies_are_one_story_and_linked_as_copies():
    group = CopyGroup(
        id=CopyGroupId("g"), articles=(ArticleId("a0"), ArticleId("a1")), of=ArticleId("a1"), reasons=()
    )
    told, *_ = tell_of(FLOOD, MUSEUM, CABLE, copies=[group])
    assert ("a0", "a1") in stories(told)
    assert next((link.a, link.b, link.relation) for link in told.links) == ("a1", "a0", Relation.SAME_TEXT)


def test_no_articles_are_no_stories():
    assert tell((), {}, (), Cast()).stories == ()


def test_a_date_known_only_to_the_month_stops_nothing():
    _, articles, held = tell_of(CABLE, CABLE_TOO, FLOOD)
    when = When(iso="2026-03", as_written=None, basis=Basis.METADATA)
    told = tell([replace(a, published=when) for a in articles], held, (), Cast())
    assert len(told.stories) >= 2


def test_months_apart_is_another_event():
    _, articles, held = tell_of(CABLE, CABLE_TOO, FLOOD, MUSEUM, *FILLER)
    times = ["2026-03-02", "2026-06-09"]
    dated = [
        replace(a, published=When(iso=iso, as_written=None, basis=Basis.METADATA))
        for a, iso in zip(articles, times, strict=False)
    ]
    told = tell([*dated, *articles[2:]], held, (), Cast())
    assert ("a0",) in stories(told)
