"""Read JSON Feed 1.0 and 1.1. After: jsonfeed.org/version/1.1."""

import json
import re
from collections.abc import Iterator
from typing import Any

from readout.intake.links import resolved
from readout.model import Entry, Feed

_VERSION = re.compile(rb"jsonfeed\.org\\?/version")


def looks_like(head: bytes) -> bool:
    """Whether the first bytes are those of a JSON Feed: an object that names the version."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and bool(_VERSION.search(head) or b'"items"' in head)


def feed_in(body: bytes, *, address: str) -> Feed | None:
    """The feed. None: no JSON, or no list of items in it. Fields of the wrong type count as absent."""
    try:
        found = json.loads(body.decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        return None
    items = (item for item in found["items"] if isinstance(item, dict))
    return Feed(
        title=_string(found.get("title")),
        url=_link(address, found.get("home_page_url")),
        language=_string(found.get("language")),
        entries=tuple(_entry(item, address) for item in items),
    )


def _entry(item: dict[str, Any], address: str) -> Entry:
    url = _link(address, item.get("url")) or _link(address, item.get("external_url"))
    texts = [_string(item.get(name)) or "" for name in ("content_html", "content_text", "summary")]
    return Entry(
        id=_string(item.get("id")) or url,
        url=url,
        title=_string(item.get("title")),
        text=max(texts, key=len),
        authors=tuple(_names(item)),
        published=_string(item.get("date_published")),
        updated=_string(item.get("date_modified")),
        language=_string(item.get("language")),
        outlet=_string(item.get("_outlet")),
    )


def _names(item: dict[str, Any]) -> Iterator[str]:
    authors = item.get("authors")
    for author in authors if isinstance(authors, list) else [item.get("author")]:
        name = _string(author.get("name") if isinstance(author, dict) else author)
        if name:
            yield name


def _string(found: object) -> str | None:
    """A string that says something; a number, which JSON Feed allows as id, as a string."""
    if isinstance(found, int | float) and not isinstance(found, bool):
        return str(found)
    return found.strip() or None if isinstance(found, str) else None


def _link(address: str, found: object) -> str | None:
    link = _string(found)
    return resolved(address, link) if link else None


def one_entry(entry: Entry, feed: Feed, *, address: str) -> bytes:
    """An entry as a feed of its own: all that was read of it, in JSON Feed's words.

    What the reader gets of an entry whose page cannot be had. `_outlet` is an extension, as the
    specification allows: whom the entry was taken over from.
    """
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.text,
        "authors": [{"name": name} for name in entry.authors] or None,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "language": entry.language,
        "_outlet": entry.outlet,
    }
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": address,
        "language": feed.language,
        "items": [{name: value for name, value in item.items() if value is not None}],
    }
    kept = {name: value for name, value in document.items() if value is not None}
    return json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
