"""Who contradicts whom in a thread: arcs between names, with the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from readout.formats.html.index import Index
from readout.formats.look import STATUSES, plain, risen
from readout.formats.words import _
from readout.model import ActorId, Dispute, DisputeStatus

#: So many names at most: those with most disputes. The list in words has all.
NAMES = 12
#: In pixels: a row, the first row's middle, the flattest arc and the widest.
ROW, TOP, FLAT, WIDE = 34, 22, 18, 110
#: A longer name is cut on the picture; it is whole in the list.
LONG = 28
#: Disputes in which somebody contradicts somebody; silence is no contradiction.
CONTRADICTING = frozenset(
    {DisputeStatus.CONTESTED, DisputeStatus.NEGOTIATING_POSITIONS, DisputeStatus.INTERNAL_DIVERGENCE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    path: str
    #: In pixels: the more disputes, the thicker, within bounds.
    width: float
    title: str
    href: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two who contradict each other, in words."""

    one: tuple[str, str]
    other: tuple[str, str]
    #: (topic, address, how it stands).
    disputes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    height: int
    #: Where the arcs end and the names begin.
    edge: int
    #: The name as it is shown, the whole name, its address, where its middle is.
    names: tuple[tuple[str, str, str, int], ...]
    arcs: tuple[Arc, ...]
    pairs: tuple[Pair, ...]
    #: How many names the picture leaves out.
    more: int


def picture(index: Index, disputes: Sequence[Dispute]) -> Picture | None:
    """The picture of some disputes. None: nobody who is named contradicts somebody who is named."""
    pairs: dict[tuple[ActorId, ActorId], list[Dispute]] = {}
    for dispute in disputes:
        for one, other in _opposed(index, dispute):
            held = pairs.setdefault((min(one, other), max(one, other)), [])
            if dispute not in held:
                held.append(dispute)
    if not pairs:
        return None
    weight: dict[ActorId, int] = {}
    for two, found in pairs.items():
        for actor in two:
            weight[actor] = weight.get(actor, 0) + len(found)
    named = sorted(weight, key=lambda a: (-weight[a], index.actors[a].name))
    shown = _side_by_side(named[:NAMES], pairs)
    at = {actor: TOP + ROW * place for place, actor in enumerate(shown)}
    ordered = sorted(pairs.items(), key=lambda pair: -len(pair[1]))
    edge = max((_out(two, at) for two in pairs if set(two) <= set(shown)), default=FLAT) * 3 // 4 + 12
    return Picture(
        edge=edge,
        height=2 * TOP + ROW * (len(shown) - 1),
        names=tuple(
            (_cut(n), n, index.links.actor(a), at[a]) for a in shown if (n := risen(index.actors[a].name))
        ),
        arcs=tuple(_arc(index, two, found, at, edge) for two, found in ordered if set(two) <= set(shown)),
        pairs=tuple(_pair(index, two, found) for two, found in ordered),
        more=len(named) - len(shown),
    )


def _opposed(index: Index, dispute: Dispute) -> list[tuple[ActorId, ActorId]]:
    """Everybody of a side with everybody of another, where both say something."""
    if dispute.status not in CONTRADICTING:
        return []
    known = [side.actor for side in dispute.sides if side.passages and side.actor in index.actors]
    actors = [actor for actor in known if actor]
    return [(one, other) for n, one in enumerate(actors) for other in actors[n + 1 :] if one != other]


def _side_by_side(
    actors: Sequence[ActorId], pairs: dict[tuple[ActorId, ActorId], list[Dispute]]
) -> list[ActorId]:
    """Those who contradict each other near each other: each goes behind the one it contradicts most."""
    left, ordered = list(actors), list[ActorId]()
    while left:
        last = ordered[-1] if ordered else None
        best = max(
            left,
            key=lambda a: (
                len(pairs.get((min(a, last), max(a, last)), ())) if last else 0,
                -actors.index(a),
            ),
        )
        ordered.append(best)
        left.remove(best)
    return ordered


def _out(two: tuple[ActorId, ActorId], at: dict[ActorId, int]) -> int:
    """How far the handles of an arc reach; the arc itself reaches three quarters as far."""
    return min(WIDE, FLAT + abs(at[two[0]] - at[two[1]]) * 45 // 100)


def _arc(
    index: Index, two: tuple[ActorId, ActorId], found: Sequence[Dispute], at: dict[ActorId, int], edge: int
) -> Arc:
    top, end = sorted((at[two[0]], at[two[1]]))
    out = _out(two, at)
    one, other = (risen(index.actors[a].name) for a in two)
    topics = "; ".join(plain(d.topic)[:90] for d in found[:3])
    return Arc(
        path=f"M {edge} {top} C {edge - out} {top}, {edge - out} {end}, {edge} {end}",
        width=min(2 + len(found) - 1, 6),
        title=_("{one} and {other} contradict each other: {topics}").format(
            one=one, other=other, topics=topics
        ),
        href=index.links.dispute(found[0].id) if len(found) == 1 else "#contradictions",
        status=found[0].status.value,
    )


def _pair(index: Index, two: tuple[ActorId, ActorId], found: Sequence[Dispute]) -> Pair:
    one, other = ((risen(index.actors[a].name), index.links.actor(a)) for a in two)
    return Pair(
        one=one,
        other=other,
        disputes=tuple(
            (risen(plain(d.topic)), index.links.dispute(d.id), _(STATUSES[d.status])) for d in found
        ),
    )


def _cut(name: str) -> str:
    return name if len(name) <= LONG else name[: LONG - 1].rstrip() + "…"
