"""The Miniflux door, asked by Miniflux's own client over a connection."""

from dataclasses import replace

import miniflux
import pytest
from starlette.testclient import TestClient

from readout.desk import demo_clock, house, open_desk
from readout.model import MarkKind
from readout.web.app import make_app
from serving import demo_desk, served

KEY = {"X-Auth-Token": "any"}


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with demo_desk(tmp_path_factory.mktemp("store") / "readout.sqlite3") as desk, served(desk) as address:
        yield desk, address


@pytest.fixture
def client(running):
    with miniflux.Client(running[1], username="reader", password="any") as one:
        yield one


def test_a_program_logs_in_with_a_password_or_a_token(running, client):
    assert client.me()["username"] == "reader"
    assert miniflux.Client(running[1], api_key="token").me()["id"] == 1


def test_a_program_without_either_is_turned_away(running):
    with demo_desk() as desk:
        asked = TestClient(make_app(desk, demo_clock), base_url="http://127.0.0.1")
        assert asked.get("/v1/me").status_code == 401
        away = TestClient(make_app(desk, demo_clock), base_url="http://192.0.2.7", headers=KEY)
        assert away.get("/v1/me").status_code == 401


def test_every_article_is_an_entry_of_a_feed_of_a_category(running, client):
    found = client.get_entries(limit=1000)
    assert found["total"] == len(found["entries"]) == len(running[0].edition().articles)
    feeds = {feed["id"] for feed in client.get_feeds()}
    assert {entry["feed_id"] for entry in found["entries"]} <= feeds
    folders = {folder["id"] for folder in client.get_categories()}
    assert {feed["category"]["id"] for feed in client.get_feeds()} <= folders


def test_entries_come_in_pages_in_the_order_that_is_asked_for(client):
    whole = client.get_entries(order="published_at", direction="desc", limit=1000)["entries"]
    first = client.get_entries(order="published_at", direction="desc", limit=3)["entries"]
    second = client.get_entries(order="published_at", direction="desc", limit=3, offset=3)["entries"]
    assert [e["id"] for e in first + second] == [e["id"] for e in whole[:6]]
    assert whole[0]["published_at"] >= whole[-1]["published_at"]


def test_an_entry_has_the_words_of_its_article_and_no_markup_of_its_page(client):
    entry = client.get_entry(client.get_entries(limit=1)["entries"][0]["id"])
    assert entry["content"].startswith(("<p>", "<h3>"))
    assert "<script" not in entry["content"]
    assert entry["comments_url"].endswith(f"/article/{entry['hash']}")


def test_read_is_kept_and_can_be_taken_back(running, client):
    number = client.get_entries(limit=1)["entries"][0]["id"]
    client.update_entries([number], "read")
    assert client.get_entry(number)["status"] == "read"
    assert number not in {e["id"] for e in client.get_entries(status=["unread"], limit=1000)["entries"]}
    assert MarkKind.READ in {mark.kind for mark in running[0].marks()}
    client.update_entries([number], "unread")
    assert client.get_entry(number)["status"] == "unread"


def test_starred_is_turned_over(client):
    number = client.get_entries(limit=1)["entries"][0]["id"]
    client.toggle_bookmark(number)
    assert [e["id"] for e in client.get_entries(starred="true")["entries"]] == [number]
    client.toggle_bookmark(number)
    assert client.get_entries(starred="true") == {"total": 0, "entries": []}


def test_a_whole_feed_is_read_at_once_and_counted(client):
    feed = client.get_feeds()[0]["id"]
    client.mark_feed_entries_as_read(feed)
    counted = client.get_feed_counters()
    assert str(feed) not in counted["unreads"]
    assert counted["reads"][str(feed)] == client.get_feed_entries(feed, status="read")["total"]
    numbers = [e["id"] for e in client.get_feed_entries(feed, limit=1000)["entries"]]
    client.update_entries(numbers, "unread")
    assert client.get_feed_counters()["reads"] == {}


@pytest.mark.parametrize("ask", ["get_feed", "get_entry", "get_icon_by_feed_id", "get_category_feeds"])
def test_what_is_not_there_is_not_found(client, ask):
    with pytest.raises(miniflux.ResourceNotFound):
        getattr(client, ask)(3)


def test_a_feed_has_no_icon(client):
    with pytest.raises(miniflux.ResourceNotFound):
        client.get_icon_by_feed_id(client.get_feeds()[0]["id"])


@pytest.mark.parametrize("wanted", [{"limit": "x"}, {"after": "-1"}])
def test_a_question_that_makes_no_sense_is_a_bad_request(client, wanted):
    with pytest.raises(miniflux.BadRequest):
        client.get_entries(**wanted)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"entry_ids": "1", "status": "read"}',
                                  b'{"entry_ids": [1], "status": "removed"}'])  # fmt: skip
def test_a_change_that_makes_no_sense_changes_nothing(running, body):
    asked = TestClient(make_app(running[0], demo_clock), base_url="http://127.0.0.1", headers=KEY)
    before = running[0].marks()
    assert asked.put("/v1/entries", content=body).status_code == 400
    assert running[0].marks() == before


def test_marks_outlive_reading_everything_anew(tmp_path):
    """The numbers stay, and what was read and starred is so still."""
    store = tmp_path / "readout.sqlite3"
    with demo_desk(store) as desk:
        asked = TestClient(make_app(desk, demo_clock), base_url="http://127.0.0.1", headers=KEY)
        numbers = [e["id"] for e in asked.get("/v1/entries?limit=1000").json()["entries"]]
        asked.put("/v1/entries", json={"entry_ids": numbers[:4], "status": "read"})
        asked.put(f"/v1/entries/{numbers[5]}/bookmark")
    anew = house()
    steps = replace(
        anew, **{name: replace(getattr(anew, name), version=99) for name in ("articles", "statements")}
    )
    with open_desk(store, steps=steps) as desk:
        desk.add([])
        asked = TestClient(make_app(desk, demo_clock), base_url="http://127.0.0.1", headers=KEY)
        read = asked.get("/v1/entries?status=read&limit=1000").json()["entries"]
        assert {e["id"] for e in read} == set(numbers[:4])
        assert [e["id"] for e in asked.get("/v1/entries?starred=true").json()["entries"]] == [numbers[5]]
