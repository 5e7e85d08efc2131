"""Articles as entries that programs sync: found, read and marked without reading the others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from readout.desk.gather import Gathering
from readout.desk.pages import Known, PageParts
from readout.model import Article, Capture, CaptureId, Mark, MarkKind, Role
from readout.store import Store, tables
from readout.store.base import batches
from readout.store.entries import Bound as Bound
from readout.store.entries import Entry as Entry
from readout.store.entries import Is as Is
from readout.store.entries import Order as Order
from readout.store.entries import Standing as Standing
from readout.store.entries import Tally as Tally
from readout.store.entries import Wanted as Wanted

#: What of an article a program is given.
SHOWN = frozenset(
    {
        Role.BODY, Role.SUMMARY, Role.TURN, Role.PULL_QUOTE, Role.SUBHEAD, Role.CAPTION, Role.TABLE,
        Role.INSIGHT, Role.QUESTION, Role.BACKGROUND, Role.FAQ,
    }
)  # fmt: skip
#: An article without a title is called by so many of its first characters.
OPENING = 80
#: So many counts are kept.
COUNTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An entry with its article and the text in which that stands."""

    entry: Entry
    article: Article
    capture: Capture

    @property
    def text(self) -> str:
        return self.article.words(self.capture.text, SHOWN)

    @property
    def title(self) -> str:
        return self.article.title_clean or self.text[:OPENING]

    @property
    def author(self) -> str:
        return ", ".join(self.article.byline) or self.article.outlet or ""


class EntryParts:
    """Answers what programs ask of entries."""

    def __init__(self, store: Store, pages: PageParts) -> None:
        self._store, self._pages = store, pages
        self._feeds: tuple[str, tuple[str, ...]] = ("", ())
        self._counts: dict[tuple[object, ...], int] = {}

    # Finding

    def feeds(self) -> tuple[str, ...]:
        """The addresses that articles came from; empty: from none. Always in the same order."""
        with self._pages.gathering() as (part, known):
            if self._feeds[0] != known.key:
                found = tables.shown.first_articles(part.db)
                self._feeds = known.key, tuple(address for address, _ in found)
            return self._feeds[1]

    def find(
        self,
        wanted: Wanted,
        order: Order | None = None,
        *,
        start: int = 0,
        size: int | None = None,
        after: tuple[int, int] | None = None,
    ) -> list[Entry]:
        with self._pages.gathering() as (part, _):
            order = order or Order()
            return tables.entries.find(part.db, wanted, order, start=start, size=size, after=after)

    def named(self, numbers: Iterable[int]) -> dict[int, Entry]:
        with self._pages.gathering() as (part, _):
            return tables.entries.named(part.db, numbers)

    def count(self, wanted: Wanted) -> int:
        """How many there are; counted once, and again when something has changed."""
        with self._pages.gathering() as (part, known):
            key = self._key(part, known, wanted.by), wanted
            if key not in self._counts:
                if len(self._counts) > COUNTS:
                    self._counts.clear()
                self._counts[key] = tables.entries.count(part.db, wanted)
            return self._counts[key]

    def _key(self, part: Gathering, known: Known, by: str) -> tuple[object, ...]:
        return known.key, tables.reading.stamp(part.db, by)

    def tallies(self, by: str) -> tuple[Tally, ...]:
        with self._pages.gathering() as (part, _):
            return tables.entries.tallies(part.db, by)

    def with_words(self, entries: Sequence[Entry], words: Sequence[str]) -> Iterator[Opened]:
        """Those in whose title or text all these words stand. Cost: linear in the texts of the entries."""
        for some in batches(entries):
            with self._pages.gathering() as (part, _):
                texts = tables.captures.texts(part.db, {entry.capture_id for entry in some})
                titles = tables.shown.titles(part.db, [entry.article_id for entry in some])
            near = {
                e.number: f"{titles.get(e.article_id) or ''} {texts.get(e.capture_id, '')}".casefold()
                for e in some
            }
            likely = [e for e in some if all(word in near[e.number] for word in words)]
            for one in self.opened(likely):
                said = f"{one.title} {one.text}".casefold()
                if all(word in said for word in words):
                    yield one

    # Reading

    def opened(self, entries: Sequence[Entry]) -> list[Opened]:
        """These entries with their articles, in this order."""
        with self._pages.gathering() as (part, _):
            articles = tables.articles.listed(part.db, [entry.article_id for entry in entries])
            captures = _captures(part, {entry.capture_id for entry in entries})
        return [
            Opened(entry=e, article=articles[e.article_id][1], capture=captures[e.capture_id])
            for e in entries
            if e.article_id in articles and e.capture_id in captures
        ]

    def marks(self, entries: Sequence[Entry], by: str) -> tuple[Standing, ...]:
        """What a reader did with these entries, oldest first."""
        with self._pages.gathering() as (part, _):
            return tuple(tables.entries.standing(part.db, entries, by))

    # Marking

    def set(self, entries: Sequence[Entry], kind: MarkKind, by: str, *, on: bool, at: datetime) -> None:
        """Mark these entries, or take the marks back: all in one transaction. What is so already stays."""
        held: dict[int, list[Standing]] = {}
        for mark in self.marks(entries, by):
            if mark.kind is kind:
                held.setdefault(mark.number, []).append(mark)
        made: list[Mark] = []
        if on:
            for some in batches([e for e in entries if e.number not in held]):
                made += [_mark(one, kind, by, at) for one in self.opened(some)]
        if not made and (on or not held):
            return
        with self._store.writing() as db:
            tables.decided.mark_all(db, made)
            for mark in () if on else (m for marks in held.values() for m in marks):
                tables.decided.unmark(db, mark.passage, kind, by)


def _mark(one: Opened, kind: MarkKind, by: str, at: datetime) -> Mark:
    article = one.article
    anchor = article.title or one.capture.passage(article.blocks[0].span)
    return Mark(passage=one.capture.passage(anchor.span), kind=kind, by=by, at=at)


def _captures(part: Gathering, wanted: Iterable[CaptureId]) -> dict[CaptureId, Capture]:
    """These captures with their texts and where they came from, without their bytes."""
    ids = list(wanted)
    arrived = tables.shown.arrivals(part.db, ids)
    return {
        one.id: replace(one, address=arrived[one.id][0], received_at=arrived[one.id][1])
        for _, one in tables.captures.bare(part.db, ids, ids, ())
    }
