import json
from datetime import UTC, datetime

import pytest

from readout.articles import read_capture
from readout.articles.teasers import TEASER
from readout.intake import page
from readout.model import Capture, Role
from readout.statements import read_statements

NOW = datetime(2026, 3, 16, tzinfo=UTC)
SAID = "The foreign ministry of Varania said on Monday that it had received no letter from the port of Quay."
MORE = "Nobody at the harbour would say who had carried it, and the envoy did not answer calls on Monday. "
WALL = "Subscribe to continue reading."


def document(*paragraphs, free=None, selector=None, wall=None):
    about = {"@type": "NewsArticle", "headline": "No letter, says ministry"}
    if free is not None:
        about["isAccessibleForFree"] = free
    if selector:
        about["hasPart"] = {"isAccessibleForFree": "False", "cssSelector": selector}
    walled = f"<div class='offer'><p>{wall}</p></div>" if wall else ""
    return (
        f"<!doctype html><html lang='en'><head><script type='application/ld+json'>{json.dumps(about)}</script></head>"
        f"<body><article><h1>No letter, says ministry</h1>{''.join(paragraphs)}{walled}</article></body></html>"
    )


def read(words):
    [capture] = [one for one in page.read(words.encode(), address="p.html", received_at=NOW, captured_at=None) if isinstance(one, Capture)]  # fmt: skip
    return capture, read_capture(capture)


BEGUN = (f"<p>{SAID}</p>", f"<p>{MORE}</p>")
WHOLE = (*BEGUN, *(f"<p>{n} {MORE * 3}</p>" for n in range(8)))
TEASERS = {
    "declared, and short": (document(*BEGUN, free=False), MORE.strip()),
    "declared in words": (document(*BEGUN, free="False", selector=".paid"), MORE.strip()),
    "declared as an address": (document(*BEGUN, free="https://schema.org/False"), MORE.strip()),
    "a wall below a beginning": (document(*BEGUN, wall=WALL), WALL),
    "declared, and a wall below a long beginning": (document(*WHOLE, free=False, wall=WALL), WALL),
    "a long beginning that breaks off above a wall": (document(*WHOLE, "<p>The minister, who was said to be</p>", wall=WALL), WALL),
    "by its part alone": (document(*BEGUN, selector="div.paid"), MORE.strip()),
}  # fmt: skip
WHOLES = {
    "free": document(*BEGUN, free=True),
    "short, and nothing is said": document(*BEGUN),
    "declared, and the paid part is shown": document(*BEGUN, f"<section class='paid x'><p>{MORE * 4}</p></section>", free=False, selector="article .paid"),
    "declared, and it is long and ends": document(*WHOLE, free=False),
    "a whole article above an offer": document(*WHOLE, wall=WALL),
}  # fmt: skip


@pytest.mark.parametrize(("words", "last"), TEASERS.values(), ids=TEASERS)
def test_a_teaser_is_marked_where_its_words_end(words, last):
    capture, reading = read(words)
    [article] = reading.articles
    assert article.teaser is not None
    assert (article.teaser.exact, capture.says(article.teaser)) == (last, True)
    assert [(flag.what, flag.passage) for flag in reading.flags] == [(TEASER, article.teaser)]


@pytest.mark.parametrize("words", WHOLES.values(), ids=WHOLES)
def test_what_is_whole_is_no_teaser(words):
    _, reading = read(words)
    assert [(article.teaser, reading.flags) for article in reading.articles] == [(None, ())]


def test_what_a_teaser_says_is_read_and_its_wall_is_furniture():
    capture, reading = read(document(*BEGUN, wall=WALL))
    [article] = reading.articles
    assert SAID in article.words(capture.text)
    assert WALL not in article.words(capture.text)
    said = read_statements(article, capture.text)
    assert any(statement.passage.exact in SAID for statement in said)
    furniture = [b.span.of(capture.text) for b in article.blocks if b.role is Role.FURNITURE]
    assert WALL in furniture + [piece.span.of(capture.text) for piece in reading.furniture]


def test_a_saved_text_with_a_wall_below_its_beginning_is_a_teaser():
    from readout.intake import plain

    text = f"No letter, says ministry\n\n{SAID}\n\n{MORE}\n\n{WALL}\n"
    [capture] = [c for c in plain.read(text.encode(), address="x.txt", received_at=NOW, captured_at=None) if isinstance(c, Capture)]  # fmt: skip
    [article] = read_capture(capture).articles
    assert article.teaser is not None
    assert article.teaser.exact == WALL


HOSTILE = [".", "#", "div > ", "..a", ">>>", "a:not(b)", ",", "", "[x=y]", "*", "." * 5000]


@pytest.mark.parametrize("selector", HOSTILE)
def test_a_selector_that_is_none_stops_nothing(selector):
    _, reading = read(document(*BEGUN, free=False, selector=selector))
    assert reading.articles[0].teaser is not None
