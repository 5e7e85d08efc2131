"""One request to a program that a person has named, with an end to everything."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx2

from readout.model import Problem

ORIGIN = "assist/1"
#: The longest answer that is read, in bytes.
LONGEST = 1_000_000
#: How often it is asked again where it is busy or fails for a moment.
TRIES = 3
_AGAIN = frozenset({408, 429, 500, 502, 503, 504})
#: The longest wait between two tries, in seconds.
_WAIT = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back, and what it may be used for is decided elsewhere."""

    #: The words proposed, each with the numbers of the lines that it names.
    proposed: tuple[tuple[str, tuple[int, ...]], ...] = ()
    #: The body as it came.
    body: str = ""
    problem: Problem | None = None


def post(
    address: str,
    body: Mapping[str, Any],
    headers: Mapping[str, str],
    *,
    patience: float,
    sleep: Callable[[float], None] = time.sleep,
) -> str | Problem:
    """The body of the answer, or the Problem that there is none.

    Busy and failing servers are asked again, at most TRIES times and within `patience` seconds in all;
    no redirect is followed: a key goes to the address that was named, and nowhere else.
    """
    ends = time.monotonic() + patience
    what = "no answer"
    for number in range(TRIES):
        left = ends - time.monotonic()
        if left <= 0:
            break
        try:
            status, told, wait = _once(address, body, headers, left)
        except httpx2.TimeoutException:
            what = f"no whole answer within {patience:.0f} seconds"
            break
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
            what, wait = f"could not be asked: {type(error).__name__}", 0.0
        else:
            if status == 200:
                return told
            what = f"answered {status}"
            if status not in _AGAIN:
                break
        if number + 1 < TRIES:
            sleep(min(wait or 0.5 * 2**number, _WAIT, max(0.0, ends - time.monotonic())))
    return Problem(where=_shown(address), what=f"{what}; nothing of it is shown", origin=ORIGIN)


def _once(
    address: str, body: Mapping[str, Any], headers: Mapping[str, str], left: float
) -> tuple[int, str, float]:
    """Status, body and how long to wait; raises TimeoutException when the time is over, drop by drop too."""
    ends = time.monotonic() + left
    timeout = httpx2.Timeout(min(left, 30.0))
    with (
        httpx2.Client(timeout=timeout, follow_redirects=False, trust_env=False) as client,
        client.stream("POST", address, content=json.dumps(body).encode(), headers=dict(headers)) as came,
    ):
        wait = came.headers.get("retry-after", "")
        held = bytearray()
        for piece in came.iter_bytes():
            held += piece
            if len(held) > LONGEST:
                return 413, "", 0.0
            if time.monotonic() > ends:
                raise httpx2.ReadTimeout("too slow")
        return came.status_code, held.decode("utf-8", "replace"), float(wait) if wait.isdecimal() else 0.0


def _shown(address: str) -> str:
    """The address without what may be a secret."""
    return address.partition("?")[0].rpartition("@")[2]
