"""Times that structured metadata gives: RFC 822, ISO 8601 and what feeds make of them."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from readout.model import Basis, Problem, When

#: Nothing on the web was published before this; such dates are a clock that was never set.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
#: Clocks and time zones disagree by as much as this.
SLACK = timedelta(days=2)
#: A year of the first century written with four digits: what an empty date becomes.
#: Day and month in figures, in the order of some country: read only where one order is a date.
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_YEAR_OF_OLD = re.compile(r"[A-Za-z] (00\d\d) \d")


def metadata_time(written: str, *, not_after: datetime) -> When:
    """The time that a metadata field gives. `iso` is None where it gives none that can be.

    A date without a time stays a date. A time before 1990, or later than `not_after` and two days,
    is kept as words only: nobody published then.
    """
    found = _parsed(written.strip())
    if isinstance(found, datetime):
        absurd = not EARLIEST <= found <= not_after + SLACK
    elif found is not None:
        absurd = not EARLIEST.date() <= found <= (not_after + SLACK).date()
    else:
        absurd = True
    iso = None if found is None or absurd else found.isoformat()
    return When(iso=iso, as_written=written, basis=Basis.METADATA if iso else Basis.NONE)


def is_future(written: str, now: datetime) -> bool:
    """Whether some words are a date later than `now` and two days."""
    found = _parsed(written.strip())
    if isinstance(found, datetime):
        return found > now + SLACK
    return found is not None and found > (now + SLACK).date()


def is_ambiguous(written: str) -> bool:
    """Whether some words are a day in figures that two orders of day and month read as two dates."""
    return _parsed(written.strip()) is None and bool(_SLASHED.search(written))


def days_apart(one: str, other: str) -> int:
    """How many days lie between two ISO times."""
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)


def odd_dates(times: Iterable[When | None], *, where: str, now: datetime, origin: str) -> Iterator[Problem]:
    """One Problem for all times of the future, one for all words that are no date."""
    odd = [time.as_written for time in times if time and time.iso is None and time.as_written]
    future = [words for words in dict.fromkeys(odd) if is_future(words, now)]
    absurd = [words for words in dict.fromkeys(odd) if words not in future]
    for dates, what in ((future, "in the future"), (absurd, "no date that can be")):
        if dates:
            example = dates[0] if len(dates[0]) <= 60 else dates[0][:59] + "…"
            said = f"{len(dates)} dates are" if len(dates) > 1 else "a date is"
            what = f"{said} {what} (“{example}”); kept as written, and what it dates as undated"
            yield Problem(where=where, what=what, origin=origin)


def _parsed(written: str) -> datetime | date | None:
    if len(written) == 10:
        try:
            return date.fromisoformat(written)
        except ValueError:
            pass
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = parse(written)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if year := _YEAR_OF_OLD.search(written):
            found = found.replace(year=int(year[1]) or 1)  # read as 2001, as if it had two digits
        # A time without a zone is kept as a day: the hour could be any of twenty-six.
        if found.tzinfo is None:
            return found.date()
        try:
            return found.astimezone(UTC)
        except (OverflowError, ValueError):
            return None
    return _slashed(written)


def _slashed(written: str) -> date | None:
    """The day of "12/21/2023 4:30 PM": one of the two figures must be too large for a month."""
    found = _SLASHED.search(written)
    if found is None:
        return None
    one, other, year = (int(part) for part in found.groups())
    days = set()
    for month, day in ((one, other), (other, one)):
        try:
            days.add(date(year, month, day))
        except ValueError:
            continue
    return days.pop() if len(days) == 1 else None
