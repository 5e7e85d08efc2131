"""The best row of tags, where tags depend on the tag before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Scores of a tag at the begin, after another tag (row: before, column: after), and at the end."""

    begin: Floats
    follow: Floats
    end: Floats

    @classmethod
    def named(cls, name: str, arrays: Mapping[str, Floats]) -> Self:
        return cls(arrays[f"{name}.begin"], arrays[f"{name}.follow"], arrays[f"{name}.end"])

    def best(self, scores: Floats, lengths: NDArray[np.int64] | None = None) -> NDArray[np.int64]:
        """The best tags of each row. `scores`: rows x words x tags, at least one word.

        `lengths`: how many words of each row count, at least one; the tags behind them mean nothing.

        After: Viterbi (1967), Error bounds for convolutional codes.
        """
        rows, size, tags = scores.shape
        lasts = np.full(rows, size - 1) if lengths is None else lengths - 1
        total = self.begin + scores[:, 0]
        totals = np.empty_like(scores)
        totals[:, 0] = total
        back = np.zeros((rows, size, tags), dtype=np.int64)
        for n in range(1, size):
            ways = total[:, :, None] + self.follow
            back[:, n] = ways.argmax(1)
            totals[:, n] = total = ways.max(1) + scores[:, n]
        found = np.zeros((rows, size), dtype=np.int64)
        each = np.arange(rows)
        ends = (totals[each, lasts] + self.end).argmax(1)
        tag = ends
        for n in range(size - 1, -1, -1):
            tag = np.where(n == lasts, ends, tag)
            found[:, n] = tag
            tag = back[each, n, tag]
        return found

    def shares(self, scores: Floats, lengths: NDArray[np.int64] | None = None) -> Floats:
        """The probability of each tag of each word, given the whole row. Shape and lengths as for `best`.

        After: Rabiner (1989), A tutorial on hidden Markov models: forward and backward.
        """
        rows, size, _ = scores.shape
        lasts = np.full(rows, size - 1) if lengths is None else lengths - 1
        forward, backward = scores.copy(), np.zeros_like(scores)
        forward[:, 0] += self.begin
        for n in range(1, size):
            forward[:, n] += _total(forward[:, n - 1, :, None] + self.follow, 1)
        backward[:, -1] = self.end
        for n in range(size - 2, -1, -1):
            ways = self.follow + (scores[:, n + 1] + backward[:, n + 1])[:, None]
            backward[:, n] = np.where(lasts[:, None] == n, self.end, _total(ways, 2))
        both = forward + backward
        found: Floats = np.exp(both - _total(both, 2)[..., None])
        return found


def _total(scores: Floats, axis: int) -> Floats:
    """The logarithm of the sum of the powers of e."""
    most = scores.max(axis, keepdims=True)
    found: Floats = np.log(np.exp(scores - most).sum(axis)) + most.squeeze(axis)
    return found


def runs(tags: Sequence[int] | NDArray[np.int64]) -> Iterator[tuple[int, int, int]]:
    """(role, start, end) of each run.

    Tag 0 is nothing; role r begins with tag 1 + 2r and goes on with tag 2 + 2r.
    """
    n = 0
    while n < len(tags):
        start, tag = n, int(tags[n])
        n += 1
        if tag % 2:
            while n < len(tags) and tags[n] == tag + 1:
                n += 1
            yield tag // 2, start, n
