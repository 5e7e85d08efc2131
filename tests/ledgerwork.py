"""Articles with days and threads, read by the house's own steps, for the tests of the ledger."""

from dataclasses import replace

import newsroom
from readout.actors import cast_actors
from readout.ledger.reading import readings
from readout.model import Basis, Story, StoryId, Thread, ThreadId, Told, When
from readout.statements import read_statements


def read(*pages, language="en"):
    """(day or None, text) pages of one thread: articles, texts, statements, cast, told."""
    articles, texts, statements = [], {}, []
    for day, text in pages:
        article = newsroom.article(text, language=language, outlet=f"Paper {len(articles)}")
        when = When(iso=day, as_written=None, basis=Basis.METADATA) if day else None
        article = replace(article, published=when)
        articles.append(article)
        texts[article.capture_id] = text
        statements += read_statements(article, text)
    cast = cast_actors(articles, texts, statements)
    stories = tuple(Story(id=StoryId(f"s{n}"), title="", articles=(a.id,)) for n, a in enumerate(articles))
    thread = Thread(id=ThreadId("t"), title="", stories=tuple(s.id for s in stories))
    return articles, texts, statements, cast, Told(stories=stories, threads=(thread,))


def made(*pages, language="en"):
    return readings(*read(*pages, language=language))
