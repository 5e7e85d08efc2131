"""A translation beside the original, what is in trouble, and ways to report a wrong reading."""

import json
import re
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from readout.desk import demo_clock, demo_files, open_desk
from readout.model import Problem
from readout.store import tables
from readout.store.proposals import Kept
from readout.web.app import make_app

AT = datetime(2026, 3, 12, tzinfo=UTC)


@pytest.fixture
def desk():
    with open_desk(None, clock=demo_clock) as desk:
        desk.add(demo_files()[:4], captured_at=demo_clock())
        yield desk


@pytest.fixture
def client(desk):
    return TestClient(make_app(desk, demo_clock))


def translated(desk, change=lambda words: "« " + words + " »", trouble=""):
    """An article with at least two paragraphs, for which a translator gave something."""
    edition = desk.edition()
    article = next(a for a in edition.articles if len(list(a.reporting())) > 1)
    text = next(c.text for c in edition.captures if c.id == article.capture_id)
    words = [block.span.of(text) for block in article.reporting()]
    kept = Kept(
        key="k", task="translate", about=article.id, address="http://t.example", characters=9,
        sent={"texts": words, "from": article.language, "into": "fr", "kind": "libretranslate"},
        body=json.dumps([change(one) for one in words]), trouble=trouble, at=AT,
    )  # fmt: skip
    with desk._store.writing() as db:
        tables.proposals.put(db, kept)
    return article, words


def test_a_translation_that_is_held_stands_paragraph_beside_paragraph_and_is_marked(client, desk):
    article, words = translated(desk)
    page = client.get(f"/article/{article.id}").text
    beside = re.search(r'<details class="beside-text".*?</details>', page, re.S)[0]
    assert "machine translation" in beside
    assert "libretranslate" in beside
    assert len(re.findall(r'<div class="pair"><p[^>]*>.*?</p><p lang="fr">« ', beside)) == len(words)


def test_a_paragraph_with_other_figures_is_not_shown(client, desk):
    article, words = translated(desk, lambda one: one if one == "" else one + " 987654")
    assert "beside-text" not in client.get(f"/article/{article.id}").text
    first = words[0]
    translated(desk, lambda one: "faux 987654" if one == first else one)
    page = client.get(f"/article/{article.id}").text
    assert "faux" not in page
    assert "1 paragraph is left out" in page


def test_without_a_translation_nothing_is_shown(client, desk):
    translated(desk, trouble="timeout")
    for one in desk.edition().articles:
        assert "beside-text" not in client.get(f"/article/{one.id}").text


def test_one_text_in_two_languages_on_one_page_stands_side_by_side(tmp_path):
    from newsroom import article, capture
    from readout.desk.beside import _on_the_page

    english = "Ship 27 left the port on Monday with 40 men.\nIt came back after 3 days."
    french = "Le navire 27 a quitté le port lundi avec 40 hommes.\nIl est revenu après 3 jours."
    text = english + "\n" + french
    one, two = article(english), article(french, language="fr")
    start = len(english) + 1
    moved = [
        type(b)(span=type(b.span)(b.span.start + start, b.span.end + start), role=b.role) for b in two.blocks
    ]
    from dataclasses import replace

    other = replace(two, blocks=tuple(moved))
    found = _on_the_page(one, other, text)
    assert [words for _, words in found.rows] == french.split("\n")
    assert capture(text).text == text
    assert _on_the_page(one, other, text.replace("40 hommes", "41 hommes")) is None
    assert _on_the_page(one, replace(other, language="en"), text) is None


def test_problems_stand_by_what_they_are_about_each_with_what_to_do(client, desk):
    one = Problem(where="https://q.example/feed", what="refused 403; ask the publisher", origin="intake.web")
    two = Problem(where="notes.pdf", what="it holds no text", origin="intake.sniff")
    with desk._store.writing() as db:
        tables.problems.replace(db, "x", [one, two], AT, "t")
    page = client.get("/problems").text
    assert "Feeds and their pages" in page
    assert 'href="/feeds">where something can be done' in page
    assert re.search(
        r"notes\.pdf</dt>\s*<dd>.*it holds no text</span>; save or fetch the page again", page, re.S
    )
    assert "ask the publisher</span>;" not in page  # what says it itself is not told twice


def test_every_statement_in_a_list_leads_to_where_it_is_reported_as_wrong(client, desk):
    story = max(desk.edition().told.stories, key=lambda one: len(one.articles))
    for address in (f"/story/{story.id}", "/search?q=cable", "/search?q=act:deny"):
        page = client.get(address).text
        said = re.findall(r'<li class="said[^"]*">.*?</li>', page, re.S)
        assert said, address
        assert all(re.search(r'href="/statement/\w+#correct"', one) for one in said), address


def test_a_passage_leads_to_what_is_read_in_it(client, desk):
    said = desk.edition().statements[0]
    place = said.passage
    at = f"/capture/{place.capture_id}?start={place.span.start}&end={place.span.end}"
    assert f'href="/statement/{said.id}#correct"' in client.get(at).text
    assert "/statement/" not in client.get(f"/capture/{place.capture_id}").text


def test_the_language_of_the_pages_is_set_on_the_page_of_settings(client):
    page = client.post("/settings", data={"language": "fr", "zone": ""}).text
    assert '<html lang="fr"' in page
    assert '<html lang="fr"' in client.get("/").text
    assert '<html lang="en"' in client.post("/settings", data={"language": "en"}).text
