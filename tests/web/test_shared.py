"""The shared river: what those inside see, what the public sees, and the feed."""

import re
import shutil
from datetime import timedelta

import feedparser
import pytest
from starlette.testclient import TestClient

from readout.desk import demo_clock, demo_files, open_desk
from readout.web.app import make_app

PASSWORD = "quite a long one"
HOSTILE = "<script>steal()</script><img src=x onerror=steal()>\"'>&"


class Clock:
    now = demo_clock()

    def __call__(self):
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    store = tmp_path_factory.mktemp("read") / "s.sqlite3"
    with open_desk(store) as desk:
        desk.add(demo_files()[:3], captured_at=demo_clock())
    return store


@pytest.fixture
def desk(read, tmp_path):
    with open_desk(shutil.copy(read, tmp_path), clock=Clock()) as desk:
        desk.accounts.add("ann", PASSWORD)
        desk.accounts.add("ben", PASSWORD)
        desk.accounts.add("cid", PASSWORD)
        yield desk


@pytest.fixture
def ask(desk):
    app = make_app(desk, demo_clock)
    keys = {name: {"X-Auth-Token": desk.accounts.app_password(name)} for name in ("ann", "ben", "cid")}
    return lambda name: TestClient(app, headers=keys.get(name, {}), follow_redirects=False)


def some(desk):
    edition = desk.edition()
    return edition.articles[0], edition.statements[0]


def test_an_article_and_a_statement_are_shared_with_a_comment_and_answered(desk, ask):
    article, statement = some(desk)
    ben = ask("ben")
    form = {"action": "share", "kind": "article", "name": article.id, "comment": "Read this first."}
    assert ben.post("/shared", data=form).status_code == 303
    form = {"action": "share", "kind": "statement", "name": statement.id, "comment": HOSTILE}
    assert ben.post("/shared", data=form).status_code == 303
    assert (
        ask("cid").post("/shared", data={"action": "reply", "number": 1, "words": "I did."}).status_code
        == 303
    )
    page = ask("ann").get("/shared").text
    assert "2 shares" in page
    assert "Read this first." in page
    assert "I did." in page
    assert page.index('id="share-2"') < page.index('id="share-1"')
    assert "<script>steal" not in page
    assert "&lt;script&gt;steal" in page


def test_the_text_as_it_was_is_kept_for_those_inside(desk, ask):
    article, _ = some(desk)
    desk.sharing.share("article", article.id, "", by="ben")
    capture = desk.capture(article.capture_id)
    words = [capture.passage(b.span).exact for b in article.blocks if b.role.value == "body"]
    kept = desk.sharing.get(1).text
    assert all(word in kept for word in words)
    assert ask("ann").get("/shared/1").status_code == 200
    assert ask("nobody").get("/shared/1").headers["location"].startswith("/login")


def test_the_public_sees_nothing_until_an_owner_opens_the_page_and_then_no_more_than_is_meant(desk, ask):
    article, _ = some(desk)
    desk.sharing.share("article", article.id, "Read this first.", by="ben")
    public = ask("nobody")
    assert public.get("/shared").status_code == 404
    assert public.get("/shared.atom").status_code == 404
    assert ask("ben").post("/shared/settings", data={"public": "on"}).status_code == 404
    ask("ann").post("/shared/settings", data={"public": "on", "excerpt": "on"})
    share, page = desk.sharing.get(1), public.get("/shared")
    assert page.headers["x-robots-tag"] == "noindex"
    assert "Read this first." in page.text
    assert share.excerpt.split(" …")[0][:60] in re.sub(r"&#\d+;", "'", page.text)
    assert share.text[-80:] not in page.text
    assert "<form" not in page.text
    ask("ann").post("/shared/settings", data={"public": "on"})
    assert "<blockquote" not in public.get("/shared").text
    assert public.post("/shared", data={"action": "remove", "number": 1}).status_code == 404
    assert desk.sharing.newest()[1] == 1


def test_only_an_owner_takes_back_what_others_shared(desk, ask):
    article, _ = some(desk)
    desk.sharing.share("article", article.id, "", by="ben")
    desk.sharing.reply(1, "Yes.", by="ben")
    number = desk.sharing.get(1).replies[0].number
    assert ask("cid").post("/shared", data={"action": "remove", "number": 1}).status_code == 404
    assert ask("cid").post("/shared", data={"action": "remove_reply", "number": number}).status_code == 404
    assert ask("ben").post("/shared", data={"action": "remove_reply", "number": number}).status_code == 303
    assert ask("ann").post("/shared", data={"action": "remove", "number": 1}).status_code == 303
    assert desk.sharing.newest() == ((), 0)


def test_the_feed_has_the_last_25_with_the_time_of_sharing_and_the_comment_first(desk, ask):
    article, _ = some(desk)
    for number in range(27):
        desk.sharing.share("article", article.id, f"Comment {number} {HOSTILE}\x00", by="ben")
    found = feedparser.parse(ask("ann").get("/shared.atom").text)
    assert not found.bozo
    assert len(found.entries) == 25
    first = found.entries[0]
    share = desk.sharing.get(27)
    assert first.updated == share.at.isoformat(timespec="seconds")
    assert first.content[0].value.startswith("ben: Comment 26")
    assert first.author == "ben"
    older = ask("ann").get("/shared?after=25").text
    assert re.findall(r'id="share-(\d+)"', older) == ["2", "1"]
    assert 'href="/shared?after=25"' in ask("ann").get("/shared").text


@pytest.mark.parametrize("form", [
    {"action": "share", "kind": "article", "name": "nothing"},
    {"action": "share", "kind": "horoscope", "name": "x"},
    {"action": "reply", "number": "9", "words": "x"},
    {"action": "reply", "number": "x", "words": "x"},
    {"action": "burn", "number": "1"},
    {},
])  # fmt: skip
def test_what_is_not_there_cannot_be_shared_or_answered(ask, form):
    assert ask("ann").post("/shared", data=form).status_code == 404


def test_a_comment_that_is_too_long_is_told(desk, ask):
    article, _ = some(desk)
    form = {"action": "share", "kind": "article", "name": article.id, "comment": "x" * 6000}
    refused = ask("ben").post("/shared", data=form)
    assert refused.status_code == 422
    assert "longer than 5000" in refused.text
