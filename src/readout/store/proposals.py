"""What was sent to a model or translator, and what came back: kept, so that a person can see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Connection, Integer, Table, Text, func, insert, select

from readout.store.base import Moment, metadata

received_proposals = Table(
    "received_proposals",
    metadata,
    Column("number", Integer, primary_key=True),
    # Of what was sent and to which model: the same is not asked twice.
    Column("key", Text, nullable=False, index=True),
    Column("task", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("sent", JSON, nullable=False),
    Column("characters", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("trouble", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One request and its answer."""

    key: str
    task: str
    about: str
    address: str
    sent: Mapping[str, Any]
    characters: int
    body: str
    #: Why nothing came of it. Empty: something came.
    trouble: str
    at: datetime


def put(db: Connection, one: Kept) -> None:
    db.execute(insert(received_proposals).values(**{name: getattr(one, name) for name in Kept.__slots__}))


def answered(db: Connection, key: str) -> str | None:
    """The answer to the same request. None: there is none yet."""
    table = received_proposals
    query = select(table.c.body).where(table.c.key == key, table.c.trouble == "").order_by(table.c.number)
    found: str | None = db.execute(query.limit(1)).scalar()
    return found


def about(db: Connection, task: str, name: str) -> tuple[Kept, ...]:
    """What came of asking for one thing about one article or story, oldest first; what failed is left out."""
    t = received_proposals
    query = select(t).where(t.c.about == name, t.c.task == task, t.c.trouble == "").order_by(t.c.number)
    return tuple(Kept(**{name: getattr(row, name) for name in Kept.__slots__}) for row in db.execute(query))


def spent(db: Connection, since: datetime) -> int:
    """How many characters were sent since then."""
    table = received_proposals
    query = select(func.coalesce(func.sum(table.c.characters), 0)).where(table.c.at >= since)
    return int(db.execute(query).scalar_one())


def all_of(db: Connection, limit: int = 100) -> tuple[Kept, ...]:
    """What was sent, the latest first."""
    table = received_proposals
    rows = db.execute(select(table).order_by(table.c.number.desc()).limit(limit))
    return tuple(Kept(**{name: getattr(row, name) for name in Kept.__slots__}) for row in rows)
