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
from readout.api.entries import Entries, EntryRow, FeedRow, Folder, Marked, Shelf, paragraphs
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
            at("feeds/counters", _counters),
            at("feeds/{feed:int}", lambda asked: _feed(asked.feed())),
            at("feeds/{feed:int}/icon", _no_icon),
            at("feeds/{feed:int}/entries", self._list),
            at("feeds/{feed:int}/entries/{entry:int}", _entry_of),
            at("feeds/{feed:int}/mark-all-as-read", self._read_all, "PUT"),
            at("feeds/{feed:int}/refresh", _nothing, "PUT"),
            at("feeds/refresh", _nothing, "PUT"),
            at("categories", lambda asked: [_folder(folder) for folder in asked.shelf.folders]),
            at("categories/{category:int}/feeds", lambda asked: [_feed(f) for f in asked.feeds()]),
            at("categories/{category:int}/entries", self._list),
            at("categories/{category:int}/entries/{entry:int}", _entry_of),
            at("categories/{category:int}/mark-all-as-read", self._read_all, "PUT"),
            at("users/{user:int}/mark-all-as-read", self._read_all, "PUT"),
            Route("/v1/entries", self._answered(self._entries), methods=["GET", "PUT"]),
            at("entries/{entry:int}", _entry_of),
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
        shelf = self.entries.shelf()
        asked = Asked(request, by, body, shelf, self.entries.marked(shelf, by))
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
        found = [entry for entry in asked.within() if all(keep(entry) for keep in asked.wanted())]
        order, down = asked.query.get("order", ""), asked.query.get("direction", "asc") == "desc"
        keys: Mapping[str, Callable[[EntryRow], Any]] = {
            "id": lambda e: e.number,
            "status": lambda e: (e.number in asked.marked.read, e.at),
            "category_title": lambda e: (e.feed.folder.title, e.at),
            "category_id": lambda e: (e.feed.folder.number, e.at),
            "title": lambda e: e.title,
            "author": lambda e: e.author,
        }
        found.sort(key=keys.get(order, lambda e: (e.at, e.number)), reverse=down)
        start, size = asked.number("offset") or 0, asked.number("limit") or 100
        page = found[start : start + min(size, MOST)]
        return {"total": len(found), "entries": [asked.entry_record(entry) for entry in page]}

    def _set(self, asked: "Asked") -> None:
        wanted = asked.json()
        numbers, status = wanted.get("entry_ids"), wanted.get("status")
        if not isinstance(numbers, list) or not all(isinstance(n, int) for n in numbers):
            raise Refused(400, "entry_ids: a list of numbers")
        if status not in {"read", "unread"}:
            raise Refused(400, "status: read or unread; readout removes nothing")
        self.entries.set(numbers, MarkKind.READ, status == "read", asked.by)

    def _star(self, asked: "Asked") -> None:
        number = asked.shelf.entry(asked.path["entry"]).number
        self.entries.set([number], MarkKind.STARRED, number not in asked.marked.starred, asked.by)

    def _read_all(self, asked: "Asked") -> None:
        self.entries.set((e.number for e in asked.within()), MarkKind.READ, True, asked.by)


class Asked:
    """One question of a program, over what is held now."""

    def __init__(self, request: Request, by: str, body: bytes, shelf: Shelf, marked: Marked) -> None:
        self.request, self.by, self.body = request, by, body
        self.shelf, self.marked = shelf, marked
        self.query, self.path = request.query_params, request.path_params
        self.home = home(request)

    def feed(self) -> FeedRow:
        return self.shelf.feed(self.path["feed"])

    def feeds(self) -> list[FeedRow]:
        folder = self.shelf.folder(self.path["category"])
        return [feed for feed in self.shelf.feeds if feed.folder == folder]

    def within(self) -> Iterable[EntryRow]:
        """The entries of the feed or the folder that the address names, else all. Raises NotFoundError."""
        if "feed" in self.path:
            feed = self.feed()
            return [entry for entry in self.shelf.entries if entry.feed == feed]
        if "category" in self.path:
            folder = self.shelf.folder(self.path["category"])
            return [entry for entry in self.shelf.entries if entry.feed.folder == folder]
        return self.shelf.entries

    def number(self, name: str) -> int | None:
        """Raises Refused where it is none."""
        written = self.query.get(name, "").strip()
        if not written:
            return None
        if not written.isdecimal() or len(written) > 18:
            raise Refused(400, f"{name}: a number")
        return int(written)

    def wanted(self) -> list[Callable[[EntryRow], bool]]:
        """What an entry has to be."""
        keep: list[Callable[[EntryRow], bool]] = []
        states = set(self.query.getlist("status"))
        if states:
            keep.append(lambda e: ("read" if e.number in self.marked.read else "unread") in states)
        starred = self.query.get("starred")
        if starred is not None:
            on = starred.casefold() not in {"false", "0"}
            keep.append(lambda e: (e.number in self.marked.starred) is on)
        for name, test in BOUNDS.items():
            bound = self.number(name)
            if bound is not None:
                keep.append(lambda e, bound=bound, test=test: test(self, e, bound))  # type: ignore[misc]
        words = self.query.get("search", "").casefold().split()
        if words:
            keep.append(lambda e: all(word in f"{e.title} {e.text}".casefold() for word in words))
        return keep

    def json(self) -> Mapping[str, Any]:
        try:
            read = json.loads(self.body)
        except ValueError:
            raise Refused(400, "the body is no JSON") from None
        if not isinstance(read, dict):
            raise Refused(400, "the body is no JSON object")
        return read

    def changed(self, entry: EntryRow) -> datetime:
        number = entry.number
        marks = [at for at in (self.marked.read.get(number), self.marked.starred.get(number)) if at]
        return max([entry.capture.received_at, *marks])

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
            "changed_at": _iso(self.changed(entry)),
            "status": "read" if entry.number in self.marked.read else "unread",
            "share_code": "",
            "starred": entry.number in self.marked.starred,
            "reading_time": ceil(len(entry.text.split()) / PACE),
            "enclosures": [],
            "feed": _feed(entry.feed),
            "tags": [],
        }


Test = Callable[[Asked, EntryRow, int], bool]
#: The bounds that programs give, in seconds since 1970 or numbers of entries.
BOUNDS: Mapping[str, Test] = {
    "category_id": lambda asked, e, n: e.feed.folder.number == n,
    "before": lambda asked, e, n: e.at.timestamp() < n,
    "after": lambda asked, e, n: e.at.timestamp() > n,
    "published_before": lambda asked, e, n: e.at.timestamp() < n,
    "published_after": lambda asked, e, n: e.at.timestamp() > n,
    "changed_before": lambda asked, e, n: asked.changed(e).timestamp() < n,
    "changed_after": lambda asked, e, n: asked.changed(e).timestamp() > n,
    "before_entry_id": lambda asked, e, n: e.number < n,
    "after_entry_id": lambda asked, e, n: e.number > n,
}


def _entry_of(asked: Asked) -> object:
    entry = asked.shelf.entry(asked.path["entry"])
    if entry not in asked.within():
        raise NotFoundError(entry=entry.number)
    return asked.entry_record(entry)


def _counters(asked: Asked) -> object:
    read: dict[str, int] = {}
    unread: dict[str, int] = {}
    for entry in asked.shelf.entries:
        counts = read if entry.number in asked.marked.read else unread
        counts[str(entry.feed.number)] = counts.get(str(entry.feed.number), 0) + 1
    return {"reads": read, "unreads": unread}


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
