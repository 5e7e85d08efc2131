"""The Google Reader API, as programs still speak it.

After: the notes of FreshRSS, BazQux and FeedHQ on what programs send. An entry is an article.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from readout.api.access import allowed, logged_in, presented
from readout.api.answers import Json, Record, TooLongError, body_of, home
from readout.api.atom import as_atom
from readout.api.entries import Entries, EntryRow, FeedRow, Marked, Shelf, paragraphs
from readout.desk import now
from readout.model import MarkKind, NotFoundError, StoreLockedError

if TYPE_CHECKING:
    from readout.desk import Desk

LONG_ID = "tag:google.com,2005:reader/item/"
STATE, LABEL = "user/-/state/com.google/", "user/-/label/"
READING, READ, STARRED = f"{STATE}reading-list", f"{STATE}read", f"{STATE}starred"
#: Programs want to hear both of these; readout has only "read".
UNREAD = frozenset({f"{STATE}kept-unread", f"{STATE}unread", f"{STATE}tracking-kept-unread"})
#: So many entries at a time, unless asked otherwise, and at most.
FEW, MOST, MOST_IDS = 20, 1000, 10_000
#: What programs send back with a change. It says nothing: the credentials do.
TOKEN = "readout".ljust(57, "0")
Fields = Sequence[tuple[str, str]]


class GoogleReader:
    """Each route asks the entries and sets the answer; the work is done off the event loop."""

    def __init__(self, entries: Entries) -> None:
        self.entries = entries

    def routes(self) -> list[Route]:
        def at(path: str, work: Callable[["Asking"], Response]) -> Route:
            return Route(f"/reader/{path}", self._answered(work), methods=["GET", "POST"])

        return [
            Route("/accounts/ClientLogin", _login, methods=["GET", "POST"]),
            at("api/0/token", lambda asking: PlainTextResponse(TOKEN)),
            at("api/0/user-info", lambda asking: Json(_user(asking.by))),
            at("api/0/subscription/list", _subscriptions),
            at("api/0/subscription/edit", self._subscribe),
            at("api/0/tag/list", _tags),
            at("api/0/unread-count", _counts),
            at("api/0/stream/items/ids", _ids),
            at("api/0/stream/items/contents", _contents_of),
            at("api/0/stream/contents", _contents),
            at("api/0/stream/contents/{stream:path}", _contents),
            at("api/0/edit-tag", self._edit_tag),
            at("api/0/mark-all-as-read", self._mark_all),
            at("atom/{stream:path}", _atom),
        ]

    def _answered(self, work: Callable[["Asking"], Response]) -> Callable[[Request], Awaitable[Response]]:
        async def route(request: Request) -> Response:
            by = allowed(request)
            if by is None or not presented(request):
                return PlainTextResponse("Unauthorized", status_code=401)
            try:
                fields = await _fields(request)
            except TooLongError:
                return PlainTextResponse("Too much at once", status_code=413)
            return await run_in_threadpool(self._work, work, request, by, fields)

        return route

    def _work(
        self, work: Callable[["Asking"], Response], request: Request, by: str, fields: Fields
    ) -> Response:
        shelf = self.entries.shelf()
        try:
            return work(Asking(request, by, fields, shelf, self.entries.marked(shelf, by)))
        except NotFoundError as error:
            return PlainTextResponse(str(error), status_code=404)
        except StoreLockedError:
            return PlainTextResponse("Another program is writing; try again", status_code=503)

    def _edit_tag(self, asking: "Asking") -> Response:
        """Tags that readout has no place for are passed over."""
        numbers = [entry.number for entry in asking.entries_named()]
        for added in asking.all("a"):
            self._tag(numbers, _plain(added), True, asking.by)
        for removed in asking.all("r"):
            self._tag(numbers, _plain(removed), False, asking.by)
        return PlainTextResponse("OK")

    def _tag(self, numbers: list[int], tag: str, on: bool, by: str) -> None:
        if tag == READ or tag in UNREAD:
            self.entries.set(numbers, MarkKind.READ, on is (tag == READ), by)
        elif tag == STARRED:
            self.entries.set(numbers, MarkKind.STARRED, on, by)

    def _mark_all(self, asking: "Asking") -> Response:
        """Read up to a moment, in millionths of a second; programs that mean seconds are understood."""
        until = asking.number("ts", 0)
        while until > 10**17:
            until //= 10
        until = until if until > 10**14 or not until else until * 10**6
        stream = asking.get("s") or READING
        found = [e.number for e in asking.stream(stream) if not until or _usec(e) <= until]
        self.entries.set(found, MarkKind.READ, True, asking.by)
        return PlainTextResponse("OK")

    def _subscribe(self, asking: "Asking") -> Response:
        desk, action = self.entries.desk, asking.get("ac")
        for stream in asking.all("s"):
            address = stream.removeprefix("feed/")
            if action == "subscribe":
                trouble = _subscribed(desk, asking, address)
                if trouble:
                    return PlainTextResponse(trouble, status_code=400)
            elif action == "unsubscribe":
                feed = asking.feed(stream)
                desk.feeds.unsubscribe(feed.address if feed else address)
            else:
                words = "readout renames and moves feeds by `readout feeds` only"
                return PlainTextResponse(words, status_code=400)
        return PlainTextResponse("OK")


class Asking:
    """One question of a program, over what is held now."""

    def __init__(self, request: Request, by: str, fields: Fields, shelf: Shelf, marked: Marked) -> None:
        self.request, self.by, self.fields = request, by, fields
        self.shelf, self.marked, self.home = shelf, marked, home(request)

    def get(self, name: str) -> str:
        return next(iter(self.all(name)), "")

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.fields if key == name]

    def number(self, name: str, default: int) -> int:
        written = self.get(name)
        return int(written) if written.isdecimal() and len(written) < 21 else default

    def feed(self, stream: str) -> FeedRow | None:
        name = stream.removeprefix("feed/")
        return next((f for f in self.shelf.feeds if name in {str(f.number), f.address}), None)

    def entries_named(self) -> list[EntryRow]:
        """Those that are held, of the ids that were sent."""
        found = (entry_named(self.shelf, written) for written in self.all("i"))
        return [entry for entry in found if entry]

    def has(self, entry: EntryRow, stream: str) -> bool:
        """Whether an entry is in a stream. A stream that is not known has none."""
        tag = _plain(stream)
        if tag.startswith("feed/"):
            feed = self.feed(tag)
            return feed is not None and entry.feed.number == feed.number
        if tag.startswith(LABEL):
            return entry.feed.folder.title == tag.removeprefix(LABEL)
        read, starred = entry.number in self.marked.read, entry.number in self.marked.starred
        return (
            tag == READING
            or (tag == READ and read)
            or (tag == STARRED and starred)
            or (tag in UNREAD and not read)
        )

    def stream(self, stream: str) -> list[EntryRow]:
        """The entries of a stream, newest first, or oldest first where that is asked for."""
        out, also = self.all("xt"), self.all("it")
        since, until = self.number("ot", 0), self.number("nt", 0)
        found = [
            entry
            for entry in self.shelf.entries
            if self.has(entry, stream)
            and not any(self.has(entry, tag) for tag in out)
            and all(self.has(entry, tag) for tag in also)
            and (not since or entry.at.timestamp() >= since)
            and (not until or entry.at.timestamp() <= until)
        ]
        return found[::-1] if self.get("r") == "o" else found

    def page(self, stream: str, most: int) -> tuple[list[EntryRow], str | None]:
        found, start = self.stream(stream), self.number("c", 0)
        size = min(max(self.number("n", FEW), 1), most)
        more = start + size < len(found)
        return found[start : start + size], str(start + size) if more else None

    def categories(self, entry: EntryRow) -> list[str]:
        tags = [READING, f"{LABEL}{entry.feed.folder.title}"]
        if entry.number in self.marked.read:
            tags.append(READ)
        else:
            tags.append(f"{STATE}fresh")
        return [*tags, STARRED] if entry.number in self.marked.starred else tags


def entry_named(shelf: Shelf, written: str) -> EntryRow | None:
    """The entry that an id means, in any of the forms that programs write.

    Decimal, hexadecimal with or without noughts before it, and the long tag with either. Numbers of
    sixteen digits begin with a nought in hexadecimal only.
    """
    name = written.strip().removeprefix(LONG_ID).removeprefix("0x").casefold()
    if not name or len(name) > 20 or set(name) - set("0123456789abcdef"):
        return None
    is_long, padded = written.strip().startswith(LONG_ID), name.startswith("0")
    hexadecimal = shelf.by_number.get(int(name, 16))
    decimal = shelf.by_number.get(int(name)) if name.isdecimal() else None
    return hexadecimal or decimal if is_long or padded else decimal or hexadecimal


async def _fields(request: Request) -> Fields:
    """Everything that was asked, in the address and in the body."""
    body = await body_of(request)
    return [*request.query_params.multi_items(), *parse_qsl(body.decode("utf-8", "replace"))]


async def _login(request: Request) -> Response:
    """Every line is a name and a value that is not empty: programs stop at one that is."""
    fields = dict(await _fields(request))
    token = logged_in(request, fields.get("Email", ""), fields.get("Passwd", ""))
    if token is None:
        return PlainTextResponse("Error=BadAuthentication\n", status_code=401)
    return PlainTextResponse(f"SID={token}\nLSID={token}\nAuth={token}\n")


def _user(name: str) -> Record:
    return {"userId": "1", "userName": name, "userProfileId": "1", "userEmail": name}


def _subscriptions(asking: Asking) -> Response:
    return Json({"subscriptions": [_subscription(feed) for feed in asking.shelf.feeds]})


def _subscription(feed: FeedRow) -> Record:
    return {
        "id": f"feed/{feed.number}",
        "title": feed.title,
        "categories": [{"id": f"{LABEL}{feed.folder.title}", "label": feed.folder.title}],
        "url": feed.address,
        "htmlUrl": feed.address,
        "iconUrl": "",
        "firstitemmsec": "0",
        "sortid": f"{feed.number:08x}",
    }


def _tags(asking: Asking) -> Response:
    folders = [{"id": f"{LABEL}{folder.title}", "type": "folder"} for folder in asking.shelf.folders]
    return Json({"tags": [{"id": STARRED}, *folders]})


def _counts(asking: Asking) -> Response:
    newest: dict[str, int] = {}
    counts: dict[str, int] = {}
    for entry in asking.shelf.entries:
        if entry.number not in asking.marked.read:
            for stream in (f"feed/{entry.feed.number}", f"{LABEL}{entry.feed.folder.title}", READING):
                counts[stream] = counts.get(stream, 0) + 1
                newest[stream] = max(newest.get(stream, 0), _usec(entry))
    rows = [
        {"id": stream, "count": count, "newestItemTimestampUsec": str(newest[stream])}
        for stream, count in counts.items()
    ]
    return Json({"max": counts.get(READING, 0), "unreadcounts": rows})


def _ids(asking: Asking) -> Response:
    page, more = asking.page(asking.get("s") or READING, MOST_IDS)
    refs = [
        {
            "id": str(entry.number),
            "directStreamIds": [f"feed/{entry.feed.number}"],
            "timestampUsec": str(_usec(entry)),
        }
        for entry in page
    ]
    return Json({"itemRefs": refs} | ({"continuation": more} if more else {}))


def _contents_of(asking: Asking) -> Response:
    return Json(_written(asking, READING, asking.entries_named()[:MOST], None))


def _contents(asking: Asking) -> Response:
    stream = asking.request.path_params.get("stream") or asking.get("s") or READING
    return Json(_written(asking, stream, *asking.page(stream, MOST)))


def _written(asking: Asking, stream: str, page: Iterable[EntryRow], more: str | None) -> Record:
    feed = asking.feed(stream) if stream.startswith("feed/") else None
    return {
        "direction": "ltr",
        "id": stream,
        "title": feed.title if feed else "readout",
        "self": [{"href": str(asking.request.url)}],
        "updated": int(now().timestamp()),
        "items": [_entry(asking, entry) for entry in page],
    } | ({"continuation": more} if more else {})


def _entry(asking: Asking, entry: EntryRow) -> Record:
    address = entry.address or f"{asking.home}/article/{entry.article.id}"
    seconds = int(entry.at.timestamp())
    return {
        "id": long_id(entry),
        "crawlTimeMsec": str(int(entry.capture.received_at.timestamp() * 1000)),
        "timestampUsec": str(_usec(entry)),
        "published": seconds,
        "updated": seconds,
        "title": entry.title,
        "author": entry.author,
        "canonical": [{"href": address}],
        "alternate": [{"href": address, "type": "text/html"}],
        "categories": asking.categories(entry),
        "summary": {"direction": "ltr", "content": paragraphs(entry)},
        "origin": {
            "streamId": f"feed/{entry.feed.number}",
            "title": entry.feed.title,
            "htmlUrl": entry.feed.address,
        },
    }


def _atom(asking: Asking) -> Response:
    stream = asking.request.path_params["stream"]
    page, _ = asking.page(stream, MOST)
    feed = asking.feed(stream) if stream.startswith("feed/") else None
    rows = [(_entry(asking, entry), asking.categories(entry)) for entry in page]
    written = as_atom(feed.title if feed else "readout", f"{LONG_ID}{stream}", str(asking.request.url), rows)
    return Response(written, media_type="application/atom+xml; charset=utf-8")


def long_id(entry: EntryRow) -> str:
    return f"{LONG_ID}{entry.number:016x}"


def _usec(entry: EntryRow) -> int:
    return int(entry.at.timestamp()) * 10**6


def _plain(stream: str) -> str:
    """A stream's name with "-" for whoever reads: programs write the user's number there."""
    parts = stream.split("/", 2)
    return f"user/-/{parts[2]}" if parts[0] == "user" and len(parts) == 3 else stream


def _subscribed(desk: "Desk", asking: Asking, address: str) -> str:
    """Subscribe; what is wrong, in words. Empty: nothing is."""
    folder = _plain(asking.get("a")).removeprefix(LABEL)
    done = desk.feeds.subscribe(
        address, title=asking.get("t") or None, folder=(folder,) if folder else (), by=asking.by
    )
    return done.problem.what if done.problem else ""
