"""The Google Reader API, as programs still speak it.

After: the notes of FreshRSS, BazQux and FeedHQ on what programs send. An entry is an article.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from readout.api.access import allowed, logged_in, presented
from readout.api.answers import Json, Record, TooLongError, body_of, home
from readout.api.atom import as_atom
from readout.api.entries import Entries, EntryRow, FeedRow, paragraphs
from readout.desk import now
from readout.desk.entries import Bound, Entry, Is, Order, Wanted
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
#: So many streams at a time may be asked for, or left out.
TAGS = 20
#: What does not fit into the store's numbers is later than everything.
LAST = 2**62
#: From the year 1 to 1970, in millionths of a second: times are written without a sign.
SHIFT = 62_135_596_800 * 10**6
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
        try:
            return work(Asking(request, by, fields, self.entries))
        except NotFoundError as error:
            return PlainTextResponse(str(error), status_code=404)
        except StoreLockedError:
            return PlainTextResponse("Another program is writing; try again", status_code=503)

    def _edit_tag(self, asking: "Asking") -> Response:
        """Tags that readout has no place for are passed over."""
        found = asking.entries_named()
        for added in asking.all("a"):
            self._tag(found, _plain(added), True, asking.by)
        for removed in asking.all("r"):
            self._tag(found, _plain(removed), False, asking.by)
        return PlainTextResponse("OK")

    def _tag(self, found: Sequence[Entry], tag: str, on: bool, by: str) -> None:
        if tag == READ or tag in UNREAD:
            self.entries.set(found, MarkKind.READ, on is (tag == READ), by)
        elif tag == STARRED:
            self.entries.set(found, MarkKind.STARRED, on, by)

    def _mark_all(self, asking: "Asking") -> Response:
        """Read up to a moment, in millionths of a second; programs that mean seconds are understood."""
        until = asking.number("ts", 0)
        while until > 10**17:
            until //= 10
        until = until if until > 10**14 or not until else until * 10**6
        wanted = asking.wanted(asking.get("s") or READING)
        # Times are told in whole seconds.
        before = (Bound(of="at", sign="<", value=(until // 10**6 + 1) * 10**6),) if until else ()
        unread = replace(
            wanted,
            all=(*wanted.all, Is(marked=MarkKind.READ, no=True)),
            bounds=(*wanted.bounds, *before),
        )
        self.entries.set(self.entries.desk.entries.find(unread), MarkKind.READ, True, asking.by)
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

    def __init__(self, request: Request, by: str, fields: Fields, entries: Entries) -> None:
        self.request, self.by, self.fields, self.entries = request, by, fields, entries
        self.parts, self.shelf, self.home = entries.desk.entries, entries.shelf(), home(request)

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

    def entries_named(self) -> list[Entry]:
        """Those that are held, of the ids that were sent."""
        meant = [numbers_meant(written) for written in self.all("i")[:MOST_IDS]]
        held = self.parts.named({number for numbers in meant for number in numbers})
        found = (next((held[n] for n in numbers if n in held), None) for numbers in meant)
        return [entry for entry in found if entry]

    def has(self, stream: str) -> Is:
        """What an entry of a stream is. A stream that is not known has none."""
        tag = _plain(stream)
        if tag.startswith("feed/"):
            feed = self.feed(tag)
            same = (f.address for f in self.shelf.feeds if feed and f.number == feed.number)
            return Is(feeds=tuple(same))
        if tag.startswith(LABEL):
            title = tag.removeprefix(LABEL)
            return Is(feeds=tuple(f.address for f in self.shelf.feeds if f.folder.title == title))
        if tag in UNREAD:
            return Is(marked=MarkKind.READ, no=True)
        kinds = {READING: Is(), READ: Is(marked=MarkKind.READ), STARRED: Is(marked=MarkKind.STARRED)}
        return kinds.get(tag, Is(feeds=()))

    def wanted(self, stream: str) -> Wanted:
        """The entries of a stream, less those of some others, and those of all of others again."""
        out = (self.has(tag) for tag in self.all("xt")[:TAGS])
        also = (self.has(tag) for tag in self.all("it")[:TAGS])
        bounds = [
            Bound(of="at", sign=sign, value=min(seconds * 10**6, LAST))
            for name, sign in (("ot", ">="), ("nt", "<="))
            if (seconds := self.number(name, 0))
        ]
        every = (self.has(stream), *also, *(replace(one, no=not one.no) for one in out))
        return Wanted(by=self.by, all=every, bounds=tuple(bounds))

    def page(self, stream: str, most: int) -> tuple[list[Entry], str | None]:
        """A page of a stream, newest first, or oldest first where that is asked for; and where it ends.

        What is read in between moves nothing: a page begins behind the last entry of the one before.
        """
        size = min(max(self.number("n", FEW), 1), most)
        order = Order(down=self.get("r") != "o")
        found = self.parts.find(self.wanted(stream), order, size=size + 1, **_begins(self.get("c")))
        page = found[:size]
        return page, _ends(page[-1]) if len(found) > size else None

    def rows(self, found: Sequence[Entry]) -> list[EntryRow]:
        return self.entries.rows(self.shelf, found, self.by)

    def categories(self, entry: EntryRow) -> list[str]:
        tags = [READING, f"{LABEL}{entry.feed.folder.title}"]
        tags.append(READ if entry.read else f"{STATE}fresh")
        return [*tags, STARRED] if entry.starred else tags


def numbers_meant(written: str) -> tuple[int, ...]:
    """The numbers that an id may mean, in any of the forms that programs write: the likeliest first.

    Decimal, hexadecimal with or without noughts before it, and the long tag with either. Numbers of
    sixteen digits begin with a nought in hexadecimal only.
    """
    name = written.strip().removeprefix(LONG_ID).removeprefix("0x").casefold()
    if not name or len(name) > 20 or set(name) - set("0123456789abcdef"):
        return ()
    is_long, padded = written.strip().startswith(LONG_ID), name.startswith("0")
    hexadecimal, decimal = int(name, 16), int(name) if name.isdecimal() else 0
    both = (hexadecimal, decimal) if is_long or padded else (decimal, hexadecimal)
    return tuple(number for number in both if 0 < number < 2**53)


def _ends(last: Entry) -> str:
    """Where a page ends, in digits, as programs know it: the time and the number of its last entry."""
    return f"{last.at + SHIFT}{last.number:016d}"


def _begins(written: str) -> dict[str, Any]:
    """Behind which entry a page begins; what is short is how many there are before it."""
    if not written.isdecimal() or len(written) > 40:
        return {}
    if len(written) < 17:
        return {"start": int(written)}
    return {"after": (int(written[:-16]) - SHIFT, int(written[-16:]))}


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
    for tally in asking.parts.tallies(asking.by):
        if not tally.read:
            feed = asking.shelf.by_address[tally.feed]
            for stream in (f"feed/{feed.number}", f"{LABEL}{feed.folder.title}", READING):
                counts[stream] = counts.get(stream, 0) + tally.count
                newest[stream] = max(newest.get(stream, 0), _whole(tally.newest))
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
            "directStreamIds": [f"feed/{asking.shelf.by_address[entry.feed].number}"],
            "timestampUsec": str(_whole(entry.at)),
        }
        for entry in page
    ]
    return Json({"itemRefs": refs} | ({"continuation": more} if more else {}))


def _contents_of(asking: Asking) -> Response:
    return Json(_written(asking, READING, asking.entries_named()[:MOST], None))


def _contents(asking: Asking) -> Response:
    stream = asking.request.path_params.get("stream") or asking.get("s") or READING
    return Json(_written(asking, stream, *asking.page(stream, MOST)))


def _written(asking: Asking, stream: str, page: Sequence[Entry], more: str | None) -> Record:
    feed = asking.feed(stream) if stream.startswith("feed/") else None
    return {
        "direction": "ltr",
        "id": stream,
        "title": feed.title if feed else "readout",
        "self": [{"href": str(asking.request.url)}],
        "updated": int(now().timestamp()),
        "items": [_entry(asking, entry) for entry in asking.rows(page)],
    } | ({"continuation": more} if more else {})


def _entry(asking: Asking, entry: EntryRow) -> Record:
    address = entry.address or f"{asking.home}/article/{entry.article.id}"
    seconds = _whole(entry.opened.entry.at) // 10**6
    return {
        "id": long_id(entry),
        "crawlTimeMsec": str(int(entry.capture.received_at.timestamp() * 1000)),
        "timestampUsec": str(_whole(entry.opened.entry.at)),
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
    rows = [(_entry(asking, entry), asking.categories(entry)) for entry in asking.rows(page)]
    written = as_atom(feed.title if feed else "readout", f"{LONG_ID}{stream}", str(asking.request.url), rows)
    return Response(written, media_type="application/atom+xml; charset=utf-8")


def long_id(entry: EntryRow) -> str:
    return f"{LONG_ID}{entry.number:016x}"


def _whole(ticks: int) -> int:
    """A time in millionths of a second, cut to whole seconds towards 1970."""
    return ticks // 10**6 * 10**6 if ticks >= 0 else -(-ticks // 10**6 * 10**6)


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
