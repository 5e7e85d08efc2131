"""How surely something happened, as the words say it: never more."""

from readout.lang.events import EventWords
from readout.model import Act, EventStatus, Statement

_DENYING = frozenset({Act.DENY, Act.REJECT, Act.DISMISS, Act.DOUBT})
_ACCUSING = frozenset(
    {Act.ACCUSE, Act.BLAME, Act.CRITICISE, Act.CONDEMN, Act.ASSERT, Act.WARN, Act.THREATEN, Act.INSULT}
)
_PROPOSING = frozenset({Act.PROPOSE, Act.OFFER, Act.DEMAND, Act.URGE, Act.ASK, Act.HOPE, Act.SUPPORT})
#: Who warns of something, doubts or predicts it has announced nothing.
_GUESSING = frozenset({Act.WARN, Act.THREATEN, Act.PREDICT, Act.ASSESS})
#: The least sure first.
ORDER = (
    EventStatus.DENIED,
    EventStatus.ALLEGED,
    EventStatus.REPORTED,
    EventStatus.PROPOSED,
    EventStatus.PLANNED,
    EventStatus.ONGOING,
)


def told_status(clause: str, around: str, words: EventWords, *, ahead: bool) -> EventStatus | None:
    """The status that the article's own words give. None: it tells of no event.

    `clause` are the words of the clause, `around` those of its whole sentence: a hedge counts
    wherever it stands, a plan only in its clause.
    """
    if words.nothing.search(clause):
        return None
    found = {
        EventStatus.named(name)
        for name, pattern in words.statuses
        if pattern.search(around if EventStatus.named(name) in _HEDGES else clause)
    }
    if ahead:
        found.add(EventStatus.PLANNED)
    if EventStatus.PLANNED in found:
        found.discard(EventStatus.REPORTED)  # a plan that is reported is a plan
    return next((status for status in ORDER if status in found), EventStatus.HAPPENED)


_HEDGES = frozenset({EventStatus.DENIED, EventStatus.ALLEGED, EventStatus.REPORTED})


def said_status(told: EventStatus, statement: Statement) -> EventStatus | None:
    """The status of what somebody is reported to have said. `told`: what its own words give.

    Nothing that stands in a statement is said to have happened: at best it is reported.
    """
    if statement.act in _DENYING:
        return None if statement.negated else EventStatus.DENIED
    if statement.negated:
        return None
    if statement.act in _PROPOSING and told in (EventStatus.PLANNED, EventStatus.PROPOSED):
        return EventStatus.PROPOSED
    if told is EventStatus.PLANNED:
        return None if statement.act in _GUESSING else EventStatus.PLANNED
    if statement.act in _ACCUSING and told in (EventStatus.HAPPENED, EventStatus.ONGOING):
        return EventStatus.ALLEGED
    if told in (EventStatus.HAPPENED, EventStatus.ONGOING):
        return EventStatus.REPORTED
    return told
