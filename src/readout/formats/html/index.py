"""An edition with everything findable by its id."""

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from readout.formats.damage import translated
from readout.formats.html.links import Links
from readout.model import (
    Actor,
    Article,
    ArticleId,
    CaptureId,
    Dispute,
    Edition,
    Furniture,
    Link,
    Statement,
    Story,
    Version,
)

if TYPE_CHECKING:
    from readout.formats.html.said import Card, Said


class Index:
    """Lookups over one edition. Cost: linear in the edition, once."""

    def __init__(self, edition: Edition, now: datetime, links: Links) -> None:
        self.edition = edition
        self.now = now
        self.links = links
        #: Cards and statements that were set before: a page shows some of them many times.
        self.cards: dict[str, Card] = {}
        self.said: dict[str, tuple[Statement, Said]] = {}
        self.articles: dict[str, Article] = {article.id: article for article in edition.articles}
        self.captures = {capture.id: capture for capture in edition.captures}
        self.of_capture: dict[CaptureId, list[Article]] = defaultdict(list)
        for article in edition.articles:
            self.of_capture[article.capture_id].append(article)
        self.furniture_of: dict[CaptureId, list[Furniture]] = defaultdict(list)
        for piece in edition.furniture:
            self.furniture_of[piece.capture_id].append(piece)
        self.texts = {capture.id: capture.text for capture in edition.captures}
        self.statements: dict[str, Statement] = {statement.id: statement for statement in edition.statements}
        self.actors: dict[str, Actor] = {actor.id: actor for actor in edition.cast.actors}
        self.stories: dict[str, Story] = {story.id: story for story in edition.told.stories}
        self.story_of = {a: story for story in edition.told.stories for a in story.articles}
        self.briefs = {brief.story: brief for brief in edition.briefs}
        self.disputes: dict[str, Dispute] = {dispute.id: dispute for dispute in edition.disputes}
        self.said_in: dict[ArticleId, list[Statement]] = defaultdict(list)
        for statement in edition.statements:
            self.said_in[statement.article_id].append(statement)
        self.linked: dict[ArticleId, list[tuple[ArticleId, Link]]] = defaultdict(list)
        for link in edition.told.links:
            self.linked[link.a].append((link.b, link))
            self.linked[link.b].append((link.a, link))
        self.versions: dict[str, list[Version]] = defaultdict(list)
        for version in edition.versions:
            for article_id in {version.later, version.earlier}:
                self.versions[article_id].append(version)
        #: Earlier versions, each with the later text that replaces it.
        self.replaced = {v.earlier: v.later for v in edition.versions if v.earlier != v.later}
        #: What shows that an article was translated by machine.
        self.translated = translated(edition)
        self.copy_of = {a: group for group in edition.copies for a in group.articles}
        self.disputes_of: dict[str, list[Dispute]] = defaultdict(list)
        for dispute in edition.disputes:
            for statement_id in {s for side in dispute.sides for s in side.statements}:
                self.disputes_of[statement_id].append(dispute)
