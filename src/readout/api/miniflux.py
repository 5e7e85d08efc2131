"""The part of Miniflux's REST API that sync programs use.

After: https://miniflux.app/docs/api.html. Feeds and articles are readout's own; what a program may
change is what its reader has read and starred.
"""

import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime
from math import ceil
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readout import __version__
from readout.api.access import allowed, presented
from readout.api.answers import Json, Record, TooLongError, body_of, home
from readout.api.entries import Entries, EntryRow, FeedRow, Folder, Shelf, paragraphs
from readout.desk.entries import Bound, Is, Opened, Order, Wanted
from readout.model import MarkKind, NotFoundError, StoreLockedError

#: A program that asks for everything gets so many at a time.
MOST = 1000
#: Words read in a minute.
PACE = 265
NEVER = "0001-01-01T00:00:00Z"


class Refused(Exception):
    """What a program is told that asks for what makes no sense."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


class Miniflux:
    """Each route asks the entries and sets the answer; the work is done off the event loop."""

    def __init__(self, entries: Entries) -> None:
        self.entries = entries

    def routes(self) -> list[Route]:
        def at(path: str, work: Callable[["Asked"], object], *methods: str) -> Route:
            return Route(f"/v1/{path}", self._answered(work), methods=list(methods or ("GET",)))

        return [
            at("me", lambda asked: _user(asked.by)),
            at("users", lambda asked: [_user(asked.by)]),
            at("version", lambda asked: {"version": "2.2.0", "commit": f"readout {__version__}"}),
            at("feeds", lambda asked: [_feed(feed) for feed in asked.shelf.feeds]),
            at("feeds/counters", self._counters),
            at("feeds/{feed:int}", lambda asked: _feed(asked.feed())),
            at("feeds/{feed:int}/icon", _no_icon),
            at("feeds/{feed:int}/entries", self._list),
            at("feeds/{feed:int}/entries/{entry:int}", self._entry_of),
            at("feeds/{feed:int}/mark-all-as-read", self._read_all, "PUT"),
            at("feeds/{feed:int}/refresh", _nothing, "PUT"),
            at("feeds/refresh", _nothing, "PUT"),
            at("categories", lambda asked: [_folder(folder) for folder in asked.shelf.folders]),
            at("categories/{category:int}/feeds", lambda asked: [_feed(f) for f in asked.feeds()]),
            at("categories/{category:int}/entries", self._list),
            at("categories/{category:int}/entries/{entry:int}", self._entry_of),
            at("categories/{category:int}/mark-all-as-read", self._read_all, "PUT"),
            at("users/{user:int}/mark-all-as-read", self._read_all, "PUT"),
            Route("/v1/entries", self._answered(self._entries), methods=["GET", "PUT"]),
            at("entries/{entry:int}", self._entry_of),
            at("entries/{entry:int}/bookmark", self._star, "PUT"),
        ]

    def _answered(self, work: Callable[["Asked"], object]) -> Callable[[Request], Awaitable[Response]]:
        async def route(request: Request) -> Response:
            by = allowed(request)
            if by is None or not presented(request):
                return Json({"error_message": "Access Unauthorized"}, status_code=401)
            try:
                body = await body_of(request)
            except TooLongError:
                return Json({"error_message": "too much at once"}, status_code=413)
            return await run_in_threadpool(self._work, work, request, by, body)

        return route

    def _work(self, work: Callable[["Asked"], object], request: Request, by: str, body: bytes) -> Response:
        asked = Asked(request, by, body, self.entries.shelf())
        try:
            made = work(asked)
        except NotFoundError:
            return Json({"error_message": "Resource Not Found"}, status_code=404)
        except Refused as refused:
            return Json({"error_message": refused.words}, status_code=refused.status)
        except StoreLockedError:
            words = "another program is writing; try again in a moment"
            return Json({"error_message": words}, status_code=503)
        return Response(status_code=204) if made is None else Json(made)

    # Entries

    def _entries(self, asked: "Asked") -> object:
        if asked.request.method == "GET":
            return self._list(asked)
        self._set(asked)
        return None

    def _list(self, asked: "Asked") -> object:
        parts, wanted, order = self.entries.desk.entries, asked.wanted(), asked.order()
        start, size = asked.number("offset") or 0, min(asked.number("limit") or 100, MOST)
        words = asked.query.get("search", "").casefold().split()
        key = BY_TEXT.get(asked.query.get("order", ""))
        if not words and key is None:
            found = parts.find(wanted, order, start=start, size=size)
            return asked.page(self.entries.rows(asked.shelf, found, asked.by), parts.count(wanted))
        opened: Iterable[Opened] = parts.with_words(parts.find(wanted, order), words)
        if key is not None:
            # Texts are not kept in an order: everything is looked through, a part at a time.
            named = [(key(one), one.entry) for one in opened]
            named.sort(key=lambda pair: pair[0], reverse=asked.down)
            every = [entry for _, entry in named]
        else:
            every = [one.entry for one in opened]
        return asked.page(self.entries.rows(asked.shelf, every[start : start + size], asked.by), len(every))

    def _entry_of(self, asked: "Asked") -> object:
        number, feeds = asked.path["entry"], asked.within()
        found = self.entries.desk.entries.named([number]).get(number)
        if found is None or (feeds is not None and found.feed not in feeds):
            raise NotFoundError(entry=number)
        (row,) = self.entries.rows(asked.shelf, [found], asked.by)
        return asked.entry_record(row)

    def _counters(self, asked: "Asked") -> object:
        read: dict[str, int] = {}
        unread: dict[str, int] = {}
        for tally in self.entries.desk.entries.tallies(asked.by):
            number = str(asked.shelf.by_address[tally.feed].number)
            counts = read if tally.read else unread
            counts[number] = counts.get(number, 0) + tally.count
        return {"reads": read, "unreads": unread}

    def _set(self, asked: "Asked") -> None:
        wanted = asked.json()
        numbers, status = wanted.get("entry_ids"), wanted.get("status")
        if not isinstance(numbers, list) or not all(isinstance(n, int) for n in numbers):
            raise Refused(400, "entry_ids: a list of numbers")
        if status not in {"read", "unread"}:
            raise Refused(400, "status: read or unread; readout removes nothing")
        self.entries.set_numbers(numbers, MarkKind.READ, status == "read", asked.by)

    def _star(self, asked: "Asked") -> None:
        number, parts = asked.path["entry"], self.entries.desk.entries
        found = parts.named([number]).get(number)
        if found is None:
            raise NotFoundError(entry=number)
        starred = any(mark.kind is MarkKind.STARRED for mark in parts.marks([found], asked.by))
        self.entries.set([found], MarkKind.STARRED, not starred, asked.by)

    def _read_all(self, asked: "Asked") -> None:
        feeds = asked.within()
        among = () if feeds is None else (Is(feeds=feeds),)
        unread = Wanted(by=asked.by, all=(*among, Is(marked=MarkKind.READ, no=True)))
        self.entries.set(self.entries.desk.entries.find(unread), MarkKind.READ, True, asked.by)


class Asked:
    """One question of a program, over what is held now."""

    def __init__(self, request: Request, by: str, body: bytes, shelf: Shelf) -> None:
        self.request, self.by, self.body, self.shelf = request, by, body, shelf
        self.query, self.path = request.query_params, request.path_params
        self.home = home(request)
        self.down = self.query.get("direction", "asc") == "desc"

    def feed(self) -> FeedRow:
        return self.shelf.feed(self.path["feed"])

    def feeds(self) -> list[FeedRow]:
        folder = self.shelf.folder(self.path["category"])
        return [feed for feed in self.shelf.feeds if feed.folder == folder]

    def within(self) -> tuple[str, ...] | None:
        """The feed that the address names, or the feeds of the folder. None: all. Raises NotFoundError."""
        if "feed" in self.path:
            return (self.feed().address,)
        if "category" in self.path:
            return self.shelf.addresses(folder=self.shelf.folder(self.path["category"]))
        return None

    def number(self, name: str) -> int | None:
        """Raises Refused where it is none."""
        written = self.query.get(name, "").strip()
        if not written:
            return None
        if not written.isdecimal() or len(written) > 18:
            raise Refused(400, f"{name}: a number")
        return int(written)

    def wanted(self) -> Wanted:
        """What an entry has to be."""
        every: list[Is] = []
        feeds = self.within()
        if feeds is not None:
            every.append(Is(feeds=feeds))
        states = set(self.query.getlist("status"))
        if states and not {"read", "unread"} <= states:
            every.append(Is(marked=MarkKind.READ, no="unread" in states) if states & STATES else NOTHING)
        starred = self.query.get("starred")
        if starred is not None:
            every.append(Is(marked=MarkKind.STARRED, no=starred.casefold() in {"false", "0"}))
        category = self.number("category_id")
        if category is not None:
            folders = [f for f in self.shelf.folders if f.number == category]
            addresses = self.shelf.addresses(folder=folders[0]) if folders else ()
            every.append(Is(feeds=addresses))
        bounds = []
        for name, (of, sign) in BOUNDS.items():
            bound = self.number(name)
            if bound is not None:
                value = bound if of == "number" else bound * 10**6
                bounds.append(Bound(of=of, sign=sign, value=min(value, LAST)))
        return Wanted(by=self.by, all=tuple(every), bounds=tuple(bounds))

    def order(self) -> Order:
        by = self.query.get("order", "")
        if by in {"category_title", "category_id"}:
            folders = sorted(
                self.shelf.folders, key=lambda f: f.title if by == "category_title" else f"{f.number:010d}"
            )
            rank = {folder: n for n, folder in enumerate(folders)}
            ranks = tuple((feed.address, rank[feed.folder]) for feed in self.shelf.feeds)
            return Order(by="feed", down=self.down, ranks=ranks)
        if by in BY_TEXT:
            return Order()
        return Order(by={"id": "number", "status": "read"}.get(by, "at"), down=self.down)

    def page(self, rows: Iterable[EntryRow], total: int) -> Record:
        return {"total": total, "entries": [self.entry_record(row) for row in rows]}

    def json(self) -> Mapping[str, Any]:
        try:
            read = json.loads(self.body)
        except ValueError:
            raise Refused(400, "the body is no JSON") from None
        if not isinstance(read, dict):
            raise Refused(400, "the body is no JSON object")
        return read

    def entry_record(self, entry: EntryRow) -> Record:
        page = f"{self.home}/article/{entry.article.id}"
        return {
            "id": entry.number,
            "user_id": 1,
            "feed_id": entry.feed.number,
            "title": entry.title,
            "url": entry.address or page,
            "comments_url": page,
            "author": entry.author,
            "content": paragraphs(entry),
            "hash": entry.article.id,
            "published_at": _iso(entry.at),
            "created_at": _iso(entry.capture.received_at),
            "changed_at": _iso(entry.changed),
            "status": "read" if entry.read else "unread",
            "share_code": "",
            "starred": entry.starred,
            "reading_time": ceil(len(entry.text.split()) / PACE),
            "enclosures": [],
            "feed": _feed(entry.feed),
            "tags": [],
        }


STATES = frozenset({"read", "unread"})
#: What no entry is: it would have to come from one of no feeds.
NOTHING = Is(feeds=())
#: What does not fit into the store's numbers is later than everything.
LAST = 2**62
#: The bounds that programs give, in seconds since 1970 or numbers of entries.
BOUNDS: Mapping[str, tuple[str, str]] = {
    "before": ("at", "<"),
    "after": ("at", ">"),
    "published_before": ("at", "<"),
    "published_after": ("at", ">"),
    "changed_before": ("changed", "<"),
    "changed_after": ("changed", ">"),
    "before_entry_id": ("number", "<"),
    "after_entry_id": ("number", ">"),
}
BY_TEXT: Mapping[str, Callable[[Opened], str]] = {
    "title": lambda one: one.title,
    "author": lambda one: one.author,
}


def _no_icon(asked: Asked) -> object:
    raise NotFoundError(icon=asked.feed().number)


def _nothing(asked: Asked) -> None:
    """Feeds are asked as they fall due."""


def _user(name: str) -> Record:
    return {
        "id": 1,
        "username": name,
        "is_admin": False,
        "theme": "system_serif",
        "language": "en_US",
        "timezone": "UTC",
        "entry_sorting_direction": "desc",
        "entries_per_page": 100,
        "last_login_at": None,
    }


def _feed(feed: FeedRow) -> Record:
    return {
        "id": feed.number,
        "user_id": 1,
        "title": feed.title,
        "site_url": feed.address,
        "feed_url": feed.address,
        "checked_at": _iso(feed.asked_at) if feed.asked_at else NEVER,
        "etag_header": "",
        "last_modified_header": "",
        "parsing_error_message": feed.trouble,
        "parsing_error_count": int(bool(feed.trouble)),
        "disabled": False,
        "crawler": True,
        "category": _folder(feed.folder),
        "icon": None,
    }


def _folder(folder: Folder) -> Record:
    return {"id": folder.number, "user_id": 1, "title": folder.title, "hide_globally": False}


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
