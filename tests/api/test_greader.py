"""The Google Reader door, with the traps that programs meet there."""

import xml.etree.ElementTree as ET

import pytest
from starlette.testclient import TestClient

from readout.api.greader import numbers_meant
from readout.desk import demo_clock
from readout.desk.entries import Wanted
from readout.web.app import make_app
from serving import demo_desk

API = "/reader/api/0"
READ, STARRED = "user/-/state/com.google/read", "user/-/state/com.google/starred"
READING = "user/-/state/com.google/reading-list"
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with demo_desk(tmp_path_factory.mktemp("store") / "readout.sqlite3") as one:
        yield one


@pytest.fixture
def client(desk):
    asked = TestClient(make_app(desk, demo_clock), base_url="http://127.0.0.1")
    lines = asked.post("/accounts/ClientLogin", data={"Email": "reader", "Passwd": "any"}).text
    token = dict(line.split("=", 1) for line in lines.splitlines())["Auth"]
    return TestClient(
        make_app(desk, demo_clock),
        base_url="http://127.0.0.1",
        headers={"Authorization": f"GoogleLogin auth={token}"},
    )


def ids(client, **asked):
    return [
        ref["id"]
        for ref in client.get(f"{API}/stream/items/ids", params={"n": 1000, **asked}).json()["itemRefs"]
    ]


def test_every_line_of_the_login_is_a_name_and_a_value(client):
    told = client.post("/accounts/ClientLogin", data={"Email": "reader", "Passwd": "any"}).text
    assert told.endswith("\n")
    assert all(line.split("=", 1)[0] and line.split("=", 1)[1] for line in told.splitlines())
    assert {line.split("=")[0] for line in told.splitlines()} == {"SID", "LSID", "Auth"}


@pytest.mark.parametrize("form", [{}, {"Email": "reader"}, {"Passwd": "x"}])
def test_a_login_without_name_or_password_is_refused(client, form):
    assert client.post("/accounts/ClientLogin", data=form).status_code == 401


def test_nobody_reads_without_a_login_or_from_elsewhere(desk):
    asked = TestClient(make_app(desk, demo_clock), base_url="http://127.0.0.1")
    assert asked.get(f"{API}/subscription/list").status_code == 401
    away = TestClient(make_app(desk, demo_clock), base_url="http://192.0.2.7")
    assert away.post("/accounts/ClientLogin", data={"Email": "a", "Passwd": "b"}).status_code == 401


def test_feeds_folders_and_the_reader_are_listed(client):
    feeds = client.get(f"{API}/subscription/list?output=json").json()["subscriptions"]
    assert feeds
    assert all(feed["id"].startswith("feed/") and feed["title"] for feed in feeds)
    assert {"id": STARRED} in client.get(f"{API}/tag/list?output=json").json()["tags"]
    assert client.get(f"{API}/user-info").json()["userName"] == "reader"
    assert client.get(f"{API}/token").text.strip()


def test_a_page_says_where_the_next_one_begins(client):
    seen, more = [], {}
    while True:
        told = client.get(f"{API}/stream/contents/{READING}", params={"n": 2, **more}).json()
        seen += [entry["id"] for entry in told["items"]]
        if "continuation" not in told:
            break
        more = {"c": told["continuation"]}
    assert len(seen) == len(set(seen)) == len(ids(client))


def test_what_is_read_between_two_pages_hides_nothing_of_the_second(client):
    every = ids(client)
    told = client.get(f"{API}/stream/items/ids", params={"s": READING, "xt": READ, "n": 3}).json()
    first = [ref["id"] for ref in told["itemRefs"]]
    client.post(f"{API}/edit-tag", data={"i": first, "a": READ})
    later = ids(client, s=READING, xt=READ, c=told["continuation"])
    assert first + later == every
    client.post(f"{API}/edit-tag", data={"i": first, "r": READ})
    assert ids(client, s=READING, c="3") == every[3:]


def test_an_entry_has_every_field_that_programs_need(client):
    [entry] = client.get(f"{API}/stream/contents/{READING}?n=1").json()["items"]
    assert entry["id"].startswith("tag:google.com,2005:reader/item/0")
    assert entry["canonical"][0]["href"] == entry["alternate"][0]["href"]
    assert entry["summary"]["content"].startswith("<")
    assert entry["origin"]["streamId"].startswith("feed/")
    assert {"published", "updated", "crawlTimeMsec", "timestampUsec", "author", "title"} <= set(entry)


@pytest.mark.parametrize(
    "form", ["{0}", "{0:016x}", "{0:x}", "tag:google.com,2005:reader/item/{0:016x}",
             "tag:google.com,2005:reader/item/{0:x}"],
)  # fmt: skip
def test_every_form_of_an_id_means_the_same_entry(desk, form):
    every = desk.entries.find(Wanted(by="reader"))
    assert every
    held = {entry.number for entry in every}
    for number in held:
        assert next(n for n in numbers_meant(form.format(number)) if n in held) == number


@pytest.mark.parametrize("written", ["", "x", "tag:google.com,2005:reader/item/", "9" * 40, "-1", "½", "0"])
def test_an_id_of_nothing_means_no_entry(desk, written):
    assert desk.entries.named(numbers_meant(written)) == {}


@pytest.mark.parametrize("token", ["", "x", "x\n"])
@pytest.mark.parametrize(("tag", "other"), [(READ, READING), (STARRED, READING)])
def test_a_tag_is_set_and_taken_back_whatever_the_token(client, token, tag, other):
    one, two, *_ = ids(client)
    body = {"i": [one, f"tag:google.com,2005:reader/item/{int(two):016x}"], "T": token}
    assert client.post(f"{API}/edit-tag", data={**body, "a": tag}).text == "OK"
    assert set(ids(client, s=tag)) == {one, two}
    assert {one, two}.isdisjoint(ids(client, s=other, xt=tag))
    client.post(f"{API}/edit-tag", data={**body, "r": tag})
    assert ids(client, s=tag) == []


@pytest.mark.parametrize("user", ["-", "1", "12345"])
def test_a_stream_is_known_under_any_users_number(client, user):
    one = ids(client)[0]
    client.post(f"{API}/edit-tag", data={"i": one, "a": f"user/{user}/state/com.google/read"})
    assert ids(client, s=f"user/{user}/state/com.google/read") == [one]
    client.post(f"{API}/edit-tag", data={"i": one, "a": f"user/{user}/state/com.google/kept-unread"})
    assert ids(client, s=READ) == []


@pytest.mark.parametrize(
    "address",
    ["stream/items/ids?s=user/-/state/com.google/starred", "stream/items/contents",
     "stream/items/contents?i=12", "stream/contents/feed/nothing", "stream/contents/user/-/label/nothing",
     "stream/items/ids?s=nothing", "stream/contents/user/-/state/com.google/starred?n=x&c=y&ot=z"],
)  # fmt: skip
def test_an_empty_set_is_no_error(client, address):
    found = client.get(f"{API}/{address}")
    assert found.status_code == 200
    assert found.json().get("items", found.json().get("itemRefs")) == []


def test_contents_are_given_for_many_ids_at_once(client):
    wanted = ids(client)[:3]
    body = "&".join(f"i={one}" for one in wanted)
    found = client.post(f"{API}/stream/items/contents", content=body, headers=FORM).json()["items"]
    assert [int(entry["id"][-16:], 16) for entry in found] == [int(one) for one in wanted]


def test_everything_up_to_a_moment_is_read(client):
    assert client.post(f"{API}/mark-all-as-read", data={"s": READING, "ts": "1000000000"}).text == "OK"
    assert ids(client, s=READ) == []
    client.post(f"{API}/mark-all-as-read", data={"s": READING})
    assert ids(client, s=READING, xt=READ) == []
    assert client.get(f"{API}/unread-count?output=json").json() == {"max": 0, "unreadcounts": []}
    for one in ids(client):
        client.post(f"{API}/edit-tag", data={"i": one, "r": READ})
    assert client.get(f"{API}/unread-count").json()["max"] == len(ids(client))


def test_a_feed_is_atom_with_its_tags(client):
    feed = client.get(f"{API}/subscription/list").json()["subscriptions"][0]["id"]
    root = ET.fromstring(client.get(f"/reader/atom/{feed}?n=20").content)
    atom = "{http://www.w3.org/2005/Atom}"
    entries = root.findall(f"{atom}entry")
    assert 0 < len(entries) <= 20
    for entry in entries:
        assert entry.find(f"{atom}id").text.startswith("tag:google.com,2005:reader/item/")
        assert "fresh" in {part.get("label") for part in entry.findall(f"{atom}category")}


def test_a_feed_that_is_unsubscribed_is_asked_no_more(client, desk):
    desk.feeds.import_opml(
        b'<opml version="2.0"><body><outline type="rss" text="A" xmlUrl="https://a.example/feed?x=1"/></body></opml>',
        where="a", by="reader",
    )  # fmt: skip
    [feed] = [
        f["id"] for f in client.get(f"{API}/subscription/list").json()["subscriptions"] if f["title"] == "A"
    ]
    assert (
        client.post(f"{API}/subscription/edit", data={"ac": "edit", "s": feed, "t": "B"}).status_code == 400
    )
    assert client.post(f"{API}/subscription/edit", data={"ac": "unsubscribe", "s": feed}).text == "OK"
    assert desk.feeds.subscriptions() == ()
    again = client.post(f"{API}/subscription/edit", data={"ac": "unsubscribe", "s": feed})
    assert again.status_code == 404


def test_a_body_that_never_ends_is_refused(client):
    assert client.post(f"{API}/edit-tag", content=b"i=1&" * 2_000_000, headers=FORM).status_code == 413
