"""An edition as a person looks at it: stories with their outlets, briefs and voices.

What the terminal edition and the Markdown edition have in common; each only sets it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from readout.lang.cues import reads_statements
from readout.model import (
    ActorId,
    Article,
    ArticleId,
    Basis,
    Cast,
    Edition,
    Mode,
    Problem,
    Statement,
    Story,
    Voices,
)

#: A reading less sure than this is not attributed to anybody by name.
SURE = 0.5
#: Longer words of a statement are cut, with an ellipsis that says so.
LONG = 280
#: Of an untitled article this many characters stand for the title.
LEAD = 90
#: A name with its office is shown whole up to this length.
FULL = 60
#: Control characters, and the marks that turn the direction of what follows.
_OBEYED = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One statement, ready to be set."""

    id: str
    #: Whom the reading names, with the office where the article gives it beside the name.
    #: None: it could not be settled, and no name is shown.
    speaker: str | None
    #: The words of the article that stand for the speaker, where the name is not in them.
    as_written: str | None
    act: str
    words: str
    #: Whether the words stand in quotation marks in the article.
    quoted: bool
    outlet: str | None
    origin: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One story, ready to be set."""

    id: str
    title: str
    #: Every outlet once, in the order of the articles.
    outlets: tuple[str, ...]
    articles: int
    #: Ages and dates as the pages write them, each once.
    ages: tuple[str, ...]
    sentences: tuple[str, ...]
    voices: tuple[Voice, ...]
    #: Languages of its articles in which no statements are read.
    unread: tuple[str, ...]
    #: How many statements there are, those not shown included.
    statements: int
    disputes: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A front page, ready to be set."""

    stories: tuple[Told, ...]
    captures: int
    articles: int
    statements: int
    problems: tuple[Problem, ...]


def look(edition: Edition, *, voices: int | None = 4) -> Look:
    """The front page of an edition, the fullest stories first, `voices` statements of each.

    `voices` None: all of them.
    """
    articles = {article.id: article for article in edition.articles}
    by_article: dict[ArticleId, list[Statement]] = {}
    for statement in edition.statements:
        by_article.setdefault(statement.article_id, []).append(statement)

    def fullness(story: Story) -> tuple[int, int]:
        return len(story.articles), sum(len(by_article.get(i, ())) for i in story.articles)

    stories = sorted(edition.told.stories, key=fullness, reverse=True)
    return Look(
        stories=tuple(_told(edition, story, articles, by_article, voices) for story in stories),
        captures=len(edition.captures),
        articles=len(edition.articles),
        statements=len(edition.statements),
        problems=edition.problems,
    )


def voices_of(edition: Edition, statements: Iterator[Statement] | None = None) -> Iterator[Voice]:
    """Statements ready to be set, in their order. `statements` None: every one of the edition."""
    articles = {article.id: article for article in edition.articles}
    names = {actor.id: actor.name for actor in edition.cast.actors}
    for statement in edition.statements if statements is None else statements:
        voices = edition.cast.voices.get(statement.id, Voices())
        yield _voice(statement, voices, names, articles.get(statement.article_id))


def _told(
    edition: Edition,
    story: Story,
    articles: dict[ArticleId, Article],
    by_article: dict[ArticleId, list[Statement]],
    limit: int | None,
) -> Told:
    mine = [articles[i] for i in story.articles if i in articles]
    statements = [s for article in mine for s in by_article.get(article.id, ())]
    ids = {statement.id for statement in statements}
    shown = _telling(statements, edition.cast)[:limit]
    return Told(
        id=story.id,
        title=tidy(story.title) or _lead(edition, mine),
        outlets=tuple(dict.fromkeys(tidy(a.outlet) for a in mine if a.outlet)),
        articles=len(mine),
        ages=tuple(dict.fromkeys(age for a in mine if (age := _age(a)))),
        sentences=tuple(
            tidy(sentence.text)
            for brief in edition.briefs
            if brief.story == story.id
            for sentence in brief.sentences
        ),
        voices=tuple(voices_of(edition, iter(shown))),
        unread=tuple(sorted({a.language for a in mine if not reads_statements(a.language)})),
        statements=len(statements),
        disputes=tuple(
            (tidy(dispute.topic), dispute.status.value.replace("_", " "))
            for dispute in edition.disputes
            if any(i in ids for side in dispute.sides for i in side.statements)
        ),
        reasons=tuple(f"{reason.name}: {reason.detail}" for reason in story.reasons),
    )


def _lead(edition: Edition, articles: list[Article]) -> str:
    """What stands in place of a title that no page gives: how the first article begins."""
    texts = {capture.id: capture.text for capture in edition.captures}
    for article in articles:
        for block in article.reporting():
            words = tidy(block.span.of(texts[article.capture_id][: block.span.start + LONG]))
            return words if len(words) <= LEAD else words[:LEAD].rsplit(" ", 1)[0] + " …"
    return "(untitled)"


def _telling(statements: list[Statement], cast: Cast) -> list[Statement]:
    """The statements that say most first: a known speaker, own words, then their order.

    No speaker twice before everybody has spoken once.
    """
    spoken: dict[str | None, int] = {}
    ranked = []
    for place, statement in enumerate(statements):
        voices = cast.voices.get(statement.id)
        speaker = voices.speaker if voices else None
        turn = spoken[speaker] = spoken.get(speaker, -1) + 1
        known = speaker is not None and statement.confidence >= SURE
        quoted = statement.mode in (Mode.DIRECT, Mode.PARTIAL)
        ranked.append(((not known, turn, not quoted, place), statement))
    return [statement for _, statement in sorted(ranked, key=lambda pair: pair[0])]


def _voice(statement: Statement, voices: Voices, names: dict[ActorId, str], article: Article | None) -> Voice:
    sure = statement.confidence >= SURE
    speaker = names.get(voices.speaker) if voices.speaker and sure else None
    written = tidy(statement.speaker.exact) if statement.speaker else None
    shown, aside = _named(tidy(speaker) if speaker else None, written)
    reasons = (*statement.reasons, *voices.reasons)
    return Voice(
        id=statement.id,
        speaker=shown,
        as_written=aside,
        act=statement.act.value.replace("_", " "),
        words=_shortened(tidy(statement.content.exact)),
        quoted=statement.mode in (Mode.DIRECT, Mode.PARTIAL),
        outlet=article.outlet if article else None,
        origin=statement.origin,
        reasons=tuple(f"{reason.name}: {reason.detail}" for reason in reasons),
    )


def _named(speaker: str | None, written: str | None) -> tuple[str | None, str | None]:
    """The name to show, and the article's words to show beside it: nothing twice."""
    if speaker is None or written is None:
        return speaker, written
    if speaker.casefold() in written.casefold() and len(written) <= FULL:
        return written, None
    return speaker, None if written.casefold() in speaker.casefold() else written


def tidy(words: str) -> str:
    """Words on one line, without characters that a terminal would obey."""
    return " ".join(_OBEYED.sub(" ", words).split())


def _shortened(words: str) -> str:
    if len(words) <= LONG:
        return words
    return words[:LONG].rsplit(" ", 1)[0] + " …"


def _age(article: Article) -> str | None:
    if article.age_as_written:
        return tidy(article.age_as_written)
    when = article.published
    if when and when.basis is Basis.METADATA and when.iso:
        return when.iso[:10]
    return tidy(when.as_written or when.iso or "") if when else None
