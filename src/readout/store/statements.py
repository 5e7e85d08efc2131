"""Statements as read in one article each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

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

from readout.model import ArticleId, CaptureId, NotFoundError, Statement, StatementId
from readout.store.base import batches, metadata
from readout.store.codec import noun, plain, remembered
from readout.store.lists import ROOM
from readout.store.lookup import Lookup, among

derived_statements = Table(
    "derived_statements",
    metadata,
    # Two readings may fall on one id; the place in the capture tells the rows apart.
    Column("capture_id", Text, ForeignKey("received_captures.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, index=True),
    Column("article_id", Text, nullable=False, index=True),
    Column("act", Text, nullable=False, index=True),
    Column("noun", JSON, nullable=False),
    Column("made_by", Text, nullable=False),
)


def put(db: Connection, capture_id: CaptureId, statements: Iterable[Statement], made_by: str) -> None:
    """Keep the statements of a capture, instead of those read in it before."""
    table = derived_statements
    db.execute(delete(table).where(table.c.capture_id == capture_id))
    rows = [
        {
            "capture_id": capture_id,
            "position": position,
            "id": statement.id,
            "article_id": statement.article_id,
            "act": statement.act.value,
            "noun": plain(statement),
            "made_by": made_by,
        }
        for position, statement in enumerate(statements)
    ]
    for batch in batches(rows):
        db.execute(insert(table), batch)


def some(db: Connection, wanted: Sequence[CaptureId] | None = None) -> dict[CaptureId, tuple[Statement, ...]]:
    """The statements of each capture in order; captures without any are missing."""
    table = derived_statements
    held: dict[CaptureId, list[Statement]] = {}
    for part in [None] if wanted is None else list(batches(wanted)):
        query = select(table.c.capture_id, table.c.noun).order_by("capture_id", "position")
        if part is not None:
            query = query.where(table.c.capture_id.in_(part))
        for row in db.execute(query):
            held.setdefault(CaptureId(row.capture_id), []).append(noun(Statement, row.noun))
    return {capture_id: tuple(statements) for capture_id, statements in held.items()}


def get(db: Connection, statement_id: StatementId) -> Statement:
    """A statement by its id. Raises NotFoundError."""
    table = derived_statements
    row = db.execute(select(table.c.noun).where(table.c.id == statement_id)).first()
    if row is None:
        raise NotFoundError(statement=statement_id)
    return noun(Statement, row.noun)


def of_articles(db: Connection, articles: Mapping[ArticleId, int]) -> list[tuple[int, Statement]]:
    """The statements of some articles as they were read, each with its number in the lists.

    `articles`: the number of each in the lists; it tells that of its capture.
    """
    return _numbered(db, _OF_ARTICLES, articles)


def with_ids(db: Connection, wanted: Mapping[StatementId, int]) -> list[tuple[int, Statement]]:
    """Some statements as they were read, each with its number in the lists.

    `wanted`: the number in the lists that each is known by; it tells that of its capture.
    """
    return _numbered(db, _WITH_IDS, wanted)


def _found_by(column: Column[str]) -> Lookup:
    t = derived_statements
    return Lookup(select(column, t.c.position, t.c.noun).where(among(column)))


_OF_ARTICLES, _WITH_IDS = _found_by(derived_statements.c.article_id), _found_by(derived_statements.c.id)


def _numbered(db: Connection, lookup: Lookup, wanted: Mapping[Any, int]) -> list[tuple[int, Statement]]:
    return [
        (wanted[key] // ROOM * ROOM + position, remembered(Statement, held))
        for key, position, held in lookup.rows(db, wanted)
    ]
