from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.articles import read_capture
from readout.intake import page
from readout.model import Basis, Capture, Problem, Role

NOW = datetime(2026, 3, 16, tzinfo=UTC)

BODY = "".join(
    f"<p>{words}</p>"
    for words in (
        "The foreign ministry of Varania said on Monday that it had received no letter from the port.",
        "“We have received nothing,” the ministry’s spokeswoman, Ilse Brandt, told reporters in the capital.",
        "The harbour authority had said on Friday that the letter was handed over in the presence of witnesses.",
        "Neither side named the witnesses, and the envoy who is said to have carried it did not answer calls.",
    )
)
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>No letter, says ministry | The Quay</title>
<meta property="og:site_name" content="The Quay">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "No letter, says ministry",
 "datePublished": "2026-03-09T10:00:00+01:00", "author": [{{"@type": "Person", "name": "Ana Roth"}}]}}</script>
</head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>No letter, says ministry</h1>{BODY}<figure><figcaption>The port at dawn.</figcaption></figure></article>
<section class="comments"><p>First comment: I was there and I saw no letter at all, not one.</p></section>
<footer>All rights reserved.</footer></body></html>"""


def read(document: str | bytes) -> list[Capture | Problem]:
    body = document.encode() if isinstance(document, str) else document
    return list(page.read(body, address="p.html", received_at=NOW, captured_at=None))


def capture_of(document: str | bytes) -> Capture:
    [capture] = [found for found in read(document) if isinstance(found, Capture)]
    return capture


def words_with(capture: Capture, role: Role) -> list[str]:
    [sheet] = capture.sheets
    return [block.span.of(capture.text) for block in sheet.blocks if block.role is role]


def test_the_main_text_is_body_and_the_heading_is_the_title():
    capture = capture_of(PAGE)
    assert words_with(capture, Role.TITLE) == ["No letter, says ministry"]
    assert len(words_with(capture, Role.BODY)) == 4


def test_metadata_gives_outlet_author_time_and_language():
    [sheet] = capture_of(PAGE).sheets
    assert (sheet.outlet, sheet.byline, sheet.language) == ("The Quay", ("Ana Roth",), "en-GB")
    assert sheet.published is not None
    assert sheet.published.iso == "2026-03-09T09:00:00+00:00"
    assert sheet.published.basis is Basis.METADATA


def test_comments_navigation_and_footer_are_kept_and_kept_apart():
    capture = capture_of(PAGE)
    [sheet] = capture.sheets
    kinds = {block.span.of(capture.text): block.type for block in sheet.around}
    assert kinds["Home World"] == "navigation"
    assert kinds["All rights reserved."] == "footer"
    assert any(kind == "comments" for kind in kinds.values())
    assert not any("First comment" in words for words in words_with(capture, Role.BODY))


def test_a_title_that_stands_only_in_the_metadata_becomes_the_first_line():
    capture = capture_of(PAGE.replace("<h1>No letter, says ministry</h1>", ""))
    assert capture.text.startswith("No letter, says ministry\n")
    assert words_with(capture, Role.TITLE) == ["No letter, says ministry"]


FIGURE = (
    "<figure><img alt='{alt}' src='x.jpg'><figcaption>The port at dawn.<div class='photo-credit'>{credit}</div>"
    "</figcaption></figure>"
)


def test_a_picture_keeps_its_caption_its_alternative_and_its_credit():
    figure = FIGURE.format(alt="Two ships lie at the quay", credit="Photo: Nordwire/Ana Roth")
    capture = capture_of(PAGE.replace("</article>", f"{figure}</article>"))
    assert words_with(capture, Role.CAPTION) == [
        "The port at dawn.",
        "Two ships lie at the quay",
        "The port at dawn.",
    ]
    assert words_with(capture, Role.CREDIT) == ["Photo: Nordwire/Ana Roth"]
    [article] = read_capture(capture).articles
    assert article.credit is None
    assert "Two ships" not in article.words(capture.text)


@pytest.mark.parametrize("alt", ["logo", "", "The port at dawn."])
def test_words_for_a_picture_that_tell_nothing_more_are_left_out(alt):
    capture = capture_of(PAGE.replace("</article>", FIGURE.format(alt=alt, credit="x") + "</article>"))
    assert capture.text.count("The port at dawn.") == 2
    assert "logo" not in capture.text


def test_a_caption_is_a_caption():
    assert words_with(capture_of(PAGE), Role.CAPTION) == ["The port at dawn."]


HOSTILE = {
    "empty": "",
    "no element": "plain words",
    "a script": "<html><script>alert(1)</script><p>Words.</p>",
    "markup in attributes": '<html><p onclick="x()">Words <img src=x onerror=alert(1)></p>',
    "deep": "<html>" + "<div>" * 20_000 + "Words" + "</div>" * 20_000,
    "broken JSON-LD": '<html><script type="application/ld+json">{"a": </script><p>Words.</p>',
    "deep JSON-LD": f'<html><script type="application/ld+json">{"[" * 50_000}</script><p>Words.</p>',
    "meta refresh": '<html><meta http-equiv="refresh" content="0;url=http://x.example"><p>Words.</p>',
    "not UTF-8": "<html><meta charset=windows-1251><p>Слова и ещё слова.</p>".encode("cp1251"),
    "lying charset": '<html><meta charset="windows-1251"><p>Слова.</p>',
    "unknown charset": '<html><meta charset="x-none"><p>Caf\xe9.</p>'.encode("latin-1"),
    "null bytes": b"<html><p>Wor\x00ds</p>",
}


@pytest.mark.parametrize("document", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_become_one_capture_of_words_without_markup(document):
    text = capture_of(document).text
    assert "<" not in text
    assert "alert" not in text


def test_nesting_too_deep_is_a_problem_and_the_words_are_kept():
    problem, capture = read(HOSTILE["deep"])
    assert isinstance(problem, Problem)
    assert "nest too deep" in problem.what
    assert isinstance(capture, Capture)
    assert capture.text == "Words"


def test_a_lying_declaration_loses_against_the_bytes():
    assert capture_of(HOSTILE["lying charset"]).text == "Слова."


def test_a_true_declaration_is_used_and_said():
    capture = capture_of(HOSTILE["not UTF-8"])
    assert capture.text == "Слова и ещё слова."
    assert capture.encoding == "cp1251 (declared)"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.binary(max_size=100))
def test_no_document_whatever_raises_and_blocks_hold_each_line_once(markup, junk):
    capture = capture_of(b"<html><body><p>" + markup.encode() + junk)
    for sheet in capture.sheets:
        spans = [block.span for block in (*sheet.blocks, *sheet.around)]
        assert len(set(spans)) == len(spans)
        assert sorted(span.of(capture.text) for span in spans) == sorted(capture.text.split("\n"))


DATED = """<!doctype html><html><head><title>Talks go on</title>{}</head><body><article><h1>Talks go on</h1>
<p>The foreign minister of Quayland said on Monday that the talks in the harbour town would go on.</p>
<p>Her spokesman told reporters that nothing had been agreed, and that nothing would be for a while.</p>
</article></body></html>"""


def dated(published: str, updated: str) -> list[Capture | Problem]:
    metas = f'<meta property="article:published_time" content="{published}">'
    metas += f'<meta property="article:modified_time" content="{updated}">'
    body = DATED.format(metas).encode()
    return list(page.read(body, address="a.html", received_at=NOW, captured_at=NOW))


def test_publication_update_and_capture_are_three_times():
    [capture] = dated("2026-03-09T10:00:00+01:00", "2026-03-09T12:30:00+01:00")
    [sheet] = capture.sheets
    assert sheet.published.iso == "2026-03-09T09:00:00+00:00"
    assert sheet.updated.iso == "2026-03-09T11:30:00+00:00"
    assert capture.captured_at == NOW


def test_a_date_of_the_future_or_of_no_calendar_is_flagged_and_its_words_are_kept():
    future, absurd, capture = dated("2099-03-09T10:00:00Z", "2026-02-31T10:00:00Z")
    assert "in the future (“2099-03-09T10:00:00Z”)" in future.what
    assert "no date that can be (“2026-02-31T10:00:00Z”)" in absurd.what
    assert (capture.sheets[0].published.iso, capture.sheets[0].updated.iso) == (None, None)
    assert capture.sheets[0].published.as_written == "2099-03-09T10:00:00Z"


@pytest.mark.parametrize(
    ("written", "day"),
    [("12/21/2026 4:30:26 PM", None), ("02/21/2026 4:30:26 PM", "2026-02-21"), ("21/02/2026", "2026-02-21")],
)
def test_a_day_in_figures_is_read_where_only_one_order_is_a_date(written, day):
    *_, capture = dated(written, "")
    assert capture.sheets[0].published.iso == day


def test_a_day_in_figures_of_either_order_stays_words():
    *_, capture = dated("02/03/2026", "")
    assert capture.sheets[0].published.iso is None


def test_a_short_main_text_stands_beside_links_that_are_not_it():
    linked = PAGE.replace(
        "</article>", '<p><a href="/x">Related: what the harbour authority said</a></p></article>'
    )
    assert len(words_with(capture_of(linked), Role.BODY)) == 4
