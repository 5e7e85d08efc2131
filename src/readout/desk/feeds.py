"""Feeds: who is asked when, and the way from an entry to a capture.

Every step ends in one transaction that notes what was done, so a run can be stopped anywhere. Many
addresses are asked at a time, and what comes is kept in one order whatever comes first: a run that
was stopped and goes on ends where an undisturbed one does.
"""

import asyncio
import os
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from readout.desk.clock import Clock
from readout.desk.run import Run
from readout.desk.steps import INTAKE
from readout.intake import feed as feed_format
from readout.intake import opml, pointed
from readout.intake.discover import Offer, feeds_on
from readout.intake.entries import feed_in
from readout.intake.unpack import unpacked_if_packed
from readout.intake.web.manners import (
    ADVICE,
    GOOD,
    INTERVAL,
    PASSING,
    Manners,
    chance,
    from_environment,
    next_time,
)
from readout.model import (
    Capture,
    CaptureId,
    Entry,
    EntryRef,
    Feed,
    FeedState,
    FeedWord,
    Fetched,
    Problem,
    Subscription,
)
from readout.store import Store, tables
from readout.store.feeds import History, Noted

if TYPE_CHECKING:
    from readout.intake.web.fetch import Answer, Fetcher

ORIGIN = "intake.web"
#: How often a page that cannot be had at the moment is asked for, and for how long, before the
#: entry's own text is used.
TRIES = 3
WAIT = timedelta(hours=6)
#: How many answers may wait for an earlier one to be kept.
_WINDOW = 64
#: A person who asks by hand does not ask a feed again within this.
_JUST_ASKED = timedelta(minutes=5)
#: Several feeds of one outlet list the same article: its page is fetched once within this.
_JUST_FETCHED = timedelta(hours=1)
_WITH_STATUS = frozenset({FeedWord.REFUSED, FeedWord.SERVER, FeedWord.ODD, FeedWord.BUSY})

Progress = Callable[[int, int, str], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSettings:
    """How feeds are asked."""

    manners: Manners = field(default_factory=Manners)
    #: Whether the pages of entries are fetched, where the subscription does not say.
    pages: bool = True
    #: Seconds between two askings, where the subscription does not say.
    interval: int = INTERVAL


def settings_from(environ: Mapping[str, str] = os.environ, *, pages: bool | None = None) -> FeedSettings:
    """How the READOUT_… variables want feeds to be asked. `pages` outweighs READOUT_PAGES."""
    minutes = environ.get("READOUT_INTERVAL", "")
    said = environ.get("READOUT_PAGES", "").strip().lower() not in {"no", "off", "0", "false"}
    return FeedSettings(
        manners=from_environment(environ),
        pages=said if pages is None else pages,
        interval=int(minutes) * 60 if minutes.isdecimal() and int(minutes) >= 5 else INTERVAL,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribed:
    """What came of adding a feed."""

    #: None: there is no feed at the address.
    feed: FeedState | None
    new: bool
    #: Further feeds that the page offers.
    offers: tuple[Offer, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of taking over a list of feeds."""

    new: int
    held: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """What came of asking."""

    #: How many feeds were asked, and how many of them are fine.
    asked: int
    good: int
    #: How many entries came in, and how many captures they became.
    entries: int
    captures: int
    #: How many entries still wait for their page.
    waiting: int
    problems: tuple[Problem, ...]
    #: Whether it was ended before its end; the next update goes on.
    stopped: bool = False


class Feeds:
    """Asks the feeds that somebody subscribed to."""

    def __init__(self, store: Store, run: Run, clock: Clock, settings: FeedSettings, limit: int) -> None:
        self._store = store
        self._run = run
        self._clock = clock
        self._settings = settings
        self._limit = limit
        self._one_at_a_time = threading.Lock()
        self._stop: Callable[[], None] | None = None
        self._parsed: dict[str, Feed] = {}

    # Deciding

    def subscribe(
        self,
        address: str,
        *,
        title: str | None = None,
        folder: tuple[str, ...] = (),
        pages: bool | None = None,
        interval: int | None = None,
        by: str,
    ) -> Subscribed:
        """Subscribe to the feed at an address, or to the first one that the page there offers.

        What comes is kept as the first asking. An address that does not answer at the moment is
        subscribed to all the same; one at which there is neither feed nor page with one is not.
        """
        with self._one_at_a_time:
            return asyncio.run(self._subscribe(spelled_out(address), title, folder, pages, interval, by))

    async def _subscribe(
        self,
        address: str,
        title: str | None,
        folder: tuple[str, ...],
        pages: bool | None,
        interval: int | None,
        by: str,
    ) -> Subscribed:
        async with self.fetcher() as fetcher:
            answer = await fetcher.feed(address)
            offers: tuple[Offer, ...] = ()
            if answer.body is not None and self._feed_of(answer) is None:
                offers = feeds_on(answer.body, address=answer.final)
                if offers:
                    address = offers[0].address
                    answer = await fetcher.feed(address)
        no_feed = answer.body is not None and self._feed_of(answer) is None
        if no_feed or answer.word in {FeedWord.ADDRESS, FeedWord.NO_HOST, FeedWord.NOT_FOUND}:
            word = answer.word or FeedWord.NOT_A_FEED
            problem = Problem(where=address, what=_said(word, answer.status, answer.detail), origin=ORIGIN)
            return Subscribed(feed=None, new=False, problem=problem)
        one = Subscription(
            address=address,
            title=title,
            folder=folder,
            pages=pages,
            interval=interval,
            by=by,
            at=self._clock(),
        )
        with self._store.writing() as db:
            new = tables.feeds.subscribe(db, one)
        self._keep_answer(one, self._history(address), answer)
        [state] = [state for state in self.states() if state.subscription.address == address]
        return Subscribed(feed=state, new=new, offers=offers[1:])

    def unsubscribe(self, address: str) -> None:
        """Ask a feed no more; what came in stays. Raises NotFoundError."""
        with self._store.writing() as db:
            tables.feeds.unsubscribe(db, address)
            for subject in (address, _pages(address)):
                tables.problems.replace(db, subject, [], self._clock(), INTAKE)

    def import_opml(self, body: bytes, *, where: str, by: str) -> Imported:
        """Subscribe to every feed of a list. Nothing is asked yet."""
        new = held = 0
        problems: list[Problem] = []
        at = self._clock()
        with self._store.writing() as db:
            for found in opml.read(body, where=where):
                if isinstance(found, Problem):
                    problems.append(found)
                    continue
                one = Subscription(
                    address=found.address, title=found.title, folder=found.folder, by=by, at=at
                )
                is_new = tables.feeds.subscribe(db, one)
                new, held = new + is_new, held + (not is_new)
        return Imported(new=new, held=held, problems=tuple(problems))

    # Asking what is known

    def subscriptions(self) -> tuple[Subscription, ...]:
        with self._store.reading() as db:
            return tables.feeds.subscriptions(db)

    def states(self) -> tuple[FeedState, ...]:
        """How every feed is doing, in the order in which they were added."""
        with self._store.reading() as db:
            counts = tables.feeds.counts(db)
            known = [
                (one, tables.feeds.history(db, one.address, GOOD)) for one in tables.feeds.subscriptions(db)
            ]
        return tuple(self._state(one, history, counts.get(one.address, (0, 0))) for one, history in known)

    def _state(self, one: Subscription, history: History, counts: tuple[int, int]) -> FeedState:
        last = history.last
        word = last.word if last else FeedWord.NEW
        advice = ADVICE[word]
        if last and last.detail:
            advice = f"{last.detail}; {advice}" if advice else last.detail
        return FeedState(
            subscription=one,
            title=one.title or history.title or one.address,
            word=_word(word, last.status if last else None),
            advice=advice,
            asked_at=last.at if last else None,
            good_at=history.good.at if history.good else None,
            next_at=self._next_at(one, history),
            entries=counts[0],
            waiting=counts[1],
        )

    def _next_at(self, one: Subscription, history: History) -> datetime | None:
        last = history.last
        return next_time(
            last.at if last else None,
            last.word if last else FeedWord.NEW,
            history.failures,
            last.not_before if last else None,
            one.interval or self._settings.interval,
            chance(one.address, last.at if last else None),
        )

    def _history(self, address: str) -> History:
        with self._store.reading() as db:
            return tables.feeds.history(db, address, GOOD)

    def due_at(self) -> datetime | None:
        """When the next feed is due. None: none ever is."""
        times = [at for one in self.subscriptions() if (at := self._next_at(one, self._history(one.address)))]
        return min(times, default=None)

    def has_work(self) -> bool:
        """Whether a feed is due, or an entry can be turned into a capture."""
        at = self.due_at()
        return (at is not None and at <= self._clock()) or bool(self._ready())

    # Asking the web

    def update(
        self,
        addresses: Sequence[str] | None = None,
        *,
        due_only: bool = False,
        progress: Progress | None = None,
    ) -> Updated:
        """Ask feeds, and turn their new entries into captures. They are not read yet.

        These feeds; or with `due_only` those whose time has come; or all that were not asked in
        the last five minutes and did not ask to be left alone. What an earlier run left is done too.
        """
        with self._one_at_a_time:
            return asyncio.run(self._update(addresses, due_only, progress or (lambda *_: None)))

    def stop(self) -> None:
        """End an update that is running. What it has kept is kept."""
        if self._stop is not None:
            self._stop()

    async def _update(self, addresses: Sequence[str] | None, due_only: bool, progress: Progress) -> Updated:
        task, loop = asyncio.current_task(), asyncio.get_running_loop()
        if task is not None:
            self._stop = partial(_cancel, loop, task)
        chosen = self._chosen(addresses, due_only)
        asked: list[tuple[FeedWord, int]] = []
        captures: list[bool] = []
        stopped = False
        try:
            async with self.fetcher() as fetcher:
                await _in_order(
                    [partial(self._ask, fetcher, one) for one in chosen],
                    lambda came: asked.append(self._keep_answer(*came)),
                    lambda done: progress(done, len(chosen), "asking feeds"),
                )
                entries = self._ready()
                await _in_order(
                    [partial(self._ask_page, fetcher, *one) for one in entries],
                    lambda came: captures.append(self._keep_page(*came)),
                    lambda done: progress(done, len(entries), "fetching pages"),
                )
        except asyncio.CancelledError:
            stopped = True
        finally:
            self._stop = None
            self._parsed.clear()
        return self._summed_up(chosen, asked, captures, stopped)

    def _summed_up(
        self,
        chosen: Sequence[Subscription],
        asked: Sequence[tuple[FeedWord, int]],
        captures: Sequence[bool],
        stopped: bool,
    ) -> Updated:
        problems: list[Problem] = []
        for one in self.subscriptions():
            self._note_page_troubles(one.address)
            with self._store.reading() as db:
                problems += tables.problems.get(db, one.address)
                problems += tables.problems.get(db, _pages(one.address))
        with self._store.reading() as db:
            waiting = sum(wait for _, wait in tables.feeds.counts(db).values())
        return Updated(
            asked=len(asked),
            good=sum(word in GOOD for word, _ in asked),
            entries=sum(number for _, number in asked),
            captures=sum(captures),
            waiting=waiting,
            problems=tuple(problems),
            stopped=stopped,
        )

    def _chosen(self, addresses: Sequence[str] | None, due_only: bool) -> list[Subscription]:
        now = self._clock()
        chosen = []
        for one in self.subscriptions():
            if addresses is not None:
                if one.address in addresses:
                    chosen.append(one)
                continue
            history = self._history(one.address)
            due = self._next_at(one, history)
            last = history.last
            if due_only or last is None or due is None:
                asks = due is not None and due <= now
            else:
                asks = now - last.at >= _JUST_ASKED and (last.not_before is None or last.not_before <= now)
            if asks:
                chosen.append(one)
        return chosen

    def fetcher(self) -> "Fetcher":
        from readout.intake.web.fetch import Fetcher  # imported here: only asking needs it

        return Fetcher(self._settings.manners, self._clock)

    def image_fetcher(self, limit: int) -> "Fetcher":
        """Asks for one image while a person waits: soon, not for long, and no more than `limit` bytes."""
        from readout.intake.web.fetch import Fetcher

        manners = replace(self._settings.manners, limit=limit, delay=0.0, whole=15.0)
        return Fetcher(manners, self._clock)

    async def _ask(self, fetcher: "Fetcher", one: Subscription) -> tuple[Subscription, History, "Answer"]:
        history = self._history(one.address)
        good = history.good
        known = good if good and good.body else None
        answer = await fetcher.feed(
            history.address,
            etag=known.etag if known else None,
            modified=known.modified if known else None,
        )
        return one, history, answer

    def _keep_answer(self, one: Subscription, history: History, answer: "Answer") -> tuple[FeedWord, int]:
        """Keep what came of asking a feed: its state, and how many entries are new."""
        at = self._clock()
        good = history.good
        body, word, detail, feed = self._body_of(answer, good), answer.word, answer.detail, None
        if word is None and body is None:
            word, detail = FeedWord.ODD, "it says that nothing has changed, and nothing came before"
        if body is not None and word is None:
            feed = feed_in(body, address=answer.final)
            word = pointed.judged(feed, body, at)
        assert word is not None
        problems = list(feed_format.troubles(feed, address=one.address, now=at)) if feed else []
        if word not in GOOD:
            problems = [Problem(where=one.address, what=_said(word, answer.status, detail), origin=ORIGIN)]
        number = 0
        with self._store.writing() as db:
            kept = body is not None and word in GOOD
            sha256 = tables.feeds.put_body(db, body) if kept and body is not None else None
            fetched = Fetched(
                address=one.address,
                at=at,
                word=word,
                status=answer.status,
                detail=detail,
                body=sha256,
                etag=answer.etag or (good.etag if good and answer.status == 304 else None),
                modified=answer.modified or (good.modified if good and answer.status == 304 else None),
                # A moved feed is asked at its new address from now on: that it stays there is known.
                moved_to=answer.moved_to or (history.address if history.address != one.address else None),
                not_before=answer.not_before,
            )
            tables.feeds.put_fetch(db, fetched, feed.title if feed else None)
            if feed and sha256:
                entries = [(n, pointed.key(e), pointed.digest(e), e.url) for n, e in enumerate(feed.entries)]
                number = tables.feeds.note_entries(db, one.address, sha256, entries, at)
            tables.problems.replace(db, one.address, problems, at, INTAKE)
        return word, number

    def _body_of(self, answer: "Answer", good: Fetched | None) -> bytes | None:
        """The bytes that came, or those that have not changed. None: none."""
        if answer.status == 304 and good and good.body:
            with self._store.reading() as db:
                return tables.feeds.body(db, good.body)
        return None if answer.body is None else unpacked_if_packed(answer.body, limit=self._limit)

    def _feed_of(self, answer: "Answer") -> Feed | None:
        body = self._body_of(answer, None)
        return feed_in(body, address=answer.final) if body is not None else None

    # Entries

    def _ready(self) -> list[tuple[Noted, Feed, Entry, bool]]:
        """The entries to be turned into captures now, each with whether its page is asked for."""
        now = self._clock()
        subscribed = {one.address: one for one in self.subscriptions()}
        with self._store.reading() as db:
            noted = tables.feeds.waiting(db)
        ready = []
        for one in noted:
            feed = subscribed.get(one.feed)
            if feed is None or (one.tried_at and now - one.tried_at < _pause(one.tries)):
                continue
            pages = self._settings.pages if feed.pages is None else feed.pages
            said = self.entry_of(one)
            if said is not None:
                ready.append((one, *said, pages))
        return ready

    def entry_of(self, noted: Noted) -> tuple[Feed, Entry] | None:
        """A feed as it was when an entry came in, and the entry. None: it is not found there."""
        feed = self._parsed.get(noted.body)
        if feed is None:
            with self._store.reading() as db:
                body = tables.feeds.body(db, noted.body)
            feed = feed_in(body, address=noted.feed) or Feed(title=None, entries=())
            self._parsed[noted.body] = feed
        at = feed.entries[noted.position : noted.position + 1]
        for entry in (*at, *feed.entries):
            if pointed.key(entry) == noted.entry:
                return feed, entry
        return None

    async def _ask_page(
        self, fetcher: "Fetcher", noted: Noted, feed: Feed, entry: Entry, pages: bool
    ) -> tuple[Noted, Feed, Entry, "Answer | None"]:
        url = entry.url
        if not pages or url is None or not url.startswith(("http://", "https://")):
            return noted, feed, entry, None
        if self._same_page(noted, url):
            return noted, feed, entry, None  # another feed pointed there just now
        return noted, feed, entry, await fetcher.page(url)

    def _same_page(self, noted: Noted, url: str | None) -> CaptureId | None:
        """The capture that this very page has become by another feed's entry, an hour ago at most."""
        if url is None:
            return None
        with self._store.reading() as db:
            return tables.feeds.page_of(db, url, noted, self._clock() - _JUST_FETCHED)

    def _keep_page(self, noted: Noted, feed: Feed, entry: Entry, answer: "Answer | None") -> bool:
        """Keep what an entry has become. Whether it is a capture that was not held."""
        at = self._clock()
        ref = EntryRef(feed=noted.feed, id=entry.id or noted.entry)
        fetched = Fetched(address=noted.feed, at=at, word=FeedWord.OK)
        capture: Capture | str | None = None
        if answer is not None:
            word = answer.word or FeedWord.OK
            fetched = replace(fetched, word=word, status=answer.status, detail=answer.detail)
            if answer.body is not None:
                capture = pointed.of_page(
                    answer.body, feed=feed, entry=entry, ref=ref, at=at, limit=self._limit
                )
            elif _may_come(noted, word, at):
                with self._store.writing() as db:
                    tables.feeds.put_page(db, noted.number, fetched, None, None)
                return False
        if isinstance(capture, str):
            fetched = replace(fetched, word=FeedWord.EMPTY, detail=capture)
        became, same = "page", self._same_page(noted, entry.url)
        if answer is None and same:
            capture = self._held(same)
        if not isinstance(capture, Capture):
            became, capture = "text", pointed.of_text(feed=feed, entry=entry, ref=ref, at=at)
        with self._store.writing() as db:
            if tables.feeds.is_done(db, noted.number):
                return False  # another program was quicker
            before = same or tables.feeds.became_before(db, noted.feed, noted.entry)
            if capture is None:
                tables.feeds.put_page(db, noted.number, fetched, "nothing", None)
                return False
            if before and pointed.same_words(tables.captures.get(db, before), capture):
                tables.feeds.put_page(db, noted.number, fetched, "same", before)
                return False
            held = capture.id in tables.captures.held(db, [capture.id])
            if tables.captures.put(db, capture, INTAKE):
                tables.steps.forget(db, capture.id, ["reading"])
            tables.feeds.put_page(db, noted.number, fetched, became, capture.id)
            return not held

    def _held(self, capture_id: CaptureId) -> Capture:
        with self._store.reading() as db:
            return tables.captures.get(db, capture_id)

    def _note_page_troubles(self, address: str) -> None:
        """One Problem for all the pages of a feed that could not be had."""
        good = self._history(address).good
        with self._store.writing() as db:
            troubles = tables.feeds.page_troubles(db, address, good.body) if good and good.body else {}
            said = ", ".join(f"{number} × {word}" for word, number in troubles.items())
            what = f"pages of entries that cannot be had: {said}; the entries' own text is used"
            problems = [Problem(where=address, what=what, origin=ORIGIN)] if said else []
            tables.problems.replace(db, _pages(address), problems, self._clock(), INTAKE)


def spelled_out(address: str) -> str:
    """An address as a person writes it, with its scheme: "quay.example", "feed://quay.example"."""
    address = address.strip()
    for scheme in ("feed://", "feed:"):
        if address.startswith(scheme):
            address = address.removeprefix(scheme)
    return address if "://" in address else f"https://{address}"


def _cancel(loop: asyncio.AbstractEventLoop, task: "asyncio.Task[object]") -> None:
    loop.call_soon_threadsafe(task.cancel)


def _may_come(noted: Noted, word: FeedWord, now: datetime) -> bool:
    """Whether a page that cannot be had is asked for again."""
    return word in PASSING and noted.tries + 1 < TRIES and now - noted.seen_at < WAIT


def _pause(tries: int) -> timedelta:
    """How long to wait before a page is asked for again."""
    return timedelta(minutes=5 * tries)


def _word(word: FeedWord, status: int | None) -> str:
    return f"{word.value} {status}" if status and status >= 400 and word in _WITH_STATUS else word.value


def _said(word: FeedWord, status: int | None, detail: str) -> str:
    """A state as a Problem says it."""
    return "; ".join(part for part in (_word(word, status), detail, ADVICE[word]) if part)


def _pages(address: str) -> str:
    return f"{address} pages"


async def _in_order(
    works: Iterable[Callable[[], Awaitable[T]]],
    keep: Callable[[T], object],
    tell: Callable[[int], object],
) -> None:
    """Do works side by side, and keep what each gives in their order."""
    running: deque[asyncio.Task[T]] = deque()
    done = 0

    async def one(work: Callable[[], Awaitable[T]]) -> T:
        return await work()

    try:
        for work in works:
            running.append(asyncio.create_task(one(work)))
            if len(running) >= _WINDOW:
                keep(await running.popleft())
                tell(done := done + 1)
        while running:
            keep(await running.popleft())
            tell(done := done + 1)
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
