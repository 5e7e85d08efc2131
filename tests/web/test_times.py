"""The pages that show when things happened and what changed."""

import re

import pytest
from starlette.testclient import TestClient

from readout.desk import open_desk
from readout.web.app import make_app

FIRST = """Norway holds cable ship

9 March 2026

Norway detained the cable ship Alma Ridge at Bergen on Sunday. The operator denied any survey.

Portugal will recall its ambassador on Friday, the ministry said.

<b>Nobody</b> was hurt.
"""
SECOND = FIRST.replace("denied any survey", "denied that any survey took place").replace(
    "<b>Nobody</b> was hurt.\n", ""
)


@pytest.fixture
def desk(tmp_path):
    with open_desk(tmp_path / "store.sqlite3") as desk:
        for text in (FIRST, SECOND):
            (tmp_path / "a.txt").write_text(text, encoding="utf-8")
            desk.add([str(tmp_path / "a.txt")])
        yield desk


@pytest.fixture
def client(desk):
    return TestClient(make_app(desk))


def test_a_page_read_again_is_a_version_and_no_copy(desk):
    edition = desk.edition()
    [version] = edition.versions
    assert [link.relation for link in edition.told.links] == ["update_of"]
    assert edition.copies == ()
    assert len(edition.told.stories) == 1
    assert version.later != version.earlier


def test_a_story_shows_what_happened_when_as_a_list_and_as_a_picture(client, desk):
    page = client.get(f"/story/{desk.edition().told.stories[0].id}").text
    assert "What happened when" in page
    assert '<time datetime="2026-03-08"' in page
    picture = re.search(r"<svg.*?</svg>", page, re.S).group()
    assert 'role="group"' in picture
    assert "<title" in picture
    for place in re.findall(r'href="#(event-\w+)"', picture):
        assert f'id="{place}"' in page
    assert "planned" in page


def test_versions_of_one_text_are_one_original(client, desk):
    page = client.get(f"/story/{desk.edition().told.stories[0].id}").text
    assert "2 articles, 1 original" in page
    assert "earlier version" in page


def test_an_article_leads_to_what_changed(client, desk):
    [version] = desk.edition().versions
    page = client.get(f"/article/{version.later}").text
    address = re.search(r"/difference/\w+/\w+", page).group()
    changed = client.get(address).text
    assert "<ins>that </ins>" in changed
    assert "<del>&lt;b&gt;Nobody&lt;/b&gt; was hurt.</del>" in changed
    assert "Statements that are not the same" in changed


def test_two_articles_that_are_no_versions_can_be_compared_and_unknown_ones_are_missing(client, desk):
    [version] = desk.edition().versions
    assert client.get(f"/difference/{version.earlier}/{version.later}").status_code == 200
    assert client.get("/difference/nothing/here").status_code == 404


def test_the_timeline_can_be_cut_to_its_weightiest_days(desk):
    story = desk.edition().told.stories[0].id
    whole, cut = desk.timeline(story), desk.timeline(story, days=1)
    assert len({event.day for event in cut.events}) == 1
    assert set(cut.events) < set(whole.events)
