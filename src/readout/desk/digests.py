"""Digests: which articles are fresh, what the digest is about, and when the last one was made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from readout import briefs
from readout.briefs.digest import SIZE
from readout.desk.clock import Clock
from readout.desk.steps import Texts
from readout.formats.originals import originals
from readout.model import Article, ArticleId, Digest, DigestMade, Edition, Subscription
from readout.store import Store, tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a digest is to hold."""

    #: Its own memory of when it was made last.
    name: str = ""
    #: Only what came after this. None: since the last of this name, else everything.
    since: datetime | None = None
    #: Only what was published, or else came in, on this day (UTC).
    day: date | None = None
    #: Words that all stand in the story's articles.
    topic: str = ""
    #: The address of a feed, or the name of a folder of feeds.
    feeds: str = ""
    size: int = SIZE


@dataclass(frozen=True, slots=True, kw_only=True)
class Digested:
    """A digest with what it points at."""

    digest: Digest
    edition: Edition


class Digests:
    """Makes digests over an edition, and remembers those that were made."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def make(self, edition: Edition, wanted: Wanted) -> Digested:
        """A digest of what is wanted. It is not remembered: `made` does that."""
        until = self._clock()
        since = wanted.since
        if since is None and wanted.name and wanted.day is None:
            with self._store.reading() as db:
                since = tables.digests.last(db, wanted.name)
        with self._store.reading() as db:
            subscriptions = tables.feeds.subscriptions(db) if wanted.feeds else ()
        articles = {article.id: article for article in edition.articles}
        fresh = _fresh(edition, articles, since, until, wanted, subscriptions)
        texts = {capture.id: capture.text for capture in edition.captures}
        stories = [
            story
            for story in edition.told.stories
            if about(wanted.topic, [a for i in story.articles if (a := articles.get(i))], texts)
        ]
        digest = briefs.make_digest(
            stories,
            articles,
            fresh,
            edition.statements,
            edition.cast,
            edition.disputes,
            {brief.story: brief for brief in edition.briefs},
            {story.id: originals(story.articles, edition.copies) for story in stories},
            since=since,
            until=until,
            size=wanted.size,
        )
        return Digested(digest=digest, edition=edition)

    def made(self, name: str, by: str, at: datetime) -> None:
        """The next digest of this name begins here."""
        with self._store.writing() as db:
            tables.digests.made(db, DigestMade(name=name, by=by, at=at))


def _fresh(
    edition: Edition,
    articles: Mapping[ArticleId, Article],
    since: datetime | None,
    until: datetime,
    wanted: Wanted,
    subscriptions: tuple[Subscription, ...],
) -> frozenset[ArticleId]:
    came = {capture.id: capture.received_at for capture in edition.captures}
    feeds = {
        one.address
        for one in subscriptions
        if wanted.feeds == one.address or wanted.feeds.casefold() in {f.casefold() for f in one.folder}
    }

    def fits(article: Article) -> bool:
        at = came.get(article.capture_id, until)
        if since is not None and at <= since:
            return False
        if wanted.day is not None:
            iso = article.published.iso if article.published else None
            if (iso or at.isoformat())[:10] != wanted.day.isoformat():
                return False
        return not wanted.feeds or (article.entry is not None and article.entry.feed in feeds)

    return frozenset(i for i, article in articles.items() if fits(article))


def about(words: str, articles: list[Article], texts: Texts) -> bool:
    """Whether all these words stand in the articles together."""
    if not words.split():
        return True
    said = " ".join(article.span.of(texts[article.capture_id]) for article in articles).casefold()
    return all(word in said for word in words.casefold().split())
