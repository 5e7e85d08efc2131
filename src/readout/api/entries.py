"""Articles as the sync programs know them: numbered entries of numbered feeds, read and starred.

A program keeps the numbers, so each is made of an id that a rerun keeps: the article's, the feed's
address. Read and starred are marks, anchored to words of the capture; they find their article again
by where they stand.
"""

import html
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from readout.desk import Clock, Desk
from readout.desk.entries import SHOWN, Entry, Opened
from readout.desk.numbers import number_of
from readout.model import Article, Capture, MarkKind, NotFoundError, Role

#: What is called the folder of feeds that lie in none, and the feed of what came from none.
LOOSE, BY_HAND = "All", "Files"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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
    """One article as an entry, with what its reader did with it."""

    opened: Opened
    feed: FeedRow
    read: bool
    starred: bool
    #: When it was marked last. None: never.
    marked_at: datetime | None

    @property
    def number(self) -> int:
        return self.opened.entry.number

    @property
    def article(self) -> Article:
        return self.opened.article

    @property
    def capture(self) -> Capture:
        return self.opened.capture

    @property
    def at(self) -> datetime:
        return EPOCH + timedelta(microseconds=self.opened.entry.at)

    @property
    def changed(self) -> datetime:
        came = self.capture.received_at
        return max(came, self.marked_at) if self.marked_at else came

    @property
    def title(self) -> str:
        return self.opened.title

    @property
    def author(self) -> str:
        return self.opened.author

    @property
    def address(self) -> str:
        """The page on the web. Empty: it came from none."""
        return self.capture.address if self.capture.address.startswith(("http://", "https://")) else ""

    @property
    def text(self) -> str:
        return self.opened.text


@dataclass(frozen=True)
class Shelf:
    """Every feed, those that are subscribed to first."""

    feeds: tuple[FeedRow, ...]
    by_address: Mapping[str, FeedRow]

    @property
    def folders(self) -> tuple[Folder, ...]:
        return tuple(dict.fromkeys(feed.folder for feed in self.feeds))

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

    def addresses(self, *, folder: Folder) -> tuple[str, ...]:
        return tuple(feed.address for feed in self.feeds if feed.folder == folder)


class Entries:
    """The entries of a desk, and what readers did with them."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk, self._clock = desk, clock

    def shelf(self) -> Shelf:
        feeds: dict[str, FeedRow] = {}
        for state in self.desk.feeds.states():
            one, well = state.subscription, state.word in {"ok", "new"}
            feeds[one.address] = FeedRow(
                number=number_of(one.address),
                address=one.address,
                title=state.title,
                folder=_folder(one.folder),
                asked_at=state.asked_at,
                trouble="" if well else f"{state.word}: {state.advice}",
            )
        for address in self.desk.entries.feeds():
            feeds.setdefault(address, _unsubscribed(address))
        return Shelf(feeds=tuple(feeds.values()), by_address=feeds)

    def rows(self, shelf: Shelf, found: Sequence[Entry], by: str) -> list[EntryRow]:
        """These entries as rows, in this order."""
        return self.marked(shelf, self.desk.entries.opened(found), by)

    def marked(self, shelf: Shelf, opened: Sequence[Opened], by: str) -> list[EntryRow]:
        marks = self.desk.entries.marks([one.entry for one in opened], by)
        kinds: dict[int, set[MarkKind]] = {}
        last: dict[int, datetime] = {}
        for mark in marks:
            kinds.setdefault(mark.number, set()).add(mark.kind)
            last[mark.number] = max(mark.at, last.get(mark.number, mark.at))
        return [
            EntryRow(
                opened=one,
                feed=shelf.by_address[one.entry.feed],
                read=MarkKind.READ in kinds.get(one.entry.number, ()),
                starred=MarkKind.STARRED in kinds.get(one.entry.number, ()),
                marked_at=last.get(one.entry.number),
            )
            for one in opened
        ]

    def set(self, found: Iterable[Entry], kind: MarkKind, on: bool, by: str) -> None:
        """Mark these entries, or take the marks back."""
        self.desk.entries.set(list(found), kind, by, on=on, at=self._clock())

    def set_numbers(self, numbers: Iterable[int], kind: MarkKind, on: bool, by: str) -> None:
        """The same by numbers; what is not held is passed over."""
        self.set(self.desk.entries.named(dict.fromkeys(numbers)).values(), kind, on, by)


def paragraphs(entry: EntryRow) -> str:
    """The article's words as HTML; nothing of the page's own markup is in it."""
    text = entry.capture.text
    parts = []
    for block in entry.article.blocks:
        if block.role in SHOWN:
            tag = "h3" if block.role is Role.SUBHEAD else "p"
            words = _escaped(" ".join(block.span.of(text).split()))
            parts.append(f"<{tag}>{words}</{tag}>")
    return "\n".join(parts)


def _escaped(words: str) -> str:
    return html.escape("".join(c for c in words if c >= " " and not "\ud800" <= c <= "\udfff"))


def _unsubscribed(address: str) -> FeedRow:
    return FeedRow(
        number=number_of(address),
        address=address,
        title=address or BY_HAND,
        folder=_folder(()),
    )


def _folder(names: Collection[str]) -> Folder:
    title = " / ".join(names) or LOOSE
    return Folder(number=number_of(title), title=title)
