"""Statements as the disputes read them: who, what about, where."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol

from readout.lang import table
from readout.lang.cues import words as listed_words
from readout.lang.reading import sentence_spans
from readout.lang.terms import STEM, telling
from readout.model import (
    Act,
    ActorId,
    Article,
    CaptureId,
    Cast,
    Passage,
    Role,
    Span,
    Statement,
    StoryId,
    Told,
    Turn,
)
from readout.positions.states import homes_of, lexicon, states_among

#: Acts that set themselves against what another said or wants.
AGAINST = frozenset({Act.DENY, Act.REJECT, Act.DISMISS, Act.REFUSE})
#: Acts that blame somebody, or say what one would have to answer for.
BLAMING = frozenset({Act.ACCUSE, Act.BLAME})
#: Acts that judge what another said or did.
JUDGING = frozenset({Act.CRITICISE, Act.CONDEMN})
#: Acts that want something of somebody.
WANTING = frozenset({Act.DEMAND, Act.URGE, Act.PROPOSE, Act.ASK, Act.OFFER})
#: Acts that hold something true.
HOLDING = BLAMING | frozenset(
    {
        Act.STATE,
        Act.ASSERT,
        Act.ASSESS,
        Act.WARN,
        Act.CONFIRM,
        Act.ANNOUNCE,
        Act.DESCRIBE,
        Act.REAFFIRM,
        Act.PREDICT,
    }
)

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A statement with its speaker and what its content is about."""

    statement: Statement
    actor: ActorId | None
    target: ActorId | None
    article: Article
    story: StoryId | None
    #: The telling terms of the content, and its concepts ("about sanction").
    terms: frozenset[str]
    #: Whose it is and what it is: the first territory and the first noun of claim or demand.
    head: tuple[str, str] | None
    #: The words of the content, lower-cased, in order.
    words: tuple[str, ...]

    @property
    def span(self) -> Span:
        return self.statement.passage.span

    @property
    def content(self) -> Span:
        return self.statement.content.span

    def same_voice(self, other: "Heard") -> bool:
        """Whether the two have one speaker, as far as anybody can tell."""
        if self.actor is not None and other.actor is not None:
            return self.actor == other.actor
        ours, theirs = self.statement.speaker, other.statement.speaker
        return ours is None or theirs is None or ours.exact.casefold() == theirs.exact.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence of an article that reports."""

    article: Article
    passage: Passage
    terms: frozenset[str]
    words: tuple[str, ...]


class Spread(Protocol):
    """In how many articles a term stands."""

    def get(self, term: str, default: int, /) -> int: ...


class WideSpread(Spread, Protocol):
    """The same over more articles than are heard."""

    @property
    def articles(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """Everything that is said in some articles, ready to be set side by side."""

    heard: tuple[Heard, ...]
    #: Sentences of each article, in order.
    lines: Mapping[str, tuple[Line, ...]]
    #: The thread (or else the story) of each story.
    thread: Mapping[StoryId, str]
    #: The same statements by article, by story and by thread.
    by_article: Mapping[str | None, tuple[Heard, ...]]
    by_story: Mapping[str | None, tuple[Heard, ...]]
    by_thread: Mapping[str | None, tuple[Heard, ...]]
    #: The articles of each story.
    told_by: Mapping[str, tuple[str, ...]]
    #: The words that name each actor, as terms.
    names: Mapping[ActorId, frozenset[str]]
    #: The states that each actor is or speaks for.
    homes: Mapping[ActorId, frozenset[str]]
    #: Actors that are a state themselves, and which.
    states: Mapping[ActorId, str]
    #: The terms of each actor's offices.
    offices: Mapping[ActorId, frozenset[str]]
    #: In how many articles each term stands, and how many articles those are.
    spread: Spread
    articles: int

    def of(self, article: Article) -> tuple[Heard, ...]:
        return self.by_article.get(article.id, ())

    def thread_of(self, heard: Heard) -> str | None:
        """The thread, else the story, else (no story at all) the article."""
        return self.thread.get(heard.story, heard.story) if heard.story else f"article {heard.article.id}"


def hear(
    articles: Sequence[Article],
    texts: Mapping[CaptureId, str],
    statements: Sequence[Statement],
    cast: Cast,
    told: Told,
    spread: WideSpread | None = None,
) -> Hearing:
    """`spread` None: these articles are all there are."""
    story = {article: s.id for s in told.stories for article in s.articles}
    thread: dict[StoryId, str] = {s.id: s.id for s in told.stories}
    for found in told.threads:
        thread |= dict.fromkeys(found.stories, found.id)
    by_id = {article.id: article for article in articles}
    heard = []
    for statement in statements:
        article = by_id.get(statement.article_id)
        if article is None:
            continue
        voices = cast.voices.get(statement.id)
        heard.append(
            Heard(
                statement=statement,
                actor=voices.speaker if voices else None,
                target=voices.target if voices else None,
                article=article,
                story=story.get(article.id),
                terms=terms_of(statement.content.exact, article.language),
                head=_head(statement.content.exact, article.language),
                words=words(statement.content.exact),
            )
        )
    lines: dict[str, tuple[Line, ...]] = {a.id: tuple(_lines(a, texts[a.capture_id])) for a in articles}
    here: dict[str, int] = {}
    for found_lines in lines.values() if spread is None else ():
        for term in frozenset().union(*(line.terms for line in found_lines)):
            here[term] = here.get(term, 0) + 1
    threads = {h.article.id: thread[h.story] if h.story else f"article {h.article.id}" for h in heard}
    return Hearing(
        heard=tuple(heard),
        by_article=_grouped(heard, lambda h: h.article.id),
        by_story=_grouped(heard, lambda h: h.story),
        by_thread=_grouped(heard, lambda h: threads[h.article.id]),
        lines=lines,
        told_by={s.id: s.articles for s in told.stories},
        thread=thread,
        names=_names(cast, heard),
        homes=homes_of(cast, _language_of(heard)),
        states=states_among(cast),
        offices=_offices(cast, heard),
        spread=here if spread is None else spread,
        articles=len(lines) if spread is None else spread.articles,
    )


def _language_of(heard: Sequence[Heard]) -> dict[ActorId, str]:
    targets = {one.target: one.article.language for one in heard if one.target is not None}
    return targets | {one.actor: one.article.language for one in heard if one.actor is not None}


def _names(cast: Cast, heard: Sequence[Heard]) -> dict[ActorId, frozenset[str]]:
    language = _language_of(heard)
    return {
        actor.id: frozenset().union(*(terms_of(n, language[actor.id]) for n in (actor.name, *actor.names)))
        for actor in cast.actors
        if actor.id in language
    }


def _offices(cast: Cast, heard: Sequence[Heard]) -> dict[ActorId, frozenset[str]]:
    language = _language_of(heard)
    return {
        actor.id: frozenset().union(*(terms_of(role.text, language[actor.id]) for role in actor.roles))
        for actor in cast.actors
        if actor.id in language
    }


def _grouped(
    heard: Sequence[Heard], key: Callable[[Heard], str | None]
) -> dict[str | None, tuple[Heard, ...]]:
    groups: dict[str | None, list[Heard]] = {}
    for one in heard:
        groups.setdefault(key(one), []).append(one)
    return {name: tuple(group) for name, group in groups.items()}


@lru_cache(maxsize=20_000)
def terms_of(text: str, language: str) -> frozenset[str]:
    concepts = (f"about {found}" for _, found in lexicon(language).find(_WORD.findall(text)))
    return frozenset(telling(text, language)) | frozenset(concepts)


def _head(text: str, language: str) -> tuple[str, str] | None:
    """("russia", "demand") for "the key Russian demand for guarantees"."""
    found = _WORD.findall(text)[:6]
    whose = next((concept for _, concept in lexicon(language).find(found)), None)
    nouns = listed(language, "claim") + listed(language, "demand")
    what = next((w.casefold() for w in found if w.casefold() in nouns), None)
    return (whose, what[:STEM]) if whose and what else None


def opens_with_name(text: str) -> bool:
    """Whether one of the first words, but not the very first, is written with a capital."""
    return any(word[0].isupper() for word in _WORD.findall(text)[:4][1:])


def names_beside(text: str, language: str, kind: str) -> bool:
    """Whether a word of this kind stands close to a name: "intimidation by a Russian jet"."""
    found = _WORD.findall(text)
    for at, word in enumerate(found):
        near = found[max(1, at - 4) : at] + found[at + 1 : at + 5]
        if has((word.casefold(),), language, kind) and any(other[0].isupper() for other in near):
            return True
    return False


def all_words(text: str) -> list[str]:
    """The words as they are written, in order."""
    return _WORD.findall(text)


def negates(heard: Heard) -> bool:
    """Whether the content says "not", or that nothing or nobody did."""
    return any(says_no(word, heard.article.language) for word in heard.words)


def says_no(word: str, language: str) -> bool:
    negating = _negating(language)
    return word in negating or any(part in negating for part in re.split("[’']", word))


@cache
def _negating(language: str) -> frozenset[str]:
    return frozenset({*listed_words(language, "grammar", "not"), *listed(language, "none")})


def words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(text))


def _lines(article: Article, text: str) -> Iterator[Line]:
    for block in article.blocks:
        if block.role in {Role.BODY, Role.SUMMARY} or block.turn is Turn.ANSWER:
            for span in sentence_spans(text, block.span, article.language):
                exact = span.of(text)
                yield Line(
                    article=article,
                    passage=Passage(capture_id=article.capture_id, span=span, exact=exact),
                    terms=terms_of(exact, article.language),
                    words=words(exact),
                )


@cache
def listed(language: str, kind: str) -> tuple[str, ...]:
    """The forms of one row of the language's claims."""
    row = str(table(language.partition("-")[0], "claims").get(kind, ""))
    return tuple(form.strip() for form in row.split(",") if form.strip())


def has(found: Sequence[str], language: str, kind: str) -> bool:
    """Whether the words hold one of the language's words of this kind (a form may be several words)."""
    plain = f" {' '.join(found)} "
    return any(f" {form} " in plain for form in listed(language, kind))


def opens_with(found: Sequence[str], language: str, kind: str) -> bool:
    plain = f"{' '.join(found)} "
    return any(plain.startswith(f"{form} ") for form in listed(language, kind))
