"""Month and weekday names of a language."""

from collections.abc import Mapping
from functools import cache

from readout.lang import languages, table


@cache
def months(language: str) -> Mapping[str, int]:
    """Lower-case month names, long and short, to 1 ... 12."""
    rows = table(language, "dates")
    named: dict[str, int] = {}
    for key in ("months", "short_months"):
        for number, name in enumerate(rows.get(key, "").split(), start=1):
            named.setdefault(name.casefold(), number)
    return named


@cache
def all_months() -> Mapping[str, int]:
    """The months of every language; where two disagree on a name, it is left out."""
    named: dict[str, int] = {}
    for language in languages("dates"):
        for name, number in months(language).items():
            named[name] = number if named.get(name, number) == number else 0
    return {name: number for name, number in named.items() if number}


@cache
def weekdays(language: str) -> Mapping[str, int]:
    """Lower-case weekday names to 0 (Monday) ... 6."""
    names = table(language, "dates").get("weekdays", "").split()
    return {name.casefold(): number for number, name in enumerate(names)}
