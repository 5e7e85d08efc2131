"""Expressions of time in a text, and the days they mean.

What the words of a language mean is handed in as rows (`Row`); nothing of a language stands here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from readout.model import Span
from readout.text.dates import written_dates


class Means(StrEnum):
    """How the parts of an expression become days."""

    #: A day, with or without its year; without it, `shift` -1 lies back and 1 ahead.
    DATE = "date"
    #: The day of a month that is not named: "on the 25th".
    DAY_OF_MONTH = "day_of_month"
    MONTH = "month"
    YEAR = "year"
    #: A weekday: the last one, or the next where the clause looks ahead.
    WEEKDAY = "weekday"
    LAST_WEEKDAY = "last_weekday"
    NEXT_WEEKDAY = "next_weekday"
    #: `shift` days from the day of publication.
    DAY = "day"
    AGO = "ago"
    AHEAD = "ahead"
    #: The week, month or year that is `shift` away.
    SPAN = "span"


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One form of expression of a language."""

    #: Its parts are the groups day, month, month_number, year, weekday, number, unit; what follows
    #: "__" in a group's name only tells it apart.
    pattern: re.Pattern[str]
    means: Means
    shift: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """What the names and numbers in a language's expressions stand for. Keys are casefolded."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, Unit]
    rows: Sequence[Row]
    #: Words that look ahead, and words that look back.
    ahead: re.Pattern[str] | None = None
    back: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days an expression means, both ends included."""

    first: date
    last: date
    iso: str

    @property
    def is_day(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """Words of a text that tell a time."""

    span: Span
    words: str
    means: Means
    shift: int = 0
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    count: int | None = None
    unit: Unit | None = None

    @property
    def whole(self) -> bool:
        """Whether the words alone name a day, a month of a year, or a year."""
        if self.means in (Means.DATE, Means.MONTH):
            return self.year is not None
        return self.means is Means.YEAR

    @property
    def to_the_day(self) -> bool:
        """Whether it can mean one day."""
        if self.means in (Means.AGO, Means.AHEAD):
            return self.unit is Unit.DAY
        return self.means not in (Means.MONTH, Means.YEAR, Means.SPAN)


def expressions(text: str, words: TimeWords, start: int = 0, end: int | None = None) -> list[Expression]:
    """The expressions of time in a stretch of text, in order, the longest where two overlap."""
    end = len(text) if end is None else end
    found: list[Expression] = []
    for row in words.rows:
        for match in row.pattern.finditer(text, start, end):
            made = _expression(match, row, words)
            if made:
                found.append(made)
    for span, day in written_dates(text[start:end], {}):
        at = span.shifted(start)
        found.append(
            Expression(
                span=at, words=at.of(text), means=Means.DATE, day=day.day, month=day.month, year=day.year
            )
        )
    return list(_longest(found))


def _longest(found: Iterable[Expression]) -> Iterator[Expression]:
    done = -1
    for one in sorted(found, key=lambda e: (e.span.start, -len(e.span))):
        if one.span.start >= done:
            done = one.span.end
            yield one


def _expression(match: re.Match[str], row: Row, words: TimeWords) -> Expression | None:
    parts = {name.partition("__")[0]: value for name, value in match.groupdict().items() if value}
    month = words.months.get(parts["month"].casefold()) if "month" in parts else None
    if "month_number" in parts:
        month = int(parts["month_number"])
    day = int(parts["day"]) if "day" in parts else None
    if (day is not None and not 1 <= day <= 31) or (month is not None and not 1 <= month <= 12):
        return None
    number = parts.get("number", "")
    count = int(number) if number.isdecimal() else words.numbers.get(number.casefold())
    return Expression(
        span=Span(*match.span()),
        words=match.group(),
        means=row.means,
        shift=row.shift,
        day=day,
        month=month,
        year=int(parts["year"]) if "year" in parts else None,
        weekday=words.weekdays.get(parts["weekday"].casefold()) if "weekday" in parts else None,
        count=count,
        unit=words.units.get(parts["unit"].casefold()) if "unit" in parts else None,
    )


def resolve(found: Expression, anchor: date | None, *, ahead: bool = False) -> Days | None:
    """The days an expression means, counted from the day of publication where it needs one.

    `ahead`: the clause speaks of what is to come. None: there is nothing to count from, or no such day.
    """
    if anchor is None and not found.whole:
        return None
    try:
        return _resolved(found, anchor or date.min, ahead)
    except (ValueError, OverflowError):  # 31 February, or a thousand years ago
        return None


def _resolved(found: Expression, anchor: date, ahead: bool) -> Days | None:
    match found.means:
        case Means.DATE:
            return _dated(found, anchor, ahead)
        case Means.DAY_OF_MONTH:
            return _day_of_month(found, anchor, ahead)
        case Means.MONTH:
            return _in_month(found, anchor, ahead)
        case Means.YEAR:
            return None if found.year is None else year_of(found.year)
        case Means.DAY:
            return day_of(anchor + timedelta(days=found.shift))
        case Means.AGO | Means.AHEAD:
            return _counted(found, anchor)
        case Means.SPAN:
            return _spanned(found, anchor)
        case _:
            return _weekday(found, anchor, ahead)


def day_of(day: date) -> Days:
    return Days(first=day, last=day, iso=day.isoformat())


def month_of(year: int, month: int) -> Days:
    first = date(year, month, 1)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return Days(first=first, last=last, iso=f"{year:04}-{month:02}")


def year_of(year: int) -> Days:
    return Days(first=date(year, 1, 1), last=date(year, 12, 31), iso=f"{year:04}")


def _dated(found: Expression, anchor: date, ahead: bool) -> Days | None:
    if found.day is None or found.month is None:
        return None
    if found.year is not None:
        return day_of(date(found.year, found.month, found.day))
    near = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            near.append(date(year, found.month, found.day))
        except ValueError:  # 29 February
            continue
    if found.shift:
        near = [day for day in near if (day < anchor if found.shift < 0 else day > anchor)]
    elif ahead:
        near = [day for day in near if day >= anchor]
    return day_of(min(near, key=lambda day: _strangeness(day, anchor))) if near else None


def _strangeness(day: date, anchor: date) -> int:
    """News without a year tells of the last such day, unless the next one is much nearer."""
    away = (day - anchor).days
    return -away if away <= 0 else 4 * away


def _day_of_month(found: Expression, anchor: date, ahead: bool) -> Days | None:
    if found.day is None:
        return None
    months = [_months_on(anchor, n) for n in ((0, 1) if ahead else (0, -1))]
    for year, month in months:
        try:
            day = date(year, month, found.day)
        except ValueError:
            continue
        if day >= anchor if ahead else day <= anchor:
            return day_of(day)
    return None


def _in_month(found: Expression, anchor: date, ahead: bool) -> Days | None:
    if found.month is None:
        return None
    if found.year is not None:
        return month_of(found.year, found.month)
    if ahead:
        return month_of(anchor.year + (found.month < anchor.month), found.month)
    return month_of(anchor.year - (found.month > anchor.month), found.month)


def _months_on(anchor: date, months: int) -> tuple[int, int]:
    number = anchor.year * 12 + anchor.month - 1 + months
    return number // 12, number % 12 + 1


def _counted(found: Expression, anchor: date) -> Days | None:
    if found.count is None or found.unit is None:
        return None
    count = found.count if found.means is Means.AHEAD else -found.count
    match found.unit:
        case Unit.DAY:
            return day_of(anchor + timedelta(days=count))
        case Unit.WEEK:
            return _week(anchor + timedelta(weeks=count))
        case Unit.MONTH:
            return month_of(*_months_on(anchor, count))
        case Unit.YEAR:
            return year_of(anchor.year + count)


def _spanned(found: Expression, anchor: date) -> Days | None:
    match found.unit:
        case Unit.WEEK:
            return _week(anchor + timedelta(weeks=found.shift))
        case Unit.MONTH:
            return month_of(*_months_on(anchor, found.shift))
        case Unit.YEAR:
            return year_of(anchor.year + found.shift)
        case _:
            return None


def _week(day: date) -> Days:
    first = day - timedelta(days=day.weekday())
    last = first + timedelta(days=6)
    return Days(first=first, last=last, iso=f"{first.isoformat()}/{last.isoformat()}")


def _weekday(found: Expression, anchor: date, ahead: bool) -> Days | None:
    if found.weekday is None:
        return None
    back = (anchor.weekday() - found.weekday) % 7
    on = (found.weekday - anchor.weekday()) % 7
    if found.means is Means.NEXT_WEEKDAY:
        return day_of(anchor + timedelta(days=on or 7))
    if found.means is Means.LAST_WEEKDAY:
        return day_of(anchor - timedelta(days=back or 7))
    return day_of(anchor + timedelta(days=on) if ahead else anchor - timedelta(days=back))


def looks_ahead(text: str, sentence: Span, at: Span, words: TimeWords) -> bool:
    """Whether the words nearest to `at`, in its sentence, speak of what is to come."""
    ahead = _nearest(text, sentence, at, words.ahead)
    return ahead is not None and ahead < (_nearest(text, sentence, at, words.back) or len(text))


def _nearest(text: str, sentence: Span, at: Span, words: re.Pattern[str] | None) -> int | None:
    """How far the nearest match is. Words before a time count as nearer: they govern it more often."""
    if words is None:
        return None
    away = (
        at.start - match.end() if match.end() <= at.start else 2 * (match.start() - at.end)
        for match in words.finditer(text, sentence.start, sentence.end)
        if match.end() <= at.start or match.start() >= at.end
    )
    return min(away, default=None)
