"""Which step has read which capture, in which version: what need not be done again."""

from collections.abc import Iterable

from sqlalchemy import Column, Connection, Table, Text, bindparam, delete, insert, select

from readout.model import CaptureId
from readout.store.base import metadata
from readout.store.lookup import Lookup

derived_steps = Table(
    "derived_steps",
    metadata,
    # What the step was done on: a capture's id, or "store" for what is done over everything.
    Column("subject", Text, primary_key=True),
    Column("step", Text, primary_key=True),
    Column("made_by", Text, nullable=False),
)
#: Asked for every page.
_ONE = Lookup(
    select(derived_steps.c.subject, derived_steps.c.made_by).where(
        derived_steps.c.step == bindparam("step"), derived_steps.c.subject == bindparam("subject")
    )
)


def done(db: Connection, step: str, subject: str | None = None) -> dict[str, str]:
    """By which version a step was done, for each subject it was done on, or for this one."""
    if subject is not None:
        return dict(_ONE.rows(db, step=step, subject=subject))
    table = derived_steps
    query = select(table.c.subject, table.c.made_by).where(table.c.step == step)
    return {row.subject: row.made_by for row in db.execute(query)}


def mark(db: Connection, subject: str, step: str, made_by: str) -> None:
    """Note that a step is done."""
    forget(db, subject, [step])
    db.execute(insert(derived_steps).values(subject=subject, step=step, made_by=made_by))


def forget(db: Connection, subject: CaptureId | str, steps: Iterable[str]) -> None:
    """Note that these steps have to be done again."""
    table = derived_steps
    db.execute(delete(table).where(table.c.subject == subject, table.c.step.in_(list(steps))))
