"""How alike two articles are, and what says so."""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from readout.model import Reason
from readout.stories.sketch import Sketch

#: A term that stands in more than this share of the articles proves nothing ...
COMMON = 0.2
#: ... but so few articles may always be about one event.
FEW = 3
#: A lead of two shared rare words and this likeness tells one event.
ALIKE = 0.105
#: With one shared rare name, this.
ALIKE_BY_NAME = 0.135
#: The least likeness of pairs of words, and of leads, of two reports of one event.
PHRASE = 0.008
LEADS_ALIKE = 0.07
#: Weights of the likenesses (whole text, lead, names, pairs of words) and the constant, fitted to
#: ECB+ topics 1-22 with topics left out; 0 is even odds.
WEIGHTS = (-6.0, 9.0, 13.0, 22.0)
EVEN = 3.8
#: Names are few in short texts: a few shared ones among few must not be taken for certainty.
NAME_PRIOR = 12.0
#: Pages that give ages: this many of one unit apart is another day's event.
AGES_APART = 3
DAYS_APART = 4
#: What is left of the likeness of two reports that name different weekdays. Not 0: "on Monday" may
#: be when it happened and "on Tuesday" when somebody said so.
OTHER_DAY = 0.7

_Weights = dict[Hashable, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two articles have in common."""

    #: From 0 to 1: how surely the two report one event; .5 is even odds.
    same_event: float
    #: Mean of the cosines of the two whole texts and of their leads.
    text: float
    #: Cosine of concepts, and how much of the poorer article's concepts the other has.
    concepts: float
    concepts_held: float
    #: Names of both, in Latin letters, rarest first, and what they weigh together.
    names: tuple[str, ...]
    names_weight: float
    #: Rare terms that both leads have, no names of persons among them: rarest first.
    anchors: tuple[str, ...]
    shared_concepts: tuple[str, ...]
    far_apart: bool
    reasons: tuple[Reason, ...]


class Rarity:
    """In how many articles each term stands. Grows by one article at a time."""

    def __init__(self) -> None:
        self.articles = 0
        self._terms: dict[str, Counter[Hashable]] = defaultdict(Counter)
        self._names: Counter[str] = Counter()

    def add(self, sketch: Sketch) -> None:
        self.articles += 1
        self._names.update(sketch.latin.keys())
        for kind, counted in _views(sketch).items():
            self._terms[kind].update(counted.keys())

    def of(self, kind: str, term: Hashable) -> float:
        """ln((articles + 5) / (articles with the term + .1)), from near 0 up."""
        return math.log((self.articles + 5) / (self._terms[kind][term] + 0.1))

    def holders(self, term: str) -> int:
        return self._terms["text"][term]

    def holders_of(self, kind: str, term: Hashable) -> int:
        return self._terms[kind][term]

    def rare(self, term: str) -> bool:
        return self.holders(term) <= max(FEW, COMMON * self.articles)

    def of_name(self, name: str) -> float:
        return math.log((self.articles + 5) / (self._names[name] + 0.1))

    def weigh(self, sketch: Sketch) -> "Weighed":
        return Weighed(sketch, {
            kind: {t: (1 + math.log(n)) * self.of(kind, t) for t, n in counted.items()}
            for kind, counted in _views(sketch).items()
        })  # fmt: skip


def _views(sketch: Sketch) -> dict[str, Mapping[Any, int]]:
    names = {
        term: count for term, count in sketch.terms.items()
        if (term in sketch.names or (term[0].isdigit() and len(term) != 4)) and term not in sketch.persons
    }  # fmt: skip
    return {
        "text": sketch.terms,
        "lead": sketch.lead,
        "names": names,
        "pairs": sketch.pairs,
        "concepts": sketch.concepts,
    }


class Weighed:
    """A sketch with the weight of each of its terms, and the lengths of those vectors."""

    __slots__ = ("lengths", "sketch", "views")

    def __init__(self, sketch: Sketch, views: Mapping[str, _Weights]) -> None:
        self.sketch = sketch
        self.views = views
        self.lengths = {
            kind: math.sqrt(sum(w * w for w in weights.values()) + (NAME_PRIOR if kind == "names" else 0))
            for kind, weights in views.items()
        }


def cosine(one: Weighed, other: Weighed, kind: str) -> float:
    a, b = one.views[kind], other.views[kind]
    if len(b) < len(a):
        a, b = b, a
    dot = sum(weight * b[term] for term, weight in a.items() if term in b)
    return dot / (one.lengths[kind] * other.lengths[kind]) if dot else 0.0


def compare(one: Weighed, other: Weighed, rarity: Rarity) -> Likeness:
    """The likeness of two articles. Symmetric."""
    whole, lead, named, pairs = (cosine(one, other, k) for k in ("text", "lead", "names", "pairs"))
    text = (whole + lead) / 2
    a, b = one.sketch, other.sketch
    anchors = _anchors(a, b, rarity)
    odds = sum(w * v for w, v in zip(WEIGHTS, (whole, lead, named, pairs), strict=True)) - EVEN
    far = _far_apart(a, b)
    same = 0.0
    # Reports of one event share a phrase as well as words, and share it early.
    if (
        a.language == b.language
        and not far
        and not _counted_apart(a, b)
        and pairs >= PHRASE
        and lead >= LEADS_ALIKE
    ):
        same = _one_day(a, b) * max(_by_names(odds, text, anchors), _by_lead(text, anchors, a, b, rarity))
    names = tuple(sorted(a.latin.keys() & b.latin.keys(), key=lambda n: (-rarity.of_name(n), n)))
    shared = sorted(a.concepts.keys() & b.concepts.keys(), key=lambda c: -rarity.of("concepts", c))
    return Likeness(
        same_event=same,
        text=text,
        concepts=cosine(one, other, "concepts"),
        concepts_held=_held(one, other),
        names=names,
        names_weight=sum(map(rarity.of_name, names)),
        anchors=anchors,
        shared_concepts=tuple(shared),
        far_apart=far,
        reasons=_reasons(a, text, anchors, shared, names),
    )


def _by_names(odds: float, text: float, anchors: tuple[str, ...]) -> float:
    """By everything alike, chiefly names: right where the articles are about many things."""
    return 1 / (1 + math.exp(-odds)) if len(anchors) > 1 and text >= ALIKE * 0.8 else 0.0


def _by_lead(text: float, anchors: tuple[str, ...], a: Sketch, b: Sketch, rarity: Rarity) -> float:
    """By rare words that both leads share: right where all articles name the same few actors."""
    few = [term for term in anchors if rarity.holders(term) <= _few(rarity)]
    named = [term for term in anchors if term in a.names and term in b.names]
    enough = 1.0
    if len(few) > 1 or (few and named and len(anchors) > 1):
        enough = ALIKE
    elif any(term in few for term in named):
        enough = ALIKE_BY_NAME
    return min(1.0, 0.55 + 2 * (text - enough)) if text >= enough else 0.0


def _few(rarity: Rarity) -> float:
    return max(FEW, min(FEW + 1.0, 0.12 * rarity.articles))


def _anchors(a: Sketch, b: Sketch, rarity: Rarity) -> tuple[str, ...]:
    """Terms of both leads that are rare, neither everyday words nor figures nor persons' names."""
    persons, everyday = a.persons | b.persons, a.everyday | b.everyday
    shared = (
        term for term in a.lead.keys() & b.lead.keys()
        if term not in persons and term not in everyday and not term[0].isdigit() and rarity.rare(term)
    )  # fmt: skip
    return tuple(sorted(shared, key=lambda term: (rarity.holders(term), term)))


def _held(one: Weighed, other: Weighed) -> float:
    """The share of the poorer article's concepts, by weight, that the other has too."""
    a, b = sorted((one.views["concepts"], other.views["concepts"]), key=lambda v: sum(v.values()))
    whole = sum(a.values())
    return sum(weight for concept, weight in a.items() if concept in b) / whole if whole else 0.0


def _counted_apart(a: Sketch, b: Sketch) -> bool:
    """The fifth package is not the sixth."""
    return any(a.numbered[noun] != b.numbered[noun] for noun in a.numbered.keys() & b.numbered.keys())


def _one_day(a: Sketch, b: Sketch) -> float:
    """Less than 1 if the openings name days and none in common."""
    return OTHER_DAY if a.days and b.days and not a.days & b.days else 1.0


def _far_apart(a: Sketch, b: Sketch) -> bool:
    if a.published and b.published:
        days = date.fromisoformat(a.published[:10]) - date.fromisoformat(b.published[:10])
        return abs(days.days) > DAYS_APART
    if a.capture == b.capture and a.age and b.age and a.age[1] == b.age[1]:
        return abs(a.age[0] - b.age[0]) >= AGES_APART
    return False


def _reasons(
    a: Sketch,
    text: float,
    anchors: tuple[str, ...],
    concepts: Iterable[str],
    names: tuple[str, ...],
) -> tuple[Reason, ...]:
    reasons = []
    if anchors:
        words = ", ".join(a.written.get(term, term) for term in anchors[:5])
        reasons.append(Reason(name="rare words in both leads", value=float(len(anchors)), detail=words))
    if text >= 0.01:
        reasons.append(Reason(name="text", value=round(text, 3), detail=f"cosine {text:.2f}"))
    if names:
        reasons.append(
            Reason(name="names", value=float(len(names)), detail=", ".join(a.latin[n] for n in names[:5]))
        )
    about = list(concepts)[:4]
    if about:
        reasons.append(Reason(name="about", value=float(len(about)), detail=", ".join(about)))
    return tuple(reasons)
