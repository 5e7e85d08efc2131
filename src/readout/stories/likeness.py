"""How alike two articles are, and what says so."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from readout.lang.terms import STEM, latin
from readout.model import Reason
from readout.stories.across import Common, Compared
from readout.stories.packed import EVERYDAY, NAME, PERSON, Facts, Packed, key
from readout.stories.rarity import COMMON, FEW, Rarity
from readout.stories.sketch import Sketch

#: A lead of two shared rare words and this likeness tells one event.
ALIKE = 0.105
#: With one shared rare name, this.
ALIKE_BY_NAME = 0.135
#: The least likeness of the texts where so many articles are held, or more; among few, none is asked
#: beyond the above. Read off the stories of 1,171 articles of feeds.
ALIKE_OF_MANY, SMALL, LARGE = 0.24, 500, 1000
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

#: A lead of fewer different words is no more than a title.
TITLE = 12
#: The least cosine of the words of two leads that are no names, where a lead has SHORT_LEAD different
#: words or fewer; the more it has, the less is asked, from LONG_LEAD on nothing.
PLAIN, SHORT_LEAD, LONG_LEAD = 0.2, 20, 25
#: Two whole articles of so few words do not tell one event where neither the matters of both say so to
#: this degree nor their words that are no names are this much alike.
BRIEF, SAME_MATTERS, SAME_WORDS = 28, 0.1, 0.38

_TEXT, _LEAD, _NAMES, _PAIRS, _CONCEPTS, _LATIN = range(6)


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
    #: How many different concepts the richer article has.
    concepts_most: int
    #: Names of both, in Latin letters, rarest first, and what each weighs.
    names: Mapping[str, float]
    #: Those of the names that are persons'.
    persons: frozenset[str]
    #: Rare terms that both leads have, no names of persons among them: rarest first.
    anchors: tuple[str, ...]
    #: Rarest first, and what each weighs.
    shared_concepts: Mapping[str, float]
    far_apart: bool
    #: What the beginnings have in common; of two languages only.
    across: Common


class Asked:
    """An article that is compared with many: its sketch, its numbers, and the terms behind them."""

    def __init__(self, sketch: Sketch, packed: Packed, rarity: Rarity) -> None:
        self.sketch, self.packed = sketch, packed
        self.lead = _behind(packed, rarity, _LEAD, sketch.lead)
        self.flags = dict(zip(packed.view(_LEAD)[0].tolist(), packed.flags.tolist(), strict=True))
        self.concepts = _behind(packed, rarity, _CONCEPTS, sketch.concepts)
        self.latin = _behind(packed, rarity, _LATIN, sketch.latin)
        self.compared = Compared(sketch.gist, packed, rarity)
        self.persons = frozenset(latin(term)[:STEM] for term in sketch.persons)


def _behind(packed: Packed, rarity: Rarity, kind: int, terms: Iterable[str]) -> dict[int, str]:
    """For each number of a view the term that has it."""
    ids = packed.view(kind)[0]
    by_key = {key(term): term for term in terms}
    return {n: by_key[k] for n, k in zip(ids.tolist(), rarity.keys(kind, ids).tolist(), strict=True)}


def compare(asked: Asked, others: Sequence[Packed], rarity: Rarity) -> list[Likeness]:
    """The likeness of an article with each of others."""
    one = asked.packed
    wholes, leads, concepts = (rarity.cosines(kind, one, others) for kind in (_TEXT, _LEAD, _CONCEPTS))
    far = [_far_apart(one.facts, other.facts) for other in others]
    # Reports of one event share a phrase as well as words, and share it early.
    may = [
        n for n, other in enumerate(others)
        if leads[n] >= LEADS_ALIKE and not far[n] and other.facts.language == one.facts.language
        and not _counted_apart(one.facts, other.facts)
    ]  # fmt: skip
    near = [others[n] for n in may]
    least = least_alike(rarity.articles)
    pairs = dict(zip(may, rarity.cosines(_PAIRS, one, near), strict=True))
    named = dict(zip(may, rarity.cosines(_NAMES, one, near, NAME_PRIOR), strict=True))
    found = []
    for n, other in enumerate(others):
        text = (wholes[n] + leads[n]) / 2
        anchors = _anchors(asked, other, rarity)
        same = 0.0
        if pairs.get(n, 0.0) >= PHRASE:
            cosines = (wholes[n], leads[n], named[n], pairs[n])
            odds = sum(w * v for w, v in zip(WEIGHTS, cosines, strict=True)) - EVEN
            same = max(_by_names(odds, text, anchors), _by_lead(text, anchors, rarity))
            same *= _one_day(one.facts, other.facts) * _same_deed(asked, other, rarity)
            same *= text >= least
        across = Common()
        if other.facts.language != one.facts.language and not far[n]:
            across = asked.compared.common(other, rarity)
            same = across.same_event * _one_day(one.facts, other.facts)
        shared = _shared(asked.concepts, other, _CONCEPTS, rarity)
        names = _shared(asked.latin, other, _LATIN, rarity)
        found.append(
            Likeness(
                same_event=same,
                text=text,
                concepts=concepts[n],
                concepts_held=_held(one, other, rarity) if shared else 0.0,
                concepts_most=max(len(packed.view(_CONCEPTS)[0]) for packed in (one, other)),
                names={name: rarity.of(held) for held, name in names},
                persons=frozenset(name for _, name in names if name in asked.persons),
                anchors=tuple(anchor.term for anchor in anchors),
                shared_concepts={concept: rarity.of(held) for held, concept in shared},
                far_apart=far[n],
                across=across,
            )
        )
    return found


def least_alike(articles: int) -> float:
    """How alike two texts have to be at least: the more articles there are, the likelier a likeness is
    one of matter and not of event."""
    part = (articles - SMALL) / (LARGE - SMALL)
    return ALIKE * 0.8 + max(0.0, min(1.0, part)) * (ALIKE_OF_MANY - ALIKE * 0.8)


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
    ours, theirs = (_weights(packed, rarity) for packed in (one, other))
    poorer, richer = sorted((ours, theirs), key=lambda weights: sum(weights.values()))
    whole = sum(poorer.values())
    return sum(weight for concept, weight in poorer.items() if concept in richer) / whole if whole else 0.0


def _weights(packed: Packed, rarity: Rarity) -> dict[int, float]:
    ids, counts = packed.view(_CONCEPTS)
    return dict(zip(ids.tolist(), rarity.weights(_CONCEPTS, ids, counts).tolist(), strict=True))


def _same_deed(asked: Asked, other: Packed, rarity: Rarity) -> float:
    """0 where two short reports share names and hardly another word: the same actors, another event.

    Long ones share enough for the other rules, and a title alone has too few words for this one.
    """
    one = asked.packed
    size = min(len(one.flags), len(other.flags))
    if size < TITLE:
        return 1.0
    least = PLAIN * min(1.0, (LONG_LEAD - size) / (LONG_LEAD - SHORT_LEAD))
    brief = max(len(packed.view(_TEXT)[0]) for packed in (one, other)) <= BRIEF
    if brief and asked.compared.known:
        if asked.compared.common(other, rarity, least=0).same_event >= SAME_MATTERS:
            return 1.0
        least = SAME_WORDS
    if least <= 0:
        return 1.0
    ours, theirs = _plain_lead(one, rarity), _plain_lead(other, rarity)
    dot = sum(weight * theirs[term] for term, weight in ours.items() if term in theirs)
    lengths = math.sqrt(sum(w * w for w in ours.values()) * sum(w * w for w in theirs.values()))
    return 1.0 if lengths and dot / lengths >= least else 0.0


def _plain_lead(packed: Packed, rarity: Rarity) -> dict[int, float]:
    """What the words of a lead weigh that are no names."""
    ids, counts = packed.view(_LEAD)
    plain = (packed.flags & (NAME | PERSON)) == 0
    return dict(
        zip(ids[plain].tolist(), rarity.weights(_LEAD, ids[plain], counts[plain]).tolist(), strict=True)
    )


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


def reasons(asked: Asked, likeness: Likeness) -> tuple[Reason, ...]:
    """What an article has in common with another, in words that a reader can check."""
    sketch, text = asked.sketch, likeness.text
    found = []
    if likeness.anchors:
        words = ", ".join(sketch.written.get(term, term) for term in likeness.anchors[:5])
        found.append(Reason("rare words in both leads", float(len(likeness.anchors)), words))
    if text >= 0.01:
        found.append(Reason("text", round(text, 3), f"cosine {text:.2f}"))
    if likeness.names:
        words = ", ".join(sketch.latin[name] for name in list(likeness.names)[:5])
        found.append(Reason("names", float(len(likeness.names)), words))
    across = likeness.across
    shared = (*across.matters[:6], *across.places[:3], *across.figures[:3])
    about = shared if across.same_event >= 0.5 else tuple(likeness.shared_concepts)[:4]
    if about:
        found.append(Reason("about", float(len(about)), ", ".join(about)))
    return tuple(found)
