"""What a person decided. The machine never changes it, and every rerun obeys it."""

from dataclasses import dataclass, field
from datetime import datetime

from readout.model.names import Name
from readout.model.span import Passage
from readout.model.statement import Act


class Remedy(Name):
    """What a correction of a statement says."""

    #: The passage is no statement, or nobody said it: it is not shown as one.
    NOT_SAID = "not_said"
    #: Somebody else speaks: whom `Right` names, else nobody is shown as the speaker.
    NOT_THE_SPEAKER = "not_the_speaker"
    #: The passage names no speaker.
    NOBODY_NAMED = "nobody_named"
    #: Something else is done by saying it: `Right.act`.
    NOT_THE_ACT = "not_the_act"
    #: Other words are what is said: `Right.content`.
    NOT_THE_CONTENT = "not_the_content"
    #: The passage is a statement that was not read: `Right` says what is in it.
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """What is right instead. What a person left open is None."""

    act: Act | None = None
    #: The words of the same capture that name who speaks.
    speaker: Passage | None = None
    #: Words of any capture that name the actor who speaks.
    actor: Passage | None = None
    content: Passage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A person says that a reading is wrong."""

    #: The words that were read wrongly. Anchors the correction, whatever a rerun reads there.
    passage: Passage
    remedy: Remedy
    #: The cue and content of the reading that a person looked at: they tell it from another
    #: statement in the same words. None: not known.
    cue: Passage | None = None
    content: Passage | None = None
    right: Right = Right()
    #: In the person's words; empty where they gave none.
    note: str = ""
    by: str
    at: datetime
    #: Which row of the store it is, for undoing it. 0: it is not kept yet.
    number: int = field(default=0, compare=False)


class MarkKind(Name):
    READ = "read"
    STARRED = "starred"
    SHARED = "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a reader did with some words: read, starred, shared."""

    passage: Passage
    kind: MarkKind
    by: str
    at: datetime
