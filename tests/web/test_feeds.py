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
