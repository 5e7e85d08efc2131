"""What goes out to other programs: feeds, tables, references."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest

from readout.desk import demo_clock, demo_files, open_desk
from readout.formats import research
from readout.formats.atom import as_atom
from readout.formats.items import Feed, Item, dispute_feed, moment, said_feed, story_feed
from readout.formats.jsonfeed import as_jsonfeed
from readout.formats.references import as_bibtex, as_csl
from readout.formats.rss import as_rss

HOME = "https://reader.example"
CODEBOOK = Path(__file__).parents[2] / "docs" / "guide" / "codebook.md"


@pytest.fixture(scope="module")
def edition():
    with open_desk(None) as desk:
        desk.add(demo_files()[:6], captured_at=demo_clock())
        return desk.edition()


@pytest.mark.parametrize("write", [as_atom, as_rss])
@pytest.mark.parametrize("make", [story_feed, dispute_feed])
def test_a_feed_reader_finds_every_item_with_its_page_and_date(edition, write, make):
    feed = make(edition, HOME)
    read = feedparser.parse(write(feed, f"{HOME}/{feed.id}.xml"))
    assert not read.bozo
    assert [(e.title, e.link) for e in read.entries] == [(i.title, f"{HOME}/{i.id}") for i in feed.items]
    assert all("updated" in entry or "published" in entry for entry in read.entries)


def test_a_json_feed_holds_the_same(edition):
    feed = story_feed(edition, HOME)
    read = json.loads(as_jsonfeed(feed))
    assert [item["url"] for item in read["items"]] == [f"{HOME}/{item.id}" for item in feed.items]


def test_without_a_home_items_keep_an_id_and_no_link(edition):
    text = as_atom(story_feed(edition))
    assert "<link" not in text
    assert all(entry.id.startswith("urn:readout:story/") for entry in feedparser.parse(text).entries)


def test_a_story_with_an_undated_article_is_as_old_as_its_dated_ones(edition):
    articles = tuple(replace(a, published=None) if n == 0 else a for n, a in enumerate(edition.articles))
    told = story_feed(replace(edition, articles=articles))
    assert max(item.at.year for item in told.items) == 2026
    assert all(item.at <= moment("2026-03-31") for item in told.items)


HOSTILE = Item(
    id="story/x",
    title="</title><script>alert(1)</script> & \x00 \x0b ]]>",
    paragraphs=("<b>bold</b> \ud800 &amp;",),
    at=moment("2026-03-01"),
)


@pytest.mark.parametrize("write", [as_atom, as_rss])
def test_hostile_words_stay_words(write):
    read = feedparser.parse(write(Feed(id="x", title="x", items=(HOSTILE,), home=HOME)))
    assert not read.bozo
    assert len(read.entries) == 1
    entry = read.entries[0]
    plain = entry.content[0].type == "text/plain" if "content" in entry else "<b>" not in entry.summary
    assert plain


def test_a_row_a_statement_with_the_columns_of_the_codebook(edition):
    table = list(csv.DictReader(io.StringIO("".join(research.as_csv(edition)))))
    assert len(table) == len(edition.statements)
    told = re.findall(r"`([a-z_]+)`", "".join(re.findall(r"^\| (`.*?) \|", CODEBOOK.read_text(), re.M)))
    assert sorted(told) == sorted(research.COLUMNS)
    texts = {capture.id: capture.text for capture in edition.captures}
    for row in table:
        assert texts[row["capture"]][int(row["start"]) : int(row["end"])] == row["text"].removeprefix("'")


def test_the_rows_are_the_same_as_json_lines(edition):
    rows = [json.loads(line) for line in research.as_rows(edition)]
    assert [row["statement"] for row in rows] == [statement.id for statement in edition.statements]


def test_references_have_one_entry_an_article_and_no_key_twice(edition):
    text = "".join(as_bibtex(edition))
    keys = re.findall(r"^@online\{([^,]+),$", text, re.M)
    titled = [a for a in edition.articles if a.title_clean]
    assert len(keys) == len(set(keys)) == len(titled)
    assert text.count("{") == text.count("}")
    read = json.loads("".join(as_csl(edition)))
    assert [entry["id"] for entry in read] == [article.id for article in titled]


def test_signs_that_bibtex_reads_are_escaped(edition):
    article = replace(edition.articles[0], title_clean="Cuts of 5% & {more} at A_B")
    text = "".join(as_bibtex(replace(edition, articles=(article,))))
    assert r"Cuts of 5\% \& \{more\} at A\_B" in text


def test_a_feed_of_what_one_actor_said(edition):
    feed = said_feed(edition, "Astrid Hellevik")
    assert feed.id == "who/Astrid Hellevik"
    assert len(feed.items) == min(50, len(edition.statements))
