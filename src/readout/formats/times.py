"""When something was published: relative for the eye, exact behind it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from readout.formats.words import N_, _, ago, day_words, quoted
from readout.model import When

#: Where the reader's clock stands. None: times stay as the pages write them.
_ZONE: ContextVar[ZoneInfo | None] = ContextVar("zone", default=None)


@contextmanager
def clocks_in(zone: str) -> Iterator[None]:
    """Times are shown as clocks there show them meanwhile; empty: as they are written."""
    before = _ZONE.set(ZoneInfo(zone) if zone else None)
    try:
        yield
    finally:
        _ZONE.reset(before)


def stamp(at: datetime) -> str:
    """A time of ours, by the reader's clock: "2026-03-09 14:05 CET"."""
    return f"{at.astimezone(_ZONE.get() or UTC):%Y-%m-%d %H:%M %Z}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    shown: str
    #: The exact time and what it rests on.
    exact: str
    iso: str | None


#: What a date rests on, in words.
_BASES = {
    "document": N_("as the page writes it"),
    "document+inference": N_("worked out from words of the page"),
    "metadata": N_("from the page's metadata"),
    "capture": N_("worked out from the time of capture"),
    "none": N_("nothing to count from"),
}


def age(when: When | None, now: datetime, *, relative: bool = True) -> Age:
    """A publication time for a list; what the page wrote where nothing could be worked out.

    Not `relative`: a date, for what is printed or kept as a file, where "2 hours ago" grows false.
    """
    if when is None:
        return Age(shown=_("undated"), exact=_("the page gives no date"), iso=None)
    if when.iso is None:
        return written(when.as_written or _("undated"))
    exact = f"{_exact(when.iso)}, {basis_words(when.basis)}"
    return Age(shown=_ago(when.iso, now) if relative else day(when.iso), exact=exact, iso=when.iso)


def basis_words(basis: str) -> str:
    """What a date rests on, in words."""
    return _(_BASES[basis]) if basis in _BASES else basis


def written(words: str) -> Age:
    """An age that nothing anchors, as the page writes it."""
    return Age(shown=quoted(words), exact=_("as the page writes it; nothing to count from"), iso=None)


def day(iso: str) -> str:
    """A date in words: "9 March 2026"."""
    return day_words(date.fromisoformat(iso[:10]))


def _exact(iso: str) -> str:
    if len(iso) == 10:
        return day(iso)
    moment = datetime.fromisoformat(iso)
    zone = _ZONE.get()
    if zone and moment.tzinfo:
        moment = moment.astimezone(zone)
        return f"{day(moment.isoformat())}, {moment:%H:%M %Z}"
    return f"{day(iso)}, {moment:%H:%M} {moment.tzname() or ''}".rstrip()


def _ago(iso: str, now: datetime) -> str:
    if len(iso) == 10:
        days = (now.date() - date.fromisoformat(iso)).days
        if days in (0, 1):
            return (_("today"), _("yesterday"))[days]
        return ago(days, "day") if 0 < days < 30 else day(iso)
    moment = datetime.fromisoformat(iso)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 0 or minutes >= 30 * 24 * 60:
        return day(iso)
    if minutes < 60:
        return ago(max(1, minutes), "minute")
    hours = minutes // 60
    return ago(hours, "hour") if hours < 24 else ago(hours // 24, "day")
