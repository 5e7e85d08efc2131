"""Going through articles: marks, choices, undo, and what readers set for themselves."""

import re
import shutil

import pytest
from starlette.testclient import TestClient

from readout.desk import demo_clock, demo_files, open_desk
from readout.model import MarkKind, WordsError
from readout.web.app import make_app


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    store = tmp_path_factory.mktemp("read") / "s.sqlite3"
    with open_desk(store) as desk:
        desk.add(demo_files()[3:9], captured_at=demo_clock())
    return store


@pytest.fixture
def desk(read, tmp_path):
    with open_desk(shutil.copy(read, tmp_path), clock=demo_clock) as desk:
        yield desk


@pytest.fixture
def client(desk):
    return TestClient(make_app(desk, demo_clock))


def ids(page):
    return re.findall(r'id="row-(\w+)"', page)


def undo(page):
    """What the form that takes back what was just done sends."""
    form = re.search(r'<form method="post" action="/marks" class="done".*?</form>', page, re.S)[0]
    given = {"mark": re.search(r'name="mark" value="(\w+)"', form)[1]}
    for name, value in re.findall(r'name="(article|at|back)" value="([^"]*)"', form):
        given.setdefault(name, []).append(value.replace("&amp;", "&"))
    return given


def unread(page):
    return int(re.search(r">Unread \((\d+)\)", page)[1])


def test_every_article_is_gone_through_once_newest_first(client, desk):
    page = client.get("/articles").text
    assert sorted(ids(page)) == sorted(a.id for a in desk.edition().articles)
    assert unread(page) == len(ids(page))


def test_what_is_read_leaves_the_unread_and_comes_back_with_undo(client):
    page = client.get("/articles?show=unread").text
    one = ids(page)[0]
    done = client.post("/marks", data={"article": one, "mark": "read", "back": "/articles?show=unread"})
    assert one not in ids(done.text)
    assert unread(done.text) == unread(page) - 1
    back = client.post("/marks", data=undo(done.text))
    assert one in ids(back.text)
    assert unread(back.text) == unread(page)


def test_a_whole_page_is_marked_read_at_once(client):
    every = ids(client.get("/articles").text)
    done = client.post("/marks", data={"article": every, "mark": "read", "back": "/articles?show=unread"})
    assert "Everything is read." in done.text
    assert unread(done.text) == 0


def test_what_is_starred_is_shown_by_itself(client):
    assert "Nothing is starred yet." in client.get("/articles?show=starred").text
    one = ids(client.get("/articles").text)[2]
    client.post("/marks", data={"article": one, "mark": "star", "back": f"/article/{one}"})
    assert ids(client.get("/articles?show=starred").text) == [one]
    assert 'aria-pressed="true"' in client.get(f"/article/{one}").text


def test_marking_twice_is_marking_once_and_a_mark_finds_its_article_after_a_rerun(desk):
    one = desk.edition().articles[0].id
    for _ in range(2):
        desk.reading.set([one], MarkKind.READ, "ann", on=True)
    assert len(desk.marks()) == 1
    assert desk.reading.marked(MarkKind.READ, "ann") == {one}
    assert desk.reading.marked(MarkKind.READ, "ben") == frozenset()
    desk.reading.set([one], MarkKind.READ, "ann", on=False)
    assert desk.marks() == ()


def test_an_article_among_several_on_a_page_is_marked_by_itself(desk):
    articles = desk.edition().articles
    crowded = [a for a in articles if sum(b.capture_id == a.capture_id for b in articles) > 1]
    assert crowded
    desk.reading.set([crowded[0].id], MarkKind.STARRED, "ann", on=True)
    assert desk.reading.marked(MarkKind.STARRED, "ann") == {crowded[0].id}


def test_a_language_is_chosen_by_a_link(client, desk):
    languages = {a.language for a in desk.edition().articles}
    for language in languages:
        page = client.get(f"/articles?lang={language}").text
        assert set(ids(page)) == {a.id for a in desk.edition().articles if a.language == language}


def test_a_folder_and_a_feed_are_chosen_by_a_link(tmp_path):
    from badserver import FEED, Server
    from readout.desk.feeds import FeedSettings
    from readout.intake.web.manners import Manners

    with Server({"/feed": FEED}) as server:
        settings = FeedSettings(manners=Manners(allowed=(server.host,), delay=0.0), pages=False)
        with open_desk(None, feeds=settings) as desk:
            address = server.url + "/feed"
            desk.feeds.subscribe(address, folder=("World", "Ports"), by="ann")
            desk.update([address])
            client = TestClient(make_app(desk))
            found = ids(client.get("/articles?folder=World").text)
            assert found
            assert ids(client.get("/articles?folder=World/Ports").text) == found
            assert ids(client.get("/articles", params={"feed": address}).text) == found
            assert client.get("/articles?folder=Sport").status_code == 404


def test_pages_of_articles_follow_each_other_without_a_gap(desk, monkeypatch):
    from readout.desk import going

    monkeypatch.setattr(going, "PAGE", 2)
    found, after = [], None
    for _ in range(30):
        shown = desk.going.articles(going.Choice(), "ann", after)
        found += shown.articles
        after = shown.after
        if after is None:
            break
    assert sorted(found) == sorted(a.id for a in desk.edition().articles)
    assert len(found) == len(set(found))


@pytest.mark.parametrize("form", [{"mark": "burn"}, {"mark": "read", "article": "nothing"}, {}])
def test_a_mark_of_nothing_is_not_found(client, form):
    assert client.post("/marks", data=form).status_code == 404


def test_the_reader_s_clock_is_obeyed_and_a_zone_that_is_none_is_told(client, desk):
    one = desk.edition().articles[0]
    assert " UTC" in client.get(f"/capture/{one.capture_id}").text
    assert client.post("/settings", data={"zone": "Asia/Tokyo"}).status_code == 200
    assert " JST" in client.get(f"/capture/{one.capture_id}").text
    wrong = client.post("/settings", data={"zone": "Mars/Phobos"})
    assert wrong.status_code == 422
    assert "Mars/Phobos" in wrong.text
    assert desk.reading.settings("reader")["zone"] == "Asia/Tokyo"
    with pytest.raises(WordsError):
        desk.reading.put_settings("ann", {"zone": "../../etc/passwd"})


def test_keys_and_marks_on_scroll_are_what_is_set(client):
    assert '<html lang="en" dir="ltr" data-keys>' in client.get("/articles").text
    client.post("/settings", data={"zone": "", "scroll": "on"})
    assert '<html lang="en" dir="ltr" data-scroll>' in client.get("/articles").text


def test_two_readers_do_not_see_each_other_s_marks(desk):
    for name in ("ann", "ben"):
        desk.accounts.add(name, "quite a long one")
    secret = {name: desk.accounts.app_password(name) for name in ("ann", "ben")}
    client = TestClient(make_app(desk, demo_clock))
    one = ids(client.get("/articles", headers={"X-Auth-Token": secret["ann"]}).text)[0]
    client.post("/marks", data={"article": one, "mark": "read"}, headers={"X-Auth-Token": secret["ann"]})
    assert one not in ids(client.get("/articles?show=unread", headers={"X-Auth-Token": secret["ann"]}).text)
    assert one in ids(client.get("/articles?show=unread", headers={"X-Auth-Token": secret["ben"]}).text)
