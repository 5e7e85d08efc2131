"""The states and blocs that words name, under names that are the same in every language."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from readout.lang import table
from readout.lang.names import territories, territory_of
from readout.model import ActorId, Cast
from readout.text.concepts import Lexicon

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


@cache
def lexicon(language: str) -> Lexicon:
    """The concepts of a language, ready to be found."""
    return Lexicon(table(language.partition("-")[0], "concepts").get("concept", {}))


@cache
def state_ids() -> frozenset[str]:
    """The names of states and blocs among the concepts."""
    named = (_id(territory.name) for territory in territories("en"))
    return frozenset(named) | {"nato", "european-union", "united-nations"}


def _id(name: str) -> str:
    return name.casefold().replace(" ", "-")


@cache
def _members() -> Mapping[str, frozenset[str]]:
    rows = table("any", "blocs").get("bloc", {})
    return {bloc: frozenset(m.strip() for m in str(row).split(",")) for bloc, row in rows.items()}


@lru_cache(maxsize=20_000)
def states_in(text: str, language: str) -> frozenset[str]:
    """The states and blocs that words name: "Quito", "the Russian minister", "Кремль"."""
    base = language.partition("-")[0]
    found = _WORD.findall(text)
    states = {concept for _, concept in lexicon(language).find(found)} & state_ids()
    known = territory_of(base) if base == "en" else {}
    for size in (1, 2, 3):
        for at in range(len(found) - size + 1):
            if not found[at][0].isupper():
                continue
            name = " ".join(found[at : at + size]).casefold()
            name = name[:-2] if name.endswith(("'s", "’s")) else name
            if name in known:
                states.add(_id(known[name]))
    for bloc, members in _members().items():
        plain = f" {' '.join(found).casefold()} "
        forms = str(table(base, "claims").get(bloc, "")).split(",")
        if any(f" {form.strip()} " in plain for form in forms if form.strip()):
            states |= members
    return frozenset(states)


def homes_of(cast: Cast, language: Mapping[ActorId, str]) -> dict[ActorId, frozenset[str]]:
    """For which states each actor speaks, by his names and offices."""
    return {
        actor.id: frozenset().union(
            *(states_in(n, language[actor.id]) for n in (actor.name, *actor.names)),
            *(states_in(role.text, language[actor.id]) for role in actor.roles),
        )
        for actor in cast.actors
        if actor.id in language
    }


def states_among(cast: Cast) -> dict[ActorId, str]:
    """The actors that bear a state's own name."""
    known = territory_of("en")
    named = ((actor.id, known.get(actor.name.casefold())) for actor in cast.actors)
    return {actor: _id(name) for actor, name in named if name}
