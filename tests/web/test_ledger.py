"""The pages over the ledger, looked at on the demo."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from lxml import html
from starlette.testclient import TestClient

from readout.desk import demo_clock, demo_files, open_desk
from readout.web.app import make_app

PATHS = ("/ledger", "/issue", "/issue?q=recorders", "/measures", "/open", "/quotes", "/alerts")


@pytest.fixture(scope="module")
def client():
    with open_desk(None) as desk:
        desk.add(demo_files(), captured_at=demo_clock())
        yield TestClient(make_app(desk, demo_clock))


@pytest.fixture(scope="module")
def pages(client):
    found = {path: client.get(path) for path in PATHS}
    assert {answer.status_code for answer in found.values()} == {200}
    return {path: html.fromstring(answer.text) for path, answer in found.items()}


def test_every_page_has_one_first_heading_and_skips_no_level(pages):
    for path, page in pages.items():
        levels = [int(e.tag[1]) for e in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels.count(1) == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), path


def test_every_field_has_a_label(pages):
    for path, page in pages.items():
        labels = set(page.xpath("//label/@for"))
        for field in page.xpath("//input[not(@type='hidden')] | //select | //textarea"):
            assert field.get("id") in labels, path


def test_every_passage_that_is_linked_is_there_and_says_what_is_shown(client, pages):
    for path in ("/ledger", "/measures", "/open"):
        for link in pages[path].xpath("//a[starts-with(@href, '/capture/')]")[:6]:
            there = html.fromstring(client.get(link.get("href")).text)
            marked = " ".join(there.xpath("string(//mark)").split())
            shown = {" ".join(q.text_content().split()) for q in pages[path].iter("q")}
            assert any(words in marked or marked in words for words in shown), (path, marked)


def test_measures_show_how_far_each_has_come(pages):
    text = " ".join(pages["/measures"].text_content().split())
    assert "Norway → Portugal: seizure in force lifted" in text
    assert "Portugal → Norway: recall of an ambassador in force" in text


def test_an_issue_lists_positions_by_day(pages):
    days = [h.text_content() for h in pages["/issue?q=recorders"].iter("h2")]
    assert "5 March 2026" in days


def test_a_thread_shows_who_contradicts_whom_as_picture_and_words(client):
    everything = client.get("/ledger").text + client.get("/").text
    story = re.search(r'"(/story/\w+)"[^>]*>[^<]*cable ship', everything)[1]
    thread = re.search(r'"(/thread/\w+)"', client.get(story).text)[1]
    page = html.fromstring(client.get(thread).text)
    arcs = page.xpath("//figure[@class='arcs']//path[contains(@class, 'arc ')]")
    pairs = page.xpath("//ul[@class='pairs']/li")
    assert len(arcs) == len(pairs) > 0
    assert page.xpath("string(//figure[@class='arcs']//desc)")


def test_an_alert_is_left_read_as_a_feed_and_taken_back(client):
    assert client.post("/alerts", data={"act": "deny", "by": "Ana"}).status_code == 200
    page = html.fromstring(client.get("/alerts").text)
    (feed,) = page.xpath("//a[contains(@href, '.atom')]/@href")
    tree = ElementTree.fromstring(client.get(feed).content)
    entries = tree.findall("{http://www.w3.org/2005/Atom}entry")
    assert entries
    assert all(e.find("{http://www.w3.org/2005/Atom}id").text for e in entries)
    number = re.search(r"/alerts/(\d+)", feed)[1]
    client.post("/alerts", data={"remove": number})
    assert client.get(feed).status_code == 404


def test_an_alert_without_a_question_is_refused_with_the_reason(client):
    answer = client.post("/alerts", data={"by": "Ana"})
    assert answer.status_code == 422
    assert "an alert needs" in answer.text


def test_the_page_of_alerts_does_not_grow_without_end(client, monkeypatch):
    monkeypatch.setattr("readout.web.ledger.PAGE", 2)
    client.post("/alerts", data={"act": "state", "by": "Ana"})
    seen, path, pages = [], "/alerts", 0
    while path:
        page = html.fromstring(client.get(path).text)
        seen += page.xpath("//section[@class='alert']//details//a/@href")
        assert "statements answered it when it was made" in page.text_content()
        path, pages = next(iter(page.xpath("//a[@rel='next']/@href")), None), pages + 1
    (number,) = page.xpath("//input[@name='remove']/@value")
    client.post("/alerts", data={"remove": number})
    assert pages > 2
    assert len(seen) == len(set(seen)) > 4
