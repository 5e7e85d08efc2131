"""Searches that readers keep, each for themselves, and up to where they have looked."""

from datetime import datetime

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    delete,
    func,
    insert,
    select,
    update,
)

from readout.model import KeptSearch, NotFoundError
from readout.store.base import Moment, metadata
from readout.store.captures import received_captures
from readout.store.lists import BIG, ROOM

decided_searches = Table(
    "decided_searches",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("by", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("asked", Text, nullable=False),
    # What has a higher number came after somebody looked.
    Column("seen", BIG, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("by", "name"),
)


def seen_now(db: Connection) -> int:
    """No article and no statement that is held has a higher number."""
    newest = db.execute(select(func.coalesce(func.max(received_captures.c.number), 0))).scalar_one()
    return int(newest) * ROOM + ROOM - 1


def add(db: Connection, by: str, name: str, asked: str, at: datetime) -> int:
    t = decided_searches
    done = db.execute(insert(t).values(by=by, name=name, asked=asked, seen=seen_now(db), opened_at=at, at=at))
    return int(done.inserted_primary_key[0]) if done.inserted_primary_key else 0


def of(db: Connection, by: str) -> tuple[KeptSearch, ...]:
    """Somebody's searches, by name."""
    t = decided_searches
    rows = db.execute(select(t).where(t.c.by == by).order_by(t.c.name, t.c.number))
    return tuple(KeptSearch(**row._mapping) for row in rows)


def get(db: Connection, number: int, by: str) -> KeptSearch:
    """One's own. Raises NotFoundError."""
    t = decided_searches
    row = db.execute(select(t).where(t.c.number == number, t.c.by == by)).first()
    if row is None:
        raise NotFoundError(search=number)
    return KeptSearch(**row._mapping)


def opened(db: Connection, number: int, by: str, at: datetime) -> None:
    """Note that somebody has looked at everything that is held."""
    t = decided_searches
    here = t.c.number == number, t.c.by == by
    db.execute(update(t).where(*here).values(seen=seen_now(db), opened_at=at))


def rename(db: Connection, number: int, by: str, name: str) -> None:
    db.execute(
        update(decided_searches)
        .where(decided_searches.c.number == number, decided_searches.c.by == by)
        .values(name=name)
    )


def remove(db: Connection, number: int, by: str) -> None:
    """Raises NotFoundError."""
    t = decided_searches
    if not db.execute(delete(t).where(t.c.number == number, t.c.by == by)).rowcount:
        raise NotFoundError(search=number)
