import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.intake import feed, jsonfeed
from readout.intake.entries import feed_in
from readout.model import Capture, Entry, Feed, Problem, Role, Sheet

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


NEWS = """<rss version="2.0" xml:base="https://quay.example/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:yandex="http://news.yandex.ru" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Q</title>{}</channel></rss>"""


def entry_of(inside: str) -> Entry:
    found = feed_in(NEWS.format(f"<item>{inside}</item>").encode(), address=ADDRESS)
    assert found is not None
    return found.entries[0]


EXTENSIONS = {
    "content": (
        "<description>d</description><content:encoded>whole text</content:encoded>",
        "text",
        "whole text",
    ),
    "yandex": (
        "<description>d</description><yandex:full-text>whole text</yandex:full-text>",
        "text",
        "whole text",
    ),
    "media": (
        "<description>d</description><media:group><media:text>whole text</media:text></media:group>",
        "text",
        "whole text",
    ),
    "dc": ("<dc:creator>Ann</dc:creator><dc:creator>Bob</dc:creator>", "authors", ("Ann", "Bob")),
    "dc date": ("<dc:date>2026-03-09</dc:date>", "published", "2026-03-09"),
    "source": ('<source url="https://other.example/f">The Other</source>', "outlet", "The Other"),
    "relative link": ("<link>/1</link>", "url", "https://quay.example/1"),
    "permalink": ("<guid>https://quay.example/1</guid>", "url", "https://quay.example/1"),
    "no permalink": ('<guid isPermaLink="false">https://quay.example/1</guid>', "url", None),
    "html's entity": ("<description>a&nbsp;b</description>", "text", "a\u00a0b"),
    "an entity nobody knows": ("<description>a &nosuch; b</description>", "text", "a &nosuch; b"),
    "a lone ampersand": ("<title>Record &amp; play &</title>", "title", "Record & play &"),
    "markup in a title": ("<title>Envoy <b>denies</b> it</title>", "title", "Envoy denies it"),
    "letters of CDATA": (
        "<link><![CDATA[https://quay.example/?a=1&b=2]]></link>",
        "url",
        "https://quay.example/?a=1&b=2",
    ),
}


@pytest.mark.parametrize(("inside", "field", "wanted"), EXTENSIONS.values(), ids=EXTENSIONS)
def test_what_news_feeds_say_in_extensions_is_read(inside, field, wanted):
    titled = inside if "<title>" in inside else f"<title>T</title>{inside}"
    assert getattr(entry_of(titled), field) == wanted


IMPOSSIBLE = (
    "Mon, 31 Feb 2026 25:61:00 GMT", "Tuesday", "10:30", "2023-02-29T10:00:00Z",
    "Mon, 01 Jan 0001 00:00:00 +0000", "2026-03-09T25:61:00",
)  # fmt: skip


@pytest.mark.parametrize("written", IMPOSSIBLE)
def test_an_impossible_date_is_null_and_its_words_are_kept(written):
    found = read(rss(f"<title>T</title><pubDate>{written}</pubDate>"))
    problem, capture = found
    assert isinstance(capture, Capture)
    published = capture.sheets[0].published
    assert published is not None
    assert (published.iso, published.as_written) == (None, written)
    assert isinstance(problem, Problem)
    assert written in problem.what


def test_dates_of_the_future_are_told_once_for_all_entries():
    item = "<title>T</title><pubDate>Mon, 09 Mar 2099 10:0{}:00 GMT</pubDate>"
    problem, _ = read(rss(item.format(1), item.format(2)))
    assert isinstance(problem, Problem)
    assert "2 dates are in the future" in problem.what


LANGUAGES = {
    "RSS": rss("<title>T</title>").replace(b"<channel>", b"<channel><language>pt-br</language>"),
    "Atom": ATOM.replace(b'Atom">', b'Atom" xml:lang="pt-br">'),
}


@pytest.mark.parametrize("document", LANGUAGES.values(), ids=LANGUAGES)
def test_the_language_is_what_the_feed_declares(document):
    assert sheets_of(document)[0].language == "pt-br"


def test_a_base_that_is_no_address_is_passed_over():
    document = NEWS.replace("https://quay.example/", "http://[q").format(
        "<item><title>T</title><link>/1</link></item>"
    )
    found = feed_in(document.encode(), address=ADDRESS)
    assert found is not None
    assert found.entries[0].title == "T"


def test_publication_and_update_are_kept_apart():
    both = b"<published>2026-03-08T10:00:00Z</published><updated>"
    [sheet] = sheets_of(ATOM.replace(b"<updated>", both))
    assert sheet.published is not None
    assert sheet.updated is not None
    assert (sheet.published.iso, sheet.updated.iso) == (
        "2026-03-08T10:00:00+00:00",
        "2026-03-09T10:00:00+00:00",
    )


def test_an_entry_as_a_feed_of_its_own_says_the_same():
    entry = entry_of(
        "<title>A &lt;b&gt;</title><guid>1</guid><link>/1</link><pubDate>Tuesday</pubDate>"
        "<description>&lt;p&gt;x&lt;/p&gt;</description><dc:creator>Ann</dc:creator><source url='x'>The Other</source>"
    )
    feed = Feed(title="Q", url="https://quay.example/", language="pt", entries=())
    again = feed_in(jsonfeed.one_entry(entry, feed, address=ADDRESS), address=ADDRESS)
    assert again == Feed(title="Q", url="https://quay.example/", language="pt", entries=(entry,))


JSON_ODDITIES = (
    '{"items": 3}',
    "[]",
    "{",
    '{"items": [1, null, {"id": 7, "authors": ["Ann"]}, {"tags": 3}]}',
)


@pytest.mark.parametrize("document", JSON_ODDITIES)
def test_json_of_the_wrong_shape_never_raises(document):
    feed_in(
        b'{"version": "https://jsonfeed.org/version/1", ' + document.encode().lstrip(b"{"), address=ADDRESS
    )
    feed_in(document.encode(), address=ADDRESS)


HTML = b"<!DOCTYPE html><html><body><feed>403 Forbidden</feed></body></html>"


def test_an_error_page_is_not_a_feed():
    assert not feed.looks_like(HTML)


@settings(deadline=None)  # the first bytes import two parsers
@given(st.binary(max_size=200))
def test_no_bytes_whatever_raise_and_none_are_dropped(junk):
    for document in (junk, b"<rss><channel>" + junk, ATOM[:300] + junk, b'{"items": ' + junk):
        assert capture_of(document).body == document
