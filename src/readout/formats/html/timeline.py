"""A timeline as a list and as a picture that says the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from readout.formats.html.index import Index
from readout.formats.look import tidy
from readout.formats.timeline import UNSURE, originals, outlets, status_word
from readout.formats.times import basis_words
from readout.formats.words import _, day_words, quoted
from readout.model import ArticleId, Event, EventStatus

#: The sign of a status says the same as its colour.
SIGNS = {
    EventStatus.HAPPENED: "●",
    EventStatus.ONGOING: "◐",
    EventStatus.PLANNED: "○",
    EventStatus.PROPOSED: "◇",
    EventStatus.REPORTED: "◆",
    EventStatus.ALLEGED: "▲",
    EventStatus.DENIED: "✕",
    EventStatus.BACKGROUND: "·",
}
#: Labels under the picture stand at least this far apart, in hundredths of its width.
LABELS_APART = 24.0
#: Room at both ends of the line, in hundredths.
MARGIN = 4.0
#: Marks of one day stand one above the other, up to so many.
PILE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One event, ready to be set."""

    id: str
    #: The day or span; None: only words are known.
    iso: str | None
    shown: str
    basis: str
    status: str
    #: The status as a word for the eye.
    word: str
    sign: str
    note: str | None
    words: str
    language: str
    outlets: tuple[str, ...]
    originals: int
    #: Each passage: where it leads, and whose it is.
    passages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark of the picture: where it stands, in hundredths of the width and in pixels down."""

    x: str
    y: int
    status: str
    sign: str
    title: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    marks: tuple[Mark, ...]
    #: (where, in hundredths; the words; how they are set: start, middle, end).
    labels: tuple[tuple[str, str, str], ...]
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """The events of a story in order of time, first those with a day, then those without."""

    dated: tuple[Line, ...]
    undated: tuple[Line, ...]
    #: None: fewer than two days, and nothing to see.
    picture: Picture | None


def timeline_view(index: Index, articles: Sequence[ArticleId]) -> TimelineView:
    """What some articles tell, background included; the picture leaves out what was long before."""
    wanted = set(articles)
    events = [e for e in index.edition.events if any(t.article_id in wanted for t in e.tellings)]
    lines = [_line(index, event) for event in events]
    return TimelineView(
        dated=tuple(line for line in lines if line.iso),
        undated=tuple(line for line in lines if not line.iso),
        picture=_picture([e for e in events if e.status is not EventStatus.BACKGROUND]),
    )


def _line(index: Index, event: Event) -> Line:
    names = {t.passage: t.article_id for t in event.tellings}
    return Line(
        id=event.id,
        iso=event.when.iso if event.when else None,
        shown=_shown(event),
        basis=basis_words(event.when.basis) if event.when else basis_words("none"),
        status=event.status.value,
        word=status_word(event.status),
        sign=SIGNS[event.status],
        note=_(UNSURE[event.status]) if event.status in UNSURE else None,
        words=tidy(event.passages[0].exact),
        language=index.articles[names[event.passages[0]]].language if event.passages[0] in names else "und",
        outlets=outlets(event, index.edition),
        originals=originals(event, index.edition),
        passages=tuple(
            (index.links.passage(p), index.articles[names[p]].outlet or _("outlet not named"))
            for p in event.passages
            if p in names and names[p] in index.articles
        ),
    )


def _shown(event: Event) -> str:
    if event.when is None:
        return _("no date")
    if event.when.iso is None:
        return quoted(tidy(event.when.as_written or ""))
    first, _slash, last = event.when.iso.partition("/")
    return _("{first} to {last}").format(first=_said(first), last=_said(last)) if last else _said(first)


def _said(iso: str) -> str:
    if len(iso) == 4:
        return iso
    if len(iso) == 7:
        return day_words(date.fromisoformat(iso + "-01"), "yMMMM")
    return day_words(date.fromisoformat(iso[:10]))


def _days(event: Event) -> tuple[date, date] | None:
    """The first and last day of an event. None: not known to the day or the week."""
    first, _, last = event.day.partition("/")
    try:
        return date.fromisoformat(first[:10]), date.fromisoformat((last or first)[:10])
    except ValueError:
        return None


def _picture(events: Sequence[Event]) -> Picture | None:
    placed = [(span[0], event) for event in events if (span := _days(event))]
    days = sorted({day for day, _ in placed})
    if len(days) < 2:
        return None
    first, last = days[0], days[-1]
    piled: dict[date, int] = {}
    marks = []
    for day, event in sorted(placed, key=lambda pair: (pair[0], pair[1].id)):
        level = piled.get(day, 0)
        piled[day] = level + 1
        if level >= PILE:
            continue
        marks.append((day, level, event))
    deepest = max(level for _, level, _ in marks)
    height = 56 + 16 * deepest
    return Picture(
        marks=tuple(
            Mark(
                x=_hundredths(_place(day, first, last)),
                y=height - 36 - 16 * level,
                status=event.status.value,
                sign=SIGNS[event.status],
                title=f"{_shown(event)}, {status_word(event.status)}: {tidy(event.passages[0].exact)}",
                href=f"#event-{event.id}",
            )
            for day, level, event in marks
        ),
        labels=tuple(_labels(days, first, last)),
        height=height,
    )


def _place(day: date, first: date, last: date) -> float:
    share = (day - first) / (last - first or timedelta(days=1))
    return MARGIN + (100 - 2 * MARGIN) * share


def _hundredths(place: float) -> str:
    return f"{place:.2f}%"


def _labels(days: Sequence[date], first: date, last: date) -> Iterator[tuple[str, str, str]]:
    """The first and the last day, and between them those for which there is room."""
    yield _hundredths(MARGIN), _short(first, with_year=True), "start"
    done = MARGIN + LABELS_APART / 2
    for day in days[1:-1]:
        place = _place(day, first, last)
        if place - done >= LABELS_APART / 2 and 100 - MARGIN - place >= LABELS_APART:
            yield _hundredths(place), _short(day, with_year=False), "middle"
            done = place + LABELS_APART / 2
    yield _hundredths(100 - MARGIN), _short(last, with_year=True), "end"


def _short(day: date, *, with_year: bool) -> str:
    return day_words(day, "yMMMd" if with_year else "MMMd")
