"""Read feeds: RSS, RDF, Atom, JSON Feed. One capture, one sheet an entry."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from readout.intake import markup
from readout.intake.decode import decode
from readout.intake.times import metadata_time
from readout.model import Block, Capture, EntryRef, Problem, Role, Sheet, Span

ORIGIN = "intake.feed"

_XML = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)[\s>]")
_JSON = re.compile(rb"\A\s*\{.*jsonfeed\.org/version", re.S)
_HTML = re.compile(rb"\A\s*<(?:!doctype\s+html|html)\b", re.I)
_MARKUP = re.compile(r"</?[A-Za-z][^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")

Parsed = Mapping[str, Any]


def looks_like(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a feed."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    return bool((_XML.search(head) and not _HTML.match(head)) or _JSON.match(head))


def read(
    body: bytes, *, address: str, received_at: datetime, captured_at: datetime | None
) -> Iterator[Capture | Problem]:
    """One capture, whatever the bytes, its entries as sheets in the feed's order.

    The capture's text is each entry's title and words, entries divided by an empty line. An entry
    without title and words is a Problem, and the rest of the feed is still read.
    """
    feed = _parsed(body)
    if feed is None:
        what = "a feed that neither of two parsers can read; it is kept as it came"
        yield Problem(where=address, what=what, origin=ORIGIN)
        feed = {"feed": {}, "entries": []}
    _, encoding = decode(body, markup=True)
    desk = _Text()
    sheets = []
    for number, entry in enumerate(feed["entries"], start=1):
        sheet = _sheet(entry, feed["feed"], desk, address, received_at)
        if sheet:
            sheets.append(sheet)
        else:
            what = f"entry {number} has neither a title nor a text; it is kept in the feed's bytes"
            yield Problem(where=address, what=what, origin=ORIGIN)
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


def _parsed(body: bytes) -> Parsed | None:
    """The feed as the fast parser reads it, else as the lenient one does. None: neither can."""
    import fastfeedparser  # imported here, like its fallback: plain text needs neither

    try:
        # Bytes always: a string that begins like an address would be fetched.
        found = fastfeedparser.parse(body, include_tags=False, include_media=False)
        return {"feed": found.get("feed") or {}, "entries": found.get("entries") or []}
    except Exception:
        pass
    import feedparser

    try:
        found = feedparser.parse(body)
    except Exception:
        return None
    if not found.get("entries") and not (found.get("feed") or {}).get("title"):
        return None
    return {"feed": found.get("feed") or {}, "entries": found["entries"]}


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


def _sheet(entry: Parsed, feed: Parsed, desk: _Text, address: str, received_at: datetime) -> Sheet | None:
    title = " ".join(_plain(entry.get("title")))
    paragraphs = [words for words in _plain(_words_of(entry)) if words != title]
    if not title and not paragraphs:
        return None
    at = desk.add(title) if title else None
    # One paragraph is what feeds call a description; more is the article.
    role = Role.BODY if len(paragraphs) > 1 else Role.SUMMARY
    blocks = [Block(span=at, role=Role.TITLE)] if at else []
    blocks += [Block(span=desk.add(words), role=role) for words in paragraphs]
    desk.divide()
    written = entry.get("published") or entry.get("updated")
    name = entry.get("id") or entry.get("link")
    outlet = (entry.get("source") or {}).get("title") or feed.get("title")
    return Sheet(
        blocks=tuple(blocks),
        title=at,
        outlet=" ".join(_plain(outlet)) or None,
        byline=tuple(_authors(entry)),
        published=metadata_time(str(written), not_after=received_at) if written else None,
        language=str(feed["language"]) if feed.get("language") else None,
        entry=EntryRef(feed=address, id=str(name)) if name else None,
    )


def _words_of(entry: Parsed) -> str:
    """The longest text that an entry carries: its content, else its description."""
    contents = [part.get("value") or "" for part in entry.get("content") or []]
    return max([*contents, str(entry.get("description") or entry.get("summary") or "")], key=len)


def _plain(words: object) -> list[str]:
    """The lines of a text that may or may not be HTML; white space folded."""
    text = str(words or "")
    if _MARKUP.search(text):
        tree = markup.parse(text)
        text = markup.render(tree).text if tree is not None else ""
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _authors(entry: Parsed) -> Iterator[str]:
    authors = entry.get("authors") or [{"name": entry.get("author")}]
    for author in authors:
        name = " ".join(_plain(author.get("name") if isinstance(author, dict) else author))
        if name:
            yield name
