"""What the pages over the ledger and the doors for programs list, in the orders in which they do.

Like the lists (`lists.py`): worked out from the other derived tables whenever those change, in the same
transaction; only what differs is written.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Connection, Index, Integer, Select, Table, Text, func, select

from readout.model import ActorId, ArticleId, CaptureId, StoryId
from readout.store.base import BATCH, batches, metadata
from readout.store.captures import received_arrivals, received_captures
from readout.store.ledger import opened
from readout.store.lists import (
    BIG,
    ROOM,
    Row,
    derived_listed_articles,
    derived_listed_statements,
    derived_listed_stories,
    derived_listed_voices,
    sync,
)
from readout.store.stories import stories, threads

MEASURES, QUOTES, STEPS = "measures", "quotes", "steps"
STORIES, DISPUTES = "stories", "disputes"

# An article as an entry that programs sync. Times are millionths of a second since 1970.
derived_listed_entries = Table(
    "derived_listed_entries",
    metadata,
    # What programs call it.
    Column("number", BIG, primary_key=True, autoincrement=False),
    Column("article_id", Text, nullable=False, index=True),
    # Its number in the list of articles.
    Column("place", BIG, nullable=False),
    Column("capture_id", Text, nullable=False, index=True),
    # Where it stands, and the words that find it again.
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("anchor_start", Integer, nullable=False),
    Column("anchor_end", Integer, nullable=False),
    # The address of its feed. Empty: it came from none.
    Column("feed", Text, nullable=False),
    Column("outlet", Text),
    Column("language", Text, nullable=False),
    # As the page gives it. Empty: nothing dates it.
    Column("iso", Text, nullable=False),
    # When it was published, else captured; when it came; when it was published or changed, else when it came.
    Column("at", BIG, nullable=False),
    Column("came", BIG, nullable=False),
    Column("changed", BIG, nullable=False),
    Column("made_by", Text, nullable=False),
    Index(None, "at", "number"),
    Index(None, "feed", "at", "number"),
    Index(None, "iso", "place"),
)

# Statements in the order of their articles' time and of the page.
derived_listed_said = Table(
    "derived_listed_said",
    metadata,
    # The number in the list of statements.
    Column("number", BIG, primary_key=True, autoincrement=False),
    Column("iso", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("made_by", Text, nullable=False),
    Index(None, "iso", "start", "number"),
)

# Actors, those who speak most first.
derived_listed_actors = Table(
    "derived_listed_actors",
    metadata,
    Column("id", Text, primary_key=True),
    # How many statements they made, counted down: -12.
    Column("said", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("made_by", Text, nullable=False),
    Index(None, "said", "name", "position"),
)

# The rows of the pages of measures and quotations: several measures may stand in one. And the statements
# at which the steps of each change stand.
derived_listed_rows = Table(
    "derived_listed_rows",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    # In the table of the kind.
    Column("position", Integer, nullable=False),
    # The id of the measure; how the quotation stands to the other; the number of the statement.
    Column("word", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Index(None, "kind", "word"),
    sqlite_with_rowid=False,
)

# When stories and disputes were last told, as feeds order them.
derived_listed_told = Table(
    "derived_listed_told",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    # In millionths of a second since 1970.
    Column("at", BIG, nullable=False),
    Column("made_by", Text, nullable=False),
    Index(None, "kind", "at", "id"),
    sqlite_with_rowid=False,
)

TABLES = (
    derived_listed_entries,
    derived_listed_said,
    derived_listed_actors,
    derived_listed_rows,
    derived_listed_told,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The rows of every list here, as tuples in the order of the columns, without `made_by`."""

    entries: Iterable[Row]
    said: Iterable[Row]
    actors: Iterable[Row]
    rows: Iterable[Row]
    told: Iterable[Row]


def replace(db: Connection, shown: Shown, made_by: str) -> None:
    """Make the lists say this; only what differs is written."""
    for table, field in zip(TABLES, fields(shown), strict=True):
        sync(db, table, set(getattr(shown, field.name)), made_by)


def arrivals(
    db: Connection, wanted: Iterable[CaptureId] | None = None
) -> dict[CaptureId, tuple[str, datetime, datetime | None]]:
    """Of these captures, or all: the first address, when it came first, when it was said to be captured."""
    t = received_arrivals
    columns = t.c.capture_id, t.c.address, t.c.received_at, t.c.captured_at
    query = select(*columns).order_by(t.c.number)
    found: dict[CaptureId, tuple[str, datetime, datetime | None]] = {}
    for part in [None] if wanted is None else list(batches(wanted)):
        for row in db.execute(query if part is None else query.where(t.c.capture_id.in_(part))):
            held = found.get(row.capture_id)
            address, came = held[:2] if held else (row.address, row.received_at)
            said = row.captured_at or (held[2] if held else None)
            found[CaptureId(row.capture_id)] = address, came, said
    return found


# -- asking -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some of a list, and how many there are."""

    found: tuple[str, ...]
    held: int


def articles(
    db: Connection, *, outlets: Sequence[str] | None, language: str, feed: str, start: int, size: int
) -> Page:
    """Articles, newest first; those of one time as they arrived. `outlets`: only of these."""
    t = derived_listed_entries
    where: list[ColumnElement[bool]] = []
    if outlets is not None:
        where.append(t.c.outlet.in_(outlets))
    if language:
        where.append(t.c.language == language)
    if feed:
        where.append(t.c.feed == feed)
    query = select(t.c.article_id).where(*where).order_by(t.c.iso.desc(), t.c.place)
    held = db.execute(select(func.count()).select_from(t).where(*where)).scalar_one()
    return Page(found=tuple(db.execute(query.offset(start).limit(size)).scalars()), held=held)


def outlets(db: Connection, words: str) -> tuple[str, ...]:
    """The outlets in whose name these words stand."""
    t = derived_listed_entries
    every = db.execute(select(t.c.outlet).where(t.c.outlet.is_not(None)).distinct()).scalars()
    return tuple(outlet for outlet in every if words.casefold() in outlet.casefold())


def actors(db: Connection, wanted: Sequence[ActorId] | None, *, start: int, size: int) -> Page:
    """Actors, those who speak most first; `wanted`: of these only."""
    t = derived_listed_actors
    query = select(t.c.id).order_by(t.c.said, t.c.name, t.c.position)
    if wanted is None:
        held = db.execute(select(func.count()).select_from(t)).scalar_one()
        return Page(found=tuple(db.execute(query.offset(start).limit(size)).scalars()), held=held)
    keys = []
    for part in batches(wanted):
        columns = select(t.c.said, t.c.name, t.c.position, t.c.id).where(t.c.id.in_(part))
        keys += [tuple(row) for row in db.execute(columns)]
    keys.sort()
    return Page(found=tuple(i for *_, i in keys[start : start + size]), held=len(keys))


def said(db: Connection, *, start: int, size: int) -> tuple[int, ...]:
    """The numbers of statements, in order of time."""
    t = derived_listed_said
    query = select(t.c.number).order_by(t.c.iso, t.c.start, t.c.number)
    return tuple(db.execute(query.offset(start).limit(size)).scalars())


def in_time(db: Connection, numbers: Iterable[int]) -> list[int]:
    """These numbers of statements, in order of time."""
    t = derived_listed_said
    keys = [
        (row.iso, row.start, row.number)
        for part in batches(numbers)
        for row in db.execute(select(t.c.iso, t.c.start, t.c.number).where(t.c.number.in_(part)))
    ]
    return [number for *_, number in sorted(keys)]


def said_by(db: Connection, actors: Iterable[ActorId]) -> list[int]:
    """The numbers of what these actors said, in order of time."""
    t, v = derived_listed_said, derived_listed_voices
    query = select(t.c.iso, t.c.start, t.c.number).join(v, v.c.number == t.c.number).where(v.c.part == "said")
    keys = [
        (row.iso, row.start, row.number)
        for part in batches(actors)
        for row in db.execute(query.where(v.c.actor_id.in_(part)))
    ]
    return [number for *_, number in sorted(keys)]


def last_said(db: Connection, actors: Iterable[ActorId], most: int) -> list[int]:
    """The numbers of what these actors said last, as feeds order it: newest first."""
    e, s, v = derived_listed_entries, derived_listed_statements, derived_listed_voices
    query = (
        select(e.c.changed, s.c.id, s.c.number)
        .join(s, s.c.article_id == e.c.article_id)
        .join(v, v.c.number == s.c.number)
        .where(v.c.part == "said")
    )
    keys = [tuple(row) for part in batches(actors) for row in db.execute(query.where(v.c.actor_id.in_(part)))]
    return [number for *_, number in sorted(keys, reverse=True)[:most]]


def last_told(db: Connection, kind: str, most: int) -> tuple[str, ...]:
    """The stories or disputes told last, newest first."""
    t = derived_listed_told
    query = select(t.c.id).where(t.c.kind == kind).order_by(t.c.at.desc(), t.c.id.desc())
    return tuple(db.execute(query.limit(most)).scalars())


def count_said(db: Connection) -> int:
    return int(db.execute(select(func.count()).select_from(derived_listed_said)).scalar_one())


def rows(db: Connection, kind: str, *, start: int, size: int) -> list[list[int]]:
    """The positions of what stands in each of these rows."""
    t = derived_listed_rows
    query = select(t.c.row, t.c.position).where(t.c.kind == kind, t.c.row >= start, t.c.row < start + size)
    found: dict[int, list[int]] = {}
    for row in db.execute(query.order_by(t.c.row, t.c.place)):
        found.setdefault(row.row, []).append(row.position)
    return [found[row] for row in sorted(found)]


def count_rows(db: Connection, kind: str) -> int:
    t = derived_listed_rows
    last = select(func.coalesce(func.max(t.c.row), -1)).where(t.c.kind == kind)
    return int(db.execute(last).scalar_one()) + 1


def changes_at(db: Connection, numbers: Container[int]) -> tuple[int, ...]:
    """The positions of the changes of which a step stands at one of these statements."""
    t = derived_listed_rows
    query = select(t.c.position, t.c.word).where(t.c.kind == STEPS).order_by(t.c.row)
    return tuple(dict.fromkeys(row.position for row in db.execute(query) if int(row.word) in numbers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A statement as a list of an issue needs it."""

    number: int
    #: As ISO; "9999": nothing dates it.
    day: str
    speaker: str | None


def spoken(db: Connection, numbers: Iterable[int]) -> list[Spoken]:
    """These statements, in their order."""
    t = derived_listed_statements
    query = select(t.c.number, t.c.day, t.c.speaker)
    rows = [row for part in batches(numbers) for row in db.execute(query.where(t.c.number.in_(part)))]
    return [Spoken(number=row.number, day=row.day, speaker=row.speaker) for row in sorted(rows)]


def in_articles(db: Connection, places: Iterable[int]) -> set[int]:
    """The numbers of the statements in the articles with these numbers."""
    s, a = derived_listed_statements, derived_listed_articles
    query = select(s.c.number).join(a, a.c.id == s.c.article_id)
    return {
        number
        for part in batches(places)
        for number in db.execute(query.where(a.c.number.in_(part))).scalars()
    }


def articles_of(db: Connection, numbers: Iterable[int]) -> dict[int, int]:
    """The number of the article in which each of these statements stands."""
    s, a = derived_listed_statements, derived_listed_articles
    query = select(s.c.number, a.c.number.label("place")).join(a, a.c.id == s.c.article_id)
    return {
        row.number: row.place
        for part in batches(numbers)
        for row in db.execute(query.where(s.c.number.in_(part)))
    }


def count_words(db: Connection, kind: str) -> dict[str, int]:
    """How often each word stands beside a row of a kind."""
    t = derived_listed_rows
    query = select(t.c.word, func.count().label("n")).where(t.c.kind == kind).group_by(t.c.word)
    return {row.word: row.n for row in db.execute(query)}


def worded(db: Connection, kind: str, words: Iterable[str]) -> dict[str, int]:
    """The last position at which each of these words stands."""
    t = derived_listed_rows
    query = select(t.c.word, func.max(t.c.position).label("position")).where(t.c.kind == kind)
    return {
        row.word: row.position
        for part in batches(words)
        for row in db.execute(query.where(t.c.word.in_(part)).group_by(t.c.word))
    }


def said_texts(db: Connection) -> Iterator[tuple[int, CaptureId, str]]:
    """Every statement as it was read: its number, its page and its words."""
    from readout.store.statements import derived_statements as t

    captures, words = received_captures, t.c.noun["passage"]["exact"].as_string()
    query = select(captures.c.number, t.c.position, t.c.capture_id, words.label("words"))
    query = query.join(captures, captures.c.id == t.c.capture_id)
    for row in db.execute(query, execution_options={"yield_per": BATCH}):
        yield row.number * ROOM + row.position, CaptureId(row.capture_id), row.words


def count_opened(db: Connection) -> dict[str, int]:
    """How much is open, by its kind."""
    t = opened.table
    query = select(t.c.open, func.count().label("n")).group_by(t.c.open)
    return {row.open: row.n for row in db.execute(query)}


def first_articles(db: Connection) -> tuple[tuple[str, ArticleId], ...]:
    """Every feed that articles came from, with the smallest id of an article of it, in order of these."""
    t = derived_listed_entries
    first = func.min(t.c.article_id).label("first")
    return tuple(
        (row.feed, ArticleId(row.first))
        for row in db.execute(select(t.c.feed, first).group_by(t.c.feed).order_by(first))
    )


def thread_called(db: Connection, words: str) -> str | None:
    """The first thread in whose title these words stand."""
    t = threads.table
    return _called(db, select(t.c.id, t.c.noun["title"].as_string().label("title")).order_by(t.c.id), words)


def story_called(db: Connection, words: str) -> StoryId | None:
    """The first story in whose title these words stand."""
    t, listed = stories.table, derived_listed_stories
    query = select(t.c.id, t.c.noun["title"].as_string().label("title")).join(listed, listed.c.id == t.c.id)
    found = _called(db, query.order_by(listed.c.first, t.c.id), words)
    return StoryId(found) if found else None


def _called(db: Connection, query: Select[tuple[str, str]], words: str) -> str | None:
    folded = words.casefold()
    rows = db.execute(query, execution_options={"yield_per": BATCH})
    return next((row.id for row in rows if folded in (row.title or "").casefold()), None)


def titles(db: Connection, wanted: Iterable[ArticleId]) -> dict[ArticleId, str | None]:
    """What these articles are called."""
    from readout.store.articles import derived_articles as t

    title = t.c.noun["title_clean"].as_string().label("title")
    return {
        ArticleId(row.id): row.title
        for part in batches(wanted)
        for row in db.execute(select(t.c.id, title).where(t.c.id.in_(part)))
    }
