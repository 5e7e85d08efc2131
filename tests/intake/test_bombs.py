"""Pages made to choke a reader: read in time, within memory, and their words kept."""

import time
from datetime import UTC, datetime

import pytest

from readout.intake import markup
from readout.intake.sniff import read
from readout.model import Capture, Problem

NOW = datetime(2026, 3, 16, tzinfo=UTC)
WORDS = "The foreign ministry of Varania said on Monday that it had received no letter from the port."
BODY = "".join(f"<p>{WORDS} {number}.</p>" for number in range(5))
BOMBS = {
    "one long script": f"<html><body><script>{'var a = 1;' * 300_000}</script>{BODY}",
    "many scripts": f"<html><body>{'<script>x()</script>' * 20_000}{BODY}",
    "a script that never ends": f"<html><body>{BODY}<script>{'a' * 3_000_000}",
    "one long style": f"<html><head><style>{'.a { color: red }' * 200_000}</style></head><body>{BODY}",
    "many styles": f"<html><body>{'<style>.a {}</style>' * 20_000}{BODY}",
    "style in attributes": f'<html><body><p style="{"a: b; " * 500_000}">{WORDS}</p>{BODY}',
    "a comment that never ends": f"<html><body>{BODY}<!--{'a' * 3_000_000}",
    "many attributes": f"<html><body><p {' '.join(f'a{n}=1' for n in range(200_000))}>{WORDS}</p>{BODY}",
    "many quoted attributes": f'<html><body><p {" ".join(f"""a{n}="b c" """ for n in range(200_000))}>{BODY}',
    "elements in a row": f"<html><body>{BODY}{'<i></i>' * 200_000}",
    "elements that never end": f"<html><body>{BODY}{'<b>' * 100_000}",
    "tables in tables": f"<html><body>{BODY}{'<table><tr><td>' * 3_000}",
}


def taken(document, address="page.html"):
    return list(read(document, address=address, received_at=NOW, captured_at=None, limit=64 << 20))


@pytest.mark.parametrize("document", BOMBS.values(), ids=BOMBS)
def test_a_page_made_to_choke_a_reader_is_read_in_time_and_its_words_kept(document):
    start = time.process_time()
    found = taken(document.encode())
    assert time.process_time() - start < 15
    [capture] = [one for one in found if isinstance(one, Capture)]
    assert WORDS in capture.text
    assert "color: red" not in capture.text
    assert "x()" not in capture.text
    assert capture.body == document.encode()


def test_a_page_of_more_elements_than_anybody_writes_is_told():
    [problem, capture] = taken((BOMBS["elements in a row"]).encode())
    assert isinstance(problem, Problem)
    assert "elements" in problem.what
    assert capture.sheets == ()


def test_a_tag_keeps_its_attributes_however_long_they_are():
    document = f'<html><body><p class="comments" data-a="{"x " * 5_000}">{WORDS}</p></body></html>'
    assert markup.parse(document).xpath("//p/@class") == ["comments"]


def test_a_page_called_xml_is_a_page():
    document = f"<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html><html><body>{BODY}</body></html>"
    [capture] = taken(document.encode(), address="feed.xml")
    assert capture.media_type == "text/html"
    assert WORDS in capture.text


def test_no_file_is_opened_and_no_entity_blown_up_for_a_feed():
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    feed = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a0 "aaaaaaaaaa">'
        f"{entities}]><rss version='2.0'><channel><title>t</title><item><title>Envoy denies letter</title>"
        f"<description>{WORDS} &x; &a8;</description></item></channel></rss>"
    )
    texts = "".join(one.text for one in taken(feed.encode()) if isinstance(one, Capture))
    assert "Envoy denies letter" in texts
    assert "root:" not in texts
    assert len(texts) < 10_000
