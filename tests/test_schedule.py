"""The schedule inside `readout serve`."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from badserver import FEED, Server, gives, silent
from deskwork import Fakes
from readout.desk import Schedule, open_desk
from readout.desk.feeds import FeedSettings
from readout.intake.web.manners import Manners


@pytest.fixture
def server():
    with Server({"/feed": FEED}) as here:
        yield here


class Clock:
    def __init__(self):
        self.at = datetime(2026, 3, 16, 8, 0, tzinfo=UTC)

    def __call__(self):
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(server, clock, tmp_path):
    settings = FeedSettings(manners=Manners(allowed=(server.host,), delay=0.0))
    address = tmp_path / "s.sqlite3"
    with open_desk(address, steps=Fakes().steps(), clock=clock, feeds=settings) as desk:
        yield desk


def until(true, seconds=30.0):
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()


def test_without_feeds_nothing_is_asked(desk, server, clock):
    with Schedule(desk, clock, look=0.02):
        time.sleep(0.1)
    assert not server.asked


def test_a_feed_is_asked_when_it_is_due_and_once_after_a_long_sleep(desk, server, clock):
    desk.feeds.subscribe(server.url + "/feed", pages=False, by="ann")
    with Schedule(desk, clock, look=0.02):
        assert until(lambda: desk.edition().captures)
        time.sleep(0.1)
        assert server.asked["/feed"] == 1
        clock.at += timedelta(days=2)  # the machine slept through a hundred turns
        assert until(lambda: server.asked["/feed"] == 2)
        time.sleep(0.1)
        assert server.asked["/feed"] == 2


def test_a_feed_added_meanwhile_is_asked_too(desk, server, clock):
    with Schedule(desk, clock, look=0.02):
        listed = f'<opml><body><outline xmlUrl="{server.url}/feed"/></body></opml>'.encode()
        desk.feeds.import_opml(listed, where="list", by="ann")
        assert until(lambda: server.asked["/feed"])


def test_two_updates_never_run_at_the_same_time(desk, server, clock):
    busy, most = [0], [0]

    def counted(handler):
        busy[0] += 1
        most[0] = max(most[0], busy[0])
        time.sleep(0.05)
        busy[0] -= 1
        gives(FEED)(handler)

    desk.feeds.subscribe(server.url + "/feed", by="ann")
    server.pages["/feed"] = counted
    asking = [threading.Thread(target=desk.update, args=([server.url + "/feed"],)) for _ in range(3)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert most == [1]


def test_the_end_does_not_wait_for_a_slow_server(desk, server, clock):
    desk.feeds.subscribe(server.url + "/feed", by="ann")
    desk.update()
    server.pages["/feed"] = silent
    clock.at += timedelta(days=1)
    with Schedule(desk, clock, look=0.02):
        assert until(lambda: server.asked["/feed"] == 2)
        began = time.monotonic()
    assert time.monotonic() - began < 8


def test_trouble_with_the_store_does_not_end_the_schedule(desk, server, clock, monkeypatch):
    from readout.model import StoreLockedError

    desk.feeds.subscribe(server.url + "/feed", pages=False, by="ann")
    real, failed = desk.update, []

    def failing(**more):
        if len(failed) < 2:
            failed.append(1)
            raise (StoreLockedError() if len(failed) == 1 else ZeroDivisionError())
        return real(**more)

    monkeypatch.setattr(desk, "update", failing)
    with Schedule(desk, clock, look=0.02):
        assert until(lambda: desk.edition().captures)
