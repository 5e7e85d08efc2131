"""The shared river: what readers share with a comment, and what is replied."""

from readout.desk.clock import Clock
from readout.desk.pages import PageParts
from readout.model import Article, ArticleId, Capture, NotFoundError, Reply, Share, StatementId, WordsError
from readout.store import Store, tables

#: A comment or a reply is no longer than this.
LONGEST = 5_000
#: So many shares stand on a page, and in the feed.
PAGE = 25
#: What an owner sets for everybody, and what it is unless they do.
HOUSE = {"public": "off", "excerpt": "on"}


class Sharing:
    def __init__(self, store: Store, pages: PageParts, clock: Clock) -> None:
        self._store, self._pages, self._clock = store, pages, clock

    def share(self, kind: str, name: str, comment: str, *, by: str) -> Share:
        """Share an "article" or a "statement" by its id. Raises NotFoundError, WordsError."""
        comment = _kept(comment)
        if kind == "article":
            edition = self._pages.articles([ArticleId(name)])
            article = next((a for a in edition.articles if a.id == name), None)
            said = None
        elif kind == "statement":
            edition = self._pages.statement(StatementId(name))
            said = next((s for s in edition.statements if s.id == name), None)
            article = next((a for a in edition.articles if said and a.id == said.article_id), None)
        else:
            raise NotFoundError(kind=kind)
        if article is None:
            raise NotFoundError(**{kind: name})
        with self._store.reading() as db:
            capture = tables.captures.get(db, article.capture_id)
        text = said.passage.exact if said else _text(article, capture)
        made = Share(
            passage=said.passage if said else article.title or capture.passage(article.blocks[0].span),
            kind=kind,
            title=" ".join((article.title_clean or text).split())[:200],
            link=capture.address if capture.address.startswith(("http://", "https://")) else "",
            outlet=article.outlet,
            language=article.language,
            text=text,
            comment=comment,
            by=by,
            at=self._clock(),
        )
        with self._store.writing() as db:
            number = tables.shares.add(db, made)
            return tables.shares.get(db, number)

    def remove(self, number: int, *, by: str | None) -> None:
        """Take a share back; `by`: only one's own. Raises NotFoundError."""
        with self._store.writing() as db:
            if by is not None and tables.shares.get(db, number).by != by:
                raise NotFoundError(share=number)
            tables.shares.remove(db, number)

    def reply(self, number: int, words: str, *, by: str) -> None:
        """Raises NotFoundError, WordsError."""
        words = _kept(words)
        if not words:
            raise WordsError(words="", why="a reply has words")
        with self._store.writing() as db:
            tables.shares.reply(db, number, Reply(words=words, by=by, at=self._clock()))

    def remove_reply(self, number: int, *, by: str | None) -> None:
        with self._store.writing() as db:
            tables.shares.remove_reply(db, number, by)

    def get(self, number: int) -> Share:
        """Raises NotFoundError."""
        with self._store.reading() as db:
            return tables.shares.get(db, number)

    def newest(self, start: int = 0) -> tuple[tuple[Share, ...], int]:
        """A page of shares, the last first, and how many there are."""
        with self._store.reading() as db:
            return tables.shares.newest(db, start, PAGE), tables.shares.count(db)

    def settings(self) -> dict[str, str]:
        """Whether the shared river is public, and whether the public sees excerpts."""
        with self._store.reading() as db:
            return HOUSE | {n: v for n, v in tables.settings.of(db, "").items() if n in HOUSE}

    def put_settings(self, given: dict[str, str], *, by: str) -> None:
        with self._store.writing() as db:
            for name in HOUSE:
                value = "on" if given.get(name) == "on" else "off"
                tables.settings.put(db, "", name, value, by, self._clock())


def _kept(words: str) -> str:
    words = words.strip()
    if len(words) > LONGEST:
        raise WordsError(words=words[:40] + "…", why=f"longer than {LONGEST} characters")
    return words


def _text(article: Article, capture: Capture) -> str:
    """The article without what is no part of it."""
    return "\n\n".join(capture.passage(b.span).exact for b in article.blocks if b.role.value != "furniture")
