from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from newsroom import article, capture
from readout.events import find_events
from readout.events.find import tellings
from readout.model import ArticleId, Basis, Cast, EventStatus, Story, StoryId, Told, When, event_of
from readout.model.event import SURENESS


def lines(*texts, days=None):
    """The events of articles of one story."""
    articles, by_capture = [], {}
    for n, text in enumerate(texts):
        published = When(iso=(days or {}).get(n, "2026-03-11"), as_written=None, basis=Basis.METADATA)
        articles.append(replace(article(text), id=ArticleId(f"a{n}"), published=published))
        by_capture[capture(text).id] = text
    ids = tuple(a.id for a in articles)
    told = Told(stories=(Story(id=StoryId("s"), title="", articles=ids),))
    return find_events(articles, by_capture, [], Cast(), told)


def test_one_event_that_two_articles_tell_is_one_line_with_both_passages():
    [event] = lines(
        "Norway released the cable ship Alma Ridge on Tuesday after nine days.",
        "On Tuesday Norway released the Portuguese cable ship Alma Ridge from Bergen.",
    )
    assert event.when.iso == "2026-03-10"
    assert {t.article_id for t in event.tellings} == {"a0", "a1"}
    assert len(event.passages) == 2


def test_two_days_are_two_events():
    found = lines("Norway released the cable ship on Tuesday.", "Norway released the cable ship on Monday.")
    assert [event.when.iso for event in found] == ["2026-03-09", "2026-03-10"]


def test_two_events_of_one_sentence_stay_two():
    found = lines(
        "The minister will travel to Oslo on Friday and meet the cable ship’s owner in Bergen on Saturday."
    )
    assert [event.when.iso for event in found] == ["2026-03-13", "2026-03-14"]


def telling(status):
    [found] = tellings(article("Norway released the ship."), "Norway released the ship.", [])
    return replace(found, status=status)


@given(
    st.permutations(list(SURENESS)).flatmap(lambda s: st.lists(st.sampled_from(s), min_size=1, max_size=4))
)
def test_a_line_is_never_surer_than_its_least_sure_telling(statuses):
    status = event_of(telling(s) for s in statuses).status
    assert status is event_of(telling(s) for s in reversed(statuses)).status
    unsure = {EventStatus.DENIED, EventStatus.ALLEGED, EventStatus.REPORTED} & set(statuses)
    if unsure:
        assert SURENESS.index(status) <= min(SURENESS.index(s) for s in unsure)


def test_what_was_announced_and_is_told_as_done_is_done():
    status = event_of([telling(EventStatus.PLANNED), telling(EventStatus.HAPPENED)]).status
    assert status is EventStatus.HAPPENED
