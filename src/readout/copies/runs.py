"""Runs of five words as numbers: what a text is compared by."""

import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

#: How many words make a run.
SIZE = 5
#: A text of fewer different runs than this is too short to be anybody's copy.
MIN_RUNS = 6

_FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x85EBCA77C2B2AE63)
_MASK = (1 << 64) - 1


class Numbers(dict[str, int]):
    """The number of each word. The same in every run of the program, unlike `hash`."""

    def __missing__(self, word: str) -> int:
        number = self[word] = zlib.crc32(word.encode("utf-8", "surrogatepass")) + 1
        return number

    def of(self, words: Iterable[str]) -> NDArray[np.uint64]:
        return np.array(list(map(self.__getitem__, words)), dtype=np.uint64)


def runs(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Every different run of SIZE words, as sorted numbers. Empty if the text is shorter."""
    count = len(numbers) - SIZE + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    mixed = numbers[:count].copy()
    with np.errstate(over="ignore"):
        for step in range(1, SIZE):
            mixed *= np.uint64(_FACTORS[0])
            mixed ^= numbers[step : step + count] * np.uint64(_FACTORS[step % len(_FACTORS)])
            mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(_FACTORS[1])
        mixed ^= mixed >> np.uint64(32)
    return np.unique(mixed)
