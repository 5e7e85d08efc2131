"""Feeds: addresses that list entries, what came of asking them, and the entries."""

from dataclasses import dataclass
from datetime import datetime

from readout.model.names import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed as it arrives: a pointer to an article, not yet the article."""

    #: What the feed calls it: guid or Atom id, else its resolved link. Unique within one feed only.
    #: None: it has neither.
    id: str | None
    #: Resolved against the feed's base. None: the entry points nowhere.
    url: str | None = None
    #: As the feed writes it; it may hold HTML.
    title: str | None = None
    #: The longest text that the entry carries; it may hold HTML. Empty where it carries none.
    text: str = ""
    authors: tuple[str, ...] = ()
    #: The feed's own words for the two times.
    published: str | None = None
    updated: str | None = None
    #: Who published it first, where the feed says that it comes from elsewhere.
    outlet: str | None = None
    #: BCP 47, as the entry declares it.
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What the bytes of one feed say."""

    title: str | None
    #: In the feed's order.
    entries: tuple[Entry, ...]
    #: The page that the feed belongs to.
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A feed that somebody wants to be asked for news: a decision."""

    address: str
    #: What the person calls it. None: what it calls itself.
    title: str | None = None
    #: The folders it lies in, outermost first; empty: none.
    folder: tuple[str, ...] = ()
    #: Whether the pages of its entries are fetched. None: as the setting says.
    pages: bool | None = None
    #: Seconds between two askings. None: as the setting says.
    interval: int | None = None
    by: str
    at: datetime


class FeedWord(Name):
    """The state of a feed, in one word (some with a number beside it)."""

    NEW = "new"
    OK = "ok"
    EMPTY = "empty"
    UNDATED = "all undated"
    NOT_A_FEED = "not a feed"
    CHALLENGE = "challenge page"
    TIMEOUT = "timeout"
    REFUSED = "refused"
    NOT_FOUND = "not found"
    GONE = "gone"
    BUSY = "busy"
    SERVER = "server error"
    ODD = "odd answer"
    TOO_LARGE = "too large"
    BROKEN = "broken answer"
    NO_HOST = "no such host"
    NO_CONNECTION = "no connection"
    TLS = "not secure"
    REDIRECTS = "redirect loop"
    ADDRESS = "address not allowed"
    ROBOTS = "robots.txt forbids"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One asking of one address, and what came of it. The record; the bytes lie beside it."""

    address: str
    at: datetime
    word: FeedWord
    #: The status of the last answer. None: there was no answer.
    status: int | None = None
    #: Why, in one plain sentence without a full stop. Empty where the word says all.
    detail: str = ""
    #: The bytes' digest. None: none came (an unchanged feed sends none).
    body: str | None = None
    etag: str | None = None
    modified: str | None = None
    #: Where to ask from now on, where the server says that the feed has moved for good.
    moved_to: str | None = None
    #: Not to be asked before this, where the server says so.
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """How a subscribed feed is doing."""

    subscription: Subscription
    #: What it is called: the person's word, else the feed's own, else its address.
    title: str
    #: "ok", "refused 403" ...
    word: str
    #: What is wrong, and what to do. Empty where nothing is to be done.
    advice: str
    #: When it was asked last, and when it last gave a feed. None: never.
    asked_at: datetime | None
    good_at: datetime | None
    #: When it is asked again. None: only if a person asks.
    next_at: datetime | None
    #: How many entries have come in, and how many of them wait for their page.
    entries: int
    waiting: int
