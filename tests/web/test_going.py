"""Going through the river: choices in the address, whole stories marked, undo, and counts."""

import re
import shutil

import pytest
from starlette.testclient import TestClient

from badserver import FEED, Server, rss
from readout.desk import demo_clock, demo_files, going, open_desk
from readout.desk.feeds import FeedSettings
from readout.desk.parts import newest_first
from readout.intake.web.manners import Manners
from readout.model import MarkKind
from readout.web.app import make_app


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    store = tmp_path_factory.mktemp("going") / "s.sqlite3"
    with open_desk(store) as desk:
        desk.add(demo_files(), captured_at=demo_clock())
    return store


@pytest.fixture
def desk(read, tmp_path):
    with open_desk(shutil.copy(read, tmp_path), clock=demo_clock) as desk:
        yield desk


@pytest.fixture
def client(desk):
    return TestClient(make_app(desk, demo_clock))


def stories(page):
    return re.findall(r'id="story-(\w+)"', page)


def through(client, address):
    """Every story that the pages from this address on show."""
    found = []
    while address:
        page = client.get(address).text
        found += stories(page)
        older = re.search(r'rel="next" href="([^"]+)"', page)
        address = older[1].replace("&amp;", "&") if older else None
    return found


def undo(page):
    form = re.search(r'<form method="post" action="/marks" class="done".*?</form>', page, re.S)[0]
    given = {"mark": re.search(r'name="mark" value="(\w+)"', form)[1]}
    for name, value in re.findall(r'name="(article|at|back)" value="([^"]*)"', form):
        given.setdefault(name, []).append(value.replace("&amp;", "&"))
    return given


def test_the_river_of_a_language_is_every_story_with_an_article_in_it_newest_first(client, desk):
    articles = {a.id: a for a in desk.edition().articles}
    for language in {a.language for a in articles.values()}:
        wanted = [
            story.id
            for story in newest_first(desk.edition())
            if any(articles[i].language == language for i in story.articles)
        ]
        assert sorted(through(client, f"/?lang={language}")) == sorted(wanted)


def test_the_chosen_river_has_the_order_of_the_river(client, desk, monkeypatch):
    monkeypatch.setattr(going, "STORIES", 3)
    assert through(client, "/?show=unread") == through(client, "/")
    assert len(through(client, "/")) == len(desk.edition().told.stories)


def test_choosing_a_language_leaves_the_words_of_the_pages_as_they_are(client):
    assert "Stories, newest first" in client.get("/?lang=fr").text
    assert "Stories, newest first" in client.get("/").text
    assert "Articles, newest first" in client.get("/articles?lang=fr").text


def test_a_story_is_unread_while_one_of_its_articles_is(client, desk):
    story = max(desk.edition().told.stories, key=lambda one: len(one.articles))
    assert len(story.articles) > 1
    desk.reading.set(story.articles[1:], MarkKind.READ, "reader", on=True)
    assert story.id in through(client, "/?show=unread")
    desk.reading.set(story.articles[:1], MarkKind.READ, "reader", on=True)
    assert story.id not in through(client, "/?show=unread")


def test_a_story_is_marked_read_as_a_whole_and_undo_leaves_what_was_read_before(client, desk):
    story = max(desk.edition().told.stories, key=lambda one: len(one.articles))
    desk.reading.set(story.articles[:1], MarkKind.READ, "reader", on=True)
    done = client.post("/marks", data={"story": story.id, "mark": "read", "back": "/"}).text
    assert desk.reading.marked(MarkKind.READ, "reader") == set(story.articles)
    assert f"{len(story.articles) - 1} article" in done
    back = client.post("/marks", data=undo(done))
    assert back.status_code == 200
    assert desk.reading.marked(MarkKind.READ, "reader") == set(story.articles[:1])


def test_unread_is_taken_back_for_exactly_the_articles_that_were_read(client, desk):
    story = max(desk.edition().told.stories, key=lambda one: len(one.articles))
    desk.reading.set(story.articles, MarkKind.READ, "reader", on=True)
    done = client.post("/marks", data={"story": story.id, "mark": "unread", "back": "/"}).text
    assert desk.reading.marked(MarkKind.READ, "reader") == set()
    client.post("/marks", data=undo(done))
    assert desk.reading.marked(MarkKind.READ, "reader") == set(story.articles)


def test_a_star_on_a_story_is_one_on_the_article_that_stands_for_it(client, desk):
    story = max(desk.edition().told.stories, key=lambda one: len(one.articles))
    done = client.post("/marks", data={"story": story.id, "mark": "star", "back": "/"}).text
    assert desk.reading.marked(MarkKind.STARRED, "reader") == {story.articles[0]}
    assert through(client, "/?show=starred") == [story.id]
    client.post("/marks", data=undo(done))
    assert through(client, "/?show=starred") == []


def test_read_down_to_here_marks_what_stands_above_and_nothing_below(client, desk):
    shown = stories(client.get("/").text)
    sent = {"story": shown, "mark": "read", "upto": shown[2], "back": "/?show=unread"}
    done = client.post("/marks", data=sent).text
    left = through(client, "/?show=unread")
    assert left == shown[3:] + left[len(shown[3:]) :]
    client.post("/marks", data=undo(done))
    assert through(client, "/?show=unread")[:3] == shown[:3]


def test_two_acts_of_one_moment_are_taken_back_one_by_one(client, desk):
    one, other = (a.id for a in desk.edition().articles[:2])
    first = client.post("/marks", data={"article": one, "mark": "read", "back": "/articles"}).text
    client.post("/marks", data={"article": other, "mark": "read", "back": "/articles"})
    client.post("/marks", data=undo(first))
    assert desk.reading.marked(MarkKind.READ, "reader") == {other}


def test_nobody_takes_back_the_marks_of_another(client, desk):
    one = desk.edition().articles[0].id
    done = desk.reading.set([one], MarkKind.READ, "ann", on=True)
    client.post("/marks", data={"mark": "unread", "at": done.at.isoformat()})
    assert desk.reading.marked(MarkKind.READ, "ann") == {one}


@pytest.mark.parametrize(
    "form",
    [
        {"mark": "read", "story": "nothing"},
        {"mark": "unread", "at": "noon"},
        {"mark": "unread", "at": "2026-03-01"},
    ],
)
def test_a_mark_of_no_story_and_of_no_time_is_not_found(client, form):
    assert client.post("/marks", data=form).status_code == 404


def test_a_choice_is_kept_in_every_link_of_the_page(client):
    page = client.get("/?lang=en&show=unread&full=1").text
    assert 'href="/?lang=en&amp;full=1"' in page  # all
    assert 'name="back" value="/?show=unread&amp;lang=en&amp;full=1"' in page


@pytest.mark.parametrize("after", ["x~y~z", "~", "2026-03-05~99999999999999~a", "~1~", "-1", "%00~1~%00"])
def test_a_page_after_nothing_is_the_first_or_an_empty_one(client, after):
    assert client.get(f"/?lang=en&after={after}").status_code == 200


OTHER = rss(
    "<guid>2</guid><title>Harbour tolls rise</title><pubDate>Tue, 10 Mar 2026 10:00:00 GMT</pubDate>"
    "<description>The port authority said that tolls would rise in May.</description>",
    "<guid>1</guid><title>Envoy denies</title><pubDate>Mon, 09 Mar 2026 10:00:00 GMT</pubDate>"
    "<description>The envoy denied it.</description>",
)


@pytest.fixture
def fed():
    with Server({"/a": FEED, "/b": OTHER}) as server:
        settings = FeedSettings(manners=Manners(allowed=(server.host,), delay=0.0), pages=False)
        with open_desk(None, feeds=settings) as desk:
            desk.feeds.subscribe(server.url + "/a", folder=("World", "Ports"), by="ann")
            desk.feeds.subscribe(server.url + "/b", folder=("World",), by="ann")
            desk.update([server.url + "/a", server.url + "/b"])
            yield desk, server.url


def test_the_unread_of_feeds_and_folders_are_counted_each_article_once(fed):
    desk, url = fed
    held = {a.id for a in desk.edition().articles}
    client = TestClient(make_app(desk))
    tally = desk.going.tally("reader")
    assert tally.unread == len(held)
    for of, addresses in {("World",): "ab", ("World", "Ports"): "a"}.items():
        choice = going.Choice(folder="/".join(of))
        assert tally.unread_under[of] == len(desk.going.articles(choice, "reader").articles), addresses
    one = desk.going.articles(going.Choice(feed=url + "/a"), "reader").articles[0]
    client.post("/marks", data={"article": one, "mark": "read"})
    now = desk.going.tally("reader")
    assert now.unread == tally.unread - 1
    assert now.unread_in[url + "/a"] == tally.unread_in[url + "/a"] - 1
    assert now.unread_under[("World",)] == tally.unread_under[("World",)] - 1


def test_what_is_marked_is_counted_as_if_everything_were_counted_anew(fed):
    desk, _ = fed
    held = [a.id for a in desk.edition().articles]
    client = TestClient(make_app(desk))
    client.get("/feeds")
    for mark, some in (
        ("read", held[:1]),
        ("read", held),
        ("unread", held[1:]),
        ("star", held),
        ("unread", held),
    ):
        client.post("/marks", data={"article": some, "mark": mark})
        anew = going.Going(desk.pages, desk.reading)
        assert desk.going.tally("reader") == anew.tally("reader"), mark


def test_the_river_of_a_feed_and_of_a_folder(fed):
    desk, url = fed
    client = TestClient(make_app(desk))
    every = through(client, "/")
    assert every
    assert sorted(through(client, "/?folder=World")) == sorted(every)
    chosen = client.get("/", params={"feed": url + "/a"})
    assert stories(chosen.text)
    assert client.get("/?folder=Sport").status_code == 404


def test_a_large_folder_is_asked_for_in_another_way_and_holds_the_same(fed, monkeypatch):
    from readout.store import choosing

    desk, _ = fed
    few = desk.going.articles(going.Choice(folder="World"), "reader").articles
    river = [s.id for s in desk.going.stories(going.Choice(folder="World"), "reader").edition.told.stories]
    monkeypatch.setattr(choosing, "FEW", 0)
    assert desk.going.articles(going.Choice(folder="World"), "reader").articles == few
    assert [
        s.id for s in desk.going.stories(going.Choice(folder="World"), "reader").edition.told.stories
    ] == river


def test_the_page_of_feeds_shows_what_is_unread_and_leads_to_it(fed):
    desk, url = fed
    page = TestClient(make_app(desk)).get("/feeds").text
    count = desk.going.tally("reader").unread_in[url + "/a"]
    assert re.search(rf'href="/articles\?feed=[^"]*a&amp;show=unread"[^>]*>{count}<', page)
    assert 'href="/?folder=World%2FPorts' in page
