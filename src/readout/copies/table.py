"""Which texts hold which run: a table that grows by one text at a time and stays small."""

import numpy as np
from numpy.typing import NDArray

#: A run that stands in more texts than this is a stock phrase or a copy many times found already:
#: the first ones go on answering for it.
CROWD = 40
#: How full the table may be, of 1.
FULL = 0.6

_START = 1 << 12
_NONE = -1
Runs = NDArray[np.uint64]


class RunTable:
    """Run to the numbers of the texts that hold it, the first CROWD of them.

    Cost: linear in the runs asked about, whatever is held; about 25 bytes a held run.
    """

    # Plain arrays with open addressing: a dictionary of the same runs takes six times the memory.

    def __init__(self) -> None:
        self._runs = np.zeros(_START, dtype=np.uint64)
        self._heads = np.full(_START, _NONE, dtype=np.int32)
        self._sizes = np.zeros(_START, dtype=np.uint8)
        self._used = 0
        self._texts = np.zeros(_START, dtype=np.int32)
        self._after = np.zeros(_START, dtype=np.int32)
        self._entries = 0
        #: What was looked up last: who asks for a text mostly holds it next.
        self._asked: tuple[Runs, NDArray[np.int64]] | None = None

    def holders(self, runs: Runs) -> NDArray[np.int32]:
        """The texts that hold these runs; a text stands once for each of the runs it holds."""
        slots = self._find(runs)
        self._asked = runs, slots
        entries = self._heads[slots]
        entries = entries[entries != _NONE]
        found = []
        while len(entries):
            found.append(self._texts[entries])
            entries = self._after[entries]
            entries = entries[entries != _NONE]
        return np.concatenate(found) if found else np.empty(0, dtype=np.int32)

    def hold(self, runs: Runs, text: int) -> None:
        """Note that a text holds these runs, no run twice."""
        if (self._used + len(runs)) > FULL * len(self._runs):
            self._grow(self._used + len(runs))
        asked, self._asked = self._asked, None
        found = asked[1] if asked and asked[0] is runs else self._find(runs)
        slots = self._claim(runs, found)
        slots = slots[self._sizes[slots] < CROWD]
        first, last = self._entries, self._entries + len(slots)
        if last > len(self._texts):
            more = max(last, len(self._texts) + len(self._texts) // 2)
            self._texts = np.resize(self._texts, more)
            self._after = np.resize(self._after, more)
        self._texts[first:last] = text
        self._after[first:last] = self._heads[slots]
        self._heads[slots] = np.arange(first, last, dtype=np.int32)
        self._sizes[slots] += np.uint8(1)
        self._entries = last

    def _find(self, runs: Runs) -> NDArray[np.int64]:
        """For each run its slot, or the free slot where it would stand."""
        mask = len(self._runs) - 1
        slots = (runs & np.uint64(mask)).astype(np.int64)
        waiting = np.arange(len(runs))
        while len(waiting):
            at = slots[waiting]
            taken = (self._heads[at] != _NONE) & (self._runs[at] != runs[waiting])
            waiting = waiting[taken]
            slots[waiting] = (slots[waiting] + 1) & mask
        return slots

    def _claim(self, runs: Runs, slots: NDArray[np.int64]) -> NDArray[np.int64]:
        """A slot for each run; where two new runs meet at a free one, the second moves on."""
        fresh = np.flatnonzero(self._heads[slots] == _NONE)
        self._used += len(fresh)
        while len(fresh):
            # The last to write its run into a free slot has it; the others see that they lost.
            self._runs[slots[fresh]] = runs[fresh]
            won = self._runs[slots[fresh]] == runs[fresh]
            # A claimed slot counts as taken from now on; its real head is set by `hold`.
            self._heads[slots[fresh[won]]] = _CLAIMED
            fresh = fresh[~won]
            slots[fresh] = self._find(runs[fresh])
        claimed = self._heads[slots] == _CLAIMED
        self._heads[slots[claimed]] = _NONE
        return slots

    def _grow(self, least: int) -> None:
        size = len(self._runs)
        while least > FULL * size / 2:
            size *= 2
        taken = self._heads != _NONE
        runs, heads, sizes = self._runs[taken], self._heads[taken], self._sizes[taken]
        self._runs = np.zeros(size, dtype=np.uint64)
        self._heads = np.full(size, _NONE, dtype=np.int32)
        self._sizes = np.zeros(size, dtype=np.uint8)
        self._used, self._asked = 0, None
        for at in range(0, len(runs), _CHUNK):
            part = slice(at, at + _CHUNK)
            slots = self._claim(runs[part], self._find(runs[part]))
            self._heads[slots], self._sizes[slots] = heads[part], sizes[part]


#: The mark of a slot between being claimed and being filled.
_CLAIMED = -2
_CHUNK = 1 << 16
