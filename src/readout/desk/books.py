"""What the ledger shows over everything held: worked out when asked for, kept while nothing changes."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, cast
from urllib.parse import urlsplit

from readout.desk.clock import Clock
from readout.desk.parts import of_statements
from readout.model import (
    Act,
    Alert,
    CaptureId,
    Compared,
    Depth,
    Edition,
    Hit,
    HitState,
    NotFoundError,
    Opened,
    Passage,
    Problem,
    Speaking,
    Statement,
    WordsError,
)
from readout.store import Store, tables

if TYPE_CHECKING:
    from readout.intake.web.fetch import Answer, Fetcher

T = TypeVar("T")
ORIGIN = "ledger/1"
#: How often a webhook is tried, once a run, before its hits are given up.
TRIES = 5
#: So many hits are posted at a time.
POSTED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class HitsPage:
    """Some of what an alert has told."""

    hits: tuple[Hit, ...]
    #: How many there were when it was made.
    held: int
    after: str | None


class Books:
    """Views over the ledger, and alerts."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        whole: Callable[[], Edition],
        fetcher: "Callable[[], Fetcher]",
    ) -> None:
        self._store, self._clock, self._whole, self._fetcher = store, clock, whole, fetcher
        self._held: tuple[Edition, dict[str, object]] | None = None
        self._turn = Lock()

    # Views

    def open(self, edition: Edition | None = None) -> tuple[Opened, ...]:
        """Promises, demands without an answer and meetings to come, of everything or of an edition."""

        def find(whole: Edition) -> tuple[Opened, ...]:
            from readout.ledger import find_open

            parts = (whole.articles, _texts(whole), whole.statements, whole.cast, whole.told)
            return find_open(*parts, whole.disputes, whole.events, whole.changes)

        found = self._kept("open", find)
        if edition is None:
            return found
        articles = {article.id for article in edition.articles}
        return tuple(one for one in found if one.article_id in articles)

    def speaking(self, edition: Edition | None = None) -> tuple[Speaking, ...]:
        """Who speaks for whom, of everything or of an edition."""

        def find(whole: Edition) -> tuple[Speaking, ...]:
            from readout.ledger import speaking_for

            return speaking_for(whole.articles, whole.cast)

        return find(edition) if edition else self._kept("speaking", find)

    def depths(self, edition: Edition | None = None) -> tuple[Depth, ...]:
        """What the statements of each story rest on, of everything or of an edition."""

        def find(whole: Edition) -> tuple[Depth, ...]:
            from readout.ledger import depths

            return depths(whole.articles, whole.statements, whole.cast, whole.told, whole.copies)

        return find(edition) if edition else self._kept("depths", find)

    def quotes(self, edition: Edition | None = None) -> tuple[Compared, ...]:
        """The same utterance in several articles, and headlines against quotations, word for word.

        Of everything, or among the articles of an edition.
        """

        def find(whole: Edition) -> tuple[Compared, ...]:
            from readout.ledger import compare_quotes

            parts = (whole.articles, _texts(whole), whole.statements, whole.cast, whole.told)
            return compare_quotes(*parts, whole.copies, whole.versions)

        return find(edition) if edition else self._kept("quotes", find)

    def about(self, words: str, edition: Edition | None = None) -> Edition:
        """The statements about an issue, with their articles and the changes that rest on them."""
        from readout.ledger import about_issue

        whole = self._whole()
        part = edition or whole
        found = about_issue(words, part.articles, part.statements, part.told)
        return _with_changes(of_statements(part, found), whole, found)

    def _kept(self, name: str, find: Callable[[Edition], T]) -> T:
        whole = self._whole()
        with self._turn:
            if self._held is None or self._held[0] is not whole:
                self._held = (whole, {})
            kept = self._held[1]
        if name not in kept:
            kept[name] = find(whole)
        return cast("T", kept[name])

    # Alerts

    def alerts(self) -> tuple[Alert, ...]:
        with self._store.reading() as db:
            return tables.alerts.all_alerts(db)

    def hits(self, alert: int | None = None, *, limit: int | None = None) -> tuple[Hit, ...]:
        """What was told, newest first."""
        with self._store.reading() as db:
            return tables.alerts.hits(db, alert, limit=limit)

    def hits_page(self, alert: int, start: int, size: int) -> "HitsPage":
        """`size` hits of an alert, newest first, and as many of when it was made."""
        with self._store.reading() as db:
            told, every = tables.alerts.some(db, alert, held=False, start=start, size=size)
            held, before = tables.alerts.some(db, alert, held=True, start=start, size=size)
        more = start + size < max(every, before)
        return HitsPage(hits=told + held, held=before, after=str(start + size) if more else None)

    def add_alert(
        self,
        *,
        name: str = "",
        acts: Sequence[Act] = (),
        who: str = "",
        about: str = "",
        within: Passage | None = None,
        webhook: str | None = None,
        by: str,
    ) -> Alert:
        """Keep an alert. What answers it already is kept with it, and not posted.

        Raises WordsError where it asks for nothing, or its webhook is no address.
        """
        if not (acts or who.strip() or about.strip() or within):
            raise WordsError(words=name, why="an alert needs an act, a name, words or a thread")
        if webhook and urlsplit(webhook).scheme not in {"http", "https"}:
            raise WordsError(
                words=webhook, why="a webhook is an address that begins with http:// or https://"
            )
        alert = Alert(
            name=name.strip() or named_for(acts, who, about),
            acts=tuple(acts),
            who=who.strip(),
            about=about.strip(),
            within=within,
            webhook=webhook or None,
            by=by,
            at=self._clock(),
        )
        whole = self._whole()
        with self._store.writing() as db:
            number = tables.alerts.add(db, alert)
            kept = replace(alert, number=number)
            tables.alerts.tell(db, _answers(kept, whole, self._clock(), frozenset(), first=True))
        return kept

    def remove_alert(self, number: int) -> None:
        """Take an alert back; what it has told stays. Raises NotFoundError."""
        with self._store.writing() as db:
            tables.alerts.remove(db, number)

    def alert(self, number: int) -> Alert:
        """One alert. Raises NotFoundError."""
        for alert in self.alerts():
            if alert.number == number:
                return alert
        raise NotFoundError(alert=number)

    def evaluate(self) -> tuple[Problem, ...]:
        """Ask every alert of everything held, keep what is new, and post it. Webhooks in trouble.

        What is new is kept in one transaction before anything is posted: a run that is stopped
        tells nothing twice to the reader, and a webhook at worst once more.
        """
        alerts = self.alerts()
        if not alerts:
            return ()
        whole = self._whole()
        for alert in alerts:
            with self._store.writing() as db:
                told = tables.alerts.keys(db, alert.number)
                tables.alerts.tell(db, _answers(alert, whole, self._clock(), told, first=False))
        return self._post(alerts)

    def _post(self, alerts: Sequence[Alert]) -> tuple[Problem, ...]:
        with self._store.reading() as db:
            waiting = {a: tables.alerts.hits(db, a.number, state=HitState.WAITING)[::-1] for a in alerts}
        due = {alert: hits[:POSTED] for alert, hits in waiting.items() if hits and alert.webhook}
        return tuple(asyncio.run(self._post_all(due))) if due else ()

    async def _post_all(self, due: Mapping[Alert, Sequence[Hit]]) -> list[Problem]:
        problems = []
        async with self._fetcher() as fetcher:
            for alert, hits in due.items():
                answer = await fetcher.post(alert.webhook or "", payload(alert, hits), "application/json")
                problem = self._settle(alert, hits, answer)
                problems += [problem] if problem else []
        return problems

    def _settle(self, alert: Alert, hits: Sequence[Hit], answer: "Answer") -> Problem | None:
        numbers, where = [hit.number for hit in hits], f"webhook of alert {alert.number}"
        if answer.word is None:
            with self._store.writing() as db:
                tables.alerts.settle(db, numbers, HitState.DELIVERED, 0, "")
                tables.problems.replace(db, where, (), self._clock(), ORIGIN)
            return None
        tries = max(hit.tries for hit in hits) + 1
        state = HitState.FAILED if tries >= TRIES else HitState.WAITING
        said = " ".join(filter(None, (answer.word.value, str(answer.status or ""), answer.detail)))
        left = f"given up after {tries} tries; its hits are on the page of alerts" if tries >= TRIES else (
            f"tried {tries} of {TRIES} times; the next update tries again"
        )  # fmt: skip
        problem = Problem(where=where, what=f"{alert.webhook}: {said}; {left}", origin=ORIGIN)
        with self._store.writing() as db:
            tables.alerts.settle(db, numbers, state, tries, said)
            tables.problems.replace(db, where, (problem,), self._clock(), ORIGIN)
        return problem


def named_for(acts: Sequence[Act], who: str, about: str) -> str:
    """What an alert without a name is called: what it asks for."""
    parts = [who.strip(), ", ".join(act.value.replace("_", " ") for act in acts), about.strip()]
    return " · ".join(filter(None, parts)) or "everything in a thread"


def payload(alert: Alert, hits: Sequence[Hit]) -> bytes:
    """What a webhook is sent: the alert's name, and each hit with its passage."""
    told = {
        "kind": "alert",
        "version": 1,
        "alert": {"number": alert.number, "name": alert.name},
        "hits": [
            {
                "number": hit.number,
                "act": hit.act.value,
                "speaker": hit.speaker,
                "content": hit.content,
                "title": hit.title,
                "outlet": hit.outlet,
                "at": hit.at.isoformat(),
                "passage": {
                    "capture": hit.passage.capture_id,
                    "start": hit.passage.span.start,
                    "end": hit.passage.span.end,
                    "text": hit.passage.exact,
                },
            }
            for hit in hits
        ],
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _answers(
    alert: Alert, whole: Edition, at: datetime, told: frozenset[str], *, first: bool
) -> tuple[Hit, ...]:
    from readout.ledger import answering

    state = HitState.HELD if first else HitState.WAITING if alert.webhook else HitState.SHOWN
    found = answering(alert, whole.articles, whole.statements, whole.cast, whole.told)
    return tuple(replace(hit, at=at, state=state) for hit in found if hit.key not in told)


def _texts(edition: Edition) -> Mapping[CaptureId, str]:
    return {capture.id: capture.text for capture in edition.captures}


def _with_changes(part: Edition, whole: Edition, found: Sequence[Statement]) -> Edition:
    """The part with the changes that begin or end with one of its statements."""
    passages = {statement.passage for statement in found}
    return replace(
        part, changes=tuple(c for c in whole.changes if any(s.passage in passages for s in c.steps))
    )
