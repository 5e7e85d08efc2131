"""Images that were shown lately: a bounded copy of what can be asked for again."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, Integer, LargeBinary, Table, Text, delete, func, insert, select

from readout.store.base import Moment, metadata

derived_images = Table(
    "derived_images",
    metadata,
    # Of the address.
    Column("key", Text, primary_key=True),
    Column("address", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
    # Why there is none. Empty: there is one.
    Column("trouble", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("made_by", Text, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An image as it came, or why it did not."""

    media_type: str
    body: bytes
    trouble: str
    at: datetime


def _key(address: str) -> str:
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()


def get(db: Connection, address: str) -> Image | None:
    t = derived_images
    row = db.execute(select(t).where(t.c.key == _key(address))).first()
    return Image(media_type=row.media_type, body=row.body, trouble=row.trouble, at=row.at) if row else None


def put(db: Connection, address: str, image: Image, made_by: str, *, room: int) -> None:
    """Keep an image; the oldest go where all together are larger than `room` bytes."""
    t = derived_images
    db.execute(delete(t).where(t.c.key == _key(address)))
    held = db.execute(select(func.coalesce(func.sum(t.c.size), 0))).scalar_one() + len(image.body)
    for row in db.execute(select(t.c.key, t.c.size).order_by(t.c.at, t.c.key)).all():
        if held <= room:
            break
        db.execute(delete(t).where(t.c.key == row.key))
        held -= row.size
    db.execute(
        insert(t).values(
            key=_key(address),
            address=address,
            media_type=image.media_type,
            body=image.body,
            size=len(image.body),
            trouble=image.trouble,
            at=image.at,
            made_by=made_by,
        )
    )
