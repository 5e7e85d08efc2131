"""An alert as an Atom feed: its hits, newest first. Pure."""

from collections.abc import Sequence
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement

from readout.formats.acts import done
from readout.formats.atom import NAMESPACE, text, written
from readout.formats.look import plain, tidy
from readout.formats.words import _
from readout.model import Alert, Hit


def alert_feed(alert: Alert, hits: Sequence[Hit], *, home: str) -> str:
    """The feed of an alert. `home`: the address of the reader, without a slash at its end."""
    feed = Element("feed", xmlns=NAMESPACE)
    address = f"{home}/alerts/{alert.number}.atom"
    text(feed, "id", address)
    text(feed, "title", f"{alert.name} · readout")
    SubElement(feed, "link", rel="self", href=address)
    SubElement(feed, "link", rel="alternate", href=f"{home}/alerts")
    text(feed, "updated", _moment(max((hit.at for hit in hits), default=alert.at)))
    for hit in hits:
        entry = SubElement(feed, "entry")
        span = hit.passage.span
        there = f"{home}/capture/{hit.passage.capture_id}?start={span.start}&end={span.end}#passage"
        text(entry, "id", f"{address}#{hit.key}")
        text(entry, "title", hit_title(hit))
        SubElement(entry, "link", rel="alternate", href=there)
        text(entry, "updated", _moment(hit.at))
        author = SubElement(entry, "author")
        text(author, "name", hit.outlet or _("outlet not named"))
        text(
            entry,
            "summary",
            tidy(" ".join(filter(None, (hit.passage.exact, hit.title and f"({hit.title})")))),
        )
    return written(feed)


def hit_title(hit: Hit) -> str:
    """Who did what by saying what, in one line."""
    who = hit.speaker or _("Somebody")
    return f"{who} {done(hit.act)}: {plain(hit.content)}"


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
