"""What a search found, ready to be set."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from readout.formats.html.index import Index
from readout.formats.html.said import Card, Said, card, folded, said_view
from readout.formats.words import _
from readout.model import ArticleHit, Found


@dataclass(frozen=True, slots=True, kw_only=True)
class HitView:
    card: Card
    #: The words of the passage in runs, and whether a run is one of those asked for.
    runs: tuple[tuple[str, bool], ...]
    href: str
    #: Whether words are left out before and after.
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundView:
    articles: tuple[HitView, ...]
    said: tuple[Said, ...]
    #: (name, the way to their page, how many statements).
    people: tuple[tuple[str, str, int], ...]
    #: By operator: (value, the way to the narrower search, how many).
    facets: tuple[tuple[str, tuple[tuple[str, str, int], ...]], ...]
    all_articles: int
    all_statements: int
    most: int
    unknown: tuple[str, ...]
    of_statements: bool
    more_href: str
    #: What is near in meaning, and the way to it where it was not looked for yet.
    near: tuple[HitView, ...]
    near_href: str
    #: Why nothing is found by meaning. Empty: it is, or nobody asked.
    near_trouble: str


def operators() -> tuple[tuple[str, str], ...]:
    """What can be asked besides words, each with what it means."""
    return (
        ("“…”", _("words that follow each other")),
        ("who:", _("who speaks")),
        ("about:", _("to or about whom")),
        ("act:", _("what is done by saying it")),
        ("lang:", _("language")),
        ("outlet:", _("outlet")),
        ("from:", _("days, like 2026-03-05, 2026-03 or 2026")),
        ("to:", _("days, like 2026-03-05, 2026-03 or 2026")),
        ("near:“…”", _("what is meant, in any words")),
    )


def found_view(index: Index, found: Found) -> FoundView:
    shown = [said_view(index, index.statements[i]) for i in found.statements if i in index.statements]
    return FoundView(
        articles=tuple(_hit(index, hit) for hit in found.articles if hit.article_id in index.articles),
        said=folded(shown),
        people=tuple((one.name, index.links.actor(one.actor_id), one.statements) for one in found.people),
        facets=tuple(
            (operator, tuple((one.value, _search(one.query), one.count) for one in some))
            for operator, some in groupby(found.facets, key=lambda one: one.operator)
        ),
        all_articles=found.all_articles,
        all_statements=found.all_statements,
        most=found.most,
        unknown=found.unknown,
        of_statements=found.of_statements,
        more_href=_search(found.asked, found.after) if found.after else "",
        near=tuple(_hit(index, hit) for hit in found.near if hit.article_id in index.articles),
        near_href=_search(f"{found.asked} {found.near_query}") if found.near_query else "",
        near_trouble=f"{found.near_trouble.where}: {found.near_trouble.what}" if found.near_trouble else "",
    )


def _search(asked: str, after: str | None = None) -> str:
    return "/search?" + urlencode({"q": asked} | ({"after": after} if after else {}))


def _hit(index: Index, hit: ArticleHit) -> HitView:
    article = index.articles[hit.article_id]
    passage = hit.passage
    inside = passage and next((b.span for b in article.blocks if passage.span.overlap(b.span)), passage.span)
    return HitView(
        card=card(index, article),
        runs=tuple(_runs(hit)),
        href=index.links.passage(passage) if passage else "",
        cut_before=bool(passage and inside and passage.span.start > inside.start),
        cut_after=bool(passage and inside and passage.span.end < inside.end),
    )


def _runs(hit: ArticleHit) -> Iterator[tuple[str, bool]]:
    if hit.passage is None:
        return
    words, start, at = hit.passage.exact, hit.passage.span.start, 0
    for mark in hit.marks:
        if mark.start - start > at:
            yield words[at : mark.start - start], False
        yield words[mark.start - start : mark.end - start], True
        at = mark.end - start
    if at < len(words):
        yield words[at:], False
