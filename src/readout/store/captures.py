"""Captures: the bytes as received, how they arrived, and the text derived from them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Row,
    Table,
    Text,
    func,
    insert,
    select,
    update,
)

from readout.model import BareCapture, Capture, CaptureId, EntryRef, NotFoundError, Sheet
from readout.store.base import Moment, batches, metadata
from readout.store.codec import noun, plain
from readout.store.lookup import Lookup, among

#: When what has no time came.
NEVER = datetime.min.replace(tzinfo=UTC)

received_captures = Table(
    "received_captures",
    metadata,
    Column("id", Text, primary_key=True),
    # Minted in order of arrival: the order in which captures are shown and grouped.
    Column("number", Integer, nullable=False, unique=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),
)

received_arrivals = Table(
    "received_arrivals",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("capture_id", Text, ForeignKey("received_captures.id"), nullable=False),
    Column("address", Text, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("captured_at", Moment),
    # Which entry of which feed pointed here. Null: none did.
    Column("feed", Text),
    Column("entry", Text),
    Index("ix_received_arrivals_capture_id", "capture_id"),
)

derived_texts = Table(
    "derived_texts",
    metadata,
    Column("capture_id", Text, ForeignKey("received_captures.id"), primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("encoding", Text, nullable=False),
    Column("sheets", JSON, nullable=False),
    Column("made_by", Text, nullable=False),
)

_TEXTS = Lookup(
    select(derived_texts.c.capture_id, derived_texts.c.text).where(among(derived_texts.c.capture_id))
)
_TEXTS_IN_ORDER = Lookup(
    select(received_captures.c.number, derived_texts.c.capture_id, derived_texts.c.text)
    .join(received_captures, received_captures.c.id == derived_texts.c.capture_id)
    .where(among(derived_texts.c.capture_id))
)
_DIGESTS = Lookup(
    select(received_captures.c.id, received_captures.c.number, received_captures.c.sha256).where(
        among(received_captures.c.id)
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One time a capture came in."""

    capture_id: CaptureId
    address: str
    received_at: datetime
    captured_at: datetime | None


def put(db: Connection, capture: Capture, made_by: str) -> bool:
    """Keep a capture and its arrival. Whether this told the store something new.

    The same bytes from the same address again are nothing new, unless somebody now says when the
    page was fetched.
    """
    table = received_captures
    new = db.execute(select(table.c.id).where(table.c.id == capture.id)).first() is None
    if new:
        last = db.execute(select(func.max(table.c.number))).scalar() or 0
        db.execute(
            insert(table).values(id=capture.id, number=last + 1, sha256=capture.sha256, body=capture.body)
        )
        put_text(db, capture, made_by)
    known = [
        arrival
        for arrival in arrivals(db, capture.id)
        if arrival.address == capture.address and capture.captured_at in (None, arrival.captured_at)
    ]
    if not known:
        db.execute(
            insert(received_arrivals).values(
                capture_id=capture.id,
                address=capture.address,
                received_at=capture.received_at,
                captured_at=capture.captured_at,
                feed=capture.entry.feed if capture.entry else None,
                entry=capture.entry.id if capture.entry else None,
            )
        )
    return new or not known


def put_text(db: Connection, capture: Capture, made_by: str) -> None:
    """Keep the text derived from a capture, instead of the one derived before."""
    row = {
        "media_type": capture.media_type,
        "text": capture.text,
        "encoding": capture.encoding,
        "sheets": plain(capture.sheets),
        "made_by": made_by,
    }
    held = select(derived_texts.c.capture_id).where(derived_texts.c.capture_id == capture.id)
    if db.execute(held).first():
        db.execute(update(derived_texts).where(derived_texts.c.capture_id == capture.id), row)
    else:
        db.execute(insert(derived_texts), {"capture_id": capture.id, **row})


def arrivals(db: Connection, capture_id: CaptureId) -> tuple[Arrival, ...]:
    """How a capture came in, oldest first."""
    table = received_arrivals
    rows = db.execute(select(table).where(table.c.capture_id == capture_id).order_by("number"))
    return tuple(
        Arrival(
            capture_id=CaptureId(row.capture_id),
            address=row.address,
            received_at=row.received_at,
            captured_at=row.captured_at,
        )
        for row in rows
    )


def ids(db: Connection) -> tuple[CaptureId, ...]:
    """Every capture, in order of arrival."""
    table = received_captures
    return tuple(CaptureId(i) for i in db.execute(select(table.c.id).order_by("number")).scalars())


def held(db: Connection, wanted: Sequence[CaptureId]) -> frozenset[CaptureId]:
    """Which of these captures are held."""
    table = received_captures
    return frozenset(
        CaptureId(i)
        for part in batches(wanted)
        for i in db.execute(select(table.c.id).where(table.c.id.in_(part))).scalars()
    )


def came(db: Connection) -> tuple[tuple[str, str], ...]:
    """Every arrival with the time of capture that was said, as words: what readings rest on."""
    table = received_arrivals
    rows = db.execute(select(table.c.capture_id, table.c.captured_at).order_by(table.c.number))
    return tuple((row.capture_id, str(row.captured_at)) for row in rows)


def addresses(db: Connection) -> tuple[tuple[CaptureId, tuple[str, ...]], ...]:
    """The addresses of every capture, the captures in order of arrival."""
    table = received_arrivals
    found: dict[CaptureId, dict[str, None]] = {capture_id: {} for capture_id in ids(db)}
    for row in db.execute(select(table.c.capture_id, table.c.address).order_by(table.c.number)):
        found[CaptureId(row.capture_id)][row.address] = None
    return tuple((capture_id, tuple(some)) for capture_id, some in found.items())


def texts_made_by(db: Connection) -> dict[CaptureId, str]:
    """Which step and version derived each capture's text."""
    table = derived_texts
    return {
        CaptureId(row.capture_id): row.made_by
        for row in db.execute(select(table.c.capture_id, table.c.made_by))
    }


def get(db: Connection, capture_id: CaptureId) -> Capture:
    """A capture by its id. Raises NotFoundError."""
    for capture in some(db, [capture_id]):
        return capture
    raise NotFoundError(capture=capture_id)


def some(db: Connection, wanted: Sequence[CaptureId] | None = None) -> Iterator[Capture]:
    """These captures, or all, in order of arrival. Ids that are not held are passed over.

    A capture that arrived often has the address of its first arrival, and the time of capture
    that was said last.
    """
    parts = [None] if wanted is None else list(batches(wanted))
    captures, texts, came = received_captures, derived_texts, received_arrivals
    found: list[tuple[int, Capture]] = []
    for part in parts:
        query = select(captures, texts).join(texts, texts.c.capture_id == captures.c.id)
        arrived = select(came).order_by(came.c.number)
        if part is not None:
            query = query.where(captures.c.id.in_(part))
            arrived = arrived.where(came.c.capture_id.in_(part))
        by_capture: dict[str, list[Row[tuple[object, ...]]]] = {}
        for row in db.execute(arrived):
            by_capture.setdefault(row.capture_id, []).append(row)
        for row in db.execute(query):
            found.append((row.number, _capture(row, by_capture[row.id])))
    return (capture for _, capture in sorted(found, key=lambda pair: pair[0]))


def _capture(row: Row[tuple[object, ...]], came: Sequence[Row[tuple[object, ...]]]) -> Capture:
    pointed = [EntryRef(feed=one.feed, id=one.entry) for one in came if one.feed is not None]
    said = [arrival.captured_at for arrival in came if arrival.captured_at is not None]
    return Capture(
        address=came[0].address,
        body=row.body,
        media_type=row.media_type,
        text=row.text,
        encoding=row.encoding,
        received_at=came[0].received_at,
        captured_at=said[-1] if said else None,
        entry=pointed[0] if pointed else None,
        sheets=noun(tuple[Sheet, ...], row.sheets),
    )


def bare(
    db: Connection, wanted: Sequence[CaptureId], texts: Collection[CaptureId], arrived: Collection[CaptureId]
) -> tuple[tuple[int, BareCapture], ...]:
    """These captures without their bytes, each with its number, in order of arrival.

    `texts`: of which the text is wanted; `arrived`: of which the first address and time are.
    """
    words = dict(_TEXTS.rows(db, texts))
    came = {capture_id: arrivals(db, capture_id)[0] for capture_id in arrived}
    found = []
    for capture_id, number, digest in _DIGESTS.rows(db, wanted):
        arrival = came.get(capture_id)
        one = BareCapture(
            address=arrival.address if arrival else "",
            body=b"",
            media_type="",
            text=words.get(capture_id, ""),
            encoding="",
            received_at=arrival.received_at if arrival else NEVER,
            digest=digest,
        )
        found.append((number, one))
    return tuple(sorted(found, key=lambda pair: pair[0]))


def texts(db: Connection, wanted: Iterable[CaptureId]) -> dict[CaptureId, str]:
    """The texts of these captures, in order of arrival."""
    rows = sorted(_TEXTS_IN_ORDER.rows(db, wanted))
    return {CaptureId(capture_id): text for _, capture_id, text in rows}


def numbers(db: Connection, wanted: Iterable[CaptureId]) -> dict[CaptureId, int]:
    """The numbers of these captures."""
    t = received_captures
    return {
        CaptureId(row.id): row.number
        for part in batches(wanted)
        for row in db.execute(select(t.c.id, t.c.number).where(t.c.id.in_(part)))
    }
