"""States that words name, under one name whatever the spelling and the language."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from readout.lang import table
from readout.lang.ledger import concepts, ledger_words, state_concepts
from readout.lang.names import state_names, territory_of
from readout.model import Actor, ActorId, Cast, Span

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:-[^\W\d_]+)*")
#: So many letters of a name stay, whatever its ending.
_STEM = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A state that some words name."""

    span: Span
    key: str


@lru_cache(maxsize=20_000)
def states_in(text: str, language: str) -> tuple[Named, ...]:
    """The states named in a text, by name, demonym or capital, in their order."""
    base = language.partition("-")[0]
    found = list(_WORD.finditer(text))
    words = [match.group() for match in found]
    at: dict[int, tuple[int, str]] = {}
    for place, concept in concepts(base).find(words):
        if concept in state_concepts():
            at[place] = (1, concept)
    for place in range(len(words)):
        for size in (3, 2, 1):
            name = " ".join(words[place : place + size])
            key = _territory(name, base) if len(words) >= place + size else None
            if key and (place not in at or at[place][0] < size):
                at[place] = (size, key)
                break
    named = []
    free = 0
    for place in sorted(at):
        size, key = at[place]
        if place >= free:
            named.append(Named(Span(found[place].start(), found[place + size - 1].end()), key))
            free = place + size
    return tuple(named)


@lru_cache(maxsize=50_000)
def _territory(name: str, language: str) -> str | None:
    if not name[0].isupper() and language == "en":
        return None
    bare = re.sub(r"['’]s$", "", name)
    lower = bare.casefold()
    territory = territory_of(language).get(lower)
    if territory is None and name[0].isupper() and table(language, "territories").get("inflects"):
        stem = lower[: max(4, len(lower) - _STEM)]
        fits = {t for n, t in state_names(language).items() if len(lower) >= 5 and n.startswith(stem)}
        territory = next(iter(fits)) if len(fits) == 1 else None
    return _key(territory, language) if territory else None


@cache
def _key(territory: str, language: str) -> str:
    """The concept of a territory, or its name where it has none."""
    for _, concept in concepts(language).find(territory.split()):
        if concept in state_concepts():
            return concept
    return territory.casefold()


def sides(cast: Cast, language: str = "en") -> Mapping[ActorId, str]:
    """The state that an actor is of, or is: by its name, else by all its offices together.

    An actor of whom the words name two states has none.
    """
    found = {}
    for actor in cast.actors:
        key = _side(actor, language)
        if key:
            found[actor.id] = key
    return found


def _side(actor: Actor, language: str) -> str | None:
    for words in (actor.names or (actor.name,), tuple(role.text for role in actor.roles)):
        keys = {named.key for text in words for named in _opening(text, language)}
        if keys:
            return next(iter(keys)) if len(keys) == 1 else None
    return None


def _opening(text: str, language: str) -> Iterator[Named]:
    """The states in a name or an office; behind a preposition stands somebody else's."""
    found = ledger_words(language)
    for one in states_in(text, language):
        before = text[: one.span.start].split()
        if not (found and before and before[-1].casefold() in found.prepositions - {"of"}):
            yield one
