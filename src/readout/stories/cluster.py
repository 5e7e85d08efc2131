"""Groups by average likeness, under decisions that outrank it."""

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

    Cost: each connected part of the graph on its own; cubic in the largest of them at worst.
    """
    groups: dict[str, frozenset[str]] = {key: frozenset([key]) for key in keys}
    sums = {pair: value for pair, value in likeness.items() if len(pair) == 2 and pair <= groups.keys()}
    apart = set(different)
    for pair in sorted(same, key=sorted):
        if pair not in apart and pair <= groups.keys() | _members(groups):
            one, other = (_holder(groups, key) for key in sorted(pair))
            _join(groups, sums, one, other, apart)
    while True:
        best = _best(groups, sums, apart, least)
        if best is None:
            return sorted(tuple(sorted(group)) for group in groups.values())
        one, other = sorted(best)
        _join(groups, sums, one, other, apart)


def _members(groups: Mapping[str, frozenset[str]]) -> set[str]:
    return {key for group in groups.values() for key in group}


def _holder(groups: Mapping[str, frozenset[str]], key: str) -> str:
    return next(name for name, group in groups.items() if key in group)


def _allowed(one: frozenset[str], other: frozenset[str], apart: Collection[Pair]) -> bool:
    return not any(len(pair & one) == 1 and len(pair & other) == 1 for pair in apart)


def _best(
    groups: Mapping[str, frozenset[str]],
    sums: Mapping[Pair, float],
    apart: Collection[Pair],
    least: float,
) -> Pair | None:
    """The two groups with the highest average likeness, ties in alphabetical order."""
    ranked = []
    for pair, total in sums.items():
        one, other = (groups[name] for name in pair)
        average = total / (len(one) * len(other))
        if average >= least and _allowed(one, other, apart):
            ranked.append((-average, tuple(sorted(pair))))
    return frozenset(min(ranked)[1]) if ranked else None


def _join(
    groups: dict[str, frozenset[str]],
    sums: dict[Pair, float],
    one: str,
    other: str,
    apart: Collection[Pair],
) -> None:
    if one == other or not _allowed(groups[one], groups[other], apart):
        return
    keep, gone = sorted((one, other))
    groups[keep] |= groups.pop(gone)
    for pair in [pair for pair in sums if gone in pair]:
        total = sums.pop(pair)
        (third,) = pair - {gone}
        if third != keep:
            sums[frozenset((keep, third))] = sums.get(frozenset((keep, third)), 0.0) + total


def parts(pairs: Collection[Pair]) -> list[set[str]]:
    """The connected parts of a graph."""
    left: dict[str, set[str]] = {}
    for pair in pairs:
        for one, other in combinations(sorted(pair), 2):
            left.setdefault(one, set()).add(other)
            left.setdefault(other, set()).add(one)
    found = []
    while left:
        part, waiting = set(), [min(left)]
        while waiting:
            key = waiting.pop()
            if key in left:
                part.add(key)
                waiting += left.pop(key)
        found.append(part)
    return found
