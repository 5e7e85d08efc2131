"""One dispute told in several places, or by several voices of a side, stands once."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from readout.model import Act, ActorId, Dispute, DisputeId, DisputeStatus, Passage, Side, StatementId
from readout.positions.hearing import Hearing
from readout.positions.pairs import Clash, Voice

#: The share of the shorter one's terms that two clashes about one thing have in common.
ALIKE = 0.6
#: ... if the same actor sets himself against both.
ALIKE_OF_ONE = 0.5
#: A side shows so many statements and passages at most.
SHOWN = 6
#: A topic is so many characters of the article's words.
TOPIC = 140


def merged(hearing: Hearing, clashes: Sequence[Clash]) -> tuple[Dispute, ...]:
    """Disputes in the order of their first passages."""
    groups: list[list[Clash]] = []
    places: dict[tuple[str, str | None], list[list[Clash]]] = {}
    for clash in clashes:
        if _of_one_voice(clash):
            continue
        thread = hearing.thread_of(clash.at) if clash.at else None
        near = places.setdefault((clash.status, thread), [])
        group = next((g for g in near if any(_one(hearing, clash, other) for other in g)), None)
        if group is None:
            group = []
            groups.append(group)
            near.append(group)
        group.append(clash)
    return tuple(_dispute(group) for group in groups)


def _of_one_voice(clash: Clash) -> bool:
    """Whether one and the same actor would stand on both sides of what is contested: a voice misread.

    Not where another tells what he has agreed to, and he denies it.
    """
    agreed = any(heard.statement.act is Act.AGREE for heard in clash.one.statements)
    return (
        clash.status in {DisputeStatus.CONTESTED, DisputeStatus.NEGOTIATING_POSITIONS}
        and not agreed
        and clash.one.actor is not None
        and clash.one.actor == clash.other.actor
        and bool(clash.one.statements and clash.other.statements)
    )


def _one(hearing: Hearing, one: Clash, other: Clash) -> bool:
    if one.at is None or other.at is None:
        return False
    if one.status is DisputeStatus.ONE_SIDED:
        return one.one.actor == other.one.actor and one.at.story == other.at.story
    if _said(one.one) & _said(other.other) or _said(one.other) & _said(other.one):
        # What is a denial here and a claim there would stand on both sides.
        return False
    if _said(one.one) & _said(other.one) or _said(one.other) & _said(other.other):
        return True
    one_story = one.at.story == other.at.story
    if one.at.head is not None and one.at.head == other.at.head:
        return True
    shared = one.terms & other.terms
    same = one.other.actor is not None and one.other.actor == other.other.actor
    least = (ALIKE_OF_ONE if same else ALIKE) if not one_story else ALIKE * 0.7
    if same and one.at.statement.act is other.at.statement.act is Act.DENY and _rare(hearing, shared):
        return True
    plain = sum(not term.startswith("about ") for term in shared)
    concepts = len(shared) - plain
    return (plain > 1 or (plain > 0 and concepts > 1)) and len(shared) >= least * min(
        len(one.terms), len(other.terms)
    )


def _said(voice: Voice) -> set[StatementId]:
    return {heard.statement.id for heard in voice.statements}


def _rare(hearing: Hearing, terms: frozenset[str]) -> bool:
    """Whether one of the terms stands in few articles."""
    few = max(2, 0.25 * hearing.articles)
    return any(not t.startswith("about ") and hearing.spread.get(t, 0) <= few for t in terms)


def _dispute(group: Sequence[Clash]) -> Dispute:
    first = group[0]
    sides = (_side([c.one for c in group]), _side([c.other for c in group], last=True))
    anchor = min((p.capture_id, p.span.start) for c in group for p in _places(c))
    key = hashlib.sha256(f"dispute|{first.status}|{anchor}".encode()).hexdigest()[:16]
    return Dispute(
        id=DisputeId(key),
        topic=_cut(first.topic.strip()),
        status=first.status,
        sides=sides,
        reasons=tuple(dict.fromkeys(clash.reason for clash in group)),
    )


def _places(clash: Clash) -> list[Passage]:
    said = [h.statement.passage for v in (clash.one, clash.other) for h in v.statements]
    return [*said, *clash.one.passages, *clash.other.passages]


def _side(voices: Sequence[Voice], *, last: bool = False) -> Side:
    statements: dict[StatementId, None] = {}
    passages: dict[Passage, None] = {}
    actors: Counter[ActorId] = Counter()
    for voice in voices:
        statements |= dict.fromkeys(h.statement.id for h in voice.statements)
        passages |= dict.fromkeys(voice.passages or (h.statement.passage for h in voice.statements))
        actors.update([voice.actor] if voice.actor is not None else [])
    return Side(
        actor=actors.most_common(1)[0][0] if actors else None,
        stance=voices[0].stance,
        statements=tuple(statements)[:SHOWN],
        passages=tuple(passages)[:SHOWN],
    )


def _cut(topic: str) -> str:
    """The first words of a topic, whole."""
    if len(topic) <= TOPIC:
        return topic
    return topic[:TOPIC].rsplit(" ", 1)[0]
