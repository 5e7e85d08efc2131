"""Manners of asking: how often, how long, how much, and what a server's words mean for it.

Every function here decides and does nothing.
"""

import os
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.request import (  # type: ignore[attr-defined]
    getproxies_environment,
    proxy_bypass_environment,
)

from readout import __version__
from readout.model import FeedWord

#: What a feed that nobody says otherwise of is asked at, and the longest that failing makes it wait.
INTERVAL = 30 * 60
LONGEST = 24 * 3600
#: No server's wish to be left alone is followed for longer.
PATIENCE = timedelta(days=7)

_WORDS: Mapping[int, FeedWord] = {
    401: FeedWord.REFUSED,
    402: FeedWord.REFUSED,
    403: FeedWord.REFUSED,
    404: FeedWord.NOT_FOUND,
    408: FeedWord.TIMEOUT,
    410: FeedWord.GONE,
    425: FeedWord.BUSY,
    429: FeedWord.BUSY,
    451: FeedWord.REFUSED,
    504: FeedWord.TIMEOUT,
}
#: Words after which asking again soon may help.
PASSING = frozenset({
    FeedWord.TIMEOUT, FeedWord.BUSY, FeedWord.SERVER, FeedWord.BROKEN, FeedWord.NO_CONNECTION,
    FeedWord.NO_HOST,
})  # fmt: skip
#: Words after which a feed is fine.
GOOD = frozenset({FeedWord.OK, FeedWord.EMPTY, FeedWord.UNDATED})

#: What each word means, and what to do about it.
ADVICE: Mapping[FeedWord, str] = {
    FeedWord.NEW: "it has not been asked yet; `readout update` asks it",
    FeedWord.OK: "",
    FeedWord.EMPTY: "it is a feed and lists nothing; it may fill up again",
    FeedWord.UNDATED: "no entry has a date that can be; its stories are placed by the time they came in",
    FeedWord.NOT_A_FEED: "what came is neither RSS, Atom nor JSON Feed; open the address in a browser, and "
    "add the page itself so that its feed is looked for",
    FeedWord.CHALLENGE: "the server wants proof that a person asks; ask the publisher for a feed without it, "
    "or add a feed of the same outlet from elsewhere",
    FeedWord.TIMEOUT: "the server did not answer in time; it is asked again later",
    FeedWord.REFUSED: "the server does not serve this program; open the address in a browser, and if that "
    "works, ask the publisher to let feed readers in",
    FeedWord.NOT_FOUND: "there is nothing at this address (any more); look for the feed on the outlet's page",
    FeedWord.GONE: "the publisher says it is gone for good; it is not asked again, remove it",
    FeedWord.BUSY: "the server asks to be left alone for a while; it is asked again later",
    FeedWord.SERVER: "the server has trouble of its own; it is asked again later",
    FeedWord.ODD: "the server gave an answer that says nothing to a feed reader; open it in a browser",
    FeedWord.TOO_LARGE: "it is larger than the limit; raise READOUT_LIMIT if you trust it",
    FeedWord.BROKEN: "the answer broke off or cannot be unpacked; it is asked again later",
    FeedWord.NO_HOST: "no machine has this name; check the address for typing errors, or the network",
    FeedWord.NO_CONNECTION: "the machine does not take the connection; it is asked again later",
    FeedWord.TLS: "the server cannot prove who it is; open the address in a browser to see why, nothing is "
    "read over it until then",
    FeedWord.REDIRECTS: "the server sends the asker round in a circle; open the address in a browser",
    FeedWord.ADDRESS: "the address is inside your own network or of another kind than http; if you trust "
    "it, name the host in READOUT_ALLOW_HOSTS",
    FeedWord.ROBOTS: "the site asks programs not to fetch this page; the entry's own text is used",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How the web is asked."""

    #: Seconds: to connect, between two pieces of an answer, for the whole answer.
    connect: float = 10.0
    read: float = 20.0
    whole: float = 60.0
    #: Bytes of an answer, unpacked.
    limit: int = 16 * 1024 * 1024
    #: Seconds between two requests to one host, and how many hosts are asked at a time.
    delay: float = 1.0
    at_once: int = 16
    #: Hosts that are asked though they are in the user's own network.
    allowed: tuple[str, ...] = ()
    #: Proxy by scheme ("http", "https", "all").
    proxies: tuple[tuple[str, str], ...] = ()
    #: How whoever runs the server can reach whoever runs this program. None: not said.
    contact: str | None = None

    @property
    def agent(self) -> str:
        """What the program calls itself: its name, and no browser's."""
        contact = f"; {self.contact}" if self.contact else ""
        return f"readout/{__version__} (self-hosted news reader{contact})"

    def proxy_for(self, scheme: str, host: str) -> str | None:
        """The proxy that an address is asked through. None: it is asked directly."""
        proxies = dict(self.proxies)
        if proxy_bypass_environment(host, {"no": proxies.get("no", "")}):
            return None
        return proxies.get(scheme) or proxies.get("all")


def from_environment(environ: Mapping[str, str] = os.environ) -> Manners:
    """The manners that READOUT_… variables and the usual proxy variables ask for."""
    allowed = tuple(
        host.strip().lower() for host in environ.get("READOUT_ALLOW_HOSTS", "").split(",") if host.strip()
    )
    plain = Manners()
    return Manners(
        delay=_number(environ.get("READOUT_DELAY"), plain.delay),
        limit=int(_number(environ.get("READOUT_LIMIT"), plain.limit)),
        allowed=allowed,
        proxies=tuple(sorted(getproxies_environment().items())) if environ is os.environ else (),
        contact=environ.get("READOUT_CONTACT", "").strip() or None,
    )


def _number(written: str | None, otherwise: float) -> float:
    try:
        found = float(written) if written else otherwise
    except ValueError:
        return otherwise
    return found if 0 <= found < float("inf") else otherwise


def word_of(status: int) -> FeedWord:
    """What a status that brings no feed means."""
    return _WORDS.get(status, FeedWord.SERVER if status >= 500 else FeedWord.ODD)


def retry_after(written: str | None, now: datetime) -> datetime | None:
    """When a server wants to be asked again. None: it does not say, or not in words that can be."""
    if not written:
        return None
    written = written.strip()
    if written.isdecimal():
        seconds = min(int(written[:9]), int(PATIENCE.total_seconds()))
        return now + timedelta(seconds=seconds)
    try:
        at = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(at.astimezone(UTC), now + PATIENCE) if at > now else None


def next_time(
    asked_at: datetime | None,
    word: FeedWord,
    failures: int,
    not_before: datetime | None,
    interval: int,
    chance: float,
) -> datetime | None:
    """When a feed is due. None: only when a person asks (it is gone). `chance`: from 0 to 1.

    Every failure in a row doubles the wait, up to a day; no more than a tenth is added by chance,
    so that feeds added together are not asked together for ever.
    """
    if word is FeedWord.GONE:
        return None
    if asked_at is None:
        return datetime.min.replace(tzinfo=UTC)
    wait = min(interval * 2 ** min(failures, 16), max(LONGEST, interval))
    due = asked_at + timedelta(seconds=wait * (1 + chance / 10))
    return max(due, not_before) if not_before else due


def chance(address: str, asked_at: datetime | None) -> float:
    """A number from 0 to 1 that is the same whenever it is asked for."""
    return random.Random(f"{address} {asked_at}").random()
