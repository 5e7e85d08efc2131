"""Dates that cannot be: a day the month has not, or another day of the week."""

import calendar
import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from readout.briefs.flags.page import Page
from readout.lang.dates import months, weekdays
from readout.model import Flag, FlagKind, Span

NO_SUCH_DAY = "the month has no such day"
OTHER_DAY = "that day is another day of the week"


def dates(page: Page) -> Iterator[Flag]:
    """Each date of the article that no calendar has."""
    pattern = _pattern(page.language)
    if pattern is None:
        return
    written = page.article.published and page.article.published.iso
    for line in page.lines:
        for found in pattern.finditer(line.span.of(page.text)):
            day = int(found["day"] or found["day2"])
            month = months(page.language)[(found["month"] or found["month2"]).casefold().rstrip(".")]
            year = int(found["year"]) if found["year"] else None
            end = found.end() - found[0].endswith(".")  # the full stop is no part of it
            span = Span(found.start(), end).shifted(line.span.start)
            if day > _days(month, year):
                at = found.start("day") if found["day"] else found.start("month2")
                span = Span(at, end).shifted(line.span.start)
                yield page.flag(FlagKind.DATE, NO_SUCH_DAY, span)
            elif found["weekday"] and (year or written):
                weekday = weekdays(page.language)[found["weekday"].casefold()]
                about = [year] if year else [int(str(written)[:4]) + n for n in (-1, 0, 1)]
                if all(_weekday(one, month, day) != weekday for one in about):
                    yield page.flag(FlagKind.DATE, OTHER_DAY, span)


def _days(month: int, year: int | None) -> int:
    return calendar.monthrange(year if year else 2024, month)[1]


def _weekday(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    if not months(language):
        return None
    named = "|".join(
        re.escape(form)
        for name in sorted(months(language), key=len, reverse=True)
        for form in {name.capitalize(), *([name] if language not in _CAPITALS else [])}
    )
    days = "|".join(form for name in weekdays(language) for form in (name, name.capitalize()))
    weekday = rf"(?:(?P<weekday>{days}),? (?:\w{{1,3}} )?)?" if days else "(?P<weekday>(?!))?"
    day = r"(?P<{}>[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|º|\.)?"
    return re.compile(
        rf"(?<![\w/.:,-]){weekday}(?:(?<![\d,.:/-]){day.format('day')} (?:of |de )?(?P<month>{named})\b\.?"
        rf"|\b(?P<month2>{named})\.? {day.format('day2')}(?![\d:%]|[,.]\d))"
        r"(?:,? (?:de )?(?P<year>(?:19|20)\d\d)\b)?"
    )


#: Languages in which a month begins with a capital: "may" and "mar" are other words there.
_CAPITALS = frozenset({"en", "de"})
