"""Parts of an edition: what some captures, articles or statements hold, and nothing of the others."""

from collections.abc import Iterable
from dataclasses import replace

from readout.model import (
    Actor,
    ArticleId,
    CaptureId,
    Cast,
    Edition,
    Event,
    Passage,
    Span,
    Statement,
    Story,
    StoryId,
    Told,
    event_of,
)


def newest_first(edition: Edition) -> list[Story]:
    """The stories of an edition by the newest dated article of each; all undated ones by their arrival."""
    arrived = {c.id: (c.captured_at or c.received_at).isoformat() for c in edition.captures}
    articles = {article.id: article for article in edition.articles}

    def newest(story: Story) -> tuple[str, int]:
        mine = [articles[i] for i in story.articles if i in articles]
        dates = [a.published.iso for a in mine if a.published and a.published.iso]
        dates = dates or [arrived.get(a.capture_id, "") for a in mine]
        return max(dates, default=""), len(mine)

    return sorted(edition.told.stories, key=newest, reverse=True)


def narrowed(edition: Edition, captures: frozenset[CaptureId]) -> Edition:
    """What some captures hold. Stories keep the articles in these captures only."""
    if captures >= {capture.id for capture in edition.captures}:
        return replace(edition, problems=())
    articles = frozenset(a.id for a in edition.articles if a.capture_id in captures)
    part = of_articles(edition, articles)
    return replace(
        part,
        captures=tuple(c for c in edition.captures if c.id in captures),
        furniture=tuple(f for f in edition.furniture if f.capture_id in captures),
        flags=tuple(f for f in edition.flags if f.passage.capture_id in captures),
    )


def of_statements(edition: Edition, wanted: Iterable[Statement]) -> Edition:
    """Some statements with the articles they stand in, and nothing else of these articles."""
    statements = tuple(wanted)
    part = of_articles(edition, frozenset(statement.article_id for statement in statements))
    ids = frozenset(statement.id for statement in statements)
    voices = {i: v for i, v in part.cast.voices.items() if i in ids}
    heard = {a for v in voices.values() for a in (v.speaker, v.addressee, v.target, *v.via)}
    return replace(
        part,
        statements=statements,
        cast=Cast(
            actors=tuple(actor for actor in part.cast.actors if actor.id in heard),
            mentions=tuple(m for m in part.cast.mentions if m.actor_id in heard),
            voices=voices,
        ),
        disputes=(),
        briefs=(),
    )


def of_articles(edition: Edition, wanted: frozenset[ArticleId]) -> Edition:
    """What some articles hold: nothing in it rests on another article."""
    articles = tuple(article for article in edition.articles if article.id in wanted)
    places: dict[CaptureId, list[Span]] = {}
    for article in articles:
        places.setdefault(article.capture_id, []).append(article.span)
    captures = places.keys()

    def inside(passage: Passage) -> bool:
        return any(passage.span in span for span in places.get(passage.capture_id, ()))

    statements = tuple(s for s in edition.statements if s.article_id in wanted)
    spoken = frozenset(s.id for s in statements)
    mentions = tuple(m for m in edition.cast.mentions if inside(m.passage))
    voices = {i: v for i, v in edition.cast.voices.items() if i in spoken}
    named = {m.actor_id for m in mentions} | {
        actor for v in voices.values() for actor in (v.speaker, v.addressee, v.target, *v.via)
    }
    written: dict[str, list[str]] = {}
    for mention in mentions:
        written.setdefault(mention.actor_id, []).append(mention.passage.exact)
    actors = tuple(
        _as_written(
            replace(actor, roles=tuple(role for role in actor.roles if inside(role.passage))),
            written.get(actor.id, []),
        )
        for actor in edition.cast.actors
        if actor.id in named
    )
    measured = {m.id for m in edition.measures if m.article_id in wanted}
    titles = {article.id: article.title_clean for article in articles}
    stories = tuple(
        _of_part(story, kept, [title for i in kept if (title := titles[i])])
        for story in edition.told.stories
        if (kept := tuple(i for i in story.articles if i in wanted))
    )
    told = frozenset(story.id for story in stories)
    return replace(
        edition,
        captures=tuple(c for c in edition.captures if c.id in captures),
        articles=articles,
        furniture=(),
        flags=tuple(f for f in edition.flags if inside(f.passage)),
        statements=statements,
        cast=Cast(actors=actors, mentions=mentions, voices=voices),
        copies=tuple(
            group
            if kept == group.articles
            else replace(group, articles=kept, of=group.of if group.of in wanted else None, reasons=())
            for group in edition.copies
            if len(kept := tuple(i for i in group.articles if i in wanted)) > 1
        ),
        told=Told(
            stories=stories,
            links=tuple(x for x in edition.told.links if x.a in wanted and x.b in wanted),
            threads=tuple(
                thread
                if some == thread.stories
                else replace(thread, stories=some, title=_title(stories, some[0]), reasons=())
                for thread in edition.told.threads
                if (some := tuple(i for i in thread.stories if i in told))
            ),
        ),
        events=tuple(part for event in edition.events if (part := _told_by(event, wanted))),
        disputes=tuple(
            dispute
            for dispute in edition.disputes
            if all(inside(p) for side in dispute.sides for p in side.passages)
        ),
        changes=tuple(c for c in edition.changes if all(inside(s.passage) for s in c.steps)),
        measures=tuple(
            m if m.answers is None or m.answers in measured else replace(m, answers=None)
            for m in edition.measures
            if m.article_id in wanted
        ),
        briefs=tuple(
            replace(brief, sentences=kept_sentences)
            for brief in edition.briefs
            if brief.story in told
            and (kept_sentences := tuple(s for s in brief.sentences if all(inside(p) for p in s.passages)))
        ),
        versions=tuple(v for v in edition.versions if v.later in wanted and v.earlier in wanted),
        problems=(),
    )


def _told_by(event: Event, wanted: frozenset[ArticleId]) -> Event | None:
    """The event as these articles alone tell it: their status and their passages."""
    told = [telling for telling in event.tellings if telling.article_id in wanted]
    if len(told) == len(event.tellings):
        return event
    return event_of(told) if told else None


def _of_part(story: Story, kept: tuple[ArticleId, ...], titles: list[str]) -> Story:
    """The story as these articles alone tell it: their title, and no reason of the others."""
    if kept == story.articles:
        return story
    title = story.title if story.title in titles or not titles else titles[0]
    return replace(story, articles=kept, title=title, reasons=())


def _title(stories: tuple[Story, ...], wanted: StoryId) -> str:
    return next(story.title for story in stories if story.id == wanted)


def _as_written(actor: Actor, written: list[str]) -> Actor:
    """The actor with the names that these words give, and no other form of the name."""
    names = tuple(name for name in actor.names if any(name in words for words in written))
    if not names:
        return actor
    said = any(actor.name in words for words in written)
    return replace(actor, names=names, name=actor.name if said else max(names, key=len))
