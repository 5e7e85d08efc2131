"""Rows that are looked up by their keys, many times for a page: each query is made once.

On SQLite the driver is asked itself, since what SQLAlchemy does around such a query takes longer than the
query. Columns come as the driver has them: JSON as text (`remembered` makes nouns of it), and no times.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import NullType

#: What a list of keys is called in a query.
WANTED = "wanted"


class among(ColumnElement[Any]):
    """Whether a column is one of the wanted, which are given as one value."""

    inherit_cache = True
    type = NullType()  # of a Boolean SQLite would be asked whether it is 1, and use no index

    def __init__(self, column: ColumnElement[Any]) -> None:
        self.column = column


@compiles(among)
def _any(element: among, compiler: SQLCompiler, **how: Any) -> str:
    return compiler.process(element.column.in_(bindparam(WANTED, expanding=True)), **how)


@compiles(among, "sqlite")
def _each(element: among, compiler: SQLCompiler, **how: Any) -> str:
    # One query for any number of keys: its text stays the same, and no limit on their number is met.
    return f"{compiler.process(element.column, **how)} IN (SELECT value FROM json_each(:{WANTED}))"


def driven(db: Connection, text: str, given: Mapping[str, Any]) -> list[Any]:
    """The rows that SQLite's driver gives, in the transaction of this connection."""
    driver: Any = db.connection.driver_connection
    rows: list[Any] = driver.execute(text, given).fetchall()
    return rows


class Lookup:
    """A query with places for what is given when it is asked."""

    def __init__(self, query: Select[Any]) -> None:
        self._query = query
        self._text: tuple[str, dict[str, Any]] | None = None

    def rows(self, db: Connection, wanted: Iterable[Any] | None = None, **given: Any) -> Collection[Any]:
        """The rows as tuples. `wanted`: what is asked for by `among`; none where nothing is wanted."""
        if wanted is not None:
            wanted = list(wanted)
            if not wanted:
                return ()
        if db.dialect.name != "sqlite":
            return db.execute(self._query, {WANTED: wanted, **given} if wanted else given).all()
        if self._text is None:
            made = self._query.compile(dialect=sqlite.dialect(paramstyle="named"))
            self._text = str(made), dict(made.params)
        text, fixed = self._text
        if wanted is not None:
            given[WANTED] = json.dumps(wanted)
        return driven(db, text, {**fixed, **given})
