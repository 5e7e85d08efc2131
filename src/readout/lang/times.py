"""The expressions of time of a language: which words tell a time, and what they mean."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import count
from typing import Any

from readout.lang import table
from readout.lang.dates import months, weekdays
from readout.text.times import Means, Row, TimeWords, Unit

#: No word: what an absent list is made of.
_NOTHING = "(?!)"


@cache
def time_words(language: str) -> TimeWords:
    """What `text.times` needs. Without a file for the language: full numeric dates only."""
    found = table(language, "times")
    named_months = {**months(language), **_forms(found.get("months", ""))}
    named_days = {**weekdays(language), **_forms(found.get("weekdays", ""), first=0)}
    numbers = _forms(found.get("numbers", ""))
    units = {
        word.casefold(): Unit(unit)
        for unit, words in found.get("units", {}).items()
        for word in words.split()
    }
    places = {
        "WEEKDAY": _named("weekday", named_days, found),
        "MONTH": _named("month", named_months, found),
        "NMONTH": r"(?P<month_number>\d{1,2})",
        "DAY": rf"(?P<day>[0-3]?\d)(?!\d)(?:{found.get('day_endings') or _NOTHING})?",
        "YEAR": r"(?P<year>(?:1[89]|20)\d\d)(?!\d)",
        "NUMBER": rf"(?P<number>\d{{1,3}}|{_any(numbers)})",
        "UNIT": rf"(?P<unit>{_any(units)})",
    }
    rows = [
        Row(pattern=_pattern(row, places), means=Means(row["means"]), shift=row.get("shift", 0))
        for row in found.get("time", ())
    ]
    return TimeWords(
        months=named_months,
        weekdays=named_days,
        numbers=numbers,
        units=units,
        rows=rows,
        ahead=_words(found.get("ahead", {}).get("pattern")),
        back=_words(found.get("back", {}).get("pattern")),
    )


def _forms(listed: str, first: int = 1) -> dict[str, int]:
    """Groups of forms divided by commas, to numbers from `first` on."""
    groups = (group.split() for group in listed.split(",")) if listed else ()
    return {form.casefold(): n for n, forms in enumerate(groups, start=first) for form in forms}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or _NOTHING


def _named(group: str, names: Mapping[str, int], found: Mapping[str, Any]) -> str:
    """Names as the language writes them: "May" is a month and "may" is not, where it has capitals."""
    if not found.get("capitals"):
        return rf"(?P<{group}>{_any(names)})"
    capital = {name[0].upper() + name[1:] for name in names}
    return rf"(?P<{group}>(?-i:{_any(capital)}))"


def _pattern(row: Mapping[str, Any], places: Mapping[str, str]) -> re.Pattern[str]:
    names = "|".join(sorted(places, key=len, reverse=True))
    number = count()

    def spelt_out(match: re.Match[str]) -> str:
        # A name may stand twice in a pattern, a group only once: its number tells them apart.
        return re.sub(r"\(\?P<(\w+)>", rf"(?P<\1__{next(number)}>", places[match.group()])

    spelt = re.sub(names, spelt_out, row["pattern"])
    return re.compile(rf"(?<!\w)(?:{spelt})(?!\w)", re.IGNORECASE)


def _words(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern, re.IGNORECASE) if pattern else None
