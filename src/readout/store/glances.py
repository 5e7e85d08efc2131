"""What a list of stories shows of each. Only what differs is written."""

from collections.abc import Iterable

from sqlalchemy import JSON, Column, Connection, Table, Text, bindparam, delete, insert, select

from readout.model import Glance, StoryId
from readout.store.base import batches, metadata
from readout.store.codec import plain, remembered
from readout.store.lookup import Lookup, among

derived_glances = Table(
    "derived_glances",
    metadata,
    Column("story_id", Text, primary_key=True),
    # The noun's: other pages name stories.
    Column("title", Text),
    Column("noun", JSON, nullable=False),
    Column("made_by", Text, nullable=False),
)
_GLANCES = Lookup(
    select(derived_glances.c.story_id, derived_glances.c.noun).where(among(derived_glances.c.story_id))
)
_TITLES = Lookup(
    select(derived_glances.c.story_id, derived_glances.c.title).where(among(derived_glances.c.story_id))
)


def replace(db: Connection, glances: Iterable[Glance], made_by: str) -> None:
    """Make the table say this."""
    t = derived_glances
    held = {row.story_id: row.noun for row in db.execute(select(t.c.story_id, t.c.noun))}
    fresh = []
    for glance in glances:
        now = plain(glance)
        if held.pop(glance.story, None) != now:
            fresh.append({"story_id": glance.story, "title": glance.title, "noun": now, "made_by": made_by})
    gone = [{"old": story_id} for story_id in (*held, *(row["story_id"] for row in fresh))]
    for batch in batches(gone):
        db.execute(delete(t).where(t.c.story_id == bindparam("old")), batch)
    for batch in batches(fresh):
        db.execute(insert(t), batch)


def titles(db: Connection, wanted: Iterable[StoryId]) -> dict[StoryId, str]:
    """What these stories are called; those that have no name are missing."""
    return {StoryId(i): title for i, title in _TITLES.rows(db, wanted) if title}


def some(db: Connection, wanted: Iterable[StoryId]) -> dict[StoryId, Glance]:
    return {StoryId(i): remembered(Glance, held) for i, held in _GLANCES.rows(db, wanted)}
