"""HTML to lines of text: every visible word once, in document order, and where it stands."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from html.parser import HTMLParser
from itertools import chain, islice

from lxml import etree, html

from readout.model import Span

#: Elements whose words nobody sees.
UNSEEN = frozenset({
    "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "embed",
    "canvas", "head", "select", "option", "datalist",
})  # fmt: skip
#: Elements that stand in the line; every other element starts and ends one.
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
    "em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s",
    "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    "img", "picture", "source",
})  # fmt: skip
#: ... and that no extractor reads.
_UNREAD = ("svg", "style", "noscript", "iframe", "object", "embed", "canvas", "select", "template")
#: A document that nests deeper than this is read, but not searched for its main text.
DEEP = 200
#: ... nor is one of more elements than this: no page that somebody wrote has a fifth of them.
MANY = 50_000
#: Parsers compare each attribute of a tag with every other; a tag keeps its attributes up to this many.
ATTRIBUTES = 1_000
#: Words for a picture of fewer characters name it and do not tell what it shows.
_TELLING = 20
#: Only a tag of more characters than this can have so many.
_LONG_TAG = 2_000
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


class Zone(StrEnum):
    """The part of a page a line stands in, as far as the markup says so."""

    NAVIGATION = "navigation"
    HEADER = "header"
    FOOTER = "footer"
    ASIDE = "aside"
    FORM = "form"
    CAPTION = "caption"
    COMMENTS = "comments"
    RELATED = "related"
    TABLE = "table"


_ZONE_OF_TAG = {
    "nav": Zone.NAVIGATION,
    "menu": Zone.NAVIGATION,
    "header": Zone.HEADER,
    "footer": Zone.FOOTER,
    "aside": Zone.ASIDE,
    "form": Zone.FORM,
    "button": Zone.FORM,
    "dialog": Zone.FORM,
    "figcaption": Zone.CAPTION,
    "table": Zone.TABLE,
}
# What templates call these parts in class and id: markup vocabulary, the same in every language.
_NAMES_ZONE = re.compile("comment|disqus|respond|credit|caption-text|related|recommended|more", re.I)
_ZONE_OF_NAME = (
    (re.compile(r"(?:^|[\s_-])(?:comments?|disqus|respond)(?:$|[\s_-])", re.I), Zone.COMMENTS),
    (
        re.compile(
            r"(?:^|[\s_-])(?:(?:photo|image|img|picture|media|caption)[_-]*credit|caption-text)(?:$|[\s_-])",
            re.I,
        ),
        Zone.CAPTION,
    ),
    (
        re.compile(r"(?:^|[\s_-])(?:related|recommended|read-?more|more-?on)(?:$|[\s_-])", re.I),
        Zone.RELATED,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page: a paragraph, a heading, a button's words."""

    #: Counts from the start of the rendered text.
    span: Span
    #: The nearest element that starts a line: "p", "h1", "li", "div" ...
    tag: str
    zones: frozenset[Zone]
    #: How much of it, white space aside, is words of links: 0 to 1.
    linked: float = 0.0
    #: Of the elements that whoever asked for the text had named, the one it stands in. None: in none.
    part: int | None = None


#: One line on its way into a page: (words, tag, zones, share of link words, part).
_Piece = tuple[str, str, frozenset[Zone], float, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A page as text, one line a block element, and what the markup says of each line."""

    text: str
    lines: tuple[Line, ...]


def parse(document: str) -> html.HtmlElement | None:
    """The tree of an HTML document, however broken. None: there is no element in it."""
    # Bytes of a known encoding: a str with an encoding declaration is refused by lxml.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(tamed(document).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def tamed(document: str) -> str:
    """A document whose tags have no more attributes than a parser can stand."""
    pieces = document.split("<")  # not a pattern: that would look at each tag twice
    if max(map(len, pieces)) <= _LONG_TAG:
        return document
    for n, piece in enumerate(pieces[1:], start=1):
        end = piece.find(">") if len(piece) > _LONG_TAG and piece[0].isalpha() else -1
        if end > _LONG_TAG:
            pieces[n] = _tamed(piece[: end + 1]) + piece[end + 1 :]
    return "<".join(pieces)


def _tamed(tag: str) -> str:
    """A tag without its "<" as it is; with more attributes than anybody writes, without them."""
    if len(_QUOTED.sub("", tag).split()) <= ATTRIBUTES:
        return tag
    return re.match(r"[^\s/>]+", tag)[0] + ">"  # type: ignore[index]  # it begins with a letter


def elements(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """The elements of a tree in its order, up to one more than MANY."""
    return list(islice(tree.iter(), MANY + 1))


def is_deep(tree: html.HtmlElement, limit: int = DEEP) -> bool:
    """Whether some element has more than `limit` ancestors."""
    return bool(_deeper(limit)(tree))


@cache
def _deeper(limit: int) -> etree.XPath:
    """Level by level, which costs a look at each element."""
    return etree.XPath(f"boolean(.{'/*' * (limit)})")


def lighten(tree: html.HtmlElement) -> None:
    """Take out of a tree what an extractor only copies and throws away; JSON-LD stays."""
    for element in tree.iter("script", "style"):
        if (element.get("type") or "").lower() != "application/ld+json":
            element.text = None
    etree.strip_elements(tree, *_UNREAD, with_tail=False)


def flat(document: str) -> Rendered:
    """The visible words of a document that nests too deep for a tree; of the markup, only lines."""
    reader = _Flat()
    reader.feed(document)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.words).split("\n")]
    return _set((line, "div", frozenset[Zone](), 0.0, None) for line in lines if line)


class _Flat(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unseen += tag in UNSEEN - {"head", "embed"}  # an embed never ends; a head may not
        if tag not in INLINE:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in UNSEEN - {"head", "embed"}))
        if tag not in INLINE:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.words.append(" ".join(data.split("\n")))


def render(
    tree: html.HtmlElement,
    *,
    first: str | None = None,
    last: Iterable[tuple[str, int]] = (),
    parts: Mapping[html.HtmlElement, int] | None = None,
) -> Rendered:
    """The visible words of a tree. `first` is set above them as a line of its own, tag "title".

    `last` are lines set below them, each with its part; the lines of an element in `parts` have its
    number.
    """
    above: list[_Piece] = [(first, "title", frozenset(), 0.0, None)] if first else []
    below: list[_Piece] = [(words, "p", frozenset(), 0.0, part) for words, part in last]
    return _set(chain(above, _lines(tree, parts or {}), below))


def _set(lines: Iterable[_Piece]) -> Rendered:
    """The text of some pieces, one a line."""
    text: list[str] = []
    placed: list[Line] = []
    at = 0
    for words, tag, zones, linked, part in lines:
        span = Span(at, at + len(words))
        placed.append(Line(span=span, tag=tag, zones=zones, linked=linked, part=part))
        text.append(words)
        at += len(words) + 1
    return Rendered(text="\n".join(text), lines=tuple(placed))


def _lines(tree: html.HtmlElement, parts: Mapping[html.HtmlElement, int]) -> Iterator[_Piece]:
    """The pieces of a tree, white space folded. Iterative: depth is no danger."""
    words: list[str] = []
    blocks: list[str] = ["body"]
    zones: list[frozenset[Zone]] = [frozenset()]
    within: list[int | None] = [None]
    links = linked = 0

    def line() -> _Piece | None:
        nonlocal linked
        folded = " ".join("".join(words).split())
        words.clear()
        share, linked = linked, 0
        if not folded:
            return None
        return folded, blocks[-1], zones[-1], min(1.0, share / len(folded)), within[-1]

    # An element that is passed over has its end event next, and its tail comes with it.
    passed = False
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in UNSEEN or not tag or _is_hidden(element):
                walk.skip_subtree()
                passed = True
                continue
            if tag not in INLINE or tag == "img":
                if tag == "img":
                    told = _told_picture(element)
                    if told and words and (piece := line()):
                        yield piece
                    if told:
                        yield told, "img", zones[-1] | {Zone.CAPTION}, 0.0, within[-1]
                else:
                    if words and (piece := line()):
                        yield piece
                    if tag != "br":
                        blocks.append(tag)
                        zones.append(zones[-1] | _zones_of(element, tag))
                        within.append(parts.get(element, within[-1]) if parts else None)
            links += tag == "a"
            said = element.text
        else:
            if passed:
                passed = False
            else:
                links -= tag == "a"
                if tag not in INLINE and tag != "br":
                    if words and (piece := line()):
                        yield piece
                    blocks.pop()
                    zones.pop()
                    within.pop()
            said = element.tail
        if said:
            words.append(said)
            if links:
                linked += len(" ".join(said.split()))
    if piece := line():
        yield piece


def _told_picture(image: html.HtmlElement) -> str | None:
    """What the words for an article's picture say, where its caption does not say the same. None: nothing.

    Only of pictures in a figure: elsewhere they are logos and buttons.
    """
    alt = " ".join((image.get("alt") or "").split())
    if len(alt) < _TELLING:
        return None
    figure = next(image.iterancestors("figure"), None)
    if figure is None or alt.casefold() in " ".join(figure.text_content().split()).casefold():
        return None
    return alt


def _zones_of(element: html.HtmlElement, tag: str) -> frozenset[Zone]:
    named = _ZONE_OF_TAG.get(tag)
    found = frozenset({named}) if named else frozenset[Zone]()
    # A page's <body> or <main> often lists in its class all that the page has.
    if tag in {"body", "html", "main", "article"}:
        return found
    look, name = element.get("class"), element.get("id")
    if look is None and name is None:
        return found
    named_so = _zones_named(look, name)
    return found | named_so if named_so else found


@lru_cache(maxsize=2048)
def _zones_named(look: str | None, name: str | None) -> frozenset[Zone]:
    """The parts that a class and an id name. Kept: a page has the same few names many times."""
    names = f"{look or ''} {name or ''}"
    if not _NAMES_ZONE.search(names):
        return frozenset()
    return frozenset(zone for pattern, zone in _ZONE_OF_NAME if pattern.search(names))


def _is_hidden(element: html.HtmlElement) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and "display:none" in style.replace(" ", "")
