"""Read lists of feeds in OPML. Writing them is `readout.formats.opml`'s."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from readout.model import Problem

ORIGIN = "intake.opml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One feed of a list."""

    address: str
    title: str | None
    #: Outermost first.
    folder: tuple[str, ...]


def read(body: bytes, *, where: str) -> Iterator[Listed | Problem]:
    """The feeds of a list in its order, folders as paths. An outline without a feed or a folder
    is passed over; a feed whose address is none is a Problem. Never raises."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or _local(root) != "opml":
        what = "no OPML, which is how feed readers write their lists; export it from the other reader anew"
        yield Problem(where=where, what=what, origin=ORIGIN)
        return
    found = False
    waiting: list[tuple[etree._Element, tuple[str, ...]]]
    waiting = [(child, ()) for child in root if _local(child) == "body"]
    while waiting:
        element, folder = waiting.pop(0)
        said = {str(name).lower(): str(value).strip() for name, value in element.attrib.items()}
        named = said.get("title") or said.get("text") or ""
        if address := said.get("xmlurl"):
            found = True
            yield _listed(address, named, folder or _category(said), where)
        elif named:
            folder = (*folder, named)
        # Depth first, in the list's order.
        waiting[:0] = [(child, folder) for child in element if _local(child) == "outline"]
    if not found:
        yield Problem(where=where, what="a list without feeds", origin=ORIGIN)


def _listed(address: str, named: str, folder: tuple[str, ...], where: str) -> Listed | Problem:
    for scheme in ("feed://", "feed:"):
        if address.startswith(scheme):
            rest = address.removeprefix(scheme)
            address = rest if rest.startswith(("http://", "https://")) else f"http://{rest}"
    if not address.startswith(("http://", "https://")):
        what = f"“{named or address}” has the address “{address}”, which cannot be fetched; it is left out"
        return Problem(where=where, what=what, origin=ORIGIN)
    return Listed(address=address, title=named or None, folder=folder)


def _category(said: dict[str, str]) -> tuple[str, ...]:
    """The first category ("/News/World") as a folder."""
    first = said.get("category", "").split(",")[0].strip()
    return tuple(part for part in first.split("/") if part) if first.startswith("/") else ()


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
