"""Digests that a person had made: where the next one begins."""

from datetime import datetime

from sqlalchemy import Column, Connection, Integer, Table, Text, insert, select

from readout.model import DigestMade
from readout.store.base import Moment, metadata

decided_digests = Table(
    "decided_digests",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
)


def made(db: Connection, digest: DigestMade) -> None:
    db.execute(insert(decided_digests).values(name=digest.name, by=digest.by, at=digest.at))


def last(db: Connection, name: str) -> datetime | None:
    """When the last digest of this name was made. None: never."""
    table = decided_digests
    query = select(table.c.at).where(table.c.name == name).order_by(table.c.number.desc()).limit(1)
    found: datetime | None = db.execute(query).scalar()
    return found
