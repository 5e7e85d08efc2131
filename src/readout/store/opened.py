"""An open store: where it is, whether it can be used, and its transactions."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import RLock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from readout.model import (
    NewerStoreError,
    NotAStoreError,
    ReadoutError,
    StoreFullError,
    StoreLockedError,
    StoreUnreachableError,
)
from readout.store import tables  # noqa: F401  every table has to be known before one is made
from readout.store.base import metadata

#: The newest version of the tables; test_migrations compares it with the migrations.
HEAD = "0019"
#: How long to wait for another program that is writing, in seconds.
PATIENCE = 10.0

_TROUBLES: dict[int, type[ReadoutError]] = {
    sqlite3.SQLITE_BUSY: StoreLockedError,
    sqlite3.SQLITE_LOCKED: StoreLockedError,
    sqlite3.SQLITE_FULL: StoreFullError,
    sqlite3.SQLITE_NOTADB: NotAStoreError,
    sqlite3.SQLITE_CORRUPT: NotAStoreError,
    sqlite3.SQLITE_CANTOPEN: StoreUnreachableError,
    sqlite3.SQLITE_READONLY: StoreUnreachableError,
    sqlite3.SQLITE_IOERR: StoreUnreachableError,
    sqlite3.SQLITE_PERM: StoreUnreachableError,
}


class Store:
    """An open database. Every read and write is one transaction; a write happens whole or not."""

    def __init__(self, engine: Engine, address: str, *, shared: bool, reader: Engine | None = None) -> None:
        """`shared`: one connection serves every thread (the store in memory), one at a time.

        `reader`: connections that cannot write.
        """
        self.address = address
        self._engine = engine
        self._reader = reader or engine
        self._writer = engine.execution_options(writes=True)
        self._turn = RLock() if shared else nullcontext()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._turn, plainly(self.address), self._reader.begin() as db:
            yield db

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with self._turn, plainly(self.address), self._writer.begin() as db:
            yield db

    def damage(self) -> str | None:
        """What the database finds wrong with itself. None: nothing."""
        if self._engine.dialect.name != "sqlite":
            return None
        with self.reading() as db:
            said = str(db.exec_driver_sql("PRAGMA quick_check(1)").scalar())
        return None if said == "ok" else said

    def close(self) -> None:
        self._engine.dispose()
        self._reader.dispose()


def open_store(address: str | None, *, patience: float = PATIENCE) -> Store:
    """The store at an address: a file name or an SQLAlchemy URL. None: in memory, gone at close.

    A new or empty file becomes a store; an older store is brought up to date.
    Raises NotAStoreError, NewerStoreError, StoreLockedError, StoreFullError, StoreUnreachableError.
    """
    engine = _engine(address, patience)
    reader = None
    if address is not None and engine.dialect.name == "sqlite":
        reader = _engine(address, patience)
        event.listen(reader, "connect", _only_read)
    store = Store(engine, address or "memory", shared=address is None, reader=reader)
    try:
        _make_ready(store)
    except BaseException:
        store.close()
        raise
    return store


@contextmanager
def plainly(address: str) -> Iterator[None]:
    """Say in plain words what a person can do something about; let everything else through."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raw = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(raw, "sqlite_errorcode", None)
        # The low byte is the trouble, the rest its circumstances.
        trouble = _TROUBLES.get(code & 0xFF) if code is not None else None
        if trouble is None:
            raise
        raise trouble(store=address) from raw


def _engine(address: str | None, patience: float) -> Engine:
    packing: dict[str, Any] = {"json_serializer": _packed}
    if address is None:
        engine = create_engine(
            "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}, **packing
        )
    elif "://" in address and not address.startswith("sqlite"):
        return create_engine(address, **packing)
    else:
        url = address if "://" in address else f"sqlite:///{_file(address)}"
        engine = create_engine(url, connect_args={"timeout": patience}, **packing)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _packed(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _file(address: str) -> Path:
    path = Path(address).expanduser().resolve()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnreachableError(store=address) from error
    return path


def _prepare(connection: sqlite3.Connection, record: object) -> None:
    # Transactions are begun below, by hand: the driver's own would begin too late to hold a read.
    connection.isolation_level = None
    for line in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {line}")


def _only_read(connection: sqlite3.Connection, record: object) -> None:
    connection.execute("PRAGMA query_only=ON")


def _begin(db: Connection) -> None:
    # A writer says so at once: two that read first and then write would refuse each other.
    writes = db.get_execution_options().get("writes")
    db.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _make_ready(store: Store) -> None:
    with store.reading() as db:
        tables = set(inspect(db).get_table_names())
        version = _version(db) if "alembic_version" in tables else None
    if version == HEAD:
        return
    if tables and version is None:
        raise NotAStoreError(store=store.address)
    with store.writing() as db:
        if _version_now(db) == HEAD:
            return  # another program was quicker
        if version is None:
            _make_new(db)
        else:
            _bring_up_to_date(db, version, store.address)


def _version(db: Connection) -> str | None:
    version = db.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if version is None else str(version)


def _version_now(db: Connection) -> str | None:
    return _version(db) if inspect(db).has_table("alembic_version") else None


def _make_new(db: Connection) -> None:
    # The tables directly, not by migrations: alembic takes longer to import than a page to read.
    metadata.create_all(db)
    db.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    db.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{HEAD}')")


def _bring_up_to_date(db: Connection, version: str, address: str) -> None:
    from readout.store import migrations

    if version not in migrations.versions():
        raise NewerStoreError(store=address, version=version, known=HEAD)
    migrations.upgrade(db)
