"""How surely two articles in two languages report one event."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from readout.stories.gist import Gist
from readout.stories.packed import VIEWS, Packed, key
from readout.stories.rarity import Rarity

#: So many matters in common, or it is another event of the same actors.
LEAST_MATTERS = 3
#: What lengthens short gists, so that two matters of two are no certainty.
PRIOR, PRIOR_HEADED = 20.0, 10.0
#: The weight of a term that two articles hold is brought to this, whatever is held; in large
#: collections it is taken for no more than MOST.
EVEN_WEIGHT, MOST = 4.0, 5.0
#: Figures up to this stand in any news.
SMALL = 12
#: Weights of the likenesses, fitted to the dev part of `bench/languages/stories.txt`: cosines of the
#: matters and of those in the titles; matters, names, figures, large figures and places in common, each
#: as a share of ENOUGH.
WEIGHTS = (5.0, 3.5, 6.0, 0.5, 2.5, 0.5, 0.5)
ENOUGH = (20.0, 6.0, 6.0, 4.0, 4.0)
CONSTANT = -9.8
#: Two reports of one day that share a matter of their titles and so many names, places and large figures
#: report one event, however differently they go on.
SPECIAL, OF_ONE_DAY = 4, 0.8

#: A report in another language that comes more days later is rather of what came of it.
SOON, LATER = 2, 0.4

_KINDS = {name: VIEWS.index(name) for name in ("matters", "headed", "places", "named", "figures")}


@dataclass(frozen=True, slots=True)
class Common:
    """What two gists have in common: terms, rarest first."""

    matters: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    #: The cosine of the matters.
    cosine: float = 0.0
    #: From 0 to 1: how surely the two report one event.
    same_event: float = 0.0


class Compared:
    """An article that is set beside many in other languages: its gist, by the numbers of its terms."""

    def __init__(self, gist: Gist, packed: Packed, rarity: Rarity) -> None:
        self.packed = packed
        #: Whether the language has a list of matters.
        self.known = bool(gist.matters)
        views = {"matters": gist.matters, "headed": gist.headed, "places": gist.places, "named": gist.names,
                 "figures": gist.figures}  # fmt: skip
        self.terms: dict[str, Mapping[int, str]] = {}
        for name, terms in views.items():
            ids = packed.view(_KINDS[name])[0]
            by_key = {key(term): term for term in terms}
            keys = rarity.keys(_KINDS[name], ids).tolist()
            self.terms[name] = {n: by_key[k] for n, k in zip(ids.tolist(), keys, strict=True)}

    def common(self, other: Packed, rarity: Rarity, least: int = LEAST_MATTERS) -> Common:
        """What the two have in common, and how surely it is one event: 0 with fewer matters than `least`."""
        found = self._shared("matters", other, rarity)
        matters = tuple(found)
        if len(matters) < least:
            return Common(matters=matters)
        shared = {name: self._shared(name, other, rarity) for name in _KINDS if name != "matters"}
        shared["matters"] = found
        cosine = rarity.cosines(_KINDS["matters"], self.packed, [other], PRIOR)[0]
        headed = rarity.cosines(_KINDS["headed"], self.packed, [other], PRIOR_HEADED)[0]
        large = {f: w for f, w in shared["figures"].items() if "." in f or int(f) > SMALL}
        parts = (shared["matters"], shared["named"], shared["figures"], large, shared["places"])
        scale = EVEN_WEIGHT / min(MOST, rarity.of(2))
        held = (min(1.0, sum(p.values()) * scale / enough) for p, enough in zip(parts, ENOUGH, strict=True))
        odds = sum(w * v for w, v in zip(WEIGHTS, (cosine, headed, *held), strict=True)) + CONSTANT
        # Nothing but matters in common: two floods.
        special = len(shared["named"]) + len(large) + len(shared["places"])
        same = 1 / (1 + math.exp(-odds)) if special else 0.0
        day = self.packed.facts.day
        if day and day == other.facts.day and shared["headed"] and special >= SPECIAL:
            same = max(same, OF_ONE_DAY)
        if day and other.facts.day and abs((day - other.facts.day).days) > SOON:
            same *= LATER
        return Common(
            matters=matters,
            places=tuple(shared["places"]),
            names=tuple(shared["named"]),
            figures=tuple(shared["figures"]),
            cosine=cosine,
            same_event=same,
        )

    def _shared(self, name: str, other: Packed, rarity: Rarity) -> dict[str, float]:
        """The terms of a view that both have, rarest first, and what each weighs."""
        ours, kind = self.terms[name], _KINDS[name]
        if not ours:
            return {}
        ids = other.view(kind)[0]
        held = zip(ids.tolist(), rarity.held(kind, ids).tolist(), strict=True)
        both = sorted((count, ours[n]) for n, count in held if n in ours)
        return {term: rarity.of(count) for count, term in both}
