"""What sites ask of programs: robots.txt. After: RFC 9309."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego

from readout.model import FeedWord

#: The name that a site's robots.txt may speak to.
NAME = "readout"
#: For how long what a site asks is believed.
FRESH = timedelta(hours=24)
#: No wish for a longer wait between two requests is followed, in seconds.
LONGEST_DELAY = 3600.0

#: Gives the status of a robots.txt (None: no answer), its bytes, and the word for its trouble.
Ask = Callable[[str], Awaitable[tuple[int | None, bytes, FeedWord | None]]]


class Robots:
    """Whether pages may be fetched, by what each site says. Each site is asked once a day."""

    def __init__(self, ask: Ask, clock: Callable[[], datetime]) -> None:
        self._ask = ask
        self._clock = clock
        self._trouble: dict[str, FeedWord] = {}
        self._known: dict[str, tuple[datetime, Protego | bool]] = {}

    async def allow(self, address: str) -> bool | None:
        """Whether a page may be fetched. None: the site does not say at the moment; try later."""
        rules = await self._rules(address)
        return rules if rules is None or isinstance(rules, bool) else rules.can_fetch(address, NAME)

    def trouble(self, address: str) -> FeedWord:
        """Why a site does not say what it allows."""
        return self._trouble.get(_site(address), FeedWord.SERVER)

    def delay(self, address: str) -> float:
        """How many seconds the site wants between two requests, as far as it has been asked."""
        _, rules = self._known.get(_site(address), (None, None))
        wanted = None if rules is None or isinstance(rules, bool) else rules.crawl_delay(NAME)
        return min(float(wanted or 0), LONGEST_DELAY)

    async def _rules(self, address: str) -> Protego | bool | None:
        site = _site(address)
        known = self._known.get(site)
        if known and self._clock() - known[0] < FRESH:
            return known[1]
        status, body, word = await self._ask(f"{site}/robots.txt")
        rules: Protego | bool
        if status is not None and 200 <= status < 300:
            rules = Protego.parse(body[:512_000].decode("utf-8", "replace"))
        elif status is not None and 400 <= status < 500 and status != 429:
            rules = True  # there is none: everything is allowed
        else:
            self._trouble[site] = word or FeedWord.SERVER
            return None  # in trouble: nothing is, for now; not remembered
        self._known[site] = self._clock(), rules
        return rules


def _site(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
