"""What a digest asks for: which stories have fresh articles, and what their weight is made of."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from readout.model import ArticleId, StoryId
from readout.store.base import batches
from readout.store.captures import derived_texts
from readout.store.lists import derived_listed_articles, derived_listed_nouns
from readout.store.shown import derived_listed_entries

TICKS = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """Which articles are fresh: those for which all of this is true."""

    #: They came later; in millionths of a second since 1970. None: whenever they came.
    since: int | None = None
    #: They were published, or else came, on this day. Empty: on any.
    day: str = ""
    #: They came from one of these feeds. None: wherever from.
    feeds: tuple[str, ...] | None = None

    def here(self) -> ColumnElement[bool]:
        t = derived_listed_entries
        where: list[ColumnElement[bool]] = [t.c.number.is_not(None)]
        if self.since is not None:
            where.append(t.c.came > self.since)
        if self.day:
            begins = datetime.combine(date.fromisoformat(self.day), datetime.min.time(), UTC)
            first, last = (int(at.timestamp()) * TICKS for at in (begins, begins + timedelta(days=1)))
            came = and_(t.c.iso == "", t.c.came >= first, t.c.came < last)
            where.append(or_(func.substr(t.c.iso, 1, 10) == self.day, came))
        if self.feeds is not None:
            where.append(t.c.feed.in_(self.feeds))
        return and_(*where)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story, by counts."""

    story: StoryId
    articles: int
    fresh: int
    outlets: int
    #: The copy groups of each article that is in one.
    copied: tuple[tuple[str, ...], ...]


def stories(db: Connection, fresh: Fresh) -> Iterator[Told]:
    """Every story of which an article is fresh. Cost: linear in the articles of these stories."""
    a, e = derived_listed_articles, derived_listed_entries
    news = select(a.c.story_id).join(e, e.c.article_id == a.c.id).where(fresh.here())
    copied = _copied(db, fresh)
    counts = (
        select(
            a.c.story_id,
            func.count().label("articles"),
            func.sum(case((fresh.here(), 1), else_=0)).label("fresh"),
            func.count(func.nullif(a.c.outlet, "").distinct()).label("outlets"),
        )
        .join(e, e.c.article_id == a.c.id)
        .where(a.c.story_id.is_not(None))
        .group_by(a.c.story_id)
    )
    if fresh != Fresh():
        counts = counts.where(a.c.story_id.in_(news))
    for row in db.execute(counts):
        if row.fresh:
            yield Told(
                story=StoryId(row.story_id),
                articles=row.articles,
                fresh=row.fresh,
                outlets=row.outlets,
                copied=tuple(tuple(groups) for groups in copied.get(row.story_id, {}).values()),
            )


def _copied(db: Connection, fresh: Fresh) -> dict[str, dict[str, list[str]]]:
    """Of each story the articles that are in copy groups, with these."""
    a, e, n = derived_listed_articles, derived_listed_entries, derived_listed_nouns
    query = select(a.c.story_id, n.c.key, n.c.id).join(n, n.c.key == a.c.id).where(n.c.kind == "copies")
    if fresh != Fresh():
        news = select(a.c.story_id).join(e, e.c.article_id == a.c.id).where(fresh.here())
        query = query.where(a.c.story_id.in_(news))
    found: dict[str, dict[str, list[str]]] = {}
    for row in db.execute(query.where(a.c.story_id.is_not(None))):
        found.setdefault(row.story_id, {}).setdefault(row.key, []).append(row.id)
    return found


def fresh_in(db: Connection, fresh: Fresh, wanted: Iterable[StoryId]) -> frozenset[ArticleId]:
    """The fresh articles of these stories."""
    a, e = derived_listed_articles, derived_listed_entries
    query = select(a.c.id).join(e, e.c.article_id == a.c.id).where(fresh.here())
    return frozenset(
        ArticleId(i)
        for part in batches(wanted)
        for i in db.execute(query.where(a.c.story_id.in_(part))).scalars()
    )


def texts(db: Connection) -> Callable[[StoryId], list[str]]:
    """Gives the texts of the articles of a story, read when it is asked for."""
    a, e, t = derived_listed_articles, derived_listed_entries, derived_texts
    query = select(t.c.text, e.c.start, e.c.end).join(e, e.c.capture_id == t.c.capture_id)
    query = query.join(a, a.c.id == e.c.article_id)

    def of(story: StoryId) -> list[str]:
        return [row.text[row.start : row.end] for row in db.execute(query.where(a.c.story_id == story))]

    return of
