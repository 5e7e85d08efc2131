"""Entries as the Atom that programs of the Google Reader kind read, tags with it."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree

from readout.api.answers import Record

ATOM, SCHEME = "http://www.w3.org/2005/Atom", "http://www.google.com/reader/"
ElementTree.register_namespace("", ATOM)


def as_atom(title: str, name: str, address: str, rows: Iterable[tuple[Record, Sequence[str]]]) -> bytes:
    """A feed document. After: RFC 4287; tags are categories under a scheme, as Google Reader wrote them."""
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    rows = list(rows)
    newest = max((row["updated"] for row, _ in rows), default=0)
    _words(feed, "id", name)
    _words(feed, "title", title)
    _words(feed, "updated", _iso(newest))
    _part(feed, "link", rel="self", href=address)
    for row, tags in rows:
        _entry(feed, row, tags)
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _entry(feed: ElementTree.Element, row: Record, tags: Sequence[str]) -> None:
    entry = _part(feed, "entry")
    _words(entry, "id", row["id"])
    _words(entry, "title", row["title"], type="text")
    _words(entry, "published", _iso(row["published"]))
    _words(entry, "updated", _iso(row["updated"]))
    _part(entry, "link", rel="alternate", type="text/html", href=_legal(row["alternate"][0]["href"]))
    _words(_part(entry, "author"), "name", row["author"] or row["origin"]["title"])
    for tag in tags:
        _part(entry, "category", term=_legal(tag), scheme=SCHEME, label=_legal(tag.rsplit("/", 1)[-1]))
    _words(entry, "content", row["summary"]["content"], type="html")


def _part(parent: ElementTree.Element, name: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)


def _words(parent: ElementTree.Element, name: str, words: str, **attributes: str) -> None:
    _part(parent, name, **attributes).text = _legal(words)


def _legal(words: str) -> str:
    """What XML may hold. After: XML 1.0, 2.2."""
    return "".join(
        c for c in words if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )


def _iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
