"""When the articles of a river came out, worked out from what the page itself says.

A river gives each story an age ("5 days ago") and not the time that the ages count from. Where the
stories on it name days, that time can be found: a story of nine days ago that opens with "on 14
January" puts the page at 23 January or soon after, and stories that open with "said Tuesday" came out
on that Tuesday or the day after. The year has to stand on the page. Where the days do not agree, or
leave two answers, nothing is said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from readout.articles.ages import published_from_age
from readout.lang.reading import sentence_spans
from readout.lang.times import time_words
from readout.model import Article, Basis, Capture, Role, When
from readout.text.times import Expression, Means, expressions

#: News names a day without its year for so many days.
RECENT = 7
#: So many stories have to open with a weekday before anything is worked out ...
OPENINGS = 2
#: ... in so many first sentences.
FIRST = 2

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: Any moment: an age counted back from it gives the age in days.
_ZERO = date(2000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Story:
    article: Article
    #: Whole days, rounded down, as pages do.
    age: int
    #: The first weekday of the opening, from 0. None: it names none.
    weekday: int | None
    #: (day, month) of the opening, told without a year.
    days: tuple[tuple[int, int], ...]


def dated_by_the_page(capture: Capture, articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles, those with an age and an opening weekday with their day of publication.

    Nothing changes where the page was captured at a known time, or an article has a date already.
    """
    if capture.captured_at is not None:
        return tuple(articles)
    stories = [story for article in articles if (story := _story(capture, article))]
    opened = [story for story in stories if story.weekday is not None]
    years = _years(capture, articles)
    if len(opened) < OPENINGS or len(years) != 1:
        return tuple(articles)
    fitting = [day for day in _page_days(stories, years.pop()) if all(_told_on(s, day) for s in opened)]
    found = {}
    for story in opened:
        days = {_told_on(story, day) for day in fitting}
        if len(days) == 1 and story.article.published is None:
            found[story.article.id] = days.pop()
    return tuple(
        replace(a, published=When(iso=day.isoformat(), as_written=a.age_as_written, basis=Basis.INFERENCE))
        if (day := found.get(a.id))
        else a
        for a in articles
    )


def _story(capture: Capture, article: Article) -> _Story | None:
    """What dates the page in one of its articles. None: it has no age in days."""
    age = _age(article.age_as_written)
    if age is None:
        return None
    opening = list(_opening(capture, article))
    weekday = next((e.weekday for e in opening if e.means is Means.WEEKDAY), None)
    days = tuple(
        (e.day, e.month)
        for e in opening
        if e.means is Means.DATE and e.year is None and e.day is not None and e.month is not None
    )
    return _Story(article=article, age=age, weekday=weekday, days=days)


def _age(words: str | None) -> int | None:
    if not words:
        return None
    zero = datetime(_ZERO.year, _ZERO.month, _ZERO.day, tzinfo=UTC)
    when = published_from_age(words, zero)
    if when is None or when.iso is None or len(when.iso) != len("2000-01-01"):
        return None  # hours and minutes: the page's own day, which no weekday tells
    return (_ZERO - date.fromisoformat(when.iso)).days


def _opening(capture: Capture, article: Article) -> Iterator[Expression]:
    body = next((block for block in article.blocks if block.role is Role.BODY), None)
    if body is None:
        return
    words = time_words(article.language)
    spans = list(sentence_spans(capture.text, body.span, article.language))[:FIRST]
    for span in spans:
        yield from expressions(capture.text, words, span.start, span.end)


def _years(capture: Capture, articles: Sequence[Article]) -> set[int]:
    """The years that the page gives its own texts: dates of publication, and notes of copyright."""
    years = {int(a.published.iso[:4]) for a in articles if a.published and a.published.iso}
    for article in articles:
        for block in article.blocks:
            if block.type == "copyright":
                years |= {int(year) for year in _YEAR.findall(block.span.of(capture.text))}
    return years


def _page_days(stories: Sequence[_Story], year: int) -> list[date]:
    """The days on which the page can have been captured: after the last day that a story names."""
    earliest: date | None = None
    for story in stories:
        for day, month in story.days:
            try:
                named = date(year, month, day) + timedelta(days=story.age)
            except ValueError:  # 31 February
                continue
            earliest = named if earliest is None else max(earliest, named)
    if earliest is None:
        return []
    return [earliest + timedelta(days=n) for n in range(RECENT)]


def _told_on(story: _Story, page: date) -> date | None:
    """The day of its opening weekday, if the story came out then or the day after. None: it did not.

    An age of five whole days is five days and some hours: it came out five or six calendar days
    before the page.
    """
    for back in range(3):
        day = page - timedelta(days=story.age + back)
        if day.weekday() == story.weekday:
            return day
    return None
