"""Some articles with all that rests on them, from which `parts.of_articles` makes their part."""

from collections.abc import Iterable
from dataclasses import replace

from readout.desk.gather import Gathering
from readout.desk.parts import of_articles
from readout.model import ArticleId, Edition, NotFoundError, Story, StoryId, Thread
from readout.store import tables


def of(part: Gathering, wanted: Iterable[ArticleId]) -> Edition:
    """What these articles hold, as `of_articles` makes it of everything. Changes are not in it."""
    ids = frozenset(wanted)
    part.add_articles(ids)
    captures = {article.capture_id for _, article in part.articles.values()}
    said = part.add_said_in(ids)
    part.add_disputes((s.id for s in said), whole=False)
    part.add_stories_of(ids)
    part.told += list(part.stories)
    part.add_threads(tables.lists.threads_of(part.db, list(part.stories)))
    part.add_stories(story for thread in part.threads.values() for story in thread.stories)
    part.add_copies(ids)
    part.add_events(ids)
    part.add_links(ids)
    part.add_versions(ids)
    part.add_mentions(captures)
    voices = tables.actors.voices(part.db, (s.id for s in said))
    part.named |= {i for v in voices.values() for i in (v.addressee, v.target) if i}
    held = frozenset(i for i, (_, article) in part.articles.items() if i in ids)
    edition = part.edition()
    with_texts = tuple(tables.captures.some(part.db, list(captures)))
    return of_articles(replace(edition, captures=with_texts), held)


def addressed(part: Gathering, edition: Edition) -> Edition:
    """The edition with the addresses from which its captures came, and the times."""
    arrived = tables.shown.arrivals(part.db, (capture.id for capture in edition.captures))
    captures = (
        replace(one, address=arrived[one.id][0], received_at=arrived[one.id][1]) for one in edition.captures
    )
    return replace(edition, captures=tuple(captures))


def meant(part: Gathering, about: str) -> tuple[str, str, list[Story]]:
    """Id, title and stories: by id, by an id from before, else the first title that holds the words.

    Raises NotFoundError.
    """
    db = part.db
    story = tables.lists.story_named(db, about)
    thread = None if story else tables.lists.thread_named(db, about)
    if not story and not thread:
        thread = tables.shown.thread_called(db, about)
        story = None if thread else tables.shown.story_called(db, about)
    if thread:
        (found,) = part.add_threads([thread])
        return found.id, found.title, stories_of(part, found)
    if story:
        (one,) = part.add_stories([story])
        return one.id, one.title, [one]
    raise NotFoundError(about=about)


def stories_of(part: Gathering, thread: Thread) -> list[Story]:
    return part.add_stories(map(StoryId, thread.stories))
