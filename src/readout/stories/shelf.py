"""Every article held, and for each the others it is like: grows by one article at a time."""

import heapq
import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from readout.model import ArticleId, Reason
from readout.stories.likeness import Asked, compare, reasons
from readout.stories.links import LINKED, strength
from readout.stories.packed import VIEWS, Ids, Packed, from_bytes, pack, to_bytes
from readout.stories.rarity import Rarity
from readout.stories.sketch import Sketch

#: A term of more articles than this finds no candidates: it would find them all.
CROWD = 200
#: In small collections every pair is compared.
SMALL = 60
#: So many of the articles held before, those that share most, are compared with each new one.
LIKELY = 40
#: ... and so many of those in other languages.
FOREIGN = 20
#: Less likeness than this is none.
LEAST = 0.02
#: A name this rare is worth looking up.
_RARE = 1.5
#: Rare terms two articles share before they are compared.
SHARED = 3
#: Two articles published so many days apart are not compared: a thread goes on in steps.
WINDOW = 60


@dataclass(frozen=True, slots=True)
class Tie:
    """Two articles that may be of one story or one thread."""

    #: From 0 to 1: how surely the two report one event.
    same_event: float
    #: From 0 to 1: how surely they belong to one thread.
    strength: float
    far_apart: bool
    reasons: tuple[Reason, ...]


class Shelf:
    """Articles as numbers, with the ties between them.

    A tie is weighed once, by how rare words are when the later article of the two comes in.
    """

    def __init__(self) -> None:
        self.rarity = Rarity()
        self.held: dict[ArticleId, Packed] = {}
        self.ties: dict[ArticleId, dict[ArticleId, Tie]] = defaultdict(dict)
        self._places: dict[ArticleId, int] = {}
        self._ids: list[ArticleId] = []
        self._finders: dict[int, array[int] | None] = {}

    def __len__(self) -> int:
        return len(self.held)

    def add(self, sketches: Sequence[Sketch]) -> None:
        """Hold some articles, and tie each to those held before it. None may be held already.

        Cost: of each article, linear in its words, and in at most LIKELY others.
        """
        counted = [(sketch, self.rarity.add(pack(sketch))) for sketch in sketches]
        for sketch, packed in counted:
            one = Asked(sketch, packed, self.rarity)
            self._tie(one)
            self._hold(one.packed)

    def drop(self, articles: Iterable[ArticleId]) -> set[ArticleId]:
        """Take articles out. Those that were tied to them."""
        around: set[ArticleId] = set()
        for article_id in articles:
            gone = self.held.pop(article_id, None)
            if gone is None:
                continue
            self.rarity.remove(gone)
            self._ids[self._places.pop(article_id)] = _GONE
            for other in self.ties.pop(article_id, {}):
                self.ties[other].pop(article_id, None)
                around.add(other)
        return around

    def _hold(self, packed: Packed) -> None:
        place = len(self._ids)
        article_id = packed.facts.id
        self.held[article_id] = packed
        self._places[article_id] = place
        self._ids.append(article_id)
        lead, latin, concepts = _finders(packed)
        gists = [term for kind, mark in _GISTS for term in (packed.view(kind)[0] | mark).tolist()]
        for term in (*lead.tolist(), *(latin | _NAMED).tolist(), *(concepts | _ABOUT).tolist(), *gists):
            holders = self._finders.setdefault(term, array("i"))
            if holders is not None:
                holders.append(place)
                if len(holders) > CROWD:
                    self._finders[term] = None

    def _tie(self, asked: Asked) -> None:
        facts = asked.packed.facts
        others = [self.held[i] for i in self._candidates(asked)]
        for other, likeness in zip(others, compare(asked, others, self.rarity), strict=True):
            linked = strength(likeness, facts, other.facts)
            if likeness.same_event > LEAST or linked >= LINKED:
                tie = Tie(likeness.same_event, linked, likeness.far_apart, reasons(asked, likeness))
                self.ties[facts.id][other.facts.id] = self.ties[other.facts.id][facts.id] = tie

    def _candidates(self, asked: Asked) -> list[ArticleId]:
        """The articles that share enough rare terms with one to be compared with it."""
        day = asked.packed.facts.day
        if len(self.held) < SMALL:
            found: Iterable[ArticleId] = list(self.held)
        else:
            shared: Counter[int] = Counter()
            for term in self._finding(asked.packed):
                shared.update(self._finders.get(term) or ())
            likely = [(-n, place) for place, n in shared.items() if n >= SHARED]
            likely = [one for one in likely if self._ids[one[1]] != _GONE]
            found = [self._ids[place] for _, place in heapq.nsmallest(LIKELY, likely)]
            found = list(dict.fromkeys([*found, *self._foreign(asked.packed)]))
        return [i for i in found if not _long_apart(day, self.held[i])]

    def _foreign(self, packed: Packed) -> list[ArticleId]:
        """The articles in other languages that share most of the gist."""
        shared: Counter[int] = Counter()
        for kind, mark in _GISTS:
            ids = packed.view(kind)[0]
            ids = ids[self.rarity.held(kind, ids) <= CROWD]
            for term in (ids | mark).tolist():
                shared.update(self._finders.get(term) or ())
        likely = []
        for place, n in shared.items():
            if n >= SHARED and self._ids[place] != _GONE:
                other = self.held[self._ids[place]].facts
                if other.language != packed.facts.language:
                    likely.append((-n, place))
        return [self._ids[place] for _, place in heapq.nsmallest(FOREIGN, likely)]

    def _finding(self, packed: Packed) -> list[int]:
        """What an article is looked up by, as far as it is rare enough to find few."""
        # Words of the lead find same events and follow-ups; concepts find other languages.
        rarity, (lead, latin, concepts) = self.rarity, _finders(packed)
        named = np.log((rarity.articles + 5) / (rarity.held(_LATIN, latin) + 0.1)) > _RARE
        return [
            *lead[rarity.held(_TEXT, lead) <= CROWD].tolist(),
            *(latin[named] | _NAMED).tolist(),
            *(concepts[rarity.held(_CONCEPTS, concepts) <= CROWD] | _ABOUT).tolist(),
        ]

    # Keeping

    def kept(self, article_id: ArticleId) -> bytes:
        """What has to be kept of an article so that `restore` can hold it without its text."""
        place = self._places[article_id]
        ties = [
            [other, t.same_event, t.strength, t.far_apart, [[r.name, r.value, r.detail] for r in t.reasons]]
            for other, t in self.ties.get(article_id, {}).items()
            if self._places[other] < place
        ]
        line = json.dumps(ties, ensure_ascii=False).encode()
        return line + b"\n" + to_bytes(self.rarity.loose(self.held[article_id]))

    def restore(self, kept: Iterable[tuple[ArticleId, bytes]]) -> None:
        """Hold articles that were held before, in the order in which they were."""
        for article_id, body in kept:
            line, _, rest = body.partition(b"\n")
            packed = self.rarity.add(from_bytes(article_id, rest))
            self._hold(packed)
            for other, same, linked, far, why in json.loads(line):
                if other in self.held:
                    tie = Tie(same, linked, far, tuple(Reason(n, v, d) for n, v, d in why))
                    self.ties[article_id][other] = self.ties[ArticleId(other)][article_id] = tie

    def __iter__(self) -> Iterator[ArticleId]:
        return (article_id for article_id in self._ids if article_id != _GONE)


_GONE = ArticleId("")
_TEXT, _LEAD, _CONCEPTS, _LATIN = (VIEWS.index(name) for name in ("text", "lead", "concepts", "latin"))
#: What keeps a name, and a concept, apart from a word of the same letters.
_NAMED, _ABOUT = np.int64(1 << 32), np.int64(1 << 33)
#: The views that find articles in other languages, kept apart in the same way.
_GISTS = tuple(
    (VIEWS.index(name), np.int64(1 << at)) for name, at in (("matters", 34), ("named", 35), ("figures", 36))
)


def _finders(packed: Packed) -> tuple[Ids, Ids, Ids]:
    return packed.view(_LEAD)[0], packed.view(_LATIN)[0], packed.view(_CONCEPTS)[0]


def _long_apart(day: date | None, other: Packed) -> bool:
    theirs = other.facts.day
    return day is not None and theirs is not None and abs((day - theirs).days) > WINDOW
