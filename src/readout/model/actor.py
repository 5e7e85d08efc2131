"""Actors: whom the words of articles name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NewType

from readout.model.names import Name
from readout.model.span import Passage
from readout.model.statement import Reason, StatementId

ActorId = NewType("ActorId", str)


class ActorType(Name):
    PERSON = "person"
    #: A state, an institution, a party, a group.
    COLLECTIVE = "collective"
    #: Somebody the article keeps unnamed ("a senior official").
    ANONYMOUS = "anonymous"
    #: An office whose holder the articles do not name ("the Estonian prime minister").
    OFFICE = "office"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleHeld:
    """An office or description that an article gives an actor."""

    text: str
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who is named across articles."""

    id: ActorId
    #: The fullest name that a passage gives.
    name: str
    type: ActorType
    roles: tuple[RoleHeld, ...] = ()
    #: Every written form.
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name an actor."""

    actor_id: ActorId
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """Who is who in one statement. None: unresolved, and shown so."""

    speaker: ActorId | None = None
    addressee: ActorId | None = None
    target: ActorId | None = None
    #: As many as the statement has `via`, in its order.
    via: tuple[ActorId | None, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everyone who appears in some articles."""

    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    voices: Mapping[StatementId, Voices] = field(default_factory=dict)


class Verdict(Name):
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A decision whether two things (actors, articles' stories) are one.

    A "different" outranks any score.
    """

    #: What is judged, by passages, so that it outlives every rerun.
    one: Passage
    other: Passage
    verdict: Verdict
    by: str
    at: datetime
    #: Which row of the store it is, for undoing it. 0: it is not kept yet.
    number: int = field(default=0, compare=False)
