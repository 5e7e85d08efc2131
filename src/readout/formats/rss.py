"""A feed as RSS 2.0."""

from email.utils import format_datetime
from xml.etree import ElementTree

from readout.formats.atom import clean, text, written
from readout.formats.items import NAME, Feed


def as_rss(feed: Feed, address: str = "") -> str:
    """The feed as RSS. `address`: where it is served."""
    root = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(root, "channel")
    text(channel, "title", feed.title)
    text(channel, "link", feed.home or address or f"urn:{NAME}:{feed.id}")
    text(channel, "description", feed.title)
    text(channel, "lastBuildDate", format_datetime(feed.at))
    for item in feed.items:
        entry = ElementTree.SubElement(channel, "item")
        page = feed.page(item)
        text(entry, "title", item.title)
        if page:
            text(entry, "link", page)
        guid = text(entry, "guid", page or f"urn:{NAME}:{item.id}")
        guid.set("isPermaLink", "true" if page else "false")
        text(entry, "pubDate", format_datetime(item.at))
        # A description is read as HTML.
        text(entry, "description", "".join(f"<p>{_escaped(clean(p))}</p>" for p in item.paragraphs))
    return written(root)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
