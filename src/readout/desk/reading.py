"""Reading: what somebody has read, starred and not read yet, and what they have set."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from readout.desk.clock import Clock
from readout.desk.pages import PageParts
from readout.model import ArticleId, Edition, Mark, MarkKind, NotFoundError, Passage, WordsError
from readout.store import Store, tables
from readout.store.reading import Wanted

#: What everybody sets for themselves, and what it is unless they do. No zone: universal time.
OWN = {"zone": "", "keys": "on", "scroll": "off"}
#: So many articles stand on a page.
PAGE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which articles somebody wants to go through."""

    #: "all", "unread" or "starred".
    show: str = "all"
    feed: str = ""
    #: With slashes between its parts.
    folder: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page of articles to go through."""

    edition: Edition
    #: In the order of reading.
    articles: tuple[ArticleId, ...]
    read: frozenset[ArticleId]
    starred: frozenset[ArticleId]
    #: How many are unread, of everything.
    unread: int
    languages: tuple[tuple[str, int], ...]
    #: Address and title of every feed, and every folder.
    feeds: tuple[tuple[str, str], ...]
    folders: tuple[str, ...]
    after: str | None


class Reading:
    """What one reader after the other does with articles. `by` is whoever it is."""

    def __init__(self, store: Store, pages: PageParts, clock: Clock) -> None:
        self._store, self._pages, self._clock = store, pages, clock
        self._marked: dict[tuple[str, MarkKind], tuple[object, frozenset[ArticleId]]] = {}

    # Marks

    def set(self, articles: Iterable[ArticleId], kind: MarkKind, by: str, *, on: bool) -> int:
        """Mark some articles, or take the marks back. How many there were. Raises NotFoundError."""
        wanted = tuple(dict.fromkeys(articles))
        with self._store.reading() as db:
            held = tables.articles.listed(db, wanted)
            if missing := [i for i in wanted if i not in held]:
                raise NotFoundError(article=missing[0])
            captures = tuple(dict.fromkeys(article.capture_id for _, article in held.values()))
            texts = {capture.id: capture for capture in tables.captures.some(db, captures)}
            before = tables.reading.marked(db, by, kind)
        with self._store.writing() as db:
            for _, article in held.values():
                mine = [span for span in before.get(article.capture_id, ()) if span in article.span]
                if on and not mine:
                    anchor = article.title or texts[article.capture_id].passage(article.blocks[0].span)
                    tables.decided.mark(db, Mark(passage=anchor, kind=kind, by=by, at=self._clock()))
                for span in () if on else mine:
                    passage = Passage(capture_id=article.capture_id, span=span, exact="")
                    tables.decided.unmark(db, passage, kind, by)
        return len(held)

    def marked(self, kind: MarkKind, by: str) -> frozenset[ArticleId]:
        """The articles that somebody has marked, as they are read now. Kept until something changes."""
        with self._pages.gathering() as (part, known):
            key = known.key, tables.reading.stamp(part.db, by)
            held = self._marked.get((by, kind))
            if held and held[0] == key:
                return held[1]
            spans = tables.reading.marked(part.db, by, kind)
            found = set()
            for capture, articles in tables.reading.listed_in(part.db, spans).items():
                if len(articles) == 1:
                    found.add(articles[0])
                    continue
                for _, article in tables.articles.listed(part.db, articles).values():
                    if any(article.span.overlap(span) for span in spans[capture]):
                        found.add(article.id)
            self._marked[by, kind] = key, frozenset(found)
            return frozenset(found)

    # Going through

    def articles(self, choice: Choice, by: str, after: str | None = None) -> Shown:
        """A page of articles, newest first. Raises NotFoundError where there is no such folder or feed."""
        read, starred = self.marked(MarkKind.READ, by), self.marked(MarkKind.STARRED, by)
        with self._pages.gathering() as (part, _):
            feeds = tables.reading.feeds(part.db)
            wanted = Wanted(feeds=_feeds(choice, feeds), language=choice.language or None)
            found = (
                one
                for one in tables.reading.newest(part.db, wanted, _place(after))
                if (choice.show != "unread" or one.article_id not in read)
                and (choice.show != "starred" or one.article_id in starred)
            )
            page = list(islice(found, PAGE + 1))
            shown = page[:PAGE]
            part.add_articles([one.article_id for one in shown])
            part.add_said_in([one.article_id for one in shown])
            part.add_versions(part.articles)
            last = shown[-1] if len(page) > PAGE else None
            return Shown(
                edition=part.edition(),
                articles=tuple(one.article_id for one in shown),
                read=read,
                starred=starred,
                unread=tables.reading.count(part.db, Wanted()) - len(read),
                languages=tables.reading.languages(part.db),
                feeds=tuple((address, title or address) for address, title, _ in feeds),
                folders=tuple(sorted({"/".join(folder) for _, _, folder in feeds if folder})),
                after=f"{last.day}.{last.number}" if last else None,
            )

    # Settings

    def settings(self, by: str) -> dict[str, str]:
        """What somebody has set; what they have not is as it is for all."""
        with self._store.reading() as db:
            return OWN | {n: v for n, v in tables.settings.of(db, by).items() if n in OWN}

    def put_settings(self, by: str, given: dict[str, str]) -> None:
        """Keep what somebody sets. Raises WordsError where a zone is none."""
        zone = given.get("zone", "").strip()
        if zone:
            try:
                ZoneInfo(zone)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                raise WordsError(words=zone, why="no time zone, like Europe/Paris") from None
        wanted = {"zone": zone} | {n: "on" if given.get(n) == "on" else "off" for n in ("keys", "scroll")}
        with self._store.writing() as db:
            for name, value in wanted.items():
                tables.settings.put(db, by, name, value, by, self._clock())


def _feeds(
    choice: Choice, feeds: tuple[tuple[str, str | None, tuple[str, ...]], ...]
) -> tuple[str, ...] | None:
    """The feeds that are chosen. None: none is, so that it does not matter where an article came from."""
    if not choice.feed and not choice.folder:
        return None
    folder = tuple(filter(None, choice.folder.split("/")))
    found = tuple(
        address
        for address, _, held in feeds
        if (not choice.feed or address == choice.feed) and held[: len(folder)] == folder
    )
    if not found:
        raise NotFoundError(feed=choice.feed or choice.folder)
    return found


def _place(after: str | None) -> tuple[str, int] | None:
    day, _, number = (after or "").rpartition(".")
    return (day, int(number)) if number.isdecimal() and len(number) < 19 else None
