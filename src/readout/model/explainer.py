"""Explainers: a story or a thread at length, every part resting on passages."""

from dataclasses import dataclass

from readout.model.actor import ActorId, RoleHeld
from readout.model.article import ArticleId
from readout.model.span import Passage
from readout.model.statement import StatementId
from readout.model.story import DisputeId, Sentence, StoryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """Somebody with a part in it: the offices that articles give, and a position in their own words."""

    actor: ActorId
    #: Each dated by its article, the latest first.
    offices: tuple[tuple[RoleHeld, str | None], ...]
    #: In order of time.
    said: tuple[StatementId, ...]
    #: How many statements of theirs there are.
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wants:
    """What one side wants, and what it has refused."""

    actor: ActorId
    wants: tuple[StatementId, ...]
    refused: tuple[StatementId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that an article asks somebody, and the answer it got."""

    question: Passage
    #: Who asks and who answers, as the page labels them. None: it does not.
    answers: tuple[Passage, ...]
    article_id: ArticleId


@dataclass(frozen=True, slots=True, kw_only=True)
class Explainer:
    """A story or a thread at length. What the articles do not give is not in it."""

    about: str
    title: str
    #: In order of time.
    stories: tuple[StoryId, ...]
    short: tuple[Sentence, ...]
    players: tuple[Player, ...]
    disputes: tuple[DisputeId, ...]
    wants: tuple[Wants, ...]
    asked: tuple[Asked, ...]
    #: Ids of the dated events whose sentence can stand alone.
    events: tuple[str, ...]
    #: What pages themselves mark as background.
    background: tuple[Sentence, ...]
    #: Of these, what says what a word means.
    glossary: tuple[Sentence, ...]
    #: What is not there: who has not answered, whose language is not read.
    gaps: tuple[Sentence, ...]
    articles: tuple[ArticleId, ...]
