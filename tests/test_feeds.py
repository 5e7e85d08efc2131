"""The desk and its feeds, over a server on loopback."""

from datetime import UTC, datetime, timedelta

import pytest

from badserver import CHALLENGE, FEED, Server, conditional, give, gives, redirect, rss
from deskwork import Fakes
from readout.desk import open_desk
from readout.desk.feeds import FeedSettings
from readout.intake.web.manners import Manners
from readout.model import NotFoundError

START = datetime(2026, 3, 16, 8, 0, tzinfo=UTC)
PAGE = (
    "<!doctype html><html><head><title>{0}</title></head><body><article><h1>{0}</h1>"
    "<p>The foreign minister of Quayland said on Monday that the talks in the harbour town would go on.</p>"
    "<p>Her spokesman told reporters that nothing had been agreed, and that nothing would be for a while.</p>"
    "<p>{1}</p></article></body></html>"
)


def page(title, more="The opposition asked for an answer in parliament before the end of the week."):
    return gives(PAGE.format(title, more).encode(), content_type="text/html")


class Clock:
    def __init__(self):
        self.at = START

    def __call__(self):
        self.at += timedelta(milliseconds=1)
        return self.at

    def later(self, **more):
        self.at += timedelta(**more)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def server():
    with Server() as here:
        yield here


@pytest.fixture
def desk(server, clock):
    manners = Manners(allowed=(server.host,), delay=0.0)
    with open_desk(steps=Fakes().steps(), clock=clock, feeds=FeedSettings(manners=manners)) as desk:
        yield desk


def item(number, title=None, **more):
    inside = "".join(f"<{name}>{value}</{name}>" for name, value in more.items())
    return (
        f"<guid isPermaLink='false'>g{number}</guid><title>{title or f'Title {number}'}</title><link>/p{number}</link>"
        f"<pubDate>Mon, 09 Mar 2026 10:00:00 GMT</pubDate>{inside}"
    )


def state(desk):
    [only] = desk.feeds.states()
    return only


def test_an_entry_becomes_its_page_and_keeps_the_name_of_its_entry(server, desk):
    server.pages |= {"/feed": rss(item(1, "Talks go on")), "/p1": page("Talks go on")}
    desk.feeds.subscribe(server.url + "/feed", by="ann")
    updated = desk.update()
    assert (updated.captures, updated.waiting, updated.problems) == (1, 0, ())
    [capture] = desk.edition().captures
    assert capture.media_type == "text/html"
    assert capture.address == server.url + "/p1"
    assert capture.captured_at is not None
    assert (capture.entry.feed, capture.entry.id) == (server.url + "/feed", "g1")


WITHOUT_PAGE = {
    "robots": ({"/robots.txt": b"User-agent: *\nDisallow: /p1"}, "robots.txt forbids"),
    "forbidden": ({"/p1": gives(b"", 403)}, "refused 403"),
    "gone": ({"/p1": gives(b"", 410)}, "gone"),
    "challenge": ({"/p1": gives(CHALLENGE, 403)}, "challenge page"),
    "a picture": ({"/p1": b"\x89PNG"}, "empty"),
    "a page that says less": (
        {"/p1": b"<!doctype html><html><body><p>Subscribe to read.</p></body></html>"},
        "empty",
    ),
    "leads inside": ({"/p1": redirect("http://10.0.0.1/")}, "address not allowed"),
}


@pytest.mark.parametrize(("pages", "word"), WITHOUT_PAGE.values(), ids=WITHOUT_PAGE)
def test_the_entrys_own_text_is_used_when_the_page_cannot_be_had(server, desk, pages, word):
    text = "The envoy denied on Monday that there had been a deal, and said that no talks were planned."
    server.pages |= {"/feed": rss(item(1, description=text)), **pages}
    desk.feeds.subscribe(server.url + "/feed", by="ann")
    [problem] = desk.update().problems
    assert f"1 × {word}" in problem.what
    [capture] = desk.edition().captures
    assert text in capture.text
    assert capture.entry.id == "g1"


def test_pages_can_be_left_alone(server, desk):
    server.pages |= {"/feed": rss(item(1, description="Own words.")), "/p1": page("Title 1")}
    desk.feeds.subscribe(server.url + "/feed", pages=False, by="ann")
    assert desk.update().problems == ()
    assert "Own words." in desk.edition().captures[0].text
    assert "/p1" not in server.asked


def test_a_page_that_is_down_is_asked_for_again_and_then_the_text_is_used(server, desk, clock):
    server.pages |= {"/feed": rss(item(1, description="Own words.")), "/p1": gives(b"", 500)}
    desk.feeds.subscribe(server.url + "/feed", by="ann")
    assert desk.update().waiting == 1
    assert desk.update().waiting == 1
    assert server.asked["/p1"] == 1  # not again at once
    for _ in range(2):
        clock.later(minutes=11)
        updated = desk.update()
    assert server.asked["/p1"] == 3
    assert (updated.waiting, updated.captures) == (0, 1)


def test_asking_again_brings_only_what_is_new(server, desk, clock):
    server.pages |= {"/feed": rss(item(1)), "/p1": page("Title 1"), "/p2": page("Title 2")}
    desk.feeds.subscribe(server.url + "/feed", by="ann")
    desk.update()
    clock.later(hours=1)
    server.pages["/feed"] = rss(item(2), item(1))
    updated = desk.update()
    assert (updated.asked, updated.entries, updated.captures) == (1, 1, 1)
    assert server.asked["/p1"] == 1


def test_an_entry_that_changes_is_a_new_version_and_the_old_one_stays(server, desk, clock):
    server.pages |= {"/feed": rss(item(1, description="One version.")), "/p1": page("Title 1")}
    desk.feeds.subscribe(server.url + "/feed", by="ann")
    desk.update()
    clock.later(hours=1)
    server.pages["/feed"] = rss(item(1, description="Another version."))
    server.pages["/p1"] = page(
        "Title 1", "The opposition withdrew its question on Tuesday afternoon after all."
    )
    desk.update()
    assert len(desk.edition().captures) == 2
    clock.later(hours=1)
    server.pages["/feed"] = rss(item(1, description="A third version."))
    desk.update()  # the page says the same as before
    assert len(desk.edition().captures) == 2


def test_an_unchanged_feed_is_fine_and_is_not_sent_again(server, desk, clock):
    server.pages |= {"/feed": conditional}
    desk.feeds.subscribe(server.url + "/feed", by="ann")
    for _ in range(2):
        clock.later(hours=1)
        desk.update()
    assert [h.get("If-None-Match") for h in server.headers] == [None, '"v1"', '"v1"']
    assert (state(desk).word, state(desk).entries) == ("ok", 1)


def test_a_permanent_move_is_remembered_and_the_subscription_keeps_its_name(server, desk, clock):
    server.pages |= {"/old": redirect("/new", 301), "/new": FEED}
    desk.feeds.subscribe(server.url + "/old", by="ann")
    for _ in range(2):
        clock.later(hours=1)
        desk.update()
    assert (server.asked["/old"], server.asked["/new"]) == (1, 3)
    assert state(desk).subscription.address == server.url + "/old"


UNDATED = rss("<guid>1</guid><title>T</title><pubDate>soon</pubDate>")
STATES = {
    "ok": (FEED, "ok"),
    "empty": (rss(), "empty"),
    "nothing": (b"", "empty"),
    "undated": (UNDATED, "all undated"),
    "a page": (b"<!doctype html><html><p>no feed here</p></html>", "not a feed"),
    "refused": (gives(b"", 403), "refused 403"),
    "down": (gives(b"", 502), "server error 502"),
    "gone": (gives(b"", 410), "gone"),
    "missing": (None, "not found"),
    "busy": (gives(b"", 429), "busy 429"),
    "challenge": (gives(CHALLENGE, 403), "challenge page"),
}


@pytest.mark.parametrize(("body", "word"), STATES.values(), ids=STATES)
def test_every_feed_has_one_word_and_says_what_to_do(server, desk, clock, body, word):
    server.pages["/feed"] = FEED
    desk.feeds.subscribe(server.url + "/feed", by="ann")
    clock.later(hours=1)
    server.pages["/feed"] = body
    desk.update()
    now = state(desk)
    assert now.word == word
    assert bool(now.advice) == (word != "ok")
    assert now.entries >= 1  # nothing that came in is lost
    good = word in {"ok", "empty", "all undated"}
    assert (now.good_at == now.asked_at) == good
    if not good:
        assert any(p.what.startswith(word) for p in desk.problems())
        clock.later(hours=30)
        server.pages["/feed"] = FEED
        desk.update([now.subscription.address])
        assert state(desk).word == "ok"
        assert not desk.problems()


def test_a_feed_that_is_gone_is_asked_only_by_name(server, desk, clock):
    server.pages["/feed"] = gives(b"", 410)
    desk.feeds.subscribe(server.url + "/feed", by="ann")
    clock.later(days=3)
    assert desk.update().asked == 0
    assert state(desk).next_at is None
    assert desk.update([server.url + "/feed"]).asked == 1


def test_a_wish_to_be_left_alone_is_kept_over_runs(server, desk, clock):
    server.pages["/feed"] = FEED
    desk.feeds.subscribe(server.url + "/feed", by="ann")
    server.pages["/feed"] = gives(b"", 429, retry_after="7200")
    clock.later(minutes=40)
    desk.update()
    clock.later(minutes=60)
    assert desk.update().asked == 0
    clock.later(minutes=61)
    assert desk.update().asked == 1


def test_failing_makes_a_feed_wait_longer(server, desk, clock):
    server.pages["/feed"] = gives(b"", 500)
    desk.feeds.subscribe(server.url + "/feed", by="ann")
    waits = []
    for _ in range(3):
        clock.later(days=1, hours=3)
        desk.update(due_only=True)
        waits.append(state(desk).next_at - state(desk).asked_at)
    assert waits[0] >= timedelta(hours=2)
    assert waits[2] >= timedelta(hours=8)


def test_a_page_with_a_feed_is_subscribed_by_its_feed(server, desk):
    link = b'<link rel="alternate" type="application/rss+xml" href="/%s">'
    head = link % b"feed" + link % b"sport"
    server.pages |= {"/": b"<!doctype html><html><head>" + head + b"</head></html>", "/feed": FEED}
    added = desk.feeds.subscribe(server.url + "/", by="ann")
    assert added.feed.subscription.address == server.url + "/feed"
    assert [offer.address for offer in added.offers] == [server.url + "/sport"]


def test_a_page_without_a_feed_is_not_subscribed_and_says_why(server, desk):
    server.pages["/"] = b"<!doctype html><html><p>no feed</p></html>"
    added = desk.feeds.subscribe(server.url + "/", by="ann")
    assert added.feed is None
    assert "not a feed" in added.problem.what
    assert desk.feeds.states() == ()


def test_removing_a_feed_keeps_what_came_in(server, desk, clock):
    server.pages["/feed"] = FEED
    desk.feeds.subscribe(server.url + "/feed", by="ann")
    desk.update()
    desk.feeds.unsubscribe(server.url + "/feed")
    clock.later(hours=1)
    assert desk.update().asked == 0
    assert len(desk.edition().captures) == 1
    with pytest.raises(NotFoundError):
        desk.feeds.unsubscribe(server.url + "/feed")


def test_a_list_is_taken_over_with_its_folders_and_twice_is_once(server, desk):
    document = b'<opml><body><outline text="World"><outline xmlUrl="https://a.example/f" text="A"/></outline></body></opml>'
    one = desk.feeds.import_opml(document, where="list.opml", by="ann")
    two = desk.feeds.import_opml(document, where="list.opml", by="ann")
    assert (one.new, two.new, two.held) == (1, 0, 1)
    assert desk.feeds.subscriptions()[0].folder == ("World",)


def test_a_feed_that_changes_between_requests_gives_every_version(server, desk, clock):
    def changing(handler):
        number = server.asked["/feed"]
        give(handler, rss(item(number, description=f"Words of {number}.")))

    server.pages["/feed"] = changing
    desk.feeds.subscribe(server.url + "/feed", pages=False, by="ann")
    for _ in range(3):
        clock.later(hours=1)
        desk.update()
    assert sorted(capture.entry.id for capture in desk.edition().captures) == ["g1", "g2", "g3", "g4"]


def test_one_bad_feed_does_not_stop_the_others(server, desk, clock):
    server.pages |= {"/a": FEED, "/b": FEED}
    for path in ("/a", "/b"):
        desk.feeds.subscribe(server.url + path, by="ann")
    desk.update()
    clock.later(hours=1)
    server.pages |= {"/a": b"\x00\xff<rss" * 100, "/b": FEED.replace(b"<guid>1", b"<guid>2")}
    updated = desk.update()
    assert (updated.asked, updated.good, updated.captures) == (2, 1, 1)


def test_text_derived_anew_keeps_what_the_feed_says(server, desk, clock, monkeypatch):
    server.pages |= {"/feed": rss(item(1, "Talks go on")), "/p1": page("Talks go on")}
    desk.feeds.subscribe(server.url + "/feed", by="ann")
    desk.update()
    [before] = desk.edition().captures
    monkeypatch.setattr("readout.desk.run.INTAKE", "intake/next")
    clock.later(hours=1)
    desk.update()
    [after] = desk.edition().captures
    assert after == before
    assert after.sheets[0].outlet == "The Quay"
    assert after.sheets[0].published.iso == "2026-03-09T10:00:00+00:00"


@pytest.mark.parametrize("together", [True, False])
def test_two_feeds_that_list_one_article_give_one_capture(server, desk, clock, together):
    server.pages |= {"/a": rss(item(1)), "/b": rss(item(1), title="Other"), "/p1": page("Title 1")}
    desk.feeds.subscribe(server.url + "/a", by="ann")
    if not together:
        desk.update()
    desk.feeds.subscribe(server.url + "/b", by="ann")
    updated = desk.update()
    assert (updated.waiting, len(desk.edition().captures)) == (0, 1)
    assert together or server.asked["/p1"] == 1
