"""What somebody has read and starred, and the articles that a reader goes through."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from readout.model import ArticleId, CaptureId, MarkKind, Span
from readout.store.base import batches
from readout.store.decided import decided_marks
from readout.store.feeds import decided_feeds, received_entries, received_pages
from readout.store.lists import derived_listed_articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which articles: those for which all of this is true."""

    #: The addresses of feeds. None: wherever they came from.
    feeds: tuple[str, ...] | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An article in the order of reading."""

    number: int
    article_id: ArticleId
    capture_id: CaptureId
    day: str


def marked(db: Connection, by: str, kind: MarkKind) -> dict[CaptureId, list[Span]]:
    """What somebody has marked, by capture."""
    t = decided_marks
    found: dict[CaptureId, list[Span]] = {}
    query = select(t.c.capture_id, t.c.start, t.c.end).where(t.c.by == by, t.c.kind == kind.value)
    for row in db.execute(query):
        found.setdefault(CaptureId(row.capture_id), []).append(Span(row.start, row.end))
    return found


def stamp(db: Connection, by: str) -> str:
    """Changes when a mark of somebody's does: how many there are, and the newest."""
    t = decided_marks
    query = select(func.count(), func.max(t.c.number), func.max(t.c.at)).where(t.c.by == by)
    return repr(tuple(db.execute(query).one()))


def listed_in(db: Connection, captures: Iterable[CaptureId]) -> dict[CaptureId, list[ArticleId]]:
    """The articles of some captures."""
    t = derived_listed_articles
    found: dict[CaptureId, list[ArticleId]] = {}
    for part in batches(captures):
        for row in db.execute(select(t.c.capture_id, t.c.id).where(t.c.capture_id.in_(part))):
            found.setdefault(CaptureId(row.capture_id), []).append(ArticleId(row.id))
    return found


def _where(wanted: Wanted) -> list[ColumnElement[bool]]:
    t = derived_listed_articles
    found: list[ColumnElement[bool]] = []
    if wanted.language is not None:
        found.append(t.c.language == wanted.language)
    if wanted.feeds is not None:
        entries, pages = received_entries, received_pages
        came = select(pages.c.capture_id).join(entries, entries.c.number == pages.c.entry_number)
        found.append(t.c.capture_id.in_(came.where(entries.c.feed.in_(wanted.feeds))))
    return found


def count(db: Connection, wanted: Wanted) -> int:
    query = select(func.count()).select_from(derived_listed_articles).where(*_where(wanted))
    return int(db.execute(query).scalar_one())


def newest(db: Connection, wanted: Wanted, after: tuple[str, int] | None) -> Iterator[Listed]:
    """Articles, newest day first, of one day the one that came last; `after` the day and number of one."""
    t = derived_listed_articles
    query = select(t.c.number, t.c.id, t.c.capture_id, t.c.day).where(*_where(wanted))
    while True:
        part = query
        if after is not None:
            day, number = after
            part = query.where(or_(t.c.day < day, and_(t.c.day == day, t.c.number < number)))
        rows = db.execute(part.order_by(t.c.day.desc(), t.c.number.desc()).limit(200)).all()
        for row in rows:
            yield Listed(
                number=row.number,
                article_id=ArticleId(row.id),
                capture_id=CaptureId(row.capture_id),
                day=row.day,
            )
        if len(rows) < 200:
            return
        after = rows[-1].day, rows[-1].number


def languages(db: Connection) -> tuple[tuple[str, int], ...]:
    """The languages of the articles, those of most first."""
    t = derived_listed_articles
    query = select(t.c.language, func.count().label("n")).group_by(t.c.language)
    return tuple(
        (row.language, row.n) for row in db.execute(query.order_by(func.count().desc(), t.c.language))
    )


def feeds(db: Connection) -> tuple[tuple[str, str | None, tuple[str, ...]], ...]:
    """Every subscription: address, title, folder."""
    t = decided_feeds
    return tuple(
        (row.address, row.title, tuple(row.folder))
        for row in db.execute(select(t.c.address, t.c.title, t.c.folder).order_by(t.c.number))
    )
