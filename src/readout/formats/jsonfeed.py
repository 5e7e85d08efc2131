"""A feed as JSON Feed 1.1."""

import json
from typing import Any

from readout.formats.items import NAME, Feed, Item


def as_jsonfeed(feed: Feed, address: str = "") -> str:
    """The feed as JSON Feed. `address`: where it is served."""
    told: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "items": [_item(feed, item) for item in feed.items],
    }
    if feed.home:
        told["home_page_url"] = feed.home
    if address:
        told["feed_url"] = address
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _item(feed: Feed, item: Item) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": feed.page(item) or f"urn:{NAME}:{item.id}",
        "title": item.title,
        "content_text": "\n\n".join(item.paragraphs),
        "date_published": item.at.isoformat(),
    }
    page = feed.page(item)
    if page:
        told["url"] = page
    if item.sources:
        told["external_url"] = item.sources[0]
    if item.language:
        told["language"] = item.language
    return told
