"""What an article is about, as far as words tell: the sketch that stories are built from."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from readout.lang import table
from readout.model import Article, ArticleId, Role
from readout.text.concepts import Lexicon

#: The roles whose words tell what an article reports. Insights and questions are the page's own.
TELLING = frozenset({Role.TITLE, Role.BODY, Role.SUMMARY, Role.TURN, Role.SUBHEAD})
#: Words of title and first paragraphs: here news says what happened.
LEAD = 80
#: Endings differ, beginnings stay: words count as one if they agree so far.
STEM = 6

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SENTENCE_END = frozenset(".!?…:;\"“”„«»'‘’\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """An article as counted terms. A term is a word's beginning or, in `concepts`, a concept."""

    id: ArticleId
    #: How often each term stands in the article; in its lead.
    terms: Counter[str]
    lead: Counter[str]
    concepts: Counter[str]
    #: Terms written with a capital inside a sentence; those of persons' names among them.
    names: frozenset[str]
    persons: frozenset[str]
    #: Figures of two digits and more.
    figures: frozenset[str]
    #: A word for each term, as the article writes it.
    written: dict[str, str]
    language: str
    #: ISO date or time of publication; empty: unknown.
    published: str


@cache
def _common(language: str) -> frozenset[str]:
    listed = table(language, "common")
    return frozenset(" ".join(listed.values()).split())


@cache
def _lexicon(language: str) -> Lexicon:
    return Lexicon(table(language, "concepts").get("concept", {}))


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    #: Whether a capital at its start means something: it does not open a sentence.
    inside: bool


def _words(text: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        before = text[: match.start()].rstrip(" \u00a0")[-1:] if match.start() else ""
        yield _Word(match.group(), bool(before) and before not in _SENTENCE_END)


def sketch(article: Article, text: str, persons: Collection[str] = ()) -> Sketch:
    """The sketch of an article. `persons` are words of persons' names, casefolded."""
    blocks = [block for block in article.blocks if block.role in TELLING]
    words = [word for block in blocks for word in _words(block.span.of(text))]
    kept = [_term(word.text, article.language) for word in words]
    written: dict[str, str] = {}
    for word, term in zip(words, kept, strict=True):
        if term:
            written.setdefault(term, word.text)
    names = frozenset(
        term for word, term in zip(words, kept, strict=True)
        if term and word.inside and word.text[0].isupper()
    )  # fmt: skip
    return Sketch(
        id=article.id,
        terms=Counter(term for term in kept if term),
        lead=Counter(term for term in kept[:LEAD] if term),
        concepts=Counter(c for _, c in _lexicon(article.language).find([w.text for w in words])),
        names=names,
        persons=frozenset(term for term in names if written[term].casefold() in persons),
        figures=frozenset(w.text for w in words if w.text[0].isdigit() and len(w.text) > 1),
        written=written,
        language=article.language.partition("-")[0],
        published=(article.published.iso if article.published else None) or "",
    )


def _term(word: str, language: str) -> str | None:
    """The word's beginning. None: the word is common to all news, or a figure, or too short."""
    plain = word.casefold().rstrip("’'s") if word[-2:] in {"’s", "'s"} else word.casefold()
    if len(plain) < 3 or not plain[0].isalpha() or plain in _common(language.partition("-")[0]):
        return None
    return plain[:STEM]
