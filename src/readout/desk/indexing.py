"""The words of what is read, put into the index that a search asks."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from readout.desk.lists import numbered
from readout.desk.steps import Texts
from readout.lang.lemmas import lemmas
from readout.model import Article, CaptureId, Statement
from readout.store import tables

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: A change in what is indexed raises this.
MADE_BY = "words/1"
#: So much of an article is indexed, in characters: a longer one is a file of another kind.
LONG = 200_000
#: So many are worked out before they are written.
PART = 1000


def index(
    db: "Connection",
    numbers: Mapping[CaptureId, int],
    articles: Sequence[Article],
    statements: Iterable[Statement],
    texts: Texts,
) -> None:
    """Make the index say this; only what differs is written."""
    by_id = {article.id: article for article in articles}
    placed = dict(_placed(articles, numbers))
    _sync(
        db,
        tables.words.ARTICLES,
        {number: f"{a.id} {a.origin} {a.language}" for number, a in placed.items()},
        lambda number: _article(placed[number], texts),
    )
    spoken = dict(numbered(statements, by_id, numbers))
    _sync(
        db,
        tables.words.STATEMENTS,
        {number: statement.id for number, statement in spoken.items()},
        lambda number: ((spoken[number].passage.exact,), by_id[spoken[number].article_id].language),
    )


def _placed(articles: Iterable[Article], numbers: Mapping[CaptureId, int]) -> Iterator[tuple[int, Article]]:
    places: dict[CaptureId, int] = {}
    for article in articles:
        place = places[article.capture_id] = places.get(article.capture_id, -1) + 1
        yield tables.lists.of_numbers(numbers, article.capture_id, place), article


def _article(article: Article, texts: Texts) -> tuple[tuple[str, ...], str]:
    words = article.words(texts.get(article.capture_id, ""))[:LONG]
    return (article.title_clean or "", words), article.language


def _sync(
    db: "Connection",
    kind: str,
    marks: Mapping[int, str],
    words: Callable[[int], tuple[tuple[str, ...], str]],
) -> None:
    """Bring one index up to date; `words`: the text of each column, and its language."""
    gone, fresh = tables.words.differing(db, kind, marks, MADE_BY)
    tables.words.drop(db, kind, gone)
    for start in range(0, len(fresh), PART):
        forms: set[tuple[str, str]] = set()
        rows = []
        for number in fresh[start : start + PART]:
            given, language = words(number)
            columns = []
            for text in given:
                pairs = list(lemmas(text, language))
                forms.update(pairs)
                columns.append(" ".join(lemma for _, lemma in pairs))
            rows.append(tables.words.Words(number=number, mark=marks[number], columns=tuple(columns)))
        tables.words.put(db, kind, rows, MADE_BY)
        tables.words.put_forms(db, forms, MADE_BY)
