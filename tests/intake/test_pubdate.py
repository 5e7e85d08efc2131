from datetime import UTC, datetime

import pytest
from lxml import html

from readout.intake.facts import facts_of
from readout.intake.pubdate import published, stamps_of

NOW = datetime(2026, 3, 16, tzinfo=UTC)


def meta(name, content):
    return f"<meta property='{name}' content='{content}'>"


def time(written, words="x", more=""):
    return f"<time datetime='{written}' {more}>{words}</time>"


SAID = meta("article:published_time", "2026-03-10T01:48:19Z")
NAMED = '<script type="application/ld+json">{"@type": "NewsArticle", "dateCreated": "2026-03-09T10:00:00Z"}</script>'

#: (the page, the day that a search finds, the moment, how it is written)
CASES = {
    "the metadata": (SAID, None, "2026-03-10T01:48:19+00:00", "2026-03-10T01:48:19Z"),
    "another day that nothing explains": (SAID, "2026-02-01", "2026-02-01", "2026-02-01"),
    "another day, against two fields": (SAID + meta("date", "2026-03-10"), "2026-02-01", "2026-03-10T01:48:19+00:00", "2026-03-10T01:48:19Z"),
    "another day, against a time element": (SAID + time("2026-03-10T01:48:19Z"), "2026-02-01", "2026-03-10T01:48:19+00:00", "2026-03-10T01:48:19Z"),
    "the day of the update": (SAID + meta("article:modified_time", "2026-03-14T01:00:00Z"), "2026-03-14", "2026-03-10T01:48:19+00:00", "2026-03-10T01:48:19Z"),
    "in the page's own zone": (SAID + time("2026-03-09T20:48:19-05:00"), None, "2026-03-10T01:48:19+00:00", "2026-03-09T20:48:19-05:00"),
    "by the page's own clock": (SAID + time("2026-03-09 20:48:19"), None, "2026-03-10T01:48:19+00:00", "2026-03-09 20:48:19"),
    "another clock": (SAID + time("2026-03-09 20:48:20"), None, "2026-03-10T01:48:19+00:00", "2026-03-10T01:48:19Z"),
    "a full hour of anything": (meta("date", "2026-03-10T01:00:00Z") + time("2026-03-09 20:00:00"), None, "2026-03-10T01:00:00+00:00", "2026-03-10T01:00:00Z"),
    "marked in the page": (time("2026-03-09T10:00Z", more="itemprop='datePublished'"), "2026-02-01", "2026-03-09T10:00:00+00:00", "2026-03-09T10:00Z"),
    "when it was made": (NAMED, "2026-03-12", "2026-03-12", "2026-03-12"),
    "when it was made, and no more": (NAMED, None, "2026-03-09T10:00:00+00:00", "2026-03-09T10:00:00Z"),
    "one day of the page, and an update": (meta("article:modified_time", "2026-03-14T01:00:00Z") + "<time>09.03.2026</time>", "2026-03-14", "2026-03-09", "09.03.2026"),
    "one day of the page": (time("2026-03-09", "9 March"), "2026-03-01", "2026-03-09", "2026-03-09"),
    "times of two days": (time("2026-03-09") + time("2026-03-08"), "2026-03-01", "2026-03-01", "2026-03-01"),
    "times of comments": (f"<div class='comments'>{time('2026-03-09')}</div>", "2026-03-01", "2026-03-01", "2026-03-01"),
}  # fmt: skip


@pytest.mark.parametrize(("page", "searched", "iso", "written"), CASES.values(), ids=CASES)
def test_the_day_is_that_on_which_the_page_agrees(page, searched, iso, written):
    tree = html.document_fromstring(f"<html><head></head><body>{page}</body></html>")
    found = published(facts_of(tree), stamps_of(tree), lambda: searched, NOW)
    assert (found.iso, found.as_written) == (iso, written)


def test_without_any_date_there_is_none():
    tree = html.document_fromstring("<html><body><time>soon</time></body></html>")
    assert published(facts_of(tree), stamps_of(tree), lambda: None, NOW) is None


def test_a_page_that_agrees_with_itself_is_not_searched():
    def search():
        raise AssertionError

    page = SAID + meta("date", "2026-03-10T01:48:19Z")
    tree = html.document_fromstring(f"<html><head>{page}</head><body></body></html>")
    assert published(facts_of(tree), stamps_of(tree), search, NOW).iso == "2026-03-10T01:48:19+00:00"
