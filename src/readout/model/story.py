"""Stories: one event and the articles that report it, and what holds them together."""

import hashlib
from dataclasses import dataclass
from typing import NewType

from readout.model.actor import ActorId
from readout.model.article import ArticleId
from readout.model.names import Name
from readout.model.span import Passage
from readout.model.statement import Reason, StatementId

CopyGroupId = NewType("CopyGroupId", str)
StoryId = NewType("StoryId", str)
ThreadId = NewType("ThreadId", str)
DisputeId = NewType("DisputeId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyGroup:
    """Articles that share one text."""

    id: CopyGroupId
    articles: tuple[ArticleId, ...]
    #: The article nearest the original. None: nothing tells.
    of: ArticleId | None
    #: The agency that supplied the text. None: no article credits one, or they disagree.
    agency: str | None = None
    reasons: tuple[Reason, ...]


class Relation(Name):
    SAME_TEXT = "same_text"
    UPDATE_OF = "update_of"
    SAME_EVENT = "same_event"
    SHARED_EVENT = "shared_event"
    FOLLOW_UP = "follow_up"
    SAME_THREAD = "same_thread"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How two articles belong together, and why."""

    a: ArticleId
    b: ArticleId
    relation: Relation
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One event and the articles that report it."""

    id: StoryId
    #: In the words of one of its articles.
    title: str
    articles: tuple[ArticleId, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Stories that continue each other."""

    id: ThreadId
    title: str
    stories: tuple[StoryId, ...]
    reasons: tuple[Reason, ...] = ()


def minted_story(article_id: str) -> StoryId:
    """The id of the story of which this is the earliest article."""
    return StoryId(hashlib.sha256(f"story|{article_id}".encode()).hexdigest()[:16])


def minted_thread(story_id: str) -> ThreadId:
    """The id of the thread that begins with this story."""
    return ThreadId(hashlib.sha256(f"thread|{story_id}".encode()).hexdigest()[:16])


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What happened, told once."""

    stories: tuple[Story, ...] = ()
    links: tuple[Link, ...] = ()
    threads: tuple[Thread, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """What is kept of an article so that it can be placed among others without its text."""

    article_id: ArticleId
    #: Equal while the article is read as it was.
    mark: str
    #: What the copies and the stories room keep of it: their own affair.
    copies: bytes
    stories: bytes


class DisputeStatus(Name):
    CONTESTED = "contested"
    ONE_SIDED = "one_sided"
    NEGOTIATING_POSITIONS = "negotiating_positions"
    INTERNAL_DIVERGENCE = "internal_divergence"
    REPORT_CONFLICT = "report_conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a dispute, in its own words."""

    #: None: the articles do not say whose claim it is.
    actor: ActorId | None
    stance: str
    statements: tuple[StatementId, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A claim and the statements that contradict it."""

    id: DisputeId
    #: In an article's words.
    topic: str
    status: DisputeStatus
    sides: tuple[Side, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    label: str
    iso: str | None
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an actor held on an issue, in order."""

    topic: str
    actor: ActorId | None
    steps: tuple[Step, ...]
    #: Which rule found it, and what in the passages shows the order.
    reasons: tuple[Reason, ...] = ()


class SentenceRole(Name):
    SUMMARY = "summary"
    INSIGHT = "insight"
    QUESTION = "question"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a brief. It rests on at least one passage."""

    role: SentenceRole
    text: str
    passages: tuple[Passage, ...]
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A story in at most a few sentences."""

    id: str
    story: StoryId
    sentences: tuple[Sentence, ...]
