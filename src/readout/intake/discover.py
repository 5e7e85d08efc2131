"""The feeds that a page offers: the ones it links as such, else links that look like feeds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from readout.intake import markup
from readout.intake.decode import decode
from readout.intake.links import resolved

_TYPES = frozenset({
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
    "application/x.atom+xml", "application/x-atom+xml",
})  # fmt: skip
#: Types that other things have too: an address has to look like a feed as well.
_MAYBE = frozenset({"application/xml", "text/xml", "application/json"})
#: What addresses of feeds hold: names of formats, the same in every language.
_LOOKS = re.compile(r"(?:^|[/._?=&-])(?:rss2?|atom|feeds?|rdf|jsonfeed)(?:$|[/._?=&-])", re.I)
_COMMENTS = re.compile(r"comment", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A feed that a page offers."""

    address: str
    title: str | None


def feeds_on(body: bytes, *, address: str) -> tuple[Offer, ...]:
    """The feeds that a page offers, best first; none twice. `address` is the page's own.

    Links in the page's words count only where its head names no feed. Feeds of comments come last.
    """
    tree = markup.parse(decode(body, markup=True)[0])
    if tree is None:
        return ()
    base = resolved(address, next((e.get("href") or "" for e in tree.iter("base")), ""))
    offers = list(_linked(tree, base)) or list(_anchored(tree, base))
    once = {offer.address: offer for offer in reversed(offers)}
    found = [once[at] for at in dict.fromkeys(offer.address for offer in offers)]
    return tuple(sorted(found, key=lambda offer: bool(_COMMENTS.search(offer.address))))


def _linked(tree: html.HtmlElement, base: str) -> Iterator[Offer]:
    for link in tree.iter("link"):
        words = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        href = link.get("href") or ""
        as_feed = kind in _TYPES or (kind in _MAYBE and _LOOKS.search(href))
        if ("alternate" in words and as_feed) or "feed" in words:
            yield from _offer(base, href, link.get("title"))


def _anchored(tree: html.HtmlElement, base: str) -> Iterator[Offer]:
    for link in tree.iter("a"):
        href = link.get("href") or ""
        if _LOOKS.search(href.partition("#")[0]):
            yield from _offer(base, href, link.text_content())


def _offer(base: str, href: str, title: str | None) -> Iterator[Offer]:
    at = resolved(base, href)
    if href.strip() and at.startswith(("http://", "https://")):
        yield Offer(address=at, title=" ".join((title or "").split()) or None)
