"""Alerts: which statements answer a question that a person has left."""

import hashlib
from collections.abc import Iterator, Sequence

from readout.ledger.issue import meets, needs
from readout.model import (
    SURE,
    Alert,
    Article,
    ArticleId,
    Cast,
    Hit,
    HitState,
    Passage,
    Statement,
    Told,
    Voices,
)


def key_of(statement: Statement) -> str:
    """Equal for the same act in the same words, wherever they stand: a copy is no second hit."""
    words = "".join(c for c in statement.content.exact.casefold() if c.isalnum())
    return hashlib.sha256(f"{statement.act}|{words}".encode()).hexdigest()[:16]


def answering(
    alert: Alert, articles: Sequence[Article], statements: Sequence[Statement], cast: Cast, told: Told
) -> tuple[Hit, ...]:
    """The statements that answer an alert, in their order; each words and act once.

    A statement that nobody is sure of, or whose act is negated, answers nothing.
    """
    by_id = {article.id: article for article in articles}
    inside = _thread(alert.within, articles, told) if alert.within else None
    titles = {a: story.title for story in told.stories for a in story.articles}
    found: dict[str, Hit] = {}
    for statement in statements:
        article = by_id.get(statement.article_id)
        if article is None or statement.confidence < SURE or statement.negated:
            continue
        if alert.acts and statement.act not in alert.acts:
            continue
        if inside is not None and article.id not in inside:
            continue
        speaker = _speaker(statement, cast)
        if alert.who and not (speaker and _named(alert.who, speaker)):
            continue
        words = f"{statement.passage.exact} {article.title_clean or ''} {titles.get(article.id, '')}"
        if alert.about and not meets(needs(alert.about), words, article.language):
            continue
        key = key_of(statement)
        found.setdefault(
            key,
            Hit(
                alert=alert.number,
                key=key,
                passage=statement.passage,
                act=statement.act,
                speaker=speaker[0] if speaker else None,
                content=statement.content.exact,
                title=article.title_clean,
                outlet=article.outlet,
                at=alert.at,
                state=HitState.SHOWN,
            ),
        )
    return tuple(found.values())


def _speaker(statement: Statement, cast: Cast) -> tuple[str, ...] | None:
    speaker = cast.voices.get(statement.id, Voices()).speaker
    actor = next((a for a in cast.actors if a.id == speaker), None) if speaker else None
    return (actor.name, *actor.names) if actor else None


def _named(who: str, names: Sequence[str]) -> bool:
    wanted = who.casefold().split()
    return any(all(word in name.casefold() for word in wanted) for name in names)


def _thread(passage: Passage, articles: Sequence[Article], told: Told) -> frozenset[ArticleId]:
    """The articles of the thread in which some words stand; of the story where it is in no thread."""
    return frozenset(_around(passage, articles, told))


def _around(passage: Passage, articles: Sequence[Article], told: Told) -> Iterator[ArticleId]:
    home = {a.id for a in articles if a.capture_id == passage.capture_id and passage.span.overlap(a.span)}
    stories = {s.id for s in told.stories if home & set(s.articles)}
    wide = stories | {i for t in told.threads if stories & set(t.stories) for i in t.stories}
    yield from home
    for story in told.stories:
        if story.id in wide:
            yield from story.articles
