"""Words as a search compares them: without case and accents, and by the form a dictionary has.

The dictionaries are simplemma's; one is loaded when the first word of its language is looked up, and takes
20 to 130 MB. A language without one has its words folded and no more.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

_WORD = re.compile(r"\w+")
_MARKS = {ord(mark): None for mark in ("\u0301", "\u0300", "\u00ad")}


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """The word without case and accents; its letters stay those of its script."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def written(text: str) -> Iterator[tuple[int, int, str]]:
    """The words of a text, folded, each with where it begins and ends."""
    for match in _WORD.finditer(text):
        folded = fold(match.group())
        if folded:
            yield match.start(), match.end(), folded


def lemmas(text: str, language: str) -> Iterator[tuple[str, str]]:
    """The words of a text in order: each folded, and the folded form that a dictionary has of it."""
    for match in _WORD.finditer(text.translate(_MARKS)):
        word = match.group().casefold()
        folded = fold(word)
        if folded:
            yield folded, lemma(word, language)


@lru_cache(maxsize=200_000)
def lemma(word: str, language: str) -> str:
    """The dictionary form of a lower-case word, folded to one word of letters and digits."""
    tag = language.partition("-")[0]
    if not word.isalpha() or tag not in _dictionaries():
        return fold(word)
    from simplemma import lemmatize

    return "".join(_WORD.findall(fold(lemmatize(word, lang=tag)))) or fold(word)


@cache
def _dictionaries() -> frozenset[str]:
    """The languages that there are dictionaries of."""
    from importlib.resources import files

    folder = files("simplemma.strategies.dictionaries") / "data"
    return frozenset(file.name.partition(".")[0] for file in folder.iterdir())
