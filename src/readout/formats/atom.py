"""An alert as an Atom feed: its hits, newest first. Pure."""

from collections.abc import Sequence
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from readout.formats.acts import done
from readout.formats.look import plain, tidy
from readout.model import Alert, Hit

NAMESPACE = "http://www.w3.org/2005/Atom"


def alert_feed(alert: Alert, hits: Sequence[Hit], *, home: str) -> bytes:
    """The feed of an alert. `home`: the address of the reader, without a slash at its end."""
    feed = Element("feed", xmlns=NAMESPACE)
    address = f"{home}/alerts/{alert.number}.atom"
    _text(feed, "id", address)
    _text(feed, "title", f"{alert.name} · readout")
    SubElement(feed, "link", rel="self", href=address)
    SubElement(feed, "link", rel="alternate", href=f"{home}/alerts")
    _text(feed, "updated", _moment(max((hit.at for hit in hits), default=alert.at)))
    for hit in hits:
        entry = SubElement(feed, "entry")
        span = hit.passage.span
        there = f"{home}/capture/{hit.passage.capture_id}?start={span.start}&end={span.end}#passage"
        _text(entry, "id", f"{address}#{hit.key}")
        _text(entry, "title", hit_title(hit))
        SubElement(entry, "link", rel="alternate", href=there)
        _text(entry, "updated", _moment(hit.at))
        author = SubElement(entry, "author")
        _text(author, "name", _safe(hit.outlet or "outlet not named"))
        _text(entry, "summary", " ".join(filter(None, (hit.passage.exact, hit.title and f"({hit.title})"))))
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def hit_title(hit: Hit) -> str:
    """Who did what by saying what, in one line."""
    return f"{hit.speaker or 'Somebody'} {done(hit.act)}: {plain(hit.content)}"


def _text(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = _safe(words)


def _safe(words: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(c for c in tidy(words) if c in "\t\n\r" or " " <= c <= "\ud7ff" or c >= "\ue000")


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
