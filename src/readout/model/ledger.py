"""What a ledger of statements shows over them: measures, what is open, quotations, alerts."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from readout.model.actor import ActorId
from readout.model.article import ArticleId, When
from readout.model.names import Name
from readout.model.span import Passage
from readout.model.statement import Act, Certainty, StatementId
from readout.model.story import StoryId


class MeasureKind(Name):
    """What one state, or body, does against another."""

    EXPULSION = "expulsion"
    ENTRY_BAN = "entry_ban"
    SANCTIONS = "sanctions"
    TARIFF = "tariff"
    #: Aid, talks or cooperation stopped for a time.
    PAUSE = "pause"
    RECALL = "recall"
    #: A border, port, embassy or air space closed to the other.
    CLOSURE = "closure"
    #: A ship or goods held.
    SEIZURE = "seizure"


class MeasureStatus(Name):
    """How far a measure has come. Never more than the words say."""

    CONSIDERED = "considered"
    THREATENED = "threatened"
    ANNOUNCED = "announced"
    IN_FORCE = "in_force"
    LIFTED = "lifted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Something done, or announced, or threatened, against somebody, as one sentence tells it."""

    kind: MeasureKind
    status: MeasureStatus
    #: The words that name who takes it. None: the sentence does not tell.
    actor: Passage | None
    target: Passage | None
    #: For comparing across spellings and languages. None: no state is named.
    actor_key: str | None = None
    target_key: str | None = None
    #: What the article says it answers.
    trigger: Passage | None = None
    #: Whether the article calls it an answer to what the target did.
    reply: bool = False
    #: The measure of the target's that it answers in kind. None: none is found in these articles.
    answers: str | None = None
    when: When | None = None
    certainty: Certainty = Certainty.STATED
    #: The statement in which it is told. None: the article tells it.
    statement: StatementId | None = None
    article_id: ArticleId
    #: The sentence; and the words that name the measure.
    passage: Passage
    cue: Passage
    origin: str

    @property
    def id(self) -> str:
        key = f"measure|{self.cue.capture_id}|{self.cue.span.start}|{self.kind}"
        return hashlib.sha256(key.encode()).hexdigest()[:16]


class OpenKind(Name):
    PROMISE = "promise"
    #: A demand to which these articles report no answer.
    DEMAND = "demand"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Something that is still to come: a promise, a demand without an answer, a meeting."""

    kind: OpenKind
    actor: ActorId | None
    #: To whom. None: the words do not tell, or it is not settled.
    towards: ActorId | None
    #: What is promised, demanded or planned.
    words: Passage
    passage: Passage
    statement: StatementId | None
    article_id: ArticleId
    when: When | None = None
    #: The same in other articles.
    also: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """Somebody speaks for somebody, as an article says."""

    who: ActorId
    #: The article's words for the one who is spoken for ("the Kremlin").
    principal: str
    #: None: these words are no actor of their own.
    principal_id: ActorId | None
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """What the statements of a story rest on."""

    story: StoryId
    #: Said by somebody who is named.
    on_record: tuple[StatementId, ...] = ()
    #: Said by somebody whom the article keeps unnamed.
    unnamed: tuple[StatementId, ...] = ()
    #: Said by "reports", or reported as heard.
    hearsay: tuple[StatementId, ...] = ()
    #: The article names nobody, or the reading does not settle who it is.
    open: tuple[StatementId, ...] = ()
    articles: int = 0
    originals: int = 0


class Likeness(Name):
    """How one report of some words stands to another."""

    SAME = "same"
    #: One leaves words of the other out, and changes none.
    CUT = "cut"
    ALTERED = "altered"
    TRANSLATED = "translated"
    #: A headline quotes what its text does not.
    NOT_IN_TEXT = "not_in_text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The same utterance in two places, word for word."""

    likeness: Likeness
    #: Whether `one` is a headline and `other` a quotation of its own article.
    headline: bool
    speaker: ActorId | None
    one: Passage
    #: None: a headline quotes what its text does not.
    other: Passage | None
    one_article: ArticleId
    other_article: ArticleId
    #: How `other` differs: ("kept" | "cut" | "added", words), in order. Empty for a translation.
    words: tuple[tuple[str, str], ...] = ()
    one_statement: StatementId | None = None
    other_statement: StatementId | None = None


class HitState(Name):
    """What has become of telling a person about a hit."""

    #: It was there when the alert was made.
    HELD = "held"
    #: Shown in the reader and the feed; there is no webhook.
    SHOWN = "shown"
    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A question that a person wants answered whenever something new answers it."""

    name: str
    #: Any of them. Empty: any act.
    acts: tuple[Act, ...] = ()
    #: Words of the speaker's name. Empty: anybody.
    who: str = ""
    #: Words that all stand in the statement, or in the title of its story. Empty: about anything.
    about: str = ""
    #: Words of an article: only statements of its thread. None: of any.
    within: Passage | None = None
    #: Where hits are posted. None: nowhere.
    webhook: str | None = None
    by: str
    at: datetime
    #: Which row of the store it is. 0: it is not kept yet.
    number: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A statement that answers an alert, as it was read then."""

    alert: int
    #: Equal for the same words and act wherever they stand.
    key: str
    passage: Passage
    act: Act
    #: None: it was not settled who speaks.
    speaker: str | None
    content: str
    title: str | None
    outlet: str | None
    at: datetime
    state: HitState
    #: How often it was posted without success, and what came of the last time.
    tries: int = 0
    trouble: str = ""
    number: int = field(default=0, compare=False)
