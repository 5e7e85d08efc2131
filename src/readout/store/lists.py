"""Lists: where to find what a page needs without reading anything else.

Worked out from the other derived tables whenever those change, in the same transaction; a list holds no
reading of its own. Only what differs is written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    select,
)

from readout.model import ActorId, ArticleId, CaptureId, StatementId, StoryId
from readout.store.base import batches, metadata
from readout.store.captures import received_arrivals, received_captures
from readout.store.lookup import Lookup, among

#: Places are numbered through: so many in each capture, the captures by arrival.
ROOM = 100_000

#: Numbers of places do not fit into 32 bits.
BIG = BigInteger().with_variant(Integer, "sqlite")


def _number() -> Column[int]:
    # The place in the whole store: the capture's number and the place in it.
    return Column("number", BIG, primary_key=True, autoincrement=False)


def _made_by() -> Column[str]:
    return Column("made_by", Text, nullable=False)


derived_listed_articles = Table(
    "derived_listed_articles",
    metadata,
    _number(),
    Column("id", Text, nullable=False, index=True),
    Column("capture_id", Text, nullable=False, index=True),
    # The story that it is in, and the id which that story would have if it began with this article.
    Column("story_id", Text, index=True),
    Column("alias", Text, nullable=False, index=True),
    Column("outlet", Text),
    Column("language", Text, nullable=False),
    # As ISO; empty: nothing dates it.
    Column("day", Text, nullable=False),
    _made_by(),
    Index(None, "day", "number"),
)

derived_listed_statements = Table(
    "derived_listed_statements",
    metadata,
    _number(),
    Column("id", Text, nullable=False, index=True),
    Column("article_id", Text, nullable=False, index=True),
    Column("capture_id", Text, nullable=False),
    Column("act", Text, nullable=False),
    # The statement's own time, else its article's.
    Column("day", Text, nullable=False),
    Column("speaker", Text),
    _made_by(),
)

derived_listed_voices = Table(
    "derived_listed_voices",
    metadata,
    Column("actor_id", Text, primary_key=True),
    # "said" by the actor, or "heard": said to or about the actor by somebody else.
    Column("part", Text, primary_key=True),
    # What is undated stands last: "9999".
    Column("day", Text, primary_key=True),
    Column("number", BIG, primary_key=True, autoincrement=False),
    _made_by(),
    # SQLite: the rows stand in the order in which they are asked for.
    sqlite_with_rowid=False,
)

derived_listed_stories = Table(
    "derived_listed_stories",
    metadata,
    Column("id", Text, primary_key=True),
    # By which the river is ordered: the newest date, the number of articles, the first article.
    Column("newest", Text, nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("first", Text, nullable=False),
    # The thread that it is in, and the id which that thread would have if it began with this story.
    Column("thread_id", Text, index=True),
    Column("alias", Text, nullable=False, index=True),
    _made_by(),
)

derived_listed_nouns = Table(
    "derived_listed_nouns",
    metadata,
    # "copies" and "events" by article, "disputes" by statement.
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    _made_by(),
    sqlite_with_rowid=False,
)

derived_listed_names = Table(
    "derived_listed_names",
    metadata,
    # Every form of an actor's name, lower-cased.
    Column("actor_id", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    _made_by(),
    sqlite_with_rowid=False,
)

TABLES = (
    derived_listed_articles,
    derived_listed_statements,
    derived_listed_voices,
    derived_listed_stories,
    derived_listed_nouns,
    derived_listed_names,
)
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The rows of every list, as tuples in the order of the columns, without `made_by`."""

    articles: Iterable[Row]
    statements: Iterable[Row]
    voices: Iterable[Row]
    stories: Iterable[Row]
    nouns: Iterable[Row]
    names: Iterable[Row]


def replace(db: Connection, lists: Lists, made_by: str) -> None:
    """Make the lists say this; only what differs is written."""
    given = (lists.articles, lists.statements, lists.voices, lists.stories, lists.nouns, lists.names)
    for table, rows in zip(TABLES, given, strict=True):
        sync(db, table, set(rows), made_by)


def sync(db: Connection, table: Table, wanted: set[Row], made_by: str) -> None:
    columns = [column for column in table.c if column.name != "made_by"]
    held = {tuple(row) for row in db.execute(select(*columns))}
    keys = [n for n, column in enumerate(columns) if column.primary_key]
    gone = [{f"old_{columns[n].name}": row[n] for n in keys} for row in held - wanted]
    match = [columns[n] == bindparam(f"old_{columns[n].name}") for n in keys]
    for batch in batches(gone):
        db.execute(delete(table).where(*match), batch)
    names = [column.name for column in columns]
    fresh = [
        dict(zip(names, row, strict=True)) | {"made_by": made_by}
        # In order of the key: a new page of the list is filled before the next is begun.
        for row in sorted(wanted - held, key=lambda row: [row[n] for n in keys])
    ]
    for batch in batches(fresh):
        db.execute(insert(table), batch)


def numbers(db: Connection) -> dict[CaptureId, int]:
    """The number of every capture."""
    table = received_captures
    return {CaptureId(row.id): row.number for row in db.execute(select(table.c.id, table.c.number))}


def arrived(db: Connection) -> dict[CaptureId, str]:
    """When each capture was said to be captured, the last time that was said; else when it came first."""
    table = received_arrivals
    first: dict[CaptureId, str] = {}
    said: dict[CaptureId, str] = {}
    columns = table.c.capture_id, table.c.received_at, table.c.captured_at
    for row in db.execute(select(*columns).order_by(table.c.number)):
        first.setdefault(CaptureId(row.capture_id), row.received_at.isoformat())
        if row.captured_at:
            said[CaptureId(row.capture_id)] = row.captured_at.isoformat()
    return first | said


# -- asking -----------------------------------------------------------------------------------------


def _lookups() -> Iterator[Lookup]:
    articles, said, stories = derived_listed_articles, derived_listed_statements, derived_listed_stories
    name = bindparam("name", type_=Text)
    yield Lookup(select(stories.c.id).where(stories.c.id == name))
    yield Lookup(
        select(articles.c.story_id)
        .join(stories, stories.c.id == articles.c.story_id)
        .where(articles.c.alias == name)
        .order_by(stories.c.first)
        .limit(1)
    )
    for column in (stories.c.thread_id, stories.c.alias):
        yield Lookup(
            select(stories.c.thread_id).where(column == name, stories.c.thread_id.is_not(None)).limit(1)
        )
    yield Lookup(
        select(stories.c.thread_id).where(among(stories.c.id), stories.c.thread_id.is_not(None)).distinct()
    )
    yield Lookup(
        select(articles.c.id, articles.c.story_id).where(
            among(articles.c.id), articles.c.story_id.is_not(None)
        )
    )
    place = select(said.c.number, said.c.id, said.c.article_id, said.c.capture_id)
    yield Lookup(place.where(among(said.c.id)))
    yield Lookup(place.where(among(said.c.number)))
    voices, nouns = derived_listed_voices, derived_listed_nouns
    yield Lookup(
        select(voices.c.number)
        .where(voices.c.actor_id == bindparam("actor"), voices.c.part == bindparam("which"))
        .order_by(voices.c.day, voices.c.number)
        .offset(bindparam("start"))
        .limit(bindparam("size"))
    )
    yield Lookup(select(nouns.c.id).where(nouns.c.kind == bindparam("kind"), among(nouns.c.key)))
    yield Lookup(
        select(voices.c.actor_id, func.count())
        .where(among(voices.c.actor_id), voices.c.part == "said")
        .group_by(voices.c.actor_id)
    )


(
    _STORY,
    _STORY_ONCE,
    _THREAD,
    _THREAD_ONCE,
    _THREADS_OF,
    _STORIES_OF,
    _NAMED,
    _NUMBERED,
    _VOICED,
    _NOUNS,
    _SPOKEN,
) = _lookups()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is held."""

    captures: int
    articles: int
    statements: int
    problems: int


def counts(db: Connection) -> Counts:
    from readout.store import problems

    def rows(table: Table) -> int:
        return int(db.execute(select(func.count()).select_from(table)).scalar_one())

    return Counts(
        captures=rows(received_captures),
        articles=rows(derived_listed_articles),
        statements=rows(derived_listed_statements),
        problems=problems.count(db)[0],
    )


def river(db: Connection) -> tuple[StoryId, ...]:
    """Every story, newest first."""
    t = derived_listed_stories
    order = t.c.newest.desc(), t.c.size.desc(), t.c.first
    return tuple(StoryId(i) for i in db.execute(select(t.c.id).order_by(*order)).scalars())


def story_named(db: Connection, name: str) -> StoryId | None:
    """The story with this id, or the one that had it before earlier articles came."""
    for lookup in (_STORY, _STORY_ONCE):
        for (found,) in lookup.rows(db, name=name):
            return StoryId(found)
    return None


def thread_named(db: Connection, name: str) -> str | None:
    """The thread with this id, or the one that had it before earlier stories came."""
    for lookup in (_THREAD, _THREAD_ONCE):
        for (found,) in lookup.rows(db, name=name):
            return str(found)
    return None


def threads_of(db: Connection, stories: Sequence[StoryId]) -> tuple[str, ...]:
    """The threads that these stories are in."""
    return tuple(dict.fromkeys(thread for (thread,) in _THREADS_OF.rows(db, stories)))


def stories_of(db: Connection, articles: Iterable[ArticleId]) -> dict[ArticleId, StoryId]:
    """The story that each article is in; those in none are missing."""
    return {ArticleId(i): StoryId(story) for i, story in _STORIES_OF.rows(db, articles)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a statement stands."""

    number: int
    statement_id: StatementId
    article_id: ArticleId
    capture_id: CaptureId


def statements(db: Connection, wanted: Iterable[StatementId]) -> tuple[Place, ...]:
    """Where these statements stand; those that are not read any more are missing."""
    return tuple(_places(db, _NAMED, wanted))


def numbered(db: Connection, wanted: Iterable[int]) -> tuple[Place, ...]:
    """The statements with these numbers."""
    return tuple(_places(db, _NUMBERED, wanted))


def _places(db: Connection, lookup: Lookup, wanted: Iterable[int | str]) -> Iterator[Place]:
    for number, statement_id, article_id, capture_id in lookup.rows(db, wanted):
        yield Place(
            number=number,
            statement_id=StatementId(statement_id),
            article_id=ArticleId(article_id),
            capture_id=CaptureId(capture_id),
        )


def voiced(db: Connection, actor: ActorId, part: str, *, start: int, size: int) -> tuple[int, ...]:
    """The numbers of what an actor said, or heard, in order of time; `size` of them from `start` on."""
    rows = _VOICED.rows(db, actor=actor, which=part, start=start, size=size)
    return tuple(number for (number,) in rows)


def nouns(db: Connection, kind: str, keys: Iterable[str]) -> tuple[str, ...]:
    """The ids of the nouns of a kind that are listed under one of these keys."""
    return tuple(dict.fromkeys(i for (i,) in _NOUNS.rows(db, keys, kind=kind)))


def of_numbers(known: Mapping[CaptureId, int], capture_id: CaptureId, place: int) -> int:
    """The number of a place in a capture."""
    return known[capture_id] * ROOM + place


def called(db: Connection, words: Sequence[str]) -> tuple[ActorId, ...]:
    """The actors one of whose names holds all these lower-case words."""
    t = derived_listed_names
    query = select(t.c.actor_id).where(*(t.c.name.contains(word, autoescape=True) for word in words))
    return tuple(dict.fromkeys(ActorId(i) for i in db.execute(query).scalars()))


def spoken(db: Connection, actors: Iterable[ActorId]) -> dict[ActorId, int]:
    """How many statements each of these actors made; who made none is missing."""
    return {ActorId(actor): number for actor, number in _SPOKEN.rows(db, actors)}
