"""Which articles are teasers: their page keeps the rest for those who pay, and shows the beginning."""

from collections.abc import Sequence
from dataclasses import replace

from readout.articles.lines import breaks_off
from readout.lang.pages import is_wall
from readout.model import REPORTING, Article, Capture, Flag, Passage, Reading, Role, Sheet, Span

#: What is marked, as a flag of the capture.
TEASER = "a teaser: the page keeps the rest of this article for those who pay"
#: A whole article is longer, in characters of its text.
SHORT = 1_500


def with_teasers(capture: Capture, reading: Reading) -> Reading:
    """The reading, its teasers marked and flagged. What they say is read like any other words.

    A page that says it is paid for has to look it too: it has words of a wall, or its text is short or
    breaks off in the middle of a sentence. A wall's words alone, which pages print below whole articles
    as well, need a text that is short or breaks off.
    """
    walls = [span for span in _furniture(reading) if is_wall(span.of(capture.text))]
    if not walls and not any(sheet.rest_is_paid for sheet in capture.sheets):
        return reading
    by_start = {sheet.blocks[0].span.start: sheet for sheet in capture.sheets}
    starts = sorted(article.span.start for article in reading.articles)
    articles = []
    for article in reading.articles:
        until = min((s for s in starts if s > article.span.start), default=len(capture.text))
        mine = [wall for wall in walls if article.span.start < wall.start < until]
        found = _teaser(capture, article, mine, by_start.get(article.span.start))
        articles.append(replace(article, teaser=found) if found else article)
    flags = tuple(Flag(what=TEASER, passage=a.teaser) for a in articles if a.teaser)
    return replace(reading, articles=tuple(articles), flags=(*reading.flags, *flags))


def _furniture(reading: Reading) -> list[Span]:
    inside = [b.span for a in reading.articles for b in a.blocks if b.role is Role.FURNITURE]
    return sorted([*inside, *(piece.span for piece in reading.furniture)])


def _teaser(capture: Capture, article: Article, walls: Sequence[Span], sheet: Sheet | None) -> Passage | None:
    told = [block.span for block in article.blocks if block.role in REPORTING]
    if not told:
        return None
    cut = sum(map(len, told)) < SHORT or breaks_off(told[-1].of(capture.text))
    declared = sheet is not None and sheet.rest_is_paid
    wall = next((span for span in walls if span.start > told[0].start), None)
    if not (cut and (declared or wall)) and not (declared and wall):
        return None
    return capture.passage(wall or told[-1])
