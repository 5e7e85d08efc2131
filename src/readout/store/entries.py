"""Entries as programs sync them: which of them a reader has read and starred, straight from the marks.

A mark stands for the article that its words stand in now: the one whose title or beginning they are, else
the first that they overlap.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Row,
    and_,
    case,
    exists,
    func,
    not_,
    or_,
    select,
)

from readout.model import ArticleId, CaptureId, MarkKind, Passage, Span
from readout.store.base import batches
from readout.store.decided import decided_marks
from readout.store.shown import derived_listed_entries as listed

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Is:
    """One thing that an entry has to be, or must not be."""

    #: It came from one of these feeds. None: it does not matter.
    feeds: tuple[str, ...] | None = None
    #: It is marked so. None: it does not matter.
    marked: MarkKind | None = None
    no: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A bound of a time, in millionths of a second since 1970, or of the numbers."""

    #: "at", "number", or "changed": when it came, or was marked last.
    of: str
    #: "<", "<=", ">" or ">=".
    sign: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Entries for which all of this is true, as one reader sees them."""

    by: str
    all: tuple[Is, ...] = ()
    bounds: tuple[Bound, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Newest first unless something else is said; equal ones newest first."""

    #: "at", "number", "read", or "feed": by the rank of the feed.
    by: str = "at"
    down: bool = True
    ranks: tuple[tuple[str, int], ...] = ()
    #: The rank of every other feed.
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry, as it is listed."""

    number: int
    article_id: ArticleId
    capture_id: CaptureId
    feed: str
    #: In millionths of a second since 1970: when it was published, else captured; when it came.
    at: int
    came: int
    span: Span
    anchor: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A mark, and the entry that it stands for."""

    number: int
    passage: Passage
    kind: MarkKind
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many entries of a feed are read, or are not."""

    feed: str
    read: bool
    count: int
    newest: int


def find(
    db: Connection,
    wanted: Wanted,
    order: Order,
    *,
    start: int = 0,
    size: int | None = None,
    after: tuple[int, int] | None = None,
) -> list[Entry]:
    """Entries in order; `after`: time and number of the last one of the page before."""
    t = listed
    query = select(t).where(*_where(wanted))
    if after is not None:
        at, number = after
        beyond = (t.c.at < at, t.c.number < number) if order.down else (t.c.at > at, t.c.number > number)
        query = query.where(or_(beyond[0], and_(t.c.at == at, beyond[1])))
    query = query.order_by(*_order(wanted, order)).offset(start).limit(size)
    return [_entry(row) for row in db.execute(query)]


def named(db: Connection, numbers: Iterable[int]) -> dict[int, Entry]:
    """The entries with these numbers, as far as they are held."""
    t = listed
    return {
        row.number: _entry(row)
        for part in batches(numbers)
        for row in db.execute(select(t).where(t.c.number.in_(part)))
    }


def count(db: Connection, wanted: Wanted) -> int:
    query = select(func.count()).select_from(listed).where(*_where(wanted))
    return int(db.execute(query).scalar_one())


def tallies(db: Connection, by: str) -> tuple[Tally, ...]:
    """How many entries of each feed somebody has read, and how many not; newest first."""
    t = listed
    read = case((_is_marked(by, MarkKind.READ), 1), else_=0).label("read")
    inner = select(t.c.feed, t.c.at, t.c.number, read).subquery()
    query = select(
        inner.c.feed,
        inner.c.read,
        func.count().label("n"),
        func.max(inner.c.at).label("newest"),
    ).group_by(inner.c.feed, inner.c.read)
    rows = sorted(db.execute(query), key=lambda row: row.newest, reverse=True)
    return tuple(Tally(feed=r.feed, read=bool(r.read), count=r.n, newest=r.newest) for r in rows)


def standing(db: Connection, entries: Sequence[Entry], by: str) -> Iterator[Standing]:
    """The marks of a reader that stand for these entries, oldest first."""
    t, m = listed, decided_marks
    captures = dict.fromkeys(entry.capture_id for entry in entries)
    among: dict[str, list[Entry]] = {}
    for part in batches(captures):
        for row in db.execute(select(t).where(t.c.capture_id.in_(part))):
            among.setdefault(row.capture_id, []).append(_entry(row))
    kinds = [MarkKind.READ.value, MarkKind.STARRED.value]
    rows = [
        row
        for part in batches(captures)
        for row in db.execute(select(m).where(m.c.by == by, m.c.kind.in_(kinds), m.c.capture_id.in_(part)))
    ]
    wanted = {entry.number for entry in entries}
    for row in sorted(rows, key=lambda row: row.number):
        span = Span(row.start, row.end)
        over = [entry for entry in among.get(row.capture_id, ()) if entry.span.overlap(span)]
        best = min(over, key=lambda e: (e.anchor != span, e.span.start, -e.number), default=None)
        if best and best.number in wanted:
            passage = Passage(capture_id=CaptureId(row.capture_id), span=span, exact=row.exact)
            yield Standing(number=best.number, passage=passage, kind=MarkKind.named(row.kind), at=row.at)


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        number=row.number,
        article_id=ArticleId(row.article_id),
        capture_id=CaptureId(row.capture_id),
        feed=row.feed,
        at=row.at,
        came=row.came,
        span=Span(row.start, row.end),
        anchor=Span(row.anchor_start, row.anchor_end),
    )


def _where(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for one in wanted.all:
        parts: list[ColumnElement[bool]] = []
        if one.feeds is not None:
            parts.append(listed.c.feed.in_(one.feeds))
        if one.marked is not None:
            parts.append(_is_marked(wanted.by, one.marked))
        every = and_(*parts) if parts else listed.c.number.is_not(None)
        found.append(not_(every) if one.no else every)
    return found + [_bound(wanted.by, bound) for bound in wanted.bounds]


def _bound(by: str, bound: Bound) -> ColumnElement[bool]:
    if bound.of != "changed":
        column: Column[int] = listed.c.at if bound.of == "at" else listed.c.number
        return column.op(bound.sign, is_comparison=True)(bound.value)
    came = listed.c.came.op(bound.sign, is_comparison=True)(bound.value)
    at, kinds = moment(bound.value), (MarkKind.READ, MarkKind.STARRED)

    def reaches(mark: FromClause) -> ColumnElement[bool]:
        return mark.c.at >= at if bound.sign in {"<", ">="} else mark.c.at > at

    marked = or_(*(_is_marked(by, kind, reaches) for kind in kinds))
    return or_(came, marked) if bound.sign in {">", ">="} else and_(came, not_(marked))


def moment(ticks: int) -> datetime:
    """A time in millionths of a second since 1970; the nearest that a calendar has."""
    try:
        return EPOCH + timedelta(microseconds=ticks)
    except OverflowError:
        return datetime(9999, 1, 1, tzinfo=UTC) if ticks > 0 else datetime(1, 1, 1, tzinfo=UTC)


Besides = Callable[[FromClause], ColumnElement[bool]]


def _is_marked(by: str, kind: MarkKind, besides: Besides | None = None) -> ColumnElement[bool]:
    """Whether a mark of a reader stands for an entry. `besides`: what else has to be true of the mark."""
    e, m, o = listed, decided_marks.alias(), listed.alias()

    def anchored(t: FromClause) -> ColumnElement[int]:
        return case((and_(t.c.anchor_start == m.c.start, t.c.anchor_end == m.c.end), 0), else_=1)

    def overlaps(t: FromClause) -> ColumnElement[bool]:
        return and_(t.c.capture_id == m.c.capture_id, m.c.start < t.c.end, m.c.end > t.c.start)

    before = or_(o.c.start < e.c.start, and_(o.c.start == e.c.start, o.c.number > e.c.number))
    better = or_(anchored(o) < anchored(e), and_(anchored(o) == anchored(e), before))
    other = exists().where(overlaps(o), o.c.number != e.c.number, better).correlate(m, e)
    where = [m.c.by == by, m.c.kind == kind.value, overlaps(e), not_(other)]
    return exists().where(*where, *([besides(m)] if besides else [])).correlate(e)


def _order(wanted: Wanted, order: Order) -> list[ColumnElement[object]]:
    t = listed
    keys: list[ColumnElement[object]]
    if order.by == "number":
        keys = [t.c.number]
    elif order.by == "read":
        keys = [case((_is_marked(wanted.by, MarkKind.READ), 1), else_=0), t.c.at]
    elif order.by == "feed":
        ranks = dict(order.ranks)
        keys = [case(ranks, value=t.c.feed, else_=order.rank) if ranks else t.c.at, t.c.at]
    else:
        return [t.c.at.desc(), t.c.number.desc()] if order.down else [t.c.at.asc(), t.c.number.asc()]
    return [*(key.desc() if order.down else key.asc() for key in keys), t.c.number.desc()]
