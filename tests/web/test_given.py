"""Explainers, the digest and feeds as a browser and a feed reader get them."""

import feedparser
import pytest
from starlette.testclient import TestClient

from readout.desk import demo_clock, demo_files, open_desk
from readout.web.app import make_app


@pytest.fixture(scope="module")
def client():
    with open_desk(None) as desk:
        desk.add(demo_files()[:11], captured_at=demo_clock())
        yield TestClient(make_app(desk, demo_clock), base_url="http://127.0.0.1")


def test_an_explainer_has_contents_that_lead_to_its_sections(client):
    page = client.get("/explain/cable%20ship").text
    assert '<a href="#players">' in page
    assert '<section id="players">' in page
    assert "/capture/" in page


def test_an_explainer_of_nothing_is_not_found(client):
    assert client.get("/explain/volcano").status_code == 404


def test_the_digest_shows_why_a_story_stands_where_it_stands(client):
    page = client.get("/digest").text
    assert "weight" in page
    assert "/story/" in page


@pytest.mark.parametrize("kind", ["stories", "disputes"])
@pytest.mark.parametrize("form", ["atom", "rss"])
def test_a_feed_reader_reads_what_is_given_out(client, kind, form):
    found = client.get(f"/feed/{kind}.{form}")
    read = feedparser.parse(found.text)
    assert not read.bozo
    assert read.entries
    assert all(entry.link.startswith("http://127.0.0.1/") for entry in read.entries)
    assert client.get(read.entries[0].link).status_code == 200


def test_what_one_actor_said_is_a_feed(client):
    page = client.get("/explain/cable%20ship").text
    actor = page.split('href="/actor/')[1].split('"')[0]
    assert client.get(f"/feed/actor/{actor}.json").json()["items"]
    assert client.get("/feed/actor/nobody.atom").status_code == 404


def test_a_feed_of_something_else_is_not_found(client):
    assert client.get("/feed/horoscopes.atom").status_code == 404
    assert client.get("/feed/stories.doc").status_code == 404
