"""Which articles somebody wants to go through, and which stories: as conditions that the database checks.

A mark stands in a capture. Where a capture holds one article, the mark is that article's; where it holds
several, the reader of the marks says whose it is (`crowded`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    exists,
    false,
    func,
    not_,
    or_,
    select,
)

from readout.model import ArticleId, CaptureId, MarkKind, Span, StoryId
from readout.store.base import batches
from readout.store.decided import decided_marks
from readout.store.feeds import received_entries, received_pages
from readout.store.lists import derived_listed_articles, derived_listed_stories

#: Up to so many entries the articles of feeds are looked up; of more, each article is asked for its feed.
FEW = 5_000
#: Where a page of the river ended: the newest date, the size and the first article of its last story.
Place = tuple[str, int, str]
Listing = FromClause


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What somebody has marked in one way."""

    by: str
    kind: MarkKind
    #: Of the captures that hold several articles: the articles that are marked.
    crowded: tuple[ArticleId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which articles: those for which all of this is true."""

    #: The addresses of feeds. None: wherever they came from.
    feeds: tuple[str, ...] | None = None
    language: str | None = None
    #: Only what is marked so, and only what is not.
    marked: Marked | None = None
    unmarked: Marked | None = None
    #: Only what has no higher number: what was there when somebody looked.
    until: int | None = None


def conditions(
    db: Connection, wanted: Wanted, a: Listing = derived_listed_articles
) -> list[ColumnElement[bool]]:
    """What has to be true of a row of the articles."""
    found: list[ColumnElement[bool]] = []
    if wanted.language is not None:
        found.append(a.c.language == wanted.language)
    if wanted.until is not None:
        found.append(a.c.number <= wanted.until)
    if wanted.feeds is not None:
        found.append(_came(a, wanted.feeds, few=_few(db, wanted.feeds)))
    if wanted.marked is not None:
        m = _marks(wanted.marked)
        found += [a.c.capture_id.in_(m), _the_one(a, wanted.marked)]
    if wanted.unmarked is not None:
        found.append(not_(and_(exists(_marks(wanted.unmarked, a)), _the_one(a, wanted.unmarked))))
    return found


def _marks(marked: Marked, a: Listing | None = None) -> Select[tuple[str]]:
    t = decided_marks
    query = select(t.c.capture_id).where(t.c.by == marked.by, t.c.kind == marked.kind.value)
    return query if a is None else query.where(t.c.capture_id == a.c.capture_id).correlate(a)


def _the_one(a: Listing, marked: Marked) -> ColumnElement[bool]:
    """That the mark in the capture is this article's."""
    other = derived_listed_articles.alias("other")
    others = select(other.c.id).where(other.c.capture_id == a.c.capture_id, other.c.number != a.c.number)
    mine = a.c.id.in_(marked.crowded) if marked.crowded else false()
    return or_(not_(exists(others.correlate(a))), mine)


def _came(a: Listing, feeds: tuple[str, ...], *, few: bool) -> ColumnElement[bool]:
    """That it came from one of these feeds. Two ways to ask the same, each quick where the other is slow."""
    entries, pages = received_entries, received_pages
    came = select(pages.c.capture_id).join(entries, entries.c.number == pages.c.entry_number)
    came = came.where(entries.c.feed.in_(feeds))
    if few:
        return a.c.capture_id.in_(came)
    return exists(came.where(pages.c.capture_id == a.c.capture_id).correlate(a))


def _few(db: Connection, feeds: tuple[str, ...]) -> bool:
    query = select(received_entries.c.number).where(received_entries.c.feed.in_(feeds)).limit(FEW + 1)
    return int(db.execute(select(func.count()).select_from(query.subquery())).scalar_one()) <= FEW


def count(db: Connection, wanted: Wanted) -> int:
    """How many articles are wanted."""
    query = select(func.count()).select_from(derived_listed_articles).where(*conditions(db, wanted))
    return int(db.execute(query).scalar_one())


def last(db: Connection) -> int:
    """The highest number of an article; 0: there is none."""
    return int(db.execute(select(func.coalesce(func.max(derived_listed_articles.c.number), 0))).scalar_one())


def ids(db: Connection, wanted: Wanted) -> tuple[ArticleId, ...]:
    """The articles that are wanted, in no certain order."""
    query = select(derived_listed_articles.c.id).where(*conditions(db, wanted))
    return tuple(ArticleId(one) for one in db.execute(query).scalars())


# -- stories ----------------------------------------------------------------------------------------


def stories(db: Connection, wanted: Wanted, after: Place | None, size: int) -> list[tuple[StoryId, Place]]:
    """Stories with a wanted article, newest first, each with its place; those after a place."""
    s, a = derived_listed_stories, derived_listed_articles.alias("a")
    told = select(a.c.story_id).where(*conditions(db, wanted, a))
    narrow = wanted.marked is not None or (wanted.feeds is not None and _few(db, wanted.feeds))
    here = s.c.id.in_(told) if narrow else exists(told.where(a.c.story_id == s.c.id).correlate(s))
    query = select(s.c.id, s.c.newest, s.c.size, s.c.first).where(here)
    if after is not None:
        newest, held, first = after
        later = and_(s.c.size == held, s.c.first > first)
        query = query.where(
            s.c.newest <= newest,
            or_(s.c.newest < newest, and_(s.c.newest == newest, or_(s.c.size < held, later))),
        )
    query = query.order_by(s.c.newest.desc(), s.c.size.desc(), s.c.first).limit(size)
    return [(StoryId(row.id), (row.newest, row.size, row.first)) for row in db.execute(query)]


def articles_of(db: Connection, wanted: Iterable[StoryId]) -> dict[StoryId, list[ArticleId]]:
    """The articles of some stories."""
    t = derived_listed_articles
    found: dict[StoryId, list[ArticleId]] = {}
    for part in batches(wanted):
        query = select(t.c.story_id, t.c.id).where(t.c.story_id.in_(part)).order_by(t.c.number)
        for row in db.execute(query):
            found.setdefault(StoryId(row.story_id), []).append(ArticleId(row.id))
    return found


def among(db: Connection, wanted: Iterable[ArticleId], marked: Marked) -> frozenset[ArticleId]:
    """Which of these articles somebody has marked."""
    t = derived_listed_articles
    here = conditions(db, Wanted(unmarked=marked))
    found: set[ArticleId] = set()
    for part in batches(wanted):
        found |= {
            ArticleId(i) for i in db.execute(select(t.c.id).where(t.c.id.in_(part), not_(*here))).scalars()
        }
    return frozenset(found)


# -- counts -----------------------------------------------------------------------------------------


def by_feeds(
    db: Connection, marked: Marked | None = None, among: Iterable[ArticleId] | None = None
) -> dict[frozenset[str], int]:
    """How many articles came from each set of feeds: an article may come from several.

    `marked`: of those alone that are marked so; `among`: of these alone.
    """
    found: dict[frozenset[str], int] = {}
    for part in [None] if among is None else list(batches(among)):
        for of, count in _by_feeds(db, marked, part):
            found[of] = found.get(of, 0) + count
    return found


def _by_feeds(
    db: Connection, marked: Marked | None, among: Sequence[ArticleId] | None
) -> Iterator[tuple[frozenset[str], int]]:
    a, entries, pages = derived_listed_articles, received_entries, received_pages
    came = select(a.c.id, entries.c.feed).distinct()
    came = came.join(pages, pages.c.capture_id == a.c.capture_id)
    came = came.join(entries, entries.c.number == pages.c.entry_number)
    if marked is not None:
        came = came.where(*conditions(db, Wanted(marked=marked)))
    if among is not None:
        came = came.where(a.c.id.in_(among))
    each = came.subquery()
    feeds = select(func.aggregate_strings(each.c.feed, "\n").label("feeds")).group_by(each.c.id).subquery()
    query = select(feeds.c.feeds, func.count().label("n")).group_by(feeds.c.feeds)
    for row in db.execute(query):
        yield frozenset(row.feeds.split("\n")), row.n


def crowded(db: Connection, by: str, kind: MarkKind) -> dict[CaptureId, list[Span]]:
    """What somebody has marked in captures that hold several articles."""
    t, a = decided_marks, derived_listed_articles
    several = select(a.c.capture_id).group_by(a.c.capture_id).having(func.count() > 1)
    query = select(t.c.capture_id, t.c.start, t.c.end).where(t.c.by == by, t.c.kind == kind.value)
    found: dict[CaptureId, list[Span]] = {}
    for row in db.execute(query.where(t.c.capture_id.in_(several))):
        found.setdefault(CaptureId(row.capture_id), []).append(Span(row.start, row.end))
    return found
