"""Images of articles: off unless set, fetched by the reader through its guard, and nothing but images."""

import re

import pytest
from starlette.testclient import TestClient

from badserver import Server, gives
from readout.desk import images, open_desk
from readout.desk.feeds import FeedSettings
from readout.intake.web.manners import Manners
from readout.web.app import make_app

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64
TEXT = (
    "<p>Ilse Brandt, the port warden, said on Monday that the north quay would stay closed until the cranes "
    "had been looked at, and that nobody had been hurt.</p><p>The carriers denied that the cranes were old.</p>"
)


def page(address):
    return (
        f"<html><head><title>Quay closed</title></head><body><article><h1>Quay closed</h1>"
        f'<figure><img src="{address}" alt="The closed quay"></figure>{TEXT}</article></body></html>'
    ).encode()


@pytest.fixture
def server():
    with Server({"/a.png": gives(PNG, 200)}) as here:
        yield here


@pytest.fixture
def held(server, tmp_path):
    """A desk that may ask the server on loopback, with one article that leads with its image."""
    (tmp_path / "page.html").write_bytes(page(server.url + "/a.png"))
    settings = FeedSettings(manners=Manners(allowed=(server.host,), delay=0.0))
    with open_desk(feeds=settings) as desk:
        desk.add([str(tmp_path / "page.html")])
        yield desk


@pytest.fixture
def client(held):
    return TestClient(make_app(held))


def shown(client, desk):
    """The address of the image on the page of the article. None: there is none."""
    found = client.get(f"/article/{desk.edition().articles[0].id}")
    image = re.search(r'<img src="(/image/[^"]+)" alt="The closed quay"', found.text)
    return image and image[1]


def test_unless_it_is_set_no_page_shows_an_image_and_nothing_is_asked(client, held, server):
    answer = client.get(f"/article/{held.edition().articles[0].id}")
    assert "<img" not in answer.text
    assert "img-src" not in answer.headers["content-security-policy"]
    client.post("/settings", data={"images": "on"})
    src = shown(client, held)
    client.post("/settings", data={})
    assert client.get(src).status_code == 404
    assert server.asked["/a.png"] == 0


def test_where_it_is_set_the_reader_fetches_it_once_when_the_browser_asks_the_reader(client, held, server):
    client.post("/settings", data={"images": "on"})
    src = shown(client, held)
    assert server.asked["/a.png"] == 0
    for _ in range(2):
        answer = client.get(src)
        assert (answer.content, answer.headers["content-type"]) == (PNG, "image/png")
    assert server.asked["/a.png"] == 1
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    policy = client.get("/").headers["content-security-policy"]
    assert "img-src 'self'" in policy
    assert "default-src 'none'" in policy


def test_no_address_but_a_signed_one_of_an_article_leads_anywhere(client, held):
    client.post("/settings", data={"images": "on"})
    src = shown(client, held)
    wrong = src[:-1] + ("0" if src[-1] != "0" else "1")
    for address in (wrong, src.rsplit("/", 1)[0] + "/", "/image/x/y", "/image/é/é"):
        assert client.get(address).status_code == 404, address
    assert client.get(src, headers={"sec-fetch-site": "cross-site"}).status_code == 404


BODIES = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "a page": b"<script>alert(1)</script>",
    "nothing": b"",
    "too large": PNG + b"\x00" * images.LARGEST,
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_what_is_no_image_is_not_served_whatever_it_calls_itself(client, held, server, body):
    server.pages["/a.png"] = gives(body, 200)
    client.post("/settings", data={"images": "on"})
    for _ in range(2):
        answer = client.get(shown(client, held))
        assert answer.status_code == 502
        assert b"alert" not in answer.content
    assert server.asked["/a.png"] == 1  # and it is not asked again at once


def test_an_image_inside_the_user_s_own_network_is_not_asked_for(server, tmp_path):
    (tmp_path / "page.html").write_bytes(page(server.url + "/a.png"))
    with open_desk(feeds=FeedSettings(manners=Manners(delay=0.0))) as desk:
        desk.add([str(tmp_path / "page.html")])
        client = TestClient(make_app(desk))
        client.post("/settings", data={"images": "on"})
        assert client.get(shown(client, desk)).status_code == 502
    assert server.asked["/a.png"] == 0


def test_all_images_together_take_no_more_than_their_room(held, server, monkeypatch):
    monkeypatch.setattr(images, "ROOM", 2 * len(PNG))
    for name in "abc":
        server.pages[f"/{name}.png"] = gives(PNG, 200)
        assert not held.images.get(f"{server.url}/{name}.png").trouble
    held.images.get(f"{server.url}/a.png")
    assert server.asked["/a.png"] == 2
    held.images.get(f"{server.url}/c.png")
    assert server.asked["/c.png"] == 1
