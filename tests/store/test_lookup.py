"""What is looked up by keys is what SQLAlchemy would give, and a noun is kept as long as there is room."""

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import postgresql

from newsroom import article
from readout.model import Act, Article, Span, Statement
from readout.store import codec, open_store
from readout.store.codec import noun, plain, remembered
from readout.store.lookup import Lookup, among
from readout.store.problems import derived_problems
from readout.store.steps import derived_steps, mark


@pytest.fixture
def db():
    store = open_store(None)
    with store.writing() as connection:
        for number in range(700):
            mark(connection, f"c'{number}", "reading", f"v{number}")
        yield connection
    store.close()


def test_a_lookup_finds_the_rows_of_any_number_of_keys(db):
    t = derived_steps
    found = Lookup(select(t.c.subject, t.c.made_by).where(among(t.c.subject), t.c.step == "reading"))
    wanted = [f"c'{number}" for number in range(650)]
    expected = {
        tuple(row) for row in db.execute(select(t.c.subject, t.c.made_by).where(t.c.subject.in_(wanted)))
    }
    assert set(found.rows(db, [*wanted, "none"])) == expected
    assert found.rows(db, []) == ()


def test_a_lookup_uses_the_index_of_its_column(db):
    found = Lookup(select(derived_problems.c.number).where(among(derived_problems.c.subject)))
    found.rows(db, ["a"])
    text, _ = found._text
    plan = db.connection.driver_connection.execute(f"EXPLAIN QUERY PLAN {text}", {"wanted": "[]"}).fetchall()
    assert "SEARCH derived_problems USING" in plan[0][3]


def test_another_database_is_asked_in_its_own_words():
    query = select(derived_steps.c.made_by).where(among(derived_steps.c.subject))
    assert "json_each" not in str(query.compile(dialect=postgresql.dialect()))


def test_the_same_text_gives_the_same_noun():
    text = '["1"]'
    assert remembered(tuple[str, ...], text) == ("1",)
    one = remembered(Article, _json(article("Kyiv denied it.")))
    assert one is remembered(Article, _json(article("Kyiv denied it.")))
    assert one == article("Kyiv denied it.")
    assert remembered(Article, plain(one)) == one  # from a database that knows JSON


def test_what_was_asked_for_long_ago_is_forgotten():
    memory = codec._Memory(100)
    first = memory.noun(Span, "[1,2]")
    assert memory.noun(Span, "[1,2]") is first
    for number in range(3, 40):
        memory.noun(Span, f"[1,{number}]")
    assert len(memory._late) + len(memory._before) < 30
    assert memory.noun(Span, "[1,2]") is not first


def test_a_field_that_an_older_version_did_not_write_keeps_its_default():
    held = plain(article("Kyiv denied it."))
    del held["teaser"], held["byline"]
    assert noun(Article, held) == article("Kyiv denied it.")


def test_a_field_that_has_no_default_may_not_be_missing():
    held = plain(article("Kyiv denied it."))
    del held["capture_id"]
    with pytest.raises(TypeError, match="capture_id"):
        noun(Article, held)


def test_an_act_that_is_none_is_an_error_in_a_statement_too():
    with pytest.raises(ValueError, match="murmur"):
        noun(tuple[Act, ...], ["say", "murmur"][1:])
    assert noun(tuple[Act, ...], ["deny"]) == (Act.DENY,)
    assert Statement.__slots__  # nouns are filled slot by slot


def _json(one):
    import json

    return json.dumps(plain(one))
