import pytest
from starlette.testclient import TestClient

from badserver import FEED, Server, gives
from deskwork import Fakes
from readout.desk import open_desk
from readout.desk.feeds import FeedSettings
from readout.intake.web.manners import Manners
from readout.web.app import make_app


@pytest.fixture
def server():
    with Server({"/feed": FEED}) as here:
        yield here


def test_the_page_of_feeds_says_how_each_is_doing(server):
    settings = FeedSettings(manners=Manners(allowed=(server.host,), delay=0.0))
    with open_desk(steps=Fakes().steps(), feeds=settings) as desk, TestClient(make_app(desk)) as client:
        assert "readout feeds add" in client.get("/feeds").text
        desk.feeds.subscribe(server.url + "/feed", folder=("World",), title="<b>Quay</b>", by="ann")
        server.pages["/feed"] = gives(b"", 403)
        desk.update([server.url + "/feed"])
        page = client.get("/feeds").text
    assert "refused 403" in page
    assert "ask the publisher" in page
    assert "&lt;b&gt;Quay" in page


def test_a_feed_is_added_found_on_a_page_given_out_imported_and_removed(server):
    server.pages["/home"] = gives(
        b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><body></body></html>',
        200,
    )
    settings = FeedSettings(manners=Manners(allowed=(server.host,), delay=0.0))
    with open_desk(steps=Fakes().steps(), feeds=settings) as desk, TestClient(make_app(desk)) as client:
        page = client.post(
            "/feeds", data={"action": "add", "address": server.url + "/home", "folder": "World"}
        )
        assert page.status_code == 200
        [held] = desk.feeds.subscriptions()
        assert (held.address, held.folder) == (server.url + "/feed", ("World",))
        given = client.get("/feeds.opml").content
        client.post("/feeds", data={"action": "remove", "address": held.address})
        assert desk.feeds.subscriptions() == ()
        done = client.post("/feeds", data={"action": "import"}, files={"file": ("a.opml", given)})
        assert "1 new feed." in done.text
        assert [one.address for one in desk.feeds.subscriptions()] == [held.address]


def test_what_is_no_feed_and_no_list_is_told(server):
    server.pages["/home"] = gives(b"<html><body>nothing</body></html>", 200)
    settings = FeedSettings(manners=Manners(allowed=(server.host,), delay=0.0))
    with open_desk(steps=Fakes().steps(), feeds=settings) as desk, TestClient(make_app(desk)) as client:
        refused = client.post("/feeds", data={"action": "add", "address": server.url + "/home"})
        assert refused.status_code == 422
        assert "Not kept" in refused.text
        refused = client.post("/feeds", data={"action": "import"}, files={"file": ("a.opml", b"<html>")})
        assert refused.status_code == 422
        assert client.post("/feeds", data={"action": "burn"}).status_code == 404


def test_a_reader_who_does_not_own_changes_no_feed():
    with open_desk(None) as desk:
        for name in ("ann", "ben"):
            desk.accounts.add(name, "quite a long one")
        ben = {"X-Auth-Token": desk.accounts.app_password("ben")}
        client = TestClient(make_app(desk))
        form = {"action": "add", "address": "https://news.example/feed"}
        assert client.post("/feeds", data=form, headers=ben).status_code == 404
        assert '<form method="post" action="/feeds"' not in client.get("/feeds", headers=ben).text
