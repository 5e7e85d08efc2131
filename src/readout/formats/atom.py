"""A feed as Atom (RFC 4287)."""

from xml.etree import ElementTree

from readout.formats.items import NAME, Feed

NAMESPACE = "http://www.w3.org/2005/Atom"
#: What XML 1.0 cannot hold.
_FORBIDDEN = {n: None for n in range(32) if n not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}


def as_atom(feed: Feed, address: str = "") -> str:
    """The feed as Atom. `address`: where it is served."""
    root = ElementTree.Element("feed", xmlns=NAMESPACE)
    text(root, "id", address or f"urn:{NAME}:{feed.id}")
    text(root, "title", feed.title)
    text(root, "updated", feed.at.isoformat())
    text(ElementTree.SubElement(root, "author"), "name", NAME)
    if address:
        ElementTree.SubElement(root, "link", rel="self", href=address)
    if feed.home:
        ElementTree.SubElement(root, "link", rel="alternate", href=feed.home)
    for item in feed.items:
        entry = ElementTree.SubElement(root, "entry")
        page = feed.page(item)
        text(entry, "id", page or f"urn:{NAME}:{item.id}")
        text(entry, "title", item.title)
        text(entry, "updated", item.at.isoformat())
        if page:
            ElementTree.SubElement(entry, "link", rel="alternate", href=page)
        for source in item.sources:
            ElementTree.SubElement(entry, "link", rel="related", href=clean(source))
        content = text(entry, "content", "\n\n".join(item.paragraphs))
        content.set("type", "text")
        if item.language:
            content.set("xml:lang", item.language)
    return written(root)


def text(parent: ElementTree.Element, name: str, words: str) -> ElementTree.Element:
    """A child that holds the words."""
    child = ElementTree.SubElement(parent, name)
    child.text = clean(words)
    return child


def clean(words: str) -> str:
    """The words without the characters that no XML may hold."""
    return "".join(c for c in words.translate(_FORBIDDEN) if not 0xD800 <= ord(c) <= 0xDFFF)


def written(root: ElementTree.Element) -> str:
    ElementTree.indent(root, space=" ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'
