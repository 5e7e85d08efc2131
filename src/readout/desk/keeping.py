"""What pages and doors show over everything held, worked out when the ledger is and kept for them.

What is open and which quotations stand beside each other are what the ledger finds; the rest are orders.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from readout.desk.issues import index_issues
from readout.desk.lists import Row
from readout.desk.lists import numbered as placed
from readout.desk.numbers import numbered
from readout.desk.steps import as_read
from readout.formats.items import LONG_AGO, moment
from readout.formats.ledger import measure_groups, quote_rows
from readout.model import Article, ArticleId, CaptureId, Compared, Edition, Passage, When
from readout.store import tables

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: A change in what is kept here raises this.
MADE_BY = "shown/1"
#: What times are counted from, and in what.
EPOCH, TICK = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
#: Of a capture: the first address, when it came first, when it was said to be captured.
Arrived = Mapping[CaptureId, tuple[str, datetime, datetime | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Everything held, as the ledger reads it."""

    #: Articles as they are; the edition has them as the steps are given them.
    articles: Sequence[Article]
    edition: Edition
    texts: Mapping[CaptureId, str]

    @classmethod
    def of(cls, whole: Edition) -> "Kept":
        articles = tuple(as_read(article) for article in whole.articles)
        texts = {capture.id: capture.text for capture in whole.captures}
        return cls(articles=whole.articles, edition=replace(whole, articles=articles), texts=texts)


def keep(db: "Connection", kept: Kept) -> None:
    """Write what is shown over everything, beside what it rests on: in the same transaction."""
    from readout.ledger import compare_quotes, find_open

    e = kept.edition
    parts = (e.articles, kept.texts, e.statements, e.cast, e.told)
    opened = find_open(*parts, e.disputes, e.events, e.changes)
    quotes = compare_quotes(*parts, e.copies, e.versions)
    if tables.ledger.opened.all(db) != opened:
        tables.ledger.opened.replace(db, opened, MADE_BY)
    if tables.ledger.quotes.all(db) != quotes:
        tables.ledger.quotes.replace(db, quotes, MADE_BY)
    numbers, arrived = tables.lists.numbers(db), tables.shown.arrivals(db)
    times = {article.id: _changed(article, arrived) for article in kept.articles}
    shown = tables.shown.Shown(
        entries=_entries(kept.articles, numbers, arrived, times),
        said=_said(e, numbers),
        actors=_actors(e),
        rows=[*_measures(e), *_quotes(quotes), *_steps(e, numbers)],
        told=_told(e, times),
    )
    tables.shown.replace(db, shown, MADE_BY)
    if tables.words.can_search(db):
        index_issues(db, numbers, e, MADE_BY)


def ticks(at: datetime) -> int:
    """A time in millionths of a second since 1970."""
    return (at - EPOCH) // TICK


def _time(when: When | None) -> datetime | None:
    """None: nothing is said, or no calendar has it."""
    if when is None or not when.iso:
        return None
    try:
        return moment(when.iso).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _changed(article: Article, arrived: Arrived) -> tuple[bool, int]:
    """Whether it says when it was changed or published, and when; else when it came."""
    at = _time(article.updated or article.published)
    return (True, ticks(at)) if at else (False, ticks(arrived[article.capture_id][1]))


def _entries(
    articles: Sequence[Article],
    numbers: Mapping[CaptureId, int],
    arrived: Arrived,
    times: Mapping[ArticleId, tuple[bool, int]],
) -> Iterator[Row]:
    places: Counter[CaptureId] = Counter()
    place_of = {}
    for article in articles:
        place_of[article.id] = tables.lists.of_numbers(
            numbers, article.capture_id, places[article.capture_id]
        )
        places[article.capture_id] += 1
    for number, article in numbered(articles):
        _, came, said = arrived[article.capture_id]
        span, anchor = article.span, article.title.span if article.title else article.blocks[0].span
        yield (
            number,
            article.id,
            place_of[article.id],
            article.capture_id,
            span.start,
            span.end,
            anchor.start,
            anchor.end,
            article.entry.feed if article.entry else "",
            article.outlet,
            article.language,
            (article.published and article.published.iso) or "",
            ticks(_time(article.published) or said or came),
            ticks(came),
            times[article.id][1],
        )


def _said(edition: Edition, numbers: Mapping[CaptureId, int]) -> Iterator[Row]:
    by_id = {article.id: article for article in edition.articles}
    for number, statement in placed(edition.statements, by_id, numbers):
        published = by_id[statement.article_id].published
        yield number, (published and published.iso) or "", statement.passage.span.start


def _actors(edition: Edition) -> Iterator[Row]:
    said = Counter(voices.speaker for voices in edition.cast.voices.values() if voices.speaker)
    for position, actor in enumerate(edition.cast.actors):
        yield actor.id, -said[actor.id], actor.name, position


def _measures(edition: Edition) -> Iterator[Row]:
    positions = {id(measure): position for position, measure in enumerate(edition.measures)}
    for row, group in enumerate(measure_groups(edition)):
        for place, measure in enumerate(group):
            yield tables.shown.MEASURES, row, place, positions[id(measure)], measure.id


def _quotes(quotes: Sequence[Compared]) -> Iterator[Row]:
    positions = {id(one): position for position, one in enumerate(quotes)}
    for row, one in enumerate(quote_rows(quotes)):
        yield tables.shown.QUOTES, row, 0, positions[id(one)], one.likeness.value


def _steps(edition: Edition, numbers: Mapping[CaptureId, int]) -> Iterator[Row]:
    """The statements at which the steps of each change stand."""
    sought = {step.passage for change in edition.changes for step in change.steps}
    by_id = {article.id: article for article in edition.articles}
    at: dict[Passage, list[int]] = {}
    for number, statement in placed(edition.statements, by_id, numbers):
        if statement.passage in sought:
            at.setdefault(statement.passage, []).append(number)
    for row, change in enumerate(edition.changes):
        found = (number for step in change.steps for number in at.get(step.passage, ()))
        for place, number in enumerate(dict.fromkeys(found)):
            yield tables.shown.STEPS, row, place, row, str(number)


def _told(edition: Edition, times: Mapping[ArticleId, tuple[bool, int]]) -> Iterator[Row]:
    """When stories and disputes were told last: by the articles that say when, if one does."""

    def latest(articles: Iterable[ArticleId]) -> int:
        held = [times[i] for i in articles if i in times]
        dated = [at for says, at in held if says]
        return max(dated or (at for _, at in held), default=ticks(LONG_AGO))

    for story in edition.told.stories:
        yield tables.shown.STORIES, story.id, latest(story.articles)
    in_capture: dict[CaptureId, list[ArticleId]] = {}
    for article in edition.articles:
        in_capture.setdefault(article.capture_id, []).append(article.id)
    for dispute in edition.disputes:
        captures = {passage.capture_id for side in dispute.sides for passage in side.passages}
        articles = [i for capture in captures for i in in_capture.get(capture, ())]
        yield tables.shown.DISPUTES, dispute.id, latest(articles)
