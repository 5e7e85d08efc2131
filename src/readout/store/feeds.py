"""Feeds: who is subscribed to, what came of asking, the bytes, the entries, and their pages.

Subscriptions are decided. The rest is received: it is only added to, so a run that is stopped
between two transactions goes on from what is there.
"""

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Row,
    Table,
    Text,
    UniqueConstraint,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from readout.model import CaptureId, FeedWord, Fetched, NotFoundError, Subscription
from readout.store.base import Moment, metadata

decided_feeds = Table(
    "decided_feeds",
    metadata,
    # The order in which they were added.
    Column("number", Integer, primary_key=True),
    Column("address", Text, nullable=False, unique=True),
    Column("title", Text),
    Column("folder", JSON, nullable=False),
    Column("pages", Boolean),
    Column("interval", Integer),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

# The bytes of feeds, packed: most of a feed is what it said half an hour ago.
received_bodies = Table(
    "received_bodies",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)

received_fetches = Table(
    "received_fetches",
    metadata,
    Column("number", Integer, primary_key=True),
    # The address that is subscribed to; no foreign key: what came in outlives the subscription.
    Column("address", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("word", Text, nullable=False),
    Column("status", Integer),
    Column("detail", Text, nullable=False),
    Column("body", Text, ForeignKey("received_bodies.sha256")),
    Column("etag", Text),
    Column("modified", Text),
    Column("moved_to", Text),
    Column("not_before", Moment),
    # What the feed calls itself, where it came with this asking.
    Column("title", Text),
    Index("ix_received_fetches_address", "address"),
)

received_entries = Table(
    "received_entries",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("feed", Text, nullable=False),
    Column("entry", Text, nullable=False),
    # Of its words: an entry that says something else is a new version of it.
    Column("digest", Text, nullable=False),
    Column("body", Text, ForeignKey("received_bodies.sha256"), nullable=False),
    # Its place in the feed, from 0.
    Column("position", Integer, nullable=False),
    # The page it points to: several feeds often point to one.
    Column("url", Text, index=True),
    Column("seen_at", Moment, nullable=False),
    UniqueConstraint("feed", "entry", "digest"),
)

received_pages = Table(
    "received_pages",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("entry_number", Integer, ForeignKey("received_entries.number"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    # What came of asking for the page; "ok" where nobody was to ask.
    Column("word", Text, nullable=False),
    Column("status", Integer),
    Column("detail", Text, nullable=False),
    # What the entry became: "page", "text" (its own), "same" (as an earlier version), "nothing".
    # Null: it is tried again.
    Column("became", Text),
    Column("capture_id", Text, ForeignKey("received_captures.id"), index=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """An entry as it was noted when it came in."""

    number: int
    feed: str
    entry: str
    digest: str
    body: str
    position: int
    seen_at: datetime
    #: How often its page was asked for, and when last.
    tries: int = 0
    tried_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is known of asking one feed."""

    last: Fetched | None
    #: The last asking that gave a feed, or said that it is unchanged.
    good: Fetched | None
    #: What the feed calls itself.
    title: str | None
    #: How often in a row it has failed.
    failures: int
    #: Where it is asked now.
    address: str


# Subscriptions


def subscribe(db: Connection, one: Subscription) -> bool:
    """Keep a subscription. Whether it is new; one that is held takes the new title and folder."""
    table = decided_feeds
    row = {"title": one.title, "folder": list(one.folder), "pages": one.pages, "interval": one.interval}
    if db.execute(select(table.c.number).where(table.c.address == one.address)).first():
        said = {name: value for name, value in row.items() if value not in (None, [])}
        if said:
            db.execute(update(table).where(table.c.address == one.address).values(**said))
        return False
    db.execute(insert(table).values(address=one.address, by=one.by, at=one.at, **row))
    return True


def unsubscribe(db: Connection, address: str) -> None:
    """Forget a subscription, and nothing that came in. Raises NotFoundError."""
    if not db.execute(delete(decided_feeds).where(decided_feeds.c.address == address)).rowcount:
        raise NotFoundError(feed=address)


def subscriptions(db: Connection) -> tuple[Subscription, ...]:
    """Every subscription, in the order in which they were added."""
    return tuple(
        Subscription(
            address=row.address,
            title=row.title,
            folder=tuple(row.folder),
            pages=row.pages,
            interval=row.interval,
            by=row.by,
            at=row.at,
        )
        for row in db.execute(select(decided_feeds).order_by("number"))
    )


# Asking


def put_body(db: Connection, body: bytes) -> str:
    """Keep the bytes of a feed; their digest."""
    sha256 = hashlib.sha256(body).hexdigest()
    table = received_bodies
    if not db.execute(select(table.c.sha256).where(table.c.sha256 == sha256)).first():
        db.execute(insert(table).values(sha256=sha256, packed=zlib.compress(body)))
    return sha256


def body(db: Connection, sha256: str) -> bytes:
    """The bytes of a feed. Raises NotFoundError."""
    table = received_bodies
    packed = db.execute(select(table.c.packed).where(table.c.sha256 == sha256)).scalar()
    if packed is None:
        raise NotFoundError(feed_bytes=sha256)
    return zlib.decompress(packed)


def put_fetch(db: Connection, fetched: Fetched, title: str | None) -> None:
    """Note what came of asking a feed."""
    db.execute(
        insert(received_fetches).values(
            address=fetched.address,
            at=fetched.at,
            word=fetched.word.value,
            status=fetched.status,
            detail=fetched.detail,
            body=fetched.body,
            etag=fetched.etag,
            modified=fetched.modified,
            moved_to=fetched.moved_to,
            not_before=fetched.not_before,
            title=title,
        )
    )


def history(db: Connection, address: str, good: Iterable[FeedWord]) -> History:
    """What is known of asking a feed. `good`: the words after which it is fine."""
    table = received_fetches
    fine = [word.value for word in good]
    of_feed = select(table).where(table.c.address == address)
    last = db.execute(of_feed.order_by(table.c.number.desc()).limit(1)).first()
    well = db.execute(of_feed.where(table.c.word.in_(fine)).order_by(table.c.number.desc()).limit(1)).first()
    since = select(func.count()).where(
        table.c.address == address, table.c.number > (well.number if well else 0)
    )
    named = of_feed.where(table.c.title.is_not(None)).order_by(table.c.number.desc()).limit(1)
    titled = db.execute(named).first()
    return History(
        last=_fetched(last) if last else None,
        good=_fetched(well) if well else None,
        title=titled.title if titled else None,
        failures=db.execute(since).scalar_one(),
        # Noted anew with every asking that went well.
        address=(well.moved_to if well else None) or address,
    )


def _fetched(row: Row[tuple[object, ...]]) -> Fetched:
    return Fetched(
        address=row.address,
        at=row.at,
        word=FeedWord.named(row.word),
        status=row.status,
        detail=row.detail,
        body=row.body,
        etag=row.etag,
        modified=row.modified,
        moved_to=row.moved_to,
        not_before=row.not_before,
    )


# Entries


def note_entries(
    db: Connection,
    feed: str,
    sha256: str,
    entries: Sequence[tuple[int, str, str, str | None]],
    seen_at: datetime,
) -> int:
    """Note the entries (position, id, digest, url) of some bytes that were not noted before. How many."""
    table = received_entries
    known = {
        (row.entry, row.digest)
        for row in db.execute(select(table.c.entry, table.c.digest).where(table.c.feed == feed))
    }
    rows = []
    for position, entry, digest, url in entries:
        if (entry, digest) not in known:
            known.add((entry, digest))
            rows.append(
                {
                    "feed": feed,
                    "entry": entry,
                    "digest": digest,
                    "body": sha256,
                    "position": position,
                    "url": url,
                    "seen_at": seen_at,
                }
            )
    if rows:
        db.execute(insert(table), rows)
    return len(rows)


def waiting(db: Connection) -> tuple[Noted, ...]:
    """The entries that have become nothing yet: first all feeds' first entries, then the second …

    The order is the same whenever a run is stopped and goes on.
    """
    entries, pages = received_entries, received_pages
    done = exists().where(pages.c.entry_number == entries.c.number, pages.c.became.is_not(None))
    tries = (
        select(pages.c.entry_number, func.count().label("tries"), func.max(pages.c.at).label("tried_at"))
        .group_by(pages.c.entry_number)
        .subquery()
    )
    query = (
        select(entries, tries.c.tries, tries.c.tried_at)
        .outerjoin(tries, tries.c.entry_number == entries.c.number)
        .where(~done)
        .order_by(entries.c.position, entries.c.number)
    )
    return tuple(_noted(row) for row in db.execute(query))


def _noted(row: Row[tuple[object, ...]]) -> Noted:
    return Noted(
        number=row.number,
        feed=row.feed,
        entry=row.entry,
        digest=row.digest,
        body=row.body,
        position=row.position,
        seen_at=row.seen_at,
        tries=row.tries or 0,
        tried_at=row.tried_at,
    )


def put_page(
    db: Connection,
    entry_number: int,
    fetched: Fetched,
    became: str | None,
    capture_id: CaptureId | None,
) -> None:
    """Note what came of asking for an entry's page, and what the entry became."""
    db.execute(
        insert(received_pages).values(
            entry_number=entry_number,
            at=fetched.at,
            word=fetched.word.value,
            status=fetched.status,
            detail=fetched.detail,
            became=became,
            capture_id=capture_id,
        )
    )


def is_done(db: Connection, entry_number: int) -> bool:
    """Whether an entry has become something."""
    pages = received_pages
    query = select(pages.c.number).where(pages.c.entry_number == entry_number, pages.c.became.is_not(None))
    return db.execute(query).first() is not None


def became_before(db: Connection, feed: str, entry: str) -> CaptureId | None:
    """The newest capture that an entry has become, in any version. None: none yet."""
    entries, pages = received_entries, received_pages
    query = (
        select(pages.c.capture_id)
        .join(entries, entries.c.number == pages.c.entry_number)
        .where(entries.c.feed == feed, entries.c.entry == entry, pages.c.capture_id.is_not(None))
        .order_by(pages.c.number.desc())
        .limit(1)
    )
    found = db.execute(query).scalar()
    return CaptureId(found) if found else None


def page_of(db: Connection, url: str, noted: Noted, since: datetime) -> CaptureId | None:
    """The capture of the same page that an entry of another name has become since. None: none."""
    entries, pages = received_entries, received_pages
    query = (
        select(pages.c.capture_id)
        .join(entries, entries.c.number == pages.c.entry_number)
        .where(
            entries.c.url == url,
            or_(entries.c.feed != noted.feed, entries.c.entry != noted.entry),
            pages.c.became == "page",
            pages.c.at >= since,
        )
        .order_by(pages.c.number)
        .limit(1)
    )
    found = db.execute(query).scalar()
    return CaptureId(found) if found else None


def entry_of(db: Connection, capture_id: CaptureId) -> Noted | None:
    """The entry that became a capture first. None: it came from no feed."""
    entries, pages = received_entries, received_pages
    query = (
        select(entries)
        .add_columns(func.count().over().label("tries"), pages.c.at.label("tried_at"))
        .join(pages, entries.c.number == pages.c.entry_number)
        .where(pages.c.capture_id == capture_id)
        .order_by(pages.c.number)
        .limit(1)
    )
    row = db.execute(query).first()
    return _noted(row) if row else None


def counts(db: Connection) -> dict[str, tuple[int, int]]:
    """For each feed: how many entries have come in, and how many of them wait."""
    entries, pages = received_entries, received_pages
    done = exists().where(pages.c.entry_number == entries.c.number, pages.c.became.is_not(None))
    count = select(entries.c.feed, func.count().label("number")).group_by(entries.c.feed)
    whole = {row.feed: row.number for row in db.execute(count)}
    wait = {row.feed: row.number for row in db.execute(count.where(~done))}
    return {feed: (number, wait.get(feed, 0)) for feed, number in whole.items()}


def page_troubles(db: Connection, feed: str, sha256: str) -> dict[str, int]:
    """How many entries of some bytes go by their own text because their page could not be had, by word."""
    entries, pages = received_entries, received_pages
    query = (
        select(pages.c.word, pages.c.status, func.count().label("number"))
        .join(entries, entries.c.number == pages.c.entry_number)
        .where(
            entries.c.feed == feed,
            entries.c.body == sha256,
            pages.c.became.is_not(None),
            pages.c.word != FeedWord.OK.value,
        )
        .group_by(pages.c.word, pages.c.status)
        .order_by(pages.c.word, pages.c.status)
    )
    return {
        f"{row.word} {row.status}" if row.status and row.status >= 400 else row.word: row.number
        for row in db.execute(query)
    }
