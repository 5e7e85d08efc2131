"""How alike two articles are, and what says so."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from readout.lang.terms import STEM, latin
from readout.model import Reason
from readout.stories.packed import EVERYDAY, NAME, PERSON, VIEWS, Facts, Packed, key
from readout.stories.rarity import COMMON, FEW, Rarity
from readout.stories.sketch import Sketch

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

_TEXT, _LEAD, _NAMES, _PAIRS, _CONCEPTS, _LATIN = range(len(VIEWS))


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
    #: Names of both, in Latin letters, rarest first, and what each weighs.
    names: Mapping[str, float]
    #: Those of the names that are persons'.
    persons: frozenset[str]
    #: Rare terms that both leads have, no names of persons among them: rarest first.
    anchors: tuple[str, ...]
    #: Rarest first, and what each weighs.
    shared_concepts: Mapping[str, float]
    far_apart: bool
    reasons: tuple[Reason, ...]


class Asked:
    """An article that is compared with many: its sketch, its numbers, and the terms behind them."""

    def __init__(self, sketch: Sketch, packed: Packed, rarity: Rarity) -> None:
        self.sketch, self.packed = sketch, packed
        self.lead = _behind(packed, rarity, _LEAD, sketch.lead)
        self.flags = dict(zip(packed.view(_LEAD)[0].tolist(), packed.flags.tolist(), strict=True))
        self.concepts = _behind(packed, rarity, _CONCEPTS, sketch.concepts)
        self.latin = _behind(packed, rarity, _LATIN, sketch.latin)
        self.persons = frozenset(latin(term)[:STEM] for term in sketch.persons)


def _behind(packed: Packed, rarity: Rarity, kind: int, terms: Iterable[str]) -> dict[int, str]:
    """For each number of a view the term that has it."""
    ids = packed.view(kind)[0]
    by_key = {key(term): term for term in terms}
    return {n: by_key[k] for n, k in zip(ids.tolist(), rarity.keys(kind, ids).tolist(), strict=True)}


def compare(asked: Asked, others: Sequence[Packed], rarity: Rarity) -> list[Likeness]:
    """The likeness of an article with each of others."""
    listed = list(others)
    cosines = [
        rarity.cosines(kind, asked.packed, listed, NAME_PRIOR if kind == _NAMES else 0.0)
        for kind in (_TEXT, _LEAD, _NAMES, _PAIRS, _CONCEPTS)
    ]
    return [
        _likeness(asked, other, rarity, found)
        for other, found in zip(listed, zip(*cosines, strict=True), strict=True)
    ]


def _likeness(asked: Asked, other: Packed, rarity: Rarity, cosines: tuple[float, ...]) -> Likeness:
    whole, lead, named, pairs, concepts = cosines
    text = (whole + lead) / 2
    a, b = asked.packed.facts, other.facts
    anchors = _anchors(asked, other, rarity)
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
        same = _one_day(a, b) * max(_by_names(odds, text, anchors), _by_lead(text, anchors, rarity))
    shared = _shared(asked.concepts, other, _CONCEPTS, rarity)
    names = _shared(asked.latin, other, _LATIN, rarity)
    words = tuple(anchor.term for anchor in anchors)
    return Likeness(
        same_event=same,
        text=text,
        concepts=concepts,
        concepts_held=_held(asked.packed, other, rarity) if shared else 0.0,
        names={name: rarity.of(held) for held, name in names},
        persons=frozenset(name for _, name in names if name in asked.persons),
        anchors=words,
        shared_concepts={concept: rarity.of(held) for held, concept in shared},
        far_apart=far,
        reasons=_reasons(asked.sketch, text, words, [c for _, c in shared], [n for _, n in names]),
    )


@dataclass(frozen=True, slots=True)
class Anchor:
    """A rare term of both leads."""

    holders: int
    term: str
    #: Whether it is a name in both.
    is_name: bool


_Anchors = Sequence[Anchor]


def _shared(ours: Mapping[int, str], other: Packed, kind: int, rarity: Rarity) -> list[tuple[int, str]]:
    """The terms of a view that both have, each with its holders: rarest first."""
    ids = other.view(kind)[0]
    return sorted(
        (int(held), ours[n])
        for n, held in zip(ids.tolist(), rarity.held(kind, ids).tolist(), strict=True)
        if n in ours
    )


def _by_names(odds: float, text: float, anchors: _Anchors) -> float:
    """By everything alike, chiefly names: right where the articles are about many things."""
    return 1 / (1 + math.exp(-odds)) if len(anchors) > 1 and text >= ALIKE * 0.8 else 0.0


def _by_lead(text: float, anchors: _Anchors, rarity: Rarity) -> float:
    """By rare words that both leads share: right where all articles name the same few actors."""
    most = few(rarity)
    scarce = [anchor for anchor in anchors if anchor.holders <= most]
    named = any(anchor.is_name for anchor in anchors)
    enough = 1.0
    if len(scarce) > 1 or (scarce and named and len(anchors) > 1):
        enough = ALIKE
    elif any(anchor.is_name for anchor in scarce):
        enough = ALIKE_BY_NAME
    return min(1.0, 0.55 + 2 * (text - enough)) if text >= enough else 0.0


#: Of so many articles, one may hold a term that tells an event apart.
SCARCE = 0.004


def few(rarity: Rarity) -> float:
    """In how many articles a term stands that tells one event from all others."""
    return max(FEW, min(FEW + 1.0, 0.12 * rarity.articles), SCARCE * rarity.articles)


def _anchors(asked: Asked, other: Packed, rarity: Rarity) -> _Anchors:
    """Terms of both leads that are rare, neither everyday words nor figures nor persons' names."""
    found = []
    most = max(FEW, COMMON * rarity.articles)
    ids = other.view(_LEAD)[0]
    holders = rarity.held(_TEXT, ids).tolist()
    for one, flags, held in zip(ids.tolist(), other.flags.tolist(), holders, strict=True):
        term = asked.lead.get(one)
        if term is None or held > most or term[0].isdigit():
            continue
        ours = asked.flags[one]
        if not (flags | ours) & (PERSON | EVERYDAY):
            found.append(Anchor(held, term, bool(flags & ours & NAME)))
    return sorted(found, key=lambda anchor: (anchor.holders, anchor.term))


def _held(one: Packed, other: Packed, rarity: Rarity) -> float:
    """The share of the poorer article's concepts, by weight, that the other has too."""
    ours, theirs = (
        dict(zip(p.view(_CONCEPTS)[0].tolist(), rarity.weights(_CONCEPTS, *p.view(_CONCEPTS)).tolist(), strict=True))
        for p in (one, other)
    )  # fmt: skip
    poorer, richer = sorted((ours, theirs), key=lambda weights: sum(weights.values()))
    whole = sum(poorer.values())
    return sum(weight for concept, weight in poorer.items() if concept in richer) / whole if whole else 0.0


def _counted_apart(a: Facts, b: Facts) -> bool:
    """The fifth package is not the sixth."""
    return any(a.numbered[noun] != b.numbered[noun] for noun in a.numbered.keys() & b.numbered.keys())


def _one_day(a: Facts, b: Facts) -> float:
    """Less than 1 if the openings name days and none in common."""
    return OTHER_DAY if a.days and b.days and not a.days & b.days else 1.0


def _far_apart(a: Facts, b: Facts) -> bool:
    one, other = a.day, b.day
    if one and other:
        return abs((one - other).days) > DAYS_APART
    if a.capture == b.capture and a.age and b.age and a.age[1] == b.age[1]:
        return abs(a.age[0] - b.age[0]) >= AGES_APART
    return False


def _reasons(
    a: Sketch, text: float, anchors: tuple[str, ...], concepts: Iterable[str], names: Sequence[str]
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
