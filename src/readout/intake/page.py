"""Read HTML pages: the text in document order, the main text, metadata; the rest kept apart."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache

from lxml import html

from readout.intake import markup
from readout.intake.decode import decode
from readout.intake.facts import Facts, facts_of, names_of
from readout.intake.liveblog import is_bare_clock, only_told, parts_of, posts_of
from readout.intake.maintext import main_lines
from readout.intake.markup import Line, Rendered, Zone
from readout.intake.paid import rest_is_paid
from readout.intake.posts import sheets_of
from readout.intake.pubdate import published, stamps_of
from readout.intake.times import metadata_time, odd_dates
from readout.lang.pages import form_of, is_wall
from readout.model import Block, Capture, Problem, Role, Sheet, When

ORIGIN = "intake.page"

_START = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


#: A main text of fewer characters than this may be a teaser taken for the article.
_LITTLE = 600


def looks_like(head: bytes) -> bool:
    """Whether the first bytes of a file are those of an HTML page."""
    return bool(_START.match(head.removeprefix(b"\xef\xbb\xbf")))


def read(
    body: bytes, *, address: str, received_at: datetime, captured_at: datetime | None
) -> Iterator[Capture | Problem]:
    """One capture, whatever the bytes; with a sheet where the page has a main text, or one for the
    head and each post of a live blog.

    The capture's text is every visible line of the page in document order; a title that stands
    only in the metadata is set above it.
    """
    written, encoding = decode(body, markup=True)
    tree = markup.parse(written)
    if tree is None:
        tree = html.Element("html")
    facts = facts_of(tree)
    deep = markup.is_deep(tree)
    # Held until the end: what is in use is not made anew for each walk over the tree.
    elements = [] if deep else markup.elements(tree)
    vast = len(elements) > markup.MANY
    now = captured_at or received_at
    posts = () if deep or vast else posts_of(tree, facts, now)
    parts = parts_of(posts)
    page = markup.flat(markup.tamed(written)) if deep else markup.render(tree, parts=parts)
    title = _title_line(page, facts)
    below = only_told(posts, page)
    first = facts.title if title is None and not deep else None
    if first or below:
        page = markup.render(tree, first=first, last=below, parts=parts)
        title = page.lines[0] if first else _title_line(page, facts)
    if not page.text:
        yield Problem(where=address, what="an HTML page without visible text", origin=ORIGIN)
    if deep:
        what = "elements nest too deep to find the main text; the whole page is kept as text"
        yield Problem(where=address, what=what, origin=ORIGIN)
    if vast:
        what = f"more than {markup.MANY:,} elements; no main text is searched, the whole page is kept as text"
        yield Problem(where=address, what=what, origin=ORIGIN)
    sheets: tuple[Sheet, ...] = ()
    if posts:
        sheets = sheets_of(page, posts, facts, title, _when(facts.published, now), now)
    if not (sheets or deep or vast):
        # Asked before the tree is lightened for those who copy it.
        paid = rest_is_paid(tree, facts)
        found = published(facts, stamps_of(tree), lambda: _search(tree, facts), now)
        markup.lighten(tree)
        authors = _authors(tree, facts)
        if main := _main_lines(tree, page, title, facts):
            sheet = _sheet(page, title, main, facts, authors, found, now)
            sheets = (replace(sheet, rest_is_paid=paid),)
    times = (time for sheet in sheets for time in (sheet.published, sheet.updated))
    dates = [time for time in times if time and not is_bare_clock(time.as_written or "")]
    yield from odd_dates(dates, where=address, now=now, origin=ORIGIN)
    yield Capture(
        address=address,
        body=body,
        media_type="text/html",
        text=page.text,
        encoding=encoding,
        received_at=received_at,
        captured_at=captured_at,
        sheets=sheets,
    )


def _title_line(page: Rendered, facts: Facts) -> Line | None:
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


def _main_lines(tree: html.HtmlElement, page: Rendered, title: Line | None, facts: Facts) -> frozenset[int]:
    """The numbers of the lines that are main text."""
    import trafilatura  # imported here: it costs half a second, and plain text needs none of it

    titles = [*facts.titles, *([title.span.of(page.text)] if title else [])]
    main = frozenset[int]()
    # The slow way looks at what two other extractors say; it is asked where the fast one has little.
    for fast in (True, False):
        found = trafilatura.bare_extraction(
            tree, fast=fast, include_comments=False, include_tables=True, with_metadata=False
        )
        if found is not None and not isinstance(found, dict) and found.text:
            again = main_lines(page, found.text, titles)
            main = max(main, again, key=lambda lines: sum(len(page.lines[n].span) for n in lines))
        if sum(len(page.lines[n].span) for n in main) >= _LITTLE:
            break
    return main


def _search(tree: html.HtmlElement, facts: Facts) -> str | None:
    """The day that a search of the whole page finds."""
    import htmldate

    day: str | None = htmldate.find_date(tree, original_date=True, extensive_search=not facts.published)
    return day


def _authors(tree: html.HtmlElement, facts: Facts) -> tuple[str, ...]:
    """Who wrote it: as the metadata says, else as the page does, which is costly to find."""
    if facts.authors:
        return facts.authors
    from trafilatura import metadata  # its parts: the whole also searches for a day, categories and a licence

    known = metadata.examine_meta(tree)
    known.author = known.author if known.author and " " in known.author else None
    with contextlib.suppress(Exception):  # broken JSON-LD is common, and it does not catch all of it
        known = metadata.extract_meta_json(tree, known)
    author: str | None = known.author or metadata.extract_author(tree)
    return names_of((author or "").split(";"), outlet=facts.outlet)


def _sheet(
    page: Rendered,
    title: Line | None,
    main: frozenset[int],
    facts: Facts,
    authors: tuple[str, ...],
    published: When | None,
    now: datetime,
) -> Sheet:
    first, last = min(main), max(main)
    blocks: list[Block] = []
    around: list[Block] = []
    for number, line in enumerate(page.lines):
        inside = first <= number <= last or (line.zones >= {Zone.CAPTION} and abs(number - first) <= 12)
        walled = inside and line is not title and is_wall(line.span.of(page.text))
        role = Role.TITLE if line is title else _role(line, number in main and not walled, inside)
        if role is Role.CAPTION and form_of("credit", line.span.of(page.text)):
            role = Role.CREDIT
        kind = _type(line, role) if not walled else "paywall"
        block = Block(span=line.span, role=role, type=kind)
        (blocks if inside or line is title else around).append(block)
    return Sheet(
        blocks=_joined(blocks, around),
        around=tuple(around),
        title=title.span if title else None,
        outlet=facts.outlet,
        byline=authors,
        published=published,
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


def _type(line: Line, role: Role) -> str | None:
    """What sort of block a line is, beside its role. None: the role says it."""
    if role is Role.CREDIT:
        return "photo"
    if role is Role.CAPTION and line.tag == "img":
        return "alt"
    return _kind(line.zones) if role is Role.FURNITURE else None


@cache
def _kind(zones: frozenset[Zone]) -> str:
    """What sort of furniture a line is, as far as the markup says: "page" where it does not."""
    return next((zone.value for zone in Zone if zone in zones), "page")


def _when(written: str | None, now: datetime) -> When | None:
    return metadata_time(written, not_after=now) if written else None
