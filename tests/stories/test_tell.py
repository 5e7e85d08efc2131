"""What happened, told once: stories, links and threads of small newsrooms."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime

import newsroom
from readout.model import ArticleId, Cast, CopyGroup, CopyGroupId, Judgement, Passage, Relation, Span, Verdict
from readout.stories import tell

CABLE = (
    "Norway is holding the cable ship Alma Ridge at Bergen after inspectors found a survey without a permit. "
    "The coast guard boarded the ship on Sunday and took its recorders ashore."
)
CABLE_TOO = (
    "The cable ship Alma Ridge was stopped at Bergen because inspectors found a survey without a permit. "
    "Its recorders were taken ashore by the coast guard, officials in Norway said."
)
CABLE_RU = (
    "Норвегия задержала в Бергене судно Alma Ridge. Береговая охрана Норвегии взяла бортовые самописцы."
)
FIFTH = (
    "Estonia agreed the fifth package of port fees with Latvia in Riga. Ships will pay for shore power there."
)
SIXTH = (
    "Estonia put the sixth package of port fees into effect with Latvia. Ships will pay more for shore power."
)
FLOOD = "Heavy rain flooded the lower streets of Valparaiso and closed two schools near the river."
MUSEUM = "A museum of clocks opened in a former bakery, and the mayor wound the first one himself."
FILLER = [
    "Bakers in Lyon want cheaper flour and asked the prefect for help this winter.",
    "The orchestra of Graz found a lost quartet in its cellar and will play it in spring.",
    "Fishermen off Madeira caught fewer tuna than in any season since records began.",
]


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
