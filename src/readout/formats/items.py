"""Stories, disputes and statements as items of a feed, newest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from readout.formats.look import UNRESOLVED, tidy
from readout.formats.originals import counted, originals
from readout.model import Article, ArticleId, Brief, Dispute, Edition, Statement, Story

#: Where nothing else says when.
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
NAME = "readout"
#: So many of the latest stand in a feed.
ENTRIES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a feed that is given out."""

    #: Stays the same while the thing is the same: "story/ID".
    id: str
    title: str
    #: One a paragraph, in plain text.
    paragraphs: tuple[str, ...]
    #: The latest time that its articles give; without one, when they came in.
    at: datetime
    language: str | None = None
    #: Where the articles are on the web.
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What is given out at one address."""

    id: str
    title: str
    items: tuple[Item, ...]
    #: Where the reader is, without a slash at the end. Empty: items have no page.
    home: str = ""

    @property
    def at(self) -> datetime:
        return max((item.at for item in self.items), default=LONG_AGO)

    def page(self, item: Item) -> str | None:
        return f"{self.home}/{item.id}" if self.home else None


def story_feed(edition: Edition, home: str = "", at_most: int = ENTRIES) -> Feed:
    """The latest stories, each with its brief."""
    dates = Dates(edition)
    briefs = {brief.story: brief for brief in edition.briefs}
    items = [_story(edition, story, briefs.get(story.id), dates) for story in edition.told.stories]
    return Feed(id="stories", title=f"Stories · {NAME}", items=_latest(items, at_most), home=home)


def dispute_feed(edition: Edition, home: str = "", at_most: int = ENTRIES) -> Feed:
    """The latest disputes, each side in its own words."""
    dates = Dates(edition)
    items = [_dispute(edition, dispute, dates) for dispute in edition.disputes]
    return Feed(id="disputes", title=f"Disputes · {NAME}", items=_latest(items, at_most), home=home)


def said_feed(edition: Edition, name: str, home: str = "", at_most: int = ENTRIES) -> Feed:
    """The latest statements of an edition that holds those of one actor."""
    dates = Dates(edition)
    items = [_said(edition, statement, dates) for statement in edition.statements]
    return Feed(id=f"who/{name}", title=f"{name} · {NAME}", items=_latest(items, at_most), home=home)


class Dates:
    """When articles were published, as far as they say."""

    def __init__(self, edition: Edition) -> None:
        self.articles = {article.id: article for article in edition.articles}
        self._received = {capture.id: capture.received_at for capture in edition.captures}
        self._address = {capture.id: capture.address for capture in edition.captures}

    def of(self, article: Article) -> datetime:
        iso = _iso(article)
        return moment(iso) if iso else self._received.get(article.capture_id, LONG_AGO)

    def latest(self, ids: Sequence[ArticleId]) -> datetime:
        held = [self.articles[i] for i in ids if i in self.articles]
        dated = [a for a in held if _iso(a)]
        return max(map(self.of, dated or held), default=LONG_AGO)

    def source(self, article: Article) -> str | None:
        """Where the article is on the web."""
        address = self._address.get(article.capture_id, "")
        return address if address.startswith(("http://", "https://")) else None


def _iso(article: Article) -> str | None:
    when = article.updated or article.published
    return when.iso if when else None


def moment(iso: str) -> datetime:
    """An ISO date or time as an aware time; a date is its midnight, UTC."""
    if len(iso) == 10:
        return datetime.combine(date.fromisoformat(iso), time(), UTC)
    at = datetime.fromisoformat(iso)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _latest(items: Sequence[Item], at_most: int) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda item: (item.at, item.id), reverse=True)[:at_most])


def _story(edition: Edition, story: Story, brief: Brief | None, dates: Dates) -> Item:
    articles = [dates.articles[i] for i in story.articles if i in dates.articles]
    outlets = list(dict.fromkeys(tidy(a.outlet) for a in articles if a.outlet))
    about = counted(len(articles), originals(story.articles, edition.copies))
    head = ": ".join(filter(None, (about, ", ".join(outlets))))
    return Item(
        id=f"story/{story.id}",
        title=tidy(story.title),
        paragraphs=(*(tidy(s.text) for s in (brief.sentences if brief else ())), head),
        at=dates.latest(story.articles),
        language=articles[0].language if articles else None,
        sources=tuple(filter(None, map(dates.source, articles))),
    )


def _dispute(edition: Edition, dispute: Dispute, dates: Dates) -> Item:
    names = {actor.id: actor.name for actor in edition.cast.actors}
    held = {p.capture_id for side in dispute.sides for p in side.passages}
    articles = [a for a in edition.articles if a.capture_id in held]

    def sides() -> Iterator[str]:
        for side in dispute.sides:
            name = names.get(side.actor, UNRESOLVED) if side.actor else UNRESOLVED
            said = " ".join(f"“{tidy(p.exact)}”" for p in side.passages)
            yield f"{name}: {side.stance}. {said}".rstrip()

    return Item(
        id=f"dispute/{dispute.id}",
        title=f"{tidy(dispute.topic)} ({dispute.status.value.replace('_', ' ')})",
        paragraphs=tuple(sides()),
        at=dates.latest([a.id for a in articles]),
        sources=tuple(filter(None, map(dates.source, articles))),
    )


def _said(edition: Edition, statement: Statement, dates: Dates) -> Item:
    voices = edition.cast.voices.get(statement.id)
    names = {actor.id: actor.name for actor in edition.cast.actors}
    name = names.get(voices.speaker, UNRESOLVED) if voices and voices.speaker else UNRESOLVED
    article = dates.articles.get(statement.article_id)
    return Item(
        id=f"statement/{statement.id}",
        title=f"{name}, {statement.act.value.replace('_', ' ')}: {tidy(statement.content.exact)}",
        paragraphs=tuple(
            filter(None, (tidy(statement.passage.exact), tidy(article.outlet or "") if article else ""))
        ),
        at=dates.of(article) if article else LONG_AGO,
        language=article.language if article else None,
        sources=tuple(filter(None, (dates.source(article) if article else None,))),
    )
