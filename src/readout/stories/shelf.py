"""Which articles are worth comparing, and their likenesses."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from readout.stories.cluster import Pair
from readout.stories.likeness import Likeness, Rarity, Weighed, compare
from readout.stories.links import LINKED, strength

#: A term of more articles than this finds no candidates: it would find them all.
CROWD = 200
#: In small collections every pair is compared.
SMALL = 60
#: So many of the articles held before, those that share most, are compared with each new one.
LIKELY = 40
#: Less likeness than this is none.
LEAST = 0.02
#: A name this rare is worth looking up.
_RARE = 1.5
#: Rare terms two articles share before they are compared.
SHARED = 3


def candidates(weighed: Iterable[Weighed], rarity: Rarity) -> list[tuple[str, str]]:
    """The pairs of articles that share enough rare terms or concepts to be compared.

    Cost: linear in the articles, times CROWD at worst; at most LIKELY pairs for each article.
    """
    drawn = sorted(weighed, key=lambda w: w.sketch.id)
    keys = [w.sketch.id for w in drawn]
    if len(drawn) <= SMALL:
        return [(a, b) for n, a in enumerate(keys) for b in keys[n + 1 :]]
    pairs: list[tuple[str, str]] = []
    holders: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(drawn):
        shared: Counter[int] = Counter()
        for term in _finding(one, rarity):
            shared.update(holders[term])
            holders[term].append(number)
        likely = [(-n, other) for other, n in shared.items() if n >= SHARED]
        pairs += [(keys[other], keys[number]) for _, other in heapq.nsmallest(LIKELY, likely)]
    return pairs


def _finding(one: Weighed, rarity: Rarity) -> list[str]:
    # Words of the lead find same events and follow-ups; concepts find other languages.
    words = [term for term in one.sketch.lead if rarity.holders(term) <= CROWD]
    names = [f"named {name}" for name in one.sketch.latin if rarity.of_name(name) > _RARE]
    return words + names + [f"about {concept}" for concept in one.sketch.concepts if _few(concept, rarity)]


def _few(concept: str, rarity: Rarity) -> bool:
    return rarity.holders_of("concepts", concept) <= CROWD


def likenesses(
    weighed: Mapping[str, Weighed], pairs: Iterable[tuple[str, str]], rarity: Rarity
) -> dict[Pair, Likeness]:
    """The likenesses that matter: of two articles that may be of one story or one thread."""
    found: dict[Pair, Likeness] = {}
    for a, b in pairs:
        likeness = compare(weighed[a], weighed[b], rarity)
        linked = strength(likeness, weighed[a].sketch, weighed[b].sketch, rarity) >= LINKED
        if likeness.same_event > LEAST or linked:
            found[frozenset((a, b))] = likeness
    return found
