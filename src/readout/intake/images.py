"""The image that a page leads with: where it lies and what the page says it shows; and what bytes are."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import html

from readout.intake import markup
from readout.intake.decode import decode
from readout.intake.links import resolved

#: Images that browsers decode and that hold no markup, each by how its bytes begin.
_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_AVIF = frozenset({b"avif", b"avis"})
#: What a page gives for sharing, best first.
_SHARED = ("og:image:secure_url", "og:image", "twitter:image")
#: A picture of fewer pixels on a side is a logo, a button or a counter.
_SMALL = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadImage:
    """Where the image of an article lies, and the words that stand for it. Empty: the page gives none."""

    address: str
    alt: str = ""


def kind_of(body: bytes) -> str | None:
    """The media type of an image, by its bytes alone. None: none that is shown; SVG never is."""
    for beginning, kind in _BEGINNINGS:
        if body.startswith(beginning):
            return kind
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    if body[4:8] == b"ftyp":
        length = int.from_bytes(body[:4])
        brands = {body[8:12], *(body[at : at + 4] for at in range(16, min(length, 256, len(body)), 4))}
        return "image/avif" if brands & _AVIF else None
    return None


def lead_image(body: bytes, *, address: str) -> LeadImage | None:
    """The image that an HTML page leads with: of its first figure, else the one it gives for sharing.

    None: there is none with an address of the web.
    """
    tree = markup.parse(decode(body, markup=True)[0])
    if tree is None:
        return None
    base = resolved(address, next((e.get("href") or "" for e in tree.iter("base")), ""))
    for given, alt in (*_figures(tree), *_shared(tree)):
        at = resolved(base, given.strip()) if given.strip() else ""
        if urlsplit(at).scheme in {"http", "https"} and len(at) <= 2000:
            return LeadImage(address=at, alt=" ".join(alt.split())[:500])
    return None


def _figures(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for figure in tree.iter("figure"):
        for image in figure.iter("img"):
            if not _is_small(image):
                yield image.get("src") or image.get("data-src") or "", image.get("alt") or ""


def _is_small(image: html.HtmlElement) -> bool:
    sides = (image.get("width") or "", image.get("height") or "")
    return any(side.isdecimal() and int(side[:6]) < _SMALL for side in sides)


def _shared(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        found.setdefault(name, meta.get("content") or "")
    alt = found.get("og:image:alt") or found.get("twitter:image:alt") or ""
    for name in _SHARED:
        if found.get(name):
            yield found[name], alt
