"""Searching: what is found, in which order, and that the index follows what is read."""

import sqlite3
from contextlib import suppress

import pytest

from readout.desk import demo_files, open_desk
from readout.model import Remedy, SearchError


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
    with open_desk(path) as desk:
        desk.add(demo_files())
    return path


@pytest.fixture(scope="module")
def desk(path):
    with open_desk(path) as held:
        yield held


def said(found):
    by_id = {statement.id: statement for statement in found.edition.statements}
    return [by_id[i] for i in found.statements]


def speakers(found):
    names = {actor.id: actor.name for actor in found.edition.cast.actors}
    return {names.get(found.edition.cast.voices[i].speaker) for i in found.statements}


def test_a_word_is_found_in_every_form_with_its_passage(desk):
    found = desk.search("recorder")
    assert found.all_articles > 1
    for hit in found.articles:
        words = {mark.shifted(-hit.passage.span.start).of(hit.passage.exact).lower() for mark in hit.marks}
        assert words <= {"recorder", "recorders"}
        assert words
        assert desk.capture(hit.passage.capture_id).says(hit.passage)
    assert desk.search("recorders").all_articles == found.all_articles


def test_a_form_that_no_article_has_is_looked_up(desk):
    assert desk.search("denying").all_statements == desk.search("denied").all_statements > 0


def test_case_and_accents_do_not_matter(desk):
    assert desk.search("DÈNIED").all_statements == desk.search("denied").all_statements


def test_a_phrase_is_found_where_its_words_follow_each_other(desk):
    assert said(desk.search('"nothing was agreed"'))
    assert desk.search('"agreed was nothing"').all_statements == 0
    assert desk.search("agreed was nothing").all_statements > 0


def test_the_beginning_of_a_word(desk):
    assert desk.search("record*").all_articles >= desk.search("recorders").all_articles > 0


def test_who_speaks_and_what_is_done_by_it(desk):
    found = desk.search("who:Vilaverde act:deny")
    assert speakers(found) == {"Duarte Vilaverde"}
    assert {s.act.value for s in said(found)} == {"deny"}
    assert found.all_articles == 0
    assert found.of_statements


def test_about_whom_leaves_out_what_they_say_themselves(desk):
    found = desk.search("about:Vilaverde")
    assert found.all_statements > 0
    assert "Duarte Vilaverde" not in speakers(found)


def test_outlets_languages_and_days_narrow(desk):
    whole = desk.search("cable").all_articles
    courier = desk.search('cable outlet:"The Lisbon Courier"')
    assert 0 < courier.all_articles < whole
    assert {a.outlet for a in courier.edition.articles} == {"The Lisbon Courier"}
    assert desk.search("cable lang:fr").all_articles < whole
    early = desk.search("cable to:2026-03-05")
    assert 0 < early.all_articles < whole
    assert desk.search("cable from:2026-03-06 to:2026-03").all_articles + early.all_articles <= whole
    assert desk.search("cable from:2031").all_articles == 0


def test_a_name_alone_finds_the_person_and_what_they_say(desk):
    found = desk.search("Vilaverde")
    assert found.people[0].name == "Duarte Vilaverde"
    assert found.people[0].statements <= found.all_statements


def test_a_name_that_nobody_has_is_told(desk):
    assert desk.search("who:Nobody").unknown == ("who:Nobody",)
    assert desk.search("cable outlet:Nowhere").unknown == ("outlet:Nowhere",)


def test_facets_are_queries_that_narrow(desk):
    found = desk.search("cable")
    assert {facet.operator for facet in found.facets} >= {"who", "act", "outlet"}
    for facet in found.facets:
        narrower = desk.search(facet.query)
        assert (
            0 < narrower.all_articles + narrower.all_statements <= found.all_articles + found.all_statements
        )


def test_pages_leave_nothing_out_and_say_nothing_twice(desk):
    seen, after = [], None
    while True:
        found = desk.search("who:Vilaverde", after)
        seen += found.statements
        after = found.after
        if after is None:
            break
    assert len(seen) == len(set(seen)) == found.all_statements


def test_the_index_follows_corrections(path, tmp_path):
    import shutil

    shutil.copy(path, tmp_path / "s.sqlite3")
    with open_desk(tmp_path / "s.sqlite3") as desk:
        before = desk.search('"nothing was agreed"')
        one = before.statements[0]
        desk.correct_statement(one, Remedy.NOT_SAID, by="ann")
        assert one not in desk.search('"nothing was agreed"').statements
        desk.uncorrect(desk.corrections()[0].number)
        assert desk.search('"nothing was agreed"').statements == before.statements


def rows(path):
    db = sqlite3.connect(path)
    found = [
        db.execute(f"SELECT rowid, * FROM derived_words_{kind} ORDER BY 1").fetchall()
        for kind in ("articles", "statements")
    ]
    found.append(db.execute("SELECT kind, number, mark FROM derived_indexed ORDER BY 1, 2").fetchall())
    db.close()
    return found


def test_added_one_by_one_the_index_is_what_it_is_at_once(path, tmp_path):
    with open_desk(tmp_path / "slow.sqlite3") as desk:
        for file in demo_files():
            desk.add([file])
    assert rows(tmp_path / "slow.sqlite3") == rows(path)


def test_an_index_that_was_lost_is_rebuilt(path, tmp_path):
    import shutil

    shutil.copy(path, tmp_path / "s.sqlite3")
    db = sqlite3.connect(tmp_path / "s.sqlite3")
    db.execute("DELETE FROM derived_words_articles WHERE rowid % 2")
    db.commit()
    db.close()
    with open_desk(tmp_path / "s.sqlite3") as desk:
        desk.index_anew()
    assert rows(tmp_path / "s.sqlite3") == rows(path)


HOSTILE = [
    'a"b',
    "NEAR(a b)",
    "a AND OR",
    "^a",
    "-a",
    "(",
    "*",
    "a* b*",
    "col:x y",
    "' OR 1=1 --",
    "\x00",
    "🦊",
    "%",
    "_",
]


@pytest.mark.parametrize("asked", HOSTILE)
def test_whatever_is_asked_is_answered_or_refused_in_words(desk, asked):
    with suppress(SearchError):
        assert desk.search(asked).asked == asked
