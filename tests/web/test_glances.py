"""What a river shows of a story is kept, and is anew with everything that it rests on."""

import pytest
from starlette.testclient import TestClient

from readout.desk import demo_files, open_desk
from readout.formats.glances import Glances
from readout.model import Remedy
from readout.store import tables
from readout.web.app import make_app


@pytest.fixture
def desk():
    with open_desk() as held:
        held.add(demo_files())
        yield held


def anew(desk):
    """The glances at every story, from everything held."""
    e = desk.edition()
    texts = {capture.id: capture.text for capture in e.captures}
    made = Glances(e.articles, texts, e.statements, e.cast, e.copies, e.disputes)
    return {story.id: made.of(story) for story in e.told.stories}


def kept(desk):
    stories = [story.id for story in desk.edition().told.stories]
    with desk._store.reading() as db:
        return tables.glances.some(db, stories)


def test_a_correction_and_its_undoing_are_seen_at_a_glance(desk):
    before = kept(desk)
    assert before == anew(desk)
    said = next(s for s in desk.edition().statements if s.speaker and s.act.value == "deny")
    desk.correct_statement(said.id, Remedy.NOT_SAID, by="ann")
    after = kept(desk)
    assert after == anew(desk)
    assert after != before
    (made,) = desk.corrections()
    desk.uncorrect(made.number)
    assert kept(desk) == before


def test_a_story_that_was_parted_has_two_glances_and_the_old_one_is_gone(desk):
    story = max(desk.edition().told.stories, key=lambda one: len(one.articles))
    desk.part_story(story.id, story.articles[:1], "ann")
    assert kept(desk) == anew(desk)
    with desk._store.reading() as db:
        count = len(db.exec_driver_sql("SELECT story_id FROM derived_glances").all())
    assert count == len(desk.edition().told.stories)


def test_a_river_page_reads_no_statement(desk, monkeypatch):
    reader = TestClient(make_app(desk))
    monkeypatch.setattr(tables.statements, "of_articles", lambda *given: pytest.fail("statements were read"))
    assert reader.get("/").text.count('<article class="story"') > 1
    assert reader.get("/?full=1").text.count('<article class="story"') > 1
