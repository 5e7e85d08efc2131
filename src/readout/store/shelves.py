"""What is kept of each article so that others can be placed beside it without reading it again."""

from collections.abc import Iterable

from sqlalchemy import Column, Connection, Integer, LargeBinary, Table, Text, delete, func, insert, select

from readout.model import ArticleId, Shelved
from readout.store.base import batches, metadata

derived_shelves = Table(
    "derived_shelves",
    metadata,
    # In the order in which the articles were placed.
    Column("number", Integer, primary_key=True),
    Column("article_id", Text, nullable=False, unique=True),
    Column("mark", Text, nullable=False),
    Column("copies", LargeBinary, nullable=False),
    Column("stories", LargeBinary, nullable=False),
    Column("made_by", Text, nullable=False),
)


def put(db: Connection, shelved: Iterable[Shelved], made_by: str) -> None:
    """Keep what is kept of some articles, after everything kept before."""
    table = derived_shelves
    held = list(shelved)
    drop(db, [one.article_id for one in held])
    last = db.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one()
    rows = [
        {
            "number": number,
            "article_id": one.article_id,
            "mark": one.mark,
            "copies": one.copies,
            "stories": one.stories,
            "made_by": made_by,
        }
        for number, one in enumerate(held, last + 1)
    ]
    for batch in batches(rows):
        db.execute(insert(table), batch)


def drop(db: Connection, articles: Iterable[ArticleId]) -> None:
    for batch in batches(articles):
        db.execute(delete(derived_shelves).where(derived_shelves.c.article_id.in_(batch)))


def get(db: Connection, made_by: str) -> tuple[Shelved, ...] | None:
    """Everything kept, in the order in which it was placed. None: another version made it."""
    rows = db.execute(select(derived_shelves).order_by("number")).all()
    if any(row.made_by != made_by for row in rows):
        return None
    return tuple(
        Shelved(article_id=ArticleId(row.article_id), mark=row.mark, copies=row.copies, stories=row.stories)
        for row in rows
    )
