"""The migrations end where a new store begins."""

import sqlite3

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from readout.store import migrations, open_store
from readout.store.base import metadata
from readout.store.opened import HEAD


def migrated(path):
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as db:
        migrations.upgrade(db)
    return engine


def test_the_migrations_make_the_tables_that_a_new_store_has(tmp_path):
    with migrated(tmp_path / "s.sqlite3").connect() as db:
        # The indexes of words are SQLite's own, and no tables of the metadata.
        options = {"include_name": lambda name, kind, parents: not str(name).startswith("derived_words_")}
        assert compare_metadata(MigrationContext.configure(db, opts=options), metadata) == []


def test_a_migrated_store_opens_and_has_the_same_schema_as_a_new_one(tmp_path):
    migrated(tmp_path / "old.sqlite3").dispose()
    open_store(str(tmp_path / "old.sqlite3")).close()
    open_store(str(tmp_path / "new.sqlite3")).close()

    def names(path):
        return set(sqlite3.connect(path).execute("SELECT type, name, tbl_name FROM sqlite_master"))

    assert names(tmp_path / "old.sqlite3") == names(tmp_path / "new.sqlite3")


def test_the_newest_version_is_known():
    from alembic.script import ScriptDirectory

    assert ScriptDirectory.from_config(migrations._config()).get_heads() == [HEAD]
    assert HEAD in migrations.versions()


def test_the_tables_can_be_made_in_postgresql():
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.schema import CreateTable

    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=postgresql.dialect()))
