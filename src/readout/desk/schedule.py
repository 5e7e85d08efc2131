"""Asks feeds as they fall due, beside whatever else the program does."""

import logging
import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Self

from readout.desk.clock import Clock, now
from readout.model import ReadoutError

if TYPE_CHECKING:
    from readout.desk import Desk

log = logging.getLogger(__name__)

#: The longest sleep between two looks at what is due, in seconds: a feed added meanwhile is seen,
#: and so is that the machine slept.
LOOK = 30.0


class Schedule:
    """One thread that updates a desk when a feed is due. Use it as a context.

    What is due is worked out from the store and the wall's clock each time: after a machine has
    slept every feed is asked once, not once for each time missed. An update never starts before
    the last has ended.
    """

    def __init__(self, desk: "Desk", clock: Clock = now, *, look: float = LOOK) -> None:
        self._desk = desk
        self._clock = clock
        self._look = look
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._work, name="feeds", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *trouble: object) -> None:
        """End it. An update that is running is stopped; the next one goes on from there."""
        self._end.set()
        self._desk.feeds.stop()
        self._thread.join(timeout=10)

    def _work(self) -> None:
        while not self._end.is_set():
            try:
                self._end.wait(self._once())
            except ReadoutError as error:
                # The store is busy or full: told, and tried again.
                log.warning("update failed", extra={"error": str(error)})
                self._end.wait(self._look)
            except Exception:
                # A bug must not end the asking of feeds for ever; it is told in full.
                log.exception("update failed")
                self._end.wait(self._look)

    def _once(self) -> float:
        """Ask what is due. How many seconds to sleep then."""
        if self._desk.feeds.has_work():
            updated = self._desk.update(due_only=True)
            log.info("updated", extra={"asked": updated.asked, "captures": updated.captures})
        due = self._desk.feeds.due_at()
        wait = (due - self._clock()) if due else timedelta(seconds=self._look)
        return min(max(wait.total_seconds(), 1.0), self._look)
