"""When something was published: relative for the eye, exact behind it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from readout.model import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    shown: str
    #: The exact time and what it rests on.
    exact: str
    iso: str | None


#: What a date rests on, in words.
_BASES = {
    "document": "as the page writes it",
    "document+inference": "worked out from words of the page",
    "metadata": "from the page's metadata",
    "capture": "worked out from the time of capture",
    "none": "nothing to count from",
}


def age(when: When | None, now: datetime, *, relative: bool = True) -> Age:
    """A publication time for a list; what the page wrote where nothing could be worked out.

    Not `relative`: a date, for what is printed or kept as a file, where "2 hours ago" grows false.
    """
    if when is None:
        return Age(shown="undated", exact="the page gives no date", iso=None)
    if when.iso is None:
        written = when.as_written or "undated"
        return Age(shown=f"“{written}”", exact="as the page writes it; nothing to count from", iso=None)
    exact = f"{_exact(when.iso)}, {_BASES.get(when.basis, when.basis)}"
    return Age(shown=_ago(when.iso, now) if relative else day(when.iso), exact=exact, iso=when.iso)


def written(words: str) -> Age:
    """An age that nothing anchors, as the page writes it."""
    return Age(shown=f"“{words}”", exact="as the page writes it; nothing to count from", iso=None)


def day(iso: str) -> str:
    """A date in words: "9 March 2026"."""
    found = date.fromisoformat(iso[:10])
    return f"{found.day} {found:%B %Y}"


def _exact(iso: str) -> str:
    if len(iso) == 10:
        return day(iso)
    moment = datetime.fromisoformat(iso)
    return f"{day(iso)}, {moment:%H:%M} {moment.tzname() or ''}".rstrip()


def _ago(iso: str, now: datetime) -> str:
    if len(iso) == 10:
        days = (now.date() - date.fromisoformat(iso)).days
        if days in (0, 1):
            return ("today", "yesterday")[days]
        return _counted(days, "day") if 0 < days < 30 else day(iso)
    moment = datetime.fromisoformat(iso)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 0 or minutes >= 30 * 24 * 60:
        return day(iso)
    if minutes < 60:
        return _counted(max(1, minutes), "minute")
    hours = minutes // 60
    return _counted(hours, "hour") if hours < 24 else _counted(hours // 24, "day")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'} ago"
