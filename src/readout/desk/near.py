"""What is near in meaning: vectors of passages are kept as articles come, and compared with a query."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
from sqlalchemy import Connection

from readout.desk.gather import Gathering
from readout.desk.query import Query
from readout.encoder.near import Bytes, Floats, Near, best, cosines, packed
from readout.model import Article, ArticleHit, ArticleId, CaptureId, Passage, Problem, Span
from readout.store import Store, tables
from readout.store.words import Asked, Match

#: A change in how articles are cut raises this.
CUT = "passages/1"
#: A passage is whole paragraphs up to so many characters, or part of a longer one.
LONG = 600
#: So many passages of an article are kept: what a long one says late is found by its words alone.
PASSAGES = 2
#: So many articles are worked out after an update, and written so many at a time.
AN_UPDATE, PART = 200, 20
#: So many passages are compared, those of the newest articles: 40 MB.
COMPARED = 100_000
#: What is less near than this is nothing that was meant; see bench/search.
LEAST = 0.8
#: So many of the nearest passages are looked at for the hits of a page.
LOOKED_AT, HITS = 300, 10

#: What is done over the whole store.
STORE = "store"
Finding = Callable[[], Near | Problem]


def passages(article: Article, text: str) -> tuple[Span, ...]:
    """Its first passages: paragraphs that follow each other, together; long ones cut at spaces."""
    found: list[Span] = []
    for block in article.reporting():
        for span in _pieces(block.span, text):
            last = found[-1] if found else None
            if last and span.end - last.start <= LONG and not text[last.end : span.start].strip():
                found[-1] = Span(last.start, span.end)
            elif len(found) == PASSAGES:
                return tuple(found)
            else:
                found.append(span)
    return tuple(found)


def _pieces(span: Span, text: str) -> Iterator[Span]:
    start = span.start
    while span.end - start > LONG:
        space = text.rfind(" ", start + LONG // 2, start + LONG)
        end = space if space > 0 else start + LONG
        yield Span(start, end)
        start = end + (space > 0)
    if start < span.end:
        yield Span(start, span.end)


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """The vectors in memory: a row a passage, and which passage of which article each is."""

    key: str
    rows: Bytes
    articles: tuple[ArticleId, ...]
    #: For each row the place of its article in `articles`, and of the passage in the article.
    owners: np.ndarray[tuple[int], np.dtype[np.int32]]
    places: np.ndarray[tuple[int], np.dtype[np.uint8]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a search by meaning gives beside the hits that have the words."""

    hits: tuple[ArticleHit, ...] = ()
    trouble: Problem | None = None
    query: str | None = None


@dataclass(slots=True)
class Nearness:
    """Keeps vectors of what is read, and answers what is near."""

    store: Store
    finding: Finding
    _held: _Held | None = None
    _loading: Lock = field(default_factory=Lock)
    _filling: Lock = field(default_factory=Lock)

    # Keeping

    def fill(self, most: int = AN_UPDATE) -> int:
        """Work out the missing vectors of the newest articles; of how many articles.

        Cost: at most a third of a second an article, outside every transaction.
        """
        with self._filling:
            return self._filled(most)

    def _filled(self, most: int) -> int:
        encoder = self.finding()
        if isinstance(encoder, Problem):
            return 0
        made_by = f"{CUT} {encoder.name}"
        with self.store.reading() as db:
            wanted = tables.near.wanted(db, made_by, most)
        for start in range(0, len(wanted), PART):
            some = wanted[start : start + PART]
            with self.store.reading() as db:
                articles = tables.articles.listed(db, [one.article_id for one in some])
                texts = tables.captures.texts(db, {one.capture_id for one in some})
            fresh = [
                _vectors(encoder, one.article_id, one.mark, articles[one.article_id][1], texts)
                for one in some
                if one.article_id in articles and one.capture_id in texts
            ]
            with self.store.writing() as db:
                if start == 0:
                    tables.near.drop_strangers(db)
                tables.near.put(db, fresh, made_by)
                before = tables.steps.done(db, "near", STORE).get(STORE, "0").split()[0]
                tables.steps.mark(db, STORE, "near", f"{int(before) + 1} {made_by}")
        return len(wanted)

    def anew(self) -> int:
        """Work out the vectors of all articles, whoever made those that are held."""
        if isinstance(self.finding(), Problem):
            return 0
        with self.store.writing() as db:
            tables.near.clear(db)
        return self.fill(most=10**9)

    # Asking

    def beside(
        self, part: Gathering, wanted: Query, asked: Asked, exact: Sequence[Match], *, few: bool, always: bool
    ) -> "Beside":
        """What stands beside the hits that have the words.

        `few`: there are few, so more is looked for; `always`: it was asked for, so its absence is told.
        """
        if wanted.of_statements:
            return Beside()
        own = " ".join(word.strip("*") for word in (*wanted.words, *wanted.phrases))
        meant = " ".join(wanted.near) or (own if few else "")
        if not meant:
            present = own and not isinstance(self.finding(), Problem)
            return Beside(query=f'near:"{own}"' if present else None)
        found = self.found(part, meant, asked)
        if isinstance(found, Problem):
            return Beside(trouble=found if wanted.near or always else None)
        shown = {match.article_id for match in exact}
        return Beside(hits=tuple(hit for hit in found if hit.article_id not in shown))

    def found(self, part: Gathering, words: str, asked: Asked) -> "tuple[ArticleHit, ...] | Problem":
        """The nearest articles, nearest first, each with its nearest passage. Few words are enough.

        A Problem where nothing makes vectors here.

        Cost: 20 ms for the query, 20 ms for 100,000 passages; the first query after an update reads them.
        """
        encoder = self.finding()
        if isinstance(encoder, Problem):
            return encoder
        held = self._now(part.db, f"{CUT} {encoder.name}")
        if not len(held.rows):
            return ()
        sought = encoder.query(words)
        scores = cosines(held.rows, sought)
        nearest: dict[ArticleId, int] = {}
        for row in best(scores, LOOKED_AT):
            if scores[row] >= LEAST:
                nearest.setdefault(held.articles[held.owners[row]], int(held.places[row]))
        kept = tables.words.those_asked_for(part.db, list(nearest), asked)
        return tuple(_hits(part, [(i, place) for i, place in nearest.items() if i in kept][:HITS]))

    def _now(self, db: Connection, made_by: str) -> _Held:
        key = tables.steps.done(db, "near", STORE).get(STORE, "")
        with self._loading:
            if self._held is None or self._held.key != key:
                self._held = _read(db, key, made_by)
            return self._held


def _vectors(
    encoder: Near, article_id: ArticleId, mark: str, article: Article, texts: Mapping[CaptureId, str]
) -> tables.near.Vectors:
    text = texts[article.capture_id]
    spans = passages(article, text)
    # What an article is about stands in its title; later passages speak for themselves.
    told = [f"{article.title_clean or ''}\n" * (n == 0) + span.of(text) for n, span in enumerate(spans)]
    rows: Floats = encoder.passages(told)
    return tables.near.Vectors(article_id=article_id, mark=mark, spans=spans, vectors=packed(rows).tobytes())


def _read(db: Connection, key: str, made_by: str) -> _Held:
    articles: list[ArticleId] = []
    parts: list[bytes] = []
    counts: list[int] = []
    width = 0
    total = 0
    for article_id, count, vectors in tables.near.newest(db, made_by):
        if count and total + count > COMPARED:
            break
        if count:
            width = len(vectors) // count
            total += count
            articles.append(article_id)
            parts.append(vectors)
            counts.append(count)
    rows = np.frombuffer(b"".join(parts), np.int8).reshape(total, width)
    owners = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    places = (
        np.concatenate([np.arange(n, dtype=np.uint8) for n in counts]) if counts else np.zeros(0, np.uint8)
    )
    return _Held(key, rows, tuple(articles), owners, places)


def _hits(part: Gathering, nearest: Sequence[tuple[ArticleId, int]]) -> Iterator[ArticleHit]:
    part.add_articles(i for i, _ in nearest)
    spans = tables.near.spans(part.db, [i for i, _ in nearest])
    texts = tables.captures.texts(part.db, {a.capture_id for i, _ in nearest for _, a in [part.articles[i]]})
    for article_id, place in nearest:
        article, span = part.articles[article_id][1], spans[article_id][place]
        exact = span.of(texts.get(article.capture_id, ""))
        passage = Passage(capture_id=article.capture_id, span=span, exact=exact)
        yield ArticleHit(article_id=article_id, passage=passage)
