"""What readers set, each for themselves or for everybody."""

from datetime import datetime

from sqlalchemy import Column, Connection, Table, Text, bindparam, delete, insert, select

from readout.store.base import Moment, metadata
from readout.store.lookup import Lookup

decided_settings = Table(
    "decided_settings",
    metadata,
    # Whose setting it is; empty: everybody's.
    Column("account", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
#: Asked for every page.
_OF = Lookup(
    select(decided_settings.c.name, decided_settings.c.value).where(
        decided_settings.c.account == bindparam("account")
    )
)


def put(db: Connection, account: str, name: str, value: str, by: str, at: datetime) -> None:
    t = decided_settings
    db.execute(delete(t).where(t.c.account == account, t.c.name == name))
    db.execute(insert(t).values(account=account, name=name, value=value, by=by, at=at))


def of(db: Connection, account: str) -> dict[str, str]:
    """What is set for one account; "" is what is set for everybody."""
    return dict(_OF.rows(db, account=account))
