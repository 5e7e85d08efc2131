"""Articles as read, with the furniture and the flags of their captures."""

from collections.abc import Iterable, Sequence

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    ForeignKey,
    Integer,
    Table,
    Text,
    delete,
    insert,
    select,
)

from readout.model import Article, ArticleId, CaptureId, Flag, Furniture, NotFoundError, Reading
from readout.store.base import batches, metadata
from readout.store.codec import noun, plain, remembered
from readout.store.lists import derived_listed_articles
from readout.store.lookup import Lookup, among

derived_articles = Table(
    "derived_articles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("capture_id", Text, ForeignKey("received_captures.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("outlet", Text),
    Column("language", Text, nullable=False),
    Column("published", Text),
    Column("noun", JSON, nullable=False),
    Column("made_by", Text, nullable=False),
)

derived_margins = Table(
    "derived_margins",
    metadata,
    Column("capture_id", Text, ForeignKey("received_captures.id"), primary_key=True),
    Column("furniture", JSON, nullable=False),
    Column("flags", JSON, nullable=False),
    Column("made_by", Text, nullable=False),
)


_LISTED = Lookup(
    select(derived_listed_articles.c.number, derived_articles.c.noun)
    .join(derived_articles, derived_articles.c.id == derived_listed_articles.c.id)
    .where(among(derived_listed_articles.c.id))
)
_FLAGS = Lookup(
    select(derived_margins.c.capture_id, derived_margins.c.flags).where(among(derived_margins.c.capture_id))
)


def put(db: Connection, capture_id: CaptureId, reading: Reading, made_by: str) -> None:
    """Keep what a capture holds, instead of what was read in it before."""
    for table in (derived_articles, derived_margins):
        db.execute(delete(table).where(table.c.capture_id == capture_id))
    rows = [
        {
            "id": article.id,
            "capture_id": capture_id,
            "position": position,
            "outlet": article.outlet,
            "language": article.language,
            "published": article.published.iso if article.published else None,
            "noun": plain(article),
            "made_by": made_by,
        }
        for position, article in enumerate(reading.articles)
    ]
    if rows:
        db.execute(insert(derived_articles), rows)
    db.execute(
        insert(derived_margins).values(
            capture_id=capture_id,
            furniture=plain(reading.furniture),
            flags=plain(reading.flags),
            made_by=made_by,
        )
    )


def readings(db: Connection, wanted: Sequence[CaptureId] | None = None) -> dict[CaptureId, Reading]:
    """What each capture holds; captures nobody has read yet are missing."""
    held: dict[CaptureId, list[Article]] = {}
    margins: dict[CaptureId, tuple[tuple[Furniture, ...], tuple[Flag, ...]]] = {}
    for part in [None] if wanted is None else list(batches(wanted)):
        articles = select(derived_articles).order_by("capture_id", "position")
        around = select(derived_margins)
        if part is not None:
            articles = articles.where(derived_articles.c.capture_id.in_(part))
            around = around.where(derived_margins.c.capture_id.in_(part))
        for row in db.execute(articles):
            held.setdefault(CaptureId(row.capture_id), []).append(noun(Article, row.noun))
        for row in db.execute(around):
            furniture = noun(tuple[Furniture, ...], row.furniture)
            margins[CaptureId(row.capture_id)] = furniture, noun(tuple[Flag, ...], row.flags)
    return {
        capture_id: Reading(articles=tuple(held.get(capture_id, ())), furniture=furniture, flags=flags)
        for capture_id, (furniture, flags) in margins.items()
    }


def get(db: Connection, article_id: ArticleId) -> Article:
    """An article by its id. Raises NotFoundError."""
    row = db.execute(select(derived_articles.c.noun).where(derived_articles.c.id == article_id)).first()
    if row is None:
        raise NotFoundError(article=article_id)
    return noun(Article, row.noun)


def listed(db: Connection, wanted: Iterable[ArticleId]) -> dict[ArticleId, tuple[int, Article]]:
    """Some articles, each with its number in the lists; those that are not listed are missing."""
    found: dict[ArticleId, tuple[int, Article]] = {}
    for number, held in _LISTED.rows(db, wanted):
        article = remembered(Article, held)
        found[article.id] = number, article
    return found


def flags(db: Connection, captures: Sequence[CaptureId]) -> tuple[Flag, ...]:
    """What a careful reader would distrust in some captures, in their order."""
    found: dict[str, tuple[Flag, ...]] = {
        capture_id: remembered(tuple[Flag, ...], held) for capture_id, held in _FLAGS.rows(db, captures)
    }
    return tuple(flag for capture in captures for flag in found.get(capture, ()))


def furniture(db: Connection, capture_id: CaptureId) -> tuple[Furniture, ...]:
    """The furniture of one capture."""
    t = derived_margins
    found = db.execute(select(t.c.furniture).where(t.c.capture_id == capture_id)).scalar()
    return noun(tuple[Furniture, ...], found or [])


def ids_in(db: Connection, capture_id: CaptureId) -> tuple[ArticleId, ...]:
    """The articles of one capture, in order."""
    t = derived_listed_articles
    query = select(t.c.id).where(t.c.capture_id == capture_id).order_by(t.c.number)
    return tuple(ArticleId(i) for i in db.execute(query).scalars())
