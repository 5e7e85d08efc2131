"""What a search finds."""

from dataclasses import dataclass
from datetime import datetime

from readout.model.actor import ActorId
from readout.model.article import ArticleId
from readout.model.edition import Edition
from readout.model.errors import Problem
from readout.model.span import Passage, Span
from readout.model.statement import StatementId


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHit:
    """An article that has the words, and the passage that has most of them."""

    article_id: ArticleId
    #: None: the words stand in the title alone, or none were asked for.
    passage: Passage | None
    #: Where the words stand in the capture.
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """What many hits have in common, and the query that keeps those alone."""

    #: The operator that asks for it.
    operator: str
    value: str
    count: int
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody whose name is asked for."""

    actor_id: ActorId
    name: str
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search finds, best first; of equals the newer."""

    asked: str
    #: Everything that the hits of this page rest on.
    edition: Edition
    articles: tuple[ArticleHit, ...] = ()
    statements: tuple[StatementId, ...] = ()
    people: tuple[Named, ...] = ()
    facets: tuple[Facet, ...] = ()
    #: How many there are of each, up to `most`: then there may be more, and the newest were ranked.
    all_articles: int = 0
    all_statements: int = 0
    most: int = 0
    #: Names that were asked for and that nobody and nothing here has, with their operators.
    unknown: tuple[str, ...] = ()
    #: Whether the operators can be true of statements alone.
    of_statements: bool = False
    #: What is near in meaning and has not all of the words; nearest first.
    near: tuple[ArticleHit, ...] = ()
    #: Why nothing is looked for by meaning, though it was asked for. None: it was, or nobody asked.
    near_trouble: Problem | None = None
    #: The query that looks for the same by meaning. None: nothing does here.
    near_query: str | None = None
    #: Where the next page begins. None: this is the last.
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSearch:
    """A search that somebody keeps under a name: their own."""

    number: int
    by: str
    name: str
    #: The query, as it was given.
    asked: str
    #: What has a higher number came after it was opened last.
    seen: int
    opened_at: datetime
    at: datetime
