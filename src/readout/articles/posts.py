"""A live blog saved as text: posts that each begin with a time of day on a line of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from readout.articles.lines import Line
from readout.model import Article, Basis, Block, Role, Span, When

#: So few times in a row are a programme, or an article's own times.
FEWEST = 4
#: "14:05", "14.05 GMT", "2:05 p.m.", with nothing beside it.
_CLOCK = re.compile(
    r"(?P<hour>[01]?\d|2[0-3])(?P<mark>[:.h])(?P<minute>[0-5]\d)(?::[0-5]\d)?"
    r"\s?(?P<half>[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,5}\)?)?",
    re.I,
)


def posts(lines: Sequence[Line]) -> tuple[tuple[int, int], ...]:
    """The posts of a page as runs of lines, `lines[start:end]`, each from its time on. Empty: it has none.

    Each time has a paragraph below it, and the times run in one direction, midnight aside.
    """
    starts = [n for n, line in enumerate(lines) if minutes(line.words) is not None]
    if len(starts) < FEWEST:
        return ()
    runs = tuple(zip(starts, [*starts[1:], len(lines)], strict=True))
    telling = sum(any(line.is_paragraph for line in lines[a + 1 : b]) for a, b in runs)
    times = [found for n in starts if (found := minutes(lines[n].words)) is not None]
    turns = min(sum(a < b for a, b in pairwise(times)), sum(a > b for a, b in pairwise(times)))
    return runs if telling == len(runs) and turns <= 1 else ()


def minutes(words: str) -> int | None:
    """The minute of the day that a line gives and nothing else. None: it is no time."""
    found = _CLOCK.fullmatch(words.strip()) if len(words) <= 20 else None
    if found is None:
        return None
    hour = int(found["hour"])
    if half := (found["half"] or "").lower():
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return 60 * hour + int(found["minute"])


def blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """The blocks of one post: its time, perhaps a title, and what it says."""
    for n, line in enumerate(lines):
        if n == 0:
            yield Block(span=line.span, role=Role.FURNITURE, type="dates")
        elif n == 1 and line.is_heading and len(lines) > 2:
            yield Block(span=line.span, role=Role.TITLE)
        elif line.furniture:
            yield Block(span=line.span, role=Role.FURNITURE, type=line.furniture)
        elif line.credit:
            yield Block(span=line.span, role=Role.CREDIT, type=line.credit)
        else:
            yield Block(span=line.span, role=Role.TABLE if line.is_table else Role.BODY)


def dated(articles: Sequence[Article], of_posts: Sequence[Span]) -> tuple[Article, ...]:
    """The articles, those of posts with the page's day where it gives one and no midnight lies between.

    The zone is the page's own, which it does not name: a day, and no time.
    """
    held = [a for a in articles if a.span in of_posts]
    days = {a.published.iso[:10] for a in articles if a not in held and a.published and a.published.iso}
    times = [found for a in held if (found := minutes(a.age_as_written or "")) is not None]
    if len(days) != 1 or times not in (sorted(times), sorted(times, reverse=True)):
        return tuple(articles)
    day = days.pop()
    return tuple(
        replace(a, published=When(iso=day, as_written=a.age_as_written, basis=Basis.INFERENCE))
        if a in held and a.published is None
        else a
        for a in articles
    )
