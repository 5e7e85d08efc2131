"""Ask addresses, many at a time and each host politely. Trouble is an answer, not an exception."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2

from readout.intake.web.guard import (
    AddressNotAllowedError,
    Guard,
    NoSuchHostError,
    may_be_public,
)
from readout.intake.web.manners import Manners, retry_after, word_of
from readout.intake.web.packed import BrokenError, TooMuchError, Unpacker
from readout.intake.web.robots import Robots
from readout.model import FeedWord

#: How many redirects are followed.
HOPS = 10
FEEDS = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.5, */*;q=0.1"
)
IMAGES = "image/avif, image/webp, image/png, image/jpeg, image/gif;q=0.8"
PAGES = "text/html, application/xhtml+xml, */*;q=0.1"
#: How much of an answer that is no success is looked at, to tell a challenge from a refusal.
_GLANCE = 200_000
#: A wait that is waited out; for a longer one the host is left alone until the next run.
_SHORT = 10.0
#: Words for a host that does not answer at all.
_SILENT = frozenset({FeedWord.TIMEOUT, FeedWord.NO_CONNECTION, FeedWord.NO_HOST})
_MOVED = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: What pages that want proof of a person hold: names in the programs that make them.
_CHALLENGES = (
    b"_cf_chl_opt", b"_incapsula_resource", b"ddos-guard/js-challenge", b"captcha-delivery.com",
    b"awswafcookiedomainlist", b"gokuprops", b"/.well-known/sgcaptcha", b"anubis_challenge",
)  # fmt: skip
#: What also stands in pages that are what they seem: it counts where the status is no success.
_MAYBE = (b"/cdn-cgi/challenge-platform/", b"px-captcha", b"g-recaptcha", b"h-captcha")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of asking an address."""

    address: str
    #: Where the answer came from in the end.
    final: str
    #: None: bytes came, and they are in `body`; or, with status 304, nothing has changed.
    word: FeedWord | None
    status: int | None = None
    detail: str = ""
    body: bytes | None = None
    media_type: str = ""
    etag: str | None = None
    modified: str | None = None
    #: Where it has moved for good. None: it has not.
    moved_to: str | None = None
    not_before: datetime | None = None


@dataclass(slots=True)
class _Host:
    """One host, asked one request at a time."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    #: By the loop's clock: when it may be asked next.
    free_at: float = 0.0
    #: By the wall's clock: before this it is not asked at all, and the word that says why.
    not_before: datetime | None = None
    word: FeedWord = FeedWord.BUSY
    detail: str = "the host asked to be left alone"
    #: How often in a row it gave no answer.
    silent: int = 0


class Fetcher:
    """Asks addresses. Use it as a context; one serves a whole run."""

    def __init__(
        self, manners: Manners, clock: Callable[[], datetime], *, trust: ssl.SSLContext | None = None
    ) -> None:
        self._manners = manners
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._clients: dict[str | None, httpx2.AsyncClient] = {}
        self._stack = AsyncExitStack()
        self._room = asyncio.Semaphore(manners.at_once)
        self._guard = Guard(manners.allowed)
        self._trust = trust
        self.robots = Robots(self._ask_robots, clock)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def feed(self, address: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
        """Ask for a feed; only for what has changed where `etag` or `modified` are known."""
        known = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {"Accept": FEEDS, **{name: value for name, value in known.items() if value}}
        return await self._ask(address, headers)

    async def page(self, address: str) -> Answer:
        """Ask for a page, if the site's robots.txt lets programs ask for it."""
        return await self._ask(address, {"Accept": PAGES}, robots=True)

    async def image(self, address: str) -> Answer:
        """Ask for an image, as a browser would: of one page, for one person."""
        return await self._ask(address, {"Accept": IMAGES})

    async def post(self, address: str, body: bytes, media_type: str) -> Answer:
        """Hand something over to an address that the user named. Never raises; no redirect is followed.

        Through the same guard as every asking: nothing inside the user's own network, unless allowed.
        """
        answer = Answer(address=address, final=address, word=None)
        trouble = _refused(address) or self._behind_proxy(address)
        if trouble:
            return replace(answer, word=FeedWord.ADDRESS, detail=trouble)
        return await self._caught(address, self._handed(address, body, media_type))

    async def _handed(self, address: str, body: bytes, media_type: str) -> Answer:
        client = self._client(address)
        async with (
            asyncio.timeout(self._manners.whole),
            client.stream("POST", address, content=body, headers={"Content-Type": media_type}) as response,
        ):
            status = response.status_code
        if 200 <= status < 300:
            return Answer(address=address, final=address, word=None, status=status)
        word = FeedWord.REDIRECTS if status in _REDIRECTS else word_of(status)
        return Answer(address=address, final=address, word=word, status=status)

    async def _caught(self, at: str, asking: Awaitable[Answer]) -> Answer:
        """What came of an asking, trouble included."""
        answer = Answer(address=at, final=at, word=None)
        try:
            return await asking
        except (TimeoutError, httpx2.TimeoutException):
            return replace(answer, word=FeedWord.TIMEOUT)
        except AddressNotAllowedError as error:
            return replace(answer, word=FeedWord.ADDRESS, detail=f"{error}")
        except NoSuchHostError as error:
            return replace(answer, word=FeedWord.NO_HOST, detail=f"{error}")
        except httpx2.ConnectError as error:
            word = FeedWord.TLS if _about_tls(error) else FeedWord.NO_CONNECTION
            return replace(answer, word=word, detail=_first_line(error))
        except (BrokenError, httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            word = FeedWord.TLS if _about_tls(error) else FeedWord.BROKEN
            return replace(answer, word=word, detail=_first_line(error))

    async def _ask_robots(self, address: str) -> tuple[int | None, bytes, FeedWord | None]:
        # The caller holds the host's turn: this request is part of it, wherever it leads.
        answer = await self._hops(address, {"Accept": "text/plain, */*;q=0.1"}, False, in_turn=True)
        return answer.status, answer.body or b"", answer.word

    async def _ask(self, address: str, headers: dict[str, str], *, robots: bool = False) -> Answer:
        return await self._hops(address, headers, robots)

    async def _hops(
        self, address: str, headers: dict[str, str], robots: bool, *, in_turn: bool = False
    ) -> Answer:
        """Follow redirects, each checked like a first request."""
        at, moved, for_good = address, None, True
        seen: set[str] = set()
        while len(seen) <= HOPS and at not in seen:
            seen.add(at)
            answer, to = await self._one(at, headers, robots, in_turn)
            if to is None:
                return replace(answer, address=address, moved_to=moved)
            for_good = for_good and answer.status in _MOVED
            at = to
            moved = to if for_good else moved
        detail = "it leads back to itself" if at in seen else f"more than {HOPS} redirects"
        return Answer(address=address, final=at, word=FeedWord.REDIRECTS, detail=detail)

    async def _one(
        self, at: str, headers: dict[str, str], robots: bool, in_turn: bool
    ) -> tuple[Answer, str | None]:
        """One request to one address: its answer, and where it sends the asker. Never raises."""
        answer = Answer(address=at, final=at, word=None)
        trouble = _refused(at) or self._behind_proxy(at)
        if trouble:
            return replace(answer, word=FeedWord.ADDRESS, detail=trouble), None
        if in_turn:
            return await self._within(at, headers, robots, None)
        host = self._hosts.setdefault(urlsplit(at).netloc.lower(), _Host())
        async with host.turn:
            if host.not_before and (host.not_before - self._clock()).total_seconds() > _SHORT:
                return replace(answer, word=host.word, detail=host.detail, not_before=host.not_before), None
            wait = host.free_at - asyncio.get_running_loop().time()
            if wait > _SHORT:
                detail = f"its robots.txt asks for {self.robots.delay(at):.0f} seconds between two requests"
                later = self._clock() + timedelta(seconds=wait)
                return replace(answer, word=FeedWord.BUSY, detail=detail, not_before=later), None
            await asyncio.sleep(wait)
            try:
                async with self._room:
                    answer, to = await self._within(at, headers, robots, host)
                self._remember(host, answer.word)
                return answer, to
            finally:
                pause = self.robots.delay(at) if robots else 0.0
                host.free_at = asyncio.get_running_loop().time() + max(self._manners.delay, pause)

    def _remember(self, host: _Host, word: FeedWord | None) -> None:
        """A host that gave no answer twice in a row is not asked again in this run."""
        host.silent = host.silent + 1 if word in _SILENT else 0
        if host.silent >= 2 and word is not None:
            host.not_before, host.word = self._clock() + timedelta(minutes=5), word
            host.detail = "the host did not answer before"

    async def _within(
        self, at: str, headers: dict[str, str], robots: bool, host: _Host | None
    ) -> tuple[Answer, str | None]:
        answer = Answer(address=at, final=at, word=None)
        try:
            client = self._client(at)
            async with asyncio.timeout(self._manners.whole):
                if robots:
                    allowed = await self.robots.allow(at)
                    if not allowed:
                        word = FeedWord.ROBOTS if allowed is False else self.robots.trouble(at)
                        said = "" if allowed is False else "its robots.txt cannot be had at the moment"
                        return replace(answer, word=word, detail=said), None
                return await self._exchange(client, at, headers, host)
        except (TimeoutError, httpx2.TimeoutException):
            return replace(answer, word=FeedWord.TIMEOUT), None
        except AddressNotAllowedError as error:
            return replace(answer, word=FeedWord.ADDRESS, detail=f"{error}"), None
        except NoSuchHostError as error:
            return replace(answer, word=FeedWord.NO_HOST, detail=f"{error}"), None
        except httpx2.ConnectError as error:
            word = FeedWord.TLS if _about_tls(error) else FeedWord.NO_CONNECTION
            return replace(answer, word=word, detail=_first_line(error)), None
        except BrokenError as error:
            return replace(answer, word=FeedWord.BROKEN, detail=f"{error}"), None
        except TooMuchError:
            detail = f"more than {self._manners.limit:,} bytes"
            return replace(answer, word=FeedWord.TOO_LARGE, detail=detail), None
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            word = FeedWord.TLS if _about_tls(error) else FeedWord.BROKEN
            return replace(answer, word=word, detail=_first_line(error)), None

    async def _exchange(
        self, client: httpx2.AsyncClient, at: str, headers: dict[str, str], host: _Host | None
    ) -> tuple[Answer, str | None]:
        async with client.stream("GET", at, headers=headers) as response:
            status = response.status_code
            wish = retry_after(response.headers.get("retry-after"), self._clock())
            answer = Answer(
                address=at,
                final=at,
                word=None,
                status=status,
                media_type=response.headers.get("content-type", ""),
                etag=response.headers.get("etag"),
                modified=response.headers.get("last-modified"),
            )
            if status in _REDIRECTS:
                to = response.headers.get("location")
                return (answer, urljoin(at, to)) if to else (replace(answer, word=FeedWord.ODD), None)
            if status == 304:
                return answer, None
            if status in {429, 503}:
                if host is not None:
                    host.not_before = wish or self._clock() + timedelta(minutes=1)
                answer = replace(answer, not_before=wish)
            good = 200 <= status < 300
            body = await self._body(response, self._manners.limit if good else _GLANCE, good)
            if is_challenge(status, body, response.headers):
                return replace(answer, word=FeedWord.CHALLENGE), None
            if good:
                return replace(answer, body=body), None
            return replace(answer, word=word_of(status)), None

    async def _body(self, response: httpx2.Response, limit: int, good: bool) -> bytes:
        """The whole answer, unpacked; of an answer that is no success, as much as can be had."""
        said = response.headers.get("content-length", "")
        if good and said.isdecimal() and int(said) > limit:
            raise TooMuchError
        try:
            unpacker = Unpacker(response.headers.get("content-encoding", ""), limit)
            async for piece in response.aiter_raw():
                unpacker.take(piece)
            return unpacker.whole()
        except (BrokenError, TooMuchError):
            if good:
                raise
            return b""

    def _behind_proxy(self, at: str) -> str | None:
        """Why an address is not asked through a proxy, which the guard cannot see behind."""
        parts = urlsplit(at)
        host = (parts.hostname or "").lower()
        if not self._manners.proxy_for(parts.scheme, host):
            return None
        port = parts.port or (443 if parts.scheme == "https" else 80)
        return None if may_be_public(host) or self._guard.allows(host, port) else f"{host} is not public"

    def _client(self, at: str) -> httpx2.AsyncClient:
        parts = urlsplit(at)
        proxy = self._manners.proxy_for(parts.scheme, parts.hostname or "")
        if proxy not in self._clients:
            self._clients[proxy] = self._new_client(proxy)
        return self._clients[proxy]

    def _new_client(self, proxy: str | None) -> httpx2.AsyncClient:
        manners = self._manners
        guard = self._guard
        if proxy is not None:
            # The proxy itself is the user's choice; names behind it are its to resolve.
            named = urlsplit(proxy)
            if named.scheme not in {"http", "https"}:
                raise BrokenError(f"a proxy of the kind “{named.scheme}” is not used; name an http one")
            guard = Guard((*manners.allowed, (named.hostname or "").lower()))
        client = httpx2.AsyncClient(
            transport=_Guarded(guard, proxy, self._trust),
            headers={"User-Agent": manners.agent, "Accept-Encoding": "gzip, deflate"},
            timeout=httpx2.Timeout(manners.read, connect=manners.connect, pool=None),
            follow_redirects=False,
            trust_env=False,
        )
        self._stack.push_async_callback(client.aclose)
        return client


@cache
def _trust() -> ssl.SSLContext:
    """Whom the system trusts. Made once: reading its certificates takes a while."""
    return httpcore2.default_ssl_context()


class _Guarded(httpx2.AsyncHTTPTransport):
    """A transport whose connections the guard makes."""

    def __init__(self, guard: Guard, proxy: str | None, trust: ssl.SSLContext | None) -> None:
        trust = trust or _trust()
        if proxy is None:
            self._pool = httpcore2.AsyncConnectionPool(
                ssl_context=trust, http2=True, keepalive_expiry=15.0, network_backend=guard
            )
        else:
            self._pool = httpcore2.AsyncHTTPProxy(
                proxy, ssl_context=trust, http2=True, keepalive_expiry=15.0, network_backend=guard
            )


def is_challenge(status: int, body: bytes, headers: httpx2.Headers) -> bool:
    """Whether an answer is a page that wants proof of a person."""
    if headers.get("cf-mitigated") == "challenge" or "x-amzn-waf-action" in headers:
        return True
    head = body[:_GLANCE].lower()
    marks = _CHALLENGES if 200 <= status < 300 else _CHALLENGES + _MAYBE
    return b"<html" in head[:4000] and any(mark in head for mark in marks)


def _refused(at: str) -> str | None:
    """Why an address is not asked whatever its machine. None: it may be."""
    try:
        parts = urlsplit(at)
        named, _ = parts.hostname, parts.port
    except ValueError:
        return "it is no address"
    if parts.scheme not in {"http", "https"}:
        return f"its scheme is “{parts.scheme}”, and only http and https are asked"
    return None if named else "it names no host"


def _about_tls(error: BaseException) -> bool:
    """Whether an error comes from the proof of who the server is."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return "certificate" in str(error).lower()


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:200]
