"""Bytes of a feed in, its entries out: a fast parser first, a lenient one behind it.

The fast parser reads structure well and loses words: it gives no date as written (and reads dates
into "Tuesday"), drops the text after an entity it does not know, all authors but one, and the
extensions that news uses. A pass over the tree puts these back (`margin`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html.entities import html5
from typing import Any

from readout.intake import jsonfeed, margin
from readout.intake.decode import decode
from readout.intake.links import resolved
from readout.intake.margin import Margin, Words
from readout.model import Entry, Feed

Parsed = Mapping[str, Any]

#: Entities that HTML knows and XML does not, and an ampersand that begins none. CDATA is matched
#: first, to be passed over: there they are letters like others.
_ENTITY = re.compile(
    rb"<!\[CDATA\[.*?\]\]>|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)(?:([A-Za-z][A-Za-z0-9]{1,30});)?",
    re.S,
)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00", b"<\x00")
_DECLARED = re.compile(rb"""(\s*<\?xml[^>]{0,200}?encoding\s*=\s*["'])([\w.:-]{1,40})(["'])""", re.I)
_HTML = re.compile(rb"\A\s*<(?:!doctype\s+html|html)\b", re.I)
#: The root elements that feeds have.
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?:rss|feed|rdf|channel)[\s>:]", re.I)
#: How far into the bytes the root may stand: comments and style sheets come before it.
_HEAD = 16_384
_FAST = {"include_tags": False, "include_media": False, "include_enclosures": False}


def feed_in(body: bytes, *, address: str) -> Feed | None:
    """What some bytes say as a feed, links resolved against `address`. None: they are none.

    Takes any bytes and never raises.
    """
    if jsonfeed.looks_like(body[:_HEAD]):
        return jsonfeed.feed_in(body, address=address)
    if _HTML.match(body.removeprefix(b"\xef\xbb\xbf")):
        return None
    body = _truly(body)
    xml = _plain_entities(body)
    fast, around = _fast(xml), margin.read(xml)
    if fast is not None and around is not None and len(fast["entries"]) == len(around.entries):
        return _joined(fast, around, address)
    slow = _slow(body)
    if fast is not None and (slow is None or len(slow["entries"]) < len(fast["entries"])):
        # Its dates are not the feed's words: better none.
        undated = [{**entry, "published": None, "updated": None} for entry in fast["entries"]]
        return _feed(fast["feed"], (_entry(entry, address) for entry in undated), address)
    if slow is None:
        return None
    return _feed(slow["feed"], (_entry(entry, address) for entry in slow["entries"]), address)


def _truly(body: bytes) -> bytes:
    """The bytes in the encoding that they declare: where the declaration lies, made UTF-8."""
    if body.isascii() or body.startswith(_WIDE):
        return body
    declared = _DECLARED.match(body)
    is_utf8 = declared is None or declared[2].lower() in (b"utf-8", b"utf8")
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        # What declares another encoding and is no UTF-8 may well be what it says.
        if not is_utf8:
            return body
        body = decode(body, markup=True)[0].encode("utf-8", "replace")
        return _DECLARED.sub(rb"\g<1>utf-8\g<3>", body, count=1)
    return body if is_utf8 else _DECLARED.sub(rb"\g<1>utf-8\g<3>", body, count=1)


def _plain_entities(body: bytes) -> bytes:
    """The bytes with HTML's entities as numbers, which XML knows too, and lone ampersands as its own."""
    if b"\x00" in body[:200]:
        return body  # UTF-16 and UTF-32: the parser finds its own way
    return _ENTITY.sub(_as_numbers, body)


def _as_numbers(found: re.Match[bytes]) -> bytes:
    if found[0].startswith(b"<"):
        return found[0]
    letters = html5.get(found[1].decode("ascii") + ";") if found[1] else None
    return "".join(f"&#{ord(x)};" for x in letters).encode() if letters else b"&amp;" + found[0][1:]


def _fast(body: bytes) -> Parsed | None:
    import fastfeedparser  # imported here, like its fallback: plain text needs neither

    if not body.strip():
        return None
    try:
        # Bytes always: a string that begins like an address would be fetched.
        found = fastfeedparser.parse(body, **_FAST)
    except Exception:  # it raises ValueError, and whatever its own bugs raise
        return None
    entries = found.get("entries") or []
    named = (found.get("feed") or {}).get("title")
    return {"feed": found.get("feed") or {}, "entries": entries} if entries or named else None


def _slow(body: bytes) -> Parsed | None:
    import feedparser

    if not _ROOT.search(body.replace(b"\x00", b"")[:_HEAD]):
        return None
    try:
        # Its own sanitiser is slow, and the text is made plain anyway.
        found = feedparser.parse(body, sanitize_html=False)
    except Exception:  # the same
        return None
    if not found.get("entries") and not (found.get("feed") or {}).get("title"):
        return None if not found.get("version") else {"feed": {}, "entries": []}
    return {"feed": found.get("feed") or {}, "entries": found["entries"]}


def _joined(fast: Parsed, around: Margin, address: str) -> Feed:
    """The fast parser's entries, with what it left out."""
    base = resolved(address, around.base)
    entries = (
        _entry(entry, resolved(base, words.base), words)
        for entry, words in zip(fast["entries"], around.entries, strict=True)
    )
    return replace(_feed(fast["feed"], entries, base), language=around.language)


def _feed(feed: Parsed, entries: Iterable[Entry], base: str) -> Feed:
    return Feed(
        title=_string(feed.get("title")),
        url=_resolved(base, _string(feed.get("link"))),
        language=_string(feed.get("language")),
        entries=tuple(entries),
    )


def _entry(entry: Parsed, base: str, words: Words | None = None) -> Entry:
    """One entry. Without `words` it is the lenient parser's, which keeps dates as written."""
    url = _resolved(base, _string(entry.get("link")))
    texts = [_string(part.get("value")) or "" for part in entry.get("content") or []]
    texts.append(_string(entry.get("description") or entry.get("summary")) or "")
    texts += words.texts if words else ()
    title = _string(entry.get("title"))
    if words and words.title and (not title or words.title_has_markup):
        title = words.title
    name = _string(entry.get("id"))
    if words and not words.id:
        name = None  # the fast parser puts the link there
    if words and not words.linked:
        url = _resolved(base, name) if words.permalink else None
    return Entry(
        id=name or url,
        url=url,
        title=title,
        text=max(texts, key=len),
        authors=(words.authors if words else ()) or tuple(_authors(entry)),
        published=words.published if words else _string(entry.get("published")),
        updated=words.updated if words else _string(entry.get("updated")),
        outlet=words.outlet if words else _string((entry.get("source") or {}).get("title")),
        language=(words.language if words else None) or _string(entry.get("language")),
    )


def _authors(entry: Parsed) -> Iterator[str]:
    authors = entry.get("authors") or [{"name": entry.get("author")}]
    for author in authors:
        name = _string(author.get("name") if isinstance(author, dict) else author)
        if name:
            yield name


def _string(found: object) -> str | None:
    return found.strip() or None if isinstance(found, str) else None


def _resolved(base: str, link: str | None) -> str | None:
    return resolved(base, link) if link else None
