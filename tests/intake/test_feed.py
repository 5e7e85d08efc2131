import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.intake import feed
from readout.model import Capture, Problem, Role, Sheet

NOW = datetime(2026, 3, 16, tzinfo=UTC)
ADDRESS = "https://quay.example/feed"


def rss(*items: str) -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    page = f'<rss version="2.0"><channel><title>The Quay</title>{inside}</channel></rss>'
    return page.encode()


ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay</title>
<entry><id>tag:1</id><title>Envoy denies</title><updated>2026-03-09T10:00:00Z</updated>
<content type="html">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</content></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Quay",
        "items": [{"id": "1", "title": "Envoy denies", "content_html": "<p>One.</p><p>Two.</p>"}],
    }
).encode()
RDF = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>The Quay</title></channel>
<item rdf:about="tag:1"><title>Envoy denies</title><link>https://quay.example/1</link>
<description>One line.</description></item></rdf:RDF>"""


def read(document: bytes) -> list[Capture | Problem]:
    return list(feed.read(document, address=ADDRESS, received_at=NOW, captured_at=None))


def capture_of(document: bytes) -> Capture:
    [capture] = [found for found in read(document) if isinstance(found, Capture)]
    return capture


def sheets_of(document: bytes) -> tuple[Sheet, ...]:
    return capture_of(document).sheets


KINDS = {
    "RSS": rss("<guid>1</guid><title>Envoy denies</title>"),
    "Atom": ATOM,
    "JSON": JSON_FEED,
    "RDF": RDF,
}


@pytest.mark.parametrize("document", KINDS.values(), ids=KINDS)
def test_every_kind_of_feed_is_known_by_its_bytes_and_read(document):
    assert feed.looks_like(document)
    capture = capture_of(document)
    [sheet] = capture.sheets
    assert sheet.title is not None
    assert sheet.title.of(capture.text) == "Envoy denies"
    assert sheet.outlet == "The Quay"
    assert sheet.entry is not None
    assert sheet.entry.feed == ADDRESS


def test_entries_keep_the_order_of_the_feed():
    sheets = sheets_of(rss("<guid>b</guid><title>B</title>", "<guid>a</guid><title>A</title>"))
    assert [sheet.entry.id for sheet in sheets if sheet.entry] == ["b", "a"]


def test_full_text_is_body_and_one_paragraph_is_a_summary():
    [sheet] = sheets_of(ATOM)
    assert [block.role for block in sheet.blocks] == [Role.TITLE, Role.BODY, Role.BODY]
    [sheet] = sheets_of(rss("<title>T</title><description>One line.</description>"))
    assert [block.role for block in sheet.blocks] == [Role.TITLE, Role.SUMMARY]


DATES = {
    "good": ("Mon, 09 Mar 2026 10:00:00 +0100", "2026-03-09T09:00:00+00:00"),
    "a clock never set": ("Thu, 01 Jan 1970 00:00:00 GMT", None),
    "the future": ("Mon, 09 Mar 2099 10:00:00 GMT", None),
}


@pytest.mark.parametrize(("written", "iso"), DATES.values(), ids=DATES)
def test_a_date_that_cannot_be_is_no_date(written, iso):
    [sheet] = sheets_of(rss(f"<title>T</title><pubDate>{written}</pubDate>"))
    assert (sheet.published and sheet.published.iso) == iso


def test_an_entry_without_a_date_stays_undated():
    assert sheets_of(rss("<title>T</title>"))[0].published is None


def test_one_guid_in_two_feeds_is_two_entries():
    one = sheets_of(rss("<guid>1</guid><title>T</title>"))[0].entry
    [capture] = feed.read(
        rss("<guid>1</guid><title>T</title>"), address="other", received_at=NOW, captured_at=None
    )
    assert isinstance(capture, Capture)
    assert one != capture.sheets[0].entry


def test_an_empty_entry_is_a_problem_and_the_rest_is_read():
    problem, capture = read(rss("<guid>1</guid>", "<guid>2</guid><title>Kept</title>"))
    assert isinstance(problem, Problem)
    assert "entry 1" in problem.what
    assert isinstance(capture, Capture)
    assert len(capture.sheets) == 1


def test_markup_in_entries_arrives_as_words():
    item = "<title>T</title><description>&lt;p onclick='x()'&gt;Words&lt;script&gt;bad()&lt;/script&gt;&lt;/p&gt;</description>"
    assert capture_of(rss(item)).text == "T\nWords\n\n"


HTML = b"<!DOCTYPE html><html><body><feed>403 Forbidden</feed></body></html>"


def test_an_error_page_is_not_a_feed():
    assert not feed.looks_like(HTML)


@given(st.binary(max_size=200))
def test_no_bytes_whatever_raise_and_none_are_dropped(junk):
    for document in (junk, b"<rss><channel>" + junk, ATOM[:300] + junk, b'{"items": ' + junk):
        assert capture_of(document).body == document
