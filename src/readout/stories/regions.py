"""Which part of everything a change can reach."""

from collections.abc import Callable, Iterable
from typing import TypeVar

K = TypeVar("K")


def reached(
    changed: Iterable[K],
    near: Callable[[K], Iterable[K]],
    together: Callable[[K], Iterable[K]],
    most: int,
) -> set[K]:
    """Everything that hangs together with what changed, what stands `together` now included.

    Where that is more than `most`: no more than what changed and is near it, with all that stands
    together with either. The rest is then left as it is, though another grouping of it might be
    a little better.
    """
    start = set(changed)
    found: set[K] = set()
    waiting = list(start)
    while waiting and len(found) <= most:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += [*near(one), *together(one)]
    if len(found) <= most:
        return found
    around = start.union(*(near(one) for one in start))
    return around.union(*(together(one) for one in around))
