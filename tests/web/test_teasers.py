"""A teaser and the posts of a live blog, from the file to the reader, the terminal and the export."""

import json

import pytest
from starlette.testclient import TestClient

from readout.desk import open_desk
from readout.formats import as_markdown
from readout.formats.export import records
from readout.formats.terminal import as_text
from readout.web.app import make_app

SAID = "The foreign ministry of Varania said on Monday that it had received no letter from the port of Quay."
PAGE = (
    "<!doctype html><html lang='en'><head><meta property='article:published_time' content='2026-03-10T10:00:00Z'></head>"
    f"<body><article><h1>No letter, says ministry</h1><p>{SAID}</p>"
    "<p>Nobody at the harbour would say who had carried it, and the envoy did not answer calls.</p>"
    "<p>Subscribe to continue reading.</p></article></body></html>"
)
POSTS = (
    ("2026-03-09T14:05:00Z", "The port authority said on Sunday that the port of Quay is open again to ships."),
    ("2026-03-03T11:40:00Z", "The ministry said on Sunday that it had received no letter from the port of Quay."),
)  # fmt: skip
LIVE = (
    "<!doctype html><html lang='en'><head><script type='application/ld+json'>"
    + json.dumps(
        {"@type": "LiveBlogPosting", "headline": "The letter, live", "datePublished": "2026-03-01T10:00:00Z"}
    )
    + "</script></head><body><main><h1>The letter, live</h1>"
    + "".join(
        f"<div itemprop='liveBlogUpdate'><time datetime='{at}'>x</time><p>{said}</p></div>"
        for at, said in POSTS
    )
    + "</main></body></html>"
)


@pytest.fixture
def desk_with(tmp_path):
    def add(page):
        (tmp_path / "a.html").write_text(page, encoding="utf-8")
        desk = open_desk(tmp_path / "store.sqlite3")
        desk.add([str(tmp_path / "a.html")])
        return desk

    return add


def test_a_teaser_is_marked_wherever_it_is_shown(desk_with):
    with desk_with(PAGE) as desk:
        edition = desk.edition()
        [article] = edition.articles
        assert "A teaser" in TestClient(make_app(desk)).get(f"/article/{article.id}").text
        assert "A teaser" in "".join(as_text(edition, width=100))
        assert "A teaser" in "".join(as_markdown(edition))
        [flag] = [record for record in records(edition) if record["kind"] == "flag"]
        assert flag["what"].startswith("a teaser")
        assert flag["passage"]["text"] == "Subscribe to continue reading."
        assert [s for s in edition.statements if s.passage.exact in SAID]


def test_a_whole_article_is_marked_nowhere(desk_with):
    with desk_with(PAGE.replace("Subscribe to continue reading.", "It is all that is known.")) as desk:
        edition = desk.edition()
        assert "A teaser" not in TestClient(make_app(desk)).get(f"/article/{edition.articles[0].id}").text
        assert "A teaser" not in "".join(as_text(edition, width=100))
        assert not [record for record in records(edition) if record["kind"] == "flag"]


def test_what_is_said_in_a_post_is_dated_by_the_post(desk_with):
    with desk_with(LIVE) as desk:
        edition = desk.edition()
        posts = {article.id: article for article in edition.articles if article.published}
        said = {(posts[s.article_id].published.iso, s.said.iso) for s in edition.statements if s.said}
        assert said == {
            ("2026-03-09T14:05:00+00:00", "2026-03-08"),
            ("2026-03-03T11:40:00+00:00", "2026-03-01"),
        }
        article = next(iter(posts))
        assert TestClient(make_app(desk)).get(f"/article/{article}").status_code == 200
