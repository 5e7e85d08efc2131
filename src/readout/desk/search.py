"""Searching articles and statements by their words, and by who says what to whom."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import islice, product

from sqlalchemy import Connection

from readout.desk.gather import Gathering
from readout.desk.near import Beside, Nearness
from readout.desk.pages import PageParts
from readout.desk.query import Query, query
from readout.lang.lemmas import fold, lemma, written
from readout.model import (
    ActorId,
    Article,
    ArticleHit,
    ArticleId,
    Edition,
    Facet,
    Found,
    Named,
    Passage,
    SearchError,
    Span,
    StatementId,
)
from readout.store import tables
from readout.store.words import Asked, Match

#: So many of the newest hits are ranked; of the others nobody looks at the second page.
MOST = 1000
#: On a page.
ARTICLES, STATEMENTS, PEOPLE, FACETS = 10, 20, 6, 6
#: A passage is cut around the first of the words, in characters.
PASSAGE = 280
#: So many ways of reading a phrase are looked for.
READINGS = 8


class Search:
    """Answers queries from the index of words."""

    def __init__(self, pages: PageParts, near: Nearness) -> None:
        self._pages, self._near = pages, near
        self._outlets: tuple[str, tuple[str, ...]] = ("", ())
        self._language: tuple[str, str] = ("", "und")

    def found(self, asked: str, after: str | None = None, *, size: int = 1, near_below: int = 0) -> Found:
        """What a query finds, `size` pages at a time. Raises SearchError.

        Where fewer statements and articles than `near_below` have the words, the first page has what is
        near in meaning too.
        """
        wanted = query(asked)
        if wanted == Query():
            return Found(asked=asked, edition=Edition())
        page = int(after) if after and after.isdecimal() and len(after) < 4 else 0
        with self._pages.gathering() as (part, known):
            db = part.db
            if not tables.words.can_search(db):
                raise SearchError(
                    part=asked, why="this database has no index of words; a store in a file has"
                )
            language = self._language_now(db, known.key)
            terms = _terms(db, (*wanted.words, *wanted.phrases), language)
            names = _Names(db, wanted, self._outlets_now(db, known.key), language)
            narrowed = names.narrowed(_match(terms))
            people = _people(db, wanted) if not wanted.of_statements else ()
            meant_only = bool(wanted.near) and wanted.means_alone
            said = [] if meant_only else tables.words.statements(db, narrowed, MOST)
            if people and _plain(wanted):
                theirs = Asked(who=tuple(p.actor_id for p in people))
                held = {match.number for match in said}
                said += [m for m in tables.words.statements(db, theirs, MOST) if m.number not in held]
            no_texts = wanted.of_statements or meant_only
            texts = [] if no_texts else tables.words.articles(db, narrowed, MOST)
            here = texts[page * ARTICLES * size : (page + 1) * ARTICLES * size]
            spoken = said[page * STATEMENTS * size : (page + 1) * STATEMENTS * size]
            more = len(texts) > (page + 1) * ARTICLES * size or len(said) > (page + 1) * STATEMENTS * size
            statements = _statements(part, spoken)
            few = len(texts) + len(said) < near_below
            near = (
                self._near.beside(part, wanted, narrowed, texts, few=few, always=near_below > 2 * MOST)
                if not page
                else Beside()
            )
            return Found(
                asked=asked,
                articles=tuple(_hits(part, here, _finder(db, terms))),
                statements=statements,
                edition=_edition(part, here),
                people=people,
                facets=tuple(_facets(db, asked, wanted, texts, said)),
                all_articles=len(texts),
                all_statements=len(said),
                most=MOST,
                unknown=names.unknown,
                near=near.hits,
                near_trouble=near.trouble,
                near_query=near.query,
                of_statements=wanted.of_statements,
                after=str(page + 1) if more else None,
            )

    def newer(self, asked: str, since: int) -> int:
        """How many statements and articles with a higher number a query finds, up to MOST of each.

        Raises SearchError.
        """
        wanted = query(asked)
        with self._pages.gathering() as (part, known):
            db = part.db
            if wanted == Query() or not tables.words.can_search(db):
                return 0
            language = self._language_now(db, known.key)
            terms = _terms(db, (*wanted.words, *wanted.phrases), language)
            names = _Names(db, wanted, self._outlets_now(db, known.key), language)
            later = replace(names.narrowed(_match(terms)), since=since)
            said = {match.number for match in tables.words.statements(db, later, MOST)}
            if wanted.of_statements:
                return len(said)
            if _plain(wanted) and (people := _people(db, wanted)):
                theirs = Asked(who=tuple(p.actor_id for p in people), since=since)
                said |= {match.number for match in tables.words.statements(db, theirs, MOST)}
            return len(said) + len(tables.words.articles(db, later, MOST))

    def _language_now(self, db: Connection, key: str) -> str:
        if self._language[0] != key:
            self._language = key, tables.words.main_language(db)
        return self._language[1]

    def _outlets_now(self, db: Connection, key: str) -> Callable[[], tuple[str, ...]]:
        def outlets() -> tuple[str, ...]:
            if self._outlets[0] != key:
                self._outlets = key, tables.words.outlets(db)
            return self._outlets[1]

        return outlets


#: One thing that has to be found: each word of it with every lemma that it could be.
Term = tuple[tuple[str, ...], ...]


def _terms(db: Connection, asked: Iterable[str], language: str) -> list[tuple[Term, bool]]:
    """What is to be found, and whether the last word of it is only a beginning.

    A form that no article has is looked up in one dictionary, that of the language of most articles:
    each takes memory.
    """
    given = [([folded for _, _, folded in written(words)], words.endswith("*")) for words in asked]
    lemmas = tables.words.lemmas_of(db, {word for words, _ in given for word in words})
    return [
        (
            tuple(
                tuple(sorted({word, *(lemmas.get(word) or (() if begins else (lemma(word, language),)))}))
                for word in words
            ),
            begins,
        )
        for words, begins in given
        if words
    ]


def _match(terms: Iterable[tuple[Term, bool]]) -> str:
    """The terms in the language of the index: all of them, each in any reading."""
    return " AND ".join(f"({_any(term, begins)})" for term, begins in terms)


def _any(term: Term, begins: bool) -> str:
    star = " *" if begins else ""
    if begins:
        term = (*term[:-1], term[-1][:1] if len(term[-1]) == 1 else term[-1])
    readings = islice(product(*term), READINGS)
    return " OR ".join(f'"{" ".join(reading)}"{star}' for reading in readings)


class _Names:
    """Whom and what the operators name."""

    def __init__(
        self, db: Connection, wanted: Query, outlets: Callable[[], tuple[str, ...]], language: str
    ) -> None:
        self._db, self._wanted, self._outlets, self._language = db, wanted, outlets, language
        self._unknown: list[str] = []

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(self._unknown)

    def narrowed(self, match: str) -> Asked:
        wanted = self._wanted
        about = self._actors("about", wanted.about, must=False)
        words = _match(_terms(self._db, wanted.about, self._language))
        return Asked(
            match=match,
            who=self._actors("who", wanted.who) if wanted.who else None,
            about=(about, words) if wanted.about and words else None,
            acts=tuple(act.value for act in wanted.acts),
            languages=wanted.languages,
            outlets=self._named_outlets() if wanted.outlets else None,
            first=wanted.first,
            last=wanted.last,
        )

    def _actors(self, operator: str, names: Iterable[str], *, must: bool = True) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for name in names:
            actors = tables.lists.called(self._db, name.casefold().split())
            if must and not actors:
                self._unknown.append(f"{operator}:{name}")
            found |= dict.fromkeys(actors)
        return tuple(found)

    def _named_outlets(self) -> tuple[str, ...]:
        found: list[str] = []
        for name in self._wanted.outlets:
            same = [outlet for outlet in self._outlets() if name.casefold() == outlet.casefold()]
            same = same or [outlet for outlet in self._outlets() if name.casefold() in outlet.casefold()]
            if not same:
                self._unknown.append(f"outlet:{name}")
            found += same
        return tuple(dict.fromkeys(found))


def _plain(wanted: Query) -> bool:
    """Whether nothing but words is asked for."""
    return wanted == Query(words=wanted.words, phrases=wanted.phrases)


def _people(db: Connection, wanted: Query) -> tuple[Named, ...]:
    """Those whose name has all the words; who says most, first."""
    words = [word.casefold() for asked in (*wanted.words, *wanted.phrases) for word in asked.split()]
    if not words or not any(len(word) > 2 for word in words):
        return ()
    spoken = tables.lists.spoken(db, tables.lists.called(db, words))
    first = sorted(spoken.items(), key=lambda pair: (-pair[1], pair[0]))[:PEOPLE]
    actors = {a.id: a for a in tables.actors.actors.some(db, [i for i, _ in first], "id")}
    return tuple(Named(actor_id=i, name=actors[i].name, statements=n) for i, n in first if i in actors)


def _statements(part: Gathering, matches: Sequence[Match]) -> tuple[StatementId, ...]:
    places = {place.number: place for place in tables.lists.numbered(part.db, [m.number for m in matches])}
    part.add_said(places.values())
    ids = (places[match.number].statement_id for match in matches if match.number in places)
    return tuple(dict.fromkeys(i for i in ids if i in part.statements))


def _edition(part: Gathering, articles: Iterable[Match]) -> Edition:
    part.add_articles(ArticleId(match.article_id) for match in articles)
    part.add_disputes(list(part.statements), whole=False)
    part.add_versions(part.articles)
    return part.edition()


Finder = Callable[[str], bool]


def _finder(db: Connection, terms: Iterable[tuple[Term, bool]]) -> Finder:
    """Whether a folded word is one of those that are looked for."""
    lemmas = {lemma for term, _ in terms for word in term for lemma in word}
    forms = lemmas | tables.words.forms_of(db, lemmas)
    starts = tuple(lemma for term, begins in terms if begins for lemma in term[-1])
    return lambda word: word in forms or bool(starts and word.startswith(starts))


def _hits(part: Gathering, matches: Sequence[Match], sought: Finder) -> Iterable[ArticleHit]:
    ids = [ArticleId(match.article_id) for match in matches]
    part.add_articles(ids)
    articles = [part.articles[i][1] for i in ids if i in part.articles]
    texts = tables.captures.texts(part.db, {article.capture_id for article in articles})
    for article in articles:
        yield _hit(article, texts.get(article.capture_id, ""), sought)


def _hit(article: Article, text: str, sought: Finder) -> ArticleHit:
    """The paragraph with most of the words, cut around the first of them."""
    best: tuple[int, list[Span], Span] | None = None
    for block in article.reporting():
        start = block.span.start
        here = [
            (Span(start + begin, start + end), word)
            for begin, end, word in written(block.span.of(text))
            if sought(word)
        ]
        different = len({word for _, word in here})
        if here and (best is None or different > best[0]):
            best = different, [span for span, _ in here], block.span
    if best is None:
        return ArticleHit(article_id=article.id, passage=None)
    _, marks, whole = best
    span = _cut(text, whole, marks[0])
    return ArticleHit(
        article_id=article.id,
        passage=Passage(capture_id=article.capture_id, span=span, exact=span.of(text)),
        marks=tuple(mark for mark in marks if mark in span),
    )


def _cut(text: str, whole: Span, first: Span) -> Span:
    """At most PASSAGE characters of a paragraph, from some words before the first mark on."""
    if len(whole) <= PASSAGE:
        return whole
    start = max(whole.start, min(first.start - PASSAGE // 4, whole.end - PASSAGE))
    if start > whole.start:
        start = text.find(" ", start, first.start) + 1 or first.start
    end = min(whole.end, start + PASSAGE)
    if end < whole.end:
        end = max(text.rfind(" ", first.end, end), first.end)
    return Span(start, end)


def _facets(
    db: Connection, asked: str, wanted: Query, texts: Sequence[Match], said: Sequence[Match]
) -> Iterable[Facet]:
    """What would narrow the hits: only what some of them have and others have not."""
    speakers = Counter(match.speaker for match in said if match.speaker)
    first = [ActorId(speaker) for speaker, _ in speakers.most_common(FACETS)]
    names = {actor.id: actor.name for actor in tables.actors.actors.some(db, first, "id")}
    hits = [*texts, *said]
    kinds: list[tuple[str, bool, Counter[str]]] = [
        ("who", bool(wanted.who), Counter({names[i]: speakers[i] for i in first if i in names})),
        ("act", bool(wanted.acts), Counter(match.act for match in said if match.act)),
        ("outlet", bool(wanted.outlets), Counter(match.outlet for match in hits if match.outlet)),
        ("lang", bool(wanted.languages), Counter(match.language for match in hits)),
    ]
    for operator, narrowed, counted in kinds:
        if narrowed or len(counted) < 2:
            continue
        for value, count in counted.most_common(FACETS):
            given = value if fold(value).isalnum() else f'"{value}"'
            if '"' not in value:
                query = f"{asked.strip()} {operator}:{given}"
                yield Facet(operator=operator, value=value, count=count, query=query)
