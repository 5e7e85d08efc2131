"""Going through stories and articles: by folder, feed, language, what is unread, what is starred."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from readout.desk.pages import Counts, PageParts
from readout.desk.reading import Done, Reading
from readout.desk.tallies import Tallies, Tally
from readout.model import ArticleId, Edition, Glance, MarkKind, NotFoundError, StoryId
from readout.store import tables
from readout.store.choosing import Place, Wanted

#: So many articles stand on a page, and so many stories.
PAGE = 40
STORIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody wants to go through."""

    #: "all", "unread" or "starred".
    show: str = "all"
    feed: str = ""
    #: With slashes between its parts.
    folder: str = ""
    language: str = ""

    @property
    def everything(self) -> bool:
        return self in (Choice(), Choice(show=""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page of articles to go through."""

    edition: Edition
    #: In the order of reading.
    articles: tuple[ArticleId, ...]
    read: frozenset[ArticleId]
    starred: frozenset[ArticleId]
    tally: Tally
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A page of the river to go through."""

    edition: Edition
    glances: tuple[Glance, ...]
    held: Counts
    #: By story: whether every article of it is read, and whether one is starred.
    read: Mapping[StoryId, bool]
    starred: Mapping[StoryId, bool]
    tally: Tally
    after: str | None


class Going:
    """What there is to go through, for one reader after the other. `by` is whoever it is."""

    def __init__(self, pages: PageParts, reading: Reading) -> None:
        self._pages, self._reading = pages, reading
        self._tallies = Tallies(pages, reading)

    def tally(self, by: str) -> Tally:
        """How much there is for somebody to go through."""
        return self._tallies.tally(by)

    def mark(self, articles: Iterable[ArticleId], kind: MarkKind, by: str, *, on: bool) -> Done:
        """Mark some articles, or take the marks back, and count it. Raises NotFoundError."""
        before = self._tallies.standing(by)
        done = self._reading.set(articles, kind, by, on=on)
        if kind is MarkKind.READ and done.articles:
            self._tallies.marked(by, before, done.articles, on=on)
        return done

    def articles(self, choice: Choice, by: str, after: str | None = None) -> Shown:
        """A page of articles, newest first. Raises NotFoundError where there is no such folder or feed."""
        tally = self.tally(by)
        with self._pages.gathering() as (part, known):
            page = []
            if choice.show != "unread" or tally.unread:
                wanted = self._wanted(part.db, known.key, choice, by)
                page = tables.reading.newest(part.db, wanted, _day(after), PAGE + 1)
            shown = [one.article_id for one in page[:PAGE]]
            part.add_articles(shown)
            part.add_said_in(shown)
            part.add_versions(part.articles)
            edition = part.edition()
        last = page[PAGE - 1] if len(page) > PAGE else None
        return Shown(
            edition=edition,
            articles=tuple(shown),
            read=self._reading.marked(MarkKind.READ, by, shown),
            starred=self._reading.marked(MarkKind.STARRED, by, shown),
            tally=tally,
            after=f"{last.day}.{last.number}" if last else None,
        )

    def stories(self, choice: Choice, by: str, after: str | None = None, *, cards: bool = False) -> Told:
        """A page of the river: the stories that have an article which is chosen.

        `cards`: with their articles. Raises NotFoundError where there is no such folder or feed.
        """
        tally = self.tally(by)
        if choice.everything:
            part = self._pages.glances(after, STORIES, cards=cards)
            edition, held, more = part.edition, part.held, part.after
        else:
            page: list[tuple[StoryId, Place]] = []
            with self._pages.gathering() as (gathered, known):
                if choice.show != "unread" or tally.unread:
                    wanted = self._wanted(gathered.db, known.key, choice, by)
                    page = tables.choosing.stories(gathered.db, wanted, _place(after), STORIES + 1)
            part = self._pages.glanced([story for story, _ in page[:STORIES]], cards=cards)
            edition, held = part.edition, part.held
            more = _written(page[STORIES - 1][1]) if len(page) > STORIES else None
        stories = edition.told.stories
        articles = [i for story in stories for i in story.articles]
        read = self._reading.marked(MarkKind.READ, by, articles)
        starred = self._reading.marked(MarkKind.STARRED, by, articles)
        return Told(
            edition=edition,
            glances=part.glances,
            held=held,
            read={story.id: read.issuperset(story.articles) for story in stories},
            starred={story.id: not starred.isdisjoint(story.articles) for story in stories},
            tally=tally,
            after=more,
        )

    def _wanted(self, db: Connection, key: str, choice: Choice, by: str) -> Wanted:
        feeds = tables.reading.feeds(db)
        unread = self._reading.mark_of(db, key, MarkKind.READ, by) if choice.show == "unread" else None
        starred = self._reading.mark_of(db, key, MarkKind.STARRED, by) if choice.show == "starred" else None
        return Wanted(
            feeds=_feeds(choice, ((address, folder) for address, _, folder in feeds)),
            language=choice.language or None,
            unmarked=unread,
            marked=starred,
        )


def _feeds(choice: Choice, feeds: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[str, ...] | None:
    """The feeds that are chosen. None: none is, so that it does not matter where an article came from."""
    if not choice.feed and not choice.folder:
        return None
    folder = tuple(filter(None, choice.folder.split("/")))
    found = tuple(
        address
        for address, held in feeds
        if (not choice.feed or address == choice.feed) and held[: len(folder)] == folder
    )
    if not found:
        raise NotFoundError(feed=choice.feed or choice.folder)
    return found


def _day(after: str | None) -> tuple[str, int] | None:
    day, _, number = (after or "").rpartition(".")
    return (day, int(number)) if number.isdecimal() and len(number) < 19 else None


def _written(place: Place) -> str:
    newest, size, first = place
    return f"{newest}~{size}~{first}"


def _place(after: str | None) -> Place | None:
    newest, _, rest = (after or "").partition("~")
    size, _, first = rest.partition("~")
    return (newest, int(size), first) if size.isdecimal() and len(size) < 10 else None
