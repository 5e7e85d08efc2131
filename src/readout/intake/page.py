"""Read HTML pages: the text in document order, the main text, metadata; the rest kept apart."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from lxml import html

from readout.intake import markup
from readout.intake.decode import decode
from readout.intake.markup import Line, Rendered, Zone
from readout.intake.times import metadata_time, odd_dates
from readout.model import Block, Capture, Problem, Role, Sheet, When

ORIGIN = "intake.page"

_START = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: A shorter line is main text only where the extractor has the very same line.
_SHORT = 25


def looks_like(head: bytes) -> bool:
    """Whether the first bytes of a file are those of an HTML page."""
    return bool(_START.match(head.removeprefix(b"\xef\xbb\xbf")))


def read(
    body: bytes, *, address: str, received_at: datetime, captured_at: datetime | None
) -> Iterator[Capture | Problem]:
    """One capture, whatever the bytes; with a sheet where the page has a main text.

    The capture's text is every visible line of the page in document order; a title that stands
    only in the metadata is set above it.
    """
    written, encoding = decode(body, markup=True)
    document = markup.tamed(written)
    tree = markup.parse(document)
    if tree is None:
        tree = html.Element("html")
    facts = _facts(tree)
    deep = markup.is_deep(tree)
    vast = not deep and markup.is_vast(tree)
    page = markup.flat(document) if deep else markup.render(tree)
    title = _title_line(page, facts)
    if title is None and facts.title and not deep:
        page = markup.render(tree, first=facts.title)
        title = page.lines[0]
    if not page.text:
        yield Problem(where=address, what="an HTML page without visible text", origin=ORIGIN)
    if deep:
        what = "elements nest too deep to find the main text; the whole page is kept as text"
        yield Problem(where=address, what=what, origin=ORIGIN)
    if vast:
        what = f"more than {markup.MANY:,} elements; no main text is searched, the whole page is kept as text"
        yield Problem(where=address, what=what, origin=ORIGIN)
    searched = not (deep or vast)
    main, extracted = _main_lines(document, page) if searched else (frozenset[int](), _Extracted())
    now = captured_at or received_at
    sheet = _sheet(page, title, main, facts, extracted, now) if main else None
    if sheet:
        yield from odd_dates((sheet.published, sheet.updated), where=address, now=now, origin=ORIGIN)
    yield Capture(
        address=address,
        body=body,
        media_type="text/html",
        text=page.text,
        encoding=encoding,
        received_at=received_at,
        captured_at=captured_at,
        sheets=(sheet,) if sheet else (),
    )


class _Facts:
    """What a page's metadata says of its article."""

    def __init__(self) -> None:
        self.titles: list[str] = []
        self.outlet: str | None = None
        self.authors: tuple[str, ...] = ()
        self.published: str | None = None
        self.updated: str | None = None
        self.section: str | None = None
        self.language: str | None = None

    @property
    def title(self) -> str | None:
        return self.titles[0] if self.titles else None


class _Extracted:
    """What the extractor found besides the main text."""

    def __init__(self, author: str | None = None, date: str | None = None) -> None:
        self.author = author
        self.date = date


_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|LiveBlog\w*)$")


def _facts(tree: html.HtmlElement) -> _Facts:
    """JSON-LD first, then meta elements, then the title element."""
    facts = _Facts()
    for thing in _json_ld(tree):
        headline = thing.get("headline")
        if isinstance(headline, str):
            facts.titles.append(_folded(headline))
        facts.published = facts.published or _string(thing.get("datePublished"))
        facts.updated = facts.updated or _string(thing.get("dateModified"))
        facts.authors = facts.authors or tuple(_names(thing.get("author")))
        facts.outlet = facts.outlet or next(_names(thing.get("publisher")), None)
        facts.section = facts.section or _string(thing.get("articleSection"))
        facts.language = facts.language or _string(thing.get("inLanguage"))
    metas = _metas(tree)

    def first(*names: str) -> str | None:
        return next((metas[name] for name in names if metas.get(name)), None)

    for title in (first("og:title", "twitter:title"), _folded(tree.findtext(".//title") or "")):
        if title:
            facts.titles.append(title)
    facts.outlet = facts.outlet or first("og:site_name")
    author = first("author", "article:author", "dc.creator", "parsely-author")
    if not facts.authors and author and "://" not in author:
        facts.authors = (author,)
    facts.published = facts.published or first(
        "article:published_time",
        "datepublished",
        "dc.date",
        "dcterms.date",
        "parsely-pub-date",
        "date",
    )
    facts.updated = facts.updated or first(
        "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified"
    )
    facts.section = facts.section or first("article:section")
    facts.language = (
        tree.get("lang") or facts.language or (first("og:locale") or "").replace("_", "-") or None
    )
    return facts


def _metas(tree: html.HtmlElement) -> dict[str, str]:
    """The first content of each meta element, by its name, property or itemprop in lower case."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = _folded(meta.get("content") or "")
        if name and content:
            metas.setdefault(name.lower(), content)
    return metas


def _json_ld(tree: html.HtmlElement) -> Iterator[Mapping[str, Any]]:
    """The JSON-LD objects that describe an article. Broken JSON-LD is common and is passed over."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            found = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [found]
        while waiting:
            thing = waiting.pop(0)
            if isinstance(thing, list):
                waiting.extend(thing)
            elif isinstance(thing, dict):
                waiting.append(thing.get("@graph"))
                kinds = thing.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(k, str) and _ARTICLE_TYPES.search(k) for k in kinds):
                    yield thing


def _names(found: object) -> Iterator[str]:
    """Names in a JSON-LD author or publisher: a string, an object with a name, or a list."""
    for thing in found if isinstance(found, list) else [found]:
        name = thing.get("name") if isinstance(thing, dict) else thing
        for one in name if isinstance(name, list) else [name]:
            if isinstance(one, str) and one.strip() and "://" not in one:
                yield _folded(html.fromstring(f"<p>{one}</p>").text_content())


def _string(found: object) -> str | None:
    found = found[0] if isinstance(found, list) and found else found
    return found.strip() or None if isinstance(found, str) else None


def _folded(words: str) -> str:
    return " ".join(words.split())


def _title_line(page: Rendered, facts: _Facts) -> Line | None:
    """The line that is the title: an h1 that metadata confirms, else a line metadata names."""
    headings = [line for line in page.lines if line.tag == "h1"]
    titles = [title.casefold() for title in facts.titles]
    for line in headings:
        words = line.span.of(page.text).casefold()
        if any(words == title or (len(words) >= 15 and words in title) for title in titles):
            return line
    for line in page.lines:
        if line.span.of(page.text).casefold() in titles and Zone.NAVIGATION not in line.zones:
            return line
    # A page with one single h1 means it; with several, or with none, the metadata decides.
    return headings[0] if len(headings) == 1 else None


def _main_lines(document: str, page: Rendered) -> tuple[frozenset[int], _Extracted]:
    """The numbers of the lines that are main text, as trafilatura finds it."""
    import trafilatura  # imported here: it costs half a second, and plain text needs none of it

    found = trafilatura.bare_extraction(
        document, fast=True, include_comments=False, include_tables=True, with_metadata=True
    )
    if found is None or isinstance(found, dict) or not found.text:
        return frozenset(), _Extracted()
    paragraphs = {_folded(words.lstrip("-| ")) for words in found.text.split("\n")}
    whole = _folded(found.text)
    main = set()
    for number, line in enumerate(page.lines):
        words = line.span.of(page.text)
        if words in paragraphs or (len(words) >= _SHORT and words in whole):
            main.add(number)
    return frozenset(_body_of(page, main)), _Extracted(found.author, found.date)


def _body_of(page: Rendered, main: set[int]) -> set[int]:
    """`main` without the page's edges: navigation, footers, comments, related articles."""
    edges = {Zone.NAVIGATION, Zone.FOOTER, Zone.COMMENTS, Zone.RELATED, Zone.FORM}
    body = {n for n in main if not page.lines[n].zones & edges}
    return body or main


def _sheet(
    page: Rendered,
    title: Line | None,
    main: frozenset[int],
    facts: _Facts,
    extracted: _Extracted,
    now: datetime,
) -> Sheet:
    first, last = min(main), max(main)
    blocks: list[Block] = []
    around: list[Block] = []
    for number, line in enumerate(page.lines):
        inside = first <= number <= last or (line.zones >= {Zone.CAPTION} and abs(number - first) <= 12)
        role = Role.TITLE if line is title else _role(line, number in main, inside)
        kind = None if role is not Role.FURNITURE else _kind(line)
        block = Block(span=line.span, role=role, type=kind)
        (blocks if inside or line is title else around).append(block)
    authors = facts.authors or tuple(a.strip() for a in (extracted.author or "").split(";") if a.strip())
    return Sheet(
        blocks=_joined(blocks, around),
        around=tuple(around),
        title=title.span if title else None,
        outlet=facts.outlet,
        byline=authors,
        published=_published(facts, extracted, now),
        updated=_when(facts.updated, now),
        language=facts.language,
        section=facts.section,
    )


def _joined(blocks: list[Block], around: list[Block]) -> tuple[Block, ...]:
    """The article's blocks; what stands between its title and its text moves in from `around`."""
    start, end = min(b.span.start for b in blocks), max(b.span.end for b in blocks)
    between = [b for b in around if start <= b.span.start < end]
    for block in between:
        around.remove(block)
    return tuple(sorted([*blocks, *between], key=lambda block: block.span))


def _role(line: Line, is_main: bool, inside: bool) -> Role:
    if Zone.CAPTION in line.zones and inside:
        return Role.CAPTION
    if not is_main:
        return Role.FURNITURE
    if line.tag in _HEADINGS:
        return Role.SUBHEAD
    return Role.TABLE if Zone.TABLE in line.zones else Role.BODY


def _kind(line: Line) -> str:
    """What sort of furniture a line is, as far as the markup says: "page" where it does not."""
    return next((zone.value for zone in Zone if zone in line.zones), "page")


def _published(facts: _Facts, extracted: _Extracted, now: datetime) -> When | None:
    return _when(facts.published or extracted.date, now)


def _when(written: str | None, now: datetime) -> When | None:
    return metadata_time(written, not_after=now) if written else None
