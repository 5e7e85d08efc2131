"""In how many articles each term stands, and what it weighs for that."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from readout.stories.packed import KINDS, VIEWS, Counts, Ids, Keys, Loose, Packed, key
from readout.text.places import NONE, Places, grown

#: A term that stands in more than this share of the articles proves nothing ...
COMMON = 0.2
#: ... but so few articles may always be about one event.
FEW = 3

_TIMES = np.array([0.0, *(1 + math.log(n) for n in range(1, 256))])
Weights = NDArray[np.float64]


class Rarity:
    """Counts of articles. Grows and shrinks by one article at a time."""

    def __init__(self) -> None:
        self.articles = 0
        self._places = {kind: Places() for kind in KINDS}
        self._held = [np.zeros(0, dtype=np.int32) for _ in VIEWS]
        self._dense: Weights = np.zeros(0, dtype=np.float64)

    def add(self, loose: Loose) -> Packed:
        """Count an article; its terms as numbers."""
        parts = []
        for kind, places in enumerate(map(self._places.get, KINDS)):
            assert places is not None
            start = loose.ends[kind - 1] if kind else 0
            parts.append(places.add(loose.keys[start : loose.ends[kind]]))
        packed = Packed(loose.facts, np.concatenate(parts), loose.counts, loose.ends, loose.flags)
        self._count(packed, 1)
        return packed

    def remove(self, packed: Packed) -> None:
        """Count an article no longer."""
        self._count(packed, -1)

    def loose(self, packed: Packed) -> Loose:
        """The article with the keys of its terms, for keeping."""
        parts = [self.keys(kind, packed.view(kind)[0]) for kind in range(len(VIEWS))]
        return Loose(packed.facts, np.concatenate(parts), packed.counts, packed.ends, packed.flags)

    def keys(self, kind: int, ids: Ids) -> Keys:
        return self._places[KINDS[kind]].keys(ids)

    def _count(self, packed: Packed, step: int) -> None:
        self.articles += step
        for kind in range(len(VIEWS)):
            self._held[kind] = grown(self._held[kind], len(self._places[KINDS[kind]]))
            self._held[kind][packed.view(kind)[0]] += step
        most = max(len(places) for places in self._places.values())
        if most > len(self._dense):
            self._dense = np.zeros(most * 3 // 2)

    def holders(self, term: str, view: str = "text") -> int:
        """How many articles hold a term in a view."""
        kind = VIEWS.index(view)
        number = int(self._places[KINDS[kind]].find(np.array([key(term)], dtype=np.uint64))[0])
        return int(self._held[kind][number]) if NONE != number < len(self._held[kind]) else 0

    def held(self, kind: int, ids: Ids) -> NDArray[np.int32]:
        """How many articles hold each of these terms in a view."""
        return self._held[kind][ids]

    def of(self, holders: float) -> float:
        """What a term weighs that so many articles hold: ln((articles + 5) / (holders + .1))."""
        return math.log((self.articles + 5) / (holders + 0.1))

    def weights(self, kind: int, ids: Ids, counts: Counts) -> Weights:
        """What each term of a view weighs: its times in the article by its rarity."""
        rarity: Weights = _TIMES[counts]
        rarity *= math.log(self.articles + 5) - np.log(self._held[kind][ids] + 0.1)
        return rarity

    def cosines(self, kind: int, one: Packed, others: Sequence[Packed], prior: float = 0.0) -> list[float]:
        """The cosine of a view of one article with that of each other. `prior` lengthens them all."""
        ids, counts = one.view(kind)
        if not len(ids):
            return [0.0] * len(others)
        ours = self.weights(kind, ids, counts)
        length = math.sqrt(float(ours @ ours) + prior)
        self._dense[ids] = ours
        found = []
        for other in others:
            theirs_ids, theirs_counts = other.view(kind)
            theirs = self.weights(kind, theirs_ids, theirs_counts)
            dot = float(self._dense[theirs_ids] @ theirs)
            found.append(dot / (length * math.sqrt(float(theirs @ theirs) + prior)) if dot else 0.0)
        self._dense[ids] = 0.0
        return found
