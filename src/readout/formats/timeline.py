"""A timeline as text, JSON or CSV. Pure."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from readout.formats.export import event_record
from readout.formats.look import tidy
from readout.formats.words import N_, NP_, _, n_, p_, quoted
from readout.model import ArticleId, Edition, Event, EventStatus

#: Said beside a status that is not simply what happened.
UNSURE = {
    EventStatus.ALLEGED: N_("alleged, not established"),
    EventStatus.REPORTED: N_("somebody says so; the articles do not"),
    EventStatus.DENIED: N_("said not to have happened"),
}
_STATUS = {
    EventStatus.HAPPENED: NP_("event", "happened"),
    EventStatus.ONGOING: NP_("event", "ongoing"),
    EventStatus.PLANNED: NP_("event", "planned"),
    EventStatus.PROPOSED: NP_("event", "proposed"),
    EventStatus.ALLEGED: NP_("event", "alleged"),
    EventStatus.REPORTED: NP_("event", "reported"),
    EventStatus.DENIED: NP_("event", "denied"),
    EventStatus.BACKGROUND: NP_("event", "background"),
}
#: In a CSV file.
COLUMNS = (
    "when", "as_written", "basis", "status", "actor", "action", "target", "place",
    "articles", "originals", "outlets", "words", "capture", "start", "end",
)  # fmt: skip


def status_word(status: EventStatus) -> str:
    """How surely something happened, as a word."""
    return p_("event", _STATUS[status])


def originals(event: Event, edition: Edition) -> int:
    """How many independent texts tell an event: copies and versions of one text count once."""
    group: dict[str, str] = {a: copies.id for copies in edition.copies for a in copies.articles}
    later: dict[str, str] = {v.earlier: v.later for v in edition.versions if v.earlier != v.later}

    def text(article: str) -> str:
        seen = {article}
        while (newer := later.get(article)) is not None and newer not in seen:
            seen.add(newer)
            article = newer
        return group.get(article, article)

    return len({text(telling.article_id) for telling in event.tellings})


def outlets(event: Event, edition: Edition) -> tuple[str, ...]:
    """Who tells it, in order of the tellings; outlets that no page names are missing."""
    named: Mapping[ArticleId, str | None] = {a.id: a.outlet for a in edition.articles}
    return tuple(dict.fromkeys(o for t in event.tellings if (o := named.get(t.article_id))))


def when_shown(event: Event) -> str:
    """The time as it is shown: the day, or the page's own words where nothing anchors them."""
    if event.when is None:
        return _("no date")
    return event.when.iso or quoted(tidy(event.when.as_written or ""))


def timeline_text(title: str, events: Sequence[Event], edition: Edition, *, width: int) -> Iterator[str]:
    """One event a paragraph, in order of time; words without a day last."""
    yield f"{tidy(title)}\n"
    if not events:
        yield _("No event with a day is told in these articles.") + "\n"
    for event in events:
        count = originals(event, edition)
        told = ", ".join(outlets(event, edition)) or _("outlet not named")
        status = status_word(event.status)
        texts = " " + n_("({n} text)", "({n} texts)", count) if count > 1 else ""
        yield f"\n{when_shown(event)}  [{status}]  {told}{texts}\n"
        yield from _wrapped(tidy(event.passages[0].exact), width)
        if event.status in UNSURE:
            yield f"  ({_(UNSURE[event.status])})\n"


def _wrapped(words: str, width: int) -> Iterator[str]:
    import textwrap

    for line in textwrap.wrap(words, max(20, width - 2)):
        yield f"  {line}\n"


def timeline_json(about: str, title: str, events: Sequence[Event], edition: Edition) -> Iterator[str]:
    """One JSON object: the events as the export has them, each with its articles and originals."""
    record: dict[str, Any] = {
        "kind": "timeline",
        "about": about,
        "title": title,
        "events": [
            {
                **event_record(event),
                "articles": list(dict.fromkeys(t.article_id for t in event.tellings)),
                "originals": originals(event, edition),
            }
            for event in events
        ],
    }
    yield json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def timeline_csv(events: Sequence[Event], edition: Edition) -> Iterator[str]:
    """A table with a head, one event a row, in the order of the timeline."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for event in events:
        when, passage = event.when, event.passages[0]
        table.writerow(
            [
                (when and when.iso) or "",
                (when and when.as_written) or "",
                when.basis.value if when else "",
                event.status.value,
                event.actor or "",
                event.action,
                event.target or "",
                event.place or "",
                len({t.article_id for t in event.tellings}),
                originals(event, edition),
                "; ".join(outlets(event, edition)),
                " ".join(passage.exact.split()),
                passage.capture_id,
                passage.span.start,
                passage.span.end,
            ]
        )
    yield out.getvalue()
