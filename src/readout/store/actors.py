"""Actors, the words that name them, and who speaks in which statement."""

from collections.abc import Iterable

from sqlalchemy import JSON, Column, Connection, Table, Text, delete, insert, select

from readout.model import Actor, Cast, Mention, StatementId, Voices
from readout.store.base import Group, batches, metadata
from readout.store.codec import noun, plain, remembered
from readout.store.lookup import Lookup, among

actors = Group("actors", Actor, id="id")
mentions = Group("mentions", Mention, actor_id="actor_id", capture_id="passage.capture_id")

derived_voices = Table(
    "derived_voices",
    metadata,
    Column("statement_id", Text, primary_key=True),
    Column("noun", JSON, nullable=False),
    Column("made_by", Text, nullable=False),
)

_VOICES = Lookup(
    select(derived_voices.c.statement_id, derived_voices.c.noun).where(among(derived_voices.c.statement_id))
)


def replace(db: Connection, cast: Cast, made_by: str) -> None:
    actors.replace(db, cast.actors, made_by)
    mentions.replace(db, cast.mentions, made_by)
    db.execute(delete(derived_voices))
    rows = [
        {"statement_id": statement_id, "noun": plain(voices), "made_by": made_by}
        for statement_id, voices in cast.voices.items()
    ]
    for batch in batches(rows):
        db.execute(insert(derived_voices), batch)


def get(db: Connection) -> Cast:
    rows = db.execute(select(derived_voices.c.statement_id, derived_voices.c.noun))
    voices = {StatementId(row.statement_id): noun(Voices, row.noun) for row in rows}
    return Cast(actors=actors.all(db), mentions=mentions.all(db), voices=voices)


def voices(db: Connection, wanted: Iterable[StatementId]) -> dict[StatementId, Voices]:
    """Who is who in these statements; those in which nobody is settled may be missing."""
    return {StatementId(i): remembered(Voices, held) for i, held in _VOICES.rows(db, wanted)}
