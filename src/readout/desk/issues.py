"""What statements are about, put into an index that an issue is looked up in."""

import hashlib
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from readout.desk.lists import numbered
from readout.model import CaptureId, Edition, Statement
from readout.store import tables
from readout.store.words import ABOUT, TITLES, Words

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: So many are worked out before they are written.
PART = 1000


def index_issues(db: "Connection", numbers: Mapping[CaptureId, int], edition: Edition, made_by: str) -> None:
    """Make the index say this; only what differs is written."""
    from readout.ledger.issue import held, titles

    by_id = {article.id: article for article in edition.articles}
    near, far = titles(by_id, edition.told)
    places: dict[CaptureId, int] = {}
    placed = {}
    for article in edition.articles:
        place = places[article.capture_id] = places.get(article.capture_id, -1) + 1
        placed[tables.lists.of_numbers(numbers, article.capture_id, place)] = article
    _sync(
        db,
        TITLES,
        {n: f"{_sum(near[a.id])} {_sum(far[a.id])} {a.language}" for n, a in placed.items()},
        lambda n: tuple(
            _words(held(title, placed[n].language)) for title in (near[placed[n].id], far[placed[n].id])
        ),
        made_by,
    )
    spoken = dict(numbered(edition.statements, by_id, numbers))
    _sync(
        db,
        ABOUT,
        {n: f"{_sum(s.passage.exact)} {by_id[s.article_id].language}" for n, s in spoken.items()},
        lambda n: (_words(held(spoken[n].passage.exact, by_id[spoken[n].article_id].language)),),
        made_by,
    )


def about(db: "Connection", words: str) -> set[int]:
    """The numbers of the statements about an issue: see `readout.ledger.about_issue`."""
    from readout.ledger.issue import needs

    wanted = [_any(one) for one in needs(words)]
    if not wanted:
        return set()
    said = [tables.words.holding(db, ABOUT, one) for one in wanted]
    above = [tables.words.holding(db, TITLES, f"near : ({one})") for one in wanted]
    over = [tables.words.holding(db, TITLES, one) for one in wanted]
    found = tables.shown.in_articles(db, frozenset.intersection(*above))
    some = frozenset().union(*said)
    every = frozenset.intersection(*said)
    article_of = tables.shown.articles_of(db, some - every)
    found |= every
    found |= {
        number
        for number, article in article_of.items()
        if all(number in here or article in there for here, there in zip(said, over, strict=True))
    }
    return found


def about_issue(words: str, whole: Edition) -> tuple[Statement, ...]:
    """The same from everything, for a database without an index."""
    from readout.ledger import about_issue as find

    return find(words, whole.articles, whole.statements, whole.told)


def _sync(
    db: "Connection",
    kind: str,
    marks: Mapping[int, str],
    columns: Callable[[int], tuple[str, ...]],
    made_by: str,
) -> None:
    gone, fresh = tables.words.differing(db, kind, marks, made_by)
    tables.words.drop(db, kind, gone)
    for start in range(0, len(fresh), PART):
        part = fresh[start : start + PART]
        rows = [Words(number=n, mark=marks[n], columns=columns(n)) for n in part]
        tables.words.put(db, kind, rows, made_by)


def _sum(words: str) -> int:
    """Another one for other words, but for one in some billions: it says whether a row is out of date."""
    return zlib.crc32(words.encode("utf-8", "replace"))


def _words(terms: Iterable[str]) -> str:
    """Terms as words that the index takes as they are."""
    return " ".join(sorted(map(_word, terms)))


def _word(term: str) -> str:
    return "x" + hashlib.sha256(term.encode("utf-8", "replace")).hexdigest()[:9]


def _any(terms: Iterable[str]) -> str:
    return " OR ".join(sorted(map(_word, terms)))
