"""An index that finds, for each text that arrives, the held texts it shares a part with."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from readout.copies.runs import MIN_RUNS, Numbers, runs

#: Texts of up to FINE[i] runs keep one run in RATES[i]; longer ones one in the last rate.
#: The rates are nested (a run kept at 4 is also kept at 2 and 1), so that a short and a long text
#: can be compared at the coarser of their rates.
RATES = (1, 2, 4)
FINE = (128, 256)
#: A run that stands in more texts than this is a stock phrase or a copy many times found already:
#: the first ones go on answering for it.
CROWD = 40
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
class _Sizes:
    rate: int
    #: How many runs the text keeps at each of RATES.
    at: tuple[int, ...]


class CopyIndex:
    """Texts by their runs. Grows by one text at a time; nothing is computed twice.

    Cost: linear in the length of the text added, whatever the number of texts held.
    After: Broder (1997), On the resemblance and containment of documents; sampling as in
    Manber (1994), Finding similar files in a large file system.
    """

    # Not Jaccard: outlets cut agency copy from the end, and a copy cut to a third scores 1/3.

    def __init__(self) -> None:
        self._numbers = Numbers()
        #: Run to the texts that hold it: one number, or a list of them.
        self._holders: dict[int, int | list[int]] = {}
        self._sizes: list[_Sizes] = []

    def __len__(self) -> int:
        return len(self._sizes)

    def add(self, words: Iterable[str]) -> tuple[Match, ...]:
        """Hold a text under the next number (0, 1, 2 ...); the texts held before that it matches.

        Best first, then earliest.
        """
        all_runs = runs(self._numbers.of(words))
        sizes = _sizes_of(all_runs)
        kept = all_runs[all_runs % np.uint64(sizes.rate) == 0].tolist()
        matches = self._matches(kept, sizes) if len(all_runs) >= MIN_RUNS else ()
        self._sizes.append(sizes)
        if len(all_runs) >= MIN_RUNS:
            self._hold(kept, len(self._sizes) - 1)
        return matches

    def _hold(self, kept: list[int], key: int) -> None:
        holders = self._holders
        for run in kept:
            held = holders.setdefault(run, key)
            if isinstance(held, list):
                if len(held) < CROWD:
                    held.append(key)
            elif held != key:
                holders[run] = [held, key]

    def _matches(self, kept: list[int], asked: _Sizes) -> tuple[Match, ...]:
        hits: Counter[int] = Counter()
        holders = self._holders
        for run in kept:
            held = holders.get(run)
            if isinstance(held, list):
                hits.update(held)
            elif held is not None:
                hits[held] += 1
        found = (self._match(key, shared, asked) for key, shared in hits.items() if shared > 1)
        return tuple(sorted((m for m in found if m), key=lambda m: (-m.containment, m.key)))

    def _match(self, key: int, shared: int, asked: _Sizes) -> Match | None:
        held = self._sizes[key]
        rate = RATES.index(max(held.rate, asked.rate))
        ours, theirs = asked.at[rate], held.at[rate]
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


def _sizes_of(all_runs: np.typing.NDArray[np.uint64]) -> _Sizes:
    steps = sum(len(all_runs) > limit for limit in FINE)
    at = tuple(int(np.count_nonzero(all_runs % np.uint64(rate) == 0)) for rate in RATES)
    return _Sizes(rate=RATES[steps], at=at)
