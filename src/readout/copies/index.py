"""An index that finds, for each text that arrives, the held texts it shares a part with."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from readout.copies.runs import MIN_RUNS, Numbers, runs
from readout.copies.table import RunTable

#: Texts of up to FINE[i] runs keep one run in RATES[i]; longer ones one in the last rate.
#: The rates are nested (a run kept at 4 is also kept at 2 and 1), so that a short and a long text
#: can be compared at the coarser of their rates.
RATES = (1, 2, 4)
FINE = (128, 256)
#: The least share of the shorter text that the longer one must hold ...
LEAST = 0.2
#: ... or, if the two share no more than one long quotation would hold, ...
QUOTATION = 24
#: ... this share: two reports that quote one sentence are not copies.
MOST = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A held text that shares a part with the one asked about."""

    key: int
    #: Shared runs over the runs of the shorter text, from 0 to 1.
    containment: float
    #: Shared runs over the runs of the held text.
    of_held: float
    #: Shared runs over the runs of the text asked about.
    of_asked: float
    #: How many kept runs are shared.
    shared: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a text: some of its runs."""

    #: Which of RATES the runs were kept at.
    rate: int
    #: How many runs the text keeps at each of RATES.
    at: tuple[int, ...]
    runs: NDArray[np.uint64]


class CopyIndex:
    """Texts by their runs. Grows by one text at a time; nothing is computed twice.

    Cost: linear in the length of the text added, whatever the number of texts held.
    After: Broder (1997), On the resemblance and containment of documents; sampling as in
    Manber (1994), Finding similar files in a large file system.
    """

    # Not Jaccard: outlets cut agency copy from the end, and a copy cut to a third scores 1/3.

    def __init__(self) -> None:
        self._numbers = Numbers()
        self._table = RunTable()
        self._rates: list[int] = []
        self._sizes: list[tuple[int, ...]] = []

    def __len__(self) -> int:
        return len(self._sizes)

    def add(self, words: Iterable[str]) -> tuple[Match, ...]:
        """Hold a text under the next number (0, 1, 2 ...); the texts held before that it matches.

        Best first, then earliest.
        """
        kept = self.keep(words)
        matches = self.matches(kept)
        self.hold(kept)
        return matches

    def keep(self, words: Iterable[str]) -> Kept:
        """What would be held of a text."""
        all_runs = runs(self._numbers.of(words))
        steps = sum(len(all_runs) > limit for limit in FINE)
        at = tuple(int(np.count_nonzero(all_runs % np.uint64(rate) == 0)) for rate in RATES)
        few = len(all_runs) < MIN_RUNS
        return Kept(
            RATES[steps], at, all_runs[:0] if few else all_runs[all_runs % np.uint64(RATES[steps]) == 0]
        )

    def hold(self, kept: Kept) -> int:
        """Hold a text; its number."""
        self._rates.append(kept.rate)
        self._sizes.append(kept.at)
        if len(kept.runs):
            self._table.hold(kept.runs, len(self._sizes) - 1)
        return len(self._sizes) - 1

    def drop(self, key: int) -> None:
        """Take a text out: it matches nothing from now on."""
        self._sizes[key] = ()

    def matches(self, kept: Kept) -> tuple[Match, ...]:
        """The held texts that share a part with this one: best first, then earliest."""
        held, shared = np.unique(self._table.holders(kept.runs), return_counts=True)
        found = (
            self._match(int(key), int(count), kept)
            for key, count in zip(held[shared > 1], shared[shared > 1], strict=True)
            if self._sizes[key]
        )
        return tuple(sorted((m for m in found if m), key=lambda m: (-m.containment, m.key)))

    def _match(self, key: int, shared: int, asked: Kept) -> Match | None:
        rate = RATES.index(max(self._rates[key], asked.rate))
        ours, theirs = asked.at[rate], self._sizes[key][rate]
        containment = min(1.0, shared / max(1, min(ours, theirs)))
        least = LEAST if shared * RATES[rate] > QUOTATION else MOST
        if containment < least:
            return None
        return Match(
            key=key,
            containment=containment,
            of_held=min(1.0, shared / max(1, theirs)),
            of_asked=min(1.0, shared / max(1, ours)),
            shared=shared,
        )
