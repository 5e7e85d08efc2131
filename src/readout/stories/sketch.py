"""What an article is about, as far as words tell: the sketch that stories are built from."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from readout.lang import table
from readout.lang.reading import sentence_spans
from readout.lang.terms import STEM, common, latin, ordinal, plain, term
from readout.model import ActorType, Article, ArticleId, Block, CaptureId, Cast, Role, Span
from readout.stories.gist import WORDS, Gist, gist
from readout.text.concepts import Lexicon

#: The roles whose words tell what an article reports. Insights and questions are the page's own.
TELLING = frozenset({Role.TITLE, Role.BODY, Role.SUMMARY, Role.TURN, Role.SUBHEAD})
#: Words of title and first paragraphs: here news says what happened.
LEAD = 80
#: The words in which it stands which of a row this is: the sixth package.
COUNTED = 45
#: The words in which the day of the event stands.
OPENING = 60

_WORD = r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-’'][^\W\d_]+)*"
_NAME = re.compile(r"[^\W\d_]{2,}")
_OPENING = frozenset({Role.BODY, Role.SUMMARY, Role.TURN})
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
    #: Pairs of neighbouring terms.
    pairs: Counter[tuple[str, str]]
    #: Terms that stand in news of every kind: they count, but prove nothing.
    everyday: frozenset[str]
    #: Names in Latin letters, for comparing with another language, with a word for each.
    latin: dict[str, str]
    #: What the beginning is about, in terms that all languages share.
    gist: Gist
    #: Of what in the lead there are several in a row, and which one it is: {"packag": 6}.
    numbered: dict[str, int]
    #: Weekdays of the first sentences, from 0.
    days: frozenset[int]
    #: The page's own age of the article ("5 days ago"), as (figure, the other words).
    age: tuple[int, str] | None
    capture: str
    #: A word for each term, as the article writes it.
    written: dict[str, str]
    language: str
    #: ISO date or time of publication; empty: unknown.
    published: str
    span: Span
    #: The title of the article, else its first sentence; and whether it is a title.
    title: str
    titled: bool
    #: How many blocks it has.
    blocks: int


@cache
def _everyday(language: str) -> frozenset[str]:
    """Words of every kind of news, offices, and the names of states and their people."""
    rows = str(table(language, "territories").get("rows", "")).splitlines()
    states = (word for row in rows for part in row.split("|")[:2] for word in part.replace(",", " ").split())
    return common(language, "news") | common(language, "offices") | {word.casefold() for word in states}


@cache
def _no_names(language: str) -> frozenset[str]:
    """Words that are written with a capital and name nobody: offices, days, months."""
    dates = table(language, "dates")
    days = " ".join(str(dates.get(row, "")) for row in ("weekdays", "months")).casefold().split()
    return common(language, "news") | common(language, "offices") | frozenset(days)


@cache
def _lexicon(language: str) -> Lexicon:
    return Lexicon(table(language, "concepts").get("concept", {}))


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    #: Whether a capital at its start means something: it does not open a sentence.
    inside: bool


@cache
def _word(language: str) -> re.Pattern[str]:
    """A word, an abbreviation, a figure, or an ordinal in figures ("12th")."""
    endings = "|".join(map(re.escape, str(table(language, "common").get("ordinal_endings", "")).split()))
    return re.compile(rf"\d{{1,3}}-?(?:{endings})\b|{_WORD}" if endings else _WORD)


def _words(text: str, language: str) -> Iterator[_Word]:
    for match in _word(language).finditer(text):
        at = match.start() - 1
        while at >= 0 and text[at] in " \u00a0":
            at -= 1
        yield _Word(match.group(), at >= 0 and text[at] not in _SENTENCE_END)


def sketch(article: Article, text: str, persons: Collection[str] = ()) -> Sketch:
    """The sketch of an article. `persons` are words of persons' names, casefolded."""
    language = article.language.partition("-")[0]
    blocks = [block for block in article.blocks if block.role in TELLING]
    words = [word for block in blocks for word in _words(block.span.of(text), language)]
    marked = [(word, term(word.text, language)) for word in words]
    kept = [(word, found) for word, found in marked if found]
    written: dict[str, str] = {}
    for word, found in kept:
        written.setdefault(found, word.text)
    # A person's name is a name at the start of a sentence too.
    names = frozenset(
        found for word, found in kept
        if word.text[0].isupper() and (word.inside or plain(word.text) in persons)
    )  # fmt: skip
    terms = [found for _, found in kept]
    concepts = list(_lexicon(language).find([word.text for word in words]))
    everyday = frozenset(found for word, found in kept if plain(word.text) in _everyday(language))
    titles = frozenset(found for word, found in kept if plain(word.text) in _no_names(language))
    # "Москва" is the concept already: it must not count again as a name.
    counted = {marked[at][1] for at, _ in concepts}
    return Sketch(
        id=article.id,
        terms=Counter(terms),
        lead=Counter(found for _, found in marked[:LEAD] if found),
        pairs=Counter(pairwise(terms)),
        concepts=Counter(concept for _, concept in concepts),
        names=names,
        persons=frozenset(t for t in names if plain(written[t]) in persons),
        everyday=everyday,
        written=written,
        language=language,
        latin={latin(found)[:STEM]: written[found] for found in sorted(names - counted - titles)},
        gist=_gist(blocks, text, words, language),
        numbered=_numbered(marked[:COUNTED], language),
        days=_days([word.text for word, _ in marked[:OPENING]], language),
        age=_age(article.age_as_written),
        capture=article.capture_id,
        published=(article.published.iso if article.published else None) or "",
        span=article.span,
        title=article.title_clean or _first_sentence(article, text),
        titled=article.title_clean is not None,
        blocks=len(article.blocks),
    )


def _gist(blocks: Sequence[Block], text: str, words: Sequence[_Word], language: str) -> Gist:
    # A word that is a name inside a sentence is one at its start too.
    named = {word.text for word in words[:WORDS] if word.inside and word.text[0].isupper()}
    first = [(word.text, word.text in named) for word in words[:WORDS]]
    beginning, left = [], WORDS
    for block in blocks:
        found = block.span.of(text).split()
        beginning.append(" ".join(found[:left]))
        left -= len(found)
        if left <= 0:
            break
    titled = [block for block in blocks[:1] if block.role is Role.TITLE]
    head = sum(1 for block in titled for _ in _words(block.span.of(text), language))
    return gist(
        "\n".join(beginning), first, head, language, _no_names(language) | common(language, "function")
    )


def _first_sentence(article: Article, text: str) -> str:
    for block in article.blocks:
        if block.role in _OPENING:
            return next(s.of(text) for s in sentence_spans(text, block.span, article.language))
    return ""


def persons_named(cast: Cast, articles: Sequence[Article]) -> dict[ArticleId, frozenset[str]]:
    """For each article the words of the names of persons that stand in it, casefolded.

    Only the article's own words: what another page calls a person changes nothing here.
    """
    places: dict[CaptureId, list[Article]] = {}
    for article in articles:
        places.setdefault(article.capture_id, []).append(article)
    persons = {actor.id for actor in cast.actors if actor.type is ActorType.PERSON}
    names = {actor.id: " ".join(actor.names).casefold() for actor in cast.actors if actor.id in persons}
    found: dict[ArticleId, set[str]] = {}
    for mention in cast.mentions:
        passage = mention.passage
        if mention.actor_id in persons and passage.capture_id in places:
            words = [w for w in _NAME.findall(passage.exact) if w.casefold() in names[mention.actor_id]]
            for article in places[passage.capture_id]:
                if passage.span in article.span:
                    found.setdefault(article.id, set()).update(word.casefold() for word in words)
    return {article_id: frozenset(words) for article_id, words in found.items()}


def _numbered(marked: Sequence[tuple[_Word, str | None]], language: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for (word, _), (after, noun) in pairwise(marked):
        place = ordinal(word.text, language)
        counts = plain(after.text) in common(language, "series")
        if place and noun and (counts or plain(after.text) not in common(language, "news")):
            found.setdefault(noun, place)
    return found


def _days(words: Sequence[str], language: str) -> frozenset[int]:
    named = str(table(language, "dates").get("weekdays", "")).casefold().split()
    # Cases differ in the last letters: "среда", "среду".
    starts = {day[: max(4, len(day) - 1)]: number for number, day in enumerate(named)}
    return frozenset(n for word in words for start, n in starts.items() if word.casefold().startswith(start))


def _age(as_written: str | None) -> tuple[int, str] | None:
    figure = re.search(r"\d+", as_written or "")
    if not as_written or not figure:
        return None
    others = as_written[: figure.start()] + as_written[figure.end() :]
    return int(figure.group()), others.strip().rstrip("s")
