import sqlite3
from threading import Thread

import pytest

from readout.model import (
    NewerStoreError,
    NotAStoreError,
    StoreFullError,
    StoreLockedError,
    StoreUnreachableError,
)
from readout.store import open_store, tables
from readout.store.base import metadata


def ids(store):
    with store.reading() as db:
        return tables.captures.ids(db)


def test_a_new_file_becomes_a_store_and_opens_again(tmp_path):
    for _ in range(2):
        store = open_store(str(tmp_path / "deep" / "s.sqlite3"))
        assert ids(store) == ()
        store.close()


def test_every_table_says_which_kind_it_is():
    kinds = {name.partition("_")[0] for name in metadata.tables}
    assert kinds == {"received", "derived", "decided"}


def test_every_derived_row_says_what_made_it_and_no_decision_needs_one():
    for name, table in metadata.tables.items():
        if name.startswith("derived_"):
            assert "made_by" in table.c, name
        referred = {key.column.table.name for key in table.foreign_keys}
        assert not any(one.startswith("derived_") for one in referred), name


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "s.sqlite3"
    path.write_text("Dear diary, today I wrote no database at all. " * 50)
    before = path.read_bytes()
    with pytest.raises(NotAStoreError, match="--store"):
        open_store(str(path))
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "s.sqlite3"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE bookmarks (url TEXT)")
    db.close()
    with pytest.raises(NotAStoreError):
        open_store(str(path))
    db = sqlite3.connect(path)
    assert [n for (n,) in db.execute("SELECT name FROM sqlite_master")] == ["bookmarks"]


def test_a_damaged_store_is_told(tmp_path):
    path = tmp_path / "s.sqlite3"
    open_store(str(path)).close()
    body = bytearray(path.read_bytes())
    body[100:] = b"\x99" * (len(body) - 100)
    path.write_bytes(body)
    with pytest.raises(NotAStoreError, match="damaged"):
        ids(open_store(str(path)))


def test_a_newer_programs_store_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "s.sqlite3"
    open_store(str(path)).close()
    db = sqlite3.connect(path)
    db.execute("UPDATE alembic_version SET version_num = '9999'")
    db.commit()
    db.close()
    with pytest.raises(NewerStoreError, match="update readout"):
        open_store(str(path))


def test_a_locked_store_is_told_after_a_while(tmp_path):
    path = str(tmp_path / "s.sqlite3")
    store = open_store(path, patience=0.1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreLockedError, match="another program"), store.writing() as db:
        tables.steps.mark(db, "store", "grouping", "x")
    assert ids(store) == ()  # reading goes on beside a writer
    other.execute("ROLLBACK")
    with store.writing() as db:
        tables.steps.mark(db, "store", "grouping", "x")


def test_a_full_disk_is_told_and_the_store_stays_good(tmp_path):
    store = open_store(str(tmp_path / "s.sqlite3"))
    with store.reading() as db:
        pages = db.exec_driver_sql("PRAGMA page_count").scalar()

    def write(db, words):
        db.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
        tables.steps.mark(db, "store", "grouping", words)

    with pytest.raises(StoreFullError, match="make room"), store.writing() as db:
        write(db, "x" * 100_000)
    with store.writing() as db:
        write(db, "small")
        assert tables.steps.done(db, "grouping") == {"store": "small"}
    assert store.damage() is None


def test_a_directory_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreUnreachableError, match="permissions"):
        open_store(str(tmp_path / "file" / "s.sqlite3"))
    with pytest.raises(StoreUnreachableError):
        open_store(str(tmp_path))


def test_a_write_that_fails_half_way_leaves_nothing(tmp_path):
    store = open_store(str(tmp_path / "s.sqlite3"))

    def write(db):
        tables.steps.mark(db, "store", "grouping", "x")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), store.writing() as db:
        write(db)
    with store.reading() as db:
        assert tables.steps.done(db, "grouping") == {}


@pytest.mark.parametrize("address", [None, "s.sqlite3"])
def test_many_threads_may_use_one_store(tmp_path, address):
    store = open_store(address and str(tmp_path / address))

    def write(number):
        for step in range(10):
            with store.writing() as db:
                tables.steps.mark(db, f"{number}", f"{step}", "x")

    threads = [Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as db:
        assert all(len(tables.steps.done(db, f"{step}")) == 4 for step in range(10))


def test_who_reads_cannot_write(tmp_path):
    from sqlalchemy import text
    from sqlalchemy.exc import OperationalError

    store = open_store(str(tmp_path / "s.sqlite3"))
    with pytest.raises((OperationalError, StoreUnreachableError)), store.reading() as db:
        db.execute(text("DELETE FROM derived_steps"))
    with store.writing() as db:
        db.execute(text("DELETE FROM derived_steps"))
    store.close()
