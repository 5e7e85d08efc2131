"""What is near in meaning: what is kept, what is found, and what is said where nothing makes vectors."""

import json
import sqlite3

import numpy as np
import pytest
from starlette.testclient import TestClient

import newsroom
from readout.desk import open_desk
from readout.desk.near import LONG, PASSAGES, passages
from readout.formats.found import found_as_jsonl, found_as_text
from readout.model import Problem, SearchError
from readout.web.app import make_app

#: Words of one meaning, by their places in a vector.
MEANINGS = [
    {"ship", "vessel", "navire"}, {"wage", "pay", "salary"}, {"cow", "cattle"},
]  # fmt: skip

SHIP = "The vessel left the harbour at dawn, and nobody on the quay could say where it was bound."
WAGE = "The salary of pickers rises to 1,700 rupees, and their union speaks of a victory for all of them."


class Counted:
    """Knows three meanings; counts the passages that it was given."""

    name = "three-meanings"

    def __init__(self):
        self.seen = []

    def query(self, words):
        return self._row(words)

    def passages(self, texts):
        self.seen += texts
        return np.stack([self._row(text) for text in self.seen[-len(texts) :]]) if texts else np.zeros((0, 4))

    def _row(self, text):
        words = set(text.lower().replace(".", " ").replace(",", " ").split())
        row = np.array([*(float(bool(words & meaning)) for meaning in MEANINGS), 0.01], np.float32)
        return row / np.linalg.norm(row)


@pytest.fixture
def files(tmp_path):
    for name, text in {"ship": SHIP, "wage": WAGE}.items():
        (tmp_path / f"{name}.txt").write_text(f"A title of its own\n\n{text}\n", encoding="utf-8")
    return [str(tmp_path / f"{name}.txt") for name in ("ship", "wage")]


@pytest.fixture
def encoder():
    return Counted()


@pytest.fixture
def desk(tmp_path, files, encoder):
    with open_desk(tmp_path / "store.sqlite3", near=lambda: encoder) as desk:
        desk.add(files)
        yield desk


def test_what_is_meant_is_found_in_other_words_with_its_passage(desk):
    found = desk.search("near:navire")
    (hit,) = found.near
    assert "vessel" in hit.passage.exact
    assert desk.capture(hit.passage.capture_id).says(hit.passage)
    assert (found.all_articles, found.all_statements) == (0, 0)
    assert hit.article_id in {article.id for article in found.edition.articles}


def test_the_words_stand_apart_from_what_is_near(desk):
    found = desk.search("salary near:ship")
    assert [hit.article_id for hit in found.articles] != [hit.article_id for hit in found.near]
    assert len(found.articles) == len(found.near) == 1


def test_an_article_that_has_the_words_is_not_shown_twice(desk):
    assert desk.search("vessel near:ship").near == ()


def test_where_few_have_the_words_what_is_near_is_looked_for(desk):
    assert desk.search("navire", near_below=3).near
    assert desk.search("navire").near == ()
    assert desk.search("navire").near_query == 'near:"navire"'


def test_what_is_less_near_than_the_least_is_nothing(desk):
    assert desk.search("near:cattle").near == ()


def test_languages_and_days_narrow_what_is_near(desk):
    assert desk.search("near:ship lang:en").near
    assert desk.search("near:ship lang:fr").near == ()
    assert desk.search("near:ship from:2020").near == ()


def test_it_does_not_go_with_what_is_true_of_statements_only(desk):
    with pytest.raises(SearchError, match="near:"):
        desk.search("who:Mendes near:ship")


def test_nothing_is_worked_out_twice(desk, files, encoder):
    first = len(encoder.seen)
    desk.add(files)
    assert len(encoder.seen) == first == 2
    desk.index_anew()
    assert len(encoder.seen) == 2 * first
    assert desk.search("near:navire").near


def test_other_weights_make_all_vectors_anew(tmp_path, files, desk):
    other = Counted()
    other.name = "others"
    with open_desk(tmp_path / "store.sqlite3", near=lambda: other) as again:
        assert again.search("near:navire").near == ()
        again.add(files)
        assert len(other.seen) == 2
        assert again.search("near:navire").near


def test_vectors_of_what_is_held_no_more_go(tmp_path, desk, encoder, files):
    path = tmp_path / "store.sqlite3"
    db = sqlite3.connect(path)
    db.execute("UPDATE derived_vectors SET article_id = 'gone' WHERE rowid = 1")
    db.commit()
    db.close()
    desk.add(files)
    db = sqlite3.connect(path)
    assert db.execute("SELECT count(*) FROM derived_vectors WHERE article_id = 'gone'").fetchone() == (0,)
    assert db.execute("SELECT count(*) FROM derived_vectors").fetchone() == (2,)
    db.close()


def test_without_an_encoder_the_words_are_found_and_the_rest_is_said(tmp_path, files):
    missing = Problem(where="readout[near]", what="not installed", origin="test")
    with open_desk(tmp_path / "plain.sqlite3", near=lambda: missing) as desk:
        desk.add(files)
        found = desk.search("vessel near:ship")
        assert found.all_articles == 1
        assert found.near_trouble == missing
        assert desk.search("vessel", near_below=3).near_trouble is None
        assert desk.search("vessel").near_query is None


def test_passages_are_whole_paragraphs_up_to_a_length():
    text = "\n\n".join(f"Paragraph {n} " + "word " * 30 for n in range(40))
    found = passages(newsroom.article(text), text)
    assert len(found) == PASSAGES
    assert all(len(span) <= LONG for span in found)
    assert all(span.of(text).startswith("Paragraph") for span in found)


def test_a_long_paragraph_is_cut_at_spaces_and_loses_nothing():
    text = "word " * 400
    first, second = passages(newsroom.article(text), text)[:2]
    assert text[first.end : second.start].strip() == ""
    assert first.of(text).endswith("word")
    unbroken = "x" * 3000
    assert all(len(span) <= LONG for span in passages(newsroom.article(unbroken), unbroken))


def test_near_hits_stand_apart_in_text_and_say_what_they_are_in_lines(desk):
    found = desk.search("salary near:ship")
    lines = [json.loads(line) for line in found_as_jsonl(found)]
    assert [line["what"] for line in lines] == ["article", "near"]
    assert "vessel" in lines[1]["passage"]["text"]
    words = "".join(found_as_text(found, width=100))
    assert words.index("1,700 rupees") < words.index("Near in meaning") < words.index("vessel")


def test_the_page_shows_them_below_where_few_have_the_words_and_a_link_elsewhere(desk):
    with TestClient(make_app(desk), base_url="http://127.0.0.1") as browser:
        page = browser.get("/search?q=navire").text
        assert page.index("No statement and no article has all of this.") < page.index("Near in meaning")
        assert page.index("Near in meaning") < page.index("vessel left the harbour")
        assert "Near in meaning" not in browser.get("/search?q=who:nobody").text


def test_the_page_says_why_nothing_is_near(tmp_path):
    missing = Problem(where="readout[near]", what="not installed", origin="test")
    with (
        open_desk(tmp_path / "plain.sqlite3", near=lambda: missing) as desk,
        TestClient(make_app(desk), base_url="http://127.0.0.1") as browser,
    ):
        assert "readout[near]: not installed" in browser.get("/search?q=near:ship").text
        assert "readout[near]" not in browser.get("/search?q=ship").text
