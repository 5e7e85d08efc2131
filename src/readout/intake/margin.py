"""What the fast feed parser leaves out of XML feeds: dates as written, extensions, all authors."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

#: Elements that are entries, by their local name.
_ENTRIES = frozenset({"item", "entry"})
#: Texts that an entry may carry beside its description, by the element's local name, in any of the
#: extensions that news uses: yandex:full-text, media:description, media:text, content:encoded.
_TEXTS = frozenset({"full-text", "fulltext", "encoded", "body"})
_LINKS = frozenset({"link", "origlink", "url"})
_CREATORS = frozenset({"creator", "author", "dcauthor"})
_PUBLISHED = ("pubdate", "published", "issued", "created", "date", "available")
_UPDATED = ("updated", "modified", "lastbuilddate")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_MEDIA = "{http://search.yahoo.com/mrss/}"


@dataclass(slots=True)
class Words:
    """What one entry says in its own words."""

    id: str | None = None
    #: Whether the id is the address of the entry's page.
    permalink: bool = False
    #: Whether there is a link beside the id.
    linked: bool = False
    title: str | None = None
    title_has_markup: bool = False
    texts: list[str] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    outlet: str | None = None
    language: str | None = None
    base: str = ""


@dataclass(slots=True)
class Margin:
    """What a whole feed says in its own words."""

    entries: list[Words]
    base: str = ""
    #: BCP 47, as the feed declares it.
    language: str | None = None


def read(body: bytes) -> Margin | None:
    """The words of an XML feed. None: no tree can be made of the bytes."""
    parser = etree.XMLParser(recover=True, huge_tree=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    entries = [_words(element) for element in _entries(root)]
    return Margin(entries=entries, base=root.get(_BASE) or "", language=_language(root))


def _language(root: etree._Element) -> str | None:
    found: str | None = root.get(_LANG)
    for channel in (*(child for child in root if _local(child) == "channel"), root):
        for child in channel:
            if _local(child) == "language":
                return _text(child) or None
    return found


def _entries(root: etree._Element) -> Iterator[etree._Element]:
    """The entries of a feed: beside the channel (RDF), in it (RSS), or below the root (Atom)."""
    for child in root:
        if _local(child) in _ENTRIES:
            yield child
        elif _local(child) == "channel":
            yield from (inner for inner in child if _local(inner) in _ENTRIES)


def _words(element: etree._Element) -> Words:
    found = Words(id=element.get(_ABOUT), language=element.get(_LANG), base=element.get(_BASE) or "")
    authors: list[str] = []
    times: dict[str, str] = {}
    for child in element:
        name = _local(child)
        if name in ("guid", "id"):
            found.id = _text(child) or found.id
            says = (child.get("isPermaLink") or "true").strip().lower()
            found.permalink = says == "true" and _is_address(found.id)
        elif name in _LINKS:
            found.linked = True
        elif name == "title" and not found.title and not _is_media(child):
            found.title, found.title_has_markup = _text(child), len(child) > 0
        elif name in _TEXTS:
            found.texts.append(_text(child))
        elif name in _CREATORS:
            authors += _people(child)
        elif name == "source":
            found.outlet = _outlet(child) or found.outlet
        elif name in _PUBLISHED or name in _UPDATED:
            times.setdefault(name, _text(child))
        elif name == "language":
            found.language = found.language or _text(child)
        elif _is_media(child):
            found.texts += _media_texts(child)
    found.authors = tuple(dict.fromkeys(authors))
    found.published = next((times[name] for name in _PUBLISHED if times.get(name)), None)
    found.updated = next((times[name] for name in _UPDATED if times.get(name)), None)
    return found


def _is_address(name: str | None) -> bool:
    return name is not None and name.startswith(("http://", "https://"))


def _people(element: etree._Element) -> Iterator[str]:
    """The names in a creator: its name element (Atom), else its words."""
    names = [_text(child) for child in element if _local(child) == "name"]
    yield from (name for name in names or ([] if len(element) else [_text(element)]) if name)


def _outlet(element: etree._Element) -> str | None:
    """Whom an entry was taken over from: the words (RSS), or the title inside (Atom)."""
    titles = [_text(child) for child in element if _local(child) == "title"]
    return next(iter(titles), None) or (None if len(element) else _text(element)) or None


def _media_texts(element: etree._Element) -> Iterator[str]:
    """The whole text that a media element carries, where it carries one."""
    for child in element.iter(_MEDIA + "text"):
        yield _text(child)


def _is_media(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith(_MEDIA)


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def _text(element: etree._Element) -> str:
    # The quick way first: most elements have no children.
    if not len(element):
        return (element.text or "").strip()
    return "".join(element.itertext()).strip()
