"""Translations that are held of an article: of a translator that was asked, or on the same page."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from readout.desk.assisting import figures
from readout.desk.pages import PageParts
from readout.model import Article, ArticleId, NotFoundError
from readout.store import Store, tables

#: Two texts of one page are one text in two languages where so many paragraphs have figures, all the same.
TELLING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """An article's paragraphs, each with its translation. None: its figures differ."""

    language: str
    #: What translated it. Empty: the page holds the text.
    by: str
    rows: tuple[tuple[str, str | None], ...]
    #: The article that is the other text.
    article_id: ArticleId | None = None


def translations(store: Store, pages: PageParts, article_id: str) -> tuple[Beside, ...]:
    """What is held, the newest of each language. Asks nobody. Raises NotFoundError."""
    with store.reading() as db:
        kept = tables.proposals.about(db, "translate", article_id)
    with pages.gathering() as (part, _):
        part.add_articles([ArticleId(article_id)])
        if article_id not in part.articles:
            raise NotFoundError(article=article_id)
        article = part.articles[ArticleId(article_id)][1]
        others = tables.articles.ids_in(part.db, article.capture_id)
        if not kept and len(others) < 2:
            return ()
        part.add_articles(others)
        text = tables.captures.texts(part.db, [article.capture_id])[article.capture_id]
    found = {}
    for one in kept:
        sent = [str(words) for words in one.sent.get("texts", ())]
        made = _made(sent, json.loads(one.body), _paragraphs(article, text))
        if made:
            into, by = str(one.sent.get("into", "")), str(one.sent.get("kind", ""))
            found[into] = Beside(language=into, by=by, rows=made)
    copies = (a for _, a in part.articles.values() if a.id != article.id)
    return (*found.values(), *(b for a in copies if (b := _on_the_page(article, a, text))))


def _made(sent: Sequence[str], came: Sequence[str], now: Sequence[str]) -> tuple[tuple[str, str | None], ...]:
    """The paragraphs as they are read now, with what came for the same words. Empty: nothing did."""
    told = dict(zip(sent, came, strict=False))
    rows = tuple((words, _checked(words, str(told[words]))) for words in now if words in told)
    return rows if any(words for _, words in rows) else ()


def _checked(original: str, words: str) -> str | None:
    return words if figures(original) == figures(words) else None


def _on_the_page(article: Article, other: Article, text: str) -> Beside | None:
    """The other article where it is the same text in another language, as paragraphs and figures agree."""
    if "und" in (article.language, other.language) or article.language == other.language:
        return None
    mine, theirs = _paragraphs(article, text), _paragraphs(other, text)
    if len(mine) != len(theirs) or sum(bool(figures(words)) for words in mine) < TELLING:
        return None
    rows = tuple((one, _checked(one, two)) for one, two in zip(mine, theirs, strict=True))
    if any(words is None for _, words in rows):
        return None
    return Beside(language=other.language, by="", rows=rows, article_id=other.id)


def _paragraphs(article: Article, text: str) -> list[str]:
    return [block.span.of(text) for block in article.reporting()]
