"""Damaged documents of every kind, for a bounded time: nothing raises, and nothing takes for ever.

READOUT_FUZZ_SECONDS sets how long each reader is tried; READOUT_FUZZ_SEEDS a folder of further
documents. A document that made a reader raise becomes a case of that reader's own test.
"""

import os
import random
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from readout.intake import feed, opml, page, warc
from readout.intake.discover import feeds_on
from readout.intake.entries import feed_in
from readout.intake.web.packed import BrokenError, TooMuchError, Unpacker
from readout.model import Capture

NOW = datetime(2026, 3, 16, tzinfo=UTC)
SECONDS = float(os.environ.get("READOUT_FUZZ_SECONDS", "5"))
DEMO = Path(__file__).parents[2] / "demo"
SEEDS = [
    b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xml:base="http://q.example/"><channel><title>Q</title>'
    b"<item><title>A &amp; B &nbsp;</title><guid isPermaLink='false'>1</guid><link>/1</link><pubDate>Mon, 09 Mar "
    b"2026 10:00:00 GMT</pubDate><description><![CDATA[<p>x</p>]]></description></item></channel></rss>",
    b'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Q</title><entry><id>tag:1</id><title type="xhtml">'
    b'<div>T</div></title><updated>2026-03-09T10:00:00Z</updated><link rel="alternate" href="http://q.example/1"/>'
    b"<author><name>Ann</name></author><content type='html'>&lt;p&gt;x</content></entry></feed>",
    b'{"version": "https://jsonfeed.org/version/1.1", "title": "Q", "items": [{"id": "1", "url": "http://q.example/1",'
    b' "content_html": "<p>x</p>", "date_published": "2026-03-09T10:00:00Z", "authors": [{"name": "Ann"}]}]}',
    b'<opml version="2.0"><body><outline text="W"><outline xmlUrl="http://q.example/f" text="A"/></outline></body></opml>',
    b'<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/f"><script type='
    b'"application/ld+json">{"@type": "NewsArticle", "headline": "T", "author": {"name": "A"}}</script></head><body>'
    b"<article><h1>T</h1><p>The ministry said on Monday that it had received no letter.</p></article></body></html>",
    *(path.read_bytes() for path in sorted(DEMO.iterdir()) if path.suffix in {".html", ".xml", ".json"}),
    *(
        p.read_bytes()[:200_000]
        for p in sorted(Path(os.environ.get("READOUT_FUZZ_SEEDS", os.devnull)).glob("*"))
    ),
]
TOKENS = (
    b"<", b">", b"&", b"&#0;", b"&#x110000;", b"]]>", b"<![CDATA[", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\n", b"<item>",
    b"</channel>", b"http://[", b"//[x", b'encoding="utf-16"', b'encoding="klingon"', b"0001-01-01T00:00:00Z", b"{", b"[",
    b"null", b"1e999", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"9" * 400, b"\xed\xa0\x80", b"<base href='http://['>",
)  # fmt: skip


def damaged(rng: random.Random) -> bytes:
    body = bytearray(rng.choice(SEEDS))
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(body) + 1)
        what = rng.randrange(5)
        if what == 0:
            body[at : at + rng.randint(1, 40)] = b""
        elif what == 1:
            body[at:at] = rng.choice(TOKENS)
        elif what == 2:
            body[at : at + 1] = bytes([rng.randrange(256)])
        elif what == 3:
            other = rng.choice(SEEDS)
            start = rng.randrange(len(other))
            body[at:at] = other[start : start + rng.randint(1, 300)]
        else:
            del body[at:]
    return bytes(body)


def read_feed(body, folder):
    found = list(feed.read(body, address="http://q.example/f", received_at=NOW, captured_at=None))
    assert [one.body for one in found if isinstance(one, Capture)] == [body]


def read_entries(body, folder):
    feed_in(body, address="http://q.example/f")


def read_page(body, folder):
    found = list(page.read(body, address="http://q.example/p", received_at=NOW, captured_at=None))
    assert [one.body for one in found if isinstance(one, Capture)] == [body]


def read_links(body, folder):
    feeds_on(body, address="http://q.example/p")


def read_list(body, folder):
    list(opml.read(body, where="list"))


def read_archive(body, folder):
    pytest.importorskip("warcio")
    length = len(body) + 19
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://q.example/p\r\nWARC-Date: 2022-01-18T09:30:00Z\r\n"
    record = head + b"Content-Length: %d\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" % length + body + b"\r\n\r\n"
    at = hash(body) % len(record)
    path = folder / "x.warc"
    path.write_bytes(record + record[:at] + b"\x00" + record[at:] + record)
    list(warc.records(path, received_at=NOW, limit=1 << 20))
    frame = pytest.importorskip("zstandard").compress(record)
    at = hash(body) % len(frame)
    for broken in (frame[:at] + b"\x00" + frame[at:], frame[:at] + body[:200] + frame[at:]):
        path.write_bytes(frame + broken + frame)
        list(warc.records(path, received_at=NOW, limit=1 << 20))


def unpack(body, folder):
    for coding in ("gzip", "deflate", "identity"):
        unpacker = Unpacker(coding, 1000)
        try:
            for at in range(0, len(body), 100):
                unpacker.take(body[at : at + 100])
            unpacker.whole()
        except (BrokenError, TooMuchError):
            pass


READERS = (read_feed, read_entries, read_page, read_links, read_list, read_archive, unpack)


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
def test_a_damaged_document_never_raises(reader, tmp_path):
    seed = random.randrange(1 << 30)
    rng = random.Random(seed)
    end = time.monotonic() + SECONDS
    number = 0
    while time.monotonic() < end:
        body = damaged(rng)
        began = time.process_time()
        try:
            reader(body, tmp_path)
        except Exception as error:
            pytest.fail(f"seed {seed}, document {number}: {error!r}\n{body[:2000]!r}")
        assert time.process_time() - began < 5, f"seed {seed}, document {number} takes too long"
        number += 1
