"""Likenesses across languages, carried on to the neighbours of an article in its own language."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from readout.stories.cluster import EVEN, Pair

#: Of two brief reports in two languages, this likeness or less says that they tell two events ...
APART = 0.1
#: ... and weighs against a story that would hold both.
AGAINST = -1.0


def bridged(
    likeness: Mapping[Pair, float], languages: Mapping[str, str], brief: Collection[str] = ()
) -> dict[Pair, float]:
    """What is added to the likenesses of pairs: an article is as like a foreign report as its neighbour is.

    Two articles of one language that are likely one story (EVEN) are neighbours. Reports in two languages
    seldom say the same things, so most pairs of two stories on one event have no likeness of their own; the
    average of two groups would count them as 0. A carried likeness is never more than what it rests on.

    Of two `brief` reports, a title and a sentence or two, all that they say is compared: what they do not
    share is another event, and no neighbour speaks for them.
    """
    known = frozenset(brief)
    near: dict[str, dict[str, float]] = defaultdict(dict)
    foreign: dict[Pair, float] = {}
    for pair, value in likeness.items():
        one, other = sorted(pair)
        if value < EVEN:
            continue
        if languages[one] == languages[other]:
            near[one][other] = near[other][one] = value
        else:
            foreign[pair] = value
    against: dict[Pair, float] = {}
    # Twice: first to the neighbours of the one, then to those of the other.
    for _ in range(2):
        for pair, value in tuple(foreign.items()):
            one, other = sorted(pair)
            for start, end in ((one, other), (other, one)):
                for neighbour, beside in near[start].items():
                    carried = frozenset((neighbour, end))
                    if neighbour == end:
                        continue
                    if carried <= known and likeness.get(carried, 0.0) <= APART:
                        against[carried] = AGAINST
                    else:
                        foreign[carried] = max(foreign.get(carried, 0.0), min(value, beside))
    return {pair: value for pair, value in foreign.items() if value > likeness.get(pair, 0.0)} | against
