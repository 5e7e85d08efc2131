"""What all tables share. The first word of a table's name tells its kind."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    delete,
    func,
    insert,
    or_,
    select,
)

from readout.store.codec import noun, plain, remembered
from readout.store.lookup import Lookup, among

N = TypeVar("N")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: SQLite takes about a thousand values in one statement on old machines.
BATCH = 500


class Moment(TypeDecorator[datetime]):
    """An aware time. SQLite forgets the zone, so UTC goes in and UTC comes out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def batches(values: Iterable[N], size: int = BATCH) -> Iterator[Sequence[N]]:
    """The values in lists of at most `size`."""
    held = list(values)
    return (held[at : at + size] for at in range(0, len(held), size))


class Group(Generic[N]):
    """A derived table that a grouping step writes as a whole: the nouns in order, as JSON.

    Rebuilt from the readings whenever they change, so it needs columns for what is looked up only.
    """

    def __init__(self, name: str, kind: type[N], **keys: str) -> None:
        """`keys` names further columns and the noun's attribute that fills each ("passage.capture_id")."""
        self.kind, self.keys = kind, keys
        self.table = Table(
            f"derived_{name}",
            metadata,
            Column("position", Integer, primary_key=True, autoincrement=False),
            *(Column(key, Text, index=True) for key in keys),
            Column("noun", JSON, nullable=False),
            Column("made_by", Text, nullable=False),
        )
        self._by: dict[tuple[str, ...], Lookup] = {}

    def replace(self, db: Connection, nouns: Iterable[N], made_by: str) -> None:
        db.execute(delete(self.table))
        self._insert(db, nouns, made_by, 0)

    def change(self, db: Connection, key: str, gone: Iterable[str], nouns: Iterable[N], made_by: str) -> None:
        """Leave out the rows whose `key` is one of `gone`, and put these nouns after the others."""
        for batch in batches(gone):
            db.execute(delete(self.table).where(self.table.c[key].in_(batch)))
        last = db.execute(select(func.coalesce(func.max(self.table.c.position), -1))).scalar_one()
        self._insert(db, nouns, made_by, last + 1)

    def column(self, db: Connection, key: str) -> tuple[str, ...]:
        return tuple(db.execute(select(self.table.c[key]).order_by(self.table.c.position)).scalars())

    def _insert(self, db: Connection, nouns: Iterable[N], made_by: str, first: int) -> None:
        rows = [
            {
                "position": position,
                **{key: attrgetter(attribute)(one) for key, attribute in self.keys.items()},
                "noun": plain(one),
                "made_by": made_by,
            }
            for position, one in enumerate(nouns, first)
        ]
        for batch in batches(rows):
            db.execute(insert(self.table), batch)

    def all(self, db: Connection) -> tuple[N, ...]:
        rows = db.execute(select(self.table.c.noun).order_by(self.table.c.position))
        return tuple(noun(self.kind, row.noun) for row in rows)

    def some(self, db: Connection, wanted: Iterable[str], *keys: str) -> tuple[N, ...]:
        """The nouns in whose rows one of these keys is one of the wanted, in order."""
        found = self.placed(db, wanted, *keys)
        return tuple(found[position] for position in sorted(found))

    def placed(self, db: Connection, wanted: Iterable[str], *keys: str) -> dict[int, N]:
        """The same by their places."""
        if keys not in self._by:
            here = or_(*(among(self.table.c[key]) for key in keys))
            self._by[keys] = Lookup(select(self.table.c.position, self.table.c.noun).where(here))
        rows = self._by[keys].rows(db, dict.fromkeys(wanted))
        return {position: remembered(self.kind, held) for position, held in rows}

    def count(self, db: Connection) -> int:
        return int(db.execute(select(func.count()).select_from(self.table)).scalar_one())

    def page(self, db: Connection, start: int, size: int, *, by: str = "position") -> tuple[N, ...]:
        """`size` nouns from `start` on, in order, or in the order of a key."""
        query = select(self.table.c.noun).order_by(self.table.c[by], self.table.c.position)
        return tuple(noun(self.kind, row.noun) for row in db.execute(query.offset(start).limit(size)))

    def every(self, db: Connection) -> Iterator[tuple[int, N]]:
        """All nouns with their places, in order, one after the other."""
        query = select(self.table.c.position, self.table.c.noun).order_by(self.table.c.position)
        for row in db.execute(query, execution_options={"yield_per": BATCH}):
            yield row.position, noun(self.kind, row.noun)

    def at(self, db: Connection, positions: Iterable[int]) -> dict[int, N]:
        """The nouns at these places."""
        t = self.table
        return {
            row.position: noun(self.kind, row.noun)
            for part in batches(positions)
            for row in db.execute(select(t.c.position, t.c.noun).where(t.c.position.in_(part)))
        }
