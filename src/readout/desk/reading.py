"""Reading: what somebody has read and starred, and what they have set."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection

from readout.desk.clock import Clock
from readout.desk.pages import PageParts
from readout.model import (
    Article,
    ArticleId,
    CaptureId,
    Mark,
    MarkKind,
    NotFoundError,
    Passage,
    Span,
    StoryId,
    WordsError,
)
from readout.store import Store, tables
from readout.store.base import batches
from readout.store.choosing import Marked

#: What everybody sets for themselves, and what it is unless they do. No zone: universal time.
OWN = {"zone": "", "keys": "on", "scroll": "off", "images": "off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What somebody has just marked, or unmarked."""

    #: The articles that were not so before.
    articles: tuple[ArticleId, ...]
    #: When: marks that were set together can be taken back together. None: marks were taken back.
    at: datetime | None


class Reading:
    """What one reader after the other does with articles. `by` is whoever it is."""

    def __init__(self, store: Store, pages: PageParts, clock: Clock) -> None:
        self._store, self._pages, self._clock = store, pages, clock
        self._crowded: dict[tuple[str, MarkKind], tuple[object, Marked]] = {}

    # Marks

    def set(self, articles: Iterable[ArticleId], kind: MarkKind, by: str, *, on: bool) -> Done:
        """Mark some articles, or take the marks back. Raises NotFoundError."""
        wanted = tuple(dict.fromkeys(articles))
        changed: list[ArticleId] = []
        made: list[Mark] = []
        gone: list[Passage] = []
        with self._store.reading() as db:
            at = self._next(db, by)
            for part in batches(wanted):
                held = tables.articles.listed(db, part)
                if missing := [i for i in part if i not in held]:
                    raise NotFoundError(article=missing[0])
                found = [article for _, article in held.values()]
                before = self._marks_on(db, found, kind, by)
                changed += [a.id for a in found if bool(before[a.id]) is not on]
                if on:
                    fresh = [a for a in found if not before[a.id]]
                    made += [Mark(passage=p, kind=kind, by=by, at=at) for p in _anchors(db, fresh)]
                else:
                    gone += [p for a in found for p in before[a.id]]
        with self._store.writing() as db:
            tables.decided.mark_new(db, made)
            for passage in gone:
                tables.decided.unmark(db, passage, kind, by)
        return Done(articles=tuple(changed), at=at if made else None)

    def undo(self, kind: MarkKind, by: str, at: datetime) -> int:
        """Take back the marks that somebody set at a time. How many there were."""
        with self._store.writing() as db:
            return tables.decided.unmark_at(db, kind, by, at)

    def articles_of(self, stories: Iterable[str]) -> tuple[ArticleId, ...]:
        """The articles of some stories. Raises NotFoundError."""
        wanted = tuple(dict.fromkeys(StoryId(one) for one in stories))
        with self._pages.gathering() as (part, _):
            held = tables.choosing.articles_of(part.db, wanted)
        if missing := [one for one in wanted if one not in held]:
            raise NotFoundError(story=missing[0])
        return tuple(i for one in wanted for i in held[one])

    def first_of(self, stories: Iterable[str]) -> tuple[ArticleId, ...]:
        """The article whose title stands for each of some stories."""
        with self._pages.gathering() as (part, _):
            found = tables.stories.stories.some(part.db, stories, "id")
        return tuple(story.articles[0] for story in found)

    def _next(self, db: Connection, by: str) -> datetime:
        """A time at which this person has marked nothing yet."""
        last = tables.reading.last(db, by)
        now = self._clock()
        return max(now, last + timedelta(microseconds=1)) if last else now

    def _marks_on(
        self, db: Connection, articles: Collection[Article], kind: MarkKind, by: str
    ) -> dict[ArticleId, list[Passage]]:
        """The marks that stand on each of some articles."""
        captures = dict.fromkeys(a.capture_id for a in articles)
        spans = tables.reading.marked(db, by, kind, captures)
        alone = {c for c, held in tables.reading.listed_in(db, spans).items() if len(held) == 1}
        return {
            a.id: [
                Passage(capture_id=a.capture_id, span=span, exact="")
                for span in spans.get(a.capture_id, ())
                if a.capture_id in alone or span.overlap(a.span)
            ]
            for a in articles
        }

    def mark_of(self, db: Connection, key: str, kind: MarkKind, by: str) -> Marked:
        """What somebody has marked, as the database is asked for it. Kept until something changes."""
        now = key, tables.reading.stamp(db, by)
        held = self._crowded.get((by, kind))
        if held is None or held[0] != now:
            spans = tables.choosing.crowded(db, by, kind)
            held = now, Marked(by=by, kind=kind, crowded=_those(db, spans))
            self._crowded[by, kind] = held
        return held[1]

    def marked(
        self, kind: MarkKind, by: str, among: Iterable[ArticleId] | None = None
    ) -> frozenset[ArticleId]:
        """The articles that somebody has marked, as they are read now: of some, or of all."""
        with self._pages.gathering() as (part, known):
            marked = self.mark_of(part.db, known.key, kind, by)
            if among is not None:
                return tables.choosing.among(part.db, among, marked)
            return frozenset(tables.choosing.ids(part.db, tables.choosing.Wanted(marked=marked)))

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
        wanted = {"zone": zone} | {n: "on" if given.get(n) == "on" else "off" for n in OWN if n != "zone"}
        with self._store.writing() as db:
            for name, value in wanted.items():
                tables.settings.put(db, by, name, value, by, self._clock())


def _anchors(db: Connection, articles: Collection[Article]) -> Iterable[Passage]:
    """Words of each article that find it again: its title, or how it begins."""
    untitled = [a.capture_id for a in articles if a.title is None]
    texts = {capture.id: capture for capture in tables.captures.some(db, tuple(dict.fromkeys(untitled)))}
    return [a.title or texts[a.capture_id].passage(a.blocks[0].span) for a in articles]


def _those(db: Connection, spans: dict[CaptureId, list[Span]]) -> tuple[ArticleId, ...]:
    """The articles in which one of these places is."""
    held = tables.reading.listed_in(db, spans)
    listed = tables.articles.listed(db, [i for articles in held.values() for i in articles])
    return tuple(
        article.id
        for _, article in listed.values()
        if any(article.span.overlap(span) for span in spans[article.capture_id])
    )
