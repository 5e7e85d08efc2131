"""Articles as the sync programs know them: numbered entries of numbered feeds, read and starred.

A program keeps the numbers, so each is made of an id that a rerun keeps: the article's, the feed's
address. Read and starred are marks, anchored to words of the capture; they find their article again
by where they stand.
"""

import hashlib
import html
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from threading import Lock

from readout.desk import Clock, Desk
from readout.formats.items import moment
from readout.model import Article, Capture, CaptureId, Edition, Mark, MarkKind, NotFoundError, Passage, Role

#: What is called the folder of feeds that lie in none, and the feed of what came from none.
LOOSE, BY_HAND = "All", "Files"
#: Numbers stay below what every program can count to.
ENTRY_BITS, FEED_BITS = 52, 31
_SHOWN = {Role.BODY, Role.SUMMARY, Role.TURN, Role.PULL_QUOTE, Role.SUBHEAD, Role.CAPTION, Role.TABLE,
          Role.INSIGHT, Role.QUESTION, Role.BACKGROUND, Role.FAQ}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    number: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRow:
    """A subscribed feed, or one that articles came from."""

    number: int
    address: str
    title: str
    folder: Folder
    asked_at: datetime | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One article as an entry."""

    number: int
    article: Article
    capture: Capture
    feed: FeedRow
    at: datetime

    @property
    def title(self) -> str:
        return self.article.title_clean or self.text[:80]

    @property
    def author(self) -> str:
        return ", ".join(self.article.byline) or self.article.outlet or ""

    @property
    def address(self) -> str:
        """The page on the web. Empty: it came from none."""
        return self.capture.address if self.capture.address.startswith(("http://", "https://")) else ""

    @property
    def text(self) -> str:
        return self.article.words(self.capture.text, _SHOWN)

    @property
    def anchor(self) -> Passage:
        """Words that find the article again: its title, or how it begins."""
        return self.article.title or self.capture.passage(self.article.blocks[0].span)


@dataclass(frozen=True)
class Shelf:
    """Every entry of one edition, newest first."""

    edition: Edition
    feeds: tuple[FeedRow, ...]
    entries: tuple[EntryRow, ...]

    @cached_property
    def by_number(self) -> Mapping[int, EntryRow]:
        return {entry.number: entry for entry in self.entries}

    @cached_property
    def by_capture(self) -> Mapping[CaptureId, list[EntryRow]]:
        found: dict[CaptureId, list[EntryRow]] = {}
        for entry in self.entries:
            found.setdefault(entry.article.capture_id, []).append(entry)
        return found

    @property
    def folders(self) -> tuple[Folder, ...]:
        return tuple(dict.fromkeys(feed.folder for feed in self.feeds))

    def entry(self, number: int) -> EntryRow:
        """Raises NotFoundError."""
        if number not in self.by_number:
            raise NotFoundError(entry=number)
        return self.by_number[number]

    def feed(self, number: int) -> FeedRow:
        """Raises NotFoundError."""
        for feed in self.feeds:
            if feed.number == number:
                return feed
        raise NotFoundError(feed=number)

    def folder(self, number: int) -> Folder:
        """Raises NotFoundError."""
        for folder in self.folders:
            if folder.number == number:
                return folder
        raise NotFoundError(category=number)


@dataclass(frozen=True)
class Marked:
    """What one reader has read and starred, by the numbers of the entries; and when."""

    read: Mapping[int, datetime]
    starred: Mapping[int, datetime]
    #: The marks that stand for it: to take one back is to take back all of these.
    standing: Mapping[tuple[int, MarkKind], tuple[Mark, ...]]


class Entries:
    """The entries of a desk, and what readers did with them."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk, self._clock = desk, clock
        self._kept: tuple[Edition, object, Shelf] | None = None
        self._turn = Lock()

    def shelf(self) -> Shelf:
        """Made once, and again only when something has come or a feed was added."""
        edition, states = self.desk.edition(), self.desk.feeds.states()
        with self._turn:
            if self._kept is None or self._kept[0] is not edition or self._kept[1] != states:
                feeds: dict[str, FeedRow] = {}
                for state in states:
                    one, well = state.subscription, state.word in {"ok", "new"}
                    feeds[one.address] = FeedRow(
                        number=_number(one.address, FEED_BITS),
                        address=one.address,
                        title=state.title,
                        folder=_folder(one.folder),
                        asked_at=state.asked_at,
                        trouble="" if well else f"{state.word}: {state.advice}",
                    )
                self._kept = (edition, states, _shelf(edition, feeds))
            return self._kept[2]

    def marked(self, shelf: Shelf, by: str) -> Marked:
        read: dict[int, datetime] = {}
        starred: dict[int, datetime] = {}
        standing: dict[tuple[int, MarkKind], tuple[Mark, ...]] = {}
        kinds = {MarkKind.READ: read, MarkKind.STARRED: starred}
        for mark in self.desk.marks():
            if mark.by == by and mark.kind in kinds:
                for entry in _under(shelf, mark.passage):
                    kinds[mark.kind][entry.number] = mark.at
                    key = entry.number, mark.kind
                    standing[key] = (*standing.get(key, ()), mark)
        return Marked(read=read, starred=starred, standing=standing)

    def set(self, numbers: Iterable[int], kind: MarkKind, on: bool, by: str) -> None:
        """Mark these entries, or take the marks back. What is so already, and what is not held, stays."""
        shelf = self.shelf()
        marked, at = self.marked(shelf, by), self._clock()
        made = []
        for number in dict.fromkeys(numbers):
            entry, held = shelf.by_number.get(number), marked.standing.get((number, kind), ())
            if entry and on and not held:
                made.append(Mark(passage=entry.anchor, kind=kind, by=by, at=at))
            elif not on:
                for mark in held:
                    self.desk.unmark(mark.passage, kind, by)
        if made:
            self.desk.mark_all(made)


def paragraphs(entry: EntryRow) -> str:
    """The article's words as HTML; nothing of the page's own markup is in it."""
    text = entry.capture.text
    parts = []
    for block in entry.article.blocks:
        if block.role in _SHOWN:
            tag = "h3" if block.role is Role.SUBHEAD else "p"
            words = _escaped(" ".join(block.span.of(text).split()))
            parts.append(f"<{tag}>{words}</{tag}>")
    return "\n".join(parts)


def _escaped(words: str) -> str:
    return html.escape("".join(c for c in words if c >= " " and not "\ud800" <= c <= "\udfff"))


def _under(shelf: Shelf, passage: Passage) -> list[EntryRow]:
    """The article that these words stand in now: the first one that they overlap."""
    held = shelf.by_capture.get(passage.capture_id, ())
    found = sorted(
        (e for e in held if e.article.span.overlap(passage.span)),
        key=lambda e: (e.anchor != passage, e.article.span.start),
    )
    return found[:1]


def _shelf(edition: Edition, feeds: dict[str, FeedRow]) -> Shelf:
    captures = {capture.id: capture for capture in edition.captures}
    rows: list[EntryRow] = []
    taken: set[int] = set()
    for article in sorted(edition.articles, key=lambda a: a.id):
        capture = captures[article.capture_id]
        address = article.entry.feed if article.entry else ""
        feed = feeds.get(address) or feeds.setdefault(address, _unsubscribed(address))
        number = _number(article.id, ENTRY_BITS)
        while number in taken:
            number += 1
        taken.add(number)
        rows.append(
            EntryRow(number=number, article=article, capture=capture, feed=feed, at=_at(article, capture))
        )
    rows.sort(key=lambda row: (row.at, row.number), reverse=True)
    return Shelf(edition=edition, feeds=tuple(feeds.values()), entries=tuple(rows))


def _unsubscribed(address: str) -> FeedRow:
    return FeedRow(
        number=_number(address, FEED_BITS),
        address=address,
        title=address or BY_HAND,
        folder=_folder(()),
    )


def _folder(names: Collection[str]) -> Folder:
    title = " / ".join(names) or LOOSE
    return Folder(number=_number(title, FEED_BITS), title=title)


def _number(name: str, bits: int) -> int:
    """From 1 upwards; always the same for the same name."""
    digest = hashlib.sha256(name.encode("utf-8", "replace")).digest()
    most: int = 2**bits - 1
    return int.from_bytes(digest[:8], "big") % most + 1


def _at(article: Article, capture: Capture) -> datetime:
    """When it was published, else when it came."""
    if article.published and article.published.iso:
        return moment(article.published.iso).astimezone(UTC)
    return (capture.captured_at or capture.received_at).astimezone(UTC)
