"""The casts of some articles put together: actors, mentions and voices."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from readout.actors.cast import ArticleCast
from readout.actors.entity import Entity, is_tail
from readout.actors.joining import join
from readout.model import (
    SURE,
    Actor,
    ActorId,
    ActorType,
    Cast,
    Judgement,
    Mention,
    Passage,
    Reason,
    RoleHeld,
    Span,
    Statement,
    StatementId,
    Voices,
)


def assemble(casts: Sequence[ArticleCast], judgements: Sequence[Judgement]) -> Cast:
    """The cast of some articles: actors with every name and role, their mentions, and all voices."""
    entities = {(cast.article.id, key): entity for cast in casts for key, entity in cast.entities.items()}
    languages = {cast.article.id: cast.language for cast in casts}
    groups = join(entities, languages, judgements, {cast.article.id: cast.evidence.runs for cast in casts})
    members: dict[int, list[tuple[ArticleCast, Entity]]] = defaultdict(list)
    for cast in casts:
        for key, entity in cast.entities.items():
            members[groups[cast.article.id, key]].append((cast, entity))
    ids = {number: _actor_id(found) for number, found in members.items()}
    actors = tuple(_actor(ids[number], found) for number, found in sorted(members.items()))
    mentions = tuple(
        Mention(actor_id=ids[number], passage=cast.passage(span))
        for number, found in sorted(members.items())
        for cast, entity in found
        for span in sorted(set(entity.places))
    )
    voices: dict[StatementId, Voices] = {}
    for cast in casts:
        lookup = {span: ids[groups[cast.article.id, key]] for span, key in cast.known.items()}
        for statement in cast.statements:
            voices[statement.id] = _voices(statement, lookup, cast.why)
    return Cast(actors=actors, mentions=mentions, voices=voices)


def _actor_id(found: Sequence[tuple[ArticleCast, Entity]]) -> ActorId:
    first = min(f"{entity.kind}|{entity.key}" for _, entity in found)
    # Two persons of one name in two groups: the place of the first mention keeps them apart.
    place = min(f"{entity.capture}|{min(entity.places, default=Span(0, 1)).start}" for _, entity in found)
    return ActorId(hashlib.sha256(f"{first}|{place}".encode()).hexdigest()[:16])


def _actor(actor_id: ActorId, found: Sequence[tuple[ArticleCast, Entity]]) -> Actor:
    entities = [entity for _, entity in found]
    # Where an office and its holder are one, it is the person who has a name.
    persons = [entity for entity in entities if entity.kind is ActorType.PERSON]
    called = persons or entities
    # Of one in two scripts the Latin name is shown: it is the one most outlets share.
    told = Counter(e.name for e in called)
    called_so = [n for n in told if not any(is_tail(m, n) and told[m] > told[n] for m in told)]
    name = max(called_so, key=lambda n: (n[:1] < "Ͱ", len(n.split()), len(n), n))
    roles = {text: passage for e in entities for text, passage in e.roles}
    return Actor(
        id=actor_id,
        name=name,
        type=called[0].kind,
        roles=tuple(RoleHeld(text=text, passage=passage) for text, passage in sorted(roles.items())),
        names=tuple(sorted({n for e in entities for n in e.names} | {name})),
    )


def _voices(statement: Statement, lookup: Mapping[Span, ActorId], why: Mapping[Span, str]) -> Voices:
    def of(passage: Passage | None) -> ActorId | None:
        return lookup.get(passage.span) if passage else None

    speaker = statement.speaker
    reason = why.get(speaker.span) if speaker else None
    if statement.confidence < SURE:
        speaker, reason = None, "the reading of the speaker is not sure enough to name anybody"
    return Voices(
        speaker=of(speaker),
        addressee=of(statement.addressee),
        target=of(statement.target),
        via=tuple(of(via.words) for via in statement.via),
        reasons=(Reason("speaker", 1.0, reason),) if reason else (),
    )
