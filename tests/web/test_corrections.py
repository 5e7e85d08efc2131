"""Correcting in the reader: forms that work without a script."""

import re

import pytest
from starlette.testclient import TestClient

from readout.desk import house, open_desk
from readout.web.app import make_app

PAGE = """Ministry denies letter

9 March 2026

The foreign minister of Varania, Ilse Brandt, denied on Monday that a letter had been received.

“We have received nothing,” Brandt told reporters. The deputy, Karl Odum, said that the port was open.

A note on the door read: the port is closed.
"""


@pytest.fixture
def client(tmp_path):
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    with open_desk(tmp_path / "store.sqlite3", steps=house(fast=True)) as desk:
        desk.add([str(tmp_path / "a.txt")])
        yield TestClient(make_app(desk))


@pytest.fixture
def article(client):
    return re.search(r"/article/\w+", client.get("/?full=1").text).group()


def statement_with(client, article, words):
    ledger = client.get(article).text.split("Who said what")[1]
    entry = next(part for part in ledger.split('<li class="said') if words in part)
    return re.search(r"/statement/\w+", entry).group()


def test_another_speaker_is_shown_with_who_said_so_and_undone(client, article):
    at = statement_with(client, article, "received nothing")
    done = client.post(
        at, data={"remedy": "not_the_speaker", "speaker": "Karl Odum", "by": "Mara", "note": "his words"}
    )
    assert done.status_code == 200
    assert "speaker corrected to “Karl Odum”" in done.text
    assert "by Mara on" in done.text
    page = client.get(statement_with(client, article, "received nothing")).text
    assert re.search(r'class="who"[^>]*>Karl Odum<', page)
    assert "As read by machine" in page
    listed = client.get("/corrections").text
    assert "another speaker: “Karl Odum”" in listed
    assert "his words" in listed
    assert "Undone: 1." in client.post("/corrections", data={"undo": "1"}).text
    assert "Karl Odum" not in client.get(at).text.split("Is it wrong?")[0]


def test_words_that_are_not_on_the_page_come_back_with_the_reason(client, article):
    at = statement_with(client, article, "received nothing")
    refused = client.post(at, data={"remedy": "not_the_speaker", "speaker": "Bo <b>Nobody", "by": "Mara"})
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text
    assert "do not stand on the page" in refused.text
    assert 'value="Bo &lt;b&gt;Nobody"' in refused.text  # what was typed is not lost
    for data in ({"remedy": "not_the_act"}, {"remedy": "nonsense"}, {}):
        assert client.post(at, data=data).status_code == 422
    assert "None yet" in client.get("/corrections").text


def test_another_act_leads_to_the_statement_as_it_is_now(client, article):
    at = statement_with(client, article, "received nothing")
    done = client.post(at, data={"remedy": "not_the_act", "act": "deny", "by": "Mara"})
    assert "act corrected to “deny”" in done.text
    assert "corrected to “deny”" in client.get(article).text


def test_a_missed_statement_is_added_from_the_page_of_the_article(client, article):
    data = {"utterance": "A note on the door\nread: the port is closed", "act": "announce", "cue": "read"}
    made = client.post(article, data={**data, "speaker": "A note on the door", "by": "Mara"})
    assert made.status_code == 200
    assert "added by Mara on" in made.text
    assert "the port is closed" in client.get(article).text.split("Who said what")[1]
    refused = client.post(article, data={"utterance": "words of another page", "act": "state"})
    assert refused.status_code == 422
    assert "do not stand on the page" in refused.text
    assert client.post(article, data={"utterance": "the port"}).status_code == 422


def test_two_actors_are_joined_and_parted_again(client, article):
    at = statement_with(client, article, "received nothing")
    actor = re.search(r"/actor/\w+", client.get(at).text).group()
    done = client.post(actor, data={"verdict": "same", "other": "Karl Odum", "by": "Mara"})
    assert "are one" in done.text
    merged = re.search(r"/actor/\w+", client.get(at).text).group()
    assert "the port was open" in client.get(merged).text
    client.post("/corrections", data={"undo": "j1"})
    assert "the port was open" not in client.get(actor).text
    refused = client.post(actor, data={"verdict": "same", "other": "Nobody"})
    assert refused.status_code == 422
    assert "nobody in this store" in refused.text


@pytest.mark.parametrize("number", ["9", "j9", "x", ""])
def test_undoing_what_is_not_there_says_so(client, number):
    assert client.post("/corrections", data={"undo": number}).status_code == 404
