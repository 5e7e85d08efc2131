"""What the store's lists say, worked out from everything that is read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from readout.model import (
    Article,
    ArticleId,
    CaptureId,
    Cast,
    CopyGroup,
    Dispute,
    Event,
    Statement,
    Story,
    Told,
    Voices,
    minted_story,
    minted_thread,
)
from readout.store import tables

#: A change in what the lists or the glances say raises this.
MADE_BY = "lists/2"
#: What is undated stands last.
UNDATED = "9999"
Row = tuple[object, ...]


def listed(
    *,
    numbers: Mapping[CaptureId, int],
    arrived: Mapping[CaptureId, str],
    articles: Sequence[Article],
    statements: Sequence[Statement],
    cast: Cast,
    told: Told,
    copies: Iterable[CopyGroup],
    events: Iterable[Event],
    disputes: Iterable[Dispute],
) -> "tables.lists.Lists":
    """The lists over everything held; articles and statements as an edition has them, in its order."""
    by_id = {article.id: article for article in articles}
    spoken = list(numbered(statements, by_id, numbers))
    days = {number: _day(s, by_id[s.article_id]) for number, s in spoken}
    return tables.lists.Lists(
        articles=_articles(articles, told, numbers),
        statements=(
            (n, s.id, s.article_id, by_id[s.article_id].capture_id, s.act.value, days[n], _speaker(cast, s))
            for n, s in spoken
        ),
        voices=_voices(spoken, cast, days),
        stories=_stories(by_id, told, arrived),
        nouns=_nouns(copies, events, disputes),
        names=(
            (actor.id, name)
            for actor in cast.actors
            for name in {n.casefold() for n in (actor.name, *actor.names)}
        ),
    )


def numbered(
    statements: Iterable[Statement], articles: Mapping[ArticleId, Article], numbers: Mapping[CaptureId, int]
) -> Iterator[tuple[int, Statement]]:
    """The statements that stand in an article, each with its number."""
    places: dict[CaptureId, int] = defaultdict(int)
    for statement in statements:
        article = articles.get(statement.article_id)
        if article:
            place = places[article.capture_id]
            places[article.capture_id] += 1
            yield tables.lists.of_numbers(numbers, article.capture_id, place), statement


def _day(statement: Statement, article: Article) -> str:
    published = article.published
    iso = (statement.said and statement.said.iso) or (published and published.iso) or ""
    return iso[:10] or UNDATED


def _speaker(cast: Cast, statement: Statement) -> str | None:
    voices = cast.voices.get(statement.id)
    return voices.speaker if voices else None


def _articles(articles: Sequence[Article], told: Told, numbers: Mapping[CaptureId, int]) -> Iterator[Row]:
    story_of = {article: story.id for story in told.stories for article in story.articles}
    places: dict[CaptureId, int] = defaultdict(int)
    for article in articles:
        place = places[article.capture_id]
        places[article.capture_id] += 1
        yield (
            tables.lists.of_numbers(numbers, article.capture_id, place),
            article.id,
            article.capture_id,
            story_of.get(article.id),
            minted_story(article.id),
            article.outlet,
            article.language,
            ((article.published and article.published.iso) or "")[:10],
        )


def _voices(spoken: Iterable[tuple[int, Statement]], cast: Cast, days: Mapping[int, str]) -> Iterator[Row]:
    for number, statement in spoken:
        voices = cast.voices.get(statement.id, Voices())
        if voices.speaker:
            yield voices.speaker, "said", days[number], number
        for actor in {voices.target, voices.addressee} - {None, voices.speaker}:
            yield actor, "heard", days[number], number


def _stories(
    articles: Mapping[ArticleId, Article], told: Told, arrived: Mapping[CaptureId, str]
) -> Iterator[Row]:
    thread_of: dict[str, str] = {}
    for thread in told.threads:
        for story in thread.stories:
            thread_of.setdefault(story, thread.id)
    for one in told.stories:
        newest, size = _newest(one, articles, arrived)
        first = one.articles[0] if one.articles else ""
        yield one.id, newest, size, first, thread_of.get(one.id), minted_thread(one.id)


def _newest(
    story: Story, articles: Mapping[ArticleId, Article], arrived: Mapping[CaptureId, str]
) -> tuple[str, int]:
    """What `parts.newest_first` orders by."""
    mine = [articles[i] for i in story.articles if i in articles]
    dates = [a.published.iso for a in mine if a.published and a.published.iso]
    dates = dates or [arrived.get(a.capture_id, "") for a in mine]
    return max(dates, default=""), len(mine)


def _nouns(
    copies: Iterable[CopyGroup], events: Iterable[Event], disputes: Iterable[Dispute]
) -> Iterator[Row]:
    for group in copies:
        for article in group.articles:
            yield "copies", article, group.id
    for event in events:
        for telling in event.tellings:
            yield "events", telling.article_id, event.id
    for dispute in disputes:
        for side in dispute.sides:
            for statement in side.statements:
                yield "disputes", statement, dispute.id
