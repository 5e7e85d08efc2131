"""Names of states and institutions in a language, and what the spellings of a name share."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from readout.lang import table


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """A state or territory with its other names."""

    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]


@cache
def territories(language: str) -> tuple[Territory, ...]:
    """The territories of a language's gazetteer. Empty where nobody has written it."""
    rows = table(language, "territories").get("rows", "").strip().splitlines()
    found = []
    for row in rows:
        names, demonyms, capitals = (
            tuple(p.strip() for p in part.split(",") if p.strip()) for part in row.split("|")
        )
        found.append(Territory(name=names[0], names=names, demonyms=demonyms, capitals=capitals))
    return tuple(found)


@cache
def territory_of(language: str) -> Mapping[str, str]:
    """Every name, demonym and capital, lower case, to the territory's first name."""
    found: dict[str, str] = {}
    for territory in territories(language):
        for name in (*territory.names, *territory.demonyms, *territory.capitals):
            found.setdefault(name.casefold(), territory.name)
            found.setdefault(name.casefold() + "s", territory.name)
    return found


@cache
def state_names(language: str) -> Mapping[str, str]:
    """Names and capitals, lower case, to the territory's first name: what may stand for the state."""
    return {
        name.casefold(): territory.name
        for territory in territories(language)
        for name in (*territory.names, *territory.capitals)
    }


@cache
def institutions(language: str) -> frozenset[str]:
    """Names of bodies, lower case."""
    names = table(language, "territories").get("institutions", "")
    return frozenset(name.strip().casefold() for name in names.split(",") if name.strip())


@cache
def particles(language: str) -> frozenset[str]:
    """Small words inside names of persons."""
    names = table(language, "territories").get("particles", "")
    return frozenset(name.strip() for name in names.split(",") if name.strip())


_SAME = (
    (re.compile("ou"), "u"),
    (re.compile("[yj]"), "i"),
    (re.compile("w"), "v"),
    (re.compile("kh"), "h"),
    (re.compile("ph"), "f"),
    (re.compile("ck"), "k"),
    (re.compile("c(?=[aou])"), "k"),
    (re.compile("x"), "ks"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@cache
def skeleton(name: str) -> str:
    """What spellings of one name share: "Zelensky", "Zelenskiy" and "Zelenskyy" are one.

    Letters without accents, lower case; y, j, i alike, w and v, ou and u; double letters once.
    """
    letters = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c for c in letters if c.isalpha())
    for pattern, plain in _SAME:
        letters = pattern.sub(plain, letters)
    return letters


@cache
def is_state_form(word: str, language: str) -> bool:
    """Whether a word is a state's name, its ending aside where the language changes it."""
    lower = word.casefold()
    if lower in state_names(language):
        return True
    stem = lower[: max(4, len(lower) - 2)]
    inflects = bool(table(language, "territories").get("inflects"))
    return inflects and len(lower) >= 5 and any(name.startswith(stem) for name in state_names(language))
