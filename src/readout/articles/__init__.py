"""Captures in, articles out: one capture may hold many; its furniture is kept apart, never lost."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from readout.articles import credits, posts, title
from readout.articles.ages import published_from_age
from readout.articles.blocks import Draft, draft, in_order
from readout.articles.clock import dated_by_the_page
from readout.articles.damage import damage
from readout.articles.language import language_of
from readout.articles.lines import Line, lines_of
from readout.articles.split import Layout, parts
from readout.articles.teasers import with_teasers
from readout.model import (
    Article,
    ArticleId,
    Block,
    Capture,
    Furniture,
    Provenance,
    Reading,
    Role,
    Sheet,
    Span,
    Supplier,
    When,
)

ORIGIN = "articles/1"
#: A line of more characters names more than who wrote.
_BYLINE = 150
#: What a page's own software should have filled in: "[video id="7"]".
_SHORTCODE = re.compile(r"\[/?[a-z][\w-]*(?:\s+[\w-]+(?:=[^\]]*)?)*\s*/?\]")
#: In which roles the words of an article itself stand.
_OWN = frozenset(Role) - {Role.FURNITURE, Role.CREDIT}


def read_capture(capture: Capture) -> Reading:
    """The articles of a capture in order of the page, and everything else in it as furniture.

    Where the format marks articles (`capture.sheets`), they are taken as marked; plain text is split
    by the look of its lines. Every character that is not white space ends in exactly one place.
    """
    reading = _marked(capture) if capture.sheets else _split(capture)
    return with_teasers(capture, reading)


def _split(capture: Capture) -> Reading:
    """The articles of a text that marks none."""
    lines = lines_of(capture.text)
    articles: list[Article] = []
    around: list[tuple[Span, str]] = []
    of_posts: list[Span] = []
    done = 0
    for part in parts(lines):
        around += [(line.span, line.furniture or "page") for line in lines[done : part.start]]
        done = part.end
        made = draft(capture.text, lines, part)
        inside, outside = _edges(made, part.layout)
        around += outside
        if inside:
            above = lines[0].span if part.layout is Layout.ARTICLE and part.start == 0 else None
            articles.append(_article(capture, made, inside, above, _marks(lines)))
            of_posts += [articles[-1].span] if part.layout is Layout.POST else []
        else:
            around += [(block.span, block.type or "page") for block in made.blocks]
    around += [(line.span, line.furniture or "page") for line in lines[done:]]
    dated = posts.dated(articles, of_posts) if of_posts else dated_by_the_page(capture, articles)
    return Reading(
        articles=dated,
        furniture=_furniture(capture, around),
        flags=tuple(flag for article in articles for flag in damage(capture, article)),
    )


def _edges(made: Draft, layout: Layout) -> tuple[list[Block], list[tuple[Span, str]]]:
    """An article's blocks, and the furniture before its first and after its last word of its own.

    A river's marks stay with their story; what stands around a single article is the page's.
    """
    blocks = list(in_order(made.blocks))
    own = [n for n, block in enumerate(blocks) if block.role in _OWN]
    if not own:
        return [], []
    if layout is not Layout.ARTICLE:
        return blocks, []
    kept = [
        n
        for n, b in enumerate(blocks)
        if b.role in _OWN or b.role is Role.CREDIT or b.type in {"age", "dates"}
    ]
    first, last = min(own[0], *kept), max(own[-1], *kept)
    outside = [(b.span, b.type or "page") for b in (*blocks[:first], *blocks[last + 1 :])]
    return blocks[first : last + 1], outside


def _marks(lines: Sequence[Line]) -> tuple[str, ...]:
    """The copyright lines of a page."""
    return tuple(line.words for line in lines if line.furniture == "copyright")


def _article(
    capture: Capture, made: Draft, blocks: Sequence[Block], above: Span | None, marks: Sequence[str]
) -> Article:
    """`above` is the first line of a page of one article, `marks` are the page's copyright lines."""
    text = capture.text
    provenance = _provenance(capture, made)
    original = next((p.name for p in provenance if p.role is Supplier.ORIGINAL), None)
    outlet = made.labels[0][0] if made.labels else None
    outlet = outlet or title.outlet_in(made.suffixes, made.dashed, text) or original
    if outlet is None and above and (made.title is None or above.end <= made.title.start):
        credit = made.dateline.credit if made.dateline else None
        outlet = title.masthead(above, text, [*marks, *([credit] if credit else [])])
    words = " ".join(b.span.of(text) for b in blocks if b.role in _OWN)
    return Article(
        id=article_id(capture, blocks[0].span.start),
        capture_id=capture.id,
        blocks=tuple(blocks),
        title=capture.passage(made.title) if made.title else None,
        title_clean=" ".join(made.title.of(text).split()) if made.title else None,
        outlet=outlet,
        byline=made.byline,
        dateline=made.dateline,
        credit=made.credits[0][0] if made.credits else None,
        language=language_of(words),
        provenance=provenance,
        published=_published(capture, made),
        age_as_written=made.age,
        entry=capture.entry,
        origin=ORIGIN,
    )


def article_id(capture: Capture, start: int) -> ArticleId:
    """From the capture and the place where the article begins."""
    key = f"{capture.id}|{start}"
    return ArticleId(hashlib.sha256(key.encode()).hexdigest()[:16])


def _provenance(capture: Capture, made: Draft) -> tuple[Provenance, ...]:
    """Agency, outlet, original, translator, in this order; each with the words that say so."""
    hands = [
        Provenance(role=Supplier.AGENCY, name=name, passage=capture.passage(span))
        for name, span in made.credits[:1]
    ]
    hands += [
        Provenance(role=Supplier.OUTLET, name=name, passage=capture.passage(span))
        for name, span in made.labels[:1]
    ]
    for note in made.notes:
        hands += credits.republication(capture, note)
    return tuple(hands)


def _published(capture: Capture, made: Draft) -> When | None:
    """The date the page writes out, in a date line or in the note of its first publication."""
    for words in (*made.dates, *(note.of(capture.text) for note in made.notes)):
        found = credits.date_in(words)
        if found:
            return found
    if made.age and capture.captured_at:
        return published_from_age(made.age, capture.captured_at)
    return None


def _marked(capture: Capture) -> Reading:
    """The articles that the format marks."""
    articles = tuple(_of_sheet(capture, sheet) for sheet in capture.sheets)
    covered = [block.span for article in articles for block in article.blocks]
    around = [(b.span, b.type or "page") for sheet in capture.sheets for b in sheet.around]
    placed = covered + [span for span, _ in around]
    around += [(span, "page") for span in _uncovered(capture.text, placed)]
    flags = tuple(flag for article in articles for flag in damage(capture, article))
    return Reading(articles=articles, furniture=_furniture(capture, around), flags=flags)


def _of_sheet(capture: Capture, sheet: Sheet) -> Article:
    text = capture.text
    above, names = _byline_above(text, sheet)
    body = [b for b in sheet.blocks if b.role is Role.BODY and b is not above]
    opening = credits.dateline_of(body[0].span.of(text)) if body else None
    blocks = tuple(
        piece
        for block in sheet.blocks
        for piece in (
            (replace(block, role=Role.CREDIT, type="byline"),)
            if block is above
            else (replace(block, role=Role.FURNITURE, type="shortcode"),)
            if block.role is Role.BODY and _SHORTCODE.fullmatch(block.span.of(text).strip())
            else _split_credit(text, block)
        )
    )
    named = [
        credits.agency_in(b.span.of(text)) for b in blocks if b.role is Role.CREDIT and b.type != "photo"
    ]
    named += [opening[0].credit] if opening else []
    agency = next((name for name in named if name), None)
    words = " ".join(b.span.of(text) for b in blocks if b.role in _OWN)
    own_title = title.cut(text, sheet.title)[0] if sheet.title else None
    return Article(
        id=article_id(capture, blocks[0].span.start),
        capture_id=capture.id,
        blocks=blocks,
        title=capture.passage(own_title) if own_title else None,
        title_clean=" ".join(own_title.of(text).split()) if own_title else None,
        outlet=sheet.outlet,
        byline=sheet.byline or names,
        dateline=opening[0] if opening else None,
        credit=agency,
        language=_language(sheet, words),
        published=sheet.published,
        updated=sheet.updated,
        section=sheet.section,
        entry=sheet.entry or capture.entry,
        origin=ORIGIN,
    )


def _byline_above(text: str, sheet: Sheet) -> tuple[Block | None, tuple[str, ...]]:
    """The first paragraph where it says but who wrote, as agencies write it, and the names."""
    first = next((b for b in sheet.blocks if b.role is Role.BODY), None)
    words = " ".join(first.span.of(text).split()) if first else ""
    if len(words) <= _BYLINE:
        for form in credits.byline_forms():
            found = form.pattern.fullmatch(words)
            names = credits.names_in(found["names"]) if found else ()
            if names:
                return first, names
    return None, ()


def _language(sheet: Sheet, words: str) -> str:
    """What the words say, and the declared region where both agree: templates declare anything."""
    read = language_of(words)
    declared = sheet.language or "und"
    if read == "und" or declared.split("-")[0].lower() == read:
        return declared
    return read


def _split_credit(text: str, block: Block) -> tuple[Block, ...]:
    """A body block, and a closing agency or reporters' credit as a block of its own."""
    words = block.span.of(text)
    wire = credits.wire_credit(words) if block.role is Role.BODY else None
    cut = wire[0] if wire else credits.closing_credit(words) if block.role is Role.BODY else None
    if not cut:
        return (block,)
    at = block.span.start + cut
    rest = at + len(words[cut:]) - len(words[cut:].lstrip())
    own = Span(block.span.start, at)
    return (
        Block(span=own, role=block.role),
        Block(span=Span(rest, block.span.end), role=Role.CREDIT, type="agency"),
    )


def _uncovered(text: str, spans: Sequence[Span]) -> list[Span]:
    """The lines of a text that no span covers."""
    starts = {span.start for span in spans}
    ends = sorted(spans)
    loose: list[Span] = []
    place = 0
    for line in lines_of(text):
        while place < len(ends) and ends[place].end <= line.span.start:
            place += 1
        if line.span.start not in starts and not (place < len(ends) and ends[place].overlap(line.span)):
            loose.append(line.span)
    return loose


def _furniture(capture: Capture, around: Sequence[tuple[Span, str]]) -> tuple[Furniture, ...]:
    return tuple(Furniture(capture_id=capture.id, span=span, type=kind) for span, kind in sorted(around))
