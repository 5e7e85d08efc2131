"""Saved searches: a query with a name, and how much of what it finds is new."""

from collections.abc import Mapping
from dataclasses import dataclass

from readout.desk.clock import Clock
from readout.desk.query import Query, query
from readout.desk.search import Search
from readout.model import KeptSearch, NotFoundError, SearchError, WordsError
from readout.store import Store, tables

#: A name is no longer than this, and nobody keeps more searches.
LONGEST, MOST = 100, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A search that somebody keeps."""

    search: KeptSearch
    #: How many statements and articles it finds that came since it was opened last. None: it cannot be asked.
    new: int | None
    #: What an alert would ask for. None: no alert can ask for this.
    alert: Mapping[str, str] | None


class Searches:
    """Each reader's own. `by` is whoever it is."""

    def __init__(self, store: Store, search: Search, clock: Clock) -> None:
        self._store, self._search, self._clock = store, search, clock

    def save(self, name: str, asked: str, by: str) -> int:
        """Keep a search; what it finds now is not new. Its number. Raises WordsError, SearchError."""
        asked = asked.strip()
        if query(asked) == Query():
            raise WordsError(words=name, why="a search needs words or operators")
        with self._store.writing() as db:
            held = tables.searches.of(db, by)
            if len(held) >= MOST:
                raise WordsError(words=name, why=f"there are {MOST} saved searches; remove one first")
            called = _called(name.strip() or asked, held)
            return tables.searches.add(db, by, called, asked, self._clock())

    def all(self, by: str) -> tuple[Saved, ...]:
        """Somebody's searches, by name."""
        with self._store.reading() as db:
            held = tables.searches.of(db, by)
        return tuple(Saved(search=one, new=self._new(one), alert=alert_for(one.asked)) for one in held)

    def _new(self, one: KeptSearch) -> int | None:
        try:
            return self._search.newer(one.asked, one.seen)
        except SearchError:
            return None

    def open(self, number: int, by: str) -> KeptSearch:
        """One of somebody's; nothing that it finds now is new the next time. Raises NotFoundError."""
        with self._store.writing() as db:
            found = tables.searches.get(db, number, by)
            tables.searches.opened(db, number, by, self._clock())
        return found

    def named(self, name: str, by: str) -> KeptSearch:
        """Raises NotFoundError."""
        with self._store.reading() as db:
            for one in tables.searches.of(db, by):
                if one.name == name:
                    return one
        raise NotFoundError(search=name)

    def rename(self, number: int, name: str, by: str) -> None:
        """Raises NotFoundError, WordsError."""
        with self._store.writing() as db:
            one = tables.searches.get(db, number, by)
            others = [held for held in tables.searches.of(db, by) if held.number != number]
            tables.searches.rename(db, number, by, _called(name.strip() or one.asked, others))

    def remove(self, number: int, by: str) -> None:
        """Raises NotFoundError."""
        with self._store.writing() as db:
            tables.searches.remove(db, number, by)


def _called(name: str, held: tuple[KeptSearch, ...] | list[KeptSearch]) -> str:
    name = " ".join(name.split())
    if len(name) > LONGEST:
        raise WordsError(words=name[:40] + "…", why=f"longer than {LONGEST} characters")
    if any(one.name == name for one in held):
        raise WordsError(words=name, why="another saved search is called so")
    return name


def alert_for(asked: str) -> Mapping[str, str] | None:
    """What an alert would ask for, in its fields. None: no alert can ask for this.

    An alert knows an act, words of the speaker's name and words that a statement is about; it
    knows no outlet, no language, no days, no words that follow each other.
    """
    try:
        wanted = query(asked)
    except SearchError:
        return None
    plain = Query(words=wanted.words, who=wanted.who, acts=wanted.acts)
    begins = any(word.endswith("*") for word in wanted.words)
    if wanted != plain or begins or len(wanted.who) > 1 or len(wanted.acts) > 1 or wanted == Query():
        return None
    return {
        "act": wanted.acts[0].value if wanted.acts else "",
        "who": wanted.who[0] if wanted.who else "",
        "about": " ".join(wanted.words),
    }
