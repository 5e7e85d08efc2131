"""Read feeds: RSS, RDF, Atom, JSON Feed. One capture, one sheet an entry."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from readout.intake import markup
from readout.intake.decode import decode
from readout.intake.entries import feed_in
from readout.intake.times import metadata_time, odd_dates
from readout.model import Block, Capture, Entry, EntryRef, Feed, Problem, Role, Sheet, Span, When

ORIGIN = "intake.feed"

_XML = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)[\s>]")
_JSON = re.compile(rb"\A\s*\{.*jsonfeed\.org\\?/version", re.S)
_HTML = re.compile(rb"\A\s*<(?:!doctype\s+html|html)\b", re.I)
_MARKUP = re.compile(r"</?[A-Za-z][^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")


def looks_like(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a feed."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    return bool((_XML.search(head) and not _HTML.match(head)) or _JSON.match(head))


def read(
    body: bytes, *, address: str, received_at: datetime, captured_at: datetime | None
) -> Iterator[Capture | Problem]:
    """One capture, whatever the bytes, its entries as sheets in the feed's order.

    The capture's text is each entry's title and words, entries divided by an empty line. An entry
    without title and words is a Problem, and so is a date that cannot be; the rest of the feed is
    still read.
    """
    feed = feed_in(body, address=address)
    if feed is None:
        what = "a feed that neither of two parsers can read; it is kept as it came"
        yield Problem(where=address, what=what, origin=ORIGIN)
        feed = Feed(title=None, entries=())
    _, encoding = decode(body, markup=True)
    desk = _Text()
    sheets = []
    now = captured_at or received_at
    for entry in feed.entries:
        sheet = _sheet(entry, feed, desk, address, now)
        if sheet:
            sheets.append(sheet)
    yield from troubles(feed, address=address, now=now)
    yield Capture(
        address=address,
        body=body,
        media_type="application/feed+json" if body.lstrip()[:1] == b"{" else "application/xml",
        text="".join(desk.pieces),
        encoding=encoding,
        received_at=received_at,
        captured_at=captured_at,
        sheets=tuple(sheets),
    )


def of_entry(capture: Capture, feed: Feed, entry: Entry, ref: EntryRef) -> Capture:
    """The capture of an entry's page, or of its own text, with what the feed alone says of it.

    What the page says itself counts first.
    """
    now = capture.captured_at or capture.received_at
    sheets = tuple(
        replace(
            sheet,
            entry=None,
            outlet=sheet.outlet or _outlet(entry, feed),
            byline=sheet.byline or tuple(_names(entry)),
            published=sheet.published if _known(sheet.published) else _when(entry.published, now),
            updated=sheet.updated if _known(sheet.updated) else _when(entry.updated, now),
        )
        if not sheet.is_post  # the entry's names and times are those of the whole page
        else replace(sheet, entry=None, outlet=sheet.outlet or _outlet(entry, feed))
        for sheet in capture.sheets
    )
    return replace(capture, sheets=sheets, entry=ref)


def troubles(feed: Feed, *, address: str, now: datetime) -> Iterator[Problem]:
    """What is wrong with the entries of a feed that is otherwise one."""
    for number, entry in enumerate(feed.entries, start=1):
        if not _plain(entry.title) and not _plain(entry.text):
            what = f"entry {number} has neither a title nor a text; it is kept in the feed's bytes"
            yield Problem(where=address, what=what, origin=ORIGIN)
    written = [w for entry in feed.entries for w in (entry.published, entry.updated) if w]
    times = (_when(words, now) for words in dict.fromkeys(written))
    yield from odd_dates(times, where=address, now=now, origin=ORIGIN)


def has_dates(feed: Feed, now: datetime) -> bool:
    """Whether some entry has a date that can be."""
    return any(_known(_when(w, now)) for entry in feed.entries for w in (entry.published, entry.updated))


def words_of(entry: Entry) -> str:
    """What an entry says: its title and its text, plain, a line each."""
    return "\n".join([*_plain(entry.title), *_plain(entry.text)])


class _Text:
    """The capture's text as it grows."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0

    def add(self, words: str) -> Span:
        """Set some words on a line of their own; where they stand."""
        start = self.length
        self._append(words + "\n")
        return Span(start, start + len(words))

    def divide(self) -> None:
        """Leave an empty line."""
        self._append("\n")

    def _append(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)


def _sheet(entry: Entry, feed: Feed, desk: _Text, address: str, now: datetime) -> Sheet | None:
    title = " ".join(_plain(entry.title))
    paragraphs = [words for words in _plain(entry.text) if words != title]
    if not title and not paragraphs:
        return None
    at = desk.add(title) if title else None
    # One paragraph is what feeds call a description; more is the article.
    role = Role.BODY if len(paragraphs) > 1 else Role.SUMMARY
    blocks = [Block(span=at, role=Role.TITLE)] if at else []
    blocks += [Block(span=desk.add(words), role=role) for words in paragraphs]
    desk.divide()
    return Sheet(
        blocks=tuple(blocks),
        title=at,
        outlet=_outlet(entry, feed),
        byline=tuple(_names(entry)),
        # Atom asks for the time of the last change only: where nothing changed, it is the first.
        published=_when(entry.published or entry.updated, now),
        updated=_when(entry.updated, now),
        language=entry.language or feed.language,
        entry=EntryRef(feed=address, id=entry.id) if entry.id else None,
    )


def _when(written: str | None, now: datetime) -> When | None:
    return metadata_time(written, not_after=now) if written else None


def _known(when: When | None) -> bool:
    return when is not None and when.iso is not None


def _outlet(entry: Entry, feed: Feed) -> str | None:
    return " ".join(_plain(entry.outlet or feed.title)) or None


def _names(entry: Entry) -> Iterator[str]:
    return (name for words in entry.authors if (name := " ".join(_plain(words))))


def _plain(words: object) -> list[str]:
    """The lines of a text that may or may not be HTML; white space folded."""
    text = str(words or "")
    if _MARKUP.search(text):
        tree = markup.parse(text)
        text = markup.render(tree).text if tree is not None else ""
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]
