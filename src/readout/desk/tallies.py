"""How many articles there are in each language, feed and folder, and how many of them are unread."""

import time
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from readout.desk.pages import PageParts
from readout.desk.reading import Reading
from readout.model import ArticleId, MarkKind
from readout.store import tables

T = TypeVar("T")
Stamp = tuple[int, int | None, datetime | None]
#: Up to so many seconds something is counted anew as often as it has changed.
QUICK = 0.03
#: What takes longer is not counted again within so many times as long.
REST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How much there is to go through."""

    #: Unread articles of everything.
    unread: int
    #: Each language with how many articles are in it, those of most first.
    languages: tuple[tuple[str, int], ...]
    #: Each subscription: address, title, folder.
    feeds: tuple[tuple[str, str, tuple[str, ...]], ...]
    #: Unread articles by the address of a feed, and by folder.
    unread_in: Mapping[str, int]
    unread_under: Mapping[tuple[str, ...], int]

    @property
    def folders(self) -> tuple[tuple[str, ...], ...]:
        return tuple(sorted({folder for _, _, folder in self.feeds if folder}))


class _Counted(Generic[T]):
    """What is counted over everything, again when it has changed; what takes long not at once."""

    def __init__(self) -> None:
        self._key: Hashable = None
        self._value: T | None = None
        self._rests_until = 0.0

    def is_of(self, key: Hashable) -> bool:
        return self._value is not None and self._key == key

    def set(self, key: Hashable, value: T) -> None:
        self._key, self._value = key, value

    @property
    def value(self) -> T | None:
        return self._value

    def get(self, key: Hashable, make: Callable[[], T], *, exact: bool = False) -> T:
        """`exact`: whatever it takes, since whoever asks has changed it."""
        start = time.monotonic()
        if self._value is not None and (key == self._key or (start < self._rests_until and not exact)):
            return self._value
        self._value, self._key = make(), key
        end = time.monotonic()
        self._rests_until = end + (end - start) * REST if end - start > QUICK else 0.0
        return self._value


class Tallies:
    def __init__(self, pages: PageParts, reading: Reading) -> None:
        self._pages, self._reading = pages, reading
        self._languages: _Counted[tuple[tuple[str, int], ...]] = _Counted()
        self._feeds: _Counted[dict[frozenset[str], int]] = _Counted()
        self._read: dict[str, _Counted[tuple[int, dict[frozenset[str], int]]]] = {}

    def standing(self, by: str) -> Stamp:
        """What changes when somebody marks something."""
        with self._pages.gathering() as (part, _):
            return tables.reading.stamp(part.db, by)

    def marked(self, by: str, before: Stamp, articles: Collection[ArticleId], *, on: bool) -> None:
        """Count what somebody has just marked read, or unread, with what was counted `before`.

        So nothing is counted anew, unless something else happened meanwhile.
        """
        change = len(articles) if on else -len(articles)
        counted = self._read.get(by)
        with self._pages.gathering() as (part, known):
            now = tables.reading.stamp(part.db, by)
            feeds = bool(tables.reading.feeds(part.db))
            if counted is None or not counted.is_of((known.key, before, feeds)) or counted.value is None:
                return
            if now[0] - before[0] != change:
                return
            count, held = counted.value
            read_in = dict(held)
            if feeds:
                for of, n in tables.choosing.by_feeds(part.db, among=articles).items():
                    read_in[of] = read_in.get(of, 0) + (n if on else -n)
            counted.set((known.key, now, feeds), (count + change, read_in))

    def tally(self, by: str) -> Tally:
        """How much there is for somebody to go through.

        On a large store the counts of everything may be some seconds old; what somebody has just
        marked is counted.
        """
        with self._pages.gathering() as (part, known):
            db = part.db
            feeds = tables.reading.feeds(db)
            languages = self._languages.get(known.key, lambda: tables.reading.languages(db))
            held = self._feeds.get(known.key, lambda: tables.choosing.by_feeds(db)) if feeds else {}
            marked = self._reading.mark_of(db, known.key, MarkKind.READ, by)
            wanted = tables.choosing.Wanted(marked=marked)
            stamp = tables.reading.stamp(db, by)
            read, read_in = self._read.setdefault(by, _Counted()).get(
                (known.key, stamp, bool(feeds)),
                lambda: (
                    tables.choosing.count(db, wanted),
                    tables.choosing.by_feeds(db, marked) if feeds else {},
                ),
                exact=True,
            )
        folders = {address: folder for address, _, folder in feeds}
        left = {of: count - read_in.get(of, 0) for of, count in held.items()}
        return Tally(
            unread=max(0, known.held.articles - read),
            languages=languages,
            feeds=tuple((address, title or address, folder) for address, title, folder in feeds),
            unread_in=_summed((of, count) for of, count in left.items()),
            unread_under=_summed((_under(of, folders), count) for of, count in left.items()),
        )


def _under(of: Iterable[str], folders: Mapping[str, tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    """The folders that these feeds are in, and those that hold these folders."""
    found = (folders.get(address, ()) for address in of)
    return frozenset(folder[:depth] for folder in found for depth in range(1, len(folder) + 1))


K = TypeVar("K", str, tuple[str, ...])


def _summed(counts: Iterable[tuple[frozenset[K], int]]) -> dict[K, int]:
    found: dict[K, int] = {}
    for keys, count in counts:
        for key in keys:
            found[key] = found.get(key, 0) + max(0, count)
    return found
