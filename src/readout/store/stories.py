"""Stories, the links between articles, and threads."""

from collections.abc import Collection

from sqlalchemy import Connection

from readout.model import ArticleId, Link, Relation, Story, StoryId, Thread, Told
from readout.store.base import Group

stories = Group("stories", Story, id="id")
links = Group("links", Link, a="a", b="b")
threads = Group("threads", Thread, id="id")
#: Links of copies stand first.
_COPIED = frozenset({Relation.SAME_TEXT, Relation.UPDATE_OF})


def replace(db: Connection, told: Told, made_by: str) -> None:
    stories.replace(db, told.stories, made_by)
    links.replace(db, told.links, made_by)
    threads.replace(db, told.threads, made_by)


def change(
    db: Connection,
    told: Told,
    made_by: str,
    *,
    told_anew: Collection[StoryId],
    threaded_anew: Collection[str],
    linked_anew: Collection[ArticleId],
) -> None:
    """Write what is others than before; `told` is everything there is now."""
    now, threads_now = {s.id for s in told.stories}, {t.id for t in told.threads}
    gone = {i for i in stories.column(db, "id") if i not in now} | set(told_anew)
    stories.change(db, "id", sorted(gone), [s for s in told.stories if s.id in told_anew], made_by)
    gone_threads = {i for i in threads.column(db, "id") if i not in threads_now} | set(threaded_anew)
    anew = [thread for thread in told.threads if thread.id in threaded_anew]
    threads.change(db, "id", sorted(gone_threads), anew, made_by)
    linked = [x for x in told.links if x.a in linked_anew or x.b in linked_anew]
    links.change(db, "a", sorted(linked_anew), (), made_by)
    links.change(db, "b", sorted(linked_anew), linked, made_by)


def get(db: Connection) -> Told:
    """Everything told, in an order that does not depend on when what was told."""
    return in_order(Told(stories=stories.all(db), links=links.all(db), threads=threads.all(db)))


def in_order(told: Told) -> Told:
    return Told(
        stories=tuple(sorted(told.stories, key=lambda story: story.articles)),
        links=tuple(sorted(told.links, key=lambda link: (link.relation not in _COPIED, link.a, link.b))),
        threads=tuple(sorted(told.threads, key=lambda thread: thread.id)),
    )
