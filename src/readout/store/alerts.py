"""Alerts that persons have left, and what each has told.

A hit is kept like a decision: no rerun tells it again, and none takes it back.
"""

from collections.abc import Iterable

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Integer,
    Row,
    Table,
    Text,
    UniqueConstraint,
    delete,
    func,
    insert,
    not_,
    select,
    update,
)

from readout.model import Alert, Hit, HitState, NotFoundError
from readout.store.base import Moment, metadata
from readout.store.codec import noun, plain

decided_alerts = Table(
    "decided_alerts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("noun", JSON, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

decided_alert_hits = Table(
    "decided_alert_hits",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("alert", Integer, nullable=False),
    Column("key", Text, nullable=False),
    Column("noun", JSON, nullable=False),
    # What has become of telling it: these change, the noun does not.
    Column("state", Text, nullable=False, index=True),
    Column("tries", Integer, nullable=False),
    Column("trouble", Text, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("alert", "key"),
)


def add(db: Connection, alert: Alert) -> int:
    """Keep an alert. Its number, higher than any that was given before."""
    last = [db.execute(select(func.max(column))).scalar() for column in (
        decided_alerts.c.number, decided_alert_hits.c.alert,
    )]  # fmt: skip
    number = max(one or 0 for one in last) + 1
    db.execute(insert(decided_alerts).values(number=number, noun=plain(alert), by=alert.by, at=alert.at))
    return number


def remove(db: Connection, number: int) -> None:
    """Take an alert back. What it has told stays. Raises NotFoundError."""
    done = db.execute(delete(decided_alerts).where(decided_alerts.c.number == number))
    if not done.rowcount:
        raise NotFoundError(alert=number)


def all_alerts(db: Connection) -> tuple[Alert, ...]:
    """Every alert, oldest first."""
    rows = db.execute(select(decided_alerts).order_by("number"))
    return tuple(noun(Alert, {**row.noun, "number": row.number}) for row in rows)


def keys(db: Connection, alert: int) -> frozenset[str]:
    """What an alert has told already."""
    table = decided_alert_hits
    return frozenset(db.execute(select(table.c.key).where(table.c.alert == alert)).scalars())


def tell(db: Connection, hits: Iterable[Hit]) -> None:
    """Keep hits that are new."""
    for hit in hits:
        db.execute(
            insert(decided_alert_hits).values(
                alert=hit.alert,
                key=hit.key,
                noun=plain(hit),
                state=hit.state.value,
                tries=hit.tries,
                trouble=hit.trouble,
                at=hit.at,
            )
        )


def hits(
    db: Connection, alert: int | None = None, *, state: HitState | None = None, limit: int | None = None
) -> tuple[Hit, ...]:
    """Hits, newest first: of one alert or all, in one state or any."""
    table = decided_alert_hits
    wanted = select(table).order_by(table.c.number.desc())
    if alert is not None:
        wanted = wanted.where(table.c.alert == alert)
    if state is not None:
        wanted = wanted.where(table.c.state == state.value)
    return tuple(_hit(row) for row in db.execute(wanted.limit(limit)))


def some(db: Connection, alert: int, *, held: bool, start: int, size: int) -> tuple[tuple[Hit, ...], int]:
    """Some hits of an alert, newest first, and how many there are; `held`: those of when it was made."""
    table = decided_alert_hits
    state = table.c.state == HitState.HELD.value
    where = table.c.alert == alert, state if held else not_(state)
    count = db.execute(select(func.count()).select_from(table).where(*where)).scalar_one()
    page = select(table).where(*where).order_by(table.c.number.desc()).offset(start).limit(size)
    return tuple(_hit(row) for row in db.execute(page)), int(count)


def settle(db: Connection, numbers: Iterable[int], state: HitState, tries: int, trouble: str) -> None:
    """Note what has become of telling some hits."""
    table = decided_alert_hits
    db.execute(
        update(table)
        .where(table.c.number.in_(list(numbers)))
        .values(state=state.value, tries=tries, trouble=trouble)
    )


def _hit(row: Row[tuple[object, ...]]) -> Hit:
    told = {**row.noun, "number": row.number, "state": row.state, "tries": row.tries, "trouble": row.trouble}
    return noun(Hit, told)
