"""The sheets of a live blog: its head, and each post with its own time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from readout.intake.facts import Facts
from readout.intake.liveblog import Post, own_time, ranges, roles_apart, title_in
from readout.intake.markup import Line, Rendered, Zone
from readout.intake.times import metadata_time
from readout.lang.pages import form_of
from readout.model import Block, Role, Sheet, Span, When

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: A line of the head is text from this length on.
_LONG = 60
_NOT_TEXT = frozenset(Zone) - {Zone.HEADER}


def sheets_of(
    page: Rendered,
    posts: Sequence[Post],
    facts: Facts,
    title: Line | None,
    published: When | None,
    now: datetime,
) -> tuple[Sheet, ...]:
    """The head of a live blog and its posts, in order of the page. Empty: no post is on the page.

    The head is what stands above the first post: the page's title, and an introduction. Every line is
    in one sheet or around it.
    """
    placed = ranges(posts, page)
    if not placed:
        return ()
    first = min(start for start, _ in placed.values())
    above = [n for n in range(first) if page.lines[n] is title or _is_text(page.lines[n])]
    begins = min(above, default=first)
    if title is not None and title in page.lines[:first]:
        begins = page.lines.index(title)
    head = [_of_head(page.lines[n], title) for n in range(begins, first)]
    while head and head[-1].role is Role.FURNITURE:
        head.pop()
    held = set(range(begins, begins + len(head)))
    held |= {n for start, end in placed.values() for n in range(start, end)}
    around = tuple(
        Block(span=line.span, role=Role.FURNITURE, type=_kind(line))
        for n, line in enumerate(page.lines)
        if n not in held
    )
    sheets = list(_posts(page, posts, placed, facts, now))
    if head:
        own = Sheet(
            blocks=tuple(head),
            title=title.span if title and page.lines[begins] is title else None,
            outlet=facts.outlet,
            byline=facts.authors,
            published=published,
            updated=metadata_time(facts.updated, not_after=now) if facts.updated else None,
            language=facts.language,
            section=facts.section,
            around=around,
        )
        return (own, *sheets)
    # The page's furniture has to stand somewhere: with the first of them.
    return (replace(sheets[0], around=around), *sheets[1:])


def _posts(
    page: Rendered, posts: Sequence[Post], placed: dict[int, tuple[int, int]], facts: Facts, now: datetime
) -> Iterator[Sheet]:
    for n, (start, end) in placed.items():
        post = posts[n]
        lines = [(line, line.span.of(page.text)) for line in page.lines[start:end]]
        title = title_in(lines, post.headline)
        yield Sheet(
            blocks=tuple(_of_post(line, words, title, post) for line, words in lines),
            title=title,
            outlet=facts.outlet,
            byline=post.authors,
            published=own_time(post, lines, facts, now),
            updated=metadata_time(post.updated, not_after=now) if post.updated else None,
            language=facts.language,
            section=facts.section,
            is_post=True,
        )


def _of_post(line: Line, words: str, title: Span | None, post: Post) -> Block:
    if line.span == title:
        return Block(span=line.span, role=Role.TITLE)
    kind = roles_apart(line, words) or form_of("furniture", words)
    if words in post.authors:
        kind = "byline"
    if kind:
        return Block(span=line.span, role=Role.FURNITURE, type=kind)
    if Zone.CAPTION in line.zones:
        return Block(span=line.span, role=Role.CAPTION)
    if line.tag in _HEADINGS:
        return Block(span=line.span, role=Role.SUBHEAD)
    return Block(span=line.span, role=Role.TABLE if Zone.TABLE in line.zones else Role.BODY)


def _of_head(line: Line, title: Line | None) -> Block:
    if line is title:
        return Block(span=line.span, role=Role.TITLE)
    if _is_text(line):
        return Block(span=line.span, role=Role.BODY)
    if Zone.CAPTION in line.zones:
        return Block(span=line.span, role=Role.CAPTION)
    return Block(span=line.span, role=Role.FURNITURE, type=_kind(line))


def _is_text(line: Line) -> bool:
    return len(line.span) >= _LONG and line.linked < 0.5 and not line.zones & _NOT_TEXT


def _kind(line: Line) -> str:
    return next((zone.value for zone in Zone if zone in line.zones), "page")
