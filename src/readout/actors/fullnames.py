"""Full names of an article that no office marks: whom a bare surname further down names."""

import re
from collections import defaultdict
from collections.abc import Mapping

from readout.actors.describe import Kind, describe
from readout.actors.names import name_runs
from readout.lang.cues import words
from readout.lang.frames import frames
from readout.lang.names import skeleton
from readout.model import Article

_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def full_names(article: Article, text: str) -> Mapping[str, tuple[int, str]]:
    """For each surname the one full name that it ends, and where that stands first.

    A surname that ends two names has none; nor has one that begins a name before that: "Ford Motor".
    Headlines are not asked: in them every word may have a capital.
    """
    language = article.language
    if frames(language) is not None:
        return {}  # nouns with capitals, and names that change their ends
    lowered = {
        word
        for block in article.reporting()
        for word in _WORD.findall(block.span.of(text))
        if word[0].islower()
    }
    found: dict[str, dict[tuple[str, ...], int]] = defaultdict(dict)
    begun: dict[str, int] = {}
    for block in article.reporting():
        paragraph = block.span.of(text)
        for place in name_runs(paragraph, language):
            run = re.sub(r"[’']s$", "", place.of(paragraph).rstrip(".’'"))
            at = block.span.start + place.start
            name = _name(run, paragraph[: place.start], lowered, language)
            if name:
                found[skeleton(name[-1])].setdefault(name, at)
            if len(run.split()) > 1:
                begun.setdefault(skeleton(run.split()[0]), at)
    return {
        surname: (min(names.values()), " ".join(whole))
        for surname, names in found.items()
        if (whole := _one(names)) and begun.get(surname, at := min(names.values())) >= at
    }


def _name(run: str, before: str, lowered: set[str], language: str) -> tuple[str, ...] | None:
    """The full name that a run of capitalised words is. None: it is a body's, or no full name."""
    articles = words(language, "grammar", "articles") | words(language, "grammar", "definite")
    nearest = before.split()[-1:] or [""]
    described = describe(run, language)
    if described.kind is not Kind.PERSON or (nearest[0].casefold() in articles and not described.role):
        return None
    name = described.name.split()
    while len(name) > 2 and name[0].casefold() in lowered:
        name.pop(0)  # "Guard Ana Roth" opens a sentence
    return tuple(name) if 2 <= len(name) <= 3 and name[0].casefold() not in lowered else None


def _one(names: Mapping[tuple[str, ...], int]) -> tuple[str, ...] | None:
    """The one name of some, where all others end with it: "Ana Roth" and "Guard Ana Roth"."""
    shortest = min(names, key=len)
    same = [[skeleton(part) for part in name[-len(shortest) :]] for name in names]
    return shortest if all(name == same[0] for name in same) else None
