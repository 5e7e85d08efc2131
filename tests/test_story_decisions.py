"""A person joins and parts stories, takes it back, and every run obeys."""

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from eventwork import CABLE, CABLE_TOO, FILLER, FLOOD, MUSEUM
from newsroom import NOW
from readout.cli import main
from readout.desk import minted_story, open_desk
from readout.model import ArticleId, NotFoundError
from readout.web.app import make_app

TEXTS = [CABLE, CABLE_TOO, FLOOD, MUSEUM, *FILLER]


@pytest.fixture
def files(tmp_path):
    found = []
    for number, text in enumerate(TEXTS):
        path = tmp_path / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        found.append(str(path))
    return found


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store.sqlite3"


@pytest.fixture
def desk(files, store):
    with open_desk(store, clock=lambda: NOW) as desk:
        desk.add(files)
        yield desk


def article(desk, text):
    capture = next(c.id for c in desk.edition().captures if c.text == text)
    return next(a.id for a in desk.edition().articles if a.capture_id == capture)


def story(desk, text):
    mine = article(desk, text)
    return next(s for s in desk.edition().told.stories if mine in s.articles)


def told(desk):
    return {s.articles for s in desk.edition().told.stories}


def test_two_stories_joined_are_one_in_every_later_run(desk, files, store, tmp_path):
    joined = desk.join_stories([story(desk, FLOOD).id, story(desk, CABLE).id], "reader")
    assert set(desk.story(joined).told.stories[0].articles) == {
        article(desk, text) for text in (FLOOD, CABLE, CABLE_TOO)
    }
    assert any("a person put them together" in r.detail for r in story(desk, FLOOD).reasons)
    before = told(desk)
    with open_desk(store) as again:
        (tmp_path / "new.txt").write_text("A baker in Graz sold his last loaf to a tourist from Lyon.")
        again.add([str(tmp_path / "new.txt")])
        assert before <= told(again)


def test_all_that_one_act_judged_of_stories_is_undone_by_the_number_of_any_of_it(desk):
    before = told(desk)
    desk.join_stories([story(desk, FLOOD).id, story(desk, CABLE).id], "reader")
    number = desk.judgements()[-1].number
    assert len(desk.judgements()) > 1
    desk.unjudge(number)
    assert told(desk) == before
    assert desk.judgements() == ()
    with pytest.raises(NotFoundError):
        desk.unjudge(number)


def test_an_article_parted_stays_apart_and_comes_back_when_that_is_undone(desk, store):
    before = told(desk)
    parted = desk.part_story(story(desk, CABLE).id, [article(desk, CABLE)], "reader")
    assert desk.story(parted).told.stories[0].articles == (article(desk, CABLE),)
    assert story(desk, CABLE_TOO).id != parted
    with open_desk(store) as again:
        assert told(again) == told(desk)
        (decision,) = again.story_decisions(parted)
        assert not decision.together
        again.undo_story(decision.key, "reader")
        assert told(again) == before
        assert again.story_decisions() == ()


def test_what_was_said_last_counts(desk):
    one = story(desk, CABLE).id
    parted = desk.part_story(one, [article(desk, CABLE)], "reader")
    joined = desk.join_stories([parted, story(desk, CABLE_TOO).id], "reader")
    assert len(desk.story(joined).told.stories[0].articles) == 2
    assert len(desk.story_decisions()) == 2


def test_a_decision_that_makes_no_sense_is_refused(desk):
    with pytest.raises(NotFoundError):
        desk.part_story(story(desk, FLOOD).id, [article(desk, FLOOD)], "reader")
    with pytest.raises(NotFoundError):
        desk.part_story(story(desk, CABLE).id, [article(desk, FLOOD)], "reader")
    with pytest.raises(NotFoundError):
        desk.join_stories([story(desk, CABLE).id, "no such story"], "reader")
    with pytest.raises(NotFoundError):
        desk.undo_story("no such time", "reader")
    key = desk.story_decisions()
    assert key == ()


def test_another_person_cannot_take_a_decision_back(desk):
    desk.join_stories([story(desk, FLOOD).id, story(desk, CABLE).id], "reader")
    (decision,) = desk.story_decisions()
    with pytest.raises(NotFoundError):
        desk.undo_story(decision.key, "somebody else")


def test_a_story_answers_to_every_id_it_had_or_could_have_had(desk):
    one = story(desk, CABLE)
    for member in one.articles:
        assert desk.story(minted_story(member)).told.stories[0].id == one.id


def test_the_command_joins_parts_lists_and_takes_back(desk, store):
    def run(*words):
        return CliRunner().invoke(main, [*words, "--store", str(store)])

    flood, cable = story(desk, FLOOD).id, story(desk, CABLE).id
    done = run("story", flood, "--join", cable, "--format", "jsonl")
    assert done.exit_code == 0, done.output
    assert "kept" in done.stderr
    listed = run("story", "--decisions").stdout
    assert "one story" in listed
    key = listed.split()[0]
    assert run("story", "--undo", key).exit_code == 0
    assert "nothing is decided" in run("story", "--decisions").stderr
    parted = run("story", cable, "--part", article(desk, CABLE), "--format", "text")
    assert parted.exit_code == 0, parted.output
    assert run("story", "--join", cable).exit_code == 1


def test_the_page_of_a_story_says_why_and_puts_right(desk):
    client = TestClient(make_app(desk, lambda: NOW), follow_redirects=True)
    page = client.get(f"/story/{story(desk, CABLE).id}").text
    assert "Why this is one story" in page
    assert "rare words in both leads" in page
    parted = client.post(
        f"/story/{story(desk, CABLE).id}", data={"action": "part", "article": [article(desk, CABLE)]}
    )
    assert "Every later run obeys" in parted.text
    assert story(desk, CABLE).id != story(desk, CABLE_TOO).id
    (decision,) = desk.story_decisions()
    undone = client.post(f"/story/{story(desk, CABLE).id}", data={"action": "undo", "decision": decision.key})
    assert undone.status_code == 200
    assert story(desk, CABLE).id == story(desk, CABLE_TOO).id


def test_the_page_of_a_story_joins_two(desk):
    client = TestClient(make_app(desk, lambda: NOW), follow_redirects=True)
    joined = client.post(
        f"/story/{story(desk, FLOOD).id}", data={"action": "join", "other": story(desk, CABLE).id}
    )
    assert joined.status_code == 200
    assert story(desk, FLOOD).id == story(desk, CABLE).id
    assert client.post(f"/story/{story(desk, FLOOD).id}", data={"action": "burn"}).status_code == 404


def test_an_old_address_of_a_story_leads_to_it(desk):
    client = TestClient(make_app(desk, lambda: NOW), follow_redirects=False)
    one = story(desk, CABLE)
    old = next(minted_story(a) for a in one.articles if minted_story(a) != one.id)
    assert client.get(f"/story/{old}").headers["location"] == f"/story/{one.id}"
    assert client.get("/story/nothing").status_code == 404
    assert ArticleId(one.articles[0])
