"""What is about an issue: words matched over contents, titles and what they mean in any language."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from readout.lang import languages
from readout.lang.ledger import concepts
from readout.lang.terms import latin, term
from readout.ledger.reading import concepts_in
from readout.model import Article, ArticleId, Statement, Told

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-’'][^\W_]+)*")


def about_issue(
    words: str, articles: Sequence[Article], statements: Sequence[Statement], told: Told
) -> tuple[Statement, ...]:
    """The statements about an issue, in their order. Without a telling word: none.

    Every telling word of the issue has to stand in the title of the article or story, or in the
    statement with these titles and the thread's: as a word that begins alike, or as another word
    for the same thing.
    """
    wanted = needs(words)
    if not wanted:
        return ()
    by_id = {article.id: article for article in articles}
    near, far = titles(by_id, told)
    return tuple(
        statement
        for statement in statements
        if (article := by_id.get(statement.article_id)) is not None
        and _about(wanted, statement.passage.exact, near[article.id], far[article.id], article.language)
    )


def _about(wanted: Sequence[frozenset[str]], words: str, near: str, far: str, language: str) -> bool:
    """Whether words are about something, with the titles above them; a thread's title alone is too wide.

    Each title stands for itself: an end and a beginning side by side name nothing together.
    """
    above, said = held(near, language), held(words, language)
    if all(one & above for one in wanted):
        return True
    every = above | said | held(far, language)
    return any(one & said for one in wanted) and all(one & every for one in wanted)


def titles(
    articles: Mapping[ArticleId, Article], told: Told
) -> tuple[dict[ArticleId, str], dict[ArticleId, str]]:
    """Of each article its own title with that of its story, and that of its thread."""
    thread_of = {story: thread.title for thread in told.threads for story in thread.stories}
    near = {i: article.title_clean or "" for i, article in articles.items()}
    far = dict.fromkeys(articles, "")
    for story in told.stories:
        for i in story.articles:
            if i in near:
                near[i], far[i] = f"{near[i]} {story.title}", thread_of.get(story.id, "")
    return near, far


def needs(words: str) -> tuple[frozenset[str], ...]:
    """What has to be found: for each telling word its beginning, and the concepts that it stands in."""
    found = [match.group() for match in _WORD.finditer(words)]
    covering: list[set[str]] = [{f"t:{start}" for start in _starts(word)} for word in found]
    for language in languages("concepts"):
        for at, concept in concepts(language).find(found):
            for place in range(at, min(at + _length(found, at, concept, language), len(found))):
                covering[place].add(f"c:{concept}")
    return tuple(frozenset(one) for one in covering if one)


def _length(words: Sequence[str], at: int, concept: str, language: str) -> int:
    """How many words the concept covers: the fewest that still name it."""
    lexicon = concepts(language)
    for size in range(1, len(words) - at + 1):
        if any(place == 0 and name == concept for place, name in lexicon.find(words[at : at + size])):
            return size
    return 1


def _starts(word: str) -> set[str]:
    """The word's beginnings in Latin letters, as each language cuts it; none for a function word anywhere."""
    starts = [term(word, language) for language in languages("common")]
    if any(start is None for start in starts) and len(word) < 4:
        return set()
    return {latin(start) for start in starts if start}


def meets(wanted: Sequence[frozenset[str]], text: str, language: str) -> bool:
    """Whether everything wanted stands in a text."""
    found = held(text, language)
    return all(one & found for one in wanted)


def held(text: str, language: str) -> frozenset[str]:
    """What stands in a text, as `needs` asks for it."""
    return _held(text, language.partition("-")[0])


@lru_cache(maxsize=20_000)
def _held(text: str, language: str) -> frozenset[str]:
    found = (term(match.group(), language) for match in _WORD.finditer(text))
    return frozenset(
        {f"t:{latin(one)}" for one in found if one} | {f"c:{c}" for c in concepts_in(text, language)}
    )
