"""Keys to small numbers: a dictionary of integers that stays small and answers many at once."""

import numpy as np
from numpy.typing import NDArray

#: How full the table may be, of 1.
FULL = 0.6

_START = 1 << 12
_CHUNK = 1 << 16
Keys = NDArray[np.uint64]
Numbers = NDArray[np.int32]
#: No key has this number.
NONE = -1


class Places:
    """Keys numbered 0, 1, 2 ... in the order in which they come.

    Cost: linear in the keys asked about, whatever is held; about 20 bytes a held key.
    """

    # Plain arrays with open addressing: a dictionary of the same keys takes six times the memory.

    def __init__(self) -> None:
        self._slots: Numbers = np.full(_START, NONE, dtype=np.int32)
        self._keys: Keys = np.zeros(_START // 2, dtype=np.uint64)
        self._held = 0

    def __len__(self) -> int:
        return self._held

    def keys(self, numbers: NDArray[np.int32]) -> Keys:
        """The keys that have these numbers."""
        return self._keys[numbers]

    def find(self, keys: Keys) -> Numbers:
        """The number of each key; NONE for those that are not held."""
        return self._slots[self._find(keys)]

    def add(self, keys: Keys) -> Numbers:
        """The number of each key, new ones held from now on. No key may stand there twice."""
        slots = self._find(keys)
        fresh = np.flatnonzero(self._slots[slots] == NONE)
        if not len(fresh):
            return self._slots[slots]
        if self._held + len(fresh) > FULL * len(self._slots):
            self._grow(self._held + len(fresh))
            slots = self._find(keys)
        if self._held + len(fresh) > len(self._keys):
            self._keys = np.resize(self._keys, max(self._held + len(fresh), len(self._keys) * 3 // 2))
        numbers = np.arange(self._held, self._held + len(fresh), dtype=np.int32)
        self._keys[numbers] = keys[fresh]
        self._held += len(fresh)
        slots[fresh] = self._claim(keys[fresh], numbers, slots[fresh])
        return self._slots[slots]

    def _find(self, keys: Keys) -> NDArray[np.int64]:
        """For each key its slot, or the free slot where it would stand."""
        mask = len(self._slots) - 1
        slots = ((keys ^ (keys >> np.uint64(29))) & np.uint64(mask)).astype(np.int64)
        waiting = np.arange(len(keys))
        while len(waiting):
            number = self._slots[slots[waiting]]
            # NONE reads the last key, whatever it is; it is told apart first.
            taken = (number != NONE) & (self._keys[number] != keys[waiting])
            waiting = waiting[taken]
            slots[waiting] = (slots[waiting] + 1) & mask
        return slots

    def _claim(self, keys: Keys, numbers: Numbers, slots: NDArray[np.int64]) -> NDArray[np.int64]:
        """Put numbers into free slots; where two meet at one, the other moves on."""
        left = np.arange(len(keys))
        while len(left):
            # The last to write itself into a free slot has it; the others see that they lost.
            self._slots[slots[left]] = numbers[left]
            left = left[self._slots[slots[left]] != numbers[left]]
            slots[left] = self._find(keys[left])
        return slots

    def _grow(self, least: int) -> None:
        size = len(self._slots)
        while least > FULL * size / 2:
            size *= 2
        self._slots = np.full(size, NONE, dtype=np.int32)
        for at in range(0, self._held, _CHUNK):
            numbers = np.arange(at, min(at + _CHUNK, self._held), dtype=np.int32)
            keys = self._keys[numbers]
            self._claim(keys, numbers, self._find(keys))


def grown(held: NDArray[np.int32], size: int, fill: int = 0) -> NDArray[np.int32]:
    """The array, or a longer one that begins with it where it is shorter than `size`."""
    if size <= len(held):
        return held
    longer = np.full(max(size, len(held) * 3 // 2, _START), fill, dtype=np.int32)
    longer[: len(held)] = held
    return longer
