"""Events: what happened, or is said to have, or is planned, with the words that tell it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from readout.model.article import ArticleId, When
from readout.model.names import Name
from readout.model.span import Passage


class EventStatus(Name):
    """How surely it happened. Never more than the words say."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PROPOSED = "proposed"
    #: Somebody accuses somebody of it.
    ALLEGED = "alleged"
    #: Somebody says so; the article does not.
    REPORTED = "reported"
    #: Somebody says that it did not happen.
    DENIED = "denied"
    #: It happened long before.
    BACKGROUND = "background"


#: The least sure first. Where articles differ, the less sure stands: no article outvotes another.
SURENESS = (
    EventStatus.DENIED,
    EventStatus.ALLEGED,
    EventStatus.REPORTED,
    EventStatus.PROPOSED,
    EventStatus.PLANNED,
    EventStatus.BACKGROUND,
    EventStatus.ONGOING,
    EventStatus.HAPPENED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One article's words for an event, and what they say of it."""

    article_id: ArticleId
    #: The sentence.
    passage: Passage
    #: Who did it, in the article's words or by the actor's name. None: not said, or not found.
    actor: str | None
    action: str
    target: str | None
    place: str | None
    #: None: the sentence tells no time.
    when: When | None
    status: EventStatus
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, or is said to have, or is planned; the status is never upgraded."""

    id: str
    actor: str | None
    action: str
    target: str | None
    place: str | None
    when: When | None
    status: EventStatus
    passages: tuple[Passage, ...]
    #: What each article says of it.
    tellings: tuple[Telling, ...] = ()

    @property
    def day(self) -> str:
        """What a list is ordered by; empty: no time is known."""
        return (self.when.iso if self.when else None) or ""


def event_of(tellings: Iterable[Telling]) -> Event:
    """One line for what several articles tell. The result does not depend on their order.

    Its status is the least sure that any of them gives it, with one exception: what one article
    announces and another tells as done is done. Raises ValueError for no telling at all.
    """
    told = sorted(tellings, key=lambda t: (t.passage.capture_id, t.passage.span, t.action))
    first = max(told, key=_fullness)
    statuses = {t.status for t in told}
    if EventStatus.HAPPENED in statuses:
        statuses -= {EventStatus.PLANNED, EventStatus.PROPOSED, EventStatus.BACKGROUND, EventStatus.ONGOING}
    place = next((t.place for t in (first, *told) if t.place), None)
    whens = sorted((t.when for t in told if t.when), key=lambda w: (w.iso is None, -len(w.iso or "")))
    key = f"{told[0].passage.capture_id}|{told[0].passage.span.start}|{told[0].action}"
    return Event(
        id=hashlib.sha256(f"event|{key}".encode()).hexdigest()[:16],
        actor=first.actor,
        action=first.action,
        target=first.target,
        place=place,
        when=whens[0] if whens else None,
        status=min(statuses, key=SURENESS.index),
        passages=tuple(dict.fromkeys(t.passage for t in (first, *told))),
        tellings=tuple(told),
    )


def _fullness(telling: Telling) -> tuple[int, int]:
    known = (telling.actor, telling.target, telling.place, telling.when)
    return sum(one is not None for one in known), -len(telling.passage.exact)
