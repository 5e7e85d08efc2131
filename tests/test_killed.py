"""An update that is killed at any point leaves a store that the next update completes."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from badserver import Server, gives, rss
from deskwork import Fakes
from readout.desk import open_desk
from readout.desk.feeds import FeedSettings
from readout.formats.export import as_jsonl
from readout.intake.web.manners import Manners

FEEDS, ENTRIES = 4, 3
PAGE = (
    "<!doctype html><html><head><title>{0}</title></head><body><article><h1>{0}</h1>"
    "<p>The harbour master of town {1} said on Monday that the ship would stay in the dock.</p>"
    "<p>“Nobody leaves before the inquiry ends,” the owner of berth {2} told reporters of this paper.</p>"
    "<p>The ministry denied that there had been an order, and asked for a report by Friday.</p>"
    "</article></body></html>"
)
NOW = datetime(2026, 3, 16, 8, 0, tzinfo=UTC)


class Killed(BaseException):
    """What a test raises in place of a kill."""


@pytest.fixture(scope="module")
def server():
    pages = {}
    for feed in range(FEEDS):
        items = []
        for number in range(ENTRIES):
            path = f"/page/{feed}/{number}"
            title = f"Ship {feed} kept in dock {number}"
            items.append(
                f"<guid isPermaLink='false'>{number}</guid><title>{title}</title><link>{path}</link>"
                f"<pubDate>Mon, 09 Mar 2026 1{number}:00:00 GMT</pubDate><description>Own words of it.</description>"
            )
            pages[path] = gives(PAGE.format(title, feed, number).encode(), content_type="text/html")
        pages[f"/feed/{feed}"] = rss(*items, title=f"Paper {feed}")
    pages["/page/1/2"] = gives(b"", 403)
    pages["/feed/3"] = gives(b"", 500)
    with Server(pages) as here:
        yield here


def opml(server):
    outlines = "".join(f'<outline xmlUrl="{server.url}/feed/{n}"/>' for n in range(FEEDS))
    return f"<opml><body>{outlines}</body></opml>".encode()


def settings(server):
    return FeedSettings(manners=Manners(allowed=(server.host,), delay=0.0))


def known(export):
    """An export without the times at which this run happened."""
    return re.sub(r'"received_at": ?"[^"]*"', "", export)


def update(store, server):
    with open_desk(store, steps=Fakes().steps(), clock=lambda: NOW, feeds=settings(server)) as desk:
        if not desk.feeds.subscriptions():
            desk.feeds.import_opml(opml(server), where="list", by="ann")
        desk.update()
        states = [(state.word, state.entries, state.waiting) for state in desk.feeds.states()]
        return known("".join(as_jsonl(desk.edition()))), states


@contextmanager
def killed_at_write(monkeypatch, number, *, before):
    """The `number`th transaction that writes is the last: it ends in a kill before or after it is kept."""
    from readout.store.opened import Store

    real, count = Store.writing, [0]

    @contextmanager
    def writing(self):
        count[0] += 1
        with real(self) as db:
            yield db
            if count[0] == number and before:
                raise Killed
        if count[0] == number:
            raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Store, "writing", writing)
        yield count


EVERY = {
    "some": lambda count: range(3, count + 1, 7),
    "every": pytest.param(lambda count: range(3, count + 1), marks=pytest.mark.slow),
}


@pytest.mark.parametrize("moments", EVERY.values(), ids=EVERY)
def test_killed_at_a_write_the_next_run_completes(server, tmp_path, monkeypatch, moments):
    with killed_at_write(monkeypatch, -1, before=False) as count:
        whole = update(tmp_path / "whole.sqlite3", server)
    assert count[0] > FEEDS + FEEDS * ENTRIES
    assert whole[1] == [("ok", 3, 0)] * 3 + [("server error 500", 0, 0)]
    # The first two writes make the store and subscribe.
    for number in moments(count[0]):
        before = number % 2 == 0
        store = tmp_path / f"{number}-{before}.sqlite3"
        with killed_at_write(monkeypatch, number, before=before), pytest.raises(Killed):
            update(store, server)
        assert update(store, server) == whole, f"killed {'before' if before else 'after'} write {number}"


@pytest.mark.slow
def test_killed_at_fifty_random_moments_the_next_run_completes(server, tmp_path):
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "READOUT_ALLOW_HOSTS": server.host,
        "READOUT_DELAY": "0",
    }

    def command(store, *words):
        return [sys.executable, "-m", "readout", *words, "--store", str(store)]

    def subscribed(name):
        store = tmp_path / f"{name}.sqlite3"
        done = subprocess.run(
            command(store, "feeds", "import", "-"), input=opml(server), env=env, capture_output=True
        )
        assert done.returncode == 0
        return store

    def exported(store):
        done = subprocess.run(command(store, "export"), env=env, capture_output=True, text=True, check=True)
        feeds = subprocess.run(command(store, "feeds"), env=env, capture_output=True, text=True, check=True)
        states = [json.loads(line) for line in feeds.stdout.splitlines()]
        return known(done.stdout), [(s["state"], s["entries"], s["waiting"]) for s in states]

    whole = subscribed("whole")
    began = time.monotonic()
    subprocess.run(command(whole, "update"), env=env, capture_output=True)
    lasted = time.monotonic() - began
    wanted = exported(whole)
    seed = random.randrange(1 << 30)
    moments = random.Random(seed)
    hit = 0
    for number in range(50):
        store = subscribed(str(number))
        running = subprocess.Popen(command(store, "update"), env=env, stderr=subprocess.DEVNULL)
        try:
            running.wait(moments.uniform(0.3, 1.0) * lasted)
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGKILL)
            running.wait()
            hit += 1
        subprocess.run(command(store, "update"), env=env, capture_output=True)
        assert exported(store) == wanted, f"kill {number}, seed {seed}"
        store.unlink()
    assert hit >= 25, "most kills came too late to test anything"
