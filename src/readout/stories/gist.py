"""What the title and the first sentences of an article are about, in terms that all languages share."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from readout.lang.news import figures, has_news, matters, name_keys, places

#: The words of title and first sentences that are compared across languages.
WORDS = 110
#: Without a title, so many words count as one.
HEAD = 20


@dataclass(frozen=True, slots=True)
class Gist:
    """Terms that mean the same in every language."""

    places: frozenset[str] = frozenset()
    matters: frozenset[str] = frozenset()
    #: Those of the matters that stand in the title.
    headed: frozenset[str] = frozenset()
    #: Names as `lang.news.name_keys` hears them.
    names: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()


def gist(
    text: str, words: Sequence[tuple[str, bool]], head: int, language: str, no_names: Collection[str] = ()
) -> Gist:
    """The gist of the beginning of an article.

    `words` are its first words, each with whether it is written as a name, and the first `head` of
    them its title; 0: it has none. `no_names` are words,
    lower case, that are written so and name nobody.
    """
    if not has_news(language):
        return Gist()
    plain = [word for word, _ in words]
    where, what = places(language), matters(language)
    taken: set[int] = set()
    found_places, found_matters, headed = set(), set(), set()
    for start, end, place in where.spans(plain):
        taken.update(range(start, end))
        found_places.add(place)
    for start, end, matter in what.spans(plain):
        if start not in taken:
            taken.update(range(start, end))
            both = {matter, what.ending(plain[start]) or matter}
            found_matters |= both
            headed |= both if start < (head or HEAD) else set()
    names: set[str] = set()
    for at, (word, is_name) in enumerate(words):
        if at in taken or not word[0].isalpha() or word.casefold() in no_names:
            continue
        if is_name and len(word) > 2:
            names.update(
                key for part in word.split("-") if len(part) > 2 for key in name_keys(part, language)
            )
    return Gist(
        places=frozenset(found_places),
        matters=frozenset(found_matters),
        headed=frozenset(headed),
        names=frozenset(names),
        figures=frozenset(figures(text, language)),
    )
