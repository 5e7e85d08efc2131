"""What a search found, as text and as JSON lines."""

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping

from readout.formats.look import tidy, voices_of
from readout.formats.words import _, figures, n_
from readout.model import Article, ArticleHit, ArticleId, Found, Passage


def found_as_text(found: Found, *, width: int) -> Iterator[str]:
    """Statements, then articles, each with its passage."""
    for what in found.unknown:
        yield _("Nobody and nothing here is called so: %(what)s") % {"what": what} + "\n"
    for one in found.people:
        yield f"{one.name}: {n_('{n} statement', '{n} statements', one.statements)}\n"
    by_id = {statement.id: statement for statement in found.edition.statements}
    articles = {article.id: article for article in found.edition.articles}
    if found.all_statements:
        yield f"\n{_said(found.all_statements, found.most)}\n"
    for voice in voices_of(found.edition, iter(by_id[i] for i in found.statements if i in by_id)):
        speaker = voice.speaker or voice.as_written or _("unresolved")
        where = f" ({', '.join(voice.outlets)})" if voice.outlets else ""
        yield from _wrapped(f"{speaker} {voice.act}{where}: {voice.words}  [{voice.id}]", width)
    if found.all_articles:
        yield f"\n{_articles(found.all_articles, found.most)}\n"
    yield from _hits(found.articles, articles, width)
    if found.near:
        yield "\n" + _("Near in meaning; they need not have the words") + "\n"
    yield from _hits(found.near, articles, width)
    if not found.all_articles and not found.all_statements:
        yield _("No statement and no article has all of this.") + "\n"


def _hits(hits: Iterable[ArticleHit], articles: Mapping[ArticleId, Article], width: int) -> Iterator[str]:
    for hit in hits:
        article = articles[hit.article_id]
        day = article.published.iso[:10] if article.published and article.published.iso else _("undated")
        title = tidy(article.title_clean or _("untitled"))
        yield from _wrapped(
            f"{title} ({tidy(article.outlet or _('outlet not named'))}, {day})  [{article.id}]", width
        )
        if hit.passage:
            yield from _wrapped(tidy(hit.passage.exact), width, "    ")


def _said(number: int, most: int) -> str:
    if number < most:
        return n_("{n} statement", "{n} statements", number)
    return _("the newest {n} statements were ranked").format(n=figures(most))


def _articles(number: int, most: int) -> str:
    if number < most:
        return n_("{n} article", "{n} articles", number)
    return _("the newest {n} articles were ranked").format(n=figures(most))


def _wrapped(words: str, width: int, indent: str = "  ") -> Iterator[str]:
    lines = textwrap.wrap(words, max(20, width), initial_indent=indent, subsequent_indent=indent + "  ")
    yield "\n".join(lines) + "\n"


def found_as_jsonl(found: Found) -> Iterator[str]:
    """One JSON object a hit: statements, then articles, best first; then what is near in meaning."""
    by_id = {statement.id: statement for statement in found.edition.statements}
    articles = {article.id: article for article in found.edition.articles}
    names = {actor.id: actor.name for actor in found.edition.cast.actors}
    for i in found.statements:
        if i in by_id:
            statement, voices = by_id[i], found.edition.cast.voices.get(i)
            yield _line(
                kind="found",
                what="statement",
                id=i,
                article=statement.article_id,
                act=statement.act.value,
                speaker=names.get(voices.speaker) if voices and voices.speaker else None,
                passage=_passage(statement.passage),
            )
    hits = [("article", hit) for hit in found.articles] + [("near", hit) for hit in found.near]
    for what, hit in hits:
        article = articles[hit.article_id]
        yield _line(
            kind="found",
            what=what,
            id=article.id,
            title=article.title_clean,
            outlet=article.outlet,
            language=article.language,
            published=article.published.iso if article.published else None,
            passage=_passage(hit.passage) if hit.passage else None,
        )


def _passage(passage: Passage) -> dict[str, object]:
    span = passage.span
    return {"capture": passage.capture_id, "start": span.start, "end": span.end, "text": passage.exact}


def _line(**facts: object) -> str:
    return json.dumps(facts, ensure_ascii=False) + "\n"
