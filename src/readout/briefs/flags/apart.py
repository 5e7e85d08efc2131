"""Articles glued on one page that count one thing two ways."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from readout.briefs.flags.page import Page
from readout.lang.dates import months
from readout.lang.terms import telling
from readout.model import Dispute, DisputeStatus, Flag, FlagKind, Passage, Span

APART = "the same page gives it otherwise"
#: So many telling words two sentences share that count one thing, and this share of the shorter.
SHARED, SHARE = 4, 0.6
#: A page that counts one thing in more ways is a table, a match or a tally.
WAYS = 2
#: So many sentences of a page are compared.
LINES = 300

_FIGURE = re.compile(r"(?<![\w.,$€£])(\d{1,3}(?:[,. \u00a0]\d{3})+|\d+)(?![\w%]|[.,]\d)\s+([^\W\d_]{3,})")
_NAME = re.compile(r"(?<=[\w,] )[A-ZÀ-ÞА-ЯЁІЇЄҐ][\w’'-]+")
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class _Counted:
    page: Page
    paragraph: int
    terms: frozenset[str]
    #: Names inside the sentence: of another person or day another thing is told.
    names: frozenset[str]
    counts: Mapping[str, tuple[int, Span]]


def apart(pages: Sequence[Page], disputes: Sequence[Dispute]) -> Iterator[Flag]:
    """Sentences of one page that cannot both be right: both of them, each with the other.

    Two paragraphs that tell the same and count differently, and what the positions room found apart.
    """
    lines: dict[str, list[_Counted]] = {}
    for page in pages:
        here = lines.setdefault(page.article.capture_id, [])
        here += list(_counted(page))[: LINES - len(here)]
    for counted in lines.values():
        ways: dict[str, set[int]] = {}
        for one in counted:
            for noun, (figure, _) in one.counts.items():
                ways.setdefault(noun, set()).add(figure)
        tally = {noun for noun, figures in ways.items() if len(figures) > WAYS}
        for n, one in enumerate(counted):
            for other in counted[:n]:
                if (one.page, one.paragraph) != (other.page, other.paragraph):
                    yield from _clash(one, other, tally)
    for dispute in disputes:
        found = [p for side in dispute.sides for p in side.passages[:1]]
        if dispute.status is DisputeStatus.REPORT_CONFLICT and len(found) == 2:
            first, second = found
            places = {_in(pages, first), _in(pages, second)}
            if first.capture_id == second.capture_id and len(places - {None}) == 2:
                yield from _both(first, second)


def _counted(page: Page) -> Iterator[_Counted]:
    """The sentences that count something, with what they count and how many."""
    named = months(page.language)
    for line in page.lines:
        counts: dict[str, tuple[int, Span]] = {}
        twice: set[str] = set()
        for found in _FIGURE.finditer(line.span.of(page.text)):
            figure, noun = int(re.sub(r"\D", "", found[1])), found[2].casefold()
            if noun not in named and figure not in _YEARS:
                twice |= {noun} & counts.keys()
                counts[noun] = figure, Span(*found.span()).shifted(line.span.start)
        if counts:
            names = frozenset(_NAME.findall(line.span.of(page.text)))
            terms = frozenset(
                t for t in telling(line.span.of(page.text), page.language) if not t[0].isdigit()
            )
            once = {noun: count for noun, count in counts.items() if noun not in twice}
            yield _Counted(page, line.block, terms, names, once)


def _clash(one: _Counted, other: _Counted, tally: Collection[str]) -> Iterator[Flag]:
    shared = len(one.terms & other.terms)
    if one.names != other.names or not one.names:
        return
    if shared < SHARED or shared < SHARE * min(len(one.terms), len(other.terms)):
        return
    for noun in sorted((one.counts.keys() & other.counts.keys()) - set(tally)):
        (first, here), (second, there) = one.counts[noun], other.counts[noun]
        if first != second:
            yield from _both(one.page.passage(here), other.page.passage(there))


def _both(one: Passage, other: Passage) -> Iterator[Flag]:
    yield Flag(what=f"{FlagKind.CONTRADICTION}: {APART}", passage=one, other=other)
    yield Flag(what=f"{FlagKind.CONTRADICTION}: {APART}", passage=other, other=one)


def _in(pages: Sequence[Page], passage: Passage) -> str | None:
    """The article in which a passage stands."""
    for page in pages:
        if page.article.capture_id == passage.capture_id and passage.span in page.article.span:
            return page.article.id
    return None
