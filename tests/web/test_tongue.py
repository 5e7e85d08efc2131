import pytest
from starlette.testclient import TestClient

from readout.desk import open_desk
from readout.web.app import make_app

ENGLISH, FRENCH = "About these readings", "À propos de ces lectures"


@pytest.fixture
def desk(tmp_path):
    with open_desk(tmp_path / "store.sqlite3") as desk:
        yield desk


def reader(desk, accept="", language=None):
    return TestClient(make_app(desk, language=language), headers={"accept-language": accept})


def test_a_page_is_in_the_language_that_the_browser_asks_for(desk):
    assert FRENCH in reader(desk, "fr-CH, en;q=0.5").get("/about").text
    assert ENGLISH in reader(desk, "xx").get("/about").text


def test_a_page_says_which_language_it_is_in(desk):
    answer = reader(desk, "fr").get("/about")
    assert '<html lang="fr" dir="ltr"' in answer.text
    assert answer.headers["content-language"] == "fr"
    assert "Accept-Language" in answer.headers["vary"]


def test_the_language_the_reader_was_started_with_outranks_the_browser(desk):
    assert FRENCH in reader(desk, "en", language="fr").get("/about").text


def test_a_choice_outranks_both_and_is_remembered(desk):
    client = reader(desk, "fr", language="fr")
    assert ENGLISH in client.get("/about?language=en").text
    assert ENGLISH in client.get("/about").text


def test_a_language_that_is_not_held_is_not_chosen(desk):
    client = reader(desk, "fr")
    assert FRENCH in client.get("/about?language=<script>").text
    client.cookies.set("language", "../../etc")
    assert FRENCH in client.get("/about").text


def test_every_page_leads_to_itself_in_the_other_language(desk):
    page = reader(desk, "fr").get("/search?q=port").text
    assert 'href="?language=en&amp;q=port" lang="en"' in page


def test_a_refused_form_and_a_missing_page_are_told_in_the_language(desk):
    client = reader(desk, "fr")
    assert "Il n’y a rien ici" in client.get("/story/none").text
    refused = client.post("/corrections", data={"undo": "1"}, headers={"origin": "http://elsewhere.example"})
    assert refused.text == "refusé\u00a0: ce formulaire est venu d’un autre site"


def test_one_reader_does_not_change_the_language_of_another(desk):
    app = make_app(desk)
    TestClient(app, headers={"accept-language": "fr"}).get("/about?language=fr")
    assert ENGLISH in TestClient(app, headers={"accept-language": "en"}).get("/about").text
