"""What each extractor makes of a page: main text, title, authors, day. One import each, when asked."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

#: The sets were gathered before this day; a page cannot be of a later one.
NOW = datetime(2026, 1, 1, tzinfo=UTC)


class Found(NamedTuple):
    text: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    #: YYYY-MM-DD; empty: none.
    day: str = ""


@cache
def _words(page: bytes) -> str:
    """The page decoded, for readers that want a str."""
    from trafilatura.utils import decode_file

    return decode_file(page)


def _day(published: object) -> str:
    """The day as the page has it, in its own time zone where it names one; the sets count so."""
    iso, written = published.iso or "", published.as_written or ""
    return written[:10] if iso and re.match(r"\d{4}-\d\d-\d\d", written) else iso[:10]


def readout(page: bytes, url: str) -> Found:
    """What `readout.intake` yields: the blocks of the sheet that are text of the article."""
    from readout.intake.page import read
    from readout.model import Capture, Role

    out = {Role.TITLE, Role.FURNITURE, Role.CAPTION, Role.CREDIT}
    for capture in read(page, address=url, received_at=NOW, captured_at=None):
        if not isinstance(capture, Capture):
            continue
        if capture.sheets:
            # The posts of a live blog are one text here.
            sheet = capture.sheets[0]
            blocks = [b.span.of(capture.text) for s in capture.sheets for b in s.blocks if b.role not in out]
            title = sheet.title.of(capture.text) if sheet.title else ""
            day = _day(sheet.published) if sheet.published else ""
            return Found("\n".join(blocks), title, sheet.byline, day)
    return Found()


def _trafilatura(page: bytes, url: str, **how: object) -> Found:
    import trafilatura

    found = trafilatura.bare_extraction(
        page, url=url, with_metadata=True, include_comments=False, include_tables=True, **how
    )
    if found is None:
        return Found()
    authors = tuple(a.strip() for a in (found.author or "").split(";") if a.strip())
    return Found(found.text or "", found.title or "", authors, found.date or "")


def trafilatura(page: bytes, url: str) -> Found:
    return _trafilatura(page, url)


def trafilatura_fast(page: bytes, url: str) -> Found:
    return _trafilatura(page, url, fast=True)


def trafilatura_precision(page: bytes, url: str) -> Found:
    return _trafilatura(page, url, favor_precision=True)


def readability(page: bytes, url: str) -> Found:
    from lxml import html
    from readability import Document

    document = Document(_words(page))
    summary = document.summary()
    # Text of block elements apart from each other, as a browser would set them.
    tree = html.fromstring(summary)
    for element in tree.iter("p", "div", "li", "br", "h1", "h2", "h3", "h4", "tr", "td"):
        element.tail = "\n" + (element.tail or "")
    return Found(tree.text_content(), document.short_title() or "")


def newspaper4k(page: bytes, url: str) -> Found:
    import newspaper

    article = newspaper.article(url=url, input_html=_words(page), fetch_images=False)
    day = article.publish_date
    return Found(
        article.text or "",
        article.title or "",
        tuple(article.authors or ()),
        day.date().isoformat() if hasattr(day, "date") else str(day or "")[:10],
    )


def resiliparse(page: bytes, url: str) -> Found:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(bytes_to_str(page, detect_encoding(page)))
    return Found(extract_plain_text(tree, main_content=True), tree.title or "")


def htmldate(page: bytes, url: str) -> Found:
    """The day alone."""
    from htmldate import find_date

    day = find_date(_words(page), url=url, extensive_search=True, original_date=True)
    return Found(day=day or "")


READERS: dict[str, Callable[[bytes, str], Found]] = {
    reader.__name__: reader
    for reader in (
        readout,
        trafilatura_fast,
        trafilatura,
        trafilatura_precision,
        readability,
        newspaper4k,
        resiliparse,
        htmldate,
    )
}
