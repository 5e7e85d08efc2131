"""The articles that a reader goes through, and how often what was marked has changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, or_, select

from readout.model import ArticleId, CaptureId, MarkKind, Span
from readout.store.base import batches
from readout.store.choosing import Wanted, conditions
from readout.store.decided import decided_marks
from readout.store.feeds import decided_feeds, received_fetches
from readout.store.lists import derived_listed_articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An article in the order of reading."""

    number: int
    article_id: ArticleId
    capture_id: CaptureId
    day: str


def marked(
    db: Connection, by: str, kind: MarkKind, captures: Iterable[CaptureId] | None = None
) -> dict[CaptureId, list[Span]]:
    """What somebody has marked, by capture: in some captures, or all."""
    t = decided_marks
    found: dict[CaptureId, list[Span]] = {}
    query = select(t.c.capture_id, t.c.start, t.c.end).where(t.c.by == by, t.c.kind == kind.value)
    for part in [None] if captures is None else list(batches(captures)):
        for row in db.execute(query if part is None else query.where(t.c.capture_id.in_(part))):
            found.setdefault(CaptureId(row.capture_id), []).append(Span(row.start, row.end))
    return found


def stamp(db: Connection, by: str) -> tuple[int, int | None, datetime | None]:
    """Changes when a mark of somebody's does: how many there are, and which came last."""
    t = decided_marks
    held, newest = db.execute(select(func.count(), func.max(t.c.number)).where(t.c.by == by)).one()
    at = db.execute(select(t.c.at).where(t.c.number == newest)).scalar()
    return held, newest, at


def last(db: Connection, by: str) -> datetime | None:
    """When somebody marked something last. None: never."""
    t = decided_marks
    newest = select(func.max(t.c.number)).where(t.c.by == by).scalar_subquery()
    found: datetime | None = db.execute(select(t.c.at).where(t.c.number == newest)).scalar()
    return found


def listed_in(db: Connection, captures: Iterable[CaptureId]) -> dict[CaptureId, list[ArticleId]]:
    """The articles of some captures."""
    t = derived_listed_articles
    found: dict[CaptureId, list[ArticleId]] = {}
    for part in batches(captures):
        for row in db.execute(select(t.c.capture_id, t.c.id).where(t.c.capture_id.in_(part))):
            found.setdefault(CaptureId(row.capture_id), []).append(ArticleId(row.id))
    return found


def newest(db: Connection, wanted: Wanted, after: tuple[str, int] | None, size: int) -> list[Listed]:
    """`size` articles, newest day first, of one day what came last; `after`: the day and number of one."""
    t = derived_listed_articles
    query = select(t.c.number, t.c.id, t.c.capture_id, t.c.day).where(*conditions(db, wanted))
    if after is not None:
        day, number = after
        earlier = or_(t.c.day < day, and_(t.c.day == day, t.c.number < number))
        query = query.where(t.c.day <= day, earlier)
    return [
        Listed(
            number=row.number,
            article_id=ArticleId(row.id),
            capture_id=CaptureId(row.capture_id),
            day=row.day,
        )
        for row in db.execute(query.order_by(t.c.day.desc(), t.c.number.desc()).limit(size))
    ]


def languages(db: Connection) -> tuple[tuple[str, int], ...]:
    """The languages of the articles, those of most first."""
    t = derived_listed_articles
    query = select(t.c.language, func.count().label("n")).group_by(t.c.language)
    return tuple(
        (row.language, row.n) for row in db.execute(query.order_by(func.count().desc(), t.c.language))
    )


def feeds(db: Connection) -> tuple[tuple[str, str | None, tuple[str, ...]], ...]:
    """Every subscription: address, title (its own where nobody gave one), folder."""
    t, came = decided_feeds, received_fetches
    own = select(came.c.title).where(came.c.address == t.c.address, came.c.title.is_not(None))
    own_title = own.order_by(came.c.number.desc()).limit(1).scalar_subquery()
    query = select(t.c.address, func.coalesce(t.c.title, own_title).label("title"), t.c.folder)
    return tuple(
        (row.address, row.title, tuple(row.folder)) for row in db.execute(query.order_by(t.c.number))
    )
