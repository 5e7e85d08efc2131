"""Digests: which articles are fresh, what the digest is about, and when the last one was made."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from readout import briefs
from readout.briefs.digest import SIZE
from readout.desk import around
from readout.desk.clock import Clock
from readout.desk.keeping import ticks
from readout.desk.pages import PageParts
from readout.formats.originals import independent
from readout.model import Digest, DigestMade, Edition, StoryId, Weight
from readout.store import Store, tables
from readout.store.told import Fresh


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
    """Makes digests, and remembers those that were made."""

    def __init__(self, store: Store, clock: Clock, pages: PageParts) -> None:
        self._store, self._clock, self._pages = store, clock, pages

    def make(self, wanted: Wanted) -> Digested:
        """A digest of what is wanted. It is not remembered: `made` does that.

        Every story is weighed by counts; only those that the digest tells are read.
        """
        until = self._clock()
        with self._pages.gathering() as (part, _):
            since = wanted.since
            if since is None and wanted.name and wanted.day is None:
                since = tables.digests.last(part.db, wanted.name)
            fresh = _fresh(part.db, since, wanted)
            weights = _weights(part.db, fresh)
            if wanted.topic.split():
                held = tables.told.texts(part.db)
                weights = {i: w for i, w in weights.items() if about(wanted.topic, held(i))}
            first = sorted(weights, key=lambda i: (-weights[i].value, i))[: wanted.size]
            stories = part.add_stories(first, whole=True)
            said = part.add_said_in([i for story in stories for i in story.articles])
            part.add_disputes((s.id for s in said), whole=False)
            part.told += first
            edition = around.addressed(part, part.edition())
            new = tables.told.fresh_in(part.db, fresh, first)
        made = briefs.make_digest(
            stories,
            {article.id: article for article in edition.articles},
            new,
            edition.statements,
            edition.cast,
            edition.disputes,
            {brief.story: brief for brief in edition.briefs},
            {story: weights[story].originals for story in first},
            since=since,
            until=until,
            size=wanted.size,
        )
        return Digested(digest=replace(made, more=len(weights) - len(first)), edition=edition)

    def made(self, name: str, by: str, at: datetime) -> None:
        """The next digest of this name begins here."""
        with self._store.writing() as db:
            tables.digests.made(db, DigestMade(name=name, by=by, at=at))


def _fresh(db: Connection, since: datetime | None, wanted: Wanted) -> Fresh:
    """What makes an article fresh."""
    feeds = None
    if wanted.feeds:
        feeds = tuple(
            one.address
            for one in tables.feeds.subscriptions(db)
            if wanted.feeds == one.address or wanted.feeds.casefold() in {f.casefold() for f in one.folder}
        )
    return Fresh(
        since=ticks(since) if since else None, day=wanted.day.isoformat() if wanted.day else "", feeds=feeds
    )


def _weights(db: Connection, fresh: Fresh) -> dict[StoryId, Weight]:
    """The weight of every story of which an article is fresh."""
    return {
        one.story: Weight(
            originals=one.articles - len(one.copied) + independent(one.copied),
            outlets=one.outlets,
            fresh=one.fresh,
            articles=one.articles,
        )
        for one in tables.told.stories(db, fresh)
    }


def about(words: str, texts: Iterable[str]) -> bool:
    """Whether all these words stand in some articles together."""
    said = " ".join(texts).casefold()
    return all(word in said for word in words.casefold().split())
