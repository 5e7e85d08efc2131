"""The words of a text that tell what it is about, cut to their beginnings."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

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


@lru_cache(maxsize=100_000)
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


@cache
def _letters() -> dict[int, str]:
    pairs = (pair.partition("=") for row in table("any", "letters").values() for pair in str(row).split())
    return {ord(letter): latin for letter, _, latin in pairs}


@lru_cache(maxsize=100_000)
def latin(word: str) -> str:
    """The word in plain Latin letters, lower-cased: for comparing names of two scripts."""
    spelt = unicodedata.normalize("NFKD", word.casefold().translate(_letters()))
    return "".join(letter for letter in spelt if not unicodedata.combining(letter))


@lru_cache(maxsize=100_000)
def ordinal(word: str, language: str) -> int | None:
    """Which place in a row the word names: 6 for "sixth" and "6th". None: it is no ordinal."""
    folded = plain(word).replace("'", "").replace("’", "")
    figure = re.fullmatch(r"(\d{1,3})-?[^\W\d_]{1,3}", folded)
    if figure:
        return int(figure.group(1))
    listed = str(table(language, "common").get("ordinals", "")).split()
    folded = latin(folded)
    listed = [latin(start) for start in listed]
    places = [place for place, start in enumerate(listed, 1) if folded.startswith(start)]
    ended = [place for place in places if len(folded) - len(listed[place - 1]) <= 3]
    return max(ended, key=lambda place: len(listed[place - 1]), default=None)
