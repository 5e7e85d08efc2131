"""Server-sent events over a connection: what comes in is told to whoever listens."""

import http.client
import json
import time

import pytest
from starlette.testclient import TestClient

from readout.api.events import Events
from readout.api.rest import make_api
from readout.desk import demo_clock, demo_files, open_desk
from readout.model import Act
from serving import served_app


@pytest.fixture
def desk(tmp_path):
    with open_desk(tmp_path / "readout.sqlite3") as one:
        one.add(demo_files()[:2], captured_at=demo_clock())
        one.ledger.add_alert(acts=[Act.STATE, Act.DENY], by="reader")
        yield one


def quick(desk, **others):
    return Events(desk, look=0.05, **others)


def listen(address):
    connection = http.client.HTTPConnection(address.split("//")[1], timeout=30)
    connection.request("GET", "/events")
    answer = connection.getresponse()
    assert answer.status == 200, answer.read()
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.readline() == b": listening\n"
    return connection, answer


def told(answer):
    """The next event, or the next comment."""
    lines = {}
    while True:
        line = answer.readline().decode().rstrip("\n")
        if line.startswith(": "):
            return {"comment": line}
        if line:
            name, _, value = line.partition(": ")
            lines[name] = value
        elif lines:
            return lines


def test_a_new_story_and_a_hit_are_told_once_with_their_passages(desk):
    before = {story.id for story in desk.edition().told.stories}
    with served_app(make_api(desk, quick(desk))) as address:
        connection, answer = listen(address)
        time.sleep(0.3)
        desk.add(demo_files()[2:6], captured_at=demo_clock())
        fresh = {story.id for story in desk.edition().told.stories} - before
        hits = len(desk.ledger.hits()) - len([h for h in desk.ledger.hits() if h.state == "held"])
        events = [told(answer) for _ in range(len(fresh) + hits)]
        connection.close()
    stories = [json.loads(e["data"]) for e in events if e["event"] == "story"]
    assert {story["id"] for story in stories} == fresh
    assert len(stories) == len(fresh) > 0
    assert any(story["brief"]["sentences"][0]["passages"] for story in stories if story["brief"])
    found = [json.loads(e["data"]) for e in events if e["event"] == "hit"]
    assert len(found) == hits > 0
    assert all(hit["passage"]["text"] for hit in found)


def test_silence_is_broken_by_a_sign_of_life(desk):
    with served_app(make_api(desk, quick(desk, beat=0.1))) as address:
        connection, answer = listen(address)
        assert told(answer) == {"comment": ": here"}
        connection.close()


def test_no_more_listen_than_may_and_who_leaves_makes_room(desk):
    events = quick(desk, most=1)
    with served_app(make_api(desk, events)) as address:
        first, _ = listen(address)
        second = http.client.HTTPConnection(address.split("//")[1], timeout=30)
        second.request("GET", "/events")
        refused = second.getresponse()
        assert refused.status == 503
        assert json.loads(refused.read())["status"] == 503
        first.sock.shutdown(2)
        first.close()
        until = time.monotonic() + 20
        while events.listening and time.monotonic() < until:
            time.sleep(0.05)
        assert events.listening == 0
        third, _ = listen(address)
        third.close()


def test_hits_missed_in_a_break_are_told_again(desk):
    events, newest = quick(desk), max(hit.number for hit in desk.ledger.hits())
    stories, _ = events.now()
    assert [number for name, number, _ in events.since(stories, newest - 1)] == [newest]


def test_nobody_listens_from_elsewhere(desk):
    away = TestClient(make_api(desk), base_url="http://192.0.2.7")
    assert away.get("/events").status_code == 401


def test_whoever_listens_is_let_go_when_the_reader_ends(desk):
    events = quick(desk)
    with served_app(make_api(desk, events)) as address:
        _, answer = listen(address)
        events.ending = True
        assert answer.read() in {b"", b"\n"}
