"""Vectors of the passages of articles, as bytes: what is near in meaning points nearly the same way."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    Table,
    Text,
    and_,
    delete,
    insert,
    select,
)

from readout.model import ArticleId, CaptureId, Span
from readout.store.base import batches, metadata
from readout.store.lists import derived_listed_articles
from readout.store.words import ARTICLES, derived_indexed

derived_vectors = Table(
    "derived_vectors",
    metadata,
    Column("article_id", Text, primary_key=True),
    # Equal while the article's words are, as in derived_indexed.
    Column("mark", Text, nullable=False),
    # How many passages there are, and where each stands in the capture: [[start, end], ...].
    Column("passages", Integer, nullable=False),
    Column("spans", Text, nullable=False),
    # One after the other, a byte a number; none where the article has no passage.
    Column("vectors", LargeBinary, nullable=False),
    Column("made_by", Text, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An article whose vectors are not held."""

    article_id: ArticleId
    capture_id: CaptureId
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """The passages of an article and the vectors of them, each of as many bytes."""

    article_id: ArticleId
    mark: str
    spans: tuple[Span, ...]
    vectors: bytes


def wanted(db: Connection, made_by: str, most: int) -> list[Wanted]:
    """The newest articles whose vectors are missing, or are of other words or weights."""
    a, i, v = derived_listed_articles.c, derived_indexed.c, derived_vectors.c
    held = and_(v.article_id == a.id, v.mark == i.mark, v.made_by == made_by)
    joined = derived_listed_articles.join(
        derived_indexed, and_(i.kind == ARTICLES, i.number == a.number)
    ).outerjoin(derived_vectors, held)
    query = (
        select(a.id, a.capture_id, i.mark)
        .select_from(joined)
        .where(v.article_id.is_(None))
        .order_by(a.number.desc())
        .limit(most)
    )
    return [
        Wanted(article_id=ArticleId(row.id), capture_id=CaptureId(row.capture_id), mark=row.mark)
        for row in db.execute(query)
    ]


def put(db: Connection, fresh: Iterable[Vectors], made_by: str) -> None:
    """Keep the vectors of some articles, in the place of those held of them."""
    for part in batches(fresh):
        db.execute(
            delete(derived_vectors).where(derived_vectors.c.article_id.in_([v.article_id for v in part]))
        )
        rows = [
            {
                "article_id": one.article_id,
                "mark": one.mark,
                "passages": len(one.spans),
                "spans": json.dumps([[span.start, span.end] for span in one.spans]),
                "vectors": one.vectors,
                "made_by": made_by,
            }
            for one in part
        ]
        db.execute(insert(derived_vectors), rows)


def drop_strangers(db: Connection) -> int:
    """Drop the vectors of articles that are not held any more; how many articles."""
    t = derived_vectors
    listed = select(derived_listed_articles.c.id)
    return db.execute(delete(t).where(t.c.article_id.not_in(listed))).rowcount


def clear(db: Connection) -> None:
    db.execute(delete(derived_vectors))


def newest(db: Connection, made_by: str) -> Iterator[tuple[ArticleId, int, bytes]]:
    """How many passages each article has, and their vectors; the newest article first."""
    a, v = derived_listed_articles.c, derived_vectors.c
    query = (
        select(v.article_id, v.passages, v.vectors)
        .select_from(derived_vectors.join(derived_listed_articles, v.article_id == a.id))
        .where(v.made_by == made_by)
        .order_by(a.number.desc())
    )
    for row in db.execute(query):
        yield ArticleId(row.article_id), row.passages, row.vectors


def spans(db: Connection, articles: Iterable[ArticleId]) -> Mapping[ArticleId, tuple[Span, ...]]:
    """Where the passages of some articles stand in their captures."""
    t = derived_vectors.c
    return {
        ArticleId(row.article_id): tuple(Span(start, end) for start, end in json.loads(row.spans))
        for part in batches(articles)
        for row in db.execute(select(t.article_id, t.spans).where(t.article_id.in_(part)))
    }
