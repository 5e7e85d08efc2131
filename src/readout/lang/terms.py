"""The words of a text that tell what it is about, cut to their beginnings."""

import re
from collections.abc import Iterator
from functools import cache

from readout.lang import table

#: Endings differ, beginnings stay: words count as one if they agree so far.
STEM = 6

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-’'][^\W\d_]+)*")


@cache
def common(language: str, kind: str) -> frozenset[str]:
    """Words that say nothing about which event is meant: "function", or "news" of every kind."""
    return frozenset(str(table(language, "common").get(kind, "")).split())


def plain(word: str) -> str:
    """The word lower-cased, without a possessive ending."""
    folded = word.casefold()
    return folded[:-2] if folded[-2:] in {"’s", "'s"} else folded


def term(word: str, language: str) -> str | None:
    """The word's beginning, or the figure. None: a function word, or too short to tell anything."""
    folded = plain(word)
    if folded[0].isdigit():
        return folded if len(folded) > 1 else None
    if len(folded) < 3 or folded in common(language, "function"):
        return None
    return folded[:STEM]


def telling(text: str, language: str) -> Iterator[str]:
    """The terms of a text that are no everyday words of news."""
    base = language.partition("-")[0]
    for match in _WORD.finditer(text):
        found = term(match.group(), base)
        if found and plain(match.group()) not in common(base, "news"):
            yield found
