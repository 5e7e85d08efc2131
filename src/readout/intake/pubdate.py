"""When a page was published: its metadata, its time elements and a search of the page, set beside each other.

No field is believed alone where others say something else: a day that two of them give stands.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from lxml import html

from readout.intake.facts import Facts
from readout.intake.times import days_apart, is_ambiguous, is_future, metadata_time
from readout.lang.dates import all_months
from readout.model import Basis, When
from readout.text.dates import written_dates

_OUT = frozenset({"nav", "footer", "aside", "form"})
#: What templates call the parts whose times are not the article's.
_OTHERS = re.compile(r"comment|repl(?:y|ies)|disqus|related|recommend|teaser|sidebar|most-?read", re.I)
#: A clock without its zone, to the second: too exact to be that of something else.
_NAIVE = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d")
#: No zone is further from UTC, and none is off by a part of a quarter of an hour.
_FURTHEST = timedelta(hours=14)
_QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A time element of a page, or another that is marked as its date of publication."""

    written: str
    #: Whether the markup calls it the date of publication.
    is_named: bool


def stamps_of(tree: html.HtmlElement) -> tuple[Stamp, ...]:
    """The times that a page's elements give, in its order; not those of comments and other articles."""
    return tuple(_stamps(tree))


def _stamps(tree: html.HtmlElement) -> Iterator[Stamp]:
    for element in tree.xpath("//time | //*[contains(@itemprop, 'datePublished')]"):
        named = "datePublished" in (element.get("itemprop") or "").split()
        if not named and element.tag != "time":
            continue
        written = element.get("datetime") or element.get("content") or " ".join(element.itertext()).strip()
        if written and len(written) <= 60 and not _is_of_another(element):
            yield Stamp(written=written, is_named=named)


def _is_of_another(element: html.HtmlElement) -> bool:
    return any(
        above.tag in _OUT or _OTHERS.search(f"{above.get('class') or ''} {above.get('id') or ''}")
        for above in element.iterancestors()
        if above.tag not in ("body", "html", "main", "article")
    )


def published(
    facts: Facts, stamps: Sequence[Stamp], search: Callable[[], str | None], now: datetime
) -> When | None:
    """When the page was published. `search` gives the day that a search of the whole page finds.

    The metadata counts, unless another day is found that neither the update nor anything else on the
    page explains. Where there is none, the day on which all time elements agree, or the one found.
    Written is the time in the page's own zone where the page gives it in two.

    Cost: `search` is only called where nothing on the page confirms the metadata.
    """
    written = [stamp.written for stamp in stamps]
    named = _day_of([stamp.written for stamp in stamps if stamp.is_named], now)
    said = _when(facts.published or facts.created, now) or named
    if said is not None and said.iso is None:
        words = said.as_written or ""
        return said if is_future(words, now) or is_ambiguous(words) else _when(search(), now) or said
    updated = _when(facts.updated, now)
    if said is None:
        return _without_metadata(written, _when(search(), now), updated, now)
    again = [_when(words, now) for words in (*facts.also_published, *written)]
    if not any(_is_near(said, one) for one in again):
        searched = _when(search(), now)
        # A day apart is a time zone; a day that is the update's says nothing of the publication.
        if searched and searched.iso and not (_is_near(said, searched) or _is_near(updated, searched)):
            return searched
    return _in_own_zone(said, written)


def _is_near(one: When | None, other: When | None) -> bool:
    """Whether two times are at most a day apart."""
    return bool(one and other and one.iso and other.iso and days_apart(one.iso, other.iso) <= 1)


def _without_metadata(
    written: Sequence[str], searched: When | None, updated: When | None, now: datetime
) -> When | None:
    """The one day of the time elements where the search gives the update's day or none; else the search's."""
    day = _day_of(written, now)
    if day is None or day.iso is None:
        return searched
    if searched is None or searched.iso is None:
        return day
    is_update = updated is not None and updated.iso is not None and updated.iso[:10] == searched.iso[:10]
    return day if is_update or len(set(written)) == 1 else searched


def _in_own_zone(said: When, written: Sequence[str]) -> When:
    """The same moment as the page writes it in its own zone: what a reader there calls the day."""
    moment = _moment(said.iso or "")
    if moment is None or not (said.as_written or "").strip().endswith(("Z", "+00:00", "+0000")):
        return said
    for words in written:
        other = _moment(words)
        if other is not None and other == moment and other.utcoffset():
            return When(iso=said.iso, as_written=words, basis=said.basis)
        if _NAIVE.fullmatch(words.strip()) and _is_local(words, moment):
            return When(iso=said.iso, as_written=words, basis=said.basis)
    return said


def _moment(written: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    return found if found.tzinfo else None


def _is_local(words: str, moment: datetime) -> bool:
    """Whether a clock without a zone is that of `moment` in some zone: whole quarters of an hour away."""
    if moment.minute == moment.second == 0:
        return False  # the full hour of anything
    apart = datetime.fromisoformat(words.strip()).replace(tzinfo=UTC) - moment
    return abs(apart) <= _FURTHEST and not apart % _QUARTER


def _day_of(written: Sequence[str], now: datetime) -> When | None:
    """The time that some elements give, where all of them are of one day. None: they are not."""
    known = [when for words in written if (when := _when(words, now)) and when.iso]
    days = {when.iso[:10] for when in known if when.iso}
    return known[0] if len(days) == 1 else None


def _when(words: str | None, now: datetime) -> When | None:
    """The time of a field, or of a line that is a day written out."""
    if not words:
        return None
    found = metadata_time(words, not_after=now)
    if found.iso is not None or words[:4].isdecimal():
        return found
    days = {day for _, day in written_dates(words, all_months())}
    if len(days) != 1:
        return found
    iso = metadata_time(days.pop().isoformat(), not_after=now).iso
    return When(iso=iso, as_written=words, basis=Basis.DOCUMENT if iso else Basis.NONE)
