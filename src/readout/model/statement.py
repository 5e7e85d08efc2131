"""Statements: someone said something, as one article reports it."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import NewType

from readout.model.article import ArticleId, When
from readout.model.names import Name
from readout.model.span import Passage, Span

#: Of a reading less sure than this nobody is named as the speaker.
SURE = 0.5

StatementId = NewType("StatementId", str)


class Act(Name):
    """What a speaker does by speaking."""

    STATE = "state"
    ANNOUNCE = "announce"
    CONFIRM = "confirm"
    DENY = "deny"
    REJECT = "reject"
    DISMISS = "dismiss"
    REFUSE = "refuse"
    ACCUSE = "accuse"
    BLAME = "blame"
    CRITICISE = "criticise"
    CONDEMN = "condemn"
    WARN = "warn"
    THREATEN = "threaten"
    DEMAND = "demand"
    URGE = "urge"
    ASK = "ask"
    PROPOSE = "propose"
    OFFER = "offer"
    PROMISE = "promise"
    AGREE = "agree"
    SUPPORT = "support"
    PRAISE = "praise"
    HOPE = "hope"
    DOUBT = "doubt"
    ASSESS = "assess"
    PREDICT = "predict"
    ASSERT = "assert"
    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"
    INSULT = "insult"
    CLARIFY = "clarify"
    DESCRIBE = "describe"
    REAFFIRM = "reaffirm"
    JUSTIFY = "justify"
    WITHHOLD = "withhold"
    NO_COMMENT = "no_comment"


class Mode(Name):
    """How the words are reported."""

    #: The whole utterance in quotation marks.
    DIRECT = "direct"
    #: Part of it in quotation marks.
    PARTIAL = "partial"
    INDIRECT = "indirect"
    #: The act alone ("denied the charge").
    NARRATED = "narrated"
    #: Direct speech that lost its marks, or an interview turn.
    UNMARKED_DIRECT = "unmarked_direct"
    TITLE = "title"


class Certainty(Name):
    """How firmly the article says that it was said."""

    STATED = "stated"
    HEDGED = "hedged"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that spoke for or against, in words a reader can check."""

    name: str
    value: float
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Via:
    """Somebody who reports the speaker's words: "the ministry said the minister stressed ..."."""

    words: Passage
    act: Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Someone said something, as one article reports it.

    It holds what the article says and nothing we concluded: who "he" is, and whether two
    statements contradict each other, is worked out elsewhere and can be worked out again.
    """

    article_id: ArticleId
    #: The whole reported utterance with its attribution.
    passage: Passage
    act: Act
    mode: Mode
    #: The words that name the speaker ("the Kremlin spokesman", "he"); may stand outside `passage`
    #: (the label of an interview turn). None: the article names no one.
    speaker: Passage | None
    cue: Passage | None
    #: What is said, in the article's words. For a narrated act: what it is about.
    content: Passage
    #: Inside the marks; in unmarked direct speech the words that lost them; none for turns.
    quotations: tuple[Span, ...] = ()
    addressee: Passage | None = None
    target: Passage | None = None
    #: Outermost first.
    via: tuple[Via, ...] = ()
    said: When | None = None
    negated: bool = False
    certainty: Certainty = Certainty.STATED
    #: Which rule or model read it, e.g. "cue-after/en" or "reader/1".
    origin: str
    #: How sure the reading is, from 0 to 1.
    confidence: float = 1.0
    reasons: tuple[Reason, ...] = ()

    @property
    def id(self) -> StatementId:
        """From capture, place and act alone: finders that agree found one statement."""
        whole, said = self.passage.span, self.content.span
        return _minted(self.passage.capture_id, whole.start, whole.end, said.start, said.end, self.act)


@lru_cache(maxsize=16_384)  # asked for many times a page: numbers are looked up faster than spans
def _minted(capture_id: str, start: int, end: int, said_start: int, said_end: int, act: Act) -> StatementId:
    key = f"{capture_id}|{start}-{end},{said_start}-{said_end}|{act}"
    return StatementId(hashlib.sha256(key.encode()).hexdigest()[:16])
