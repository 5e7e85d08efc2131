"""Problems: what outside was not as it should be, until it is."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Column, Connection, Integer, Table, Text, delete, func, insert, select

from readout.model import Problem
from readout.store.base import Moment, metadata
from readout.store.lookup import Lookup

derived_problems = Table(
    "derived_problems",
    metadata,
    Column("number", Integer, primary_key=True),
    # Which file or address was being read: its problems are told anew each time it is.
    Column("subject", Text, nullable=False, index=True),
    Column("where", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("made_by", Text, nullable=False),
)
#: Asked for every page.
_COUNT = Lookup(
    select(func.count(), func.coalesce(func.max(derived_problems.c.number), 0)).select_from(derived_problems)
)


def replace(
    db: Connection, subject: str, problems: Iterable[Problem], seen_at: datetime, made_by: str
) -> None:
    """Keep the problems of one subject, instead of those it had before."""
    table = derived_problems
    problems = list(problems)
    if list(get(db, subject)) == problems:
        return  # seen before; the first time counts
    db.execute(delete(table).where(table.c.subject == subject))
    rows = [
        {
            "subject": subject,
            "where": problem.where,
            "what": problem.what,
            "origin": problem.origin,
            "seen_at": seen_at,
            "made_by": made_by,
        }
        for problem in problems
    ]
    if rows:
        db.execute(insert(table), rows)


def get(db: Connection, subject: str | None = None) -> tuple[Problem, ...]:
    """Every problem, or those of one subject, in the order in which they were seen."""
    query = select(derived_problems).order_by("number")
    if subject is not None:
        query = query.where(derived_problems.c.subject == subject)
    return tuple(Problem(where=row.where, what=row.what, origin=row.origin) for row in db.execute(query))


def count(db: Connection) -> tuple[int, int]:
    """How many problems there are, and the newest one's number: other when they change."""
    ((number, newest),) = _COUNT.rows(db)
    return number, newest
