"""What readers share, with the text as it was then, and the replies."""

from sqlalchemy import JSON, Column, Connection, Integer, Row, Table, Text, delete, func, insert, select

from readout.model import NotFoundError, Reply, Share
from readout.store.base import Moment, metadata
from readout.store.codec import noun, plain

decided_shares = Table(
    "decided_shares",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("noun", JSON, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

decided_replies = Table(
    "decided_replies",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("share", Integer, nullable=False, index=True),
    Column("words", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
)


def add(db: Connection, share: Share) -> int:
    """Keep a share. Its number, higher than any that has replies."""
    last = [db.execute(select(func.max(column))).scalar() for column in (
        decided_shares.c.number, decided_replies.c.share,
    )]  # fmt: skip
    number = max(one or 0 for one in last) + 1
    db.execute(insert(decided_shares).values(number=number, noun=plain(share), by=share.by, at=share.at))
    return number


def remove(db: Connection, number: int) -> None:
    """Take a share back, with its replies. Raises NotFoundError."""
    if not db.execute(delete(decided_shares).where(decided_shares.c.number == number)).rowcount:
        raise NotFoundError(share=number)
    db.execute(delete(decided_replies).where(decided_replies.c.share == number))


def get(db: Connection, number: int) -> Share:
    """Raises NotFoundError."""
    row = db.execute(select(decided_shares).where(decided_shares.c.number == number)).first()
    if row is None:
        raise NotFoundError(share=number)
    return _share(db, row)


def newest(db: Connection, start: int, size: int) -> tuple[Share, ...]:
    """Shares, the last first."""
    t = decided_shares
    rows = db.execute(select(t).order_by(t.c.at.desc(), t.c.number.desc()).offset(start).limit(size)).all()
    return tuple(_share(db, row) for row in rows)


def count(db: Connection) -> int:
    return int(db.execute(select(func.count()).select_from(decided_shares)).scalar_one())


def reply(db: Connection, share: int, reply: Reply) -> None:
    """Keep a reply. Raises NotFoundError."""
    get(db, share)
    db.execute(insert(decided_replies).values(share=share, words=reply.words, by=reply.by, at=reply.at))


def remove_reply(db: Connection, number: int, by: str | None) -> None:
    """Take a reply back; `by`: only one's own. Raises NotFoundError."""
    t = decided_replies
    here = [t.c.number == number] + ([t.c.by == by] if by is not None else [])
    if not db.execute(delete(t).where(*here)).rowcount:
        raise NotFoundError(reply=number)


def _share(db: Connection, row: Row[tuple[object, ...]]) -> Share:
    t = decided_replies
    replies = [
        {"words": r.words, "by": r.by, "at": r.at.isoformat(), "number": r.number}
        for r in db.execute(select(t).where(t.c.share == row.number).order_by(t.c.number))
    ]
    return noun(Share, {**row.noun, "number": row.number, "replies": replies})
