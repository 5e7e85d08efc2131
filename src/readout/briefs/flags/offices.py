"""An office no other article supports: two articles give one person different offices at one time."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from readout.briefs.flags.page import Page
from readout.lang.flags import offices, past
from readout.model import Article, ArticleId, Flag, FlagKind, Span, StoryId, Told

OTHER = "another article gives this person another office"
#: Articles so many days apart speak of one time.
DAYS = 60
#: So far before an office a word may say that it is not held now, in characters.
BEFORE = 25


def odd_offices(pages: Sequence[Page], told: Told) -> Iterator[Flag]:
    """The offices that fewer articles give than another one; both, where as many give each."""
    story = {article: s.id for s in told.stories for article in s.articles}
    held: dict[str, list[tuple[str, Page, Span]]] = defaultdict(list)
    for page in pages:
        for office, name, span in titled(page):
            held[name.casefold()].append((office, page, span))
    for places in held.values():
        counted: dict[str, set[ArticleId]] = defaultdict(set)
        for office, page, _ in places:
            counted[office].add(page.article.id)
        for office, page, span in places:
            against = [
                (other_page, other_span)
                for other, other_page, other_span in places
                if other != office
                and len(counted[other]) >= len(counted[office])
                and page.article.id not in counted[other]
                and _one_time(page.article, other_page.article, story)
            ]
            if against:
                yield page.flag(FlagKind.OFFICE, OTHER, span, against[0][0].passage(against[0][1]))


def titled(page: Page) -> Iterator[tuple[str, str, Span]]:
    """Each full name with an office before it: the office, the name, and where both stand."""
    pattern = _pattern(page.language)
    gone = past(page.language)
    if pattern is None:
        return
    for line in page.lines:
        words = line.span.of(page.text)
        for found in pattern.finditer(words):
            before = words[max(0, found.start() - BEFORE) : found.start()]
            if not (gone and gone.search(re.split(r"[,.;:]", before)[-1])):
                office = offices(page.language)[found["office"].casefold()]
                yield office, found["name"], Span(*found.span()).shifted(line.span.start)


def _one_time(one: Article, other: Article, story: Mapping[ArticleId, StoryId]) -> bool:
    """Whether two articles speak of one time: by their dates, else because they tell one story."""
    days = [a.published.iso[:10] for a in (one, other) if a.published and a.published.iso]
    if len(days) == 2:
        return abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days) <= DAYS
    return one.id in story and story[one.id] == story.get(other.id)


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    named = sorted(offices(language), key=len, reverse=True)
    if not named:
        return None
    forms = "|".join(f"{re.escape(n)}|{re.escape(n.title())}|{re.escape(n.capitalize())}" for n in named)
    name = r"[A-ZÀ-Þ][a-zà-þ’'-]+(?: (?:de|da|van|von|der|bin|al))?(?: [A-ZÀ-Þ][a-zà-þ’'-]+)+"
    return re.compile(rf"\b(?P<office>{forms}) (?P<name>{name})")
