import re

import pytest
from starlette.testclient import TestClient

from readout.desk import open_desk
from readout.web.app import make_app

PAGE = """Ministry denies letter

By Ana Roth

9 March 2026

The foreign minister of Varania, Ilse Brandt, denied on Monday that a letter had been received.

“We have received nothing,” Brandt told reporters. She accused the port of inventing it.
"""
HOSTILE = """<script>alert(1)</script> Envoy <b>denies</b> all of it today

The envoy said <img src=x onerror=alert(1)> that "javascript:alert(1)" was </q></li><script>bad()</script> wrong.
"""


@pytest.fixture
def client(tmp_path):
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(HOSTILE, encoding="utf-8")
    with open_desk(tmp_path / "store.sqlite3") as desk:
        desk.add([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
        yield TestClient(make_app(desk))


def about_brandt(client):
    found = set(re.findall(r"/article/\w+", client.get("/?full=1").text))
    return next(article for article in found if "Brandt" in client.get(article).text)


def first(client, kind, at="/?full=1"):
    return re.search(rf"/{kind}/[\w-]+", client.get(at).text).group()


def test_the_river_shows_the_story_and_leads_to_it(client):
    page = client.get("/").text
    assert "Ministry denies letter" in page
    assert client.get(first(client, "story")).status_code == 200


def test_an_article_marks_its_statements_and_leads_to_the_reading_and_back(client):
    page = client.get(about_brandt(client)).text
    [said] = set(re.findall(r'href="#(said-\w+)">denied', page)) or [
        re.search(r'href="#(said-\w+)"', page)[1]
    ]
    assert f'id="{said}"' in page
    assert f'id="{said.replace("said", "in")}"' in page
    assert 'class="act no"' in page


def test_a_statement_says_why_and_its_passage_is_marked_in_the_capture(client):
    statement = first(client, "statement", about_brandt(client))
    page = client.get(statement).text
    assert "Read by" in page
    capture = re.search(r"/capture/\w+\?start=\d+&amp;end=\d+", page).group().replace("&amp;", "&")
    assert '<mark id="passage"' in client.get(capture).text


def test_what_was_done_by_saying_stands_in_the_past_and_words_end_without_their_comma(client):
    page = client.get(about_brandt(client)).text
    assert "denied" in page
    assert "accused" in page
    assert '<q class="words"' in page
    assert "received nothing</q>" in page


def test_the_same_words_in_two_articles_stand_once_with_both_places(client, tmp_path):
    (tmp_path / "c.txt").write_text(PAGE.replace("9 March 2026", "10 March 2026"), encoding="utf-8")
    with open_desk(tmp_path / "two.sqlite3") as desk:
        desk.add([str(tmp_path / "a.txt"), str(tmp_path / "c.txt")])
        two = TestClient(make_app(desk))
        page = two.get(first(two, "story")).text
    assert page.count("received nothing</q>") == 1
    assert re.search(r">Ministry denies letter</a>, <a [^>]+>Ministry denies letter, ", page)


def test_a_page_without_words_asked_says_what_to_ask(client):
    assert "Give a name" in client.get("/search").text


def test_a_correction_is_obeyed(client):
    article = about_brandt(client)
    before = client.get(article).text
    statement = re.search(r"/statement/\w+", before).group()
    done = client.post(statement, data={"remedy": "not_said", "note": "nobody says it"})
    assert done.status_code == 200
    assert statement not in client.get(article).text


def test_a_form_from_another_site_is_refused(client):
    statement = first(client, "statement", about_brandt(client))
    done = client.post(statement, data={"remedy": "not_said"}, headers={"Origin": "https://evil.example"})
    assert done.status_code == 403


def test_hostile_markup_arrives_inert_on_every_page(client):
    pages = {"/", "/?full=1", "/problems", "/about", "/search?q=<script>alert(1)</script>"}
    for page in list(pages):
        pages |= set(re.findall(r'href="(/[^"#]*)"', client.get(page).text))
    for page in pages:
        text = client.get(page).text
        assert text.count("<script") == text.count('<script src="/readout.js" defer></script>'), page
        assert "<img" not in text, page


def test_no_page_may_load_anything_from_elsewhere(client):
    response = client.get("/")
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
    assert not re.search(r'(?:src|href)="(?:https?:)?//', response.text)


@pytest.mark.parametrize(
    "path", ["/article/none", "/story/none", "/statement/none", "/capture/none", "/nowhere"]
)
def test_what_is_not_there_is_a_page_that_says_so(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "nothing here" in response.text


@pytest.mark.parametrize(
    "query", ["start=-1&end=5", "start=5&end=1", "start=x", "start=0&end=999999999", "after=x"]
)
def test_a_place_that_cannot_be_is_passed_over(client, query):
    capture = first(client, "capture", first(client, "article"))
    assert client.get(f"{capture}?{query}").status_code == 200
