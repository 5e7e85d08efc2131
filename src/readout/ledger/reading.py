"""Articles and statements as the ledger reads them: who, about what, when, in which thread."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from readout.lang.ledger import concepts
from readout.lang.reading import sentence_spans
from readout.lang.terms import telling
from readout.lang.times import time_words
from readout.ledger.states import sides
from readout.model import (
    SURE,
    ActorId,
    Article,
    ArticleId,
    CaptureId,
    Cast,
    Span,
    Statement,
    StoryId,
    Told,
    Voices,
)
from readout.text.times import expressions, looks_ahead, resolve

Texts = Mapping[CaptureId, str]
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-’'][^\W_]+)*")
#: What is longer is a list, or damage, and is not read.
LONG = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A statement with who makes it, what it is about, and where it stands in time."""

    statement: Statement
    article: Article
    actor: ActorId | None
    #: The state that the speaker is of. None: not known.
    side: str | None
    terms: frozenset[str]
    #: The day it was said, else the day of the article, as ISO. None: not known.
    day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence in which an article reports."""

    article: Article
    span: Span
    text: str
    #: Whether it is the title.
    title: bool


@dataclass(slots=True, kw_only=True)
class Readings:
    """Everything that the ledger looks up. Cost: linear in what it is made of."""

    articles: Mapping[ArticleId, Article]
    texts: Texts
    heard: Sequence[Heard]
    cast: Cast
    names: Mapping[ActorId, str]
    side_of: Mapping[ActorId, str]
    story_of: Mapping[ArticleId, StoryId]
    thread_of: Mapping[StoryId, str]
    #: Of an article without a date: the last day that its page tells of as past. Absent: none.
    not_before: Mapping[ArticleId, str]
    arrived: Mapping[ArticleId, int]
    of: dict[ArticleId, list[Heard]] = field(default_factory=lambda: defaultdict(list))
    in_thread: dict[str, list[Heard]] = field(default_factory=lambda: defaultdict(list))

    def thread(self, article_id: ArticleId) -> str:
        """The thread of an article, or its story where that is in none, or itself."""
        story = self.story_of.get(article_id)
        return self.thread_of.get(story, story) if story else str(article_id)

    def order(self, heard: Heard) -> tuple[str, int, int]:
        """Where it stands in time; what has no day stands behind the days that its page knows as past.

        Among statements without a day the order is that of arrival, and shows nothing.
        """
        day = heard.day or "9999"
        return day, self.arrived[heard.article.id], heard.statement.passage.span.start

    def later(self, one: Heard, other: Heard) -> bool:
        """Whether the passages show that `other` was said after `one`."""
        return self.behind(one.day, other.day, one.article.id, other.article.id)

    def behind(self, day: str | None, then: str | None, article: ArticleId, other: ArticleId) -> bool:
        """Whether one day is known to lie before another, or before what the other's page knows as past."""
        if day and then:
            return day < then
        bound = self.not_before.get(other)
        return bool(article != other and day and bound and not then and _reaches(bound, day))


def _reaches(bound: str, day: str) -> bool:
    """Whether an article that tells of `bound` as past was written after a day.

    Whoever gives a year alone writes in a later one, so a year is behind all of its days.
    """
    return bound >= day or (len(bound) == 4 and day.startswith(bound))


def readings(
    articles: Sequence[Article],
    texts: Texts,
    statements: Sequence[Statement],
    cast: Cast,
    told: Told,
) -> Readings:
    by_id = {article.id: article for article in articles}
    side_of = sides(cast)
    story_of = {a: story.id for story in told.stories for a in story.articles}
    made = Readings(
        articles=by_id,
        texts=texts,
        heard=[_heard(s, by_id[s.article_id], cast, side_of) for s in statements if s.article_id in by_id],
        cast=cast,
        names={actor.id: actor.name for actor in cast.actors},
        side_of=side_of,
        story_of=story_of,
        thread_of={story: thread.id for thread in told.threads for story in thread.stories},
        not_before=_bounds(articles, texts),
        arrived={article.id: place for place, article in enumerate(articles)},
    )
    for heard in made.heard:
        made.of[heard.article.id].append(heard)
        made.in_thread[made.thread(heard.article.id)].append(heard)
    return made


def _heard(statement: Statement, article: Article, cast: Cast, side_of: Mapping[ActorId, str]) -> Heard:
    voices = cast.voices.get(statement.id, Voices())
    actor = voices.speaker if statement.confidence >= SURE else None
    words = statement.content.exact
    said = statement.said.iso if statement.said else None
    published = article.published.iso if article.published else None
    return Heard(
        statement=statement,
        article=article,
        actor=actor,
        side=side_of.get(actor) if actor else None,
        terms=terms(words, article.language),
        day=(said or published or "")[:10] or None,
    )


@lru_cache(maxsize=50_000)
def terms(words: str, language: str) -> frozenset[str]:
    """What some words are about, cut to their beginnings."""
    return frozenset(telling(words, language))


@lru_cache(maxsize=50_000)
def concepts_in(words: str, language: str) -> frozenset[str]:
    """What some words are about, under names that are the same in every language."""
    found = [match.group() for match in _WORD.finditer(words)]
    return frozenset(concept for _, concept in concepts(language.partition("-")[0]).find(found))


def _bounds(articles: Sequence[Article], texts: Texts) -> dict[ArticleId, str]:
    """Of each article without a date: the latest day that its page writes out as past.

    A page is put together at one time: what any of its articles knows as past, the page does.
    """
    undated = [a for a in articles if not (a.published and a.published.iso)]
    captures = {article.capture_id for article in undated}
    latest: dict[CaptureId, str] = {}
    for article in articles:
        if article.capture_id not in captures:
            continue
        for iso in _past_days(article, texts[article.capture_id]):
            latest[article.capture_id] = max(latest.get(article.capture_id, ""), iso)
    return {a.id: latest[a.capture_id] for a in undated if a.capture_id in latest}


def _past_days(article: Article, text: str) -> Iterator[str]:
    words = time_words(article.language)
    for sentence in sentences_of(article, text):
        span = sentence.span
        if sentence.title:
            continue
        for found in expressions(text, words, span.start, span.end):
            days = resolve(found, None, ahead=False) if found.whole else None
            back = words.back and words.back.search(text, span.start, span.end)
            if days and back and not looks_ahead(text, span, found.span, words):
                yield days.iso[:10]


def sentences_of(article: Article, text: str) -> Iterator[Sentence]:
    """The title and the sentences in which an article reports, in order."""
    if article.title:
        yield Sentence(article=article, span=article.title.span, text=article.title.exact, title=True)
    for block in article.reporting():
        for span in sentence_spans(text, block.span, article.language):
            if len(span) <= LONG:
                yield Sentence(article=article, span=span, text=span.of(text), title=False)
