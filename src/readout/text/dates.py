"""Dates written out in a text: "9 March 2026", "March 9, 2026", "2026-03-09", "09.03.2026"."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from readout.model import Span

_NUMERIC = re.compile(
    r"\b(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})\b|\b(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})\b"
)


def written_dates(text: str, months: Mapping[str, int]) -> Iterator[tuple[Span, date]]:
    """The full dates (day, month, year) in a text, in its order. `months` are lower-case names.

    Slashes are passed over: 3/4/2026 is a day in March or in April, and nothing tells which.
    """
    found = [*_numeric(text), *(_named(text, months) if months else ())]
    return iter(sorted(found, key=lambda pair: pair[0]))


def _numeric(text: str) -> Iterator[tuple[Span, date]]:
    for match in _NUMERIC.finditer(text):
        parts = [match["y"] or match["y2"], match["m"] or match["m2"], match["d"] or match["d2"]]
        yield from _date(match, *(int(part) for part in parts))


def _named(text: str, months: Mapping[str, int]) -> Iterator[tuple[Span, date]]:
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    pattern = (
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?(?:\s+de)?\s+(?P<m>{names})\b\.?,?(?:\s+del?)?\s+(?P<y>\d{{4}})\b"
        rf"|\b(?P<m2>{names})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})\b"
    )
    for match in re.finditer(pattern, text, re.IGNORECASE):
        month = months[(match["m"] or match["m2"]).casefold()]
        yield from _date(match, int(match["y"] or match["y2"]), month, int(match["d"] or match["d2"]))


def _date(match: re.Match[str], year: int, month: int, day: int) -> Iterator[tuple[Span, date]]:
    try:
        yield Span(*match.span()), date(year, month, day)
    except ValueError:  # 31 February is nobody's date
        return
