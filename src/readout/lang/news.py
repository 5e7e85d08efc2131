"""What the news of every language is about: places, matters, figures and names under one name each."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from readout.lang import table
from readout.lang.names import sound, without_case
from readout.text.concepts import Lexicon

#: A name's consonants tell it from others if there are so many of them.
_CONSONANTS = 3
_VOWELS = re.compile("(?<=.)[aeiou]+")
_FIGURE = re.compile(r"(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_GROUPS = re.compile(r"[ \u00a0\u202f.,'’](?=\d{3}(?!\d))")
_WORD = re.compile(r"[^\W\d_]+")


@cache
def places(language: str) -> Lexicon:
    """States, their people and capitals, seas, and bodies of many states."""
    return Lexicon(table(language, "news").get("place", {}))


@cache
def matters(language: str) -> Lexicon:
    """What happens: an earthquake, a strike, a sentence."""
    return Lexicon(table(language, "news").get("matter", {}))


@cache
def has_news(language: str) -> bool:
    return bool(table(language, "news"))


@lru_cache(maxsize=100_000)
def name_keys(word: str, language: str) -> tuple[str, ...]:
    """What the spellings of one word of a name share across languages and cases.

    Its consonants as sounds, or where they are few, the whole sound; a second key where the word may be
    in an oblique case, or others hear a letter of it in two ways. Rough: one key alone proves little.
    """
    heard = str(table("any", "heard").get("by_ear", {}).get(language, "")).split()
    spelt = {word.casefold()}
    for pair in heard:
        one, _, other = pair.partition("=")
        spelt |= {form.replace(one, other) for form in tuple(spelt)}
    forms = {nominative for form in spelt for nominative in (form, *without_case(form, language))}
    return tuple(sorted({_key(sound(form, language)) for form in forms} - {""}))


def _key(heard: str) -> str:
    bare = _VOWELS.sub("", heard)
    if len(bare) >= _CONSONANTS:
        return re.sub(r"(.)\1+", r"\1", bare)
    whole = heard.rstrip("aeiou") if len(heard) > _CONSONANTS + 1 else heard
    return whole if len(whole) >= _CONSONANTS else ""


@cache
def _numbers(language: str) -> dict[str, int]:
    groups = str(table(language, "times").get("numbers", "")).casefold().split(",")
    return {word: n for n, group in enumerate(groups, 1) for word in group.split() if n > 1}


@cache
def _thousand(language: str) -> tuple[str, ...]:
    return tuple(str(table(language, "news").get("thousand", "")).split())


def figures(text: str, language: str) -> Iterator[str]:
    """The figures of a text as plain numbers: "12.400", "12 400" and "12,400" are one; "twelve" is 12."""
    for match in _FIGURE.finditer(text):
        written = _GROUPS.sub("", match.group()).replace(",", ".")
        after = _WORD.match(text, match.end() + 1)
        thousand = after is not None and after.group().casefold().startswith(_thousand(language))
        if thousand and "." not in written:
            written += "000"
        yield written.rstrip("0").rstrip(".") if "." in written else written
    known = _numbers(language)
    for match in _WORD.finditer(text):
        number = known.get(match.group().casefold())
        if number:
            yield str(number)
