"""The shared river as an Atom feed: the time of sharing as the date, the comment above the content."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from readout.formats.atom import NAMESPACE, text, written
from readout.formats.items import LONG_AGO
from readout.formats.words import _
from readout.model import Share


def shared_feed(shares: Sequence[Share], *, home: str, excerpt: bool) -> str:
    """The feed of some shares, the last first.

    `home`: the address of the reader, without a slash at its end; `excerpt`: whether first words follow.
    """
    feed = Element("feed", xmlns=NAMESPACE)
    text(feed, "id", f"{home}/shared.atom")
    text(feed, "title", f"{_('Shared')} · readout")
    SubElement(feed, "link", rel="self", href=f"{home}/shared.atom")
    SubElement(feed, "link", rel="alternate", href=f"{home}/shared")
    text(feed, "updated", (shares[0].at if shares else LONG_AGO).isoformat(timespec="seconds"))
    for share in shares:
        entry = SubElement(feed, "entry")
        here = f"{home}/shared#share-{share.number}"
        text(entry, "id", f"{home}/shared/{share.number}")
        text(entry, "title", share.title)
        SubElement(entry, "link", rel="alternate", href=share.link or here)
        SubElement(entry, "link", rel="related", href=here)
        text(entry, "updated", share.at.isoformat(timespec="seconds"))
        text(entry, "published", share.at.isoformat(timespec="seconds"))
        text(SubElement(entry, "author"), "name", share.by)
        parts = [f"{share.by}: {share.comment}" if share.comment else ""]
        parts.append(share.excerpt if excerpt else "")
        text(entry, "content", "\n\n".join(filter(None, parts))).set("type", "text")
    return written(feed)
