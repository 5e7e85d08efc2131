"""Stories, the links between articles, and threads."""

from sqlalchemy import Connection

from readout.model import Link, Story, Thread, Told
from readout.store.base import Group

stories = Group("stories", Story, id="id")
links = Group("links", Link, a="a", b="b")
threads = Group("threads", Thread, id="id")


def replace(db: Connection, told: Told, made_by: str) -> None:
    stories.replace(db, told.stories, made_by)
    links.replace(db, told.links, made_by)
    threads.replace(db, told.threads, made_by)


def get(db: Connection) -> Told:
    return Told(stories=stories.all(db), links=links.all(db), threads=threads.all(db))
