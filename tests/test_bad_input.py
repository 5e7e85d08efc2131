"""What nobody should hand in, and people do: nothing stops the run, and nothing is lost."""

import time

import pytest

from newsroom import NOW
from readout.desk import open_desk

SAID = "Kyiv said it was ready for talks. “We are ready,” he said. "
FIVE_MEGABYTES = 5_000_000
HOSTILE = {
    "one line of words": SAID * (FIVE_MEGABYTES // len(SAID)),
    "one line without an end": "word " * (FIVE_MEGABYTES // 5),
    "one word": "w" * FIVE_MEGABYTES,
    "opening marks": "“" * 200_000,
    "line ends": "Title\n" + "\n" * 500_000 + SAID,
    "one letter a line": "a\n" * 20_000,
    "controls of direction": "\u202e\u2066 said \u2069" * 2_000,
    "zeros inside": "Kyiv said\u200b \u2028it\u0085 was ready.\r\rYes.\x0b\x0c",
}


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_is_read_in_time_and_no_character_is_lost(tmp_path, text):
    (tmp_path / "page.txt").write_bytes(text.encode())
    start = time.monotonic()
    with open_desk(None, clock=lambda: NOW) as desk:
        desk.add([str(tmp_path / "page.txt")])
        edition = desk.edition()
    assert time.monotonic() - start < 30
    (capture,) = edition.captures
    assert capture.text == text
    spans = sorted(
        [block.span for article in edition.articles for block in article.blocks]
        + [piece.span for piece in edition.furniture]
    )
    at = 0
    for span in spans:
        assert span.start >= at
        assert not text[at : span.start].strip()
        at = span.end
    assert not text[at:].strip()
    for statement in edition.statements:
        assert statement.passage.span.of(text) == statement.passage.exact
