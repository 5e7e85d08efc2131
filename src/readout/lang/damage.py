"""Signs of translation by machine, as each language has them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from readout.lang import languages, table


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Words that translation by machine leaves, and how much they say by themselves."""

    kind: str
    weight: float
    pattern: re.Pattern[str]


@cache
def signs(language: str) -> tuple[Sign, ...]:
    """The turns of a language by which damage is known. Empty where nobody has written them."""
    return tuple(
        Sign(kind=row["kind"], weight=float(row["weight"]), pattern=re.compile(row["pattern"]))
        for row in table(language, "damage").get("sign", ())
    )


@cache
def notes() -> tuple[re.Pattern[str], ...]:
    """How a page says that a machine translated it, in any language."""
    rows = [row for tag in languages("damage") for row in table(tag, "damage").get("note", ())]
    return tuple(re.compile(row["pattern"]) for row in rows)


@cache
def listed(language: str, name: str) -> frozenset[str]:
    """A list of words of the language's damage file."""
    return frozenset(str(table(language, "damage").get(name, "")).split())


@cache
def function_words() -> Mapping[str, frozenset[str]]:
    """The function words of each language, of at least two letters."""
    return {
        tag: frozenset(w for w in str(table(tag, "common").get("function", "")).split() if len(w) > 1)
        for tag in languages("common")
    }


@cache
def engines() -> frozenset[str]:
    """Programs that translate, lower case."""
    return frozenset(name.strip() for name in str(table("any", "damage")["engines"]).split(","))
