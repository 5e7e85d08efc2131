"""Threads over weeks: the command, its formats, and the page."""

import csv
import io
import json

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from readout.cli import main
from readout.desk import demo_clock, demo_files, minted_thread, open_desk
from readout.formats.threads import rows
from readout.web.app import make_app


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    place = tmp_path_factory.mktemp("threads") / "demo.sqlite3"
    with open_desk(place) as desk:
        desk.add(demo_files(), captured_at=demo_clock())
    return place


@pytest.fixture(scope="module")
def desk(store):
    with open_desk(store) as desk:
        yield desk


def run(store, *words):
    return CliRunner().invoke(main, ["thread", *words, "--store", str(store)])


def test_a_thread_goes_back_in_time(desk):
    found: dict[str, list[str]] = {}
    for row in rows(desk.edition()):
        found.setdefault(row.thread, []).append(row.first or "")
    assert found
    for days in found.values():
        assert days == sorted(days, reverse=True)
        assert len(days) > 1


def test_the_formats_say_the_same(store, desk):
    expected = [row.story for row in rows(desk.edition())]
    lines = [json.loads(line) for line in run(store, "--format", "jsonl").stdout.splitlines()]
    assert [line["story"] for line in lines] == expected
    assert [row["story"] for row in json.loads(run(store, "--format", "json").stdout)] == expected
    table = list(csv.DictReader(io.StringIO(run(store, "--format", "csv").stdout)))
    assert [row["story"] for row in table] == expected
    text = run(store, "--format", "text").stdout
    assert all(story in text for story in expected)


def test_every_story_of_a_thread_says_why_it_is_there(desk):
    assert all(row.why for row in rows(desk.edition()))


def test_a_thread_is_found_by_its_id_and_by_words(store, desk):
    thread = desk.edition().told.threads[0]
    assert thread.title.split()[0] in run(store, thread.id, "--format", "text").stdout
    assert run(store, thread.title[:20].lower()).exit_code == 0
    assert run(store, "no such thread").exit_code == 1


def test_cells_that_a_spreadsheet_would_run_are_quoted():
    from readout.formats.threads import _cell

    assert _cell("=1+1") == "'=1+1"
    assert _cell("plain") == "plain"
    assert _cell(None) == ""


def test_the_page_shows_the_stories_newest_first_and_leads_to_them(desk):
    client = TestClient(make_app(desk))
    for thread in desk.edition().told.threads:
        page = client.get(f"/thread/{thread.id}").text
        shown = [row.story for row in rows(desk.edition()) if row.thread == thread.id]
        places = [page.index(f"/story/{story}") for story in shown]
        assert places == sorted(places)
        assert "Why it is in this thread" in page
        story = client.get(f"/story/{thread.stories[0]}").text
        assert f"/thread/{thread.id}" in story


def test_an_old_address_of_a_thread_leads_to_it(desk):
    client = TestClient(make_app(desk), follow_redirects=False)
    thread = desk.edition().told.threads[0]
    answer = client.get(f"/thread/{minted_thread(thread.stories[1])}")
    assert answer.headers["location"] == f"/thread/{thread.id}"
    assert client.get("/thread/nothing").status_code == 404


def test_a_thread_is_found_among_all_things(desk):
    thread = desk.edition().told.threads[0]
    found = desk.find(thread.id)
    assert {story.id for story in found.told.stories} == set(thread.stories)


def test_a_round_up_of_the_week_ties_no_two_threads_together():
    from readout.desk import demo_clock, demo_files, house, open_desk

    with open_desk(None, steps=house(fast=True)) as desk:
        desk.add(demo_files(), captured_at=demo_clock())
        told = desk.edition().told
    titles = {story.id: story.title for story in told.stories}
    for thread in told.threads:
        held = " ".join(titles[story] for story in thread.stories)
        assert not ("port fees" in held and "cable ship" in held)
