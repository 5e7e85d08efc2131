"""The words of articles and statements, for searching: one index of each.

Derived like every other table, and written in the transaction that writes what it indexes. `lemmas` holds
words as a dictionary has them, so that every form of a word is found; `derived_forms` says which they are.

The indexes are SQLite's (FTS5). Another database needs its own over the same columns, and has none yet.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Column, Connection, Table, Text, bindparam, delete, event, func, insert, select, text

from readout.store.base import batches, metadata
from readout.store.lists import BIG
from readout.store.lookup import Lookup, among, driven

ARTICLES, STATEMENTS = "articles", "statements"
#: What statements, and the titles above an article's, are about.
ABOUT, TITLES = "about", "titles"
#: The columns of each index, and how much a word in each counts.
COLUMNS = {
    ARTICLES: ("title", "lemmas"),
    STATEMENTS: ("lemmas",),
    ABOUT: ("said",),
    TITLES: ("near", "far"),
}
WEIGHTS = {ARTICLES: "4.0, 1.0", STATEMENTS: "1.0"}

derived_indexed = Table(
    "derived_indexed",
    metadata,
    Column("kind", Text, primary_key=True),
    # The number in the lists, and the row of the index.
    Column("number", BIG, primary_key=True, autoincrement=False),
    # Equal while the words are.
    Column("mark", Text, nullable=False),
    Column("made_by", Text, nullable=False),
)

derived_forms = Table(
    "derived_forms",
    metadata,
    Column("form", Text, primary_key=True),
    Column("lemma", Text, primary_key=True, index=True),
    Column("made_by", Text, nullable=False),
)
_LEMMAS = Lookup(select(derived_forms.c.form, derived_forms.c.lemma).where(among(derived_forms.c.form)))
_FORMS = Lookup(select(derived_forms.c.form).where(among(derived_forms.c.lemma)))


def make(db: Connection) -> None:
    """Make the indexes where the database is one that can have them."""
    if db.dialect.name == "sqlite":
        for kind, columns in COLUMNS.items():
            db.exec_driver_sql(
                f"CREATE VIRTUAL TABLE derived_words_{kind} USING fts5({', '.join(columns)}, "
                'tokenize = "unicode61 remove_diacritics 0")'
            )


@event.listens_for(metadata, "after_create")
def _made(target: object, db: Connection, **more: object) -> None:
    make(db)


def can_search(db: Connection) -> bool:
    return db.dialect.name == "sqlite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One row of an index: the text of each column, as lemmas."""

    number: int
    mark: str
    columns: tuple[str, ...]


def differing(
    db: Connection, kind: str, wanted: Mapping[int, str], made_by: str
) -> tuple[list[int], list[int]]:
    """Which rows of an index have to go, and which to be written; `wanted`: the mark of each number."""
    t = derived_indexed
    held = {
        row.number: row.mark if row.made_by == made_by else None
        for row in db.execute(select(t.c.number, t.c.mark, t.c.made_by).where(t.c.kind == kind))
    }
    gone = [number for number, mark in held.items() if wanted.get(number) != mark]
    fresh = [number for number, mark in wanted.items() if held.get(number) != mark]
    return gone, fresh


def drop(db: Connection, kind: str, gone: Iterable[int]) -> None:
    for part in batches({"number": number} for number in gone):
        db.execute(text(f"DELETE FROM derived_words_{kind} WHERE rowid = :number"), part)
    t = derived_indexed
    for part in batches({"old": number} for number in gone):
        db.execute(delete(t).where(t.c.kind == kind, t.c.number == bindparam("old")), part)


def put(db: Connection, kind: str, rows: Iterable[Words], made_by: str) -> None:
    names = COLUMNS[kind]
    places = ", ".join(f":{name}" for name in names)
    line = f"INSERT INTO derived_words_{kind} (rowid, {', '.join(names)}) VALUES (:number, {places})"
    for part in batches(rows):
        db.execute(
            text(line), [{"number": r.number} | dict(zip(names, r.columns, strict=True)) for r in part]
        )
        noted = [{"kind": kind, "number": r.number, "mark": r.mark, "made_by": made_by} for r in part]
        db.execute(insert(derived_indexed), noted)


def put_forms(db: Connection, forms: Iterable[tuple[str, str]], made_by: str) -> None:
    """Note of some (form, lemma) that they belong together."""
    t = derived_forms
    for part in batches(set(forms)):
        query = select(t.c.form, t.c.lemma).where(t.c.form.in_([form for form, _ in part]))
        known = {(row.form, row.lemma) for row in db.execute(query)}
        rows = [
            {"form": f, "lemma": lemma, "made_by": made_by} for f, lemma in part if (f, lemma) not in known
        ]
        if rows:
            db.execute(insert(t), rows)


def lemmas_of(db: Connection, forms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The lemmas of these forms, as far as an article has them."""
    found: dict[str, tuple[str, ...]] = {}
    for form, lemma in _LEMMAS.rows(db, forms):
        found[form] = (*found.get(form, ()), lemma)
    return found


def forms_of(db: Connection, lemmas: Iterable[str]) -> frozenset[str]:
    """Every form of these lemmas that an article has."""
    return frozenset(form for (form,) in _FORMS.rows(db, lemmas))


def clear(db: Connection) -> None:
    """Empty the indexes."""
    for kind in COLUMNS:
        db.execute(text(f"DELETE FROM derived_words_{kind}"))
    for table in (derived_indexed, derived_forms):
        db.execute(delete(table))


# -- asking -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for; what is empty does not narrow."""

    #: In the language of the index. Empty: any words.
    match: str = ""
    #: Actors who speak; None: whoever.
    who: tuple[str, ...] | None = None
    #: Actors who are spoken to or about, or named in these words of the index.
    about: tuple[tuple[str, ...], str] | None = None
    acts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    outlets: tuple[str, ...] | None = None
    first: str = ""
    last: str = ""
    #: Only what has a higher number: what came later.
    since: int = 0


class Match(NamedTuple):
    """One hit: the smaller the rank, the better. 0: nothing was to be ranked."""

    number: int
    rank: float
    article_id: str
    outlet: str | None
    language: str
    day: str
    act: str | None = None
    speaker: str | None = None


def articles(db: Connection, asked: Asked, most: int) -> list[Match]:
    """The newest articles with these words, `most` of them; best first."""
    where, given = _narrowed(asked, "a")
    if asked.match:
        lines = f"SELECT a.number, bm25(w.derived_words_articles, {WEIGHTS[ARTICLES]}) AS rank, "
        lines = lines.replace("w.derived_words_articles", "derived_words_articles")
        source = (
            "derived_words_articles JOIN derived_listed_articles a ON a.number = derived_words_articles.rowid"
        )
        where.insert(0, "derived_words_articles MATCH :match")
        given["match"], order = asked.match, "derived_words_articles.rowid"
    else:
        lines, source, order = "SELECT a.number, 0.0 AS rank, ", "derived_listed_articles a", "a.number"
    lines += f"a.id AS article_id, a.outlet, a.language, a.day FROM {source}"
    _since(asked, order, where, given)
    return _matches(db, lines, where, order, given, most)


def statements(db: Connection, asked: Asked, most: int) -> list[Match]:
    """The newest statements with these words, `most` of them; best first."""
    where, given = _narrowed(asked, "a")
    where = [line.replace("a.day", "s.day") for line in where]
    source = "derived_listed_statements s"
    rank, order = "0.0", "s.number"
    if asked.match:
        source = f"derived_words_statements JOIN {source} ON s.number = derived_words_statements.rowid"
        rank, order = (
            f"bm25(derived_words_statements, {WEIGHTS[STATEMENTS]})",
            "derived_words_statements.rowid",
        )
        where.insert(0, "derived_words_statements MATCH :match")
        given["match"] = asked.match
    if asked.who is not None:
        names = _listed("who", asked.who, given)
        if asked.match:
            where.append(f"s.speaker IN ({names})")
        else:
            source = f"derived_listed_voices v JOIN {source} ON s.number = v.number"
            where.append(f"v.actor_id IN ({names}) AND v.part = 'said'")
    if asked.about is not None:
        actors, words = asked.about
        names = _listed("about", actors, given)
        given["about_words"] = words
        where.append(
            "(s.number IN (SELECT number FROM derived_listed_voices "
            f"WHERE actor_id IN ({names}) AND part = 'heard') "
            "OR (s.number IN (SELECT rowid FROM derived_words_statements "
            "WHERE derived_words_statements MATCH :about_words) "
            f"AND coalesce(s.speaker, '') NOT IN ({names})))"
        )
    if asked.acts:
        where.append(f"s.act IN ({_listed('act', asked.acts, given)})")
    _since(asked, order, where, given)
    lines = (
        f"SELECT s.number, {rank} AS rank, s.article_id, a.outlet, a.language, s.day, s.act, s.speaker "
        f"FROM {source} JOIN derived_listed_articles a ON a.id = s.article_id"
    )
    return _matches(db, lines, where, order, given, most)


def those_asked_for(db: Connection, articles: Sequence[str], asked: Asked) -> frozenset[str]:
    """Those of some articles that are in the languages, of the outlets and the days that are asked for."""
    where, given = _narrowed(asked, "a")
    where.append(f"a.id IN ({_listed('id', articles, given)})")
    query = text(f"SELECT a.id FROM derived_listed_articles a WHERE {' AND '.join(where)}")
    return frozenset(db.execute(query, given).scalars())


def _narrowed(asked: Asked, articles: str) -> tuple[list[str], dict[str, object]]:
    where: list[str] = []
    given: dict[str, object] = {}
    if asked.languages:
        plain = _listed("language", asked.languages, given)
        longer = " OR ".join(f"{articles}.language LIKE :longer{n}" for n, _ in enumerate(asked.languages))
        given |= {f"longer{n}": f"{language}-%" for n, language in enumerate(asked.languages)}
        where.append(f"({articles}.language IN ({plain}) OR {longer})")
    if asked.outlets is not None:
        where.append(f"{articles}.outlet IN ({_listed('outlet', asked.outlets, given)})")
    if asked.first:
        where.append(f"{articles}.day >= :first AND {articles}.day < '9999'")
        given["first"] = asked.first
    if asked.last:
        # A month or a year holds all its days.
        where.append(f"{articles}.day <= :last AND {articles}.day <> ''")
        given["last"] = asked.last + "~"
    return where, given


def _since(asked: Asked, order: str, where: list[str], given: dict[str, object]) -> None:
    if asked.since:
        where.append(f"{order} > :since")
        given["since"] = asked.since


def _listed(name: str, values: Sequence[str], given: dict[str, object]) -> str:
    """Places for some values in a statement; NULL where there are none."""
    given |= {f"{name}{n}": value for n, value in enumerate(values)}
    return ", ".join(f":{name}{n}" for n, _ in enumerate(values)) or "NULL"


def _matches(
    db: Connection, lines: str, where: Sequence[str], order: str, given: Mapping[str, object], most: int
) -> list[Match]:
    narrowed = f" WHERE {' AND '.join(where)}" if where else ""
    query = f"{lines}{narrowed} ORDER BY {order} DESC LIMIT :most"
    # Up to a thousand, most of which are only counted: they are taken from the driver as they are.
    found = [Match(*row) for row in driven(db, query, {**given, "most": most})]
    # Of two that fit alike the newer stands first.
    found.sort(key=lambda match: match.number, reverse=True)
    found.sort(key=lambda match: match.rank)
    return found


def holding(db: Connection, kind: str, match: str) -> frozenset[int]:
    """The numbers of everything in an index that fits, unranked."""
    query = text(f"SELECT rowid FROM derived_words_{kind} WHERE derived_words_{kind} MATCH :match")
    return frozenset(db.execute(query, {"match": match}).scalars())


def outlets(db: Connection) -> tuple[str, ...]:
    """Every outlet."""
    from readout.store.lists import derived_listed_articles as t

    return tuple(db.execute(select(t.c.outlet).where(t.c.outlet.is_not(None)).distinct()).scalars())


def main_language(db: Connection) -> str:
    """The language that most articles are in."""
    from readout.store.lists import derived_listed_articles as t

    query = select(t.c.language).group_by(t.c.language).order_by(func.count().desc(), t.c.language).limit(1)
    return db.execute(query).scalar() or "und"
