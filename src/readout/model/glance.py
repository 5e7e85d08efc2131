"""Glances: what a list of stories shows of one."""

from dataclasses import dataclass

from readout.model.actor import ActorId
from readout.model.article import ArticleId, When
from readout.model.statement import Act, StatementId
from readout.model.story import DisputeId, DisputeStatus, StoryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A statement in the margin of a story, with whose it is."""

    statement: StatementId
    article: ArticleId
    speaker: ActorId
    name: str
    act: Act
    negated: bool
    #: The first of its words.
    words: str
    #: Whether they are a quotation as a whole.
    quoted: bool
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """A dispute by its topic."""

    dispute: DisputeId
    topic: str
    status: DisputeStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What a list shows of a story besides its brief, so that nothing else has to be read for it."""

    story: StoryId
    #: Its own title, else its first article's, else how that begins. None: it has no article.
    title: str | None
    language: str
    #: Of its newest article: when it was published, and its age as the page writes it.
    published: When | None
    age_as_written: str | None
    outlets: tuple[str, ...]
    articles: int
    #: Independent texts among them.
    originals: int
    #: Statements in them.
    said: int
    #: Statements that deny or reject, the same words of one speaker once.
    denied: int
    #: The first of them.
    disputes: tuple[Disputed, ...]
    #: The most telling statements, one a speaker.
    heard: tuple[Heard, ...]
