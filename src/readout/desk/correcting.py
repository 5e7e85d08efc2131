"""Corrections from the words that a person types: each is looked for on the page."""

from collections.abc import Iterable

from readout.model import (
    Act,
    Actor,
    Capture,
    Edition,
    Passage,
    Remedy,
    Right,
    Span,
    Statement,
    WordsError,
)
from readout.text.finding import places

#: What may stand between the attribution and what is said.
_EDGE = " \t\r\n,;:–—-"


def found(words: str, capture: Capture, *, near: Span | None = None, only: Span | None = None) -> Passage:
    """The words on a page: the only place, or by `near` the one inside, before or after it.

    `only`: places outside of this are passed over.

    Raises WordsError.
    """
    spots = tuple(span for span in places(words, capture.text) if only is None or span in only)
    if not spots:
        why = "these words do not stand on the page; copy them exactly from it"
        raise WordsError(words=words, why=why)
    if near is None and len(spots) > 1:
        why = f"these words stand in {len(spots)} places of the page; give more of the words around them"
        raise WordsError(words=words, why=why)
    return capture.passage(spots[0] if near is None else _nearest(spots, near))


def _nearest(spots: Iterable[Span], near: Span) -> Span:
    """Inside, else the last that begins before, else the first after."""
    ordered = list(spots)
    inside = [span for span in ordered if span in near]
    before = [span for span in ordered if span.start < near.start]
    return inside[0] if inside else before[-1] if before else ordered[0]


def within(words: str, capture: Capture, whole: Span) -> Passage:
    """The words inside other words. Raises WordsError."""
    passage = found(words, capture, near=whole)
    if passage.span not in whole:
        raise WordsError(words=words, why=f"these words do not stand in “{whole.of(capture.text)}”")
    return passage


def rest(capture: Capture, whole: Span, taken: Iterable[Passage | None]) -> Passage:
    """The longest part of some words without speaker and cue: what is said."""
    at, parts = whole.start, []
    for span in sorted(p.span for p in taken if p and p.span in whole):
        parts.append((at, span.start))
        at = max(at, span.end)
    start, end = max([*parts, (at, whole.end)], key=lambda part: part[1] - part[0])
    words = capture.text[start:end]
    start += len(words) - len(words.lstrip(_EDGE))
    end = start + len(words.strip(_EDGE))
    return capture.passage(Span(start, end) if start < end else whole)


def named(edition: Edition, name: str) -> tuple[Actor, Passage]:
    """An actor by id, by name, or as the speaker of a statement; with words that name the actor.

    Raises WordsError where nobody or more than one is called so.
    """
    for statement in edition.statements:
        if statement.id == name:
            return _speaker(edition, statement)
    wanted = name.strip().casefold()
    actors = [actor for actor in edition.cast.actors if actor.id == name] or [
        actor for actor in edition.cast.actors if wanted in {n.casefold() for n in (actor.name, *actor.names)}
    ]
    fullest = [actor for actor in actors if actor.name.casefold() == wanted]
    actors = fullest if len(fullest) == 1 else actors
    if not actors:
        raise WordsError(
            words=name, why="nobody in this store is called so; `readout who NAME` looks names up"
        )
    if len(actors) > 1:
        ids = ", ".join(f"{actor.id} ({actor.name}, {actor.type})" for actor in actors)
        raise WordsError(words=name, why=f"more than one is called so; give an id: {ids}")
    return actors[0], mention_of(edition, actors[0])


def _speaker(edition: Edition, statement: Statement) -> tuple[Actor, Passage]:
    voices = edition.cast.voices.get(statement.id)
    actor = next((a for a in edition.cast.actors if voices and a.id == voices.speaker), None)
    if actor is None or statement.speaker is None:
        raise WordsError(words=statement.id, why="nobody is known to speak in this statement")
    return actor, statement.speaker


def mention_of(edition: Edition, actor: Actor) -> Passage:
    """The fullest words that name an actor: a pronoun may be read as somebody else tomorrow."""
    passages = [m.passage for m in edition.cast.mentions if m.actor_id == actor.id]
    if not passages:
        raise WordsError(words=actor.name, why="no words of any page name this actor")
    return max(passages, key=lambda p: (p.exact == actor.name, actor.name in p.exact, -p.span.start))


def right_for(
    remedy: Remedy,
    *,
    act: Act | None,
    speaker: Passage | None,
    actor: Passage | None,
    content: Passage | None,
) -> Right:
    """What is right instead, as far as the remedy is about it. Raises WordsError where it is not said."""
    match remedy:
        case Remedy.NOT_THE_ACT if act is None:
            raise WordsError(words="act", why="say which act is right")
        case Remedy.NOT_THE_CONTENT if content is None:
            raise WordsError(words="content", why="give the words that are said")
        case Remedy.NOT_THE_ACT:
            return Right(act=act)
        case Remedy.NOT_THE_CONTENT:
            return Right(content=content)
        case Remedy.NOT_THE_SPEAKER:
            return Right(speaker=speaker, actor=actor)
        case _:
            return Right()
