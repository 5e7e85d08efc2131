"""Groups by average likeness, under decisions that outrank it."""

import heapq
from collections import defaultdict
from collections.abc import Collection, Mapping
from itertools import combinations

Pair = frozenset[str]

#: The average likeness of two groups from which they become one.
EVEN = 0.5


def cluster(
    keys: Collection[str],
    likeness: Mapping[Pair, float],
    *,
    same: Collection[Pair] = (),
    different: Collection[Pair] = (),
    least: float = EVEN,
) -> list[tuple[str, ...]]:
    """The keys in groups; the nearest two groups join first, until none is near enough.

    Groups that hold a pair of `different` never join; the pairs of `same` are joined before
    anything else (a pair in both is kept apart). Pairs without likeness count as 0. The order of
    `keys` does not matter.

    Cost: pairs x log pairs, times the joins of one group at worst.
    """
    groups = _Groups(keys, likeness, different)
    for pair in sorted(same, key=sorted):
        one, other = sorted(pair)
        if pair not in groups.apart and groups.has(one) and groups.has(other):
            groups.join(groups.holder(one), groups.holder(other))
    groups.join_nearest(least)
    return groups.found()


class _Groups:
    def __init__(
        self, keys: Collection[str], likeness: Mapping[Pair, float], different: Collection[Pair]
    ) -> None:
        self.apart = frozenset(different)
        self._members: dict[str, list[str]] = {key: [key] for key in keys}
        self._holder = {key: key for key in keys}
        #: The sum of likenesses between two groups, by the first keys of both.
        self._sums: dict[str, dict[str, float]] = defaultdict(dict)
        for pair, value in likeness.items():
            if len(pair) == 2 and pair <= self._holder.keys():
                one, other = pair
                self._sums[one][other] = self._sums[other][one] = value

    def has(self, key: str) -> bool:
        return key in self._holder

    def holder(self, key: str) -> str:
        return self._holder[key]

    def found(self) -> list[tuple[str, ...]]:
        return sorted(tuple(sorted(members)) for members in self._members.values())

    def join_nearest(self, least: float) -> None:
        # What the queue says may be out of date: it is looked up again when its turn comes.
        queue = [
            entry
            for one, near in self._sums.items()
            for other in near
            if one < other and (entry := self._entry(one, other, least))
        ]
        heapq.heapify(queue)
        while queue:
            average, one, other = heapq.heappop(queue)
            if one not in self._members or other not in self._members:
                continue
            if self._entry(one, other, least) != (average, one, other):
                continue
            kept = self.join(one, other)
            if kept is None:
                continue
            for third in self._sums[kept]:
                entry = self._entry(min(kept, third), max(kept, third), least)
                if entry:
                    heapq.heappush(queue, entry)

    def _entry(self, one: str, other: str, least: float) -> tuple[float, str, str] | None:
        size = len(self._members[one]) * len(self._members[other])
        average = self._sums[one].get(other, 0.0) / size
        return (-average, one, other) if average >= least else None

    def join(self, one: str, other: str) -> str | None:
        """Join two groups under the name of the first in the alphabet. None: they may not join."""
        if one == other or not self._allowed(one, other):
            return None
        keep, gone = sorted((one, other))
        for key in self._members[gone]:
            self._holder[key] = keep
        self._members[keep] += self._members.pop(gone)
        for third, value in self._sums.pop(gone, {}).items():
            self._sums[third].pop(gone, None)
            if third != keep:
                total = self._sums[keep].get(third, 0.0) + value
                self._sums[keep][third] = self._sums[third][keep] = total
        return keep

    def _allowed(self, one: str, other: str) -> bool:
        if not self.apart:
            return True
        ours, theirs = set(self._members[one]), set(self._members[other])
        return not any(len(pair & ours) == 1 and len(pair & theirs) == 1 for pair in self.apart)


def parts(pairs: Collection[Pair]) -> list[set[str]]:
    """The connected parts of a graph."""
    left: dict[str, set[str]] = {}
    for pair in pairs:
        for one, other in combinations(sorted(pair), 2):
            left.setdefault(one, set()).add(other)
            left.setdefault(other, set()).add(one)
    found = []
    for start in sorted(left):
        part, waiting = set(), [start]
        while waiting:
            key = waiting.pop()
            if key in left:
                part.add(key)
                waiting += left.pop(key)
        if part:
            found.append(part)
    return found
