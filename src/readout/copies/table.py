"""Which texts hold which run: a table that grows by one text at a time and stays small."""

import numpy as np
from numpy.typing import NDArray

from readout.text.places import NONE, Places, grown

#: A run that stands in more texts than this is a stock phrase or a copy many times found already:
#: the first ones go on answering for it.
CROWD = 40

Runs = NDArray[np.uint64]
_Numbers = NDArray[np.int32]


class RunTable:
    """Run to the numbers of the texts that hold it, the first CROWD of them.

    Cost: linear in the runs asked about, whatever is held; about 40 bytes a held run.
    """

    def __init__(self) -> None:
        self._places = Places()
        empty = np.empty(0, dtype=np.int32)
        #: The newest entry of each run and how many it has; the text of each entry, and the entry before.
        self._heads, self._sizes, self._texts, self._before = empty, empty, empty, empty
        self._entries = 0

    def holders(self, runs: Runs) -> _Numbers:
        """The texts that hold these runs; a text stands once for each of the runs it holds."""
        numbers = self._places.find(runs)
        entries = self._heads[numbers[numbers != NONE]]
        found = []
        while len(entries):
            found.append(self._texts[entries])
            entries = self._before[entries]
            entries = entries[entries != NONE]
        return np.concatenate(found) if found else np.empty(0, dtype=np.int32)

    def hold(self, runs: Runs, text: int) -> None:
        """Note that a text holds these runs, no run twice."""
        numbers = self._places.add(runs)
        self._heads = grown(self._heads, len(self._places), NONE)
        self._sizes = grown(self._sizes, len(self._places))
        numbers = numbers[self._sizes[numbers] < CROWD]
        first, last = self._entries, self._entries + len(numbers)
        self._texts, self._before = grown(self._texts, last), grown(self._before, last)
        self._texts[first:last] = text
        self._before[first:last] = self._heads[numbers]
        self._heads[numbers] = np.arange(first, last, dtype=np.int32)
        self._sizes[numbers] += 1
        self._entries = last
