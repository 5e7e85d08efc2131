"""Alerts: each answer is told once, whatever happens between."""

import json
from dataclasses import replace

import pytest

from badserver import Server
from deskwork import Fakes
from readout.desk import open_desk
from readout.desk.books import TRIES
from readout.desk.feeds import FeedSettings
from readout.intake.web.manners import Manners
from readout.model import Act, HitState, NotFoundError, WordsError

ONE = "Ship held\nKyiv said the ship would stay in the dock."
TWO = "Ship freed\nKyiv said the ship was free to leave the dock."


@pytest.fixture
def pages(tmp_path):
    paths = []
    for number, text in enumerate((ONE, TWO)):
        path = tmp_path / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return paths


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store.sqlite3"


def desk_over(store, *allowed):
    manners = Manners(allowed=allowed, delay=0.0)
    return open_desk(store, steps=Fakes().steps(), feeds=FeedSettings(manners=manners))


class Hook:
    """A receiver of webhooks that answers with one status."""

    def __init__(self, status):
        self.got = []
        hook = self

        def take(handler):
            size = int(handler.headers["Content-Length"])
            hook.got.append(json.loads(handler.rfile.read(size)))
            handler.send_response(status)
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        self.pages = {"/hook": take}


def test_what_answers_an_alert_when_it_is_made_is_held_and_the_new_is_told_once(store, pages):
    with desk_over(store) as desk:
        desk.add(pages[:1])
        alert = desk.ledger.add_alert(acts=[Act.STATE], who="Kyiv", by="me")
        desk.add(pages)
        desk.add(pages)
        states = [(hit.speaker, hit.state) for hit in desk.ledger.hits(alert.number)]
    assert states == [("Kyiv", HitState.SHOWN), ("Kyiv", HitState.HELD)]


def test_an_alert_asks_for_act_name_words_and_thread(store, pages):
    with desk_over(store) as desk:
        desk.add(pages)
        first = desk.edition().articles[0].id
        asked = {
            "act": {"acts": [Act.STATE]},
            "another act": {"acts": [Act.DENY]},
            "name": {"who": "kyiv"},
            "another name": {"who": "Oslo"},
            "words": {"about": "free"},
            "thread": {"within": desk.anchor(first)},
        }
        found = {
            name: len(desk.ledger.hits(desk.ledger.add_alert(**facts, by="me").number))
            for name, facts in asked.items()
        }
    assert found == {"act": 2, "another act": 0, "name": 2, "another name": 0, "words": 1, "thread": 1}


def test_an_alert_that_asks_for_nothing_is_refused(store):
    with desk_over(store) as desk, pytest.raises(WordsError):
        desk.ledger.add_alert(by="me")


def test_a_webhook_that_is_no_address_is_refused(store):
    with desk_over(store) as desk, pytest.raises(WordsError):
        desk.ledger.add_alert(who="Kyiv", webhook="file:///etc/passwd", by="me")


def test_a_removed_alert_asks_no_more_and_keeps_what_it_told(store, pages):
    with desk_over(store) as desk:
        desk.add(pages[:1])
        alert = desk.ledger.add_alert(who="Kyiv", by="me")
        desk.ledger.remove_alert(alert.number)
        desk.add(pages)
        assert len(desk.ledger.hits(alert.number)) == 1
        assert desk.ledger.add_alert(who="Oslo", by="me").number > alert.number
        with pytest.raises(NotFoundError):
            desk.ledger.remove_alert(alert.number)


def test_a_webhook_gets_what_is_new_once_with_its_passage(store, pages):
    hook = Hook(204)
    with Server(hook.pages) as server, desk_over(store, server.host) as desk:
        desk.add(pages[:1])
        desk.ledger.add_alert(who="Kyiv", webhook=server.url + "/hook", by="me")
        desk.add(pages)
        desk.add(pages)
        states = {hit.state for hit in desk.ledger.hits()}
    (sent,) = hook.got
    assert [hit["passage"]["text"] for hit in sent["hits"]] == [
        "Kyiv said the ship was free to leave the dock."
    ]
    assert states == {HitState.HELD, HitState.DELIVERED}


def test_a_webhook_that_fails_is_tried_a_few_times_and_stops_nothing(store, pages):
    hook = Hook(500)
    with Server(hook.pages) as server, desk_over(store, server.host) as desk:
        desk.add(pages[:1])
        desk.ledger.add_alert(who="Kyiv", webhook=server.url + "/hook", by="me")
        added = [desk.add(pages) for _ in range(TRIES + 2)]
        last = desk.ledger.hits()[0]
    assert "webhook of alert 1" in [problem.where for problem in added[0].problems]
    assert added[-1].problems == ()
    assert len(hook.got) == TRIES
    assert (last.state, last.tries) == (HitState.FAILED, TRIES)


def test_a_webhook_inside_ones_own_network_is_not_asked(store, pages):
    hook = Hook(204)
    with Server(hook.pages) as server, desk_over(store) as desk:
        desk.add(pages[:1])
        desk.ledger.add_alert(who="Kyiv", webhook=server.url + "/hook", by="me")
        (problem,) = desk.add(pages).problems
    assert hook.got == []
    assert "address" in problem.what


def test_a_run_that_is_stopped_before_it_posts_tells_the_rest_the_next_time(store, pages, monkeypatch):
    hook = Hook(204)
    with Server(hook.pages) as server, desk_over(store, server.host) as desk:
        desk.add(pages[:1])
        desk.ledger.add_alert(who="Kyiv", webhook=server.url + "/hook", by="me")

        def stop(alerts):
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(desk.ledger, "_post", stop)
            with pytest.raises(KeyboardInterrupt):
                desk.add(pages)
        assert hook.got == []
        desk.add(pages)
        states = [hit.state for hit in desk.ledger.hits()]
    assert len(hook.got) == 1
    assert states == [HitState.DELIVERED, HitState.HELD]


def test_a_copy_of_the_words_is_no_second_hit(store, pages, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_text(TWO.replace("Ship freed", "Free at last"), encoding="utf-8")
    with desk_over(store) as desk:
        desk.ledger.add_alert(who="Kyiv", by="me")
        desk.add([*pages, str(copy)])
        assert len(desk.ledger.hits()) == 2


def test_alerts_outlive_the_machine_reading_everything_anew(store, pages):
    with desk_over(store) as desk:
        desk.add(pages)
        desk.ledger.add_alert(who="Kyiv", by="me")
    with open_desk(store, steps=Fakes(version=2).steps()) as desk:
        desk.add(pages)
        assert [alert.name for alert in desk.ledger.alerts()] == ["Kyiv"]
        assert len(desk.ledger.hits()) == 2


def test_an_alert_is_kept_word_for_word(store, pages):
    with desk_over(store) as desk:
        desk.add(pages)
        within = desk.anchor(desk.edition().articles[0].id)
        made = desk.ledger.add_alert(
            acts=[Act.DENY], who="a", about="b", within=within, webhook="https://x.example/h", by="me"
        )
        assert desk.ledger.alert(made.number) == replace(made)
