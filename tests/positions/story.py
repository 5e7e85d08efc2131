"""One story of several articles, and its disputes."""

from collections.abc import Sequence
from dataclasses import replace

import newsroom
from readout.actors import cast_actors
from readout.model import ArticleId, Dispute, Story, StoryId, Told
from readout.positions import find_disputes
from readout.statements import read_statements


def disputes_of(*texts: str, languages: Sequence[str] = ()) -> tuple[Dispute, ...]:
    tags = languages or ["en"] * len(texts)
    articles = [
        replace(newsroom.article(t, language=tag), id=ArticleId(f"a{n}"))
        for n, (t, tag) in enumerate(zip(texts, tags, strict=True))
    ]
    held = {newsroom.capture(t).id: t for t in texts}
    statements = [s for a in articles for s in read_statements(a, held[a.capture_id])]
    story = Story(id=StoryId("s"), title="", articles=tuple(a.id for a in articles))
    cast = cast_actors(articles, held, statements)
    return find_disputes(articles, held, statements, cast, Told(stories=(story,)))


def named(found: Sequence[Dispute], reason: str) -> list[Dispute]:
    return [d for d in found if any(r.name == reason for r in d.reasons)]
